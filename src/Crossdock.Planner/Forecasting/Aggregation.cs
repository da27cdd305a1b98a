namespace Crossdock.Planner.Forecasting;

/// <summary>
/// Smoothing of intermittent demand over longer buckets: ADIDA (Nikolopoulos et al. 2011) at one level, IMAPA (Petropoulos and Kourentzes 2015) averaged over levels.
/// </summary>
/// <param name="MeanInterval">Mean number of periods between demands, the first counted from period 1.</param>
/// <param name="Level">Bucket length in periods: the rounded mean interval.</param>
/// <param name="Adida">Units per period from buckets of that length.</param>
/// <param name="Imapa">Mean of the rates from buckets of 1 to that length.</param>
public sealed record Aggregation(double MeanInterval, int Level, double Adida, double Imapa)
{
    /// <summary>Simple smoothing with <paramref name="alpha"/> on buckets aligned to the end; the oldest remainder is dropped.</summary>
    public static Result<Aggregation> Of(double[] values, double alpha)
    {
        if ((Given.Count("history", values.Length, 1) ?? Given.AllNotNegative("history", values) ?? Given.ShareOrBound("alpha", alpha)) is { } no) return no;
        var last = Array.FindLastIndex(values, v => v > 0);
        if (last < 0) return Given.No("There is no demand in the history, so there is no interval to aggregate over.");
        var interval = (last + 1) / (double)values.Count(v => v > 0);
        var level = Math.Clamp((int)Math.Round(interval), 1, values.Length);
        var rates = Enumerable.Range(1, level).Select(length => Rate(values, length, alpha)).ToArray();
        return new Aggregation(interval, level, rates[^1], rates.Average());
    }

    private static double Rate(double[] values, int length, double alpha)
    {
        var buckets = new double[values.Length / length];
        var from = values.Length - buckets.Length * length;
        for (var b = 0; b < buckets.Length; b++)
            for (var t = 0; t < length; t++) buckets[b] += values[from + b * length + t];
        return SimpleSmoothing.Of(buckets, alpha).Value.Level / length;
    }
}
