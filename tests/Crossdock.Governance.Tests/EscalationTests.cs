using Crossdock.Governance.Approving;
using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Tests;

/// <summary>What happens when nobody decides, and when it cannot wait.</summary>
public sealed class EscalationTests
{
    [Theory, EachDatabase]
    public async Task An_overdue_step_asks_further_people_once(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("warehouse-manager", Hours: 5));
        var number = await house.WaitAsync(house.Case("A", 1));
        house.Time.Advance(TimeSpan.FromHours(5));
        await house.EscalateAsync();
        Assert.Empty(await house.InboxAsync("pia"));
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("pia", number)));
        house.Time.Advance(TimeSpan.FromSeconds(1));
        await house.EscalateAsync();
        await house.EscalateAsync();
        Assert.Single((await house.FindAsync(number)).Votes, v => v.Kind == VoteKind.Escalated);
        foreach (var login in new[] { "wim", "pia", "carl", "cleo" }) Assert.Equal([number], await house.InboxAsync(login));
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("pia", number)).State);
        Assert.Empty(await house.InboxAsync("carl"));
    }

    [Theory, EachDatabase]
    public async Task An_escalated_step_still_needs_as_many_different_people_and_never_the_requester(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.PeopleAsync(House.Person("will", "warehouse-manager"));
        await house.TableAsync(new ApprovalRowRequest("all of warehouse-manager, @will", Hours: 1));
        var number = await house.WaitAsync(house.Case("A", 1, by: "pia"));
        house.Time.Advance(TimeSpan.FromHours(2));
        await house.EscalateAsync();
        Assert.Equal("governance.own_request", House.No(await house.TryApproveAsync("pia", number)));
        Assert.Equal(ApprovalState.Pending, (await house.ApproveAsync("carl", number)).State);
        Assert.Equal("governance.voted_before", House.No(await house.TryApproveAsync("carl", number)));
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("cleo", number)).State);
    }

    [Theory, EachDatabase]
    public async Task A_question_stops_the_clock_until_it_is_answered(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("warehouse-manager", Hours: 5));
        var number = await house.WaitAsync(house.Case("A", 1));
        var (ask, answer) = (house.App.Get<AskAboutRequest>(), house.App.Get<AnswerQuestion>());
        Assert.Equal("governance.nothing_asked", House.No(await house.App.RunAsync(answer, new AnswerQuestionRequest(number, "?"), house["bea"])));
        Assert.Equal("governance.not_asked", House.No(await house.App.RunAsync(ask, new AskAboutRequestRequest(number, "Why?"), house["carl"])));
        House.Yes(await house.App.RunAsync(ask, new AskAboutRequestRequest(number, " Why? "), house["wim"]));
        Assert.Equal("Why?", (await house.FindAsync(number)).OpenQuestion);
        house.Time.Advance(TimeSpan.FromDays(3));
        await house.EscalateAsync();
        Assert.Empty(await house.InboxAsync("pia"));
        Assert.Equal("not_found", House.No(await house.App.RunAsync(answer, new AnswerQuestionRequest(number, "Because"), house["wim"])));
        House.Yes(await house.App.RunAsync(answer, new AnswerQuestionRequest(number, "Because"), house["bea"]));
        var found = await house.FindAsync(number);
        Assert.Equal((null, house.Time.GetUtcNow().AddHours(5)), (found.OpenQuestion, found.DueAt));
        await house.EscalateAsync();
        Assert.Empty(await house.InboxAsync("pia"));
        house.Time.Advance(TimeSpan.FromHours(6));
        await house.EscalateAsync();
        Assert.Equal([number], await house.InboxAsync("pia"));
    }

    [Theory, EachDatabase]
    public async Task A_question_of_a_step_that_is_over_does_not_stop_the_next_ones_clock(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("warehouse-manager then controller", Hours: 5));
        var number = await house.WaitAsync(house.Case("A", 1));
        House.Yes(await house.App.RunAsync(house.App.Get<AskAboutRequest>(), new AskAboutRequestRequest(number, "Why?"), house["wim"]));
        await house.ApproveAsync("wim", number);
        house.Time.Advance(TimeSpan.FromHours(6));
        await house.EscalateAsync();
        Assert.Equal([number], await house.InboxAsync("pia"));
    }

    [Theory, EachDatabase]
    public async Task When_nobody_of_the_step_may_decide_the_escalation_people_are_asked_at_once(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("warehouse-manager then controller then controller"));
        var number = await house.WaitAsync(house.Case("A", 1, by: "wim"));
        Assert.Equal([number], await house.InboxAsync("pia"));
        Assert.Empty(await house.InboxAsync("wim"));
        await house.ApproveAsync("carl", number);
        await house.ApproveAsync("cleo", number);
        // Both controllers have voted: the last step has nobody left but the procurement manager.
        Assert.Equal([number], await house.InboxAsync("pia"));
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("pia", number)).State);
    }

    [Theory, EachDatabase]
    public async Task Broken_glass_approves_at_once_and_is_reviewed_by_somebody_else(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.PeopleAsync(House.Person("peg", "procurement-manager"));
        await house.TableAsync(new ApprovalRowRequest("warehouse-manager"));
        var own = await house.WaitAsync(house.Case("B", 1, by: "pia"));
        var number = await house.WaitAsync(house.Case("A", 1));
        var glass = house.App.Get<BreakGlass>();
        Assert.Equal("governance.own_request", House.No(await house.App.RunAsync(glass, new BreakGlassRequest(own, "The line stands still"), house["pia"])));
        Assert.Equal("governance.say_why", House.No(await house.App.RunAsync(glass, new BreakGlassRequest(number, "x               "), house["pia"])));
        using (var wim = await house.ClientAsync("wim"))
            Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await wim.PostUseAsync($"/api/v1/approvals/{number}/break-glass", new { reason = "The line stands still" })).StatusCode);
        using (var pia = await house.ClientAsync("pia"))
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await pia.PostUseAsync($"/api/v1/approvals/{number}/break-glass", new { reason = "short" })).StatusCode);
        House.Yes(await house.App.RunAsync(glass, new BreakGlassRequest(number, "The line stands still"), house["pia"]));
        Assert.Equal(ApprovalState.Approved, house.Things.Heard.Single().State);
        Assert.Equal(Outcome.BrokenGlass, (await house.DecisionsAsync()).Single().Outcome);
        var review = (await house.RequestsAsync()).Single(r => r.IsReview);
        Assert.Equal(house.Time.GetUtcNow().AddDays(1), review.DueAt);
        Assert.Equal("governance.own_request", House.No(await house.TryApproveAsync("pia", review.Number)));
        Assert.Equal("governance.review_stays", House.No(await house.App.RunAsync(glass, new BreakGlassRequest(review.Number, "Once more, with feeling"), house["carl"])));
        Assert.Equal("governance.review_stays", House.No(await house.App.RunAsync(house.App.Get<WithdrawRequest>(), new WithdrawRequestRequest(review.Number), house["bea"])));
        Assert.Equal([review.Number], await house.InboxAsync("peg"));
        Assert.Empty(await house.InboxAsync("pia"));
        Assert.Equal(ApprovalState.Approved, (await house.ApproveAsync("peg", review.Number)).State);
        Assert.True(house.Things.Heard.Last().IsReview);
        Assert.Single(await house.DecisionsAsync());
    }
}
