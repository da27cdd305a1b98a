using System.Globalization;
using System.IO.Compression;
using System.Text;
using Sylvan.Data.Csv;

namespace Crossdock.Sample;

/// <summary>A vendor of the wholesale list.</summary>
public sealed record VendorRow(string Vendor, string Name);

/// <summary>An item of the wholesale list, codes as found.</summary>
public sealed record ItemRow(
    string Item, string Vendor, string Category, string Description, int BottleMillilitres, int Pack, int InnerPack, decimal Proof,
    DateOnly? ListedOn, string Upc, string Scc, decimal BottleCost, decimal BottleRetail);

/// <summary>A shop; its position is the mean of its city when the source gave none.</summary>
public sealed record ShopRow(string Shop, string Name, string City, string Zip, double Latitude, double Longitude, bool IsPositionOfCity);

/// <summary>What a shop bought of an item in one week.</summary>
public readonly record struct DemandRow(string Shop, string Item, DateOnly Week, int Bottles);

/// <summary>One line of a real invoice.</summary>
public readonly record struct InvoiceRow(DateOnly Date, string Invoice, int Line, string Shop, string Item, int Bottles, decimal Sales);

/// <summary>One real delivery: days from order to promised and to actual date, its quantity against the profile's usual one, freight against value.</summary>
public sealed record LeadTimeRow(int Profile, string Mode, string Incoterm, int PlannedDays, int ActualDays, decimal QuantityToUsual, decimal? FreightShare);

/// <summary>A month's exchange rate: euros per US dollar.</summary>
public sealed record RateRow(DateOnly Month, decimal EurPerUsd);

/// <summary>The files of the samples folder, read and typed, nothing repaired yet.</summary>
public sealed record SampleFiles
{
    private static readonly DateOnly FirstWeek = new(2019, 3, 25);

    /// <summary>Every vendor.</summary>
    public required IReadOnlyList<VendorRow> Vendors { get; init; }

    /// <summary>Every item.</summary>
    public required IReadOnlyList<ItemRow> Items { get; init; }

    /// <summary>Every shop.</summary>
    public required IReadOnlyList<ShopRow> Shops { get; init; }

    /// <summary>Demand per shop, item and Monday week; weeks without demand are not there.</summary>
    public required IReadOnlyList<DemandRow> Demand { get; init; }

    /// <summary>Invoice lines by date, invoice and line.</summary>
    public required IReadOnlyList<InvoiceRow> Invoices { get; init; }

    /// <summary>Deliveries by profile.</summary>
    public required IReadOnlyList<LeadTimeRow> LeadTimes { get; init; }

    /// <summary>Exchange rates by month.</summary>
    public required IReadOnlyList<RateRow> Rates { get; init; }

    /// <summary>Reads the folder that holds the cut (<c>samples/</c> of the repository).</summary>
    public static SampleFiles Load(string folder) => new()
    {
        Vendors = [.. Read(folder, "vendors.csv").Select(row => new VendorRow(row.GetString(0), Clean(row.GetString(1))))],
        Items = [.. Read(folder, "items.csv.gz").Select(ReadItem)],
        Shops = [.. Read(folder, "shops.csv").Select(row => new ShopRow(row.GetString(0), Clean(row.GetString(1)), row.GetString(2), row.GetString(3),
            row.GetDouble(4), row.GetDouble(5), row.GetString(6) == "city"))],
        Demand = ReadDemand(folder),
        Invoices = [.. Read(folder, "invoice-lines.csv.gz").Select(row => new InvoiceRow(Date(row.GetString(0)), row.GetString(1), row.GetInt32(2),
            string.Intern(row.GetString(3)), string.Intern(row.GetString(4)), row.GetInt32(5), row.GetDecimal(6)))],
        LeadTimes = [.. Read(folder, "lead-times.csv").Select(row => new LeadTimeRow(row.GetInt32(0), row.GetString(1), row.GetString(2),
            row.GetInt32(3), row.GetInt32(4), row.GetDecimal(5), row.GetString(6) is { Length: > 0 } ? row.GetDecimal(6) : null))],
        Rates = [.. Read(folder, "exchange-rates.csv").Select(row => new RateRow(Date(row.GetString(0)), row.GetDecimal(1)))],
    };

    private static ItemRow ReadItem(CsvDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), Clean(row.GetString(3)), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6),
        row.GetDecimal(7), row.GetString(8) is { Length: > 0 } listed ? Date(listed) : null, row.GetString(9), row.GetString(10),
        row.GetDecimal(11), row.GetDecimal(12));

    private static List<DemandRow> ReadDemand(string folder)
    {
        var rows = new List<DemandRow>(300_000);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in Read(folder, "demand-weekly.csv.gz"))
            rows.Add(new(Shared(row.GetString(0)), Shared(row.GetString(1)), FirstWeek.AddDays(7 * row.GetInt32(2)), row.GetInt32(3)));
        return rows;

        string Shared(string name) => names.TryGetValue(name, out var known) ? known : names[name] = name;
    }

    // The source pads some names with double blanks.
    private static string Clean(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<CsvDataReader> Read(string folder, string name)
    {
        using var file = File.OpenRead(Path.Combine(folder, name));
        using var unpacked = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var text = new StreamReader(unpacked, Encoding.UTF8);
        using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions { Culture = CultureInfo.InvariantCulture });
        while (csv.Read()) yield return csv;
    }
}
