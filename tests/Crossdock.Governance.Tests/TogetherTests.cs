using Crossdock.Governance.Approving;
using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Tests;

/// <summary>Buys that count together, and people who act at the same moment.</summary>
public sealed class TogetherTests
{
    private const int Rounds = 25;

    private static DraftTableRequest FiveThousand(int windowDays) =>
        new(House.Kind, [new("auto", Below: Amount.Of(5000)), new("procurement-manager", From: Amount.Of(5000))], Currency: "USD", WindowDays: windowDays);

    [Theory, EachDatabase]
    public async Task A_buy_split_over_documents_and_people_is_seen_within_the_window_and_not_outside(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.PeopleAsync(House.Person("bob", "buyer"));
        await house.TableAsync(FiveThousand(7));
        Case Of(string document, decimal amount, string by = "bea", string group = "supplier:1") => house.Case(document, amount, by: by) with { Group = group };
        Assert.True((await house.AskAsync(Of("A", 4000))).Go);
        Assert.True((await house.AskAsync(Of("Z", 4000, group: "supplier:2"))).Go);
        house.Time.Advance(TimeSpan.FromDays(6));
        var number = await house.WaitAsync(Of("B", 1000, by: "bob"));
        Assert.Equal((Amount.Of(1000), Amount.Of(5000)), ((await house.FindAsync(number)).Amount, (await house.FindAsync(number)).Weighed));
        Assert.True((await house.AskAsync(Of("B", 999, by: "bob"))).Go);
        // What A came to last is what counts, and what people approved no longer does.
        Assert.True((await house.AskAsync(Of("A", 3500))).Go);
        Assert.True((await house.AskAsync(Of("C", 500))).Go);
        await house.ApproveAsync("pia", await house.WaitAsync(Of("C", 501)));
        Assert.True((await house.AskAsync(Of("D", 500))).Go);
        house.Time.Advance(TimeSpan.FromDays(7));
        Assert.True((await house.AskAsync(Of("E", 4999))).Go);
    }

    [Theory, EachDatabase]
    public async Task A_buy_split_over_documents_of_one_commit_is_seen(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand(1));
        var verdicts = House.Yes(await house.TryAskAsync(house.Case("A", 3000) with { Group = "s" }, house.Case("B", 3000) with { Group = "s" }, house.Case("A", 1000, "less") with { Group = "s" },
            house.Case("C", 3999) with { Group = "s" })).Verdicts;
        Assert.Equal([true, false, true, true], verdicts.Select(v => v.Go));
    }

    [Theory, EachDatabase]
    public async Task Two_who_ask_at_once_never_both_go_by_rule_over_the_limit(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand(1));
        for (var round = 0; round < Rounds; round++)
        {
            var group = $"supplier:{round}";
            var asked = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => house.TryAskAsync(house.Case($"D{round}-{i}", 3000) with { Group = group })));
            Assert.Equal(1, asked.Count(a => House.Yes(a).Verdicts.Single().Go));
        }
    }

    [Theory, EachDatabase]
    public async Task Of_some_who_ask_at_once_and_all_go_each_was_weighed_with_those_before(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand(1));
        for (var round = 0; round < Rounds; round++)
        {
            var group = $"supplier:{round}";
            var asked = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => house.TryAskAsync(house.Case($"D{round}-{i}", 1000) with { Group = group })));
            Assert.All(asked, a => Assert.True(House.Yes(a).Verdicts.Single().Go));
            var weighed = (await house.DecisionsAsync()).Where(d => d.GroupKey == group).Select(d => d.Weighed);
            Assert.Equal([Amount.Of(1000), Amount.Of(2000), Amount.Of(3000)], weighed.Order());
        }
    }

    [Theory, EachDatabase]
    public async Task Two_who_ask_for_one_document_at_once_ask_once(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(FiveThousand(0));
        for (var round = 0; round < Rounds; round++)
        {
            var asked = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => house.TryAskAsync(house.Case($"D{round}", 6000))));
            Assert.Single(asked.Select(a => House.Yes(a).Verdicts.Single().Request).Distinct());
        }

        Assert.Equal(Rounds, (await house.RequestsAsync()).Count);
    }

    [Theory, EachDatabase]
    public async Task Of_two_who_approve_at_once_one_completes_it_and_the_owner_is_told_once(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("controller"));
        for (var round = 0; round < Rounds; round++)
        {
            var number = await house.WaitAsync(house.Case($"D{round}", 1));
            var answers = await Task.WhenAll(house.TryApproveAsync("carl", number), house.TryApproveAsync("cleo", number), house.TryApproveAsync("carl", number));
            // Whoever voted twice may hear that first.
            Assert.Subset(new HashSet<string> { "governance.request_ended", "governance.voted_before" }, answers.Where(a => !a.IsValue).Select(House.No).ToHashSet());
            Assert.Single(answers, a => a.IsValue);
            Assert.Equal(1, await house.ToldAsync($"D{round}"));
        }

        Assert.Equal(Rounds, (await house.DecisionsAsync()).Count);
    }

    [Theory, EachDatabase]
    public async Task Two_votes_of_two_at_once_both_count_and_one_person_at_once_counts_once(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("2 of controller"));
        for (var round = 0; round < Rounds; round++)
        {
            var number = await house.WaitAsync(house.Case($"D{round}", 1));
            var twice = await Task.WhenAll(house.TryApproveAsync("carl", number), house.TryApproveAsync("carl", number));
            Assert.Single(twice, a => a.IsValue);
            var number2 = await house.WaitAsync(house.Case($"E{round}", 1));
            var both = await Task.WhenAll(house.TryApproveAsync("carl", number2), house.TryApproveAsync("cleo", number2));
            Assert.Equal([ApprovalState.Pending, ApprovalState.Approved], both.Select(b => House.Yes(b).Requests.Single().State).Order());
            Assert.Equal(1, await house.ToldAsync($"E{round}"));
        }
    }

    [Theory, EachDatabase]
    public async Task Approving_and_withdrawing_at_once_end_it_one_way(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("controller"));
        for (var round = 0; round < Rounds; round++)
        {
            var number = await house.WaitAsync(house.Case($"D{round}", 1));
            var approving = house.TryApproveAsync("carl", number);
            var withdrawing = house.App.RunAsync(house.App.Get<WithdrawRequest>(), new WithdrawRequestRequest(number), house["bea"]);
            var (approved, withdrawn) = (await approving, await withdrawing);
            Assert.NotEqual(approved.IsValue, withdrawn.IsValue);
            Assert.Equal(approved.IsValue ? ApprovalState.Approved : ApprovalState.Withdrawn, (await house.FindAsync(number)).State);
            Assert.Equal(1, await house.ToldAsync($"D{round}"));
        }
    }

    [Theory, EachDatabase]
    public async Task Approving_and_editing_at_once_never_approve_the_edit_unseen(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("controller"));
        for (var round = 0; round < Rounds; round++)
        {
            var number = await house.WaitAsync(house.Case($"D{round}", 1));
            var approving = house.TryApproveAsync("carl", number);
            var editing = house.AskAsync(house.Case($"D{round}", 2, "more"));
            var (approved, edited) = (await approving, await editing);
            Assert.False(edited.Go);
            Assert.Equal(approved.IsValue ? ApprovalState.Approved : ApprovalState.Voided, (await house.FindAsync(number)).State);
        }
    }
}
