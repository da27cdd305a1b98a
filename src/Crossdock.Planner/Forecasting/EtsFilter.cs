namespace Crossdock.Planner.Forecasting;

/// <summary>A model run over a history: what it fitted, where it ended, how likely the history was.</summary>
/// <param name="Fitted">One-step forecast of each value.</param>
/// <param name="Final">States after the last value.</param>
/// <param name="LogLikelihood">Concentrated: -n / 2 ln(sum of e^2), less the sum of ln |fitted| for multiplicative errors.</param>
/// <param name="Aic">Akaike's criterion.</param>
/// <param name="Aicc">Akaike's criterion corrected for short histories.</param>
/// <param name="Bic">Schwarz's criterion.</param>
/// <param name="MeanSquaredError">Of one-step forecasts, in units squared.</param>
/// <param name="Variance">Sum of e^2 over n less the free numbers; e relative for multiplicative errors.</param>
public sealed record EtsFilter(double[] Fitted, EtsStates Final, double LogLikelihood, double Aic, double Aicc, double Bic, double MeanSquaredError, double Variance)
{
    /// <summary>Runs given parameters and first states over the history. Refused for multiplicative parts on values at or below zero.</summary>
    public static Result<EtsFilter> Of(EtsModel model, EtsParameters parameters, EtsStates first, double[] values, int frequency)
    {
        if ((Given.Count("history", values.Length, 1) ?? Given.AllFinite("history", values)) is { } no) return no;
        if (model.HasSeason && first.Season.Length != frequency) return Given.No($"There are {first.Season.Length} seasonal states for a season of {frequency}.");
        if ((model.Error == EtsPart.Multiplicative || model.Season == EtsPart.Multiplicative) && values.Min() <= 0)
            return Given.No("Multiplicative errors or seasons need values above zero.");
        var fitted = new double[values.Length];
        var season = (double[])first.Season.Clone();
        var (level, trend, offset) = (first.Level, first.Trend, 0);
        if (!Run(model, parameters, values, ref level, ref trend, season, ref offset, fitted, out var squares, out var logs))
            return Given.No("The model leaves the range where it is defined (a fitted value of zero).");
        int n = values.Length, count = model.Parameters(frequency);
        var minusTwice = n * Math.Log(squares) + 2 * logs;
        var mse = 0.0;
        for (var t = 0; t < n; t++) mse += (values[t] - fitted[t]) * (values[t] - fitted[t]) / n;
        var final = model.HasSeason ? Enumerable.Range(0, frequency).Select(k => season[(offset + k) % frequency]).ToArray() : [];
        var aic = minusTwice + 2 * count;
        return new EtsFilter(fitted, new(level, trend, final), -0.5 * minusTwice, aic,
            n - count - 1 > 0 ? aic + 2.0 * count * (count + 1) / (n - count - 1) : double.PositiveInfinity,
            minusTwice + Math.Log(n) * count, mse, n - count + 1 > 0 ? squares / (n - count + 1) : double.PositiveInfinity);
    }

    /// <summary>The recursions themselves. The season is a ring: index <paramref name="offset"/> holds the most recent one. False when the model breaks down.</summary>
    internal static bool Run(EtsModel model, EtsParameters p, double[] values, ref double level, ref double trend, double[] season, ref int offset,
        double[]? fitted, out double squares, out double logs)
    {
        (squares, logs) = (0, 0);
        var m = season.Length;
        var ratio = p.Alpha > 0 ? p.Beta / p.Alpha : 0;
        var damping = model.Damped ? p.Phi : 1;
        for (var t = 0; t < values.Length; t++)
        {
            var damped = model.HasTrend ? damping * trend : 0;
            var basis = level + damped;
            var oldest = m == 0 ? 0 : offset == 0 ? m - 1 : offset - 1;
            var index = m == 0 ? 0 : season[oldest];
            var forecast = model.Season switch { EtsPart.Additive => basis + index, EtsPart.Multiplicative => basis * index, _ => basis };
            if (fitted is not null) fitted[t] = forecast;
            double error;
            if (model.Error == EtsPart.Additive) error = values[t] - forecast;
            else
            {
                if (Math.Abs(forecast) < 1e-10) return false;
                error = (values[t] - forecast) / forecast;
                logs += Math.Log(Math.Abs(forecast));
            }

            squares += error * error;
            double seen;
            if (model.Season == EtsPart.Multiplicative)
            {
                if (Math.Abs(index) < 1e-10) return false;
                seen = values[t] / index;
            }
            else seen = values[t] - index;
            var next = basis + p.Alpha * (seen - basis);
            if (model.HasTrend) trend = damped + ratio * (next - level - damped);
            if (m > 0)
            {
                if (model.Season == EtsPart.Multiplicative && Math.Abs(basis) < 1e-10) return false;
                var observed = model.Season == EtsPart.Additive ? values[t] - basis : values[t] / basis;
                season[oldest] = index + p.Gamma * (observed - index);
                offset = oldest;
            }

            level = next;
        }

        return double.IsFinite(squares) && squares > 0 && double.IsFinite(logs);
    }
}
