using Crossdock.Planner.Counting;

namespace Crossdock.Planner.Tests;

public sealed class CountingTests
{
    private static readonly Gen<CountPosition> Positions =
        Gen.Select(Gen.Double[1, 5000], Gen.Double[0, 30], Gen.Double[0.1, 5], Gen.Int[0, 10], Gen.Double[0, 900], Gen.Double[1, 400]).Select(p =>
            new CountPosition(p.Item1, p.Item2, p.Item3, p.Item4, p.Item4 + p.Item5, p.Item6));

    private static readonly Gen<CountCandidate[]> Candidates =
        Gen.Select(Gen.Double[0, 500], Gen.Double[1, 30], Gen.Int[0, 120], Gen.Int[30, 200]).Array[0, 25].Select(rows => rows.Select((r, i) => new CountCandidate($"P{i:00}", r.Item1, r.Item2, r.Item3, r.Item4)).ToArray());

    [Fact]
    public void A_record_is_wrong_by_now_with_the_probability_of_its_history()
    {
        // 1 error in 4 movements believed: after one more movement wrong with 1/4; after two with 1 - (3/4)(4/5) = 0.4.
        var prior = new ErrorRate(1, 3);
        CountRisk After(double movements) => CountRisk.Of(new(200, movements - CountRisk.StillMovementsPerDay, 1.5, 0, 0, 1), prior).Value;
        Assert.Equal((0.25, 0.25, 75), (After(1).ErrorsPerMovement, Math.Round(After(1).Wrong, 10), Math.Round(After(1).ExpectedLoss, 8)));
        Assert.Equal(0.4, After(2).Wrong, 10);
        Assert.Equal(2 / 14.0, CountRisk.Of(new(200, 1, 1, 1, 10, 1), prior).Value.ErrorsPerMovement, 12);
        Assert.Equal(0, CountRisk.Of(new(200, 1, 1, 0, 0, 0), prior).Value.Wrong);
        Assert.True(CountRisk.Of(new(200, 0, 1, 0, 0, 90), prior).Value.Wrong > 0);
        var clean = CountRisk.OfClass(0, 99, 200).Value;
        Assert.Equal((0.005, 200), (Math.Round(clean.Mean, 12), Math.Round(clean.Alpha + clean.Beta, 9)));
    }

    [Fact]
    public void Not_counting_costs_more_with_value_velocity_criticality_errors_and_time() =>
        Gen.Select(Positions, Gen.Double[1.01, 4], Gen.Double[0.1, 20], Gen.Double[20, 900]).Sample((position, more, alpha, beta) =>
        {
            var prior = new ErrorRate(alpha, beta);
            var loss = CountRisk.Of(position, prior).Value.ExpectedLoss;
            return loss >= 0 && loss <= position.Value * position.Criticality && ((CountPosition[])
            [
                position with { Value = position.Value * more }, position with { MovementsPerDay = position.MovementsPerDay * more }, position with { Criticality = position.Criticality * more },
                position with { Errors = position.Errors + 1, Movements = position.Movements + 1 }, position with { DaysSinceCount = position.DaysSinceCount * more },
            ]).All(worse => CountRisk.Of(worse, prior).Value.ExpectedLoss >= loss * (1 - 1e-9))
                && CountRisk.Of(position with { Movements = position.Movements + 50 }, prior).Value.ExpectedLoss <= loss * (1 + 1e-9);
        });

    [Fact]
    public void The_budget_is_never_exceeded_but_for_positions_at_their_greatest_age_which_are_named() =>
        Gen.Select(Candidates, Gen.Double[0, 200]).Sample((candidates, budget) =>
        {
            var plan = CountPlan.Of(candidates, budget).Value;
            var must = candidates.Where(c => c.AgeDays >= c.MaximumAgeDays).ToArray();
            var over = Math.Max(0, must.Sum(c => c.Minutes) - budget);
            return plan.Counts.Where(c => c.Overdue).Select(c => c.Id).ToHashSet().SetEquals(must.Select(c => c.Id)) && Math.Abs(plan.OverBudgetMinutes - over) < 1e-9
                && plan.Minutes <= budget + over + 1e-9 && (over == 0 || plan.Counts.Length == must.Length) && Math.Abs(plan.Minutes - plan.Counts.Sum(c => c.Minutes)) < 1e-9
                && Math.Abs(plan.LossAvoided + plan.LossLeft - candidates.Sum(c => c.ExpectedLoss)) < 1e-6 && plan.Counts.Select(c => c.Id).Distinct().Count() == plan.Counts.Length;
        });

    [Fact]
    public void A_counted_position_stays_counted_when_more_is_at_stake_and_the_order_given_changes_nothing() =>
        Gen.Select(Candidates, Gen.Double[0, 200], Gen.Double[1, 500]).Sample((candidates, budget, more) =>
        {
            var plan = CountPlan.Of(candidates, budget).Value;
            if (!plan.Counts.SequenceEqual(CountPlan.Of(candidates.Reverse().ToArray(), budget).Value.Counts)) return false;
            return plan.Counts.All(chosen => CountPlan.Of(candidates.Select(c => c.Id == chosen.Id ? c with { ExpectedLoss = c.ExpectedLoss + more } : c).ToArray(), budget).Value.Counts.Any(c => c.Id == chosen.Id));
        }, iter: 300);

    [Fact]
    public void No_position_grows_older_than_its_greatest_age_when_each_day_is_planned() =>
        Gen.Select(Candidates, Gen.Double[0, 60]).Sample((candidates, budget) =>
        {
            var state = candidates.Select(c => c with { AgeDays = Math.Min(c.AgeDays, c.MaximumAgeDays) }).ToArray();
            for (var day = 0; day < 250; day++)
            {
                var counted = CountPlan.Of(state, budget).Value.Counts.Select(c => c.Id).ToHashSet();
                state = state.Select(c => c with { AgeDays = counted.Contains(c.Id) ? 1 : c.AgeDays + 1 }).ToArray();
                if (state.Any(c => c.AgeDays > c.MaximumAgeDays)) return false;
            }

            return true;
        }, iter: 50);

    [Fact]
    public void The_minutes_go_where_most_is_lost_per_minute()
    {
        // Per minute: A 10, B 8, C 5. A and B do not both fit; C does.
        var plan = CountPlan.Of([new("C", 50, 10, 1, 90), new("B", 240, 30, 1, 90), new("A", 200, 20, 1, 90), new("D", 1, 5, 90, 90), new("E", 0, 1, 1, 90)], 45).Value;
        Assert.Equal(["D", "A", "C"], plan.Counts.Select(c => c.Id));
        Assert.Equal((35.0, 251.0, 240.0, 0.0), (plan.Minutes, plan.LossAvoided, plan.LossLeft, plan.OverBudgetMinutes));
    }

    [Fact]
    public void Positions_that_cannot_be_are_refused()
    {
        var (good, prior, candidate) = (new CountPosition(1, 1, 1, 1, 5, 1), new ErrorRate(1, 9), new CountCandidate("A", 1, 1, 1, 90));
        Assert.All((CountPosition[])
        [
            good with { Value = -1 }, good with { MovementsPerDay = double.NaN }, good with { Criticality = -1 }, good with { Errors = -1 }, good with { Errors = 6 }, good with { Movements = double.NaN }, good with { DaysSinceCount = -1 },
        ], position => Assert.NotEmpty(CountRisk.Of(position, prior).Refusal!.Message));
        Assert.NotEmpty(CountRisk.Of(good, new(0, 1)).Refusal!.Message);
        Assert.All((Result<ErrorRate>[])[CountRisk.OfClass(-1, 5), CountRisk.OfClass(6, 5), CountRisk.OfClass(1, 5, 0)], rate => Assert.NotEmpty(rate.Refusal!.Message));
        Assert.All((Result<CountPlan>[])
        [
            CountPlan.Of([candidate], -1), CountPlan.Of([candidate, candidate], 1), CountPlan.Of([candidate with { Minutes = 0 }], 1), CountPlan.Of([candidate with { ExpectedLoss = double.NaN }], 1),
            CountPlan.Of([candidate with { AgeDays = -1 }], 1), CountPlan.Of([candidate with { MaximumAgeDays = 0 }], 1),
        ], plan => Assert.NotEmpty(plan.Refusal!.Message));
    }
}
