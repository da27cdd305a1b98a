using Crossdock.SampleCut;

// Makes the files in samples/ from the full public data sets: SampleCut <folder of the data sets> <samples folder>.
if (args.Length != 2 || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("Usage: SampleCut <folder that holds demand-iowa-wholesale, procurement-scms and code-lists> <samples folder>");
    return 2;
}

var target = Directory.CreateDirectory(args[1]).FullName;
var iowa = Path.Combine(args[0], "demand-iowa-wholesale");
var lines = IowaCut.ReadLines(Path.Combine(iowa, "invoice_lines_44_stores_2019-01_2021-06.csv.gz"));
IowaCut.WriteItemsAndVendors(Path.Combine(iowa, "products.csv.gz"), target);
IowaCut.WriteShops(Path.Combine(iowa, "stores.csv.gz"), lines, target);
IowaCut.WriteWeeklyDemand(lines, target);
IowaCut.WriteInvoiceLines(lines, target);
DeliveriesCut.WriteLeadTimes(Path.Combine(args[0], "procurement-scms", "deliveries_2006_to_2013-09.csv.gz"), target);
DeliveriesCut.WriteExchangeRates(Path.Combine(args[0], "code-lists", "fx-monthly-per-usd.csv"), target);
foreach (var file in new DirectoryInfo(target).GetFiles("*.csv*").OrderBy(file => file.Name, StringComparer.Ordinal))
    Console.WriteLine($"{file.Length,10:n0} {file.Name}");
return 0;
