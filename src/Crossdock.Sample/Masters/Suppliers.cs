using Crossdock.Kernel;
using Crossdock.Sample.Scenario;

namespace Crossdock.Sample.Masters;

/// <summary>What a supplier's real deliveries say, in days as found.</summary>
internal sealed record LeadTimeProfile(int Number, IReadOnlyList<LeadTimeRow> Rows)
{
    public int UsualDays { get; } = Rows.Select(row => row.PlannedDays).Order().ElementAt(Rows.Count / 2);

    /// <summary>The deliveries whose promise is not far from the usual one; dates are drawn from these.</summary>
    public IReadOnlyList<LeadTimeRow> Typical { get; } = Near(Rows);

    /// <summary>The smallest tenth of its orders against the usual one.</summary>
    public decimal SmallestShare { get; } = Rows.Select(row => row.QuantityToUsual).Order().ElementAt(Rows.Count / 10);

    public decimal FreightShare { get; } = Rows.Any(row => row.FreightShare > 0)
        ? Rows.Where(row => row.FreightShare > 0).Select(row => row.FreightShare!.Value).Order().ElementAt(Rows.Count(row => row.FreightShare > 0) / 2)
        : 0;

    private static List<LeadTimeRow> Near(IReadOnlyList<LeadTimeRow> rows)
    {
        var usual = rows.Select(row => row.PlannedDays).Order().ElementAt(rows.Count / 2);
        return [.. rows.Where(row => row.PlannedDays * 5 >= usual * 3 && row.PlannedDays * 5 <= usual * 7)];
    }
}

/// <summary>Every vendor with terms; two of them sell in euros from Europe.</summary>
internal static class Suppliers
{
    private static readonly string[] EuroVendors = ["REMY COINTREAU USA INC", "DISARONNO INTERNATIONAL"];
    private static readonly int[] Terms = [30, 30, 30, 45, 60];

    public static Dictionary<int, LeadTimeProfile> Profiles(SampleFiles files) =>
        files.LeadTimes.GroupBy(row => row.Profile).ToDictionary(group => group.Key, group => new LeadTimeProfile(group.Key, [.. group]));

    /// <summary>The deliveries of the data go around the world; a domestic vendor takes a seventh of their days, a European one a third.</summary>
    public static int DaysDivisor(SampleSupplier supplier) => supplier.Currency == Currency.Usd ? 7 : 3;

    private static bool BuyerPaysFreight(string incoterm) => incoterm is "EXW" or "FCA";

    public static IReadOnlyList<SampleSupplier> Build(SampleFiles files, Dictionary<int, LeadTimeProfile> profiles, int seed)
    {
        var dice = new Dice(seed, "suppliers");
        var fromEurope = profiles.Values.Where(profile => profile.FreightShare is > 0.03m and < 0.16m && profile.Rows.Any(row => BuyerPaysFreight(row.Incoterm)))
            .OrderBy(profile => profile.UsualDays).Take(4).ToList();
        var numbers = profiles.Keys.Order().ToList();
        return [.. files.Vendors.Select(vendor =>
        {
            var foreign = EuroVendors.Contains(vendor.Name);
            var profile = foreign ? dice.Of(fromEurope) : profiles[dice.Of(numbers)];
            var incoterm = foreign ? profile.Rows.Where(row => BuyerPaysFreight(row.Incoterm)).CountBy(row => row.Incoterm)
                .OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).First().Key : "DDP";
            return new SampleSupplier(vendor.Vendor, vendor.Name, foreign ? Currency.Eur : Currency.Usd, incoterm,
                foreign ? (int)(profile.FreightShare * 1_000_000) : 0, dice.Of(Terms),
                Math.Max(2, profile.UsualDays / (foreign ? 3 : 7)), profile.Number);
        })];
    }
}
