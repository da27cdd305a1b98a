using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
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
/// <param name="Evidence">Where what happened can be seen: a photo, a report; people who are asked to decide need it or a note.</param>
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
    HappenedSource? Source = null,
    [StringLength(500)] string? Evidence = null) : IHasReason;

/// <summary>The adjustment, posted or asked for.</summary>
/// <param name="Number">Number of the document.</param>
/// <param name="Movement">Ledger id of its movement; 0 while people are asked.</param>
/// <param name="Value">What it was worth, or would be, in the entity's currency.</param>
/// <param name="Stand">Where it stands: posted, or asked and who decides.</param>
/// <param name="Approval">Number of the request people decide on; null when it is posted.</param>
public sealed record AdjustStockResponse(string Number, long Movement, Amount Value, string Stand = "posted", string? Approval = null) : ILocated
{
    /// <inheritdoc/>
    public string Location => Approval is null ? $"/stock-documents/{Number}" : $"/corrections/{Number}";
}

internal sealed class AdjustStock(Addresses addresses, Reasons reasons, LotRegister lots, AdjustmentDesk desk) : IUse<AdjustStockRequest, AdjustStockResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AdjustStock>("POST /adjustments", Permission.AdjustStock)
        .WithSummary("Correct stock that was found, is missing or is thrown away, with a reason. What an approval table does not let go is asked for and posts nothing yet.");

    public async Task<Result<AdjustStockResponse>> ExecuteAsync(Work work, AdjustStockRequest request, CancellationToken cancel)
    {
        if ((await addresses.SiteAsync(work.Db, work.Actor, request.Site, cancel)).Refused(out var refusal, out var site)) return refusal;
        if ((await addresses.ItemAsync(work.Db, request.Item, cancel)).Refused(out refusal, out var item)) return refusal;
        if (Addresses.InBase(item, request.Quantity, request.Unit).Refused(out refusal, out var quantity)) return refusal;
        if ((await addresses.PlaceAsync(work.Db, site, request.Place, cancel)).Refused(out refusal, out var place)) return refusal;
        if ((await addresses.OwnerAsync(work.Db, request.Owner, cancel)).Refused(out refusal, out var owner)) return refusal;
        if ((await reasons.FindAsync(work.Db, request.Reason, request.Note, cancel, ReasonUse.Found, ReasonUse.Lost, ReasonUse.Scrap)).Refused(out refusal, out var reason)) return refusal;
        if (Moment.Of(site, request.HappenedAt, request.Day, request.Source, work.Now).Refused(out refusal, out var moment)) return refusal;
        var named = reason.Use == ReasonUse.Found
            ? await lots.InboundAsync(work, item, request.Lot, request.ExpiresOn, quantity, isReturn: false, cancel)
            : await addresses.LotAsync(work, item, request.Lot, cancel);
        if (named.Refused(out refusal, out var lot)) return refusal;
        var at = new StockAt(site.Id, place.Id, request.Condition ?? Condition.Available, lot, owner);
        return await desk.EnterAsync(work, new Adjustment(site, item, at, quantity, reason.Code, reason.Use, request.Note.OrNull(), request.Evidence.OrNull(), moment), cancel);
    }
}
