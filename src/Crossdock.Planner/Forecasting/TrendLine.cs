namespace Crossdock.Planner.Forecasting;

/// <summary>Least squares line through values one period apart.</summary>
internal static class TrendLine
{
    /// <summary>Mean of the values, and change per period; not a number for fewer than two values.</summary>
    public static (double Mean, double Slope) Of(ReadOnlySpan<double> values)
    {
        double centre = (values.Length - 1) / 2.0, mean = 0, cross = 0, square = 0;
        foreach (var value in values) mean += value;
        mean /= values.Length;
        for (var t = 0; t < values.Length; t++)
        {
            cross += (t - centre) * (values[t] - mean);
            square += (t - centre) * (t - centre);
        }

        return (mean, cross / square);
    }
}
