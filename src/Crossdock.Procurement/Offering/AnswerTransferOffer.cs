using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Offering;

/// <summary>What the buyer says to an offer.</summary>
public enum OfferAnswer
{
    /// <summary>Transfer the quantity; less than offered needs a reason for the rest.</summary>
    Transfer = 1,

    /// <summary>Buy all of it anyway.</summary>
    Buy = 2,
}

/// <summary>Answers the offer of another site's goods for a draft line, before it can be released.</summary>
/// <param name="Number">The order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="IfMatch">Version of the order that was looked at.</param>
/// <param name="Answer">Transfer, or buy anyway.</param>
/// <param name="Donor">Code of the site that is to send; needed for a transfer.</param>
/// <param name="Quantity">How much it is to send, in whole purchase units; needed for a transfer.</param>
/// <param name="Unit">Unit of the quantity; the item's base unit when absent.</param>
/// <param name="Why">Why not all of it is transferred.</param>
/// <param name="Words">The same in a few words; needed to buy anyway.</param>
public sealed record AnswerTransferOfferRequest(
    [Required, StringLength(20)] string Number,
    int Line,
    long IfMatch,
    OfferAnswer Answer,
    [StringLength(12)] string? Donor = null,
    Quantity? Quantity = null,
    [StringLength(12)] string? Unit = null,
    OfferReason Why = OfferReason.None,
    [StringLength(200)] string? Words = null) : IHasReason
{
    string? IHasReason.Reason => Words;
}

/// <summary>How the line stands after the answer.</summary>
/// <param name="Order">The order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="State">What the answer was.</param>
/// <param name="Transfer">Number of the transfer, or null.</param>
/// <param name="Left">What the line still buys, in base units; zero when it is dropped.</param>
/// <param name="Saved">What the transfer saves, in the entity's currency.</param>
/// <param name="Version">Version of the order.</param>
public sealed record AnswerTransferOfferResponse(string Order, int Line, OfferState State, string? Transfer, Quantity Left, Amount Saved, long Version);

internal sealed class AnswerTransferOffer(Directory directory, Items items, OfferDesk offers, TransferDesk transfers, PurchaseOrders orders, Approvals approvals)
    : IUse<AnswerTransferOfferRequest, AnswerTransferOfferResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AnswerTransferOffer>("POST /purchase-orders/{number}/lines/{line}/transfer-offer", Permission.CreatePurchaseOrder)
        .WithSummary("Answer the offer of another site's goods: transfer all or part of it instead of buying, or buy anyway and say why.");

    public async Task<Result<AnswerTransferOfferResponse>> ExecuteAsync(Work work, AnswerTransferOfferRequest request, CancellationToken cancel)
    {
        if ((await LineUse.FindAsync(work, request.Number, request.Line, cancel)).Refused(out var refusal, out var found)) return refusal;
        var (order, line) = found;
        if (order.Version != request.IfMatch) return new OrderStale(order.Number);
        if (line.State != PurchaseLineState.Draft) return new LineWrongState(line.Document, line.State, "weighed against a transfer");
        var answer = request.Answer switch
        {
            OfferAnswer.Transfer => await TransferAsync(work, order, line, request, cancel),
            OfferAnswer.Buy => await BuyAsync(work, order, line, request, cancel),
            _ => new OfferReasonMissing { Pointer = "/answer" },
        };
        if (answer.Refused(out refusal, out var answered)) return refusal;
        work.Subject = $"purchase order {line.Document}";
        return answered;
    }

    private async Task<Result<AnswerTransferOfferResponse>> BuyAsync(Work work, PurchaseOrder order, PurchaseLine line, AnswerTransferOfferRequest request, CancellationToken cancel)
    {
        if (IsUnsaid(request)) return new OfferReasonMissing { Pointer = "/why" };
        if (await OfferOfAsync(work, order, line, cancel) is not { } offer) return new NoOffer(line.Document);
        OfferDesk.Keep(work, offer, OfferState.Bought, new(line.Ordered, Quantity.Zero, Amount.Zero, null, request.Why, request.Words!.Trim()));
        work.State<OrderBook>().Touch(order);
        return new AnswerTransferOfferResponse(order.Number, line.Number, OfferState.Bought, null, line.Ordered, Amount.Zero, order.Version + 1);
    }

    private async Task<Result<AnswerTransferOfferResponse>> TransferAsync(Work work, PurchaseOrder order, PurchaseLine line, AnswerTransferOfferRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.Donor ?? "", cancel) is not { } donor || donor.EntityId != order.EntityId)
            return Refusal.NotFound("site", request.Donor ?? "") with { Pointer = "/donor" };
        var site = (await directory.SiteAsync(work.Db, order.SiteId, cancel))!;
        var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;
        if (item.ToBase(request.Quantity ?? Quantity.Zero, request.Unit ?? item.BaseUnit).Refused(out var refusal, out var quantity)) return refusal with { Pointer = "/quantity" };
        if (!quantity.IsPositive) return new QuantityMissing(item.Code) { Pointer = "/quantity" };

        // What is decided on is read behind the gates: two who want the last pack get it one after the other.
        await transfers.LockAsync(work, donor, site, item, cancel);
        if (await OfferOfAsync(work, order, line, cancel) is not { } offer) return new OfferChanged(line.Document, $"no offer of {donor.Code} waits for it");
        if (Offer.WholePacks(quantity, offer.Pack.Size) != quantity) return new NotWholePacks(item.Code, quantity, offer.Pack.Unit) { Pointer = "/quantity" };
        if (offer.Donor!.Id != donor.Id || quantity > offer.Quantity) return new OfferChanged(line.Document, offer.Words);
        var all = quantity == offer.Quantity;
        if (!all && IsUnsaid(request)) return new OfferReasonMissing { Pointer = "/why" };

        var arrival = line.RequestedDay < donor.DayOf(work.Now) ? donor.DayOf(work.Now) : line.RequestedDay;
        if ((await transfers.RequestAsync(work, donor, site, [new(offer.Item, quantity)], arrival, $"Instead of buying, {line.Document}", cancel)).Refused(out refusal, out var transfer)) return refusal;
        var saved = (await offers.PurchaseAsync(work, line, quantity, cancel))!.Value - offer.Freight;
        var state = all ? OfferState.Transferred : OfferState.PartTransferred;
        OfferDesk.Keep(work, offer, state, new(line.Ordered, quantity, saved, transfer, all ? OfferReason.None : request.Why, request.Words.OrNull()));
        await ReduceAsync(work, order, line, offer.Item, quantity, $"{quantity} come from {donor.Code} by {transfer}", cancel);
        return new AnswerTransferOfferResponse(order.Number, line.Number, state, transfer, line.State == PurchaseLineState.Draft ? line.Ordered : Quantity.Zero, saved, order.Version + 1);
    }

    /// <summary>The line buys less, or nothing. A requisition it serves stays served: by the transfer.</summary>
    private async Task ReduceAsync(Work work, PurchaseOrder order, PurchaseLine line, Item item, Quantity taken, string why, CancellationToken cancel)
    {
        await LineUse.WithdrawAsync(work, approvals, order, cancel);
        var dropped = taken == line.Ordered;
        if (dropped) line.State = PurchaseLineState.Cancelled;
        else LineEdit.Resize(line, item, line.Ordered - taken);
        LineUse.Finish(work, order, line, dropped ? LineChangeKind.Cancelled : LineChangeKind.Changed, why);
        if (dropped) line.SupplyChanged = false;
        await orders.StateSuppliesAsync(work, cancel);
    }

    private async Task<Offer?> OfferOfAsync(Work work, PurchaseOrder order, PurchaseLine line, CancellationToken cancel) =>
        (await offers.FindAsync(work.Db, order, work.State<OrderBook>().LinesOf(order.Number), work.Now, cancel)).FirstOrDefault(o => o.Line == line && o.State == OfferState.Asked);

    private static bool IsUnsaid(AnswerTransferOfferRequest request) =>
        request.Why == OfferReason.None || !Enum.IsDefined(request.Why) || request.Words.OrNull() is null;
}
