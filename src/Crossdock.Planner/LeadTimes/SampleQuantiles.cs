namespace Crossdock.Planner.LeadTimes;

/// <summary>Summary of observed values: quantiles of type 7 in the list of Hyndman and Fan (1996), linear between order statistics.</summary>
public static class SampleQuantiles
{
    /// <summary>The quantile at <paramref name="level"/> (0 to 1) of values sorted ascending; position (n - 1) level.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double level)
    {
        var position = (sorted.Length - 1) * Math.Clamp(level, 0, 1);
        var below = (int)Math.Floor(position);
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
    }

    /// <summary>The quantile at <paramref name="level"/> of values in any order; refused when there are none or one is not a number.</summary>
    public static Result<double> Of(double[] values, double level)
    {
        if ((Given.Count("values", values.Length, 1) ?? Given.AllFinite("values", values) ?? Given.ShareOrBound("level", level)) is { } no) return no;
        return OfSorted(values.Order().ToArray(), level);
    }

    /// <summary>One of the values for a turn of an item: all come up as often, and the same turn always draws the same.</summary>
    internal static double Drawn(double[] values, int turn, int item) => values[(turn * 13 + item * 7) % values.Length];

    /// <summary>Standard deviation with n - 1; zero for one value.</summary>
    public static double Deviation(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2) return 0;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }

    /// <summary>Median absolute deviation from the median, times 1.4826 so that it estimates a normal standard deviation.</summary>
    public static double MedianDeviation(double[] values) => 1.4826 * Middle(values).Deviation;

    /// <summary>Median of the values, and the median of how far they lie from it.</summary>
    public static (double Median, double Deviation) Middle(double[] values)
    {
        var median = OfSorted(values.Order().ToArray(), 0.5);
        return (median, OfSorted(values.Select(v => Math.Abs(v - median)).Order().ToArray(), 0.5));
    }
}
