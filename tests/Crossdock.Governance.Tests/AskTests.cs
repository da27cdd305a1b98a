using Crossdock.Governance.Approving;
using Crossdock.Governance.Tables;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Governance.Tests;

/// <summary>What the engine answers to a case.</summary>
public sealed class AskTests
{
    private static readonly ApprovalRowRequest[] FiveThousand = [new("auto", Below: Amount.Of(5000)), new("procurement-manager", From: Amount.Of(5000))];

    [Theory, EachDatabase]
    public async Task Without_a_table_the_right_to_do_it_decides(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        var verdict = await house.AskAsync(house.Case("A", 1_000_000));
        Assert.True(verdict.Go);
        Assert.Equal("No table is in force: the right to do it decides.", verdict.Sentence);
        Assert.Equal((Outcome.Auto, verdict.Decision), ((await house.DecisionsAsync()).Single().Outcome, (await house.DecisionsAsync()).Single().Id));
    }

    [Theory, EachDatabase]
    public async Task A_table_lets_go_refuses_lets_go_and_look_or_asks_people(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(
            new("auto", Below: Amount.Of(100)), new("auto, review controller in 2 days", From: Amount.Of(100), Below: Amount.Of(200)),
            new("procurement-manager", From: Amount.Of(200), Below: Amount.Of(300)), new("refuse: too much", From: Amount.Of(300)));
        Assert.True((await house.AskAsync(house.Case("A", 99.99m))).Go);
        var looked = await house.AskAsync(house.Case("B", 100));
        Assert.Equal((true, null, "Row 2 of table 1: from 100.00 USD, below 200.00 USD: auto, review Controller in 2 days"), (looked.Go, looked.Request, looked.Sentence));
        var waits = await house.AskAsync(house.Case("C", 200));
        Assert.False(waits.Go);
        Assert.Equal("governance.rule_refuses", House.No(await house.TryAskAsync(house.Case("D", 300))));
        Assert.Equal([(true, "B"), (false, "C")], (await house.RequestsAsync()).Select(r => (r.IsReview, r.Document)));
        Assert.Equal([Outcome.Auto, Outcome.Review], (await house.DecisionsAsync()).Select(d => d.Outcome));
    }

    [Theory, EachDatabase]
    public async Task What_is_reviewed_is_reviewed_once_and_a_no_is_heard_as_an_objection(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("auto, review controller in 2 days"));
        for (var i = 0; i < 3; i++) Assert.True((await house.AskAsync(house.Case("A", 100))).Go);
        var review = (await house.RequestsAsync()).Single();
        Assert.Equal(house.Time.GetUtcNow().AddDays(2), review.DueAt);
        House.Yes(await house.DecideAsync("carl", ApprovalAnswer.Reject, "Too dear", review.Number));
        var end = house.Things.Heard.Single();
        Assert.Equal((true, ApprovalState.Rejected, 0L), (end.IsReview, end.State, end.Decision));
        Assert.True((await house.AskAsync(house.Case("A", 90, "cheaper"))).Go);
        Assert.Equal(2, (await house.RequestsAsync()).Count);
    }

    [Theory, EachDatabase]
    public async Task People_are_asked_and_the_owner_hears_it_in_the_commit_that_approves(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand);
        var asked = house.Case("A", 5000);
        var number = await house.WaitAsync(asked);
        Assert.Empty(house.Things.Heard);
        house.Things.Refuses = true;
        Assert.Equal("test.thing_refuses", House.No(await house.TryApproveAsync("pia", number)));
        Assert.Equal(ApprovalState.Pending, (await house.FindAsync(number)).State);
        Assert.Empty(await house.DecisionsAsync());
        house.Things.Refuses = false;
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("pia", number)).State);
        var end = house.Things.Heard.Single();
        var decision = (await house.DecisionsAsync()).Single();
        Assert.Equal((number, "A", ApprovalState.Approved, decision.Id, false), (end.Request, end.Document, end.State, end.Decision, end.IsReview));
        Assert.Equal(asked.Hash(), end.Hash);
        Assert.Equal((Outcome.Approved, number), (decision.Outcome, decision.Request));
        Assert.True((await house.AskAsync(asked)).Go);
    }

    [Theory, EachDatabase]
    public async Task An_owner_that_asks_again_in_the_commit_that_approves_may_go_on(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand);
        var asked = house.Case("A", 5000);
        var number = await house.WaitAsync(asked);
        house.Things.Does = async (work, _) => Assert.True(House.Yes(await house.App.Get<Approvals>().AskAsync(work, asked, default)).Go);
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("pia", number)).State);
        Assert.Single(await house.RequestsAsync());
    }

    [Theory, EachDatabase]
    public async Task To_reject_or_return_one_says_why(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand);
        var number = await house.WaitAsync(house.Case("A", 5000));
        Assert.Equal("governance.say_why", House.No(await house.DecideAsync("pia", ApprovalAnswer.Reject, " ", number)));
        Assert.Equal("governance.say_why", House.No(await house.DecideAsync("pia", ApprovalAnswer.Return, null, number)));
        Assert.Equal("governance.answer", House.No(await house.DecideAsync("pia", (ApprovalAnswer)9, "?", number)));
        Assert.Equal(ApprovalState.Returned, House.Yes(await house.DecideAsync("pia", ApprovalAnswer.Return, "Which dock?", number)).Requests.Single().State);
        Assert.Equal(ApprovalState.Returned, house.Things.Heard.Single().State);
        var again = await house.WaitAsync(house.Case("A", 5000));
        Assert.NotEqual(number, again);
        Assert.Equal(ApprovalState.Rejected, House.Yes(await house.DecideAsync("pia", ApprovalAnswer.Reject, "No", again)).Requests.Single().State);
        Assert.Equal("governance.request_ended", House.No(await house.TryApproveAsync("pia", again)));
    }

    [Theory, EachDatabase]
    public async Task The_same_content_is_asked_once_and_an_edit_voids_what_was_asked(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand);
        var first = await house.WaitAsync(house.Case("A", 5000));
        Assert.Equal(first, await house.WaitAsync(house.Case("A", 5000) with { Reason = "A note is no content." }));
        var second = await house.WaitAsync(house.Case("A", 5000, "other goods"));
        Assert.Equal([ApprovalState.Voided, ApprovalState.Pending], (await house.RequestsAsync()).Select(r => r.State));
        Assert.Equal("governance.request_ended", House.No(await house.TryApproveAsync("pia", first)));
        await house.ApproveAsync("pia", second);
        Assert.Equal(house.Case("A", 5000, "other goods").Hash(), house.Things.Heard.Single().Hash);
    }

    [Theory, EachDatabase]
    public async Task An_edit_down_into_the_rule_goes_and_voids_what_was_asked(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand);
        var number = await house.WaitAsync(house.Case("A", 5000));
        Assert.True((await house.AskAsync(house.Case("A", 4999))).Go);
        Assert.Equal(ApprovalState.Voided, (await house.FindAsync(number)).State);
    }

    [Theory, EachDatabase]
    public async Task Less_than_approved_goes_and_more_is_asked_beyond_the_tolerance_which_does_not_compound(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new DraftTableRequest(House.Kind, [new("auto", Below: Amount.Of(1000)), new("procurement-manager", From: Amount.Of(1000))],
            Currency: "USD", WindowDays: 0, TolerancePercent: Quantity.Of(2.5m)));
        await house.ApproveAsync("pia", await house.WaitAsync(house.Case("A", 10_000)));
        foreach (var amount in new[] { 9_000m, 10_250m, 10_100m, 10_250m, 2_000m, 10_249.99m })
            Assert.True((await house.AskAsync(house.Case("A", amount, $"at {amount}"))).Go, $"{amount}");
        Assert.Equal(5, (await house.DecisionsAsync()).Count(d => d.Outcome == Outcome.Covered) - 1);
        await house.WaitAsync(house.Case("A", 10_250.01m));
        await house.WaitAsync(house.Case("A", 10_506));
        // Nothing was approved, so what was approved before still holds.
        Assert.True((await house.AskAsync(house.Case("A", 10_250, "back"))).Go);
    }

    [Theory, EachDatabase]
    public async Task A_change_of_what_the_table_looks_at_or_of_the_supplier_is_not_covered(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand);
        var asked = house.Case("A", 10_000) with { Group = "supplier:1" };
        await house.ApproveAsync("pia", await house.WaitAsync(asked));
        await house.WaitAsync(house.Case("A", 9_000, "other supplier") with { Group = "supplier:2" });
        await house.WaitAsync(house.Case("A", 9_000, "risky") with { Group = "supplier:1", Attributes = new Dictionary<string, string> { [Dimensions.Risk] = "high" } });
        await house.WaitAsync(house.Case("A", 9_000, "elsewhere") with { Group = "supplier:1", Site = house.Site("DSM") });
        Assert.True((await house.AskAsync(house.Case("A", 9_000, "less") with { Group = "supplier:1" })).Go);
    }

    [Theory, EachDatabase]
    public async Task The_last_word_of_people_holds_not_an_older_larger_one(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand);
        var risky = new Dictionary<string, string> { [Dimensions.Risk] = "high" };
        await house.ApproveAsync("pia", await house.WaitAsync(house.Case("A", 20_000)));
        await house.ApproveAsync("pia", await house.WaitAsync(house.Case("A", 8_000, "risky") with { Attributes = risky }));
        await house.WaitAsync(house.Case("A", 20_000));
    }

    [Theory, EachDatabase]
    public async Task A_requesters_limit_is_within_or_over_counted_together(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new DraftTableRequest(House.Kind, [new("auto", Limit: "within"), new("procurement-manager", Limit: "over"), new("refuse: no limit is laid down", Limit: "none")],
            Currency: "USD", WindowDays: 30));
        Assert.Equal("governance.rule_refuses", House.No(await house.TryAskAsync(house.Case("A", 1))));
        Assert.Equal("governance.own_limit", House.No(await house.App.RunAsync(house.App.Get<SetLimit>(), new SetLimitRequest("cora", House.Kind, "US1", Amount.Of(9)), house["cora"])));
        House.Yes(await house.App.RunAsync(house.App.Get<SetLimit>(), new SetLimitRequest("bea", House.Kind, "US1", Amount.Of(1000)), house["cora"]));
        Assert.True((await house.AskAsync(house.Case("A", 1000) with { Group = "s" })).Go);
        await house.WaitAsync(house.Case("B", 0.01m) with { Group = "s" });
        Assert.True((await house.AskAsync(house.Case("B", 1000) with { Group = "another" })).Go);
        await house.WaitAsync(house.Case("C", 1000.01m));
        House.Yes(await house.App.RunAsync(house.App.Get<SetLimit>(), new SetLimitRequest("bea", House.Kind, "US1"), house["cora"]));
        Assert.Equal("governance.rule_refuses", House.No(await house.TryAskAsync(house.Case("E", 1))));
    }

    [Theory, EachDatabase]
    public async Task A_limit_is_an_amount_of_money_not_a_number(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.EntityAsync("CN1", "CNY", "Asia/Shanghai");
        await house.EntityAsync("DE1", "EUR", "Europe/Berlin");
        foreach (var entity in new[] { "CN1", "DE1" })
            await house.TableAsync(new DraftTableRequest(House.Kind, FiveThousand, Entity: entity, WindowDays: 0));
        // The module turns an order of 4,000 USD into 24,000 CNY: a case is in the currency of the books, and nothing else is let through.
        await house.WaitAsync(house.Case("A", 24_000, entity: "CN1"));
        Assert.True((await house.AskAsync(house.Case("B", 4_800, entity: "DE1"))).Go);
        Assert.True((await house.AskAsync(house.Case("C", 4_800, entity: "CN1"))).Go);
        await Assert.ThrowsAsync<InvalidOperationException>(() => house.TryAskAsync(house.Case("D", 4_000, entity: "CN1") with { Currency = Currency.Usd }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => house.TryAskAsync(house.Case("D", -1, entity: "CN1")));
    }

    [Theory, EachDatabase]
    public async Task A_table_of_the_group_in_another_currency_weighs_at_the_days_rate_or_refuses(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.EntityAsync("CN1", "CNY", "Asia/Shanghai");
        await house.EntityAsync("DE1", "EUR", "Europe/Berlin");
        await house.TableAsync(FiveThousand);
        Assert.True((await house.AskAsync(house.Case("A", 29_999, entity: "CN1"))).Go);
        var number = await house.WaitAsync(house.Case("B", 30_000, entity: "CN1"));
        Assert.Equal((Amount.Of(30_000), Amount.Of(5000.01m)), ((await house.FindAsync(number)).Amount, (await house.FindAsync(number)).Weighed));
        Assert.Equal("governance.no_rate", House.No(await house.TryAskAsync(house.Case("C", 1, entity: "DE1"))));
    }

    [Theory, EachDatabase]
    public async Task What_is_foreseen_is_what_is_then_said(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand);
        async Task<bool> ForeseenAsync(Case asked) => House.Yes(await house.App.Database.ReadAsync(db => house.App.Get<Approvals>().ForeseeAsync(db, house.Time.GetUtcNow(), asked, default))).Go;
        Assert.True(await ForeseenAsync(house.Case("A", 4_999)));
        Assert.False(await ForeseenAsync(house.Case("A", 5_000)));
        await house.ApproveAsync("pia", await house.WaitAsync(house.Case("A", 6_000)));
        Assert.True(await ForeseenAsync(house.Case("A", 5_500, "less")));
        Assert.False(await ForeseenAsync(house.Case("A", 6_001, "more")));
    }

    [Theory, EachDatabase]
    public async Task A_word_with_a_line_break_stays_one_word(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("procurement-manager"));
        var number = await house.WaitAsync(house.Case("A", 1) with { Attributes = new Dictionary<string, string> { [Dimensions.Category] = "paper\nrisk=low" } });
        Assert.Contains((await house.FindAsync(number)).Attributes, a => a == new CaseFact("Supplier category", "paper risk=low"));
    }

    [Theory, EachDatabase]
    public async Task Withdrawing_ends_a_request_and_tells_the_owner(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand);
        var number = await house.WaitAsync(house.Case("A", 5000));
        Assert.Equal("not_found", House.No(await house.App.RunAsync(house.App.Get<WithdrawRequest>(), new WithdrawRequestRequest(number), house["pia"])));
        House.Yes(await house.App.RunAsync(house.App.Get<WithdrawRequest>(), new WithdrawRequestRequest(number, "Not needed"), house["bea"]));
        Assert.Equal(ApprovalState.Withdrawn, house.Things.Heard.Single().State);
        Assert.Empty(await house.InboxAsync("pia"));
    }

    [Theory, EachDatabase]
    public async Task Votes_and_decisions_are_never_changed(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand);
        await house.ApproveAsync("pia", await house.WaitAsync(house.Case("A", 5000)));
        foreach (var table in new[] { "governance_votes", "governance_decisions" })
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => house.App.Database.ReadAsync(db => db.Database.ExecuteSqlRawAsync($"UPDATE {table} SET posting_id = 1")));
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => house.App.Database.ReadAsync(db => db.Database.ExecuteSqlRawAsync($"DELETE FROM {table}")));
        }
    }
}
