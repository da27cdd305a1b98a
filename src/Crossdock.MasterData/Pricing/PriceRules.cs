using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.MasterData.Pricing;

/// <summary>What is wrong with a row of a price change.</summary>
/// <param name="Row">Its number, the first is 1.</param>
/// <param name="Item">What it names.</param>
/// <param name="Message">What to do.</param>
public sealed record PriceRowFault(int Row, string Item, string Message);

/// <summary>A new price as it is asked for.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="Price">Price of one base unit in the supplier's currency.</param>
/// <param name="ValidFrom">First day; the change's when absent.</param>
/// <param name="Breaks">Lower prices for larger orders.</param>
public sealed record NewPrice(
    [Required, StringLength(40)] string Item, UnitPrice Price, DateOnly? ValidFrom = null, [MaxLength(PriceRules.MostBreaks)] IReadOnlyList<PriceBreak>? Breaks = null);

/// <summary>Decisions about price changes that need no database.</summary>
internal static class PriceRules
{
    /// <summary>The most breaks a price has.</summary>
    public const int MostBreaks = 20;

    /// <summary>What a change does, the most serious first: the percent by which the dearest rises.</summary>
    public static readonly string[] Exceptions = ["above-10-percent", "above-5-percent", "above-2-percent", "increase", "new", "decrease"];

    /// <summary>The exception of one row.</summary>
    public static string ExceptionOf(DatedPrice? before, DatedPrice now)
    {
        if (before is null) return "new";
        // Every step counts: a list that only raises the price of large orders raises it.
        var steps = before.Breaks.Concat(now.Breaks).Select(b => b.From).Prepend(new Quantity(1)).Distinct().ToList();
        var pairs = steps.ConvertAll(q => (Old: before.For(q), New: now.For(q)));
        foreach (var (name, percent) in new[] { (Exceptions[0], 10), (Exceptions[1], 5), (Exceptions[2], 2), (Exceptions[3], 0) })
            if (pairs.Exists(p => (Int128)p.New.Millionths * 100 > (Int128)p.Old.Millionths * (100 + percent))) return name;
        return "decrease";
    }

    /// <summary>The most serious of some.</summary>
    public static string Worst(IEnumerable<string> exceptions) => Exceptions.First(exceptions.ToHashSet(StringComparer.Ordinal).Contains);

    /// <summary>A hash over all rows, in order.</summary>
    public static string DigestOf(IEnumerable<PriceChangeRow> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"{row.ItemId.Value};{row.ValidFrom.DayNumber};{row.Price.Millionths};{row.Breaks};{row.Before?.Millionths};{row.BeforeBreaks}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>
    /// Reads pasted rows: item, price, first day, breaks (<c>24=9.50 48=9.20</c>), divided by semicolons, tabs or commas. A row of headings is left out.
    /// Rows that cannot be read are told by number; the others are read.
    /// </summary>
    public static (List<(int Row, NewPrice Price)> Prices, List<PriceRowFault> Faults) Read(string text)
    {
        var (prices, faults) = (new List<(int, NewPrice)>(), new List<PriceRowFault>());
        var number = 0;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            number++;
            if (line.Length == 0) continue;
            var divider = line.Contains(';', StringComparison.Ordinal) ? ';' : line.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
            var cells = line.Split(divider, StringSplitOptions.TrimEntries).Select(c => c.Trim('"')).ToArray();
            if (number == 1 && cells[0].Equals("item", StringComparison.OrdinalIgnoreCase)) continue;
            if (Cells(cells) is { } price) prices.Add((number, price));
            else faults.Add(new(number, cells[0], "Write item, price, and if need be first day and breaks: W-1;10.50;2026-03-01;24=10.20 48=9.90."));
        }

        return (prices, faults);
    }

    private static NewPrice? Cells(string[] cells)
    {
        if (cells.Length is < 2 or > 4 || cells[0].Length == 0 || !UnitPrice.TryParse(cells[1], out var price)) return null;
        DateOnly? day = null;
        if (cells.Length > 2 && cells[2].Length > 0)
        {
            day = BusinessDays.Parse(cells[2]);
            if (day is null) return null;
        }

        var breaks = new List<PriceBreak>();
        foreach (var step in (cells.Length > 3 ? cells[3] : "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step.Split('=') is not [var from, var at] || !Quantity.TryParse(from, out var quantity) || !UnitPrice.TryParse(at, out var lower)) return null;
            breaks.Add(new(quantity, lower));
        }

        return new(cells[0], price, day, breaks);
    }
}
