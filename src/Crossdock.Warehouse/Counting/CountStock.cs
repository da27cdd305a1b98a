using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Counting;

/// <summary>What was counted at a site.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Lines">Positions and what lies there.</param>
/// <param name="Place">Code of the place of the lines that name none.</param>
/// <param name="Triggered">True when a doubt caused the count, false when it was planned.</param>
/// <param name="Rebase">True to take corrections posted since the count for granted.</param>
/// <param name="HappenedAt">When it was counted, when not now; a line's own instant wins.</param>
/// <param name="Day">Or the day, as of its end.</param>
/// <param name="Source">How we know when it was counted.</param>
public sealed record CountStockRequest(
    [Required, StringLength(20, MinimumLength = 1)] string Site,
    [Required, MinLength(1), MaxLength(100)] IReadOnlyList<CountStockLine> Lines,
    [StringLength(40)] string? Place = null,
    bool Triggered = false,
    bool Rebase = false,
    DateTimeOffset? HappenedAt = null,
    DateOnly? Day = null,
    HappenedSource? Source = null);

/// <summary>One counted position.</summary>
/// <param name="Item">Item code, cross-reference or trade item number.</param>
/// <param name="Counted">What lies there; zero when nothing does.</param>
/// <param name="Place">Code of the place; that of the count when left out.</param>
/// <param name="EntryNumber">Entry number of the balance on the count sheet; the balance of now when left out.</param>
/// <param name="Unit">Unit of the quantity; the base unit when left out.</param>
/// <param name="Lot">Lot or serial, when the item is tracked.</param>
/// <param name="Condition">Condition of the stock; available when left out.</param>
/// <param name="Owner">Code of the supplier that owns it; left out when it is ours.</param>
/// <param name="ScannedAt">When this line was counted.</param>
public sealed record CountStockLine(
    [Required, StringLength(60, MinimumLength = 1)] string Item,
    Quantity Counted,
    [StringLength(40)] string? Place = null,
    long? EntryNumber = null,
    [StringLength(20)] string? Unit = null,
    [StringLength(60)] string? Lot = null,
    Condition? Condition = null,
    [StringLength(40)] string? Owner = null,
    DateTimeOffset? ScannedAt = null);

/// <summary>The count, posted or asked for. It does not say what the book was: whoever may see stock opens the document.</summary>
/// <param name="Number">Number of the count.</param>
/// <param name="Lines">How many positions were counted.</param>
/// <param name="Differences">How many of them differ from the book.</param>
/// <param name="Stand">Where it stands: posted, or asked and who decides.</param>
/// <param name="Approval">Number of the request people decide on; null when it is posted.</param>
public sealed record CountStockResponse(string Number, int Lines, int Differences, string Stand = "posted", string? Approval = null) : ILocated
{
    /// <inheritdoc/>
    public string Location => Approval is null ? $"/stock-documents/{Number}" : $"/corrections/{Number}";
}

internal sealed class CountStock(Addresses addresses, CountedLots lots, CountDesk desk, MovementLog log, Segregation segregation) : IUse<CountStockRequest, CountStockResponse>
{
    /// <summary>The class of the items in which most of the money lies.</summary>
    private const string MostValuable = "A";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CountStock>("POST /counts", Permission.CountStock)
        .WithSummary("Enter a count: each position is compared with its balance at the moment it was counted. A variance that an approval table does not let go is asked for and posts nothing yet.");

    public async Task<Result<CountStockResponse>> ExecuteAsync(Work work, CountStockRequest request, CancellationToken cancel)
    {
        if ((await addresses.SiteAsync(work.Db, work.Actor, request.Site, cancel)).Refused(out var refusal, out var site)) return refusal;
        if (await segregation.StandingAsync(work, Duty.CountStock, site, cancel) is { } over) return over;
        if (Moment.Of(site, request.HappenedAt, request.Day, request.Source, work.Now).Refused(out refusal, out var moment)) return refusal;
        var counted = new List<Counted>(request.Lines.Count);
        for (var i = 0; i < request.Lines.Count; i++)
        {
            if ((await ResolveAsync(work, site, request.Lines[i], request.Place, moment, cancel)).Refused(out refusal, out var line)) return refusal with { Pointer = $"/lines/{i}{refusal.Pointer}" };
            if (counted.Any(c => c.Point.Item.Id == line.Point.Item.Id && c.Point.At == line.Point.At)) return new CountedTwice(line.Point.Item.Code, request.Lines[i].Place ?? request.Place!);
            if ((await ApartAsync(work, site, line, cancel)).Refused(out refusal, out _)) return refusal with { Pointer = $"/lines/{i}" };
            counted.Add(line);
        }

        return await desk.EnterAsync(work, new WholeCount(site, counted, moment, work.Now, request.Triggered, request.Rebase), cancel);
    }

    /// <summary>What is valuable is not counted by whoever moved it in or out of the place lately.</summary>
    private async Task<Result<Done>> ApartAsync(Work work, Site site, Counted line, CancellationToken cancel)
    {
        var (me, item) = (work.Actor.Id, line.Point.Item);
        if (me.Value == 0 || item.Class != MostValuable) return Done.Yes;
        var since = work.Now.AddDays(-ConflictMatrix.Row(9).Days!.Value);
        return await log.KeptAsync(work.Db, me, item.Id, line.Point.At.Place, since, cancel) is { } at
            ? await segregation.ApartAsync(work, Duty.CountStock, [new(me, Duty.KeepPlace, at)], $"item {item.Code} at its place in {site.Code}", site.Id, cancel: cancel)
            : Done.Yes;
    }

    private async Task<Result<Counted>> ResolveAsync(Work work, Site site, CountStockLine line, string? usualPlace, Moment moment, CancellationToken cancel)
    {
        if ((await addresses.ItemAsync(work.Db, line.Item, cancel)).Refused(out var refusal, out var item)) return refusal;
        if (line.Counted.IsNegative) return new CountNegative();
        if (item.ToBase(line.Counted, line.Unit ?? item.BaseUnit).Refused(out refusal, out var quantity)) return refusal;
        if ((line.Place ?? usualPlace) is not { Length: > 0 } placeCode) return new CountedWhere(item.Code);
        if ((await addresses.PlaceAsync(work.Db, site, placeCode, cancel)).Refused(out refusal, out var place)) return refusal;
        if ((await addresses.OwnerAsync(work.Db, line.Owner, cancel)).Refused(out refusal, out var owner)) return refusal;
        if ((await lots.FindAsync(work, item, line.Lot, quantity, cancel)).Refused(out refusal, out var lot)) return refusal;
        var at = new StockAt(site.Id, place.Id, line.Condition ?? Condition.Available, lot.Id, owner);
        return new Counted(new CountPoint(item, site, at, line.EntryNumber, line.ScannedAt ?? moment.HappenedAt), quantity, line.Lot, lot.New);
    }
}
