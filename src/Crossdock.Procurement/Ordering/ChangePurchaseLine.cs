using System.ComponentModel.DataAnnotations;
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
    [StringLength(200)] string? Reason = null) : IHasReason;

internal sealed class ChangePurchaseLine(PurchaseOrders orders, Items items) : IUse<ChangePurchaseLineRequest, PurchaseLineStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangePurchaseLine>("POST /purchase-orders/{number}/lines/{line}/change", Permission.CreatePurchaseOrder)
        .WithSummary("Change quantity, day or price of what has not been received.");

    public async Task<Result<PurchaseLineStandResponse>> ExecuteAsync(Work work, ChangePurchaseLineRequest request, CancellationToken cancel)
    {
        if ((await LineUse.FindAsync(work, request.Number, request.Line, cancel)).Refused(out var refusal, out var found)) return refusal;
        var (order, line) = found;
        if (order.Version != request.IfMatch) return new OrderStale(order.Number);
        if (line.State is not (PurchaseLineState.Draft or PurchaseLineState.Released)) return new LineWrongState(line.Document, line.State, "changed");
        if (line.State == PurchaseLineState.Released && !work.Actor.May(Permission.ReleasePurchaseOrder)) return new MayNotRelease();
        if (request is { Quantity: null, RequestedDay: null, Price: null }) return new NothingToChange(line.Document);
        var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;

        if (request.Quantity is { } asked)
        {
            if (item.ToBase(asked, request.Unit ?? line.Unit).Refused(out refusal, out var quantity)) return refusal with { Pointer = "/quantity" };
            if (!quantity.IsPositive) return new QuantityMissing(item.Code) { Pointer = "/quantity" };
            if (quantity < line.Received) return new BelowReceived(line.Document, line.Received, quantity);
            Resize(line, item, quantity);
        }

        if (request.RequestedDay is { } day) line.RequestedDay = day;
        int? newLine = null;
        if (request.Price is not null)
        {
            if (OrderWriter.PriceOf(item, null!, null, line.Currency, line.Ordered, request.Price, request.PriceUnit ?? line.PriceUnit).Refused(out refusal, out var price)) return refusal;
            newLine = Reprice(work, order, line, item, price, request);
        }

        var answer = LineUse.Finish(work, order, line, LineChangeKind.Changed, request.Reason, request.BySupplier, newLine);
        await orders.StateSuppliesAsync(work, cancel);
        return answer;
    }

    private static void Resize(PurchaseLine line, Item item, Quantity quantity)
    {
        var pack = item.PackOf(line.Unit) ?? item.PackOf(item.BaseUnit)!;
        line.Ordered = quantity;
        line.UnitQuantity = pack.Size.FromBase(quantity, pack.Decimals);
    }

    /// <summary>What is received keeps its price for good: the open part moves to a new line when there is one.</summary>
    private static int? Reprice(Work work, PurchaseOrder order, PurchaseLine line, Item item, PurchasePrice price, ChangePurchaseLineRequest request)
    {
        if (line.Received.IsZero || line.Open.IsZero)
        {
            if (line.Received.IsPositive) return null;
            Set(line, price);
            return null;
        }

        var book = work.State<OrderBook>();
        var number = book.LinesOf(order.Number).Max(l => l.Number) + 1;
        var rest = new PurchaseLine
        {
            Id = Guid.CreateVersion7(),
            OrderId = line.OrderId,
            OrderNumber = line.OrderNumber,
            Number = number,
            EntityId = line.EntityId,
            SiteId = line.SiteId,
            SupplierId = line.SupplierId,
            Currency = line.Currency,
            ItemId = line.ItemId,
            Unit = line.Unit,
            NeedArose = line.NeedArose,
            FirstRequestedDay = line.FirstRequestedDay,
            RequestedDay = line.RequestedDay,
            FirstAnsweredAt = line.FirstAnsweredAt,
            FirstConfirmedDay = line.FirstConfirmedDay,
            ConfirmedDay = line.ConfirmedDay,
            ReleasedAt = line.ReleasedAt,
            State = PurchaseLineState.Released,
            ToleranceHundredths = line.ToleranceHundredths,
        };
        Resize(rest, item, line.Open);
        Set(rest, price);
        Resize(line, item, line.Received);
        book.Add(rest);
        book.Record(work, rest, LineChangeKind.Changed, request.Reason, request.BySupplier);
        work.Announce(new PurchaseLineChanged(rest.Id, rest.OrderNumber, rest.Open, rest.ExpectedDay, rest.ItemId, rest.SiteId));
        return number;
    }

    private static void Set(PurchaseLine line, PurchasePrice price)
    {
        line.Price = price.Price;
        line.PriceUnit = price.Unit;
        line.PriceNumerator = price.Size.Numerator;
        line.PriceDenominator = price.Size.Denominator;
    }
}
