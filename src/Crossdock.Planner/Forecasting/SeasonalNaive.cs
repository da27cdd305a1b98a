namespace Crossdock.Planner.Forecasting;

/// <summary>A point forecast with its 95 % upper bound, period by period.</summary>
/// <param name="Mean">Expected units per period ahead.</param>
/// <param name="Upper95">Upper bound of the two-sided 95 % interval.</param>
public sealed record Outlook(double[] Mean, double[] Upper95)
{
    internal const double Two95 = 1.959963984540054;
}

/// <summary>The last season again (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 5.2).</summary>
public static class SeasonalNaive
{
    /// <summary>
    /// y(n + h - m k) for the smallest k that looks back; its deviation is that of the seasonal differences times sqrt(k). A frequency of 1 is the plain naive forecast.
    /// </summary>
    public static Result<Outlook> Of(double[] values, int frequency, int horizon)
    {
        if ((Given.Positive("frequency", frequency) ?? Given.Positive("horizon", horizon) ?? Given.Count("history", values.Length, frequency + 1) ?? Given.AllFinite("history", values)) is { } no) return no;
        var square = 0.0;
        for (var t = frequency; t < values.Length; t++) square += Math.Pow(values[t] - values[t - frequency], 2);
        var deviation = Math.Sqrt(square / (values.Length - frequency));
        var (mean, upper) = (new double[horizon], new double[horizon]);
        for (var h = 0; h < horizon; h++)
        {
            mean[h] = values[values.Length - frequency + h % frequency];
            upper[h] = mean[h] + Outlook.Two95 * deviation * Math.Sqrt(h / frequency + 1);
        }

        return new Outlook(mean, upper);
    }
}
