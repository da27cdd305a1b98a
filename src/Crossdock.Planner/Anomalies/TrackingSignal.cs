namespace Crossdock.Planner.Anomalies;

/// <summary>Drift of a forecast: running sum of errors over running mean absolute error (Brown 1959).</summary>
public static class TrackingSignal
{
    /// <summary>Signal after each error, dimensionless; 0 while all errors are zero.</summary>
    public static Result<double[]> Of(double[] errors)
    {
        if ((Given.Count("errors", errors.Length, 1) ?? Given.AllFinite("errors", errors)) is { } no) return no;
        var signal = new double[errors.Length];
        double sum = 0, absolute = 0;
        for (var i = 0; i < errors.Length; i++)
        {
            sum += errors[i];
            absolute += Math.Abs(errors[i]);
            signal[i] = absolute > 0 ? sum / (absolute / (i + 1)) : 0;
        }

        return signal;
    }
}
