using Crossdock.Planner.Forecasting;

namespace Crossdock.Planner.Tests;

public sealed class PromotionTests
{
    private static readonly Gen<PromotionHistory> Histories =
        Gen.Select(Gen.Double[0, 100], Gen.Double[0.5, 50], Gen.Bool).Array[1, 12].Select(rows =>
            new PromotionHistory(rows.Select(r => r.Item1).ToArray(), rows.Select(r => r.Item2).ToArray(), rows.Select(r => r.Item3).ToArray()));

    [Fact]
    public void A_promoted_week_has_the_baseline_of_the_quiet_weeks_around_it()
    {
        double[] demand = [90, 8, 10, 40, 50, 12, 14, 90];
        bool[] promoted = [false, false, false, true, true, false, false, false];
        Assert.Equal([90, 8, 10, 11, 11, 12, 14, 90], PromotionLift.Baseline(demand, promoted, 2).Value);
        Assert.Equal([90, 8, 10, 11, 11, 12, 14, 90], PromotionLift.Baseline(demand, promoted, 1).Value);
        Assert.False(PromotionLift.Baseline([1, 2], [true, true]).IsValue);
    }

    [Fact]
    public void A_lift_lies_between_what_the_item_and_what_its_class_says()
    {
        // Item one: 60 on 20 in 2 periods = 3. Class: (60 + 20) / (20 + 20) = 2. Strength 2: (2 * 3 + 2 * 2) / 4 = 2.5.
        var lifts = PromotionLift.Learn(
        [
            new([10, 30, 30], [10, 10, 10], [false, true, true]), new([20], [20], [true]), new([5], [5], [false]), new([0], [0], [true]),
        ], 2).Value;
        Assert.Equal(2, lifts.Class, 12);
        Assert.Equal(new ItemLift(2.5, 3, 2, null), lifts.Items[0]);
        Assert.Equal(5 / 3.0, lifts.Items[1].Lift, 12);
        Assert.All(lifts.Items[2..], lift => Assert.Equal((2.0, 0), (lift.Lift, lift.Periods)));
        Assert.All(lifts.Items[2..], lift => Assert.NotEmpty(lift.Fallback!));

        Gen.Select(Histories.Array[1, 6], Gen.Double[0.5, 20]).Sample((items, strength) =>
        {
            if (PromotionLift.Learn(items, strength).Refused(out _, out var learnt)) return items.All(i => !i.Promoted.Contains(true) || i.Demand.Zip(i.Promoted).All(p => !p.Second || p.First == 0));
            return learnt.Items.All(i => i.Lift > 0 && i.Lift >= Math.Min(i.Own ?? learnt.Class, learnt.Class) - 1e-9 && i.Lift <= Math.Max(i.Own ?? learnt.Class, learnt.Class) + 1e-9);
        });
    }

    [Fact]
    public void More_promoted_weeks_bring_a_lift_nearer_to_its_own() =>
        Gen.Select(Gen.Int[1, 20], Gen.Double[1, 9], Gen.Double[1, 9]).Sample((weeks, own, other) =>
        {
            // The other item outweighs it, so that the class hardly moves.
            double Distance(int n) => Math.Abs(own - PromotionLift.Learn(
                [new(Enumerable.Repeat(own, n).ToArray(), Enumerable.Repeat(1.0, n).ToArray(), Enumerable.Repeat(true, n).ToArray()), new([1e9 * other], [1e9], [true])]).Value.Items[0].Lift);
            return Distance(weeks + 1) <= Distance(weeks) + 1e-6;
        });

    [Fact]
    public void A_cleaned_history_can_be_taken_back_and_leaves_other_weeks_alone() =>
        Gen.Select(Histories, Gen.Double[0.2, 8]).Sample((item, lift) =>
        {
            var cleaned = PromotionLift.Clean(item.Demand, item.Promoted, lift).Value;
            var back = PromotionLift.Plan(cleaned.Baseline, cleaned.Replaced, lift).Value;
            for (var t = 0; t < item.Demand.Length; t++)
                if (!item.Promoted[t] && cleaned.Baseline[t] != item.Demand[t]
                    || Math.Abs(back.Forecast[t] - item.Demand[t]) > 1e-9 || Math.Abs(cleaned.Baseline[t] + back.Uplift[t] - back.Forecast[t]) > 1e-9) return false;
            return cleaned.Original.SequenceEqual(item.Demand);
        });

    [Fact]
    public void Leftover_less_shortage_is_plan_less_sales()
    {
        Assert.Equal(new PromotionOutcome(50, 2.5, 3, 10, 0), PromotionLift.Judge([20, 30], [10, 10], 60).Value);
        Assert.Equal(new PromotionOutcome(50, null, null, 0, 20), PromotionLift.Judge([20, 30], [0, 0], 30).Value);
        Gen.Select(Histories, Gen.Double[0, 900]).Sample((item, planned) =>
        {
            var outcome = PromotionLift.Judge(item.Demand, item.Baseline, planned).Value;
            return Math.Abs(outcome.Leftover - outcome.Short - (planned - item.Demand.Sum())) < 1e-9 && Math.Min(outcome.Leftover, outcome.Short) == 0;
        });
    }

    [Fact]
    public void Promotions_that_say_nothing_are_refused() =>
        Assert.All((Refusal?[])
        [
            PromotionLift.Learn([]).Refusal, PromotionLift.Learn([new([1], [1], [false])]).Refusal, PromotionLift.Learn([new([0], [5], [true])]).Refusal, PromotionLift.Learn([new([5], [0], [true])]).Refusal,
            PromotionLift.Learn([new([5], [5], [true])], 0).Refusal, PromotionLift.Learn([new([5], [5, 5], [true])]).Refusal, PromotionLift.Clean([5], [true], 0).Refusal,
            PromotionLift.Plan([double.NaN], [true], 2).Refusal, PromotionLift.Judge([1], [1, 2], 3).Refusal,
        ], refusal => Assert.NotEmpty(refusal!.Message));
}
