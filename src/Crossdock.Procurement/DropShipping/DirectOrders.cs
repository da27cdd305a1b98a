using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;
using Crossdock.Sales;

namespace Crossdock.Procurement.DropShipping;

/// <summary>What a purchase line stands for on the customer's order, with what it may bring of it.</summary>
/// <param name="Order">The customer's order, locked.</param>
/// <param name="Line">Its line.</param>
internal sealed record BoundLine(OrderToShip Order, LineToShip Line);

/// <summary>
/// Ties purchase lines to the customer's lines that they are shipped for: a supplier ships what the customer still wants, of the same item, and no more. It is
/// asked when an order is written, released and changed, with the customer's order locked.
/// </summary>
internal sealed class DirectOrders(SalesOrders sales, Directory directory)
{
    /// <summary>The customer's order that a new order is written for, locked; it is sold by the site that orders.</summary>
    public async Task<Result<OrderToShip>> FindAsync(Work work, string number, Site site, CancellationToken cancel)
    {
        if ((await sales.LockAsync(work, number, cancel)).Refused(out var refusal, out var order)) return refusal with { Pointer = "/salesOrder" };
        return order.Site == site.Id ? order : new SoldElsewhere(order.Number, (await directory.SiteAsync(work.Db, order.Site, cancel))!.Code) { Pointer = "/site" };
    }

    /// <summary>The line of the customer's order that a new line stands for.</summary>
    public static Result<BoundLine> Bind(OrderToShip order, int? number, Item item, Partner supplier)
    {
        if (number is not { } asked) return new SalesLineMissing(order.Number) { Pointer = "/salesLine" };
        if (order.Lines.FirstOrDefault(l => l.Line == asked) is not { } line) return Refusal.NotFound("line", $"{order.Number}/{asked}") with { Pointer = "/salesLine" };
        if (line.Item != item.Id) return new OtherItemSold(order.Number, line.Line, item.Code) { Pointer = "/item" };
        return line.Supplier == supplier.Id ? new BoundLine(order, line) : new NotDirect(order.Number, line.Line, supplier.Code) { Pointer = "/salesLine" };
    }

    /// <summary>
    /// Why an order may not become as described, or null: the supplier is no longer to ship a line, another item would come, or more than the customer still wants.
    /// What is there already may stay, also when the customer wants less meanwhile: only what is new is looked at.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="order">The order.</param>
    /// <param name="asItWouldBe">Its lines as they would be.</param>
    /// <param name="now">What of it is agreed already; drafts are not.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Refusal?> FitAsync(Work work, PurchaseOrder order, IReadOnlyList<CaseLine> asItWouldBe, IReadOnlyList<CaseLine> now, CancellationToken cancel)
    {
        if (order.SalesOrder is null) return null;
        if ((await sales.LockAsync(work, order.SalesOrder, cancel, anySite: true)).Refused(out var refusal, out var sold)) return refusal;
        var bound = asItWouldBe.Where(l => l.SalesLine is not null).GroupBy(l => l.SalesLine!.Value).ToList();
        var keys = bound.ConvertAll(g => g.Key);
        var others = await work.Db.Set<PurchaseLine>().AsNoTracking().Where(l => l.SalesLineId != null && keys.Contains(l.SalesLineId.Value) && l.State != PurchaseLineState.Cancelled).ToListAsync(cancel);
        foreach (var lines in bound)
        {
            var line = sold.Lines.First(l => l.Id == lines.Key);
            var would = Sum(lines.Select(l => l.Quantity));
            if (lines.FirstOrDefault(l => l.Item != line.Item) is not null) return new OtherItemBound(order.Number, sold.Number, line.Line);
            if (would <= Sum(now.Where(l => l.SalesLine == line.Id).Select(l => l.Quantity))) continue;
            if (line.Supplier != order.SupplierId) return new NoLongerDirect(order.Number, sold.Number, line.Line);
            var mine = Sum(work.State<OrderBook>().LinesOf(order.Number).Where(l => l.SalesLineId == line.Id).Select(l => l.Received));
            var elsewhere = others.Where(l => l.SalesLineId == line.Id && l.OrderId != order.Id).ToList();
            var left = line.Open + mine - Sum(elsewhere.Select(l => l.State == PurchaseLineState.Draft ? l.Ordered : l.Open));
            if (would > left) return new BeyondSold(sold.Number, line.Line, Quantity.Max(left - mine, Quantity.Zero), would - mine, elsewhere.Find(l => l.State == PurchaseLineState.Draft || l.Open.IsPositive)?.Document);
        }

        return null;
    }

    private static Quantity Sum(IEnumerable<Quantity> quantities) => quantities.Aggregate(Quantity.Zero, (sum, q) => sum + q);
}

internal sealed record SoldElsewhere(string Order, string Site) : Refusal(RefusalKind.Refused, "procurement.sold_elsewhere",
    $"{Order} is sold by {Site}. Only that site can order what is shipped to its customer.");

internal sealed record SalesLineMissing(string Order) : Refusal(RefusalKind.Invalid, "procurement.sales_line_missing",
    $"Say which line of {Order} the supplier is to ship.");

internal sealed record SalesOrderMissing() : Refusal(RefusalKind.Invalid, "procurement.sales_order_missing",
    "A line names a line of a customer order. Name the customer order as well.");

internal sealed record DirectConsigned() : Refusal(RefusalKind.Invalid, "procurement.direct_consigned",
    "What a supplier ships straight to a customer never lies here, so it cannot be consigned. Ask for the one or the other.");

internal sealed record OtherItemSold(string Order, int Line, string Item) : Refusal(RefusalKind.Refused, "procurement.other_item_sold",
    $"Line {Line} of {Order} is not for {Item}. Order the item that the customer ordered.");

internal sealed record NotDirect(string Order, int Line, string Supplier) : Refusal(RefusalKind.Conflict, "procurement.not_direct",
    $"Line {Line} of {Order} is not to be shipped by {Supplier}. Have the sales desk say who ships it.");

internal sealed record NoLongerDirect(string Purchase, string Order, int Line) : Refusal(RefusalKind.Conflict, "procurement.no_longer_direct",
    $"Line {Line} of {Order} is no longer to be shipped by this supplier. Cancel its line of {Purchase}.");

internal sealed record OtherItemBound(string Purchase, string Order, int Line) : Refusal(RefusalKind.Refused, "procurement.other_item_bound",
    $"{Purchase} is shipped straight to the customer, who ordered another item on line {Line} of {Order}. Ask the customer first and enter what they take.");

internal sealed record BeyondSold(string Order, int Line, Quantity Left, Quantity Asked, string? Other) : Refusal(RefusalKind.Refused, "procurement.beyond_sold",
    $"The customer still wants {Left} on line {Line} of {Order}, asked {Asked}." + (Other is null ? "" : $" {Other} brings the rest.") + " Order no more than that: nothing of it can be kept here.");

internal sealed record DirectSubstitute(string Line) : Refusal(RefusalKind.Refused, "procurement.direct_substitute",
    $"{Line} is shipped straight to a customer, who ordered that item. Refuse it, and have the customer order the other one.");
