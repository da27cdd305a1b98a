using Crossdock.Planner.Forecasting;

namespace Crossdock.Planner.Replenishment;

/// <summary>
/// What the season of all items together does to a forecast: the mean index of the periods ahead against the mean index that a smoother still remembers. Learnt from what lies before the
/// origins at which forecasts are judged, so that it is judged by years it has not seen.
/// </summary>
internal sealed class SeasonAhead
{
    private readonly double[] sums;
    private readonly double[][] remembered;

    private SeasonAhead(double[] indices, int buckets)
    {
        sums = new double[buckets + (4 * indices.Length) + 1];
        for (var b = 1; b < sums.Length; b++) sums[b] = sums[b - 1] + indices[(b - 1) % indices.Length];
        remembered = LevelBank.Memories.Select(constant =>
        {
            var memory = new double[buckets];
            for (var b = 0; b < buckets; b++)
            {
                var before = b == 0 ? 1 : memory[b - 1];
                memory[b] = before + (Math.Max(constant, 1.0 / (b + 2)) * (indices[b % indices.Length] - before));
            }

            return memory;
        }).ToArray();
    }

    /// <summary>The season in so many buckets per year; null with less than two whole years before <paramref name="known"/>, or when the indices explain nothing.</summary>
    public static SeasonAhead? Of(DemandColumns demand, int start, int bucket, int buckets, int known, int frequency, double[] values)
    {
        if (frequency < 2 || known < 2 * frequency) return null;
        var turnover = new double[known];
        for (var b = 0; b < known; b++)
            for (var i = 0; i < values.Length; i++) turnover[b] += values[i] * demand.Between(i, start + (b * bucket), start + ((b + 1) * bucket));
        if (SeasonalProfile.Of([turnover], frequency).Refused(out _, out var profile) || profile is { None: not null } or { Explained: 0 }) return null;
        return new(profile.Indices, buckets);
    }

    /// <summary>Factor on the level of smoother <paramref name="k"/> after bucket <paramref name="b"/> for the mean of so many buckets ahead.</summary>
    public double Factor(int k, int b, double ahead)
    {
        var most = Math.Min(ahead, sums.Length - 2 - b);
        return (At(b + 1 + most) - sums[b + 1]) / (most * remembered[k][b]);
    }

    private double At(double bucket)
    {
        var whole = (int)bucket;
        return whole + 1 < sums.Length ? sums[whole] + ((bucket - whole) * (sums[whole + 1] - sums[whole])) : sums[^1];
    }
}
