namespace Crossdock.Planner.LeadTimes;

/// <summary>Distribution of lead times when some orders are still open: product-limit estimator of Kaplan and Meier (1958).</summary>
public static class KaplanMeier
{
    /// <summary>
    /// Probability of still being open after each observed duration, ascending: product of (1 - received / at risk).
    /// </summary>
    /// <param name="durations">Age or lead time of each order, in any one unit of time.</param>
    /// <param name="received">False for an order still open at that age (censored).</param>
    public static Result<(double Duration, double StillOpen)[]> Of(double[] durations, bool[] received)
    {
        if ((Given.Count("durations", durations.Length, 1) ?? Given.SameLength("received marks", received.Length, "durations", durations.Length)
            ?? Given.AllNotNegative("durations", durations)) is { } no) return no;
        var curve = new List<(double, double)>();
        double open = 1;
        foreach (var group in Enumerable.Range(0, durations.Length).GroupBy(i => durations[i]).OrderBy(g => g.Key))
        {
            var events = group.Count(i => received[i]);
            if (events == 0) continue;
            open *= 1 - events / (double)durations.Count(d => d >= group.Key);
            curve.Add((group.Key, open));
        }

        return curve.ToArray();
    }
}
