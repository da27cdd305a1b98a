namespace Crossdock.Planner.LeadTimes;

/// <summary>Mean lead time of a lane shrunk to its supplier, and of the supplier to all, because few orders say little.</summary>
public static class LeadTimePool
{
    /// <summary>
    /// (n own + k pool) / (n + k): the empirical Bayes mean with a pool worth <paramref name="strength"/> orders. Without own orders the pool alone, said as such.
    /// Times in one unit.
    /// </summary>
    public static Result<(double Mean, string? Fallback)> Shrunk(double[] own, double pooledMean, double strength = 3)
    {
        if ((Given.AllNotNegative("lead times", own) ?? Given.Positive("pooled mean", pooledMean) ?? Given.NotNegative("strength", strength)) is { } no) return no;
        if (own.Length == 0) return (pooledMean, "no order of its own yet: the mean of the supplier is used");
        return ((own.Sum() + strength * pooledMean) / (own.Length + strength), null);
    }
}
