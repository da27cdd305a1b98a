namespace Crossdock.Planner.Forecasting;

/// <summary>Teunter, Syntetos and Babai (2011): size and probability of demand smoothed apart, the probability every period, so that a dying item fades.</summary>
public static class Tsb
{
    /// <summary>Smoothing parameters of size and probability (0 to 1). A history without demand is a rate of zero, not a refusal.</summary>
    public static Result<IntermittentForecast> Of(double[] values, double alphaSize, double alphaProbability, IntermittentStart start)
    {
        if ((Given.Count("history", values.Length, 1) ?? Given.AllNotNegative("history", values) ?? Given.ShareOrBound("alpha of the size", alphaSize)
            ?? Given.ShareOrBound("alpha of the probability", alphaProbability)) is { } no) return no;
        var first = Array.FindIndex(values, v => v > 0);
        var size = first < 0 ? 0 : values[first];
        var probability = start == IntermittentStart.Naive ? (values[0] > 0 ? 1 : 0) : values.Count(v => v > 0) / (double)values.Length;
        var inSample = new double[values.Length];
        inSample[0] = double.NaN;
        for (var t = 1; t < values.Length; t++)
        {
            inSample[t] = size * probability;
            var demand = values[t] > 0;
            probability += alphaProbability * ((demand ? 1 : 0) - probability);
            if (demand) size += alphaSize * (values[t] - size);
        }

        return new IntermittentForecast(size * probability, inSample);
    }
}
