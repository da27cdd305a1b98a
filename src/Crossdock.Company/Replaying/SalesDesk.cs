using Crossdock.Sales;
using Crossdock.Sales.Orders;
using Crossdock.Sales.Payments;
using Crossdock.Warehouse.CustomerReturns;
using Crossdock.Warehouse.Picking;
using Crossdock.Warehouse.Shipping;

namespace Crossdock.Company.Replaying;

/// <summary>
/// Customer orders from the call to the money. What is picked is what the product has allocated: the plan says when somebody walks, the
/// books say what is there for whom. An order that got less than the plan thought is tried again every evening.
/// </summary>
internal sealed class SalesDesk(Clerk clerk, Staff staff, FloorDesk floor, IReadOnlyDictionary<string, string> entityOf, IReadOnlyDictionary<string, int> termsOf)
{
    private readonly Dictionary<string, OrderFile> orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ShipmentFile> shipments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> shipmentOfInvoice = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReturnFile> returns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<CreditFile>> credits = new(StringComparer.Ordinal);
    private readonly List<UnplannedInvoice> unplanned = [];

    private sealed class OrderFile(string key, string customer, string number, IEnumerable<PricedLine> lines)
    {
        public string Customer { get; } = customer;
        public string Key { get; } = key;
        public string Number { get; } = number;
        public Dictionary<int, Quantity> Planned { get; } = lines.ToDictionary(l => l.Line, l => l.Quantity);
        public bool Staged { get; set; }

        /// <summary>Shipments the plan has picked and not sent: they wait for tomorrow's truck.</summary>
        public int AwaitTruck { get; set; }
        public bool Complete { get; set; }
        public bool PlannedDone => Planned.Values.All(q => !q.IsPositive);
    }

    private sealed record ShipmentFile(string Number, string Invoice, Money Total, int Lines)
    {
        public IReadOnlyList<(int Line, string? Lot)> Planned { get; init; } = [];
    }

    private sealed class ReturnFile(string shipment)
    {
        public string Shipment { get; } = shipment;
        public string? Number { get; set; }
    }

    private sealed record CreditFile(string Number, Amount Amount);

    private sealed record UnplannedInvoice(string Customer, DateOnly DueOn, ShipmentFile Shipment);

    public async Task OrderAsync(CustomerOrdered asked, CancellationToken cancel)
    {
        var answer = await clerk.AskAsync<CreateSalesOrderRequest, CreateSalesOrderResponse>(staff.Sales, "customer orders", asked.Order, asked.At, new(
            asked.Site, asked.Customer, [.. asked.Lines.Select(l => new SalesLineRequest(l.Item, l.Quantity, Price: l.Price))], asked.CustomerReference,
            RequestedDay: asked.RequestedOn), cancel);
        if (answer is not null) Keep(orders, asked.Order, new OrderFile(asked.Order, asked.Customer, answer.Number, asked.Lines));
    }

    public async Task PickAsync(OrderPicked done, CancellationToken cancel)
    {
        if (Find(orders, done.Order) is not { } order) return;
        foreach (var line in done.Lines) order.Planned[line.Line] -= line.Quantity;
        order.AwaitTruck++;
        if (!order.Complete) await PickAsync(order, done.Shipment, done.At, cancel);
    }

    public async Task ShipAsync(OrderShipped done, CancellationToken cancel)
    {
        if (Find(orders, done.Order) is not { } order) return;
        order.AwaitTruck--;
        if (order.Staged && await ShipAsync(order, done.Shipment, done.At, cancel) is { } shipment)
            Keep(shipments, done.Shipment, shipment with { Planned = [.. done.Lines.Select(l => (l.Line, l.Lot)).Distinct().OrderBy(l => l.Line)] });
    }

    public Task InvoiceAsync(Sample.CustomerInvoiced done)
    {
        // The invoice is posted with the shipment; only who it belongs to is kept.
        Keep(shipmentOfInvoice, done.Invoice, done.Shipment);
        return Task.CompletedTask;
    }

    public async Task CancelAsync(OrderLineCancelled done, CancellationToken cancel)
    {
        if (Find(orders, done.Order) is not { } order) return;
        order.Planned[done.Line] -= done.Quantity;
        if (order.Complete) return;
        await clerk.AskAsync<CancelSalesLineRequest, CancelSalesLineResponse>(staff.Sales, "cancelled lines", $"{done.Order}:cancel:{done.Line}:{done.At:yyyyMMdd}", done.At, new(
            order.Number, done.Line, done.Reason, AskedBy.Customer, LostSale: true), cancel, "sales.line_closed");
    }

    /// <summary>Invoices of the plan's payment as the product made them, with those the plan does not know that are due, less what was credited since.</summary>
    public async Task CollectAsync(CustomerPaid done, CancellationToken cancel)
    {
        var paid = done.Invoices.Select(s => Find(shipmentOfInvoice, s.Document)).Select(key => key is null ? null : Find(shipments, key)).OfType<ShipmentFile>().ToList();
        lock (unplanned)
        {
            var due = unplanned.FindAll(u => u.Customer == done.Customer && u.DueOn <= DateOnly.FromDateTime(done.At.DateTime));
            paid.AddRange(due.Select(u => u.Shipment));
            unplanned.RemoveAll(due.Contains);
        }

        if (paid.Count == 0) return;
        var total = paid.Aggregate(Amount.Zero, (sum, s) => sum + s.Total.Amount);
        List<CreditFile> taken;
        lock (credits)
        {
            taken = credits.GetValueOrDefault(done.Customer, []);
            if (taken.Aggregate(Amount.Zero, (sum, c) => sum + c.Amount) > total) taken = [];
            else credits.Remove(done.Customer);
        }

        var amount = total - taken.Aggregate(Amount.Zero, (sum, c) => sum + c.Amount);
        var allocations = paid.Select(s => new PaymentAllocationRequest(s.Invoice)).Concat(taken.Select(c => new PaymentAllocationRequest(c.Number))).ToList();
        await clerk.AskAsync<ReceivePaymentRequest, ReceivePaymentResponse>(staff.Controller, "customer payments", done.Payment, done.At, new(
            entityOf[done.Site], done.Customer, amount, allocations, done.Payment), cancel);
    }

    public Task AuthoriseAsync(ReturnAuthorised done)
    {
        // There is no paper for it: what comes back is booked against its shipment.
        Keep(returns, done.Return, new ReturnFile(done.Shipment));
        return Task.CompletedTask;
    }

    public async Task TakeBackAsync(CustomerReturned done, CancellationToken cancel)
    {
        if (Find(returns, done.Return) is not { } file || Find(shipments, file.Shipment) is not { } shipment) return;
        var lines = LinesOf(shipment, done.Lines);
        if (lines.Count == 0) return;
        var answer = await clerk.AskAsync<ReceiveCustomerReturnRequest, ReceiveCustomerReturnResponse>(staff.Receiver, "customer returns", done.Return, done.At, new(
            shipment.Number, lines, "Sent back by the customer", Source: Crossdock.Inventory.HappenedSource.Scan), cancel);
        file.Number = answer?.Number;
    }

    public async Task InspectAsync(ReturnInspected done, CancellationToken cancel)
    {
        if (Find(returns, done.Return)?.Number is null) return;
        var index = 0;
        foreach (var line in done.Restocked)
            await floor.ChangeAsync($"{done.Return}:{index++}", done.At, done.Site, line.Item, line.Lot, done.FromBin, line.Bin, line.Quantity, Inventory.Condition.Quarantine, Inventory.Condition.Available, "Good again", cancel);
        foreach (var line in done.Damaged)
            await floor.ChangeAsync($"{done.Return}:{index++}", done.At, done.Site, line.Item, line.Lot, done.FromBin, done.FromBin, line.Quantity, Inventory.Condition.Quarantine, Inventory.Condition.Damaged, "Broken", cancel);
    }

    public async Task CreditAsync(CustomerCredited done, CancellationToken cancel)
    {
        if (Find(returns, done.Return)?.Number is not { } number) return;
        var answer = await clerk.AskAsync<CreditCustomerReturnRequest, CreditCustomerReturnResponse>(staff.Sales, "credit notes", done.Credit, done.At, new(number), cancel);
        if (answer is null) return;
        lock (credits)
        {
            if (!credits.TryGetValue(done.Customer, out var open)) credits[done.Customer] = open = [];
            open.Add(new(answer.CreditNote, answer.Credited.Amount.IsNegative ? -answer.Credited.Amount : answer.Credited.Amount));
        }
    }

    /// <summary>Orders the plan thinks are done and the books do not: whatever has come for them since leaves now.</summary>
    public async Task FollowUpAsync(DateTimeOffset at, CancellationToken cancel)
    {
        List<OrderFile> late;
        lock (orders) late = [.. orders.Values.Where(o => !o.Complete && o.PlannedDone && o.AwaitTruck == 0)];
        foreach (var order in late)
        {
            var key = $"{order.Key}:{at:yyyyMMdd}";
            await PickAsync(order, key, at.AddMinutes(5), cancel);
            if (!order.Staged || await ShipAsync(order, key, at.AddMinutes(35), cancel) is not { } shipment) continue;
            lock (unplanned) unplanned.Add(new(order.Customer, DateOnly.FromDateTime(at.DateTime).AddDays(termsOf[order.Customer]), shipment));
        }
    }

    private async Task PickAsync(OrderFile order, string key, DateTimeOffset at, CancellationToken cancel)
    {
        var answer = await clerk.AskAsync<PickGoodsRequest, PickGoodsResponse>(staff.Picker, "picks", $"{key}:pick", at, new(
            order.Number, Source: Crossdock.Inventory.HappenedSource.Scan), cancel, "warehouse.nothing_to_pick");
        order.Staged |= answer is not null;
    }

    private async Task<ShipmentFile?> ShipAsync(OrderFile order, string key, DateTimeOffset at, CancellationToken cancel)
    {
        var answer = await clerk.AskAsync<ShipOrderRequest, ShipOrderResponse>(staff.Picker, "shipments", $"{key}:ship", at, new(
            order.Number, Source: Crossdock.Inventory.HappenedSource.Scan), cancel);
        if (answer is null) return null;
        order.Staged = false;
        order.Complete = answer.OrderComplete;
        return new(answer.Number, answer.Invoice, answer.Total, answer.Lines);
    }

    // Lines of a shipment follow those of its order. When it did not leave as planned nobody can say which line comes back, and nothing does.
    private static List<ReturnLineRequest> LinesOf(ShipmentFile shipment, IReadOnlyList<StockLine> back)
    {
        if (shipment.Planned.Count != shipment.Lines) return [];
        return [.. back.Select(l => (At: shipment.Planned.ToList().IndexOf((l.Line, l.Lot)), l.Quantity, l.Lot)).Where(l => l.At >= 0)
            .Select(l => new ReturnLineRequest(l.At + 1, l.Quantity, Lot: l.Lot))];
    }

    private static T? Find<T>(Dictionary<string, T> files, string key)
        where T : class
    {
        lock (files) return files.GetValueOrDefault(key);
    }

    private static void Keep<T>(Dictionary<string, T> files, string key, T file)
    {
        lock (files) files[key] = file;
    }
}
