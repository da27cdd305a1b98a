using System.Net;
using Crossdock.Governance.Approving;
using Crossdock.Governance.Delegating;
using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Tests;

/// <summary>Who may vote, and how many must.</summary>
public sealed class BallotTests
{
    [Theory, EachDatabase]
    public async Task Steps_come_one_after_another(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("procurement-manager then controller"));
        var number = await house.WaitAsync(house.Case("A", 1));
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("carl", number)));
        Assert.Equal(["AP-000001"], await house.InboxAsync("pia"));
        Assert.Empty(await house.InboxAsync("carl"));
        Assert.Equal((ApprovalState.Pending, 2), Stand(await house.ApproveAsync("pia", number)));
        Assert.Equal("governance.voted_before", House.No(await house.TryApproveAsync("pia", number)));
        Assert.Empty(await house.InboxAsync("pia"));
        Assert.Equal(["AP-000001"], await house.InboxAsync("carl"));
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("carl", number)).State);
    }

    [Theory, EachDatabase]
    public async Task Two_of_some_are_two_people(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("2 of controller, warehouse-manager"));
        var number = await house.WaitAsync(house.Case("A", 1));
        Assert.Equal((ApprovalState.Pending, 1), Stand(await house.ApproveAsync("carl", number)));
        Assert.Equal("governance.voted_before", House.No(await house.TryApproveAsync("carl", number)));
        Assert.Equal([0, 1, 1], new[] { await house.InboxAsync("carl"), await house.InboxAsync("cleo"), await house.InboxAsync("wim") }.Select(i => i.Count));
        Assert.False((await house.FindAsync(number, "carl")).Mine);
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("pia", number)));
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("cleo", number)).State);
    }

    [Theory, EachDatabase]
    public async Task All_of_some_is_one_of_each(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("all of controller, warehouse-manager"));
        var number = await house.WaitAsync(house.Case("A", 1));
        await house.ApproveAsync("carl", number);
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("cleo", number)));
        Assert.Empty(await house.InboxAsync("cleo"));
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("wim", number)).State);
    }

    [Theory, EachDatabase]
    public async Task Whoever_is_named_and_holds_a_role_speaks_as_the_one_that_leaves_the_other_to_somebody(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("all of controller, @carl"));
        var number = await house.WaitAsync(house.Case("A", 1));
        await house.ApproveAsync("carl", number);
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("cleo", number)).State);
    }

    [Theory, EachDatabase]
    public async Task Nobody_fills_two_steps(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("controller then controller"));
        var number = await house.WaitAsync(house.Case("A", 1));
        await house.ApproveAsync("carl", number);
        Assert.Equal("governance.voted_before", House.No(await house.TryApproveAsync("carl", number)));
        Assert.Empty(await house.InboxAsync("carl"));
        await house.DelegateAsync("carl", "wim");
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("wim", number)));
        Assert.Equal(["Person cleo"], (await house.FindAsync(number)).Steps[1].People);
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("cleo", number)).State);
    }

    [Theory, EachDatabase]
    public async Task A_vote_through_somebody_who_stands_in_is_the_lenders_and_counts_once(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("2 of controller"));
        var number = await house.WaitAsync(house.Case("A", 1));
        await house.DelegateAsync("carl", "wim");
        await house.DelegateAsync("cleo", "wim");
        await house.DelegateAsync("cleo", "carl");
        await house.ApproveAsync("wim", number);
        // wim cannot speak for cleo as well, nor carl after wim spoke for him.
        Assert.Equal("governance.voted_before", House.No(await house.TryApproveAsync("wim", number)));
        Assert.Empty(await house.InboxAsync("wim"));
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("carl", number)).State);
        var votes = (await house.FindAsync(number)).Votes.Where(v => v.Kind == VoteKind.Approved).Select(v => (v.Person, v.OnBehalfOf)).Reverse();
        Assert.Equal([("Person wim", "Person carl"), ("Person carl", "Person cleo")], votes);
    }

    [Theory, EachDatabase]
    public async Task Who_asked_or_wrote_does_not_decide_whatever_role_they_hold(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.PeopleAsync(House.Person("ann", "administrator"));
        await house.TableAsync(new ApprovalRowRequest("controller"));
        var number = await house.WaitAsync(house.Case("A", 1, by: "carl") with { Writers = [house["bea"].Id] });
        var other = await house.WaitAsync(house.Case("B", 1) with { Writers = [house["carl"].Id] });
        foreach (var mine in new[] { number, other })
        {
            var refused = await house.TryApproveAsync("carl", mine);
            Assert.Equal(("governance.own_request", RefusalKind.Forbidden), (refused.Refusal!.Code, refused.Refusal.Kind));
        }

        Assert.Equal("governance.own_request", House.No(await house.DecideAsync("carl", ApprovalAnswer.Reject, "why", number)));
        Assert.Empty(await house.InboxAsync("carl"));

        // Neither through somebody who stands in for them, nor for somebody who may.
        await house.DelegateAsync("carl", "wim");
        await house.DelegateAsync("cleo", "carl");
        var through = await house.TryApproveAsync("wim", number);
        Assert.Equal("governance.own_through_delegate", House.No(through));
        Assert.StartsWith("Conflict 21 (circumvention)", through.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal("governance.own_request", House.No(await house.TryApproveAsync("carl", number)));
        Assert.Empty(await house.InboxAsync("carl"));
        Assert.Empty(await house.InboxAsync("wim"));

        // Rights over people are none over documents; the wall is behind every way in.
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("ann", number)));
        using var ann = await house.ClientAsync("ann");
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.PostUseAsync("/api/v1/approvals/decide", new { requests = new[] { number }, answer = "approve" })).StatusCode);
        using var carl = await house.ClientAsync("carl");
        var own = await carl.PostUseAsync("/api/v1/approvals/decide", new { requests = new[] { number }, answer = "approve" });
        Assert.Equal((HttpStatusCode.Forbidden, "governance.own_request"), (own.StatusCode, await own.CodeAsync()));
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("cleo", number)).State);
    }

    [Theory, EachDatabase]
    public async Task Whoever_asks_again_for_what_is_asked_already_does_not_decide_on_it(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("controller"));
        var number = await house.WaitAsync(house.Case("A", 1));
        Assert.Equal(number, await house.WaitAsync(house.Case("A", 1, by: "carl")));
        Assert.Equal("governance.own_request", House.No(await house.TryApproveAsync("carl", number)));
        Assert.Empty(await house.InboxAsync("carl"));
        Assert.Equal("governance.own_request", House.No(await house.TryApproveAsync("bea", number)));
        await house.ApproveAsync("cleo", number);
    }

    [Theory, EachDatabase]
    public async Task A_delegate_decides_within_dates_kind_and_amount_and_not_with_rights_that_were_lent(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("procurement-manager"));
        var first = await house.WaitAsync(house.Case("A", 100));
        var second = await house.WaitAsync(house.Case("B", 101));
        var third = await house.WaitAsync(house.Case("C", 100));
        await house.DelegateAsync("pia", "wim", days: 2, startsIn: 1, kind: House.Kind, most: 100);
        await house.DelegateAsync("wim", "carl", days: 30);
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("wim", first)));
        Assert.Empty(await house.InboxAsync("wim"));
        house.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal([first, third], await house.InboxAsync("wim"));
        Assert.Empty(await house.InboxAsync("carl"));
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("carl", first)));
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("wim", second)));
        Assert.True((await house.FindAsync(first, "wim")).Mine);
        await house.ApproveAsync("wim", first);
        house.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("wim", third)));
        Assert.Equal("not_found", House.No(await house.App.AskAsync(house.App.Get<FindRequest>(), new FindRequestRequest(third), house["wim"])));
    }

    [Theory, EachDatabase]
    public async Task A_delegation_ends_when_its_owner_ends_it_and_only_then(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("procurement-manager"));
        var number = await house.WaitAsync(house.Case("A", 100));
        var id = await house.DelegateAsync("pia", "wim");
        var end = house.App.Get<EndDelegation>();
        Assert.Equal("not_found", House.No(await house.App.RunAsync(end, new EndDelegationRequest(id), house["wim"])));
        Assert.Single(await house.InboxAsync("wim"));
        House.Yes(await house.App.RunAsync(end, new EndDelegationRequest(id), house["pia"]));
        Assert.Equal("governance.delegation_over", House.No(await house.App.RunAsync(end, new EndDelegationRequest(id), house["pia"])));
        Assert.Empty(await house.InboxAsync("wim"));
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("wim", number)));
    }

    [Theory, EachDatabase]
    public async Task A_delegation_that_makes_no_sense_is_refused(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        var now = house.Time.GetUtcNow();
        async Task<string> RefusedAsync(DelegateRequest request) => House.No(await house.App.RunAsync(house.App.Get<LetStandIn>(), request, house["pia"]));
        Assert.Equal("not_found", await RefusedAsync(new("nobody", now, now.AddDays(1))));
        Assert.Equal("governance.delegated_to_oneself", await RefusedAsync(new("pia", now, now.AddDays(1))));
        Assert.Equal("governance.delegate_decides_nothing", await RefusedAsync(new("bea", now, now.AddDays(1))));
        Assert.Equal("governance.delegation_time", await RefusedAsync(new("wim", now, now)));
        Assert.Equal("governance.delegation_time", await RefusedAsync(new("wim", now.AddDays(-2), now)));
        Assert.Equal("governance.delegation_time", await RefusedAsync(new("wim", now, now.AddDays(91))));
        Assert.Equal("not_found", await RefusedAsync(new("wim", now, now.AddDays(1), "no-kind")));
        Assert.Equal("governance.delegation_amount", await RefusedAsync(new("wim", now, now.AddDays(1), Most: Amount.Zero)));
    }

    [Theory, EachDatabase]
    public async Task A_request_of_another_site_or_entity_is_not_there(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.EntityAsync("DE1", "EUR", "Europe/Berlin", "BER");
        await house.PeopleAsync(House.Person("des", "controller", sites: ["DSM"]), House.Person("ger", "controller", ["DE1"]));
        await house.TableAsync(new DraftTableRequest(House.Kind, [new ApprovalRowRequest("controller")], Entity: "US1", WindowDays: 0));
        var number = await house.WaitAsync(house.Case("A", 1) with { Site = house.Site("CID") });
        var atDes = await house.WaitAsync(house.Case("B", 1) with { Site = house.Site("DSM") });
        foreach (var login in new[] { "des", "ger" })
        {
            Assert.Equal("not_found", House.No(await house.TryApproveAsync(login, number)));
            Assert.Equal("not_found", House.No(await house.App.AskAsync(house.App.Get<FindRequest>(), new FindRequestRequest(number), house[login])));
        }

        Assert.Equal([atDes], await house.InboxAsync("des"));
        Assert.Empty(await house.InboxAsync("ger"));
        // A right that is lent is held to the scope of its owner.
        await house.DelegateAsync("des", "wim");
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("wim", number)));
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("wim", atDes)).State);
    }

    [Theory, EachDatabase]
    public async Task Whoever_wrote_or_put_in_force_a_table_today_does_not_decide_by_it_today(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new DraftTableRequest(House.Kind, [new ApprovalRowRequest("controller")], Currency: "USD", WindowDays: 0), writer: "carl", activator: "cleo");
        await house.PeopleAsync(House.Person("chip", "controller"));
        var numbers = new List<string>();
        for (var i = 0; i < 3; i++) numbers.Add(await house.WaitAsync(house.Case($"D{i}", 1)));
        Assert.Equal("governance.own_table", House.No(await house.TryApproveAsync("carl", numbers[0])));
        Assert.Equal("governance.own_table", House.No(await house.TryApproveAsync("cleo", numbers[0])));
        await house.ApproveAsync("chip", numbers[0]);
        // The day is the one of the entity's books: at 05:00 UTC it is still yesterday in Chicago.
        house.Time.SetUtcNow(new(2026, 3, 3, 5, 0, 0, TimeSpan.Zero));
        Assert.Equal("governance.own_table", House.No(await house.TryApproveAsync("carl", numbers[1])));
        house.Time.SetUtcNow(new(2026, 3, 3, 6, 0, 0, TimeSpan.Zero));
        await house.ApproveAsync("carl", numbers[1]);
        await house.ApproveAsync("cleo", numbers[2]);
    }

    [Theory, EachDatabase]
    public async Task A_batch_is_decided_whole_or_not_at_all(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("controller"));
        var first = await house.WaitAsync(house.Case("A", 1));
        var own = await house.WaitAsync(house.Case("B", 1, by: "carl"));
        var third = await house.WaitAsync(house.Case("C", 1));
        Assert.Equal("governance.own_request", House.No(await house.TryApproveAsync("carl", first, own, third)));
        Assert.All(await house.RequestsAsync(), r => Assert.Equal(ApprovalState.Pending, r.State));
        Assert.Empty(await house.DecisionsAsync());
        House.Yes(await house.TryApproveAsync("cleo", third, own, first, first));
        Assert.All(await house.RequestsAsync(), r => Assert.Equal(ApprovalState.Approved, r.State));
        Assert.Equal(3, (await house.DecisionsAsync()).Count);
    }

    [Theory, EachDatabase]
    public async Task What_has_moved_since_it_was_looked_at_is_not_approved_unseen(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("2 of controller"));
        var number = await house.WaitAsync(house.Case("A", 1));
        var seen = (await house.FindAsync(number, "cleo")).Version;
        await house.ApproveAsync("carl", number);
        var decide = house.App.Get<DecideRequests>();
        Assert.Equal("governance.request_moved", House.No(await house.App.RunAsync(decide, new DecideRequestsRequest([number], ApprovalAnswer.Approve, Seen: seen), house["cleo"])));
        Assert.Equal("governance.seen", House.No(await house.App.RunAsync(decide, new DecideRequestsRequest([number, "AP-000009"], ApprovalAnswer.Approve, Seen: seen), house["cleo"])));
        House.Yes(await house.App.RunAsync(decide, new DecideRequestsRequest([number], ApprovalAnswer.Approve, Seen: seen + 1), house["cleo"]));
    }

    private static (ApprovalState State, int Step) Stand(RequestStand stand) => (stand.State, stand.Step);
}
