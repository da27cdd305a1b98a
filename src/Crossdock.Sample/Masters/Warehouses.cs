using System.Globalization;
using Crossdock.Kernel;

namespace Crossdock.Sample.Masters;

/// <summary>The two entities, their six warehouses and the bins in them.</summary>
internal static class Warehouses
{
    public const string Zone = "America/Chicago";

    public static IReadOnlyList<SampleEntity> Entities { get; } =
    [
        new("PRAIRIE", "Prairie Wholesale Inc.", Currency.Usd, Zone),
        new("TWORIVERS", "Two Rivers Wholesale LLC", Currency.Usd, Zone),
    ];

    public static IReadOnlyList<SampleSite> Sites { get; } =
    [
        Site("ANK", "PRAIRIE", "Ankeny", 41.7318, -93.6001, null, 10),
        Site("WLO", "PRAIRIE", "Waterloo", 42.4928, -92.3426, "ANK", 7),
        Site("SUX", "PRAIRIE", "Sioux City", 42.4999, -96.4003, "ANK", 3),
        Site("CBF", "PRAIRIE", "Council Bluffs", 41.2619, -95.8608, "ANK", 3),
        Site("CID", "TWORIVERS", "Cedar Rapids", 41.9779, -91.6656, null, 9),
        Site("DVN", "TWORIVERS", "Davenport", 41.5236, -90.5776, "CID", 5),
    ];

    /// <summary>The warehouse nearest to a shop and how far it is.</summary>
    public static (SampleSite Site, double Kilometres) Nearest(double latitude, double longitude) =>
        Sites.Select(site => (site, Kilometres(latitude, longitude, site.Latitude, site.Longitude))).MinBy(found => found.Item2);

    /// <summary>Great-circle distance on a sphere of the earth's mean radius (haversine).</summary>
    public static double Kilometres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var north = double.DegreesToRadians(latitude2 - latitude1) / 2;
        var east = double.DegreesToRadians(longitude2 - longitude1) / 2;
        var chord = Math.Pow(Math.Sin(north), 2)
            + Math.Cos(double.DegreesToRadians(latitude1)) * Math.Cos(double.DegreesToRadians(latitude2)) * Math.Pow(Math.Sin(east), 2);
        return Math.Round(2 * 6371.0088 * Math.Asin(Math.Sqrt(chord)), 1);
    }

    private static SampleSite Site(string code, string entity, string city, double latitude, double longitude, string? suppliedBy, int aisles) =>
        new(code, $"{city} {(suppliedBy is null ? "hub" : "branch")}", entity, city, latitude, longitude,
            suppliedBy is null ? SampleSiteRole.Hub : SampleSiteRole.Branch, suppliedBy, Zone, [.. Bins(aisles)]);

    // Twenty bins an aisle: ten bays, a lower and an upper level. The aisles by the doors are for what moves most.
    private static IEnumerable<SampleBin> Bins(int aisles)
    {
        yield return new("RECV-01", SampleBinKind.Receiving, "DOCK", 0);
        yield return new("STAGE-01", SampleBinKind.Staging, "DOCK", 0);
        yield return new("SHIP-01", SampleBinKind.Shipping, "DOCK", 0);
        yield return new("QUAR-01", SampleBinKind.Quarantine, "QUARANTINE", 0);
        var sequence = 0;
        for (var aisle = 0; aisle < aisles; aisle++)
        {
            var zone = aisle < Math.Max(1, aisles * 3 / 10) ? "FAST" : aisle < Math.Max(2, aisles * 8 / 10) ? "STANDARD" : "SLOW";
            for (var bay = 1; bay <= 10; bay++)
            {
                for (var level = 1; level <= 2; level++)
                    yield return new(string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + aisle)}-{bay:00}-{level}"), SampleBinKind.Storage, zone, ++sequence * 10);
            }
        }
    }
}
