namespace Crossdock.Planner.Forecasting;

/// <summary>
/// The Theta method (Assimakopoulos and Nikolopoulos 2000) as simple smoothing with drift (Hyndman and Billah 2003), on a seasonally adjusted history when it is seasonal.
/// </summary>
/// <param name="Mean">Expected units of each period ahead.</param>
/// <param name="Upper95">Upper bound of the 95 % interval.</param>
/// <param name="Alpha">Smoothing parameter found.</param>
/// <param name="Drift">Half the slope of the regression on time.</param>
/// <param name="Seasonal">Whether the history passed the test of seasonality.</param>
public sealed record Theta(double[] Mean, double[] Upper95, double Alpha, double Drift, bool Seasonal)
{
    /// <summary>Fits and forecasts. Refused with fewer than four values; a history that is too short for a season is taken as not seasonal.</summary>
    public static Result<Theta> Of(double[] values, int frequency, int horizon)
    {
        if ((Given.Positive("frequency", frequency) ?? Given.Positive("horizon", horizon) ?? Given.Count("history", values.Length, 4) ?? Given.AllFinite("history", values)) is { } no) return no;
        var n = values.Length;
        double[]? indices = null;
        var adjusted = values;
        if (frequency > 1 && n > 2 * frequency && IsSeasonal(values, frequency)
            && !ClassicalDecomposition.Of(values, frequency, true).Refused(out _, out var parts) && parts.Indices.Min() > 1e-10)
        {
            indices = parts.Indices;
            adjusted = values.Select((v, t) => v / indices[t % frequency]).ToArray();
        }

        if (EtsFit.Of(new(EtsPart.Additive, EtsPart.None, false, EtsPart.None), adjusted, 1).Refused(out var refusal, out var smoothing)) return refusal;
        var alpha = smoothing.Parameters.Alpha;
        var drift = TrendLine.Of(adjusted).Slope / 2;
        var (mean, upper) = (new double[horizon], new double[horizon]);
        for (var h = 0; h < horizon; h++)
        {
            mean[h] = smoothing.Filter.Final.Level + drift * (h + (1 - Math.Pow(1 - alpha, n)) / alpha);
            if (indices is not null) mean[h] *= indices[(n + h) % frequency];
            upper[h] = mean[h] + Outlook.Two95 * Math.Sqrt(smoothing.Filter.Variance * (h * alpha * alpha + 1));
        }

        return new Theta(mean, upper, alpha, drift, indices is not null);
    }

    /// <summary>The autocorrelation at the season's lag differs from zero at 90 %, given those at shorter lags (Bartlett's formula).</summary>
    public static bool IsSeasonal(double[] values, int frequency)
    {
        if (frequency < 2 || values.Length <= 2 * frequency) return false;
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean));
        if (variance <= 0) return false;
        double Correlation(int lag)
        {
            var sum = 0.0;
            for (var t = lag; t < values.Length; t++) sum += (values[t] - mean) * (values[t - lag] - mean);
            return sum / variance;
        }

        var squares = 0.0;
        for (var lag = 1; lag < frequency; lag++) squares += Math.Pow(Correlation(lag), 2);
        return Math.Abs(Correlation(frequency)) / Math.Sqrt((1 + 2 * squares) / values.Length) > 1.6448536269514722;
    }
}
