using Crossdock.Planner.LeadTimes;

namespace Crossdock.Planner.Anomalies;

/// <summary>Outliers by the modified z-score 0.6745 (x - median) / MAD: Iglewicz and Hoaglin (1993).</summary>
/// <param name="Median">Median of the values.</param>
/// <param name="MedianDeviation">Median absolute deviation, unscaled.</param>
/// <param name="Scores">Score of each value.</param>
/// <param name="Fallback">Set when the median deviation is zero and the mean deviation (times 1.253314) takes its place.</param>
public sealed record ModifiedZScore(double Median, double MedianDeviation, double[] Scores, string? Fallback)
{
    /// <summary>Scores of all values; when all are equal every score is zero.</summary>
    public static Result<ModifiedZScore> Of(double[] values)
    {
        if ((Given.Count("values", values.Length, 1) ?? Given.AllFinite("values", values)) is { } no) return no;
        var (median, deviation) = SampleQuantiles.Middle(values);
        if (deviation > 0) return new ModifiedZScore(median, deviation, values.Select(v => 0.6745 * (v - median) / deviation).ToArray(), null);
        var mean = values.Average(v => Math.Abs(v - median));
        return new ModifiedZScore(median, 0, values.Select(v => mean > 0 ? (v - median) / (1.253314 * mean) : 0).ToArray(), "more than half of the values are equal: the mean deviation is used");
    }

    /// <summary>Indices from 0 of the values whose score exceeds the threshold in absolute value.</summary>
    public int[] Beyond(double threshold) => Enumerable.Range(0, Scores.Length).Where(i => Math.Abs(Scores[i]) > threshold).ToArray();
}
