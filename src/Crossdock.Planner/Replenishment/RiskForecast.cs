namespace Crossdock.Planner.Replenishment;

/// <summary>
/// Forecast of the demand over lead time and review for all items at once. The smoothers of the bank are weighted, per class of horizon, by the value-weighted pinball loss their
/// forecasts of that very total would have had (rolling origins); the deviation comes from the variance of a bucket, shrunk to the power law variance = a mean^b of all items
/// (Taylor 1961; Brown 1959), and the lead times seen; the shape from pooled standardised errors over sampled lead times.
/// </summary>
internal sealed class RiskForecast
{
    private const double Level = 0.85;
    private const double PriorBuckets = 10;
    private const int Origins = 26;

    /// <summary>Classes of items that share the shape of their errors: three of horizon, each with three of volume.</summary>
    public const int Classes = 9;

    public double[] Rate { get; private init; } = [];

    public double[] Mean { get; private init; } = [];

    public double[] Deviation { get; private init; } = [];

    public int[] Class { get; private init; } = [];

    public ErrorShape[] Shapes { get; private init; } = [];

    /// <param name="demand">Demand by period.</param>
    /// <param name="bank">Levels by bucket.</param>
    /// <param name="start">Period in which the first bucket begins.</param>
    /// <param name="bucket">Periods per bucket.</param>
    /// <param name="leadTimes">Past lead times of each item, in periods, each with the review already added.</param>
    /// <param name="values">Value of a unit of each item; weighs the errors.</param>
    /// <param name="season">Buckets per year.</param>
    public static RiskForecast Of(DemandColumns demand, LevelBank bank, int start, int bucket, double[][] leadTimes, double[] values, int season)
    {
        int n = demand.Items, count = bank.Buckets;
        var from = Math.Max(3, count - Origins);
        var seasonal = SeasonAhead.Of(demand, start, bucket, count, from, season, values);
        // Where a season is known, each smoother stands twice: without it and with it. Their past errors choose.
        var smoothers = LevelBank.Members * (seasonal is null ? 1 : 2);
        var horizon = leadTimes.Select(l => l.Average()).ToArray();
        var spread = leadTimes.Select(LeadTimes.SampleQuantiles.Deviation).ToArray();
        var variance = Variances(bank, n);
        var order = horizon.Order().ToArray();
        double[] cuts = [order[n / 3], order[2 * n / 3]];
        var classes = horizon.Select(h => h > cuts[1] ? 2 : h > cuts[0] ? 1 : 0).ToArray();
        double[] recent = [0.3, 0.3, 0.3];
        double Deviate(int i, double rate) => Math.Sqrt(horizon[i] * ((1 - recent[classes[i]]) * Scaled(variance[i], bank.Mean(i), rate * bucket) + recent[classes[i]] * bank.RecentVariance(i)) / bucket + rate * rate * spread[i] * spread[i]);

        // Losses of each smoother on the totals, class by class.
        var losses = new double[3, smoothers];
        var z = NormalLaw.Quantile(Level);
        for (var b = from; b < count; b++)
            for (var i = 0; i < n; i++)
            {
                if (!Seen(i, b, out var actual)) continue;
                for (var k = 0; k < smoothers; k++)
                {
                    var rate = Rate(k, i, b - 1);
                    var error = actual - rate * horizon[i] - z * Deviate(i, rate);
                    losses[classes[i], k] += values[i] * (error > 0 ? Level * error : (Level - 1) * error);
                }
            }

        var weights = new double[3][];
        for (var c = 0; c < 3; c++)
        {
            weights[c] = new double[smoothers];
            var least = double.PositiveInfinity;
            for (var k = 0; k < smoothers; k++) least = Math.Min(least, losses[c, k]);
            for (var k = 0; k < smoothers; k++) weights[c][k] = least > 0 ? Math.Pow(losses[c, k] / least, -20) : 1;
            var sum = weights[c].Sum();
            for (var k = 0; k < smoothers; k++) weights[c][k] /= sum;
        }

        // Where quick smoothers forecast best, the recent errors also say most about those to come.
        for (var c = 0; c < 3; c++) recent[c] = 0.7 * Enumerable.Range(0, smoothers).Where(k => k % LevelBank.Members is 2 or 3).Sum(k => weights[c][k]);

        double Blend(int i, int b)
        {
            var rate = 0.0;
            for (var k = 0; k < smoothers; k++) rate += weights[classes[i]][k] * Rate(k, i, b);
            return rate;
        }

        // What all items of a class sold over forecast: a range that grows or dies out does so together, and no single item can know it. Recent origins count more.
        var (sold, foreseen) = (new double[3], new double[3]);
        for (var b = from; b < count; b++)
            for (var i = 0; i < n; i++)
            {
                if (!Seen(i, b, out var actual)) continue;
                var weight = values[i] * Math.Pow(0.93, count - b);
                sold[classes[i]] += weight * actual;
                foreseen[classes[i]] += weight * Blend(i, b - 1) * horizon[i];
            }

        var common = new double[3];
        for (var c = 0; c < 3; c++) common[c] = foreseen[c] > 0 ? Math.Clamp(sold[c] / foreseen[c], 0.5, 1.5) : 1;

        static int Volume(double mean) => mean < 2 ? 0 : mean < 10 ? 1 : 2;

        // Errors of the blend over one sampled lead time per origin, pooled by class of horizon.
        var errors = new List<double>[Classes];
        for (var c = 0; c < Classes; c++) errors[c] = [];
        for (var b = from; b < count; b++)
            for (var i = 0; i < n; i++)
            {
                if (bank.Born(i) < 0 || b - bank.Born(i) < 3) continue;
                var time = leadTimes[i][(b * 7 + i) % leadTimes[i].Length];
                var at = start + b * bucket;
                if (at + time > demand.Periods) continue;
                var rate = Blend(i, b - 1) * common[classes[i]];
                var deviation = Deviate(i, rate);
                if (deviation > 0) errors[classes[i] * 3 + Volume(rate * horizon[i])].Add((demand.Within(i, at, time) - rate * horizon[i]) / deviation);
            }

        var (rates, means, deviations) = (new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            rates[i] = count > 0 && bank.Born(i) >= 0 ? Blend(i, count - 1) * common[classes[i]] : 0;
            means[i] = rates[i] * horizon[i];
            deviations[i] = Deviate(i, rates[i]);
        }

        var all = errors.SelectMany(e => e).ToList();
        ErrorShape ShapeOf(int c)
        {
            if (errors[c].Count >= 500) return ErrorShape.Of(errors[c]);
            var near = errors.Skip(c / 3 * 3).Take(3).SelectMany(e => e).ToList();
            return ErrorShape.Of(near.Count >= 200 ? near : all);
        }
        return new()
        {
            Rate = rates,
            Mean = means,
            Deviation = deviations,
            Class = classes.Select((c, i) => c * 3 + Volume(means[i])).ToArray(),
            Shapes = Enumerable.Range(0, Classes).Select(ShapeOf).ToArray(),
        };

        double Rate(int k, int i, int b) => k < LevelBank.Members
            ? bank.Level(k, i, b) / bucket
            : bank.Level(k - LevelBank.Members, i, b) / bucket * seasonal!.Factor(k - LevelBank.Members, b, horizon[i] / bucket);

        bool Seen(int i, int b, out double actual)
        {
            var at = start + b * bucket;
            actual = 0;
            if (bank.Born(i) < 0 || b - bank.Born(i) < 3 || at + horizon[i] > demand.Periods) return false;
            actual = demand.Within(i, at, horizon[i]);
            return true;
        }
    }

    // Variance grows with the level like mean^1.5, between Poisson (1) and proportional (2).
    private static double Scaled(double variance, double mean, double level) => mean > 0 ? variance * Math.Pow(Math.Clamp(level / mean, 0.1, 10), 1.5) : variance;

    private static double[] Variances(LevelBank bank, int n)
    {
        double sx = 0, sy = 0, sxx = 0, sxy = 0;
        var count = 0;
        for (var i = 0; i < n; i++)
        {
            double mean = bank.Mean(i), variance = bank.Variance(i);
            if (mean <= 0 || variance <= 0) continue;
            double x = Math.Log(mean), y = Math.Log(variance);
            (sx, sy, sxx, sxy) = (sx + x, sy + y, sxx + x * x, sxy + x * y);
            count++;
        }

        var slope = count > 2 && count * sxx - sx * sx > 1e-9 ? Math.Clamp((count * sxy - sx * sy) / (count * sxx - sx * sx), 1, 2) : 1.5;
        var intercept = count > 0 ? (sy - slope * sx) / count : 0.5;
        var result = new double[n];
        for (var i = 0; i < n; i++)
        {
            var mean = bank.Mean(i);
            if (mean <= 0) continue;
            double age = bank.Age(i), law = Math.Exp(intercept + slope * Math.Log(mean));
            result[i] = Math.Max(mean * 0.1, (age * bank.Variance(i) + PriorBuckets * law) / (age + PriorBuckets));
        }

        return result;
    }
}
