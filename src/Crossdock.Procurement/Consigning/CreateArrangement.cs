using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Consigning;

/// <summary>An agreement that a supplier's stock of an item lies at a site of ours and stays theirs until it is used.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Item">Code or any known number of the item.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Price">What one price unit costs when it is used, in the supplier's currency.</param>
/// <param name="Maximum">The most that is to lie here.</param>
/// <param name="Minimum">Below this the supplier is asked for more; nothing when absent.</param>
/// <param name="PriceUnit">Unit of the price; the item's base unit when absent.</param>
/// <param name="Unit">Unit of the quantities; the item's base unit when absent.</param>
/// <param name="From">First day; today when absent.</param>
/// <param name="Until">Last day; no end when absent.</param>
/// <param name="AgeDays">Days after which what was not used is out of the agreed time; 0 when there is no such time.</param>
/// <param name="Loss">Who pays for what is lost here.</param>
/// <param name="Promisable">True when customer orders may be promised it.</param>
/// <param name="First">True when it is used before our own stock, else after it.</param>
/// <param name="Notes">Notes.</param>
public sealed record CreateArrangementRequest(
    [Required, StringLength(40)] string Supplier,
    [Required, StringLength(60)] string Item,
    [Required, StringLength(12)] string Site,
    UnitPrice Price,
    Quantity Maximum,
    Quantity? Minimum = null,
    [StringLength(12)] string? PriceUnit = null,
    [StringLength(12)] string? Unit = null,
    DateOnly? From = null,
    DateOnly? Until = null,
    [Range(0, 3650)] int AgeDays = 0,
    LossBearer Loss = LossBearer.Us,
    bool Promisable = true,
    bool First = false,
    [StringLength(500)] string? Notes = null);

/// <summary>The arrangement.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Version">What If-Match must name on the next change.</param>
public sealed record ArrangementResponse(string Number, long Version) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/consignments/{Number}";
}

internal sealed class CreateArrangement(Directory directory, Items items, Partners partners, ConsignedStock stock, SearchIndex search, Segregation segregation) : IUse<CreateArrangementRequest, ArrangementResponse>
{
    private static readonly UnitPrice DearestPrice = UnitPrice.Of(1_000_000_000);

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateArrangement>("POST /consignments", Permission.MaintainAgreements)
        .WithSummary("Agree that a supplier's stock of an item lies at a site and stays theirs until it is used.");

    public async Task<Result<ArrangementResponse>> ExecuteAsync(Work work, CreateArrangementRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", request.Site) with { Pointer = "/site" };
        if (await partners.FindAsync(work.Db, PartnerKind.Supplier, request.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Supplier) with { Pointer = "/supplier" };
        if (!supplier.Active) return new Ordering.NotActive("supplier", supplier.Code) { Pointer = "/supplier" };
        if (await items.FindAsync(work.Db, request.Item, cancel) is not { } item) return Refusal.NotFound("item", request.Item) with { Pointer = "/item" };
        if (!item.Active) return new Ordering.NotActive("item", item.Code) { Pointer = "/item" };
        if (PriceOf(item, request.Price, request.PriceUnit).Refused(out var refusal, out var price)) return refusal;
        if (LevelsOf(item, request.Minimum ?? Quantity.Zero, request.Maximum, request.Unit).Refused(out refusal, out var levels)) return refusal;
        var from = request.From ?? site.DayOf(work.Now);
        if (request.Until < from) return new EndsBeforeItBegins() { Pointer = "/until" };
        if (await OverlapAsync(work, supplier, item, site, from, request.Until, cancel) is { } other) return new ArrangedAlready(other.Number, item.Code, site.Code) { Pointer = "/from" };

        if ((await segregation.TakeAsync(work, Duty.EditTerms, [Chain.Item(item.Id, item.Code)], cancel: cancel)).Refused(out refusal, out _)) return refusal;
        var arrangement = new Arrangement
        {
            Id = Guid.CreateVersion7(),
            Number = work.Number("CG"),
            EntityId = site.EntityId,
            SiteId = site.Id,
            SupplierId = supplier.Id,
            ItemId = item.Id,
            Currency = supplier.Currency,
            FromDay = from,
            UntilDay = request.Until,
            Minimum = levels.Minimum,
            Maximum = levels.Maximum,
            AgeDays = request.AgeDays,
            Loss = request.Loss,
            Promisable = request.Promisable,
            First = request.First,
            Notes = request.Notes.OrNull(),
            CreatedBy = work.Actor.Id,
            CreatedAt = work.Now,
            Version = 1,
        };
        work.Db.Add(arrangement);
        WritePrice(work, arrangement, from, price, null);
        await stock.StateAsync(work, arrangement.ToUse(), cancel);
        search.Put(work, "consignment", arrangement.Number, arrangement.Number, $"{supplier.Name}, {item.Code} at {site.Code}", $"/consignments/{arrangement.Number}", item.Code, supplier.Code);
        work.Subject = $"consignment arrangement {arrangement.Number}";
        work.Announce(new ArrangementChanged(arrangement.Number, item.Id, site.Id));
        return new ArrangementResponse(arrangement.Number, arrangement.Version);
    }

    /// <summary>Two arrangements never run on the same day; who makes one waits for whoever makes another.</summary>
    private static async Task<Arrangement?> OverlapAsync(Work work, Partner supplier, Item item, Site site, DateOnly from, DateOnly? until, CancellationToken cancel)
    {
        await work.LockAloneAsync((0x41525247L << 32) | (uint)supplier.Id.Value, cancel);
        return await work.Db.Set<Arrangement>().AsNoTracking().FirstOrDefaultAsync(
            a => a.SupplierId == supplier.Id && a.ItemId == item.Id && a.SiteId == site.Id && (a.UntilDay == null || a.UntilDay >= from) && (until == null || a.FromDay <= until), cancel);
    }

    internal static Result<PurchasePrice> PriceOf(Item item, UnitPrice price, string? unit)
    {
        if (price.IsNegative || price > DearestPrice) return new Ordering.PriceNegative(item.Code) { Pointer = "/price" };
        return item.PackOf(unit ?? item.BaseUnit) is { } pack
            ? new PurchasePrice(price, pack.Unit, pack.Size)
            : new UnitUnknown(item.Code, unit!, string.Join(", ", item.Packs.Select(p => p.Unit))) { Pointer = "/priceUnit" };
    }

    internal static Result<(Quantity Minimum, Quantity Maximum)> LevelsOf(Item item, Quantity minimum, Quantity maximum, string? unit)
    {
        if (item.ToBase(maximum, unit ?? item.BaseUnit).Refused(out var refusal, out var most)) return refusal with { Pointer = "/maximum" };
        if (item.ToBase(minimum, unit ?? item.BaseUnit).Refused(out refusal, out var least)) return refusal with { Pointer = "/minimum" };
        return least.IsNegative || !most.IsPositive || least > most ? new LevelsWrong(least, most) { Pointer = "/maximum" } : (least, most);
    }

    internal static void WritePrice(Work work, Arrangement arrangement, DateOnly from, PurchasePrice price, string? reason) => work.Insert(ConsigningTables.InsertPrice, new ArrangementPrice
    {
        Id = work.NewId(),
        PostingId = work.PostingId,
        ArrangementId = arrangement.Id,
        FromDay = from,
        Price = price.Price,
        PriceUnit = price.Unit,
        Numerator = price.Size.Numerator,
        Denominator = price.Size.Denominator,
        Reason = reason.OrNull(),
        At = work.Now,
        PersonId = work.Actor.Id,
    });
}

/// <summary>A consignment arrangement was made or changed.</summary>
public sealed record ArrangementChanged(string Arrangement, ItemId ItemId, SiteId SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "procurement.consignment_changed";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => ItemId;
}

internal sealed record EndsBeforeItBegins() : Refusal(RefusalKind.Invalid, "procurement.consignment_days", "The last day is before the first one.");

internal sealed record LevelsWrong(Quantity Minimum, Quantity Maximum) : Refusal(RefusalKind.Invalid, "procurement.consignment_levels",
    $"The most that may lie here must be more than nothing and not less than the least; given {Minimum} to {Maximum}.");

internal sealed record ArrangedAlready(string Other, string Item, string Site) : Refusal(RefusalKind.Conflict, "procurement.arranged_already",
    $"{Other} runs for {Item} at {Site} with this supplier on some of these days. End it first, or change it.");
