using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Tests;

public sealed class TableCheckTests
{
    /// <summary>A closed dimension, one that is closed and has a usual value, and two open ones; small enough to try every case.</summary>
    private static readonly Dictionary<string, string[]> Words = new()
    {
        [Dimensions.Risk] = ["low", "medium", "high", "none", "other"],
        [Dimensions.Emergency] = ["yes", "no", "other"],
        [Dimensions.Category] = ["food", "paper", "none", "other"],
        [Dimensions.Exception] = ["price", "other"],
    };

    private static readonly Gen<Amount> Bound = Pick.Of(0m, 0.01m, 1m, 2m, 3m).Select(Amount.Of);

    private static readonly Gen<DecisionRow> AnyRow = Gen.Select(
        Bound, Gen.OneOf(Gen.Const((Amount?)null), Bound.Select(b => (Amount?)b)), Some(Dimensions.Risk), Some(Dimensions.Emergency), Some(Dimensions.Category), Some(Dimensions.Exception))
        .Select((from, below, risk, emergency, category, exception) => Row(from, below,
            (Dimensions.Risk, risk), (Dimensions.Emergency, emergency), (Dimensions.Category, category), (Dimensions.Exception, exception)));

    [Fact]
    public void The_checker_finds_just_what_trying_every_case_finds() => AnyRow.Array[1, 6].Sample(rows =>
    {
        Agree([.. rows.Select((r, i) => r with { Number = i + 1 })]);
        return true;
    }, iter: 3_000);

    [Fact]
    public void Tables_that_are_cut_from_a_whole_one_are_whole_and_one_change_is_found() => Gen.Int[0, int.MaxValue].Sample(seed =>
    {
        var random = new Random(seed);
        var rows = Cut(Row(Amount.Zero, null), random, 5);
        Assert.DoesNotContain(Check(rows), f => f.Fault is TableFault.Gap or TableFault.Overlap);
        Agree(rows);
        Agree([.. rows.Skip(1)]);
        var twice = Check([.. rows, rows[0] with { Number = rows.Count + 1 }]);
        Assert.Contains(twice, f => f.Fault == TableFault.Overlap && f.Rows.SequenceEqual([rows[0].Number, rows.Count + 1]));
        return true;
    }, iter: 300);

    [Fact]
    public void Twenty_faults_do_not_make_a_row_look_unreachable()
    {
        // Thirty rows that all overlap, each in another way: the list of faults ends, what it says stays true.
        var rows = Enumerable.Range(1, 30).Select(n => Row(Amount.Of(n), null) with { Number = n }).ToList();
        Assert.DoesNotContain(Check(rows), f => f.Fault == TableFault.Unreachable);
    }

    [Fact]
    public void A_word_that_a_closed_list_does_not_have_is_unknown_and_its_row_unreachable()
    {
        var found = Check([Row(Amount.Zero, null), Row(Amount.Zero, null, (Dimensions.Risk, ["extreme"])) with { Number = 2 }]);
        Assert.Equal([TableFault.Unknown, TableFault.Unreachable], found.Select(f => f.Fault));
        Assert.All(found, f => Assert.Equal([2], f.Rows));
    }

    [Fact]
    public void Amounts_that_end_before_they_begin_fit_nothing()
    {
        var found = Check([Row(Amount.Zero, null), Row(Amount.Of(5), Amount.Of(5)) with { Number = 2 }, Row(Amount.Of(5), Amount.Of(4)) with { Number = 3 }]);
        Assert.Equal([2, 3], found.Where(f => f.Fault == TableFault.Unreachable).Select(f => f.Rows.Single()));
        Assert.All(found, f => Assert.Equal(TableFault.Unreachable, f.Fault));
    }

    [Fact]
    public void A_gap_and_an_overlap_are_shown_by_example()
    {
        var found = Check([
            Row(Amount.Zero, Amount.Of(5000), (Dimensions.Emergency, ["no"])),
            Row(Amount.Of(5000), null) with { Number = 2 },
            Row(Amount.Of(5000), null, (Dimensions.Risk, ["high"])) with { Number = 3 }]);
        Assert.Equal("No row fits amount 0.00 USD, emergency yes.", found.Single(f => f.Fault == TableFault.Gap).Message);
        Assert.Equal("Rows 2 and 3 both fit amount 5,000.00 USD, supplier risk high.", found.Single(f => f.Fault == TableFault.Overlap).Message);
    }

    [Fact]
    public void The_other_values_are_those_that_no_row_names()
    {
        List<DecisionRow> rows = [Row(Amount.Zero, null, (Dimensions.Category, ["food", "paper"])), Row(Amount.Zero, null, (Dimensions.Category, ["other"])) with { Number = 2 }];
        Assert.Empty(Check(rows));
        var table = Table(rows);
        Assert.Equal([1, 2, 2, 2], new[] { "food", "steel", "none", "other" }.Select(c => table.Match(Amount.Zero, Values((Dimensions.Category, c)))!.Number));
    }

    [Fact]
    public void A_row_fits_from_its_least_amount_to_just_below_its_end_and_with_any_value_it_names()
    {
        var row = Row(Amount.Of(10), Amount.Of(20), (Dimensions.Risk, ["low", "medium"]));
        var low = Values((Dimensions.Risk, "low"));
        Assert.Equal([false, true, true, false], new[] { 9.9999m, 10m, 19.9999m, 20m }.Select(a => row.Fits(Amount.Of(a), low)));
        Assert.True(row.Fits(Amount.Of(10), Values((Dimensions.Risk, "medium"))));
        Assert.False(row.Fits(Amount.Of(10), Values((Dimensions.Risk, "high"))));
        Assert.True((row with { Below = null }).Fits(new Amount(long.MaxValue), low));
    }

    /// <summary>Cuts a row at a bound or by the values of a dimension, again and again.</summary>
    private static List<DecisionRow> Cut(DecisionRow whole, Random random, int cuts)
    {
        List<DecisionRow> rows = [whole];
        for (var i = 0; i < cuts; i++)
        {
            var row = rows[random.Next(rows.Count)];
            if (random.Next(2) == 0)
            {
                var at = Amount.Of(random.Next(1, 2000));
                if (!row.FitsAmount(at) || at == row.From) continue;
                rows.Remove(row);
                rows.AddRange([row with { Below = at }, row with { From = at }]);
                continue;
            }

            var dimension = Dimensions.All[random.Next(Dimensions.All.Count)];
            if (row.When.ContainsKey(dimension.Name)) continue;
            // Open words are cut alike everywhere: "other" means what no row of the table names.
            string[] words = [.. dimension.Domain ?? ["a", "b", "other"]];
            var first = random.Next(1, words.Length);
            rows.Remove(row);
            rows.AddRange([With(row, dimension.Name, words[..first]), With(row, dimension.Name, words[first..])]);
        }

        return [.. rows.Select((r, i) => r with { Number = i + 1 })];
    }

    private static DecisionRow With(DecisionRow row, string dimension, string[] words) =>
        row with { When = new Dictionary<string, IReadOnlySet<string>>(row.When) { [dimension] = words.ToHashSet() } };

    private static void Agree(IReadOnlyList<DecisionRow> rows)
    {
        var table = Table(rows);
        var (none, many, reached) = (false, false, new HashSet<int>());
        foreach (var amount in rows.SelectMany(r => new[] { r.From, r.Below ?? r.From }).Append(Amount.Zero)
            .SelectMany(a => new[] { a, new Amount(a.TenThousandths - 1), new Amount(a.TenThousandths + 1) }).Where(a => !a.IsNegative).Distinct())
        {
            foreach (var values in EveryCase(rows))
            {
                var fitting = table.Fitting(amount, values).Select(r => r.Number).ToList();
                none |= fitting.Count == 0;
                many |= fitting.Count > 1;
                reached.UnionWith(fitting);
            }
        }

        var found = Check(rows);
        var text = string.Join("; ", rows.Select(r => r.Sentence(Currency.Usd)));
        Assert.True(none == found.Any(f => f.Fault == TableFault.Gap), $"gap {none}: {text}");
        Assert.True(many == found.Any(f => f.Fault == TableFault.Overlap), $"overlap {many}: {text}");
        Assert.Equal(rows.Select(r => r.Number).Except(reached), found.Where(f => f.Fault == TableFault.Unreachable).SelectMany(f => f.Rows));
    }

    /// <summary>Every combination of the values that the rows' dimensions may have, and of some that no row names.</summary>
    private static IEnumerable<Dictionary<string, string>> EveryCase(IReadOnlyList<DecisionRow> rows)
    {
        IEnumerable<Dictionary<string, string>> cases = [Values()];
        foreach (var dimension in Dimensions.All.Where(d => rows.Any(r => r.When.ContainsKey(d.Name))))
        {
            var values = dimension.Domain ?? [.. rows.SelectMany(r => r.When.GetValueOrDefault(dimension.Name) ?? new HashSet<string>()).Append("none").Append("unheard of").Distinct()];
            cases = [.. cases.SelectMany(c => values.Select(v => new Dictionary<string, string>(c) { [dimension.Name] = v }))];
        }

        return cases;
    }

    private static Gen<string[]> Some(string dimension) => Gen.OneOf(Gen.Const(Array.Empty<string>()), Pick.Of(Words[dimension]).Array[1, 4].Select(w => w.Distinct().ToArray()));

    private static DecisionRow Row(Amount from, Amount? below, params (string Dimension, string[] Words)[] when) => new(
        1, from, below, when.Where(w => w.Words.Length > 0).ToDictionary(w => w.Dimension, w => (IReadOnlySet<string>)w.Words.ToHashSet()), ApprovalRoute.Auto, 24);

    private static Dictionary<string, string> Values(params (string Dimension, string Value)[] given)
    {
        var values = Dimensions.All.ToDictionary(d => d.Name, d => Dimensions.Usual(d.Name));
        foreach (var (dimension, value) in given) values[dimension] = value;
        return values;
    }

    private static DecisionTable Table(IReadOnlyList<DecisionRow> rows) => new(1, "test", default, 1, Currency.Usd, 0, 0, rows);

    private static IReadOnlyList<TableFinding> Check(IReadOnlyList<DecisionRow> rows) => TableCheck.Run(rows, Currency.Usd);
}
