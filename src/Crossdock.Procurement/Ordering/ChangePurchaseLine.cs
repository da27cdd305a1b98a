using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Offering;
using Crossdock.Procurement.Releasing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Ordering;

/// <summary>Other quantity, day or price for what has not come yet.</summary>
/// <param name="Number">The order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="IfMatch">Version of the order that was looked at.</param>
/// <param name="Quantity">The whole new quantity, received part included.</param>
/// <param name="Unit">Unit of the quantity; the line's when absent.</param>
/// <param name="RequestedDay">New day.</param>
/// <param name="Price">New price of what is not received; that part becomes a line of its own when something is.</param>
/// <param name="PriceUnit">Unit of the price; the line's price unit when absent.</param>
/// <param name="BySupplier">True when the supplier asked for the change.</param>
/// <param name="Reason">Why.</param>
/// <param name="OutsideAgreement">Why what is not received is bought outside its agreement from now on.</param>
/// <param name="Deliveries">The whole line on several days, received part included: each becomes a line of its own.</param>
public sealed record ChangePurchaseLineRequest(
    [Required, StringLength(20)] string Number,
    int Line,
    long IfMatch,
    Quantity? Quantity = null,
    [StringLength(12)] string? Unit = null,
    DateOnly? RequestedDay = null,
    UnitPrice? Price = null,
    [StringLength(12)] string? PriceUnit = null,
    bool BySupplier = false,
    [StringLength(200)] string? Reason = null,
    [StringLength(200)] string? OutsideAgreement = null,
    [MaxLength(Ordering.Deliveries.Most)] IReadOnlyList<LineDelivery>? Deliveries = null) : IHasReason;

internal sealed class ChangePurchaseLine(PurchaseOrders orders, Items items, Directory directory, OrderRelease release, ProposalDesk proposals, Approvals approvals, OfferDesk offers)
    : IUse<ChangePurchaseLineRequest, PurchaseLineStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangePurchaseLine>("POST /purchase-orders/{number}/lines/{line}/change", Permission.CreatePurchaseOrder)
        .WithSummary("Change quantity, day or price of what has not been received; what is riskier than what was approved waits for those who decide.");

    public async Task<Result<PurchaseLineStandResponse>> ExecuteAsync(Work work, ChangePurchaseLineRequest request, CancellationToken cancel)
    {
        if ((await LineUse.FindAsync(work, request.Number, request.Line, cancel)).Refused(out var refusal, out var found)) return refusal;
        var (order, line) = found;
        if (order.Version != request.IfMatch) return new OrderStale(order.Number);
        if (line.State is not (PurchaseLineState.Draft or PurchaseLineState.Released)) return new LineWrongState(line.Document, line.State, "changed");
        if (request is { Quantity: null, RequestedDay: null, Price: null, OutsideAgreement: null, Deliveries: null }) return new NothingToChange(line.Document);
        var site = (await directory.SiteAsync(work.Db, line.SiteId, cancel))!;
        if (request.RequestedDay != line.RequestedDay && PassedDays.Check(work, site, request.RequestedDay) is { } passed) return passed with { Pointer = "/requestedDay" };
        var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;
        if (request.OutsideAgreement is not null && line.AgreementUse == AgreementUse.None) return new NoAgreement(line.Document) { Pointer = "/outsideAgreement" };
        var offer = line.AgreementUse == AgreementUse.Inside ? (await AgreementDesk.FindAsync(work.Db, [line.AgreementLineId!.Value], cancel))[line.AgreementLineId.Value] : null;
        var lines = work.State<OrderBook>().LinesOf(order.Number).ToList();
        if (Edit(line, item, offer, Deliveries.OthersOf(lines, line), site.DayOf(work.Now), request).Refused(out refusal, out var edit)) return refusal;
        if (lines.Count + edit.Parts.Count > OrderWriter.MostLines) return new TooManyLines(OrderWriter.MostLines) { Pointer = "/deliveries" };

        await LineUse.WithdrawAsync(work, approvals, order, cancel);
        if (line.State == PurchaseLineState.Released)
        {
            if ((await release.ChangeAsync(work, order, edit.Project(lines, line), request.Reason, cancel)).Refused(out refusal, out var verdict)) return refusal;
            if (!verdict.Go)
            {
                await proposals.WaitAsync(work, order, line, edit, verdict.Request!, request.Reason, request.BySupplier, cancel);
                work.Subject = $"purchase order {line.Document}";
                return LineUse.Stand(order, line, null, verdict.Request);
            }
        }

        var newLine = edit.Apply(work, order, line, item, LineChangeKind.Changed, request.Reason, request.BySupplier, confirmed: false);
        if (line.State == PurchaseLineState.Draft) await Deliveries.SettleAsync(work, order, line, cancel);
        var answer = LineUse.Finish(work, order, line, LineChangeKind.Changed, request.Reason, request.BySupplier, newLine);
        await orders.StateSuppliesAsync(work, cancel);
        if (line.State == PurchaseLineState.Draft) await offers.WeighAsync(work, order, work.State<OrderBook>().LinesOf(order.Number), releasing: false, cancel);
        return answer;
    }

    private static Result<LineEdit> Edit(PurchaseLine line, Item item, AgreedTerms? offer, Quantity others, DateOnly today, ChangePurchaseLineRequest request)
    {
        if (Parts(line, item, today, request).Refused(out var wrong, out var parts)) return wrong;
        var quantity = parts.Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity);
        PurchasePrice? price = null;
        if (request.Price is not null)
        {
            if (OrderWriter.PriceOf(item, null!, null, line.Currency, line.Ordered, request.Price, request.PriceUnit ?? line.PriceUnit).Refused(out var refusal, out var given)) return refusal;

            // What is received keeps its price: with nothing open there is nothing to price.
            if (line.Received.IsZero || quantity > line.Received) price = given;
        }

        var outside = request.OutsideAgreement.OrNull();
        var asked = request.Deliveries is not null || request.RequestedDay is not null ? parts : [];
        if (offer is not null && outside is null && Agreed(offer, line, item, quantity, others, asked, ref price) is { } unagreed) return unagreed;
        return new LineEdit(parts, price, null) { OutsideReason = outside, Scheduled = request.Deliveries is not null };
    }

    /// <summary>The whole line as it is to come: on one day, or on several.</summary>
    private static Result<IReadOnlyList<LinePart>> Parts(PurchaseLine line, Item item, DateOnly today, ChangePurchaseLineRequest request)
    {
        if (request.Deliveries is { } wanted)
        {
            if (request.RequestedDay is not null) return new DeliveriesAndDay(item.Code) { Pointer = "/requestedDay" };
            if (line.IsConsigned) return new DeliveriesConsigned(item.Code) { Pointer = "/deliveries" };
            if (request.BySupplier) return new DeliveriesBySupplier(line.Document) { Pointer = "/bySupplier" };
            if (Deliveries.Decide(wanted, request.Quantity, item, request.Unit ?? line.Unit, today, line.RequestedDay).Refused(out var refusal, out var parts)) return refusal;
            var sum = parts.Aggregate(Quantity.Zero, (all, p) => all + p.Quantity);
            return sum < line.Received ? new BelowReceived(line.Document, line.Received, sum) { Pointer = "/deliveries" } : Result<IReadOnlyList<LinePart>>.Of(parts);
        }

        var quantity = line.Ordered;
        if (request.Quantity is { } asked)
        {
            if (item.ToBase(asked, request.Unit ?? line.Unit).Refused(out var refusal, out quantity)) return refusal with { Pointer = "/quantity" };
            if (!quantity.IsPositive) return new QuantityMissing(item.Code) { Pointer = "/quantity" };
            if (quantity < line.Received) return new BelowReceived(line.Document, line.Received, quantity);
        }

        return new LinePart[] { new(quantity, request.RequestedDay ?? line.RequestedDay) };
    }

    /// <summary>Another quantity of what is agreed comes at its agreed price, on a day of the agreement, or goes round it for a reason.</summary>
    private static Refusal? Agreed(AgreedTerms offer, PurchaseLine line, Item item, Quantity quantity, Quantity others, IReadOnlyList<LinePart> asked, ref PurchasePrice? price)
    {
        if (asked.FirstOrDefault(p => !offer.Covers(p.Day)) is { } beyond)
            return new OutsideValidity(offer.Agreement.Number, offer.Agreement.ValidFrom, offer.Agreement.ValidTo, beyond.Day) { Pointer = asked.Count > 1 ? "/deliveries" : "/requestedDay" };
        if (!offer.Line.IsPriced || (price is null && quantity == line.Ordered && line.State != PurchaseLineState.Draft)) return null;
        var agreed = offer.Line.PriceFor(quantity + others);
        if (price is { } given && !given.Equals(agreed)) return new AgreementPrice(offer.Agreement.Number, item.Code, agreed) { Pointer = "/price" };
        if (quantity > line.Received || line.Received.IsZero) price = agreed.Equals(line.PriceAsGiven) ? null : agreed;
        return null;
    }
}
