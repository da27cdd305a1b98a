using Crossdock.Planner.Demands;

namespace Crossdock.Planner.Tests;

public sealed class BayesianRateTests
{
    private static readonly double[] ClassSizes = [0, 0.5, 0.2, 0.1, 0, 0.2];
    private static readonly Gen<GammaRate> Priors = Gen.Select(Gen.Double[0.3, 5], Gen.Double[2, 60]).Select((shape, periods) => new GammaRate(shape, periods));
    private static readonly Gen<(double, double)[]> Horizons = Gen.Select(Gen.Double[1, 12], Gen.Double[1, 12], Gen.Double[0, 1]).Select((a, b, p) => new[] { (a, p), (b, 1 - p) });

    [Fact]
    public void No_single_order_moves_the_mean_by_more_than_the_prior_allows() =>
        Gen.Select(Priors, Horizons, Gen.Int[1, 20].Array[0, 8], Gen.Int[1, 90], Gen.Int[0, 40]).Sample((prior, horizons, orders, size, more) =>
        {
            var periods = orders.Length + more;
            var horizon = horizons.Sum(h => h.Item1 * h.Item2);
            var before = BayesianRate.OfOrders(prior, ClassSizes, orders, periods).Value;
            var after = BayesianRate.OfOrders(prior, ClassSizes, [.. orders, size], periods).Value;
            var move = after.Over(horizons).Value.Mean - before.Over(horizons).Value.Mean;
            var history = Enumerable.Repeat(0.0, more).Concat(orders.Select(o => (double)o)).ToArray();
            var plain = BayesianRate.OfUnits(prior, history).Value;
            if (history.Length > 0) history[0] += size;
            var plainMove = history.Length == 0 ? 0 : BayesianRate.OfUnits(prior, history).Value.Over(horizons).Value.Mean - plain.Over(horizons).Value.Mean;
            return Math.Abs(move - before.Move(size, horizon)) < 1e-7 && move <= size * horizon / prior.Periods + 1e-7 && move > 0
                && plainMove <= plain.Move(size, horizon) + 1e-7 && plainMove <= size * horizon / prior.Periods + 1e-7;
        }, iter: 1000);

    [Fact]
    public void The_rate_lies_between_the_history_and_the_class() =>
        Gen.Select(Priors, Gen.Int[0, 9].Array[1, 60]).Sample((prior, history) =>
        {
            var rate = BayesianRate.OfUnits(prior, history.Select(u => (double)u).ToArray()).Value.Mean;
            return rate >= Math.Min(prior.Mean, history.Average()) - 1e-9 && rate <= Math.Max(prior.Mean, history.Average()) + 1e-9;
        });

    [Fact]
    public void Its_distribution_has_the_moments_it_says() =>
        Gen.Select(Priors, Horizons, Gen.Int[1, 9].Array[0, 6]).Sample((prior, horizons, orders) =>
        {
            foreach (var rate in (BayesianRate[])[BayesianRate.OfOrders(prior, ClassSizes, orders, 8).Value, BayesianRate.OfUnits(prior, orders.Select(o => (double)o).ToArray()).Value])
            {
                var demand = rate.Over(horizons).Value;
                double sum = 0, mean = 0, square = 0;
                for (var x = 0; x < demand.Probabilities.Length; x++)
                    (sum, mean, square) = (sum + demand.Probabilities[x], mean + x * demand.Probabilities[x], square + (double)x * x * demand.Probabilities[x]);
                if (Math.Abs(sum - 1) > 1e-8 || Math.Abs(mean - demand.Mean) > 1e-6 * (1 + mean) || Math.Abs(square - mean * mean - demand.Variance) > 1e-4 * (1 + demand.Variance)) return false;
            }

            return true;
        }, iter: 300);

    [Fact]
    public void Orders_of_one_unit_are_the_same_as_units()
    {
        var prior = new GammaRate(1.5, 20);
        var orders = BayesianRate.OfOrders(prior, [0, 1], [1, 1], 10).Value.Over([(6, 0.5), (9, 0.5)]).Value;
        var units = BayesianRate.OfUnits(prior, [1, 0, 0, 1, 0, 0, 0, 0, 0, 0]).Value.Over([(6, 0.5), (9, 0.5)]).Value;
        for (var x = 0; x < 20; x++) Assert.Equal(units.Probabilities[x], orders.Probabilities[x], 12);
        Assert.Equal(units.Variance, orders.Variance, 10);
        // 3.5 orders in 30 periods, 7.5 periods ahead.
        Assert.Equal(3.5 / 30 * 7.5, units.Mean, 12);
        Assert.Equal(1 * 7.5 / 30, BayesianRate.OfUnits(prior, new double[10]).Value.Move(1, 7.5), 12);
    }

    [Fact]
    public void A_rate_from_nothing_is_refused() =>
        Assert.All((Refusal?[])
        [
            BayesianRate.OfUnits(new(0, 1), [1]).Refusal, BayesianRate.OfUnits(new(1, 1), [-1]).Refusal, BayesianRate.OfOrders(new(1, 1), [0.5], [], 1).Refusal, BayesianRate.OfOrders(new(1, 1), [0, 1], [0], 1).Refusal,
            BayesianRate.OfOrders(new(1, 1), [0, 1], [1], double.NaN).Refusal, BayesianRate.OfUnits(new(1, 1), []).Value.Over([]).Refusal, BayesianRate.OfUnits(new(1, 1), []).Value.Over([(1, 0.5)]).Refusal,
            CompoundNegativeBinomial.Of(700, 1, [0, 1]).Refusal, CompoundNegativeBinomial.Of(1, 0, [0, 1]).Refusal, CompoundNegativeBinomial.Of(500, 1, Enumerable.Repeat(1e-5, 100_000).ToArray()).Refusal,
        ], refusal => Assert.NotEmpty(refusal!.Message));
}
