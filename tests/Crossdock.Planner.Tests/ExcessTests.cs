using Crossdock.Planner.Policies;

namespace Crossdock.Planner.Tests;

public sealed class ExcessTests
{
    private static readonly Gen<ExcessInput> Inputs =
        Gen.Select(Gen.Double[-20, 200], Gen.Double[0.1, 50], Gen.Double[0, 5], Gen.Double[0, 60],
            Gen.Select(Gen.Int[0, 100], Gen.Double[0, 80], Gen.Bool).Array[0, 6], Gen.Select(Gen.Enum<WayOutKind>(), Gen.Int[0, 5], Gen.Double[0, 90], Gen.Double[-5, 20], Gen.Double[0, 50]).Array[0, 6]).Select((stock, cost, demand, cover, rows, ways) =>
            new ExcessInput("X", "A", stock, cost, demand, cover, rows.Select((r, i) => new SupplyRow($"S{i}", r.Item1, r.Item2, r.Item3)).ToArray(),
                ways.Select(w => new WayOut(w.Item1, $"S{w.Item2}", w.Item3, w.Item4, w.Item5)).ToArray()));

    [Fact]
    public void An_excess_is_laid_to_the_latest_supplies_and_led_out_by_the_best_ways()
    {
        // 100 + 60 - 2 * 30 = 100 too many: 40 of B, 20 of A, then 30 of the last receipt; 10 are older than what is known.
        ExcessInput input = new("X", "A", 100, 5, 2, 30,
            [new("A", 110, 20, true), new("B", 120, 40, true), new("R", 90, 30, false), new("older", 50, 0, false)],
            [new(WayOutKind.Cancel, "B", 100, 4), new(WayOutKind.PushOut, "B", 100, 1), new(WayOutKind.PushOut, "A", 15, 1, 10), new(WayOutKind.Transfer, "site C", 25, 3), new(WayOutKind.MarkDown, "sale", 100, -1), new(WayOutKind.Return, "maker", 5, 2, 40)]);
        var excess = Excess.Of([input]).Value.Single();
        Assert.Equal((100.0, 500.0, 80.0), (excess.Units, excess.Cash, excess.CoverDays!.Value));
        Assert.Equal([("B", 40.0), ("A", 20.0), ("R", 30.0), (null, 10.0)], excess.Causes.Select(c => ((string?)c.Supply, c.Units)));
        Assert.Equal([new(WayOutKind.Cancel, "B", 40, 160), new(WayOutKind.Transfer, "site C", 25, 75), new ExcessAction(WayOutKind.PushOut, "A", 15, 5)], excess.Actions);
        Assert.Equal((240.0, 20.0), (excess.Value, excess.Kept));
    }

    [Fact]
    public void Excesses_are_ranked_by_cash_and_stock_without_demand_is_all_excess()
    {
        ExcessInput Of(string item, double stock, double cost, double demand) => new(item, "A", stock, cost, demand, 10, [], []);
        var ranked = Excess.Of([Of("few", 30, 1, 1), Of("none", 10, 1, 1), Of("dear", 15, 50, 1), Of("dead", 7, 10, 0)]).Value;
        Assert.Equal(["dear", "dead", "few"], ranked.Select(e => e.Item));
        Assert.Equal((70, null), (ranked[1].Cash, ranked[1].CoverDays));
    }

    [Fact]
    public void Causes_and_ways_out_add_up_to_the_excess() =>
        Inputs.Sample(input =>
        {
            var excesses = Excess.Of([input]).Value;
            var units = input.OnHand + input.Supplies.Where(s => s.Open).Sum(s => s.Units) - input.DailyDemand * input.CoverDays;
            if (excesses.Length == 0) return units < 1e-6;
            var excess = excesses[0];
            var rows = input.Supplies.ToDictionary(s => s.Id);
            return Math.Abs(excess.Units - units) < 1e-9 && Math.Abs(excess.Causes.Sum(c => c.Units) - units) < 1e-6 && Math.Abs(excess.Actions.Sum(a => a.Units) + excess.Kept - units) < 1e-6
                && excess.Causes.All(c => c.Units > 0 && (c.Supply is null || c.Units <= rows[c.Supply].Units)) && excess.Actions.All(a => a.Value > 0)
                && excess.Causes.Where(c => !c.Open).Sum(c => c.Units) <= Math.Max(0, input.OnHand) + 1e-6
                && excess.Actions.Where(a => a.Kind <= WayOutKind.PushOut).GroupBy(a => a.Target).All(g => g.Sum(a => a.Units) <= excess.Causes.Single(c => c.Supply == g.Key && c.Open).Units + 1e-9);
        });

    [Fact]
    public void An_excess_of_what_cannot_be_is_refused()
    {
        var good = new ExcessInput("X", "A", 1, 1, 1, 1, [new("S", 1, 1, true)], [new(WayOutKind.Cancel, "S", 1, 1)]);
        Assert.All((ExcessInput[])
        [
            good with { OnHand = double.NaN }, good with { UnitCost = -1 }, good with { DailyDemand = -1 }, good with { CoverDays = -1 }, good with { Supplies = [new("S", 1, -1, true)] },
            good with { Supplies = [.. good.Supplies, .. good.Supplies] }, good with { WaysOut = [new(WayOutKind.Cancel, "S", -1, 1)] }, good with { WaysOut = [new(WayOutKind.Cancel, "S", 1, double.NaN)] },
            good with { WaysOut = [new(WayOutKind.Cancel, "S", 1, 1, -1)] },
        ], input => Assert.NotEmpty(Excess.Of([input]).Refusal!.Message));
    }
}
