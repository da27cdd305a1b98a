using Crossdock.Planner.Allocation;
using Crossdock.Planner.Demands;
using Crossdock.Planner.Forecasting;
using Crossdock.Planner.LeadTimes;
using Crossdock.Planner.Losses;
using Crossdock.Planner.Lots;
using Crossdock.Planner.Networks;
using Crossdock.Planner.Policies;

namespace Crossdock.Planner.Tests;

public sealed class MathematicsTests
{
    private static bool Near(double a, double b, double tolerance = 1e-9) => Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));

    [Fact]
    public void An_order_quantity_scales_with_the_unit_it_is_counted_in() =>
        Gen.Select(Gen.Double[0.1, 1e4], Gen.Double[0.01, 1e3], Gen.Double[0.1, 1e6], Gen.Double[0.01, 100]).Sample((k, h, d, unit) =>
            Near(EconomicOrderQuantity.Of(k, h, d).Value.Quantity * unit, EconomicOrderQuantity.Of(k, h / unit, d * unit).Value.Quantity));

    [Fact]
    public void No_quantity_is_cheaper_than_the_economic_one() =>
        Gen.Select(Gen.Double[0.1, 1e4], Gen.Double[0.01, 1e3], Gen.Double[0.1, 1e6], Gen.Double[0.05, 20]).Sample((k, h, d, factor) =>
        {
            var best = EconomicOrderQuantity.Of(k, h, d).Value;
            return EconomicOrderQuantity.CostRate(k, h, d, best.Quantity * factor).Value >= best.CostRate * (1 - 1e-12);
        });

    [Fact]
    public void No_multiple_is_cheaper_than_the_one_chosen() =>
        Gen.Select(Gen.Double[1, 100], Gen.Double[0.05, 0.5], Gen.Double[10, 5000], Gen.Int[0, 200], Gen.Int[1, 60], Gen.Int[2, 400], Gen.Int[1, 400]).Sample((k, rate, d, moq, multiple, break1, gap) =>
        {
            var breaks = new PriceBreaks([0, break1, break1 + gap], [10, 9.5, 9]);
            var chosen = AllUnitsDiscount.InMultiples(k, rate, d, breaks, moq, multiple).Value;
            for (double q = multiple; q <= 40L * multiple; q += multiple)
            {
                if (q < moq) continue;
                var unit = breaks.UnitCosts[breaks.RegionOf(q)];
                if (d * unit + k * d / q + rate * unit * q / 2 < chosen.CostRate * (1 - 1e-12)) return false;
            }

            return chosen.Quantity >= moq && Near(chosen.Quantity % multiple, 0);
        }, iter: 300);

    [Fact]
    public void The_optimal_plan_costs_no_more_than_any_heuristic_and_serves_all() =>
        Gen.Select(Gen.Double[1, 200], Gen.Double[0.1, 5], Gen.Int[0, 100].Array[1, 14]).Sample((k, h, units) =>
        {
            var demand = units.Select(u => (double)u).ToArray();
            var best = WagnerWhitin.Of(k, h, demand).Value;
            return Near(best.Quantities.Sum(), demand.Sum()) && Near(DynamicLots.CostOf(k, h, demand, best.Quantities).Value, best.Cost, 1e-7)
                && best.Cost <= SilverMeal.Of(k, h, demand).Value.Cost + 1e-6 && best.Cost <= LeastUnitCost.Of(k, h, demand).Value.Cost + 1e-6
                && best.Cost <= PartPeriodBalancing.Of(k, h, demand).Value.Cost + 1e-6;
        });

    [Fact]
    public void Shortage_less_leftover_is_mean_less_level() =>
        Gen.Select(Gen.Double[0.01, 60], Gen.Double[1, 6], Gen.Int[0, 150]).Sample((mean, dispersion, level) =>
        {
            var demand = NegativeBinomialDemand.Of(mean, mean * dispersion).Value;
            return Near(demand.Shortage(level) - demand.Leftover(level), mean - level, 1e-8) && demand.Shortage(level + 1) <= demand.Shortage(level) + 1e-12;
        });

    [Fact]
    public void Quantiles_of_demand_rise_with_the_level_and_the_lead_time() =>
        Gen.Select(Gen.Double[0.01, 8], Gen.Double[1, 4], Gen.Int[1, 20], Gen.Double[0.05, 0.9]).Sample((mean, dispersion, periods, level) =>
        {
            int At(int l, double q) => LeadTimeMixture.Of(mean, mean * dispersion, [(l, 0.7), (l + 3, 0.3)]).Value.Quantile(q);
            return At(periods, level) <= At(periods, level + 0.09) && At(periods, level) <= At(periods + 1, level);
        });

    [Fact]
    public void Safety_stock_rises_with_the_target_and_never_below_the_exact_one() =>
        Gen.Select(Gen.Double[1, 100], Gen.Double[0.1, 60], Gen.Double[0, 20], Gen.Double[0, 5], Gen.Double[1, 900], Gen.Double[0.5, 0.98]).Sample((mean, sd, lead, leadSd, lot, fill) =>
        {
            var stock = new SafetyStock(mean, sd, lead, leadSd, 1);
            return stock.ForFillRate(lot, fill).Value.Stock <= stock.ForFillRate(lot, fill + 0.01).Value.Stock + 1e-9
                && stock.ForFillRateExactly(lot, fill).Value.Stock <= stock.ForFillRate(lot, fill).Value.Stock + 1e-6
                && stock.ForCycleService(fill).Value.Stock <= stock.ForCycleService(fill + 0.01).Value.Stock;
        });

    [Fact]
    public void Sharing_out_loses_and_makes_nothing() =>
        Gen.Select(Gen.Int[0, 500], Gen.Double[0, 100].Array[1, 8], Gen.Double[0.1, 20]).Sample((supply, stocks, rate) =>
        {
            var rates = stocks.Select((_, i) => rate * (i + 1)).ToArray();
            var (_, shares) = EqualRunout.Of(supply, stocks, rates).Value;
            var proportional = Proportional.Of(supply, stocks).Value;
            var (cap, fair) = MaxMin.Of(supply, stocks).Value;
            return Near(shares.Sum(), supply, 1e-7) && WholeUnits.Of(shares).Sum() == supply && shares.All(s => s >= 0)
                && Near(proportional.Sum(), Math.Min(supply, stocks.Sum()), 1e-7) && Near(fair.Sum(), Math.Min(supply, stocks.Sum()), 1e-7) && fair.All(f => f <= cap + 1e-9);
        });

    [Fact]
    public void Greedy_marginal_allocation_is_as_good_as_trying_everything() =>
        Gen.Select(Gen.Int[0, 9], Gen.Double[0.1, 5].Array[3], Gen.Double[1, 20].Array[3]).Sample((supply, means, penalties) =>
        {
            var demands = means.Select(m => PoissonDemand.Of(m).Value).ToArray();
            var (units, penalty) = MarginalValue.Of(supply, demands, penalties).Value;
            for (var a = 0; a <= supply; a++)
                for (var b = 0; a + b <= supply; b++)
                    if (penalties[0] * demands[0].Shortage(a) + penalties[1] * demands[1].Shortage(b) + penalties[2] * demands[2].Shortage(supply - a - b) < penalty - 1e-9) return false;
            return units.Sum() == supply;
        }, iter: 300);

    [Fact]
    public void Forecasts_scale_with_demand_and_stay_within_it() =>
        Gen.Select(Gen.Int[0, 40].Array[3, 40], Gen.Double[0.5, 20], Gen.Double[0.05, 0.5]).Sample((units, scale, alpha) =>
        {
            var values = units.Select(u => (double)u).ToArray();
            var rate = Tsb.Of(values, alpha, alpha, IntermittentStart.Mean).Value.Rate;
            var scaled = Tsb.Of(values.Select(v => v * scale).ToArray(), alpha, alpha, IntermittentStart.Mean).Value.Rate;
            return Near(rate * scale, scaled) && rate >= 0 && rate <= values.Max() + 1e-9;
        });

    [Fact]
    public void Lead_time_curves_fall_and_open_orders_only_push_them_up() =>
        Gen.Select(Gen.Int[1, 30].Array[2, 20], Gen.Bool.Array[20]).Sample((days, received) =>
        {
            var durations = days.Select(d => (double)d).ToArray();
            var curve = KaplanMeier.Of(durations, received[..days.Length]).Value;
            var all = KaplanMeier.Of(durations, durations.Select(_ => true).ToArray()).Value;
            var falls = curve.Zip(curve.Skip(1)).All(p => p.Second.StillOpen <= p.First.StillOpen);
            return falls && curve.All(c => c.StillOpen >= all.Last(a => a.Duration <= c.Duration).StillOpen - 1e-12);
        });

    [Fact]
    public void Three_deliveries_on_time_do_not_beat_a_hundred() =>
        Assert.True(OnTimeRate.Of(9, 1, 3, 3).Value.Quantile(0.05) < OnTimeRate.Of(9, 1, 98, 100).Value.Quantile(0.05));

    [Fact]
    public void Pooling_never_needs_more_than_holding_apart() =>
        Gen.Select(Gen.Double[0, 100].Array[1, 6], Gen.Double[0, 1], Gen.Double[0, 4]).Sample((sds, correlation, z) =>
        {
            var pool = RiskPooling.Of(sds, correlation, z).Value;
            return pool.Central <= pool.Decentral + 1e-9;
        });

    [Fact]
    public void Lanes_in_a_circle_are_refused()
    {
        GuaranteedService.Stage At(params int[] next) => new(next, 1, null, 0, 1, 1, 1);
        Assert.Contains("circle", GuaranteedService.Of([At(1), At(2), At(0)]).Refusal!.Message, StringComparison.Ordinal);
        Assert.NotNull(GuaranteedService.Of([At(1), At(), At()]).Refusal);
        Assert.NotNull(GuaranteedService.Of([At(5)]).Refusal);
    }

    [Fact]
    public void What_is_no_number_is_refused_everywhere()
    {
        double[] broken = [1, double.NaN, 2];
        Refusal?[] answers =
        [
            EconomicOrderQuantity.Of(double.NaN, 1, 1).Refusal, EconomicOrderQuantity.Of(1, 0, 1).Refusal, WagnerWhitin.Of(1, 1, broken).Refusal, Croston.Of(broken, CrostonKind.Croston, 0.1, 0.1, IntermittentStart.Mean).Refusal,
            Croston.Of([0, 0], CrostonKind.Croston, 0.1, 0.1, IntermittentStart.Mean).Refusal, Tsb.Of([], 0.1, 0.1, IntermittentStart.Mean).Refusal, Theta.Of(broken, 1, 3).Refusal, Stl.Of(broken, 12, null, false).Refusal,
            EtsFit.Of(EtsModel.Named("MNM").Value, [1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0], 3).Refusal, KaplanMeier.Of(broken, [true, true, true]).Refusal, PoissonDemand.Of(double.PositiveInfinity).Refusal,
            NegativeBinomialDemand.Of(-1, 2).Refusal, LeadTimeMixture.Of(1, 1, [(3, 0.4)]).Refusal, new SafetyStock(1, 1, double.NaN, 0, 0).ForCycleService(0.9).Refusal, new SafetyStock(1, 1, 1, 0, 0).ForCycleService(1).Refusal,
            Newsvendor.Normal(1, double.NaN, 1, 1).Refusal, EqualRunout.Of(10, [1, 2], [0, 0]).Refusal,
        ];
        Assert.All(answers, refusal => Assert.NotEmpty(refusal!.Message));
    }

    [Fact]
    public void The_loss_function_and_its_inverse_undo_each_other() =>
        Gen.Double[-4, 6].Sample(z => Math.Abs(NormalLoss.Inverse(NormalLoss.Standard(z)) - z) < 1e-6);
}
