namespace Crossdock.Planner.Forecasting;

/// <summary>The last value plus the mean change (Hyndman and Athanasopoulos, 5.2).</summary>
public static class NaiveWithDrift
{
    /// <summary>y(n) + h b with b the mean difference; variance = s^2 h + (h se(b))^2, s the deviation of the differences around b.</summary>
    public static Result<Outlook> Of(double[] values, int horizon)
    {
        if ((Given.Positive("horizon", horizon) ?? Given.Count("history", values.Length, 3) ?? Given.AllFinite("history", values)) is { } no) return no;
        var n = values.Length - 1;
        var drift = (values[^1] - values[0]) / n;
        var square = 0.0;
        for (var t = 1; t <= n; t++) square += Math.Pow(values[t] - values[t - 1] - drift, 2);
        var variance = square / (n - 1);
        var (mean, upper) = (new double[horizon], new double[horizon]);
        for (var h = 1; h <= horizon; h++)
        {
            mean[h - 1] = values[^1] + h * drift;
            upper[h - 1] = mean[h - 1] + Outlook.Two95 * Math.Sqrt(variance * h + h * h * variance / n);
        }

        return new Outlook(mean, upper);
    }
}
