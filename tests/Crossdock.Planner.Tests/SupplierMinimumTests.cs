using Crossdock.Planner.Lots;

namespace Crossdock.Planner.Tests;

public sealed class SupplierMinimumTests
{
    private static readonly Gen<MinimumItem[]> Items =
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 6], Gen.Double[0.5, 20], Gen.Double[0.1, 5], Gen.Double[0, 60], Gen.Int[0, 40]).Array[1, 4].Select(rows => rows.Select((r, i) =>
            new MinimumItem($"I{i}", r.Item1, r.Item2, r.Item3, r.Item3, r.Item4, r.Item5, r.Item6)).ToArray());

    // Holding 36.5 % a year: 0.1 % a day.
    private const double Rate = 0.365;

    [Fact]
    public void An_order_is_filled_up_with_what_is_needed_soonest_for_the_money()
    {
        // 60 are missing. A pack of A counts 50 and costs 50 * 0.001 * 10 = 0.5, its next one comes 5 days later: 0.75. One of B counts 20 and costs 20 * 0.001 * 2 = 0.04, then 22 days: 0.44.
        MinimumItem[] items = [new("A", 4, 5, 10, 10, 1, 10, 20), new("B", 0, 2, 10, 10, 0.1, 2, 10), new("C", 0, 1, 100, 100, 1, 170, 1)];
        var plan = SupplierMinimum.Of(100, items, Rate, 5).Value;
        Assert.Equal((BelowMinimum.FillUp, 0.54), (plan.Choice, Math.Round(plan.FillCost!.Value, 10)));
        Assert.Equal([("B", 1, 2.0), ("A", 1, 5.0)], plan.Added.Select(a => (a.Item, a.Packs, a.Units)));
        Assert.All(plan.Added, a => Assert.Contains("anyway", a.Why, StringComparison.Ordinal));
        // Waiting: B's next 10 (100) come in 2 days.
        Assert.Equal((2.0, 10.0), (plan.WaitDays!.Value, plan.WaitCost!.Value));
        Assert.Equal(BelowMinimum.Wait, SupplierMinimum.Of(100, items, Rate, 0.2).Value.Choice);
        Assert.Equal(BelowMinimum.Send, SupplierMinimum.Of(40, items, Rate, 5).Value.Choice);
    }

    [Fact]
    public void A_filled_order_reaches_the_minimum_in_whole_packs_and_costs_at_most_twice_the_least() =>
        Gen.Select(Items, Gen.Double[1, 150], Gen.Double[10, 90]).Sample((items, minimum, days) =>
        {
            var have = items.Sum(i => i.Ordered * i.Measure);
            if (SupplierMinimum.Of(minimum, items, Rate, 1, days).Refused(out _, out var plan) || plan.Choice == BelowMinimum.Send) return plan is null || have >= minimum - 1e-6;
            var least = Least(items, minimum - have, days, 0);
            if (plan.FillCost is not { } cost) return double.IsInfinity(least);
            var added = plan.Added.Sum(a => a.Units * items.Single(i => i.Item == a.Item).Measure);
            return have + added >= minimum - 1e-6 && plan.Added.All(a => a.Units == a.Packs * items.Single(i => i.Item == a.Item).Pack) && Math.Abs(plan.Added.Sum(a => a.Cost) - cost) < 1e-9
                && cost >= least - 1e-9 && cost <= 2 * least + 1e-9;
        }, iter: 500);

    // All combinations of packs of the items from this one on.
    private static double Least(MinimumItem[] items, double gap, double most, int at)
    {
        if (gap <= 1e-7) return 0;
        if (at == items.Length) return double.PositiveInfinity;
        var (item, spent, best) = (items[at], 0.0, Least(items, gap, most, at + 1));
        for (var number = 0; item.DaysToNext + number * item.Pack / item.DailyDemand is var days && days <= most; number++)
        {
            spent += item.Pack * item.UnitCost * Rate * days / 365;
            gap -= item.Pack * item.Measure;
            best = Math.Min(best, spent + Least(items, gap, most, at + 1));
            if (gap <= 1e-7) break;
        }

        return best;
    }

    [Fact]
    public void The_cheaper_of_filling_up_and_waiting_is_chosen() =>
        Gen.Select(Items, Gen.Double[1, 150], Gen.Double[0, 3]).Sample((items, minimum, wait) =>
        {
            if (SupplierMinimum.Of(minimum, items, Rate, wait).Refused(out _, out var plan)) return true;
            return plan.Choice switch
            {
                BelowMinimum.Send => items.Sum(i => i.Ordered * i.Measure) >= minimum - 1e-6,
                BelowMinimum.FillUp => plan.FillCost <= (plan.WaitCost ?? double.PositiveInfinity),
                _ => plan.WaitCost < (plan.FillCost ?? double.PositiveInfinity),
            };
        });

    [Fact]
    public void What_reaches_no_minimum_or_is_no_item_is_refused()
    {
        var good = new MinimumItem("A", 1, 1, 1, 1, 1, 1, 1);
        Assert.Contains("missing", SupplierMinimum.Of(1e6, [good], Rate, 1).Refusal!.Message, StringComparison.Ordinal);
        Assert.All((MinimumItem[])
        [
            good with { Ordered = -1 }, good with { Pack = 0 }, good with { UnitCost = double.NaN }, good with { Measure = -1 }, good with { DailyDemand = -1 }, good with { DaysToNext = -1 }, good with { NextQuantity = -1 },
        ], item => Assert.NotEmpty(SupplierMinimum.Of(1, [item], Rate, 1).Refusal!.Message));
        Assert.All((Result<SupplierMinimum>[])[SupplierMinimum.Of(-1, [good], Rate, 1), SupplierMinimum.Of(1, [], Rate, 1), SupplierMinimum.Of(1, [good], -1, 1), SupplierMinimum.Of(1, [good], Rate, double.NaN)],
            plan => Assert.NotEmpty(plan.Refusal!.Message));
    }
}
