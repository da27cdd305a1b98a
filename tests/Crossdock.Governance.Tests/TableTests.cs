using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Tests;

/// <summary>Routes are words, and a table in force fits every case exactly once.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData("auto", "auto")]
    [InlineData(" AUTO ", "auto")]
    [InlineData("auto, review controller in 2 days", "auto, review controller in 2 days")]
    [InlineData("auto, review controller, procurement-manager in 1 day", "auto, review controller, procurement-manager in 1 day")]
    [InlineData("refuse: no contract", "refuse: no contract")]
    [InlineData("procurement-manager", "procurement-manager")]
    [InlineData("procurement-manager then 2 of controller, warehouse-manager", "procurement-manager then 2 of controller, warehouse-manager")]
    [InlineData("all of controller, @R.Hansen", "all of controller, @r.hansen")]
    [InlineData("1 of controller", "controller")]
    public void A_route_is_read_as_it_is_written(string text, string written) => Assert.Equal(written, ApprovalRoute.Parse(text).Value.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("refuse")]
    [InlineData("king")]
    [InlineData("controller, controller")]
    [InlineData("0 of controller")]
    [InlineData("eleven of controller")]
    [InlineData("@")]
    [InlineData("auto, review controller")]
    [InlineData("auto, review controller in 0 days")]
    [InlineData("auto, then controller")]
    [InlineData("controller then ")]
    public void What_is_no_route_is_refused(string text)
    {
        Assert.True(ApprovalRoute.Parse(text).Refused(out var refusal, out _));
        Assert.Equal("governance.route", refusal.Code);
    }

    [Fact]
    public void A_whole_table_has_no_fault() => Assert.Empty(Check(
        new("auto", Below: Amount.Of(100), Risk: "!high"), new("controller", Below: Amount.Of(100), Risk: "high"), new("procurement-manager", From: Amount.Of(100))));

    [Fact]
    public void A_gap_is_shown_by_an_example()
    {
        var finding = Assert.Single(Check(new ApprovalRowRequest("auto", Below: Amount.Of(100)), new ApprovalRowRequest("controller", From: Amount.Of(200))));
        Assert.Equal((TableFault.Gap, "No row fits amount 100.00 EUR."), (finding.Fault, finding.Message));
    }

    [Fact]
    public void An_overlap_names_its_rows()
    {
        var finding = Assert.Single(Check(new ApprovalRowRequest("auto"), new ApprovalRowRequest("controller", Emergency: "yes")));
        Assert.Equal(TableFault.Overlap, finding.Fault);
        Assert.Equal([1, 2], finding.Rows);
    }

    [Fact]
    public void A_value_that_nobody_named_needs_a_row_too()
    {
        var finding = Assert.Single(Check(new ApprovalRowRequest("auto", Category: "paper"), new ApprovalRowRequest("controller", Category: "none")));
        Assert.Contains("any other", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_nothing_reaches_is_named() =>
        Assert.Contains(Check(new ApprovalRowRequest("auto"), new ApprovalRowRequest("controller", From: Amount.Of(5), Below: Amount.Of(5))), f => f.Fault == TableFault.Unreachable && f.Rows is [2]);

    [Fact]
    public void A_word_of_no_closed_list_is_unknown() =>
        Assert.Contains(Check(new ApprovalRowRequest("auto", Risk: "!huge"), new ApprovalRowRequest("controller", Risk: "huge")), f => f.Fault == TableFault.Unknown);

    /// <summary>The checker against looking at every cell there is.</summary>
    [Fact]
    public void The_checker_finds_exactly_what_looking_at_every_cell_finds()
    {
        var word = OneOf(null, null, "a", "b", "!a", "a, b", "!b, !a");
        var emergency = OneOf(null, "yes", "no", "!no");
        var row = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 4], word, emergency, (from, below, category, urgent) =>
            new ApprovalRowRequest("auto", From: from == 0 ? null : Amount.Of(from), Below: below == 4 ? null : Amount.Of(below), Category: category, Emergency: urgent));
        row.Array[1, 4].Sample(rows =>
        {
            var read = Read(rows);
            var found = TableCheck.Run(read, Currency.Eur);
            var (gap, overlap, reached) = (false, false, new HashSet<int>());
            foreach (var amount in new[] { 0m, 0.5m, 1m, 1.5m, 2m, 2.5m, 3m, 3.5m, 99m })
            foreach (var category in new[] { "a", "b", "none", "other" })
            foreach (var urgent in new[] { "yes", "no" })
            {
                var values = Dimensions.All.ToDictionary(d => d.Name, d => d.Name == Dimensions.Category ? category : d.Name == Dimensions.Emergency ? urgent : Dimensions.Usual(d.Name));
                var fitting = read.Where(r => r.Fits(Amount.Of(amount), values)).ToList();
                gap |= fitting.Count == 0;
                overlap |= fitting.Count > 1;
                foreach (var r in fitting) reached.Add(r.Number);
            }

            return gap == found.Any(f => f.Fault == TableFault.Gap)
                && overlap == found.Any(f => f.Fault == TableFault.Overlap)
                && read.Where(r => !reached.Contains(r.Number)).Select(r => r.Number).SequenceEqual(found.Where(f => f.Fault == TableFault.Unreachable).SelectMany(f => f.Rows).Order());
        }, iter: 3000);
    }

    [Fact]
    public void A_row_says_itself_in_a_sentence() => Assert.Equal(
        "from 5,000.00 EUR, below 9,000.00 EUR, supplier risk high or medium, exception not duplicate: Procurement manager then Controller",
        Read([new("procurement-manager then controller", Amount.Of(5000), Amount.Of(9000), Risk: "medium, high", Exception: "!duplicate")])[0].Sentence(Currency.Eur));

    [Theory]
    [InlineData("!none", "any exception: auto")]
    [InlineData("none", "no exception: auto")]
    [InlineData("above-10-percent, not-best", "exception above 10 percent or not the best offer: auto")]
    public void A_condition_is_said_in_words(string exception, string sentence) =>
        Assert.Equal(sentence, Read([new("auto", Exception: exception)])[0].Sentence(Currency.Eur));

    [Fact]
    public void A_decision_binds_to_what_a_fact_is_and_not_to_how_it_is_said()
    {
        var said = OneWith(new CaseFact("Supplier", "065") { SaidTerm = "From", Said = "065 Jim Beam", Unread = true });
        Assert.Equal(OneWith(new("Supplier", "065")).Hash(), said.Hash());
        Assert.NotEqual(OneWith(new("Supplier", "066")).Hash(), said.Hash());

        static Case OneWith(CaseFact fact) => new()
        {
            Kind = "thing", Document = "T-1", Title = "", Href = "", Entity = new(1), Requester = new(1), Amount = Amount.Zero, Currency = Currency.Eur, Content = [fact],
        };
    }

    private static Gen<string?> OneOf(params string?[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static IReadOnlyList<TableFinding> Check(params ApprovalRowRequest[] rows) => TableCheck.Run(Read(rows), Currency.Eur);

    private static List<DecisionRow> Read(IReadOnlyList<ApprovalRowRequest> rows) => [.. rows.Select((r, i) => r.Read(i + 1, Currency.Eur).Value)];
}
