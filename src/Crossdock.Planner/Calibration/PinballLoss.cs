namespace Crossdock.Planner.Calibration;

/// <summary>Loss of a quantile forecast (Koenker and Bassett 1978): the true quantile has the least expected loss.</summary>
public static class PinballLoss
{
    /// <summary>Mean of level (y - q) where y is at or above q, else (1 - level)(q - y); in units of the values.</summary>
    public static Result<double> Of(double[] actual, double[] quantiles, double level)
    {
        if ((Given.Count("actual values", actual.Length, 1) ?? Given.SameLength("quantiles", quantiles.Length, "actual values", actual.Length)
            ?? Given.AllFinite("actual values", actual) ?? Given.AllFinite("quantiles", quantiles) ?? Given.Share("level", level)) is { } no) return no;
        var sum = 0.0;
        for (var i = 0; i < actual.Length; i++)
            sum += actual[i] >= quantiles[i] ? level * (actual[i] - quantiles[i]) : (1 - level) * (quantiles[i] - actual[i]);
        return sum / actual.Length;
    }
}
