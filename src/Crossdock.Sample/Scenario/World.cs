using System.Globalization;
using Crossdock.Kernel;

namespace Crossdock.Sample.Scenario;

/// <summary>Bottles of one lot, or of none.</summary>
internal sealed class LotStock(string? lot, DateOnly? expiry, int bottles)
{
    public string? Lot { get; } = lot;

    public DateOnly? Expiry { get; } = expiry;

    public int Bottles { get; set; } = bottles;
}

/// <summary>An item at a site as the stream knows it: what stands in its home bin, what is spoken for, and what is on its way.</summary>
internal sealed class ItemStock(SampleSite site, SampleItem item, string homeBin)
{
    public SampleSite Site { get; } = site;

    public SampleItem Item { get; } = item;

    public string HomeBin { get; } = homeBin;

    /// <summary>In the home bin, first to expire first.</summary>
    public List<LotStock> Lots { get; } = [];

    public int Allocated { get; set; }

    /// <summary>Ordered by shops and not yet released.</summary>
    public int Owed { get; set; }

    public int OnDock { get; set; }

    public int InTransit { get; set; }

    public int OnOrder { get; set; }

    public int Reorder { get; set; }

    public int UpTo { get; set; }

    public int OnHand => Lots.Sum(lot => lot.Bottles);

    public int Available => OnHand - Allocated;

    /// <summary>What will be there when everything on the way has come and everything owed has gone.</summary>
    public int Position => Available + OnDock + InTransit + OnOrder - Owed;

    public void Put(string? lot, DateOnly? expiry, int bottles)
    {
        if (bottles == 0) return;
        var known = Lots.Find(stock => stock.Lot == lot);
        if (known is not null)
        {
            known.Bottles += bottles;
            return;
        }

        var at = Lots.FindIndex(stock => stock.Expiry > expiry);
        Lots.Insert(at < 0 ? Lots.Count : at, new(lot, expiry, bottles));
    }

    public List<LotStock> Take(int bottles)
    {
        var taken = new List<LotStock>();
        while (bottles > 0)
        {
            // Taking what is not there would be a fault of the generator, so it stops it.
            var first = Lots.Count > 0 ? Lots[0] : throw new InvalidOperationException($"{Site.Code} has no {bottles} bottles of {Item.Code} left.");
            var part = Math.Min(bottles, first.Bottles);
            taken.Add(new(first.Lot, first.Expiry, part));
            first.Bottles -= part;
            bottles -= part;
            if (first.Bottles == 0) Lots.RemoveAt(0);
        }

        return taken;
    }
}

/// <summary>What all desks share: the masters, the stock, the events of the day and the next document numbers.</summary>
internal sealed class World
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(Masters.Warehouses.Zone);
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Site, string Item), ItemStock> stock = [];
    private List<SampleEvent> events = [];

    public required int Seed { get; init; }

    public required SourceCalendar Calendar { get; init; }

    public required IReadOnlyList<SampleSite> Sites { get; init; }

    public required IReadOnlyDictionary<string, SampleItem> Items { get; init; }

    public required IReadOnlyDictionary<string, SampleSupplier> Suppliers { get; init; }

    public required IReadOnlyDictionary<string, SampleCustomer> Customers { get; init; }

    /// <summary>When each lot of an item expires.</summary>
    public Dictionary<(string Item, string Lot), DateOnly?> Expiries { get; } = [];

    public IEnumerable<ItemStock> Stocks => stock.Values;

    public void Add(ItemStock item) => stock.Add((item.Site.Code, item.Item.Code), item);

    public ItemStock? Find(string site, string item) => stock.GetValueOrDefault((site, item));

    public void Emit(SampleEvent happened) => events.Add(happened);

    /// <summary>The events of the day in the order they happened; those of one instant keep the order they were made in.</summary>
    public SampleDay Close(DateOnly day)
    {
        var closed = new SampleDay(day, [.. events.OrderBy(happened => happened.At)]);
        events = [];
        return closed;
    }

    public string Number(string series)
    {
        var next = numbers[series] = numbers.GetValueOrDefault(series) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{series}-{next:00000}");
    }

    public DateTimeOffset At(DateOnly day, int minute, int second = 0)
    {
        var local = day.ToDateTime(new TimeOnly(minute / 60, minute % 60, second % 60));
        return new(local, zone.GetUtcOffset(local));
    }

    public DateOnly? ExpiryOf(string item, string? lot) => lot is null ? null : Expiries[(item, lot)];

    public static Amount Total(IEnumerable<PricedLine> lines, Currency currency) =>
        lines.Aggregate(Amount.Zero, (total, line) => total + line.Price.Times(line.Quantity, currency));
}
