using Crossdock.Planner.Netting;

namespace Crossdock.Planner.Tests;

public sealed class NettingTests
{
    private static readonly Gen<NettingInput> Plain =
        Gen.Select(
            Gen.Long[-30, 80],
            Gen.Select(Gen.Int[80, 160], Gen.Long[1, 60], Gen.Bool, Gen.Int[0, 9]).Array[0, 6],
            Gen.Select(Gen.Int[80, 160], Gen.Long[1, 40]).Array[0, 8],
            Gen.Select(Gen.Long[0, 25], Gen.Int[0, 20], Gen.Long[1, 7], Gen.Long[1, 20], Gen.Int[0, 10], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Long[0, 6]),
            (onHand, supplies, demands, r) => new NettingInput("X", "A", 100, onHand,
                supplies.Select((s, i) => new OpenSupply($"S{i}", s.Item1, s.Item2, s.Item3, s.Item4 == 0)).ToArray(),
                demands.Select((d, i) => new OpenDemand($"D{i}", d.Item1, d.Item2)).ToArray(),
                new NettingRule(r.Item1, r.Item2, r.Item3, r.Item4, r.Item5, r.Item6, r.Item7, r.Item8)));

    private static readonly Gen<SourcingOption> Ways =
        Gen.Select(Gen.Enum<Way>(), Gen.Int[0, 1], Gen.Double[1, 20], Gen.Int[95, 125], Gen.Long[0, 60], Gen.Int[0, 5]).Select((way, source, cost, day, available, forbidden) =>
            new SourcingOption(way, $"{way} {source}", cost, 5, day, available, forbidden == 0 ? "not allowed" : null));

    // Ways for some demands, some orders that cost to hurry, some that already come another way.
    private static readonly Gen<NettingInput> Inputs =
        Gen.Select(Plain, Ways.Array[0, 4].Array[9], Gen.Select(Gen.Int[0, 4], Gen.Int[95, 130], Gen.Double[0, 300], Gen.Enum<Way>()).Array[6], Gen.Double[0, 3]).Select((input, ways, extras, price) =>
        {
            var options = new Dictionary<string, CostedOption[]>();
            for (var d = 0; d < input.Demands.Length; d++)
                if (!Sourcing.Compare(input.Demands[d].Quantity, input.Demands[d].Day, ways[d], 0.5, 30).Refused(out _, out var costed)) options[input.Demands[d].Id] = costed;
            return input with
            {
                Rule = input.Rule with { LateUnitDay = price },
                Options = options,
                Supplies = input.Supplies.Select((s, i) => extras[i] switch
                {
                    (0, var day, var cost, _) => s with { Hurry = new(day, cost) },
                    (1, var day, _, var way) => s with { Sourced = new(way, $"{way} 0", day, way is Way.DirectShipment or Way.Substitute ? $"D{i}" : null) },
                    _ => s,
                }).ToArray(),
            };
        });

    [Fact]
    public void Eight_runs_at_once_propose_one_order_and_ten_more_change_nothing()
    {
        var input = new NettingInput("X", "A", 100, 0, [], [new("need", 100, 50)], new(0, 7));
        var runs = Enumerable.Range(0, 8).AsParallel().Select(_ => Netter.Net(input).Value.Single()).ToArray();
        Assert.Single(runs.Distinct());
        Assert.Equal((Verb.New, 50), (runs[0].Verb, runs[0].Quantity));
        for (var run = 0; run < 10; run++) input = Netter.Apply(input, Netter.Net(input).Value);
        Assert.Equal(50, input.Supplies.Sum(s => s.Quantity));
    }

    [Theory]
    [InlineData(0, 10, 50L, 1, null, 50, 0)]
    [InlineData(1, 5, 5L, 1, null, 4, 0)]
    [InlineData(20, 120, null, 1, 100L, 100, 0)]
    [InlineData(120, 120, null, 1, 100L, 0, 0)]
    [InlineData(194, 200, 300L, 100, null, 100, 0)]
    [InlineData(194, 200, 250L, 100, null, 100, 44)]
    [InlineData(50, 200, null, 100, null, 200, 0)]
    [InlineData(5, 10, 50L, 1, null, 45, 0)]
    public void A_position_below_the_minimum_is_filled_as_the_rule_of_replenishment_says(long position, long minimum, long? maximum, long multiple, long? lot, long quantity, long above)
    {
        var need = new MinMax(minimum, maximum, multiple, lot).For(position).Value;
        Assert.Equal((quantity, above), (need.Quantity, need.AboveMaximum));
    }

    [Fact]
    public void Planning_again_after_ordering_what_a_minimum_asks_for_orders_nothing() =>
        Gen.Select(Gen.Long[-500, 500], Gen.Long[0, 300], Gen.Long[0, 300], Gen.Long[1, 50], Gen.Bool).Sample((position, minimum, more, multiple, capped) =>
        {
            var rule = new MinMax(minimum, capped ? minimum + more : null, multiple);
            var need = rule.For(position).Value;
            return rule.For(position + need.Quantity).Value.Quantity == 0 && need.Quantity % multiple == 0 && (need.Quantity == 0) == (position >= minimum);
        });

    [Fact]
    public void Carrying_out_a_plan_leaves_nothing_to_propose() =>
        Gen.OneOf(Plain, Inputs).Sample(input =>
        {
            var after = Netter.Apply(input, Netter.Net(input).Value);
            Assert.Empty(Netter.Net(after).Value);
            // Not even steps that would undo each other in the end.
            Assert.Empty(Pegging.Round(after, after));
        }, iter: 10_000);

    [Fact]
    public void The_order_in_which_lines_are_given_changes_nothing() =>
        Inputs.Sample(input =>
        {
            var turned = input with { Supplies = input.Supplies.Reverse().ToArray(), Demands = input.Demands.Reverse().ToArray() };
            Assert.Equal(Netter.Net(input).Value, Netter.Net(turned).Value);
        });

    [Fact]
    public void A_plan_carried_out_covers_all_demand_and_the_safety_stock() =>
        Inputs.Sample(input =>
        {
            var after = Netter.Apply(input, Netter.Net(input).Value);
            return after.OnHand + after.Supplies.Sum(s => s.Quantity) >= after.Demands.Sum(d => d.Quantity) + after.Rule.SafetyStock;
        });

    [Fact]
    public void No_identity_is_used_twice_and_frozen_supplies_are_left_alone() =>
        Inputs.Sample(input =>
        {
            var proposals = Netter.Net(input).Value;
            var frozen = input.Supplies.Where(s => s.Firm || s.Day < input.Today + input.Rule.FenceDays).Select(s => s.Id).ToHashSet();
            return proposals.Select(p => p.Identity).Distinct().Count() == proposals.Length && !proposals.Any(p => p.Target is not null && frozen.Contains(p.Target));
        });

    [Fact]
    public void Changes_one_by_one_end_where_a_full_regeneration_ends() =>
        Gen.Select(Inputs, Gen.Int[0, 4]).Array[1, 12].Sample(events =>
        {
            var live = new NetChange();
            foreach (var (input, item) in events) live.Change(input with { Item = $"I{item}" });
            var changed = live.Proposals().ToArray();
            live.Regenerate();
            Assert.Equal(changed, live.Proposals());
        });

    [Theory]
    [InlineData(Verb.PushOut, 120, 140)]
    [InlineData(Verb.PullIn, 140, 120)]
    [InlineData(Verb.Expedite, 140, 102)]
    public void A_supply_on_the_wrong_day_is_moved(Verb verb, int expected, int needed)
    {
        var proposal = Netter.Net(new("X", "A", 100, 0, [new("S", expected, 10)], [new("D", needed, 10)], new(0, 7))).Value.Single();
        Assert.Equal((verb, needed, 10L, "D"), (proposal.Verb, proposal.Day, proposal.Quantity, proposal.Cause));
    }

    [Fact]
    public void A_supply_too_large_or_too_late_in_part_is_decreased_cancelled_or_split()
    {
        NettingInput With(OpenSupply[] supplies, params OpenDemand[] demands) => new("X", "A", 100, 0, supplies, demands, new(0, 7));
        Assert.Equal((Verb.Decrease, 6L), Only(With([new("S", 120, 10)], new OpenDemand("D", 120, 6))));
        Assert.Equal((Verb.Cancel, 0L), Only(With([new("S", 120, 10)])));
        Assert.Equal((Verb.Split, 4L), Only(With([new("S", 140, 10)], new OpenDemand("D", 110, 4), new OpenDemand("E", 141, 6))));
        Assert.Equal((Verb.Increase, 16L), Only(With([new("S", 120, 10, Draft: true)], new OpenDemand("D", 120, 10), new OpenDemand("E", 121, 6))));

        static (Verb, long) Only(NettingInput input)
        {
            var one = Netter.Net(input).Value.Single();
            return (one.Verb, one.Quantity);
        }
    }

    [Fact]
    public void Moves_below_the_threshold_are_not_proposed() =>
        Assert.Empty(Netter.Net(new("X", "A", 100, 0, [new("S", 123, 10)], [new("D", 120, 10)], new(0, 7, MoveThreshold: 3))).Value);

    [Fact]
    public void A_postponed_order_is_one_exception_and_no_second_order()
    {
        var input = new NettingInput("X", "A", 100, 0, [new("S", 167, 50)], [new("D", 107, 50)], new(0, 7));
        var first = Netter.Net(input).Value;
        for (var day = 100; day < 110; day++)
        {
            var again = Netter.Net(input with { Today = day }).Value;
            Assert.DoesNotContain(again, p => p.Verb == Verb.New);
            Assert.Equal("S", Assert.Single(again).Target);
        }

        Assert.Single(first);
    }

    [Fact]
    public void Bad_input_is_refused_with_a_reason()
    {
        var good = new NettingInput("X", "A", 100, 0, [], [], new(0, 7));
        NettingInput[] bad =
        [
            good with { Rule = new(0, -1) }, good with { Rule = new(0, 5000) }, good with { Rule = new(-1, 7) }, good with { Rule = new(0, 7, 0) },
            good with { Supplies = [new("S", 100, 0)] }, good with { Supplies = [new("S", 100, 1), new("S", 101, 1)] }, good with { Supplies = [new("S", 100, 1, Confidence: double.NaN)] },
            good with { Demands = [new("D", 100, -5)] },
        ];
        Assert.All(bad, input => Assert.NotEmpty(Netter.Net(input).Refusal!.Message));
        Assert.True(Netter.Net(good).IsValue);
        Assert.False(new MinMax(10, 5).For(0).IsValue);
        Assert.False(new MinMax(10, 20, 0).For(0).IsValue);
    }

    [Fact]
    public void The_five_ways_are_costed_and_the_rejected_kept_with_their_reason()
    {
        SourcingOption[] options =
        [
            new(Way.Purchase, "supplier", 10, 20, 110, 100), new(Way.Transfer, "site B", 10.5, 5, 101, 100), new(Way.ContractRelease, "contract 7", 9, 0, 100, 100, "the contract has ended"),
            new(Way.Substitute, "item Y", 14, 0, 100, 100), new(Way.DirectShipment, "supplier", 12, 30, 103, 0),
        ];
        var costed = Sourcing.Compare(10, 102, options, 0.5, 30).Value;
        Assert.Equal(5, costed.Length);
        Assert.Equal(Way.Transfer, costed[0].Option.Way);
        Assert.Null(costed[0].Rejected);
        Assert.All(costed[1..], c => Assert.NotEmpty(c.Rejected!));
        Assert.All(costed, c => Assert.Equal(c.Goods + c.Fixed + c.Lateness + c.Unserved, c.Total));
        Assert.False(Sourcing.Compare(10, 102, [options[2]], 0.5, 30).IsValue);
    }

    private static NettingInput Needing(long quantity, int day, params SourcingOption[] ways) =>
        new("X", "A", 100, 0, [], [new("D", day, quantity)], new(0, 20), new Dictionary<string, CostedOption[]> { ["D"] = Sourcing.Compare(quantity, day, ways, 0.5, 30).Value });

    [Theory]
    [InlineData(Way.Purchase, Verb.New, "Order 10 from")]
    [InlineData(Way.ContractRelease, Verb.New, "Release 10 from")]
    [InlineData(Way.DirectShipment, Verb.New, "straight to D")]
    [InlineData(Way.Transfer, Verb.Transfer, "Bring 10 from")]
    [InlineData(Way.Substitute, Verb.Substitute, "Serve D with 10 of")]
    public void The_way_chosen_for_a_need_decides_the_verb(Way way, Verb verb, string words)
    {
        var proposal = Netter.Net(Needing(10, 105, new SourcingOption(way, "there", 5, 0, 103, 50), new SourcingOption(Way.Purchase, "far", 9, 0, 120, 50))).Value.Single();
        Assert.Equal((verb, 105, 10L, "D", way, "there"), (proposal.Verb, proposal.Day, proposal.Quantity, proposal.Cause, proposal.Sourced!.Way, proposal.Sourced.Source));
        Assert.Contains(words, proposal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_way_cannot_give_goes_to_the_next_and_the_rest_is_bought_under_the_rule()
    {
        var plan = Netter.Net(Needing(10, 110, new(Way.Transfer, "B", 5, 0, 103, 4), new(Way.Transfer, "C", 6, 0, 112, 3), new(Way.ContractRelease, "old", 1, 0, 101, 99, "it has ended"))).Value;
        Assert.Equal([(Verb.Transfer, 110, 4L), (Verb.Transfer, 112, 3L), (Verb.New, 120, 3L)], plan.Select(p => (p.Verb, p.Day, p.Quantity)));
        Assert.Null(plan[2].Sourced);
        Assert.Equal(3, plan.Select(p => p.Identity).Distinct().Count());
    }

    [Fact]
    public void No_source_gives_more_than_it_has_and_forbidden_ones_nothing() =>
        Inputs.Sample(input =>
        {
            var after = Netter.Apply(input, Netter.Net(input).Value);
            long From(NettingInput of, SourcingOption o) => of.Supplies.Where(s => s.Sourced is { } how && how.Way == o.Way && how.Source == o.Source).Sum(s => s.Quantity);
            return input.Options!.Values.SelectMany(o => o).Select(o => o.Option).GroupBy(o => (o.Way, o.Source)).All(same =>
                From(after, same.First()) <= From(input, same.First()) + same.Max(o => o.Forbidden is null ? o.Available : 0));
        }, iter: 5_000);

    [Fact]
    public void What_is_meant_for_one_demand_serves_no_other()
    {
        var plan = Needing(10, 110, new SourcingOption(Way.DirectShipment, "maker", 5, 0, 110, 50));
        plan = Netter.Apply(plan, Netter.Net(plan).Value);
        // An earlier demand comes up: it gets its own, and the shipment stays as it is.
        var later = plan with { Demands = [.. plan.Demands, new("E", 102, 10)] };
        Assert.Equal((Verb.New, "E"), Netter.Net(later).Value.Select(p => (p.Verb, p.Cause)).Single());
        Assert.Equal(Verb.Cancel, Netter.Net(plan with { Demands = [new("E", 110, 10)] }).Value.Single(p => p.Target is not null).Verb);
    }

    [Theory]
    [InlineData(99, Verb.Expedite, 104)]
    [InlineData(101, Verb.PullIn, 120)]
    public void An_order_is_hurried_when_the_days_late_cost_more(double cost, Verb verb, int day)
    {
        // Asked in time it is there on day 120, 20 days late; hurried on day 104: 16 days for 10 units at 0.625 are 100.
        var plan = Netter.Net(new("X", "A", 100, 0, [new("S", 140, 10, Hurry: new(104, cost))], [new("D", 100, 10)], new(0, 20, LateUnitDay: 0.625))).Value.Single();
        Assert.Equal((verb, day, "S"), (plan.Verb, plan.Day, plan.Target));
        Assert.Equal(verb == Verb.Expedite, plan.Why.Contains("for 99.00", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hurried_order_is_never_there_before_it_can_be_and_never_for_nothing() =>
        Inputs.Sample(input =>
        {
            foreach (var p in Netter.Net(input).Value)
                if (p.Verb == Verb.Expedite && input.Supplies.Single(s => s.Id == p.Target) is { Draft: false, Hurry: { } hurry } && (p.Day < hurry.Day || input.Rule.LateUnitDay == 0)) return false;
            return true;
        }, iter: 5_000);

    [Fact]
    public void Ways_and_prices_that_make_no_sense_are_refused()
    {
        var good = Needing(10, 110, new SourcingOption(Way.DirectShipment, "maker", 5, 0, 110, 50));
        Assert.True(Netter.Net(good).IsValue);
        Assert.All((NettingInput[])
        [
            good with { Rule = good.Rule with { LateUnitDay = double.NaN } }, good with { Supplies = [new("S", 110, 5, Hurry: new(100, -1))] },
            good with { Options = new Dictionary<string, CostedOption[]> { ["safety stock"] = good.Options!["D"] } },
        ], input => Assert.NotEmpty(Netter.Net(input).Refusal!.Message));
    }
}
