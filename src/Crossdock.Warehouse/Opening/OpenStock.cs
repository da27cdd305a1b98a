using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Opening;

/// <summary>Stock the books of a site open with.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Lines">What lies where and what it is worth, up to 500 lines.</param>
/// <param name="HappenedAt">Since when, when not now.</param>
/// <param name="Day">Or the day, as of its end.</param>
public sealed record OpenStockRequest(
    [Required, StringLength(20, MinimumLength = 1)] string Site,
    [Required, MinLength(1), MaxLength(500)] IReadOnlyList<OpenStockLine> Lines,
    DateTimeOffset? HappenedAt = null,
    DateOnly? Day = null);

/// <summary>One opening balance.</summary>
/// <param name="Item">Item code.</param>
/// <param name="Place">Code of the place.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Value">What all of it is worth, in the entity's currency.</param>
/// <param name="Unit">Unit of the quantity; the base unit when left out.</param>
/// <param name="Lot">Lot or serial, when the item is tracked.</param>
/// <param name="ExpiresOn">Last day of use of a new lot.</param>
/// <param name="Condition">Condition; available when left out.</param>
public sealed record OpenStockLine(
    [Required, StringLength(60, MinimumLength = 1)] string Item,
    [Required, StringLength(40, MinimumLength = 1)] string Place,
    Quantity Quantity,
    Amount Value,
    [StringLength(20)] string? Unit = null,
    [StringLength(60)] string? Lot = null,
    DateOnly? ExpiresOn = null,
    Condition? Condition = null);

/// <summary>The opening as posted.</summary>
/// <param name="Number">Number of the document.</param>
/// <param name="Lines">How many balances.</param>
/// <param name="Value">Their value, in the entity's currency.</param>
public sealed record OpenStockResponse(string Number, int Lines, Amount Value) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/stock-documents/{Number}";
}

internal sealed class OpenStock(Addresses addresses, Directory directory, LotRegister lots, DocumentBook documents, StockLedger ledger)
    : IUse<OpenStockRequest, OpenStockResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<OpenStock>("POST /opening-balances", Permission.ImportData)
        .WithSummary("Enter the stock a site opens with, against opening equity.");

    public async Task<Result<OpenStockResponse>> ExecuteAsync(Work work, OpenStockRequest request, CancellationToken cancel)
    {
        if ((await addresses.SiteAsync(work.Db, work.Actor, request.Site, cancel)).Refused(out var refusal, out var site)) return refusal;
        if (Moment.Of(site, request.HappenedAt, request.Day, null, work.Now).Refused(out refusal, out var moment)) return refusal;
        var entity = (await directory.EntityAsync(work.Db, site.EntityId, cancel))!;
        var moves = new List<StockMove>(request.Lines.Count);
        for (var i = 0; i < request.Lines.Count; i++)
        {
            if ((await MoveAsync(work, site, entity, request.Lines[i], moment, cancel)).Refused(out refusal, out var move))
                return refusal with { Pointer = $"/lines/{i}{refusal.Pointer}" };
            moves.Add(move);
        }

        var document = await documents.OpenAsync(work, DocumentKind.Opening, site, moment, cancel);
        if ((await ledger.PostAsync(work, document, moves, cancel)).Refused(out refusal, out _)) return refusal;
        return new OpenStockResponse(document.Number, moves.Count, moves.Aggregate(Amount.Zero, (sum, m) => sum + m.Value!.Value));
    }

    private async Task<Result<StockMove>> MoveAsync(Work work, Site site, LegalEntity entity, OpenStockLine line, Moment moment, CancellationToken cancel)
    {
        if ((await addresses.ItemAsync(work.Db, line.Item, cancel)).Refused(out var refusal, out var item)) return refusal;
        if (Addresses.InBase(item, line.Quantity, line.Unit).Refused(out refusal, out var quantity)) return refusal;
        if ((await addresses.PlaceAsync(work.Db, site, line.Place, cancel)).Refused(out refusal, out var place)) return refusal;
        if (line.Value.IsNegative || line.Value.RoundTo(entity.Currency) != line.Value) return new OpeningValue(entity.Currency);
        if ((await lots.InboundAsync(work, item, line.Lot, line.ExpiresOn, quantity, isReturn: false, cancel)).Refused(out refusal, out var lot)) return refusal;
        return new StockMove
        {
            Kind = MovementKind.Opening,
            Item = item.Id,
            Quantity = quantity,
            To = new StockAt(site.Id, place.Id, line.Condition ?? Condition.Available, lot),
            Value = line.Value,
            HappenedAt = moment.HappenedAt,
            Source = moment.Source,
        };
    }
}

internal sealed record OpeningValue(Currency Currency) : Refusal(RefusalKind.Invalid, "warehouse.opening_value",
    $"The value must not be negative and has {Currency.MinorDigits} decimals in {Currency}.");
