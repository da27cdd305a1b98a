using Crossdock.Kernel;

namespace Crossdock.Sample.Scenario;

internal sealed record ReturnState(string Key, ShipmentState Shipment, string Invoice, List<StockLine> Lines);

internal sealed record QuarantineCase(SampleSite Site, string Item, string? Lot, DateOnly? Expiry, int Bottles, ReceiptState? Receipt, int ReceiptLine);

/// <summary>What happens on the floor besides receiving and shipping: returns, broken bottles, doubted stock, counts.</summary>
internal sealed class FloorDesk(World world)
{
    private const int Inspecting = 360, Deciding = 362, Authorising = 540, Crediting = 602, Returning = 1000, Counting = 1005, Adjusting = 1008, Asking = 1012;
    private readonly Dice dice = new(world.Seed, "floor");
    private readonly List<(DateOnly Day, ReturnState Return)> coming = [];
    private readonly List<ReturnState> inspecting = [];
    private readonly List<(DateOnly Day, QuarantineCase Case)> damaged = [];
    private readonly List<(DateOnly Day, QuarantineCase Case)> doubted = [];
    private readonly List<(string Key, SampleSite Site, List<CountPlace> Places)> counts = [];

    public IEnumerable<string> CountsToDo => counts.Select(count => count.Key);

    /// <summary>One shipment in forty comes back in part, three to eight working days later.</summary>
    public void Remember(DateOnly day, List<(ShipmentState Shipment, string Invoice)> shipped)
    {
        foreach (var (shipment, invoice) in shipped)
        {
            if (!dice.Falls(25)) continue;
            var line = dice.Of(shipment.Lines);
            var bottles = Math.Min((int)(line.Quantity.Micros / Quantity.Scale), dice.Between(1, 6));
            var site = shipment.Order.Site;
            coming.Add((day.AddWorkdays(dice.Between(3, 8)), new(world.Number("RT"), shipment, invoice,
                [line with { Bin = site.Quarantine, Quantity = Quantity.Units(bottles) }])));
        }
    }

    public void TakeReturns(DateOnly day)
    {
        var second = 0;
        foreach (var (_, back) in coming.FindAll(waiting => waiting.Day <= day))
        {
            var order = back.Shipment.Order;
            var reason = dice.Of(["Wrong item", "Broken in delivery", "Ordered too much"]);
            world.Emit(new ReturnAuthorised(world.At(day, Authorising, second++), order.Site.Code, back.Key, order.Customer.Code, order.Key, back.Shipment.Key, back.Lines, reason));
            world.Emit(new CustomerReturned(world.At(day, Returning, second), order.Site.Code, back.Key, back.Lines));
            inspecting.Add(back);
        }

        coming.RemoveAll(waiting => waiting.Day <= day);
    }

    public void InspectReturns(DateOnly day)
    {
        foreach (var back in inspecting)
        {
            var order = back.Shipment.Order;
            var (restocked, broken) = (new List<StockLine>(), new List<StockLine>());
            foreach (var line in back.Lines)
            {
                var stock = world.Find(order.Site.Code, line.Item)!;
                var bottles = (int)(line.Quantity.Micros / Quantity.Scale);
                var expiry = world.ExpiryOf(line.Item, line.Lot);
                if (dice.Falls(250))
                {
                    broken.Add(line);
                    damaged.Add((day.AddWorkdays(dice.Between(2, 6)), new(order.Site, line.Item, line.Lot, expiry, bottles, null, 0)));
                }
                else
                {
                    restocked.Add(line with { Bin = stock.HomeBin });
                    stock.Put(line.Lot, expiry, bottles);
                }
            }

            world.Emit(new ReturnInspected(world.At(day, Inspecting), order.Site.Code, back.Key, order.Site.Quarantine, restocked, broken));
            var priced = back.Lines.Select(line => new PricedLine(line.Line, line.Item, line.Quantity, order.Lines[line.Line - 1].Price)).ToList();
            world.Emit(new CustomerCredited(world.At(day, Crediting), order.Site.Code, world.Number("CR"), order.Customer.Code, back.Key, back.Invoice, priced,
                World.Total(priced, order.Customer.Currency)));
        }

        inspecting.Clear();
    }

    public void DamagedOnArrival(DateOnly day, ReceiptState receipt, ReceiptLine line) => damaged.Add((day.AddWorkdays(dice.Between(2, 6)),
        new(receipt.Order.Site, line.Item, line.Lot, line.Expiry, (int)(line.Damaged.Micros / Quantity.Scale), receipt, line.Line)));

    /// <summary>Broken bottles of a delivery go back or are scrapped, those of a return are scrapped; doubted stock is found good or broken.</summary>
    public void Decide(DateOnly day)
    {
        var decided = damaged.FindAll(waiting => waiting.Day <= day && waiting.Case.Receipt is not { IsBeingMatched: true });
        foreach (var (_, broken) in decided)
        {
            if (broken.Receipt is { } receipt && dice.Falls(600))
            {
                if (!receipt.Billed) receipt.SentBack[broken.ReceiptLine] = receipt.SentBack.GetValueOrDefault(broken.ReceiptLine) + broken.Bottles;
                world.Emit(new SupplierReturned(world.At(day, Deciding), broken.Site.Code, world.Number("SR"), receipt.Order.Supplier.Code, receipt.Order.Key, receipt.Key,
                    [new(broken.ReceiptLine, broken.Item, broken.Lot, broken.Site.Quarantine, Quantity.Units(broken.Bottles))], "Broken on arrival"));
            }
            else
            {
                world.Emit(new StockAdjusted(world.At(day, Deciding), broken.Site.Code, world.Number("AD"), broken.Item, broken.Lot, broken.Site.Quarantine,
                    SampleCondition.Damaged, -Quantity.Units(broken.Bottles), "Scrapped"));
            }
        }

        damaged.RemoveAll(decided.Contains);
        foreach (var (_, held) in doubted.FindAll(waiting => waiting.Day <= day))
        {
            var stock = world.Find(held.Site.Code, held.Item)!;
            var good = dice.Falls(800);
            world.Emit(new ConditionChanged(world.At(day, Deciding), held.Site.Code, world.Number("CC"), held.Item, held.Lot, held.Site.Quarantine,
                good ? stock.HomeBin : held.Site.Quarantine, Quantity.Units(held.Bottles), SampleCondition.Quarantine,
                good ? SampleCondition.Available : SampleCondition.Damaged, good ? "Found good" : "Leaking"));
            if (good) stock.Put(held.Lot, held.Expiry, held.Bottles);
            else damaged.Add((day.AddWorkdays(dice.Between(2, 6)), held));
        }

        doubted.RemoveAll(waiting => waiting.Day <= day);
    }

    /// <summary>The counts asked for yesterday are done after the trucks have left; one position in twelve is a bottle or two off.</summary>
    public void Count(DateOnly day)
    {
        foreach (var (key, site, places) in counts)
        {
            var lines = new List<CountLine>();
            foreach (var place in places)
            {
                var stock = world.Find(site.Code, place.Item)!;
                var lot = stock.Lots.Find(lot => lot.Lot == place.Lot);
                var book = lot?.Bottles ?? 0;
                var off = lot is not null && dice.Falls(80) ? dice.Of([-2, -1, -1, 1]) : 0;
                if (off < 0) off = -Math.Min(-off, Math.Min(book, Math.Max(0, stock.Available)));
                if (off != 0) Correct(stock, lot!, off);
                lines.Add(new(place.Line, place.Item, place.Lot, place.Bin, Quantity.Units(book), Quantity.Units(book + off)));
            }

            world.Emit(new StockCounted(world.At(day, Counting), site.Code, key, lines));
        }

        counts.Clear();
    }

    public void AskForCounts(DateOnly day)
    {
        foreach (var site in world.Sites)
        {
            var stocks = world.Stocks.Where(stock => stock.Site == site && stock.Lots.Count > 0).ToList();
            var places = new List<CountPlace>();
            for (var i = 0; i < 5 && stocks.Count > 0; i++)
            {
                var stock = dice.Of(stocks);
                stocks.Remove(stock);
                places.Add(new(places.Count + 1, stock.Item.Code, stock.Lots[0].Lot, stock.HomeBin));
            }

            if (places.Count == 0) continue;
            var key = world.Number("CT");
            world.Emit(new CountOrdered(world.At(day, Asking), site.Code, key, places));
            counts.Add((key, site, places));
        }
    }

    /// <summary>Now and then a bottle breaks in the aisle, or somebody doubts a few.</summary>
    public void Mishaps(DateOnly day)
    {
        foreach (var site in world.Sites)
        {
            var stock = dice.Of([.. world.Stocks.Where(stock => stock.Site == site)]);
            var bottles = dice.Between(1, 3);
            var what = dice.Next(6);
            if (what > 1 || stock.Available < bottles || stock.Lots[0].Bottles < bottles) continue;
            var lot = stock.Lots[0];
            if (what == 0)
            {
                world.Emit(new StockAdjusted(world.At(day, Adjusting), site.Code, world.Number("AD"), stock.Item.Code, lot.Lot, stock.HomeBin,
                    SampleCondition.Available, -Quantity.Units(bottles), "Broken in the aisle"));
            }
            else
            {
                world.Emit(new ConditionChanged(world.At(day, Adjusting), site.Code, world.Number("CC"), stock.Item.Code, lot.Lot, stock.HomeBin, site.Quarantine,
                    Quantity.Units(bottles), SampleCondition.Available, SampleCondition.Quarantine, "Cap doubted"));
                doubted.Add((day.AddWorkdays(dice.Between(1, 4)), new(site, stock.Item.Code, lot.Lot, lot.Expiry, bottles, null, 0)));
            }

            Correct(stock, lot, -bottles);
        }
    }

    private static void Correct(ItemStock stock, LotStock lot, int bottles)
    {
        lot.Bottles += bottles;
        if (lot.Bottles == 0) stock.Lots.Remove(lot);
    }
}
