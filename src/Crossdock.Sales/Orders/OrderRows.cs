namespace Crossdock.Sales.Orders;

/// <summary>Statements of the hot path: orders are entered and shipped by the ledger writer, not tracked.</summary>
internal static class OrderRows
{
    public static readonly RowMap<SalesOrder> Orders = new("sales_orders");
    public static readonly RowMap<SalesLine> Lines = new("sales_lines");
    public static readonly RowInsert<SalesOrder> InsertOrder = new(Orders);
    public static readonly RowInsert<SalesLine> InsertLine = new(Lines);
    public static readonly RowSelect<SalesOrder> LockOrder = new(Orders, lockRows: true, "id", nameof(SalesOrder.Number));
    public static readonly RowSelect<SalesOrder> LockOrderById = new(Orders, lockRows: true, "id", nameof(SalesOrder.Id));
    public static readonly RowSelect<SalesLine> LinesOfOrder = new(Lines, lockRows: true, "line", nameof(SalesLine.OrderId));
    public static readonly RowMap<LineChange> Changes = new("sales_line_changes");
    public static readonly RowInsert<LineChange> InsertChange = new(Changes, sealedRow: true);
    public static readonly RowUpdate<SalesOrder> TouchOrder = new("sales_orders", "state = @State, net = @Net, open_net = @OpenNet, due_day = @DueDay, version = version + 1", "id = @Id AND version = @Version");
    public static readonly RowUpdate<SalesLine> UpdateLine = new("sales_lines",
        "unit = @Unit, unit_quantity = @UnitQuantity, ordered = @Ordered, price = @Price, price_unit = @PriceUnit, price_numerator = @PriceNumerator, "
        + "price_denominator = @PriceDenominator, net = @Net, requested_day = @RequestedDay, due_day = @DueDay, supplier_id = @SupplierId, "
        + "cancelled = @Cancelled, cancel_reason = @CancelReason, cancel_side = @CancelSide, lost = @Lost, shipped = @Shipped, returned = @Returned, "
        + "invoiced = @Invoiced, net_invoiced = @NetInvoiced, open = @Open, open_net = @OpenNet, version = version + 1",
        "id = @Id AND version = @Version");
}

/// <summary>Orders one work has locked, with their lines; what changed is written once.</summary>
internal sealed class LockedOrders : IWorkState
{
    private readonly Dictionary<Guid, (SalesOrder Order, List<SalesLine> Lines)> orders = [];

    public (SalesOrder Order, List<SalesLine> Lines) Of(Guid id) => orders[id];

    public SalesLine Line(Guid id) => orders.Values.SelectMany(o => o.Lines).Single(l => l.Id == id);

    public async Task<bool> LockAsync(Work work, SalesOrder probe, bool byNumber, CancellationToken cancel)
    {
        if (orders.ContainsKey(probe.Id) || orders.Values.Any(o => o.Order.Number == probe.Number)) return true;
        if ((await work.SelectAsync(byNumber ? OrderRows.LockOrder : OrderRows.LockOrderById, [probe], cancel)).SingleOrDefault() is not { } order) return false;
        orders.Add(order.Id, (order, await work.SelectAsync(OrderRows.LinesOfOrder, [new SalesLine { OrderId = order.Id }], cancel)));
        return true;
    }

    public (SalesOrder Order, List<SalesLine> Lines)? Find(string number)
    {
        foreach (var found in orders.Values)
            if (found.Order.Number == number) return found;
        return null;
    }

    public void Flush(Work work)
    {
        foreach (var (order, lines) in orders.Values)
        {
            var changed = lines.Where(l => l.Changed).ToList();
            if (changed.Count == 0) continue;
            order.Settle(lines);
            work.Change(OrderRows.TouchOrder, order);
            foreach (var line in changed) work.Change(OrderRows.UpdateLine, line);
        }
    }
}
