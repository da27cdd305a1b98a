using Crossdock.Kernel;

namespace Crossdock.Sample.Scenario;

internal sealed class OrderLineState(int line, ItemStock stock, int ordered, UnitPrice price)
{
    public int Line { get; } = line;

    public ItemStock Stock { get; } = stock;

    public int Ordered { get; } = ordered;

    public UnitPrice Price { get; } = price;

    public int Released { get; set; }

    public int Picked { get; set; }

    public int Cancelled { get; set; }

    public int Open => Ordered - Released - Cancelled;
}

internal sealed record OrderState(string Key, SampleCustomer Customer, SampleSite Site, DateTimeOffset PlacedAt, DateOnly RequestedOn, List<OrderLineState> Lines);

internal sealed record ShipmentState(string Key, OrderState Order, List<StockLine> Lines, DateOnly ShipsOn);

internal sealed record CustomerDebt(string Invoice, SampleCustomer Customer, Amount Total, DateOnly PaysOn);

/// <summary>Shops' orders from the call to the payment.</summary>
internal sealed class OrderDesk(World world, ILookup<DateOnly, InvoiceRow> invoices)
{
    private const int Placing = 8 * 60, Cancelling = 345, MorningRelease = 370, Picking = 390, Shipping = 720, AfternoonRelease = 930, Invoicing = 945, Paying = 1030;
    private readonly Dice dice = new(world.Seed, "orders");
    private readonly List<OrderState> open = [];
    private readonly List<ShipmentState> staged = [];
    private List<CustomerDebt> debts = [];

    public IEnumerable<string> ToPick => open.Where(order => order.Lines.Any(line => line.Released > line.Picked)).Select(order => order.Key);

    public IEnumerable<string> ToShip => staged.Select(shipment => shipment.Key);

    public IEnumerable<string> ToRelease => open.Where(order => order.Lines.Any(line => line.Open > 0)).Select(order => order.Key);

    /// <summary>Real invoices become orders of the same day; what the company does not stock is left out.</summary>
    public void Place(DateOnly day)
    {
        var requested = day.AddWorkdays(1);
        foreach (var invoice in invoices[world.Calendar.ToSource(day, out var round)].GroupBy(line => line.Invoice))
        {
            var customer = world.Customers[invoice.First().Shop];
            var lines = new List<OrderLineState>();
            foreach (var row in invoice)
            {
                if (row.Bottles <= 0 || world.Find(customer.Site, row.Item) is not { } stock) continue;
                lines.Add(new(lines.Count + 1, stock, row.Bottles, UnitPrice.Per(Amount.Of(row.Sales), Quantity.Units(row.Bottles))));
            }

            if (lines.Count == 0) continue;
            var at = world.At(day, day.IsWorkday() ? Placing + dice.Next(539) : Placing + dice.Next(240), dice.Next(60));
            var reference = round == 0 ? invoice.Key : $"{invoice.Key}-{round + 1}";
            var order = new OrderState("SO-" + reference[4..], customer, world.Sites.First(site => site.Code == customer.Site), at, requested, lines);
            foreach (var line in lines) line.Stock.Owed += line.Ordered;
            open.Add(order);
            world.Emit(new CustomerOrdered(at, customer.Site, order.Key, customer.Code, reference, requested,
                [.. lines.Select(line => new PricedLine(line.Line, line.Stock.Item.Code, Quantity.Units(line.Ordered), line.Price))]));
        }
    }

    /// <summary>After ten working days a shop no longer waits; what is on its way to it still comes first.</summary>
    public void CancelStale(DateOnly day)
    {
        foreach (var order in open)
        {
            if (order.RequestedOn.AddWorkdays(10) > day || staged.Exists(shipment => shipment.Order == order)) continue;
            foreach (var line in order.Lines.Where(line => line.Open > 0 && line.Released == line.Picked))
            {
                world.Emit(new OrderLineCancelled(world.At(day, Cancelling), order.Site.Code, order.Key, line.Line, Quantity.Units(line.Open), "Customer no longer waits"));
                line.Stock.Owed -= line.Open;
                line.Cancelled += line.Open;
            }
        }

        open.RemoveAll(order => order.Lines.All(line => line.Open == 0 && line.Released == line.Picked));
    }

    public void ReleaseMorning(DateOnly day) => Release(MorningRelease, day, order => order.RequestedOn <= day);

    /// <summary>Two of three orders of the day are released the same afternoon, for the first walk of the next morning.</summary>
    public void ReleaseAfternoon(DateOnly day) =>
        Release(AfternoonRelease, day, order => order.PlacedAt < world.At(day, AfternoonRelease) && order.RequestedOn > day && !dice.Falls(333));

    private void Release(int minute, DateOnly day, Func<OrderState, bool> which)
    {
        var second = 0;
        foreach (var order in open.OrderBy(order => order.PlacedAt).Where(which))
        {
            var lines = new List<LineQuantity>();
            foreach (var line in order.Lines)
            {
                var bottles = Math.Min(line.Open, line.Stock.Available);
                if (bottles <= 0) continue;
                line.Released += bottles;
                line.Stock.Allocated += bottles;
                line.Stock.Owed -= bottles;
                lines.Add(new(line.Line, Quantity.Units(bottles)));
            }

            if (lines.Count > 0) world.Emit(new OrderReleased(world.At(day, minute + second / 60 % 10, second++), order.Site.Code, order.Key, lines));
        }
    }

    public void Pick(DateOnly day)
    {
        var walks = open.Where(order => order.Lines.Any(line => line.Released > line.Picked)).OrderBy(order => order.PlacedAt).ToList();
        for (var i = 0; i < walks.Count; i++)
        {
            var order = walks[i];
            var taken = new List<StockLine>();
            foreach (var line in order.Lines.Where(line => line.Released > line.Picked))
            {
                var bottles = line.Released - line.Picked;
                foreach (var part in line.Stock.Take(bottles)) taken.Add(new(line.Line, line.Stock.Item.Code, part.Lot, line.Stock.HomeBin, Quantity.Units(part.Bottles)));
                line.Stock.Allocated -= bottles;
                line.Picked += bottles;
            }

            // The last truck of the day is full: what is picked last waits for tomorrow's, and so does one shipment in fifteen.
            var waits = dice.Falls(67) || i == walks.Count - 1;
            var shipment = new ShipmentState(world.Number("SH"), order, taken, waits ? day.AddWorkdays(1) : day);
            staged.Add(shipment);
            world.Emit(new OrderPicked(world.At(day, Picking + 240 * i / walks.Count, i), order.Site.Code, order.Key, shipment.Key, order.Site.Staging, taken));
        }
    }

    /// <summary>Ships and invoices what is staged; answers what left, for those who look after returns.</summary>
    public List<(ShipmentState Shipment, string Invoice)> Ship(DateOnly day)
    {
        var leaving = staged.Where(shipment => shipment.ShipsOn <= day).ToList();
        staged.RemoveAll(leaving.Contains);
        var invoiced = new List<(ShipmentState, string)>();
        for (var i = 0; i < leaving.Count; i++)
        {
            var shipment = leaving[i];
            var order = shipment.Order;
            var lines = shipment.Lines.Select(line => line with { Bin = order.Site.Staging }).ToList();
            world.Emit(new OrderShipped(world.At(day, Shipping + 120 * i / leaving.Count, i), order.Site.Code, order.Key, shipment.Key, order.Site.Staging, lines));
            var priced = lines.GroupBy(line => line.Line).Select(group => new PricedLine(group.Key, group.First().Item,
                group.Aggregate(Quantity.Zero, (sum, line) => sum + line.Quantity), order.Lines[group.Key - 1].Price)).ToList();
            var total = World.Total(priced, order.Customer.Currency);
            var due = day.AddDays(order.Customer.PaymentTermsDays);
            var invoice = world.Number("IN");
            world.Emit(new CustomerInvoiced(world.At(day, Invoicing + i / 60 % 15, i), order.Site.Code, invoice, order.Customer.Code, order.Key, shipment.Key, due, priced, total));
            debts.Add(new(invoice, order.Customer, total, due.AddDays(dice.Next(7)).OrNextWorkday()));
            invoiced.Add((shipment, invoice));
        }

        return invoiced;
    }

    public void Collect(DateOnly day)
    {
        var paying = debts.Where(debt => debt.PaysOn <= day).GroupBy(debt => debt.Customer).OrderBy(group => group.Key.Code, StringComparer.Ordinal).ToList();
        debts = [.. debts.Where(debt => debt.PaysOn > day)];
        for (var i = 0; i < paying.Count; i++)
        {
            var settled = paying[i].Select(debt => new Settled(debt.Invoice, debt.Total)).ToList();
            world.Emit(new CustomerPaid(world.At(day, Paying, i), paying[i].Key.Site, world.Number("CP"), paying[i].Key.Code, settled,
                settled.Aggregate(Amount.Zero, (sum, line) => sum + line.Amount)));
        }
    }
}
