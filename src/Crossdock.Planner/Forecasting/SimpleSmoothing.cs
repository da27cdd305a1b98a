namespace Crossdock.Planner.Forecasting;

/// <summary>Simple exponential smoothing with a given parameter (Brown 1956).</summary>
public static class SimpleSmoothing
{
    /// <summary>Level starts at the first value; answers the last level and the sum of squared one-step errors from the second value on.</summary>
    public static Result<(double Level, double SquaredErrors)> Of(ReadOnlySpan<double> values, double alpha)
    {
        if ((Given.Count("history", values.Length, 1) ?? Given.AllFinite("history", values) ?? Given.ShareOrBound("alpha", alpha)) is { } no) return no;
        double level = values[0], square = 0;
        for (var t = 1; t < values.Length; t++)
        {
            var error = values[t] - level;
            square += error * error;
            level += alpha * error;
        }

        return (level, square);
    }
}
