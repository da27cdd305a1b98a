using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Tests;

public sealed class RouteTests
{
    private static readonly Gen<string> Approver = Gen.OneOf(Pick.Of(Roles.All.Select(r => r.Code).ToArray()), Pick.Of("@r.hansen", "@a_b", "@x@y.example", "@in"));

    private static readonly Gen<RouteStep> Step = Gen.Select(Approver.Array[1, 5], Gen.Int[0, 10], (who, needed) => new RouteStep([.. who.Distinct()], needed));

    private static readonly Gen<ApprovalRoute> Route = Gen.OneOf(
        Gen.Const(ApprovalRoute.Auto),
        Pick.Of("no contract", "ask: the council", "then 2 of them, in 3 days").Select(why => new ApprovalRoute(RouteKind.Refuse, [], 0, why)),
        Gen.Select(Step, Gen.Int[1, 90], (step, days) => new ApprovalRoute(RouteKind.Review, [step], days, null)),
        Step.Array[1, 6].Select(steps => new ApprovalRoute(RouteKind.People, steps, 0, null)));

    [Fact]
    public void Every_route_reads_back_as_it_is_printed() => Route.Sample(route =>
    {
        var again = ApprovalRoute.Parse(route.ToString()).Value;
        return again.Kind == route.Kind && again.Days == route.Days && again.Why == route.Why && again.ToString() == route.ToString()
            && again.Steps.Zip(route.Steps).All(s => s.First.Needed == s.Second.Needed && s.First.Approvers.SequenceEqual(s.Second.Approvers))
            && again.Steps.Count == route.Steps.Count;
    });

    [Theory]
    [InlineData(" AUTO ", "auto")]
    [InlineData("Auto, Review Controller in 1 day", "auto, review controller in 1 day")]
    [InlineData("refuse: no contract", "refuse: no contract")]
    [InlineData("Refuse no contract", "refuse: no contract")]
    [InlineData("procurement-manager then 2 of controller, warehouse-manager", "procurement-manager then 2 of controller, warehouse-manager")]
    [InlineData("1 of controller,procurement-manager", "controller, procurement-manager")]
    [InlineData("controller, procurement-manager", "controller, procurement-manager")]
    [InlineData("2 of controller", "2 of controller")]
    [InlineData("all of controller, @R.Hansen", "all of controller, @r.hansen")]
    public void A_route_may_be_typed_as_people_write(string typed, string printed) => Assert.Equal(printed, ApprovalRoute.Parse(typed).Value.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("refuse")]
    [InlineData("refuse: ")]
    [InlineData("refuser")]
    [InlineData("auto, controller")]
    [InlineData("auto, review controller")]
    [InlineData("auto, review controller in 0 days")]
    [InlineData("auto, review controller in 91 days")]
    [InlineData("auto, review controller in two days")]
    [InlineData("auto, review controller then buyer in 2 days")]
    [InlineData("chief")]
    [InlineData("controller,")]
    [InlineData("controller then")]
    [InlineData("controller then  then buyer")]
    [InlineData("controller, Controller")]
    [InlineData("0 of controller")]
    [InlineData("11 of controller")]
    [InlineData("-1 of controller")]
    [InlineData("some of controller")]
    [InlineData("@")]
    [InlineData("@a b")]
    [InlineData("controller then controller then controller then controller then controller then controller then controller")]
    [InlineData("@a, @b, @c, @d, @e, @f, @g, @h, @i, @j, @k")]
    public void What_is_no_route_is_refused_with_a_sentence(string typed)
    {
        Assert.True(ApprovalRoute.Parse(typed).Refused(out var refusal, out _));
        Assert.Equal(("governance.route", RefusalKind.Invalid), (refusal.Code, refusal.Kind));
    }
}
