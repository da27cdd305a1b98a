using System.Globalization;

namespace Crossdock.SampleCut;

internal readonly record struct InvoiceLine(DateOnly Date, string Invoice, int Line, string Shop, string Item, int Bottles, string Sales);

/// <summary>
/// The wholesale data: every item and vendor as found, the shops of the extract, 105 whole weeks of demand and the invoice
/// lines after them. One more week than a company needs, because the last day shown must be a given day of the week.
/// </summary>
internal static class IowaCut
{
    private static readonly DateOnly LastDay = new(2021, 6, 30);
    private static readonly DateOnly FirstWeek = new(2019, 3, 25);
    private static readonly DateOnly FirstLine = new(2021, 3, 22);
    private static readonly DateOnly LastWeek = new(2021, 3, 22);

    public static List<InvoiceLine> ReadLines(string path) => [.. Tables.Read(path).Select(cell => new InvoiceLine(
        Tables.Date(cell("date")), cell("invoice"), int.Parse(cell("line"), CultureInfo.InvariantCulture), cell("store"),
        cell("item_number"), int.Parse(cell("bottles"), CultureInfo.InvariantCulture), cell("sales_usd")))];

    public static void WriteItemsAndVendors(string path, string target)
    {
        var vendors = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var items = new SortedDictionary<int, string>();
        foreach (var cell in Tables.Read(path))
        {
            vendors[cell("vendor_number")] = cell("vendor_name");
            items.Add(int.Parse(cell("item_number"), CultureInfo.InvariantCulture), Tables.Row(
                cell("item_number"), cell("vendor_number"), cell("category"), cell("description"), cell("bottle_volume_ml"), cell("pack"),
                cell("inner_pack"), cell("proof"), cell("list_date"), cell("upc"), cell("scc"), cell("bottle_cost_usd"), cell("bottle_retail_usd")));
        }

        Tables.Write(target, "vendors.csv", "vendor,name", vendors.Select(vendor => Tables.Row(vendor.Key, vendor.Value)));
        Tables.Write(target, "items.csv.gz",
            "item,vendor,category,description,bottle_volume_ml,pack,inner_pack,proof,list_date,upc,scc,bottle_cost_usd,bottle_retail_usd", items.Values);
    }

    /// <summary>A shop without coordinates is put at the mean of the shops of its city, and says so.</summary>
    public static void WriteShops(string path, List<InvoiceLine> lines, string target)
    {
        var sold = lines.Select(line => line.Shop).ToHashSet(StringComparer.Ordinal);
        var all = Tables.Read(path).Select(cell => (Shop: cell("store"), Name: cell("name"), City: cell("city"), Zip: cell("zip"),
            Latitude: cell("latitude"), Longitude: cell("longitude"))).ToList();
        var rows = all.Where(shop => sold.Contains(shop.Shop)).OrderBy(shop => shop.Shop, StringComparer.Ordinal).Select(shop =>
        {
            if (shop.Latitude.Length > 0) return Tables.Row(shop.Shop, shop.Name, shop.City, shop.Zip, shop.Latitude, shop.Longitude, "given");
            var near = all.Where(other => other.City == shop.City && other.Latitude.Length > 0).ToList();
            return Tables.Row(shop.Shop, shop.Name, shop.City, shop.Zip, Mean(near.Select(other => other.Latitude)), Mean(near.Select(other => other.Longitude)), "city");
        });
        Tables.Write(target, "shops.csv", "shop,name,city,zip,latitude,longitude,position", rows);

        static string Mean(IEnumerable<string> values) =>
            Math.Round(values.Average(value => decimal.Parse(value, CultureInfo.InvariantCulture)), 6).ToString(CultureInfo.InvariantCulture);
    }

    public static void WriteWeeklyDemand(List<InvoiceLine> lines, string target)
    {
        var weeks = lines.Select(line => (line.Shop, Item: int.Parse(line.Item, CultureInfo.InvariantCulture), Week: MondayOf(line.Date), line.Bottles))
            .Where(line => line.Week >= FirstWeek && line.Week <= LastWeek)
            .GroupBy(line => (line.Shop, line.Item, line.Week))
            .OrderBy(week => week.Key.Shop, StringComparer.Ordinal).ThenBy(week => week.Key.Item).ThenBy(week => week.Key.Week);
        Tables.Write(target, "demand-weekly.csv.gz", "shop,item,week,bottles", weeks.Select(week => string.Create(CultureInfo.InvariantCulture,
            $"{week.Key.Shop},{week.Key.Item},{(week.Key.Week.DayNumber - FirstWeek.DayNumber) / 7},{week.Sum(line => line.Bottles)}")));
    }

    public static void WriteInvoiceLines(List<InvoiceLine> lines, string target)
    {
        var window = lines.Where(line => line.Date >= FirstLine && line.Date <= LastDay)
            .OrderBy(line => line.Date).ThenBy(line => line.Invoice, StringComparer.Ordinal).ThenBy(line => line.Line);
        Tables.Write(target, "invoice-lines.csv.gz", "date,invoice,line,shop,item,bottles,sales_usd", window.Select(line => string.Create(
            CultureInfo.InvariantCulture, $"{Tables.Text(line.Date)},{line.Invoice},{line.Line},{line.Shop},{line.Item},{line.Bottles},{line.Sales}")));
    }

    private static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));
}
