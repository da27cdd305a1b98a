using Crossdock.Governance.Approving;
using Crossdock.Governance.Delegating;
using Crossdock.Governance.Excepting;
using Crossdock.Governance.Parameters;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Governance.Tests;

/// <summary>What is set is what governance itself goes by, at once.</summary>
public sealed class ParameterUseTests
{
    private static async Task SetAsync(House house, ParameterDefinition parameter, string scope, string value) =>
        House.Yes(await house.App.RunAsync(house.App.Get<SetParameter>(), new SetParameterRequest(parameter.Key, scope, value, Reason: "As the trade goes here"), house["cora"]));

    [Theory, EachDatabase]
    public async Task How_long_somebody_stands_in(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        var until = house.Time.GetUtcNow().AddDays(10);
        await SetAsync(house, GovernanceParameters.LongestDelegation, "group", "9");
        Assert.Equal("governance.delegation_time", House.No(await house.App.RunAsync(house.App.Get<LetStandIn>(), new DelegateRequest("carl", house.Time.GetUtcNow(), until), house["pia"])));
        await SetAsync(house, GovernanceParameters.LongestDelegation, "group", "10");
        House.Yes(await house.App.RunAsync(house.App.Get<LetStandIn>(), new DelegateRequest("carl", house.Time.GetUtcNow(), until), house["pia"]));
    }

    [Theory, EachDatabase]
    public async Task By_when_what_was_approved_alone_is_looked_at(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new Tables.ApprovalRowRequest("warehouse-manager"));
        await SetAsync(house, GovernanceParameters.ReviewAfterGlass, "entity:US1", "3");
        var number = await house.WaitAsync(house.Case("A", 1));
        House.Yes(await house.App.RunAsync(house.App.Get<BreakGlass>(), new BreakGlassRequest(number, "The line stands still"), house["pia"]));
        Assert.Equal(house.Time.GetUtcNow().AddDays(3), (await house.RequestsAsync()).Single(r => r.IsReview).DueAt);
    }

    [Theory, EachDatabase]
    public async Task When_an_exception_comes_back_and_how_long_it_is_put_off(Engine engine)
    {
        await using var house = await House.StartAsync(engine);

        // An approval that nobody decides is an exception of the house itself.
        await house.TableAsync(new Tables.ApprovalRowRequest("controller", Hours: 1));
        await house.WaitAsync(house.Case("A", 1));
        house.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await ReconcileAsync());
        var number = (await house.App.Database.ReadAsync(db => db.Set<ExceptionItem>().SingleAsync())).Number;
        await SetAsync(house, GovernanceParameters.LongestSnooze, "entity:US1", "2");
        await SetAsync(house, GovernanceParameters.LongestRisk, "entity:US1", "4");
        Assert.Equal("governance.exception_until", House.No(await ActAsync(ExceptionAction.Snooze, 2.01)));
        Assert.Equal("governance.exception_until", House.No(await ActAsync(ExceptionAction.AcceptRisk, 4.01)));
        House.Yes(await ActAsync(ExceptionAction.AcceptRisk, 4));
        House.Yes(await ActAsync(ExceptionAction.Snooze, 2));

        await SetAsync(house, GovernanceParameters.ExceptionReturns, "entity:US1", "3");
        House.Yes(await house.App.RunAsync(house.App.Get<ActOnException>(), new ActOnExceptionRequest(number, ExceptionAction.Resolve, "Called them"), house["cora"]));
        house.Time.Advance(TimeSpan.FromHours(3).Subtract(TimeSpan.FromMicroseconds(1)));
        Assert.Equal(0, await ReconcileAsync());
        house.Time.Advance(TimeSpan.FromMicroseconds(1));
        Assert.Equal(1, await ReconcileAsync());

        async Task<int> ReconcileAsync() => House.Yes(await house.App.RunAsync(house.App.Get<ReconcileExceptions>(), new ReconcileExceptionsRequest())).Raised;
        Task<Result<ExceptionStandResponse>> ActAsync(ExceptionAction action, double days) =>
            house.App.RunAsync(house.App.Get<ActOnException>(), new ActOnExceptionRequest(number, action, "It waits", house.Time.GetUtcNow().AddDays(days)), house["cora"]);
    }

    [Theory, EachDatabase]
    public async Task How_long_a_request_can_be_decided_on(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new Tables.ApprovalRowRequest("controller"));
        var number = await house.WaitAsync(house.Case("A", 1));
        await SetAsync(house, GovernanceParameters.RequestExpires, "entity:US1", "5");
        house.Time.Advance(TimeSpan.FromDays(5).Subtract(TimeSpan.FromMicroseconds(1)));
        Assert.Empty(await OverAsync());
        Assert.Equal("governance.not_yet_expired", House.No(await ExpireAsync()));
        house.Time.Advance(TimeSpan.FromMicroseconds(1));
        Assert.Equal([number], await OverAsync());
        house.Things.Refuses = true;
        Assert.Equal("test.thing_refuses", House.No(await ExpireAsync()));
        Assert.Equal(ApprovalState.Pending, (await house.FindAsync(number)).State);
        house.Things.Refuses = false;
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ExpireAsync()));
        Assert.Single(answers, a => a.IsValue);
        Assert.Equal((ApprovalState.Expired, 0L), (house.Things.Heard.Last().State, house.Things.Heard.Last().Decision));
        Assert.Equal("governance.request_ended", House.No(await house.TryApproveAsync("carl", number)));
        Assert.Empty(await house.InboxAsync("carl"));
        Assert.Empty(await OverAsync());

        Task<IReadOnlyList<string>> OverAsync() => house.App.Database.ReadAsync(db => ExpireRequest.OverAsync(db, house.App.Get<ParameterBook>(), house.Time.GetUtcNow(), default));
        Task<Result<RequestStand>> ExpireAsync() => house.App.RunAsync(house.App.Get<ExpireRequest>(), new ExpireRequestRequest(number));
    }
}
