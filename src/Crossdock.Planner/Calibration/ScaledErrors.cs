namespace Crossdock.Planner.Calibration;

/// <summary>Errors of a point forecast.</summary>
/// <param name="Mase">Mean absolute error over that of the seasonal naive forecast in the history (Hyndman and Koehler 2006); null when the history does not change.</param>
/// <param name="Rmsse">Root of the mean squared error over that of the seasonal naive forecast (M5); null when the history does not change.</param>
/// <param name="Wape">Sum of absolute errors over sum of absolute actuals; null when all actuals are zero.</param>
/// <param name="Smape">Mean of 200 |e| / (|y| + |f|), in percent; periods with both zero count 0.</param>
/// <param name="Bias">Mean of forecast - actual, in units.</param>
public sealed record ScaledErrors(double? Mase, double? Rmsse, double? Wape, double Smape, double Bias)
{
    /// <summary>Scores a forecast against actuals, with the history before them and the length of the season in periods.</summary>
    public static Result<ScaledErrors> Of(double[] history, double[] actual, double[] forecast, int season)
    {
        if ((Given.Positive("season", season) ?? Given.Count("history", history.Length, season + 1) ?? Given.Count("actual values", actual.Length, 1)
            ?? Given.SameLength("forecasts", forecast.Length, "actual values", actual.Length) ?? Given.AllFinite("history", history)
            ?? Given.AllFinite("actual values", actual) ?? Given.AllFinite("forecasts", forecast)) is { } no) return no;
        double naive = 0, naiveSquare = 0, absolute = 0, square = 0, symmetric = 0, bias = 0, size = 0;
        for (var t = season; t < history.Length; t++)
        {
            var change = history[t] - history[t - season];
            naive += Math.Abs(change) / (history.Length - season);
            naiveSquare += change * change / (history.Length - season);
        }

        for (var t = 0; t < actual.Length; t++)
        {
            var error = forecast[t] - actual[t];
            absolute += Math.Abs(error) / actual.Length;
            square += error * error / actual.Length;
            bias += error / actual.Length;
            size += Math.Abs(actual[t]) / actual.Length;
            var sum = Math.Abs(actual[t]) + Math.Abs(forecast[t]);
            if (sum > 0) symmetric += 200 * Math.Abs(error) / sum / actual.Length;
        }

        return new ScaledErrors(naive > 0 ? absolute / naive : null, naiveSquare > 0 ? Math.Sqrt(square / naiveSquare) : null, size > 0 ? absolute / size : null, symmetric, bias);
    }
}
