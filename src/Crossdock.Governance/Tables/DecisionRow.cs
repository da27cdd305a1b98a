using System.Globalization;

namespace Crossdock.Governance.Tables;

/// <summary>A row of a decision table: for which cases, and how those go on.</summary>
/// <param name="Number">1, 2, ... in the table.</param>
/// <param name="From">Least amount, in the table's currency.</param>
/// <param name="Below">Amount from which it no longer fits; null for no end.</param>
/// <param name="When">Values per dimension; a dimension that is not named fits with any.</param>
/// <param name="Route">How its cases go on.</param>
/// <param name="Hours">Hours until a step that nobody has decided is escalated.</param>
internal sealed record DecisionRow(
    int Number, Amount From, Amount? Below, IReadOnlyDictionary<string, IReadOnlySet<string>> When, ApprovalRoute Route, int Hours)
{
    public bool FitsAmount(Amount amount) => amount >= From && (Below is not { } below || amount < below);

    public bool Fits(Amount amount, IReadOnlyDictionary<string, string> values) =>
        FitsAmount(amount) && When.All(w => w.Value.Contains(values[w.Key]));

    /// <summary>The values that rows name, per dimension. All others are <see cref="Dimensions.Other"/> to them.</summary>
    public static Dictionary<string, HashSet<string>> Named(IEnumerable<DecisionRow> rows) =>
        rows.SelectMany(r => r.When).GroupBy(w => w.Key).ToDictionary(g => g.Key, g => g.SelectMany(w => w.Value).ToHashSet());

    /// <summary>The row as a sentence: "from 5,000.00 EUR, supplier risk high: procurement-manager".</summary>
    public string Sentence(Currency currency)
    {
        var parts = new List<string>();
        if (From.IsPositive) parts.Add($"from {Text(From, currency)}");
        if (Below is { } below) parts.Add($"below {Text(below, currency)}");
        parts.AddRange(Dimensions.All.Where(d => When.ContainsKey(d.Name))
            .Select(d => $"{d.Title.ToLower(CultureInfo.InvariantCulture)} {string.Join(" or ", When[d.Name].Order(StringComparer.Ordinal))}"));
        return $"{(parts.Count == 0 ? "anything" : string.Join(", ", parts))}: {Route}";
    }

    private static string Text(Amount amount, Currency currency) => $"{amount.ToDecimal().ToString("N" + currency.MinorDigits, CultureInfo.InvariantCulture)} {currency.Code}";
}
