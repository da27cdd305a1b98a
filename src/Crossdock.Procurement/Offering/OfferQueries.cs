using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Offering;

/// <summary>The offers that wait for the buyer on an order, as other sites' stock is now.</summary>
/// <param name="Number">The order.</param>
public sealed record FindTransferOffersRequest([Required, StringLength(20)] string Number);

/// <summary>The offers of an order.</summary>
/// <param name="Number">The order.</param>
/// <param name="Version">What If-Match must name in the answer.</param>
/// <param name="Offers">One per line that has one.</param>
public sealed record FindTransferOffersResponse(string Number, long Version, IReadOnlyList<OpenTransferOffer> Offers) : IVersioned;

/// <summary>An offer that waits for an answer. Quantities are in base units, amounts in the entity's currency.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Its name.</param>
/// <param name="Needed">What the line would buy.</param>
/// <param name="Donor">Code of the site that can send.</param>
/// <param name="DonorName">Its name.</param>
/// <param name="Quantity">How much it can send.</param>
/// <param name="BaseUnit">The item's base unit.</param>
/// <param name="Packs">The same in purchase units.</param>
/// <param name="Unit">The purchase unit.</param>
/// <param name="Purchase">What buying that much costs.</param>
/// <param name="Freight">What the transfer costs.</param>
/// <param name="Saving">The difference.</param>
/// <param name="Currency">The entity's currency.</param>
public sealed record OpenTransferOffer(
    int Line, string Item, string ItemName, Quantity Needed, string Donor, string DonorName, Quantity Quantity, string BaseUnit, Quantity Packs, string Unit,
    Amount Purchase, Amount Freight, Amount Saving, Currency Currency);

internal sealed class FindTransferOffers(OfferDesk offers, TimeProvider time) : IQuery<FindTransferOffersRequest, FindTransferOffersResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindTransferOffers>("GET /purchase-orders/{number}/transfer-offers", Permission.SeePurchasing)
        .WithSummary("What other sites could send of what the drafts of an order would buy.");

    public async Task<Result<FindTransferOffersResponse>> AnswerAsync(Reading reading, FindTransferOffersRequest request, CancellationToken cancel)
    {
        var order = await reading.Db.Set<PurchaseOrder>().AsNoTracking().FirstOrDefaultAsync(o => o.Number == request.Number, cancel);
        if (order is null || !reading.Actor.WorksAt(order.EntityId, order.SiteId)) return Refusal.NotFound("purchase order", request.Number);
        var lines = await reading.Db.Set<PurchaseLine>().AsNoTracking().Where(l => l.OrderId == order.Id && l.State == PurchaseLineState.Draft).ToListAsync(cancel);
        var found = lines.Count == 0 ? [] : await offers.FindAsync(reading.Db, order, lines, time.GetUtcNow(), cancel);
        return new FindTransferOffersResponse(order.Number, order.Version,
            [.. found.Where(o => o.State == OfferState.Asked).Select(o => new OpenTransferOffer(
                o.Line.Number, o.Item.Code, o.Item.Name, o.Line.Ordered, o.Donor!.Code, o.Donor.Name, o.Quantity, o.Item.BaseUnit, o.InPacks, o.Pack.Unit,
                o.Purchase, o.Freight, o.Saving, o.Currency))]);
    }
}
