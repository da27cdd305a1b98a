using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Consigning;

/// <summary>A supplier's stock that we take over where it lies, at its price of the day.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Place">Code of the place.</param>
/// <param name="Item">Item code, cross-reference or trade item number.</param>
/// <param name="Owner">Code of the supplier that owns it.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Reason">Why.</param>
/// <param name="Unit">Unit of the quantity; the base unit when left out.</param>
/// <param name="Lot">Lot or serial, when the item is tracked.</param>
/// <param name="Condition">Condition of the stock; available when left out.</param>
public sealed record TakeOverRequest(
    [Required, StringLength(20, MinimumLength = 1)] string Site,
    [Required, StringLength(40, MinimumLength = 1)] string Place,
    [Required, StringLength(60, MinimumLength = 1)] string Item,
    [Required, StringLength(40, MinimumLength = 1)] string Owner,
    Quantity Quantity,
    [Required, StringLength(200)] string? Reason,
    [StringLength(20)] string? Unit = null,
    [StringLength(60)] string? Lot = null,
    Condition? Condition = null) : IHasReason;

/// <summary>The ownership change as posted.</summary>
/// <param name="Number">Number of the document.</param>
/// <param name="Movement">Ledger id of its movement.</param>
/// <param name="Value">What we owe for it, in the entity's currency.</param>
public sealed record TakeOverResponse(string Number, long Movement, Amount Value) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/stock-documents/{Number}";
}

internal sealed class TakeOver(Addresses addresses, Promises promises, Consignments consignments, DocumentBook documents, StockLedger ledger) : IUse<TakeOverRequest, TakeOverResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<TakeOver>("POST /ownership-changes", Permission.CreatePurchaseOrder)
        .WithSummary("Take a supplier's stock over where it lies, at its price of the day.");

    public async Task<Result<TakeOverResponse>> ExecuteAsync(Work work, TakeOverRequest request, CancellationToken cancel)
    {
        if ((await addresses.SiteAsync(work.Db, work.Actor, request.Site, cancel)).Refused(out var refusal, out var site)) return refusal;
        if ((await addresses.ItemAsync(work.Db, request.Item, cancel)).Refused(out refusal, out var item)) return refusal;
        if (Addresses.InBase(item, request.Quantity, request.Unit).Refused(out refusal, out var quantity)) return refusal;
        if ((await addresses.PlaceAsync(work.Db, site, request.Place, cancel)).Refused(out refusal, out var place)) return refusal;
        if ((await addresses.OwnerAsync(work.Db, request.Owner, cancel)).Refused(out refusal, out var owner)) return refusal;
        if ((await addresses.LotAsync(work, item, request.Lot, cancel)).Refused(out refusal, out var lot)) return refusal;

        var document = await documents.OpenAsync(work, DocumentKind.OwnershipChange, site, new Moment(null, HappenedSource.Keyed), cancel, note: request.Reason);
        await promises.AllocationsAsync(work, [], [(item, site)], cancel);
        if ((await consignments.UseAsync(work, new(owner, item, site, quantity, UsageKind.TakenOver, document), cancel)).Refused(out refusal, out var owed)) return refusal;
        var at = new StockAt(site.Id, place.Id, request.Condition ?? Condition.Available, lot, owner);
        var move = new StockMove
        {
            Kind = MovementKind.OwnershipChange,
            Item = item.Id,
            Quantity = quantity,
            From = at,
            To = at with { Owner = default },
            Value = owed,
        };
        if ((await ledger.PostAsync(work, document, [move], cancel)).Refused(out refusal, out var posted)) return refusal;
        return new TakeOverResponse(document.Number, posted[0].Movement, posted[0].Value);
    }
}
