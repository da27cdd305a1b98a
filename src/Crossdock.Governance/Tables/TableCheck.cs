using System.Globalization;

namespace Crossdock.Governance.Tables;

/// <summary>What is wrong with a table.</summary>
public enum TableFault
{
    /// <summary>Cases that no row fits.</summary>
    Gap = 1,

    /// <summary>Cases that more than one row fits.</summary>
    Overlap = 2,

    /// <summary>A row that no case can ever fit.</summary>
    Unreachable = 3,

    /// <summary>A value that does not exist: a site, an entity, a word of a closed list.</summary>
    Unknown = 4,

    /// <summary>A step that too few people can take.</summary>
    Nobody = 5,
}

/// <summary>One finding of the checker, with an example.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Rows">Numbers of the rows concerned; none for a gap.</param>
/// <param name="Message">The example as a sentence.</param>
public sealed record TableFinding(TableFault Fault, IReadOnlyList<int> Rows, string Message);

/// <summary>
/// Proves that exactly one row fits every case there can be, or shows cases where it is not so. Amounts are cut at the bounds that rows name,
/// each dimension into the values that rows name and all others together; within such a cell all cases are alike, so looking at each cell once is a proof.
/// Cells that the same rows fit are looked at together.
/// </summary>
internal static class TableCheck
{
    private const int MostOfAKind = 10;
    private const int MostLooks = 100_000;

    public static IReadOnlyList<TableFinding> Run(IReadOnlyList<DecisionRow> rows, Currency currency)
    {
        var findings = Unknown(rows).ToList();
        var named = DecisionRow.Named(rows);
        var walk = new Walk(rows, named, currency);
        walk.Go();
        findings.AddRange(walk.Findings);
        findings.AddRange(rows.Where(r => r.Below <= r.From || r.When.Any(w => !CanBe(w.Key, w.Value, named)))
            .Select(r => new TableFinding(TableFault.Unreachable, [r.Number], $"Row {r.Number} fits no case: {(r.Below <= r.From ? "its amounts end before they begin" : "one of its conditions cannot be")}.")));
        return findings;
    }

    /// <summary>True when a case can have one of the values: any word of an open list, one that a closed list has, "other" while the rows leave one over.</summary>
    private static bool CanBe(string dimension, IReadOnlySet<string> values, Dictionary<string, HashSet<string>> named) =>
        (Dimensions.Find(dimension)!.Domain?.Select(v => named[dimension].Contains(v) ? v : Dimensions.Other) ?? named[dimension].Append(Dimensions.Other)).Any(v => DecisionRow.Allows(values, v));

    private static IEnumerable<TableFinding> Unknown(IReadOnlyList<DecisionRow> rows) =>
        from row in rows
        from condition in row.When
        let domain = Dimensions.Find(condition.Key)!.Domain ?? condition.Value.Select(DecisionRow.Named).ToList()
        from value in condition.Value.Select(DecisionRow.Named)
        where value != Dimensions.Other && !domain.Contains(value)
        select new TableFinding(TableFault.Unknown, [row.Number], $"Row {row.Number}: '{value}' is none of {string.Join(", ", domain)}.");

    private sealed class Walk(IReadOnlyList<DecisionRow> rows, Dictionary<string, HashSet<string>> all, Currency currency)
    {
        private readonly List<string> path = [];
        private readonly HashSet<(int Dimension, string Rows)> seen = [];

        public List<TableFinding> Findings { get; } = [];

        public void Go()
        {
            var bounds = rows.SelectMany(r => r.Below is { } below ? new[] { r.From, below } : [r.From]).Append(Amount.Zero)
                .Where(a => !a.IsNegative).Distinct().Order().ToList();
            foreach (var group in bounds.GroupBy(b => Key(rows.Where(r => r.FitsAmount(b)))))
            {
                var at = group.First();
                path.Add($"amount {at.Words(currency)}");
                Look(0, [.. rows.Where(r => r.FitsAmount(at))]);
                path.RemoveAt(path.Count - 1);
            }
        }

        private void Look(int dimension, List<DecisionRow> fitting)
        {
            // A table that is known not to be whole is not worth looking at for long.
            if ((Findings.Count > 0 && seen.Count >= MostLooks) || !seen.Add((dimension, Key(fitting)))) return;
            if (fitting.Count == 0)
            {
                Add(new(TableFault.Gap, [], $"No row fits {Example()}."));
                return;
            }

            if (dimension == Dimensions.All.Count)
            {
                if (fitting.Count > 1)
                    Add(new(TableFault.Overlap, [.. fitting.Select(r => r.Number)], $"Rows {string.Join(" and ", fitting.Select(r => r.Number))} both fit {Example()}."));
                return;
            }

            var current = Dimensions.All[dimension];
            if (!fitting.Exists(r => r.When.ContainsKey(current.Name)))
            {
                Look(dimension + 1, fitting);
                return;
            }

            foreach (var group in Cells(current).GroupBy(c => Key(fitting.Where(r => Fits(r, current.Name, c.Value)))))
            {
                var (name, value) = group.First();
                path.Add($"{current.Title.ToLower(CultureInfo.InvariantCulture)} {name}");
                Look(dimension + 1, [.. fitting.Where(r => Fits(r, current.Name, value))]);
                path.RemoveAt(path.Count - 1);
            }
        }

        /// <summary>The values to try, with what rows know them as. What no row of the table names is alike to all of them.</summary>
        private IEnumerable<(string Name, string Value)> Cells(Dimension dimension)
        {
            var named = all[dimension.Name];
            if (dimension.Domain is { } domain) return domain.Select(v => (v, named.Contains(v) ? v : Dimensions.Other));
            return named.Where(v => v != Dimensions.Other).Order(StringComparer.Ordinal).Select(v => (v, v)).Append(("any other", Dimensions.Other));
        }

        private void Add(TableFinding finding)
        {
            if (Findings.Count(f => f.Fault == finding.Fault) < MostOfAKind) Findings.Add(finding);
        }

        private static bool Fits(DecisionRow row, string dimension, string value) =>
            !row.When.TryGetValue(dimension, out var wanted) || DecisionRow.Allows(wanted, value);

        private static string Key(IEnumerable<DecisionRow> fitting) => string.Join(',', fitting.Select(r => r.Number));

        private string Example() => string.Join(", ", path);
    }
}
