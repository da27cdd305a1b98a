using Crossdock.Planner.Demands;

namespace Crossdock.Planner.Networks;

/// <summary>
/// Optimal echelon base-stock levels of a serial chain under continuous review: Clark and Scarf (1960), in the recursion of Snyder and Shen (2019), section 6.2,
/// with the newsvendor heuristic of Shang and Song (2003). Stages are counted from the customer up.
/// </summary>
/// <param name="Levels">Echelon base-stock level of each stage in units.</param>
/// <param name="CostRate">Money per time unit at the optimum, stock on the way excluded.</param>
public sealed record SerialEchelon(double[] Levels, double CostRate)
{
    private const int GridPoints = 4000;

    /// <summary>Poisson demand: levels in whole units.</summary>
    /// <param name="echelonHolding">Money per unit and time unit each stage adds, from the customer up.</param>
    /// <param name="leadTimes">Time units each stage waits for its supplier.</param>
    /// <param name="stockoutCost">Money per unit back-ordered at the customer and time unit.</param>
    /// <param name="demandRate">Units per time unit.</param>
    public static Result<SerialEchelon> Poisson(double[] echelonHolding, double[] leadTimes, double stockoutCost, double demandRate)
    {
        if (Check(echelonHolding, leadTimes, stockoutCost, demandRate) is { } no) return no;
        var demands = new double[leadTimes.Length][];
        for (var j = 0; j < leadTimes.Length; j++)
        {
            if (PoissonDemand.Of(demandRate * leadTimes[j]).Refused(out var refusal, out var demand)) return refusal;
            demands[j] = demand.Probabilities.ToArray();
        }

        var high = (int)(2 * demandRate * leadTimes.Sum() + 20 * Math.Sqrt(demandRate * leadTimes.Sum()) + 30);
        var low = -demands.Sum(d => d.Length);
        return Recursion(echelonHolding, demands, stockoutCost, low, high, 1);
    }

    /// <summary>Normal demand with mean and deviation per time unit, on a grid far finer than the deviation.</summary>
    public static Result<SerialEchelon> Normal(double[] echelonHolding, double[] leadTimes, double stockoutCost, double demandMean, double demandDeviation)
    {
        if ((Check(echelonHolding, leadTimes, stockoutCost, demandMean) ?? Given.Positive("deviation of demand", demandDeviation)) is { } no) return no;
        double total = leadTimes.Sum(), spread = demandDeviation * Math.Sqrt(total);
        // The lowest level ever asked for lies below every stage's demand; the highest beyond the whole chain's.
        double lowest = -demandMean * total - 9 * spread, highest = demandMean * total + 9 * spread;
        var step = Math.Min((highest - lowest) / GridPoints, demandDeviation * Math.Sqrt(leadTimes.Min()) / 60);
        var demands = new double[leadTimes.Length][];
        for (var j = 0; j < leadTimes.Length; j++)
        {
            double mean = demandMean * leadTimes[j], deviation = demandDeviation * Math.Sqrt(leadTimes[j]);
            var cells = new double[(int)Math.Ceiling((mean + 8.5 * deviation) / step) + 1];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = NormalLaw.Cumulative(((i + 0.5) * step - mean) / deviation) - (i == 0 ? 0 : NormalLaw.Cumulative(((i - 0.5) * step - mean) / deviation));
            demands[j] = cells;
        }

        return Recursion(echelonHolding, demands, stockoutCost, (int)Math.Floor(lowest / step), (int)Math.Ceiling(highest / step), step);
    }

    /// <summary>Shang and Song's heuristic for Poisson demand: the mean of two newsvendor levels per stage, which bound the optimum.</summary>
    public static Result<double[]> ShangSong(double[] echelonHolding, double[] leadTimes, double stockoutCost, double demandRate)
    {
        if (Check(echelonHolding, leadTimes, stockoutCost, demandRate) is { } no) return no;
        var levels = new double[leadTimes.Length];
        double time = 0;
        for (var j = 0; j < leadTimes.Length; j++)
        {
            time += leadTimes[j];
            if (PoissonDemand.Of(demandRate * time).Refused(out var refusal, out var demand)) return refusal;
            double above = echelonHolding[(j + 1)..].Sum(), all = echelonHolding.Sum();
            var lower = demand.Quantile((stockoutCost + above) / (stockoutCost + all));
            var upper = demand.Quantile((stockoutCost + above) / (stockoutCost + above + echelonHolding[j]));
            levels[j] = (lower + upper) / 2.0;
        }

        return levels;
    }

    // C_j(y) = E[h_j (y - D) + below_(j-1)(y - D)], S_j its minimum, below_j(x) = C_j(min(S_j, x)); index i stands for the level (low + i) step.
    private static SerialEchelon Recursion(double[] holding, double[][] demands, double stockoutCost, int low, int high, double step)
    {
        var n = high - low + 1;
        var slope = stockoutCost + holding.Sum();
        var below = new double[n];
        for (var i = 0; i < n; i++) below[i] = slope * Math.Max(0, -(low + i) * step);
        var edge = -slope;
        var levels = new double[holding.Length];
        var cost = 0.0;
        for (var j = 0; j < holding.Length; j++)
        {
            var here = new double[n];
            for (var i = 0; i < n; i++) here[i] = holding[j] * (low + i) * step + below[i];
            edge += holding[j];
            var expected = new double[n];
            var best = 0;
            for (var i = 0; i < n; i++)
            {
                var sum = 0.0;
                var demand = demands[j];
                for (var d = 0; d < demand.Length; d++)
                    sum += demand[d] * (i >= d ? here[i - d] : here[0] - edge * (d - i) * step);
                expected[i] = sum;
                if (sum < expected[best] - 1e-12) best = i;
            }

            levels[j] = (low + best) * step;
            cost = expected[best];
            if (step != 1 && best > 0 && best < n - 1)
            {
                // Between grid points the cost is a parabola as near as can be seen.
                double left = expected[best - 1], right = expected[best + 1], bend = left - 2 * cost + right;
                if (bend > 0)
                {
                    var shift = (left - right) / (2 * bend);
                    levels[j] += shift * step;
                    cost -= bend * shift * shift / 2;
                }
            }

            for (var i = 0; i < n; i++) below[i] = expected[Math.Min(i, best)];
        }

        return new(levels, cost);
    }

    private static Refusal? Check(double[] holding, double[] leadTimes, double stockoutCost, double demand) =>
        Given.Count("stages", holding.Length, 1) ?? Given.SameLength("lead times", leadTimes.Length, "stages", holding.Length) ?? Given.AllPositive("echelon holding costs", holding)
        ?? Given.AllPositive("lead times", leadTimes) ?? Given.Positive("stock-out cost", stockoutCost) ?? Given.Positive("demand", demand);
}
