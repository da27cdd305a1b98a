using System.Globalization;
using Crossdock.Kernel;
using Crossdock.Sample.Masters;

namespace Crossdock.Sample.Scenario;

internal sealed class PurchaseLineState(int line, ItemStock stock, int ordered)
{
    public int Line { get; } = line;

    public ItemStock Stock { get; } = stock;

    public int Ordered { get; } = ordered;

    public int Received { get; set; }
}

internal sealed record PurchaseState(string Key, SampleSupplier Supplier, SampleSite Site, DateOnly DueOn, DateOnly ConfirmedOn, List<PurchaseLineState> Lines)
{
    public DateOnly ArrivesOn { get; set; }

    public bool IsFirstDelivery { get; set; } = true;
}

internal sealed record ReceiptState(string Key, PurchaseState Order, List<ReceiptLine> Lines)
{
    /// <summary>Bottles per line that went back before they were billed: the supplier leaves them out of the bill.</summary>
    public Dictionary<int, int> SentBack { get; } = [];

    public bool Billed { get; set; }

    public bool Matched { get; set; }

    /// <summary>Nothing goes back while its bill lies on the desk, or it would no longer agree.</summary>
    public bool IsBeingMatched => Billed && !Matched;
}

internal sealed record SupplierDebt(string Invoice, SampleSupplier Supplier, SampleSite Site, Amount Total, DateOnly DueOn, ReceiptState? Receipt = null);

/// <summary>Buying at the hubs: an order-up-to rule, deliveries as the profiles' suppliers really kept their promises, invoices and payments.</summary>
internal sealed class BuyingDesk(World world, Dictionary<int, LeadTimeProfile> profiles, FloorDesk floor)
{
    private const int Leftovers = 330, Acknowledging = 570, Invoicing = 600, Matching = 660, Unloading = 480, PuttingAway = 840, Paying = 870, Ordering = 990;
    private readonly Dice dice = new(world.Seed, "buying");
    private readonly List<PurchaseState> open = [];
    private readonly List<ReceiptState> dock = [];
    private readonly List<(DateOnly Day, string Order, SampleSite Site, DateOnly Confirmed)> answers = [];
    private readonly List<(DateOnly Day, ReceiptState Receipt)> unbilled = [];
    private readonly List<(DateOnly Day, PurchaseState Order, Amount Freight)> unbilledFreight = [];
    private readonly List<(DateOnly Day, SupplierDebt Debt)> unmatched = [];
    private readonly List<SupplierDebt> debts = [];

    public IEnumerable<(string Order, DateOnly Expected)> Expected => open.Select(order => (order.Key, order.ConfirmedOn));

    public IEnumerable<string> OnDock => dock.Select(receipt => receipt.Key);

    public IEnumerable<string> Unmatched => unmatched.Select(waiting => waiting.Debt.Invoice);

    /// <summary>Each supplier is looked at on its own day of the week, at each hub.</summary>
    public void Order(DateOnly day)
    {
        var second = 0;
        foreach (var hub in world.Sites.Where(site => site.Role == SampleSiteRole.Hub))
        {
            var family = world.Sites.Where(site => site.Code == hub.Code || site.SuppliedBy == hub.Code).ToList();
            foreach (var group in world.Stocks.Where(stock => stock.Site == hub).GroupBy(stock => stock.Item.Supplier).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                if (ReviewDay(group.Key) != day.DayOfWeek) continue;
                var needs = group.Select(stock => (Stock: stock, Position: family.Sum(site => world.Find(site.Code, stock.Item.Code)?.Position ?? 0))).ToList();
                if (!needs.Any(need => need.Position <= need.Stock.Reorder)) continue;
                var lines = needs.Where(need => need.Position * 2 <= need.Stock.Reorder + need.Stock.UpTo)
                    .Select(need => (need.Stock, Cases: CasesFor(need.Stock.Item, need.Stock.UpTo - need.Position))).ToList();
                Release(day, second++, hub, world.Suppliers[group.Key], lines);
            }
        }
    }

    private static DayOfWeek ReviewDay(string supplier) => (DayOfWeek)(int.Parse(supplier, CultureInfo.InvariantCulture) % 5 + 1);

    private static int CasesFor(SampleItem item, int bottles)
    {
        var cases = Math.Max(item.MinimumCases, (bottles + item.BottlesPerCase - 1) / item.BottlesPerCase);
        return (cases + item.MultipleCases - 1) / item.MultipleCases * item.MultipleCases;
    }

    private void Release(DateOnly day, int second, SampleSite hub, SampleSupplier supplier, List<(ItemStock Stock, int Cases)> needs)
    {
        var delivery = dice.Of(profiles[supplier.LeadTimeProfile].Typical);
        var divisor = Suppliers.DaysDivisor(supplier);
        var due = day.AddDays(supplier.LeadTimeDays).OrNextWorkday();
        var confirmed = day.AddDays(Math.Max(2, delivery.PlannedDays / divisor)).OrNextWorkday();
        var slip = delivery.ActualDays - delivery.PlannedDays;
        var slipDays = slip > 0 ? (slip + divisor - 1) / divisor : slip / divisor;
        var lines = needs.Select((need, index) => new PurchaseLineState(index + 1, need.Stock, need.Cases * need.Stock.Item.BottlesPerCase)).ToList();
        foreach (var line in lines) line.Stock.OnOrder += line.Ordered;
        var earliest = day.AddWorkdays(2);
        var arrives = confirmed.AddDays(slipDays).OrNextWorkday();
        var order = new PurchaseState(world.Number("PO"), supplier, hub, due, confirmed, lines) { ArrivesOn = arrives < earliest ? earliest : arrives };
        open.Add(order);
        var cases = needs.Select((need, index) => new CaseLine(index + 1, need.Stock.Item.Code, need.Cases, Quantity.Units(lines[index].Ordered), need.Stock.Item.Cost)).ToList();
        var value = World.Total(cases.Select(line => new PricedLine(line.Line, line.Item, line.Quantity, line.Price)), supplier.Currency);
        var freight = new Amount(Exact.MultiplyDivide(value.TenThousandths, supplier.FreightShareMillionths, 1_000_000)).RoundTo(supplier.Currency);
        world.Emit(new PurchaseOrdered(world.At(day, Ordering + second / 60, second), hub.Code, order.Key, supplier.Code, supplier.Currency, supplier.Incoterm, due, cases, freight));
        answers.Add((day.AddWorkdays(1), order.Key, hub, confirmed));
        if (freight.IsPositive) unbilledFreight.Add((order.ArrivesOn.AddWorkdays(2), order, freight));
    }

    public void Acknowledge(DateOnly day)
    {
        var second = 0;
        foreach (var answer in Due(answers, answer => answer.Day <= day))
            world.Emit(new PurchaseAcknowledged(world.At(day, Acknowledging, second++), answer.Site.Code, answer.Order, answer.Confirmed));
    }

    /// <summary>Trucks of the day; a quarter of them, and always the last one, come too late to be put away today.</summary>
    public void Receive(DateOnly day)
    {
        var trucks = Due(open, order => order.ArrivesOn <= day);
        for (var i = 0; i < trucks.Count; i++)
        {
            var order = trucks[i];
            var late = i == trucks.Count - 1 || dice.Falls(250);
            var receipt = Unload(day, order);
            if (receipt.Lines.Count > 0)
            {
                var minute = late ? Unloading + 300 + dice.Next(59) : Unloading + dice.Next(300);
                world.Emit(new GoodsArrived(world.At(day, minute, i), order.Site.Code, receipt.Key, order.Key, order.Supplier.Code, order.Site.Dock, receipt.Lines));
                unbilled.Add((day.AddWorkdays(dice.Between(1, 5)), receipt));
                if (late) dock.Add(receipt);
                else PutAway(world.At(day, PuttingAway + dice.Next(80), i), receipt);
            }

            if (order.Lines.All(line => line.Received == line.Ordered)) continue;
            order.IsFirstDelivery = false;
            order.ArrivesOn = day.AddWorkdays(dice.Between(3, 7));
            open.Add(order);
        }
    }

    // One first delivery in fourteen is short on some lines; one line in fifty has broken bottles.
    private ReceiptState Unload(DateOnly day, PurchaseState order)
    {
        var isShort = order.IsFirstDelivery && order.Lines.Count > 1 && dice.Falls(70);
        var key = world.Number("GR");
        var lines = new List<ReceiptLine>();
        foreach (var line in order.Lines.Where(line => line.Received < line.Ordered))
        {
            var perCase = line.Stock.Item.BottlesPerCase;
            var cases = (line.Ordered - line.Received) / perCase;
            if (isShort && dice.Falls(400)) cases = dice.Next(cases + 1) / 2;
            if (cases == 0) continue;
            var bottles = cases * perCase;
            var damaged = dice.Falls(20) ? Math.Min(bottles, dice.Between(1, Math.Max(1, perCase / 3))) : 0;
            line.Received += bottles;
            line.Stock.OnOrder -= bottles;
            line.Stock.OnDock += bottles - damaged;
            var item = line.Stock.Item;
            var expiry = item.LotTracked ? day.AddDays(item.ShelfLifeDays!.Value - dice.Next(90)) : (DateOnly?)null;
            var lot = item.LotTracked ? $"L{key[3..]}" : null;
            if (lot is not null) world.Expiries[(item.Code, lot)] = expiry;
            lines.Add(new(line.Line, item.Code, lot, expiry, Quantity.Units(bottles - damaged), Quantity.Units(damaged)));
        }

        return new(key, order, lines);
    }

    public void PutAwayLeftovers(DateOnly day)
    {
        var count = 0;
        foreach (var receipt in Due(dock, _ => true)) PutAway(world.At(day, Leftovers + Math.Min(count++, 14)), receipt);
    }

    private void PutAway(DateTimeOffset at, ReceiptState receipt)
    {
        var site = receipt.Order.Site;
        var lines = new List<PutAwayLine>();
        foreach (var line in receipt.Lines)
        {
            var stock = world.Find(site.Code, line.Item)!;
            if (line.Good.IsPositive)
            {
                var bottles = (int)(line.Good.Micros / Quantity.Scale);
                stock.OnDock -= bottles;
                stock.Put(line.Lot, line.Expiry, bottles);
                lines.Add(new(line.Line, line.Item, line.Lot, site.Dock, stock.HomeBin, line.Good, SampleCondition.Available));
            }

            if (!line.Damaged.IsPositive) continue;
            lines.Add(new(line.Line, line.Item, line.Lot, site.Dock, site.Quarantine, line.Damaged, SampleCondition.Damaged));
            floor.DamagedOnArrival(DateOnly.FromDateTime(at.DateTime), receipt, line);
        }

        world.Emit(new StockPutAway(at, site.Code, receipt.Key, lines));
    }

    public void Bill(DateOnly day)
    {
        var second = 0;
        foreach (var (_, debt) in Due(unmatched, waiting => waiting.Day <= day))
        {
            world.Emit(new SupplierInvoiceMatched(world.At(day, Matching + second / 60, second++), debt.Site.Code, debt.Invoice));
            debt.Receipt!.Matched = true;
            debts.Add(debt);
        }

        foreach (var (_, receipt) in Due(unbilled, bill => bill.Day <= day))
        {
            var (order, due) = (receipt.Order, day.AddDays(receipt.Order.Supplier.PaymentTermsDays));
            var lines = receipt.Lines.Select(line => new PricedLine(
                line.Line, line.Item, line.Good + line.Damaged - Quantity.Units(receipt.SentBack.GetValueOrDefault(line.Line)), world.Items[line.Item].Cost))
                .Where(line => line.Quantity.IsPositive).ToList();
            if (lines.Count == 0) continue;
            receipt.Billed = true;
            var debt = new SupplierDebt(world.Number("SI"), order.Supplier, order.Site, World.Total(lines, order.Supplier.Currency), due, receipt);
            world.Emit(new SupplierInvoiced(world.At(day, Invoicing + second / 60, second++), order.Site.Code, debt.Invoice, order.Supplier.Code, order.Key, receipt.Key,
                order.Supplier.Currency, due, lines, debt.Total));
            unmatched.Add((day.AddWorkdays(1), debt));
        }

        foreach (var (_, order, freight) in Due(unbilledFreight, bill => bill.Day <= day))
        {
            var debt = new SupplierDebt(world.Number("FI"), order.Supplier, order.Site, freight, day.AddDays(order.Supplier.PaymentTermsDays));
            world.Emit(new FreightInvoiced(world.At(day, Invoicing + 20, second++), order.Site.Code, debt.Invoice, order.Supplier.Code, order.Key, order.Supplier.Currency, debt.DueOn, freight));
            debts.Add(debt);
        }
    }

    /// <summary>Every Thursday, what falls due before the next one.</summary>
    public void Pay(DateOnly day)
    {
        if (day.DayOfWeek != DayOfWeek.Thursday) return;
        var second = 0;
        foreach (var group in Due(debts, debt => debt.DueOn < day.AddDays(7)).GroupBy(debt => (debt.Supplier, debt.Site)))
        {
            var settled = group.Select(debt => new Settled(debt.Invoice, debt.Total)).ToList();
            world.Emit(new SupplierPaid(world.At(day, Paying + second / 60, second++), group.Key.Site.Code, world.Number("SP"), group.Key.Supplier.Code, group.Key.Supplier.Currency,
                settled, settled.Aggregate(Amount.Zero, (sum, line) => sum + line.Amount)));
        }
    }

    private static List<T> Due<T>(List<T> waiting, Predicate<T> isDue)
    {
        var due = waiting.FindAll(isDue);
        waiting.RemoveAll(isDue);
        return due;
    }
}
