namespace Crossdock.Planner.Forecasting;

/// <summary>Trend by a centred moving average, season by the mean of what is left (Macaulay 1931; Kendall and Stuart 1983).</summary>
/// <param name="Trend">Centred moving average over a season; NaN at the ends.</param>
/// <param name="Indices">Index of each position in the season, from that of the first value; they average 1 (multiplicative) or 0 (additive).</param>
public sealed record ClassicalDecomposition(double[] Trend, double[] Indices)
{
    /// <summary>Needs two full seasons. Multiplicative needs a trend that is never zero.</summary>
    public static Result<ClassicalDecomposition> Of(double[] values, int frequency, bool multiplicative)
    {
        if (frequency < 2) return Given.No($"A season of {frequency} period is none.");
        if ((Given.Count("history", values.Length, 2 * frequency) ?? Given.AllFinite("history", values)) is { } no) return no;
        var n = values.Length;
        var trend = new double[n];
        Array.Fill(trend, double.NaN);
        var half = frequency / 2;
        for (var t = half; t < n - half; t++)
        {
            var sum = 0.0;
            if (frequency % 2 == 1) for (var j = -half; j <= half; j++) sum += values[t + j];
            else
            {
                sum = (values[t - half] + values[t + half]) / 2;
                for (var j = 1 - half; j < half; j++) sum += values[t + j];
            }

            trend[t] = sum / frequency;
        }

        var indices = new double[frequency];
        for (var position = 0; position < frequency; position++)
        {
            var count = 0;
            for (var t = position; t < n; t += frequency)
            {
                if (double.IsNaN(trend[t])) continue;
                if (multiplicative && trend[t] == 0) return Given.No("The trend touches zero, so there are no seasonal factors; use the additive form.");
                indices[position] += multiplicative ? values[t] / trend[t] : values[t] - trend[t];
                count++;
            }

            indices[position] /= count;
        }

        var mean = indices.Average();
        return new ClassicalDecomposition(trend, indices.Select(i => multiplicative ? i / mean : i - mean).ToArray());
    }
}
