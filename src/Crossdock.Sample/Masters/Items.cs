using System.Globalization;
using Crossdock.Kernel;

namespace Crossdock.Sample.Masters;

/// <summary>Every item of the list with its packs; codes are repaired where the check digit proves it and reported where not.</summary>
internal sealed class Items
{
    private readonly Dictionary<Gtin, string> claimed = [];

    public List<CodeFinding> Findings { get; } = [];

    /// <summary>Codes shared by several items go to the one that is bought most, because that is the pack people scan.</summary>
    public IReadOnlyList<SampleItem> Build(
        SampleFiles files, IReadOnlyDictionary<string, SampleSupplier> suppliers, IReadOnlyDictionary<string, long> demand,
        Func<ItemRow, SampleSupplier, int> minimumCases, decimal eurPerUsd)
    {
        var built = files.Items.OrderByDescending(row => demand.GetValueOrDefault(row.Item))
            .ThenBy(row => int.Parse(row.Item, CultureInfo.InvariantCulture))
            .Select(row => Item(row, suppliers[row.Vendor], minimumCases(row, suppliers[row.Vendor]), eurPerUsd))
            .ToDictionary(item => item.Code, StringComparer.Ordinal);
        Findings.Sort((a, b) => int.Parse(a.Item, CultureInfo.InvariantCulture).CompareTo(int.Parse(b.Item, CultureInfo.InvariantCulture)) is var byItem and not 0
            ? byItem : string.CompareOrdinal(a.Unit, b.Unit));
        return [.. files.Items.Select(row => built[row.Item])];
    }

    private SampleItem Item(ItemRow row, SampleSupplier supplier, int minimumCases, decimal eurPerUsd)
    {
        var shelfLife = row.Category switch { "CREAM LIQUEURS" => 540, "COCKTAILS/RTD" => 365, _ => (int?)null };
        var cost = supplier.Currency == Currency.Usd ? row.BottleCost : decimal.Round(row.BottleCost * eurPerUsd, 2, MidpointRounding.AwayFromZero);
        return new(row.Item, row.Description, row.Category, row.Vendor, [.. Packs(row)], UnitPrice.Of(cost), supplier.Currency, UnitPrice.Of(row.BottleRetail),
            shelfLife is not null, shelfLife, minimumCases, minimumCases >= 10 ? 5 : 1, row.BottleMillilitres, row.ListedOn, WeightOf(row));
    }

    /// <summary>
    /// A litre of spirits weighs some 950 g. An empty glass bottle adds about two thirds of a gram per millilitre; the smallest and the largest bottles are
    /// of plastic, which adds a fifteenth.
    /// </summary>
    private static Quantity? WeightOf(ItemRow row)
    {
        var isOneBottle = row.BottleMillilitres > 0 && row.Category != "TEMPORARY & SPECIALTY PACKAGES" && row.InnerPack <= row.Pack && row.Pack % Math.Max(1, row.InnerPack) == 0;
        if (!isOneBottle) return null;
        var empty = row.BottleMillilitres is <= 100 or >= 1_750 ? row.BottleMillilitres / 15 : row.BottleMillilitres * 2 / 3;
        return new(((row.BottleMillilitres * 95L / 100) + empty) * (Quantity.Scale / 1_000));
    }

    private IEnumerable<SamplePack> Packs(ItemRow row)
    {
        var bottle = Claim(row, "bottle", row.Upc, null);
        yield return new("bottle", PackSize.One, bottle);
        if (row.InnerPack > 1 && row.InnerPack < row.Pack && row.Pack % row.InnerPack == 0) yield return new("inner", PackSize.Of(row.InnerPack), null);
        yield return new("case", PackSize.Of(row.Pack), Claim(row, "case", row.Scc, bottle));
    }

    private Gtin? Claim(ItemRow row, string unit, string found, Gtin? bottle)
    {
        if (Gtin.Repair(found).Refused(out var refusal, out var repair))
        {
            Report(refusal.Code, $"{refusal.Message} The {unit} has no code.");
            return null;
        }

        if (repair.ZerosRestored > 0) Report("sample.zeros_restored", $"{repair.ZerosRestored} leading zero(s) were lost; the check digit proves {repair.Gtin.ToShortest()}.");
        if (repair.Gtin == bottle)
        {
            Report("sample.case_is_bottle", "The case carries the bottle's code; a scan of it means the bottle.");
            return null;
        }

        if (!claimed.TryAdd(repair.Gtin, row.Item))
        {
            Report("sample.shared_code", $"The code already stands on item {claimed[repair.Gtin]}, which is bought more; the {unit} has no code.");
            return null;
        }

        return repair.Gtin;

        void Report(string code, string message) => Findings.Add(new(row.Item, unit, found, code, message));
    }
}
