using Crossdock.Planner.Demands;

namespace Crossdock.Planner.Policies;

/// <summary>Periodic review: order up to S when the position is at or below s; linear costs after demand, full back-ordering.</summary>
/// <param name="ReorderLevel">s in units.</param>
/// <param name="OrderUpTo">S in units.</param>
/// <param name="CostRate">Expected money per period; 0 where the method does not answer one.</param>
public sealed record PeriodicPolicy(double ReorderLevel, double OrderUpTo, double CostRate)
{
    /// <summary>
    /// The optimal (s, S) for Poisson periods by the algorithm of Zheng and Federgruen (1991), Operations Research 39(4).
    /// </summary>
    /// <param name="holdingCost">Money per unit left at the end of a period.</param>
    /// <param name="stockoutCost">Money per unit short at the end of a period.</param>
    /// <param name="fixedCost">Money per order.</param>
    /// <param name="demandMean">Units per period.</param>
    /// <param name="leadTime">Whole periods between order and receipt.</param>
    public static Result<PeriodicPolicy> OptimalPoisson(double holdingCost, double stockoutCost, double fixedCost, double demandMean, int leadTime)
    {
        if (Costs.For(holdingCost, stockoutCost, fixedCost, demandMean, leadTime).Refused(out var refusal, out var costs)) return refusal;
        var best = 0;
        while (costs.Level(best + 1) < costs.Level(best)) best++;
        int s = best, bestUpTo = best;
        do s--;
        while (costs.Average(s, best) > costs.Level(s));
        var average = costs.Average(s, best);
        for (var upTo = best + 1; costs.Level(upTo) <= average; upTo++)
        {
            var candidate = costs.Average(s, upTo);
            if (candidate >= average) continue;
            bestUpTo = upTo;
            while (costs.Average(s, bestUpTo) <= costs.Level(s + 1)) s++;
            average = costs.Average(s, bestUpTo);
        }

        return new PeriodicPolicy(s, bestUpTo, average);
    }

    /// <summary>Expected cost per period of a given (s, S) under Poisson periods; parameters as in <see cref="OptimalPoisson"/>.</summary>
    public static Result<double> PoissonCost(double holdingCost, double stockoutCost, double fixedCost, double demandMean, int leadTime, int reorderLevel, int orderUpTo)
    {
        if (orderUpTo <= reorderLevel) return Given.No($"The order-up-to level {orderUpTo} must exceed the reorder level {reorderLevel}.");
        if (Costs.For(holdingCost, stockoutCost, fixedCost, demandMean, leadTime).Refused(out var refusal, out var costs)) return refusal;
        return costs.Average(reorderLevel, orderUpTo);
    }

    /// <summary>
    /// Near-optimal (s, S) in closed form: the revised power approximation of Ehrhardt and Mosier (1984), Management Science 30(5).
    /// Demand mean and deviation per period; with a lead time of L periods the level covers L + 1 periods.
    /// </summary>
    public static Result<PeriodicPolicy> PowerApproximation(double holdingCost, double stockoutCost, double fixedCost, double demandMean, double demandDeviation, double leadTime = 0)
    {
        if ((Given.Positive("holding cost", holdingCost) ?? Given.Positive("stock-out cost", stockoutCost) ?? Given.Positive("fixed cost", fixedCost)
            ?? Given.Positive("mean demand", demandMean) ?? Given.Positive("deviation of demand", demandDeviation) ?? Given.NotNegative("lead time", leadTime)) is { } no) return no;
        double mean = demandMean * (leadTime + 1), deviation = demandDeviation * Math.Sqrt(leadTime + 1);
        var quantity = 1.30 * Math.Pow(demandMean, 0.494) * Math.Pow(fixedCost / holdingCost, 0.506) * Math.Pow(1 + deviation * deviation / (demandMean * demandMean), 0.116);
        var z = Math.Sqrt(quantity * holdingCost / (stockoutCost * deviation));
        var s = 0.973 * mean + deviation * (0.183 / z + 1.063 - 2.192 * z);
        return new PeriodicPolicy(s, s + quantity, 0);
    }

    // Cost of a level and the renewal function of the demand since the last order.
    private sealed class Costs(double holdingCost, double stockoutCost, double fixedCost, DiscreteDemand period, DiscreteDemand horizon)
    {
        private readonly List<double> density = [1 / (1 - period.Zero)];
        private readonly Dictionary<int, double> levels = [];

        public static Result<Costs> For(double holdingCost, double stockoutCost, double fixedCost, double demandMean, int leadTime)
        {
            if ((Given.Positive("holding cost", holdingCost) ?? Given.Positive("stock-out cost", stockoutCost) ?? Given.NotNegative("fixed cost", fixedCost)
                ?? Given.Positive("mean demand", demandMean) ?? Given.NotNegative("lead time", leadTime)) is { } no) return no;
            if (PoissonDemand.Of(demandMean).Refused(out var refusal, out var period)) return refusal;
            if (PoissonDemand.Of(demandMean * (leadTime + 1)).Refused(out refusal, out var horizon)) return refusal;
            return new Costs(holdingCost, stockoutCost, fixedCost, period, horizon);
        }

        public double Level(int y)
        {
            if (!levels.TryGetValue(y, out var cost))
                levels[y] = cost = holdingCost * (y - horizon.Mean) + (holdingCost + stockoutCost) * horizon.Shortage(y);
            return cost;
        }

        public double Average(int s, int upTo)
        {
            double cost = fixedCost, time = 0;
            for (var j = 0; j < upTo - s; j++)
            {
                var m = Density(j);
                cost += m * Level(upTo - j);
                time += m;
            }

            return cost / time;
        }

        // m(j) = sum of p(l) m(j - l); the term of no demand is on both sides.
        private double Density(int j)
        {
            while (density.Count <= j)
            {
                var (n, sum) = (density.Count, 0.0);
                for (var l = 1; l <= Math.Min(n, period.Probabilities.Length - 1); l++) sum += period.Probabilities[l] * density[n - l];
                density.Add(sum / (1 - period.Zero));
            }

            return density[j];
        }
    }
}
