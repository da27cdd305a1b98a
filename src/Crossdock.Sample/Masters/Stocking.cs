using Crossdock.Kernel;
using Crossdock.Sample.Scenario;

namespace Crossdock.Sample.Masters;

/// <summary>Demand of an item at a place over the last half year.</summary>
internal readonly record struct DemandStatistics(double Mean, double Deviation, int Weeks);

/// <summary>Which items the company keeps, where, and at which levels: reorder point and order-up-to from half a year of real demand.</summary>
internal sealed class Stocking
{
    private const int Weeks = 26;
    private readonly Dictionary<(string Site, string Item), int[]> weekly = [];
    private readonly Dictionary<(string Site, string Item), int> windowBottles = [];

    public Stocking(IEnumerable<DemandWeek> history, IEnumerable<InvoiceRow> window, IReadOnlyDictionary<string, SampleCustomer> customers, DateOnly firstDay)
    {
        foreach (var week in history)
        {
            var back = (firstDay.DayNumber - week.WeekStart.DayNumber) / 7 - 1;
            if (back < Weeks) Row(customers[week.Customer].Site, week.Item)[back] += (int)(week.Quantity.Micros / Quantity.Scale);
        }

        foreach (var line in window)
        {
            var key = (customers[line.Shop].Site, line.Item);
            windowBottles[key] = windowBottles.GetValueOrDefault(key) + line.Bottles;
        }
    }

    /// <summary>Site and item pairs with any demand, for the items of the assortment.</summary>
    public IEnumerable<(string Site, string Item)> Pairs(IReadOnlySet<string> assortment) => weekly.Keys.Union(windowBottles.Keys)
        .Where(pair => assortment.Contains(pair.Item) && (windowBottles.ContainsKey(pair) || weekly[pair].Count(bottles => bottles > 0) >= 3));

    /// <summary>Of one site, or of several together.</summary>
    public DemandStatistics Of(IEnumerable<string> sites, string item)
    {
        var sum = new int[Weeks];
        var launched = 0;
        foreach (var site in sites)
        {
            if (weekly.TryGetValue((site, item), out var row)) for (var i = 0; i < Weeks; i++) sum[i] += row[i];
            else launched += windowBottles.GetValueOrDefault((site, item));
        }

        // An item that is new in the window is bought on its launch plan: what it will sell, spread over the weeks.
        var mean = sum.Average() + launched / 13.0;
        return new(mean, Math.Sqrt(sum.Sum(bottles => Math.Pow(bottles - sum.Average(), 2)) / Weeks) + Math.Sqrt(launched / 13.0), sum.Count(bottles => bottles > 0));
    }

    /// <summary>Trigger and target of a place that is supplied after <paramref name="leadWeeks"/> and looked at every <paramref name="reviewWeeks"/>.</summary>
    public static (int Reorder, int UpTo) Levels(DemandStatistics demand, double leadWeeks, double reviewWeeks, double factor, double coverWeeks)
    {
        var risk = leadWeeks + reviewWeeks;
        var reorder = (int)Math.Ceiling(demand.Mean * risk + factor * demand.Deviation * Math.Sqrt(risk));
        return (Math.Max(1, reorder), Math.Max(2, (int)Math.Ceiling(reorder + demand.Mean * coverWeeks)));
    }

    private int[] Row(string site, string item)
    {
        if (!weekly.TryGetValue((site, item), out var row)) weekly[(site, item)] = row = new int[Weeks];
        return row;
    }
}
