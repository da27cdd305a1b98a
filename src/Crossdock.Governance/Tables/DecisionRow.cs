using System.Globalization;

namespace Crossdock.Governance.Tables;

/// <summary>A row of a decision table: for which cases, and how those go on.</summary>
/// <param name="Number">1, 2, ... in the table.</param>
/// <param name="From">Least amount, in the table's currency.</param>
/// <param name="Below">Amount from which it no longer fits; null for no end.</param>
/// <param name="When">Values per dimension, one with a leading ! for all but it; a dimension that is not named fits with any.</param>
/// <param name="Route">How its cases go on.</param>
/// <param name="Hours">Hours until a step that nobody has decided is escalated.</param>
internal sealed record DecisionRow(
    int Number, Amount From, Amount? Below, IReadOnlyDictionary<string, IReadOnlySet<string>> When, ApprovalRoute Route, int Hours)
{
    private const char Not = '!';

    public bool FitsAmount(Amount amount) => amount >= From && (Below is not { } below || amount < below);

    public bool Fits(Amount amount, IReadOnlyDictionary<string, string> values) =>
        FitsAmount(amount) && When.All(w => Allows(w.Value, values[w.Key]));

    /// <summary>True when a condition allows a value; <see cref="Dimensions.Other"/> stands for any value that no row names.</summary>
    public static bool Allows(IReadOnlySet<string> wanted, string value) =>
        !wanted.Contains(Not + value) && (wanted.All(w => w.StartsWith(Not)) || wanted.Contains(value));

    /// <summary>The value a condition names, without its sign.</summary>
    public static string Named(string value) => value.TrimStart(Not);

    /// <summary>The values that rows name, per dimension. All others are <see cref="Dimensions.Other"/> to them.</summary>
    public static Dictionary<string, HashSet<string>> Named(IEnumerable<DecisionRow> rows) =>
        rows.SelectMany(r => r.When).GroupBy(w => w.Key).ToDictionary(g => g.Key, g => g.SelectMany(w => w.Value.Select(Named)).ToHashSet());

    /// <summary>The row as a sentence: "from 5,000.00 EUR, supplier risk high: Procurement manager".</summary>
    public string Sentence(Currency currency)
    {
        var parts = new List<string>();
        if (From.IsPositive) parts.Add($"from {From.Words(currency)}");
        if (Below is { } below) parts.Add($"below {below.Words(currency)}");
        parts.AddRange(Dimensions.All.Where(d => When.ContainsKey(d.Name))
            .Select(d => Words(d, When[d.Name])));
        return $"{(parts.Count == 0 ? "anything" : string.Join(", ", parts))}: {Route.Spoken()}";
    }

    private static string Words(Dimension of, IReadOnlySet<string> wanted)
    {
        var title = of.Title.ToLower(CultureInfo.InvariantCulture);
        if (wanted.Count == 1 && wanted.First() is var only && Named(only) == Dimensions.None) return only.StartsWith(Not) ? $"any {title}" : $"no {title}";
        List<string> Said(bool not) => [.. wanted.Where(w => w.StartsWith(Not) == not).Select(Named).Order(StringComparer.Ordinal).Select(w => Dimensions.Said(of.Name, w))];
        var (ours, others) = (string.Join(" or ", Said(false)), string.Join(" nor ", Said(true)));
        return $"{title} {ours}{(ours.Length > 0 && others.Length > 0 ? ", " : "")}{(others.Length > 0 ? $"not {others}" : "")}";
    }
}
