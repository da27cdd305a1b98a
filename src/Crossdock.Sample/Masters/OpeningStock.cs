using Crossdock.Kernel;
using Crossdock.Sample.Scenario;

namespace Crossdock.Sample.Masters;

/// <summary>Levels of every stocked item and what stands in its bin on the evening before the first day.</summary>
internal sealed class OpeningStock(World world, Stocking stocking, IReadOnlySet<string> assortment, Func<SampleItem, UnitPrice> costOf)
{
    private readonly Dice dice = new(world.Seed, "opening");

    public List<SampleStockedItem> Levels()
    {
        var stocked = new List<SampleStockedItem>();
        var pairs = stocking.Pairs(assortment).ToList();
        // A hub keeps what any of its branches keeps.
        pairs.AddRange([.. pairs.Select(pair => (world.Sites.First(site => site.Code == pair.Site).SuppliedBy ?? pair.Site, pair.Item)).Where(pair => !pairs.Contains(pair)).Distinct()]);
        foreach (var site in world.Sites)
        {
            var items = pairs.Where(pair => pair.Site == site.Code).Select(pair => world.Items[pair.Item])
                .Select(item => (Item: item, Demand: Demand(site, item))).OrderByDescending(row => row.Demand.Mean * row.Demand.Weeks)
                .ThenBy(row => row.Item.Code, StringComparer.Ordinal).ToList();
            var bins = site.Bins.Where(bin => bin.Kind == SampleBinKind.Storage).ToList();
            var classes = Classes(items);
            for (var i = 0; i < items.Count; i++)
            {
                var (item, demand) = items[i];
                var stock = new ItemStock(site, item, bins[i * bins.Count / Math.Max(items.Count, bins.Count)].Code);
                var factor = classes[item.Code] switch { 'A' => 2.4, 'B' => 2.1, _ => 1.8 };
                (stock.Reorder, stock.UpTo) = site.Role == SampleSiteRole.Hub
                    ? Stocking.Levels(demand, world.Suppliers[item.Supplier].LeadTimeDays / 7.0, 1, factor, 2)
                    : Stocking.Levels(demand, 0.2, 1, factor, 3);
                world.Add(stock);
                stocked.Add(new(site.Code, item.Code, stock.HomeBin, classes[item.Code],
                    new(((long)(demand.Mean * 1000)) * 1000), Quantity.Units(stock.Reorder), Quantity.Units(stock.UpTo)));
            }
        }

        return stocked;
    }

    /// <summary>One document per site. A branch holds something between its levels; a hub what is left of the level of its whole family.</summary>
    public List<SampleOpening> Documents()
    {
        var day = world.Calendar.FirstDay.AddDays(-1);
        var documents = new List<SampleOpening>();
        foreach (var site in world.Sites.OrderByDescending(site => site.Role))
        {
            foreach (var stock in world.Stocks.Where(stock => stock.Site == site))
            {
                var level = stock.Reorder + dice.Next(stock.UpTo - stock.Reorder + 1);
                if (site.Role == SampleSiteRole.Hub) level = Math.Max(stock.Item.BottlesPerCase, level - BranchStock(site, stock.Item));
                // One in twenty-five starts nearly empty: somebody has been waiting for a truck.
                if (dice.Falls(40)) level /= 8;
                Fill(stock, level, day);
            }

            var lines = world.Stocks.Where(stock => stock.Site == site).SelectMany(stock => stock.Lots.Select(lot => new OpeningLine(stock.Item.Code, stock.HomeBin, lot.Lot,
                lot.Expiry, Quantity.Units(lot.Bottles), costOf(stock.Item), costOf(stock.Item).Times(Quantity.Units(lot.Bottles), Currency.Usd)))).ToList();
            documents.Add(new(site.Code, world.At(day, 18 * 60), lines, lines.Aggregate(Amount.Zero, (sum, line) => sum + line.Value)));
        }

        return documents;
    }

    private void Fill(ItemStock stock, int bottles, DateOnly day)
    {
        if (!stock.Item.LotTracked)
        {
            stock.Put(null, null, bottles);
            return;
        }

        // An older lot and a younger one, where there is enough for two.
        var older = bottles >= 2 * stock.Item.BottlesPerCase ? bottles / 3 : 0;
        Put("LOLD", older, stock.Item.ShelfLifeDays!.Value / 2);
        Put("LNEW", bottles - older, stock.Item.ShelfLifeDays.Value - 60);

        void Put(string lot, int part, int days)
        {
            world.Expiries.TryAdd((stock.Item.Code, lot), day.AddDays(days));
            stock.Put(lot, day.AddDays(days), part);
        }
    }

    private int BranchStock(SampleSite hub, SampleItem item) =>
        world.Sites.Where(site => site.SuppliedBy == hub.Code).Sum(site => world.Find(site.Code, item.Code)?.OnHand ?? 0);

    private DemandStatistics Demand(SampleSite site, SampleItem item) =>
        stocking.Of(world.Sites.Where(other => other.Code == site.Code || other.SuppliedBy == site.Code).Select(other => other.Code), item.Code);

    // A makes the first 70 % of the cost of demand, B the next 20 %.
    private Dictionary<string, char> Classes(List<(SampleItem Item, DemandStatistics Demand)> items)
    {
        var total = items.Sum(row => row.Demand.Mean * (double)costOf(row.Item).ToDecimal());
        var classes = new Dictionary<string, char>(StringComparer.Ordinal);
        var running = 0.0;
        foreach (var (item, demand) in items.OrderByDescending(row => row.Demand.Mean * (double)costOf(row.Item).ToDecimal()))
        {
            classes[item.Code] = running < 0.7 * total ? 'A' : running < 0.9 * total ? 'B' : 'C';
            running += demand.Mean * (double)costOf(item).ToDecimal();
        }

        return classes;
    }
}
