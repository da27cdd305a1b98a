using Crossdock.Kernel;
using Crossdock.Sample.Scenario;

namespace Crossdock.Sample.Masters;

/// <summary>All masters of one company and its stock on the evening before the first day.</summary>
internal sealed class Company
{
    private const int HistoryWeeks = 104;
    private readonly SourceCalendar calendar;
    private readonly int seed;
    private readonly Stocking stocking;
    private readonly HashSet<string> assortment;
    private readonly Dictionary<string, SampleItem> itemsByCode;
    private readonly Dictionary<string, SampleSupplier> suppliersByCode;
    private readonly decimal eurPerUsd;

    public Company(SampleFiles files, SourceCalendar calendar, int seed, SampleOptions options)
    {
        this.calendar = calendar;
        this.seed = seed;
        eurPerUsd = files.Rates[^1].EurPerUsd;
        Profiles = Masters.Suppliers.Profiles(files);
        Suppliers = Masters.Suppliers.Build(files, Profiles, seed);
        suppliersByCode = Suppliers.ToDictionary(supplier => supplier.Code, StringComparer.Ordinal);
        Customers = BuildCustomers(files, seed);
        Rates = [.. files.Rates.Select(rate => new SampleRate(calendar.FromSource(rate.Month), Currency.Eur, Currency.Usd, (long)decimal.Round(1_000_000 / rate.EurPerUsd)))];
        var listed = files.Items.Select(item => item.Item).ToHashSet(StringComparer.Ordinal);
        History = BuildHistory(files, listed);
        var window = files.Invoices.Where(line => calendar.FromSource(line.Date) >= calendar.FirstDay && calendar.FromSource(line.Date) <= calendar.LastDay).ToList();
        assortment = ChooseAssortment(window.Where(line => listed.Contains(line.Item)), options.Assortment);
        LinesOutside = window.Count(line => !assortment.Contains(line.Item));
        stocking = new(History, window.Where(line => listed.Contains(line.Item)), Customers.ToDictionary(customer => customer.Code, StringComparer.Ordinal), calendar.FirstDay);
        var demand = History.GroupBy(week => week.Item).ToDictionary(group => group.Key, group => group.Sum(week => week.Quantity.Micros / Quantity.Scale));
        var items = new Items();
        Items = items.Build(files, suppliersByCode, demand, MinimumCases, eurPerUsd);
        if (options.OnlyStocked)
        {
            Items = [.. Items.Where(item => assortment.Contains(item.Code))];
            History = [.. History.Where(week => assortment.Contains(week.Item))];
        }

        Findings = items.Findings;
        itemsByCode = Items.ToDictionary(item => item.Code, StringComparer.Ordinal);
    }

    public Dictionary<int, LeadTimeProfile> Profiles { get; }

    public IReadOnlyList<SampleSupplier> Suppliers { get; }

    public IReadOnlyList<SampleItem> Items { get; }

    public IReadOnlyList<SampleCustomer> Customers { get; }

    public IReadOnlyList<SampleRate> Rates { get; }

    public IReadOnlyList<DemandWeek> History { get; }

    public IReadOnlyList<CodeFinding> Findings { get; }

    public SortedDictionary<string, long> Unlisted { get; } = new(StringComparer.Ordinal);

    public List<SampleStockedItem> Stocked { get; } = [];

    public List<SampleOpening> Openings { get; } = [];

    public int LinesOutside { get; }

    /// <summary>Stock, bank and equity before the first day; the bank holds a quarter of the stock's value.</summary>
    public IReadOnlyList<OpeningBooks> Books() => [.. Warehouses.Entities.Select(entity =>
    {
        var stock = Openings.Where(opening => Warehouses.Sites.Any(site => site.Code == opening.Site && site.Entity == entity.Code))
            .Aggregate(Amount.Zero, (sum, opening) => sum + opening.Value);
        var bank = new Amount(Exact.RoundTo(stock.TenThousandths / 4, 1000 * Amount.Scale));
        return new OpeningBooks(entity.Code, calendar.FirstDay.AddDays(-1), stock, bank, stock + bank);
    })];

    public World Open()
    {
        var world = new World
        {
            Seed = seed,
            Calendar = calendar,
            Sites = Warehouses.Sites,
            Items = itemsByCode,
            Suppliers = suppliersByCode,
            Customers = Customers.ToDictionary(customer => customer.Code, StringComparer.Ordinal),
        };
        var opening = new OpeningStock(world, stocking, assortment, LandedUsd);
        Stocked.AddRange(opening.Levels());
        Openings.AddRange(opening.Documents());
        return world;
    }

    private UnitPrice LandedUsd(SampleItem item)
    {
        if (item.CostCurrency == Currency.Usd) return item.Cost;
        var withFreight = item.Cost.ToDecimal() / eurPerUsd * (1_000_000 + suppliersByCode[item.Supplier].FreightShareMillionths) / 1_000_000;
        return UnitPrice.Of(decimal.Round(withFreight, 2, MidpointRounding.AwayFromZero));
    }

    private static List<SampleCustomer> BuildCustomers(SampleFiles files, int seed)
    {
        var dice = new Dice(seed, "customers");
        return [.. files.Shops.Select(shop =>
        {
            var (site, kilometres) = Warehouses.Nearest(shop.Latitude, shop.Longitude);
            return new SampleCustomer(shop.Shop, shop.Name, shop.City, shop.Zip, shop.Latitude, shop.Longitude, site.Code, kilometres, Currency.Usd, dice.Of([10, 14, 30]));
        })];
    }

    // The cut holds one week more than is needed, because the replay begins a week later when yesterday was a Monday to Wednesday.
    private List<DemandWeek> BuildHistory(SampleFiles files, HashSet<string> listed)
    {
        var first = calendar.FirstDay.AddDays(-7 * HistoryWeeks);
        var history = new List<DemandWeek>();
        foreach (var row in files.Demand)
        {
            var week = calendar.FromSource(row.Week);
            if (week < first || week >= calendar.FirstDay) continue;
            if (listed.Contains(row.Item)) history.Add(new(row.Shop, row.Item, week, Quantity.Units(row.Bottles)));
            else Unlisted[row.Item] = Unlisted.GetValueOrDefault(row.Item) + row.Bottles;
        }

        // A shorter replay begins after the weeks of the cut: until then the invoices say what was asked for.
        var cutEnds = files.Demand.Max(row => row.Week).AddDays(7);
        history.AddRange(files.Invoices.Where(line => line.Date >= cutEnds && calendar.FromSource(line.Date) < calendar.FirstDay && line.Bottles > 0 && listed.Contains(line.Item))
            .GroupBy(line => (line.Shop, line.Item, Week: Workdays.MondayOf(line.Date)))
            .Select(week => new DemandWeek(week.Key.Shop, week.Key.Item, calendar.FromSource(week.Key.Week), Quantity.Units(week.Sum(line => line.Bottles)))));
        foreach (var line in files.Invoices)
        {
            if (!listed.Contains(line.Item) && calendar.FromSource(line.Date) >= calendar.FirstDay)
                Unlisted[line.Item] = Unlisted.GetValueOrDefault(line.Item) + line.Bottles;
        }

        return history;
    }

    // What shops asked for most often, not most of: half a year of shop weeks and the lines of the window.
    private HashSet<string> ChooseAssortment(IEnumerable<InvoiceRow> window, int size)
    {
        var since = calendar.FirstDay.AddDays(-7 * 26);
        return History.Where(week => week.WeekStart >= since).Select(week => week.Item).Concat(window.Select(line => line.Item))
            .CountBy(item => item).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)
            .Take(size).Select(count => count.Key).ToHashSet(StringComparer.Ordinal);
    }

    // The smallest tenth of the profile's orders, against what this item's usual order would be.
    private int MinimumCases(ItemRow row, SampleSupplier supplier)
    {
        var weekly = stocking.Of(Warehouses.Sites.Select(site => site.Code), row.Item).Mean;
        var usualCases = weekly * (supplier.LeadTimeDays + 7) / 7 / row.Pack;
        return Math.Clamp((int)Math.Round(usualCases * (double)Profiles[supplier.LeadTimeProfile].SmallestShare), 1, 40);
    }
}
