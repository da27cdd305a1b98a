using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Adjusting;

/// <summary>Stock that was found, is missing or is thrown away. The reason says which, and which account stands against it.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Place">Code of the place.</param>
/// <param name="Item">Item code, cross-reference or trade item number.</param>
/// <param name="Quantity">How much was found, is missing or is thrown away: always more than zero.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="Note">What happened, in words; some reasons need it.</param>
/// <param name="Unit">Unit of the quantity; the base unit when left out.</param>
/// <param name="Lot">Lot or serial, when the item is tracked.</param>
/// <param name="ExpiresOn">Last day of use of a lot that is found for the first time.</param>
/// <param name="Condition">Condition of the stock; available when left out.</param>
/// <param name="Owner">Code of the supplier that owns it; left out when it is ours.</param>
/// <param name="HappenedAt">When it happened, when not now.</param>
/// <param name="Day">Or the day, as of its end.</param>
/// <param name="Source">How we know when it happened.</param>
public sealed record AdjustStockRequest(
    [Required, StringLength(20, MinimumLength = 1)] string Site,
    [Required, StringLength(40, MinimumLength = 1)] string Place,
    [Required, StringLength(60, MinimumLength = 1)] string Item,
    Quantity Quantity,
    [Required, StringLength(20, MinimumLength = 1)] string Reason,
    [StringLength(500)] string? Note = null,
    [StringLength(20)] string? Unit = null,
    [StringLength(60)] string? Lot = null,
    DateOnly? ExpiresOn = null,
    Condition? Condition = null,
    [StringLength(40)] string? Owner = null,
    DateTimeOffset? HappenedAt = null,
    DateOnly? Day = null,
    HappenedSource? Source = null) : IHasReason;

/// <summary>The adjustment as posted.</summary>
/// <param name="Number">Number of the document.</param>
/// <param name="Movement">Ledger id of its movement.</param>
/// <param name="Value">What it was worth, in the entity's currency.</param>
public sealed record AdjustStockResponse(string Number, long Movement, Amount Value) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/stock-documents/{Number}";
}

internal sealed class AdjustStock(Addresses addresses, Reasons reasons, LotRegister lots, DocumentBook documents, StockLedger ledger, MovementLog log, Segregation segregation)
    : IUse<AdjustStockRequest, AdjustStockResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AdjustStock>("POST /adjustments", Permission.AdjustStock)
        .WithSummary("Correct stock that was found, is missing or is thrown away, with a reason.");

    public async Task<Result<AdjustStockResponse>> ExecuteAsync(Work work, AdjustStockRequest request, CancellationToken cancel)
    {
        if ((await addresses.SiteAsync(work.Db, work.Actor, request.Site, cancel)).Refused(out var refusal, out var site)) return refusal;
        if ((await addresses.ItemAsync(work.Db, request.Item, cancel)).Refused(out refusal, out var item)) return refusal;
        if (Addresses.InBase(item, request.Quantity, request.Unit).Refused(out refusal, out var quantity)) return refusal;
        if ((await addresses.PlaceAsync(work.Db, site, request.Place, cancel)).Refused(out refusal, out var place)) return refusal;
        if ((await addresses.OwnerAsync(work.Db, request.Owner, cancel)).Refused(out refusal, out var owner)) return refusal;
        if ((await reasons.FindAsync(work.Db, request.Reason, request.Note, cancel, ReasonUse.Found, ReasonUse.Lost, ReasonUse.Scrap)).Refused(out refusal, out var reason)) return refusal;
        if (Moment.Of(site, request.HappenedAt, request.Day, request.Source, work.Now).Refused(out refusal, out var moment)) return refusal;
        var found = reason.Use == ReasonUse.Found;
        var named = found
            ? await lots.InboundAsync(work, item, request.Lot, request.ExpiresOn, quantity, isReturn: false, cancel)
            : await addresses.LotAsync(work, item, request.Lot, cancel);
        if (named.Refused(out refusal, out var lot)) return refusal;

        var document = await documents.OpenAsync(work, DocumentKind.Adjustment, site, moment, cancel, reason.Code, request.Note);
        var at = new StockAt(site.Id, place.Id, request.Condition ?? Condition.Available, lot, owner);
        var move = new StockMove
        {
            Kind = reason.Use == ReasonUse.Scrap ? MovementKind.Scrap : MovementKind.Adjustment,
            Item = item.Id,
            Quantity = quantity,
            From = found ? null : at,
            To = found ? at : null,
            HappenedAt = moment.HappenedAt,
            Source = moment.Source,
            Reason = reason.Code,
        };
        if ((await ledger.PostAsync(work, document, [move], cancel)).Refused(out refusal, out var posted)) return refusal;
        if ((await ApartAsync(work, site, item, posted[0].Value.Abs(), cancel)).Refused(out refusal, out _)) return refusal;
        return new AdjustStockResponse(document.Number, posted[0].Movement, posted[0].Value);
    }

    /// <summary>Not by whoever received or picked the item here, nor by whoever set its cost: what is missing would be hidden by it.</summary>
    private async Task<Result<Done>> ApartAsync(Work work, Site site, Item item, Amount worth, CancellationToken cancel)
    {
        if (work.Actor.Id.Value == 0) return Done.Yes;
        var handled = await log.HandledAsync(work.Db, work.Actor.Id, item.Id, site.Id, work.Now.AddDays(-ConflictMatrix.RecordDays), cancel);
        var before = handled.Select(h => new Deed(work.Actor.Id, h.Kind == MovementKind.Pick ? Duty.PickGoods : Duty.ReceiveGoods, h.At));
        return (await segregation.ApartAsync(work, Duty.AdjustStock, before, $"item {item.Code} at {site.Code}", site.Id, worth, cancel)).Refused(out var refusal, out _)
            ? refusal
            : await segregation.TakeAsync(work, Duty.AdjustStock, [Chain.Item(item.Id, item.Code)], site.Id, worth, cancel);
    }
}
