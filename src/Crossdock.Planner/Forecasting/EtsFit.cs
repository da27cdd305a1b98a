namespace Crossdock.Planner.Forecasting;

/// <summary>A model fitted to a history by maximum likelihood.</summary>
/// <param name="Model">Its form.</param>
/// <param name="Parameters">Smoothing parameters found.</param>
/// <param name="First">First states found.</param>
/// <param name="Filter">The model run over the history.</param>
/// <param name="Frequency">Periods per season.</param>
public sealed record EtsFit(EtsModel Model, EtsParameters Parameters, EtsStates First, EtsFilter Filter, int Frequency)
{
    private const double Edge = 1e-4;

    /// <summary>
    /// Fits one model: parameters and first states together by <see cref="NelderMead"/> within the usual region
    /// (0 &lt; beta &lt; alpha, 0 &lt; gamma &lt; 1 - alpha, 0.8 &lt;= phi &lt;= 0.98; Hyndman et al. 2008, chapter 5). Needs more values than free numbers.
    /// </summary>
    public static Result<EtsFit> Of(EtsModel model, double[] values, int frequency)
    {
        if ((Given.Positive("frequency", frequency) ?? Given.Count("history", values.Length, model.Parameters(frequency) + 1) ?? Given.AllFinite("history", values)) is { } no) return no;
        if (model.HasSeason && frequency < 2) return Given.No("A seasonal model needs a season of two periods or more.");
        if ((model.Error == EtsPart.Multiplicative || model.Season == EtsPart.Multiplicative) && values.Min() <= 0)
            return Given.No("Multiplicative errors or seasons need values above zero.");
        var layout = new Layout(model, values, model.HasSeason ? frequency : 0);
        if (layout.Minimise().Refused(out var refusal, out var best)) return refusal;
        var indices = new double[model.HasSeason ? frequency : 0];
        var parameters = layout.Read(best, indices, out var level, out var trend);
        var first = new EtsStates(level, trend, indices);
        if (EtsFilter.Of(model, parameters, first, values, frequency).Refused(out refusal, out var filter)) return refusal;
        return new EtsFit(model, parameters, first, filter, frequency);
    }

    /// <summary>
    /// Best of all models by AICc. Additive errors are not tried with multiplicative seasons (unstable), multiplicative parts not on values at or below zero,
    /// seasons not above 24 periods or with less than two of them.
    /// </summary>
    public static Result<EtsFit> Automatic(double[] values, int frequency)
    {
        EtsFit? best = null;
        Refusal? last = null;
        foreach (var error in (EtsPart[])[EtsPart.Additive, EtsPart.Multiplicative])
            foreach (var (trend, damped) in ((EtsPart, bool)[])[(EtsPart.None, false), (EtsPart.Additive, false), (EtsPart.Additive, true)])
                foreach (var season in (EtsPart[])[EtsPart.None, EtsPart.Additive, EtsPart.Multiplicative])
                {
                    if (error == EtsPart.Additive && season == EtsPart.Multiplicative) continue;
                    if (season != EtsPart.None && (frequency is < 2 or > 24 || values.Length < 2 * frequency)) continue;
                    if (Of(new(error, trend, damped, season), values, frequency).Refused(out var refusal, out var fit)) last = refusal;
                    else if (best is null || fit.Filter.Aicc < best.Filter.Aicc) best = fit;
                }

        return best is null ? last! : best;
    }

    /// <summary>Expected value of each period ahead.</summary>
    public double[] Forecast(int horizon)
    {
        var states = Filter.Final;
        var mean = new double[horizon];
        double sum = 0, power = 1;
        for (var h = 0; h < horizon; h++)
        {
            power *= Model.Damped ? Parameters.Phi : 1;
            sum += power;
            var basis = states.Level + (Model.HasTrend ? sum * states.Trend : 0);
            var index = Model.HasSeason ? states.Season[Frequency - 1 - h % Frequency] : 0;
            mean[h] = Model.Season switch { EtsPart.Additive => basis + index, EtsPart.Multiplicative => basis * index, _ => basis };
        }

        return mean;
    }

    /// <summary>
    /// Standard deviation of each period ahead: in closed form for additive errors and for multiplicative errors with additive parts
    /// (Hyndman et al. 2008, table 6.2, classes 1 and 2), by the recursion of class 3 for multiplicative seasons.
    /// </summary>
    public double[] Deviation(int horizon)
    {
        var mean = Forecast(horizon);
        var weights = new double[horizon];
        var basis = new double[horizon];
        double sum = 0, power = 1;
        for (var j = 1; j <= horizon; j++)
        {
            power *= Model.Damped ? Parameters.Phi : 1;
            sum += power;
            weights[j - 1] = Parameters.Alpha + (Model.HasTrend ? Parameters.Beta * sum : 0)
                + (Model.Season == EtsPart.Additive && j % Frequency == 0 ? Parameters.Gamma : 0);
            basis[j - 1] = Filter.Final.Level + (Model.HasTrend ? sum * Filter.Final.Trend : 0);
        }

        var deviation = new double[horizon];
        var theta = new double[horizon];
        for (var h = 0; h < horizon; h++)
        {
            if (Model.Error == EtsPart.Additive)
            {
                var factor = 1.0;
                for (var j = 0; j < h; j++) factor += weights[j] * weights[j];
                deviation[h] = Math.Sqrt(Filter.Variance * factor);
                continue;
            }

            var centre = Model.Season == EtsPart.Multiplicative ? basis[h] : mean[h];
            theta[h] = centre * centre;
            for (var j = 0; j < h; j++) theta[h] += Filter.Variance * weights[j] * weights[j] * theta[h - j - 1];
            if (Model.Season != EtsPart.Multiplicative) deviation[h] = Math.Sqrt((1 + Filter.Variance) * theta[h] - centre * centre);
            else
            {
                var index = Filter.Final.Season[Frequency - 1 - h % Frequency];
                var k = h / Frequency;
                var growth = (1 + Filter.Variance) * Math.Pow(1 + Parameters.Gamma * Parameters.Gamma * Filter.Variance, k);
                deviation[h] = Math.Sqrt(Math.Max(0, theta[h] * growth - centre * centre)) * Math.Abs(index);
            }
        }

        return deviation;
    }

    // Where each free number lies in the vector that is searched.
    private sealed class Layout(EtsModel model, double[] values, int m)
    {
        private readonly double[] season = new double[m];

        /// <summary>Takes a vector apart; the season goes into <paramref name="indices"/>.</summary>
        public EtsParameters Read(double[] x, double[] indices, out double level, out double trend)
        {
            var at = 0;
            var alpha = x[at++];
            var beta = model.HasTrend ? x[at++] : 0;
            var gamma = m > 0 ? x[at++] : 0;
            var phi = model.Damped ? x[at++] : 1;
            level = x[at++];
            trend = model.HasTrend ? x[at++] : 0;
            var rest = model.Season == EtsPart.Multiplicative ? m : 0.0;
            for (var k = 0; k < m - 1; k++)
            {
                indices[k] = x[at++];
                rest -= indices[k];
            }

            if (m > 0) indices[m - 1] = rest;
            return new(alpha, beta, gamma, phi);
        }

        public Result<double[]> Minimise()
        {
            var (level, trend, indices) = Heuristic();
            double[]? best = null;
            var lowest = double.PositiveInfinity;
            var scale = Math.Max(1e-6, Spread());
            foreach (var (alpha, beta) in ((double, double)[])[(0.3, 0.05), (0.05, 0.02), (0.8, 0.05), (0.9, 0.7)])
            {
                var start = new List<double> { alpha };
                var steps = new List<double> { 0.1 };
                if (model.HasTrend) { start.Add(beta); steps.Add(0.02); }
                if (m > 0) { start.Add(Math.Min(0.05, (1 - alpha) / 2)); steps.Add(0.05); }
                if (model.Damped) { start.Add(0.95); steps.Add(-0.05); }
                start.Add(level);
                steps.Add(scale * 0.3);
                if (model.HasTrend) { start.Add(trend); steps.Add(scale * 0.05); }
                for (var k = 0; k < m - 1; k++)
                {
                    start.Add(indices[k]);
                    steps.Add(model.Season == EtsPart.Multiplicative ? 0.05 : scale * 0.1);
                }

                var first = start.ToArray();
                if (double.IsInfinity(Cost(first))) continue;
                var (point, value) = NelderMead.Minimise(Cost, first, steps.ToArray(), m > 0 ? 14_000 : 3_000);
                if (value < lowest) (best, lowest) = (point, value);
            }

            return best is null ? Given.No("No first states were found for which the model is defined.") : best;
        }

        private double Cost(double[] x)
        {
            var p = Read(x, season, out var level, out var trend);
            if (!(p.Alpha >= Edge && p.Alpha <= 1 - Edge)) return double.PositiveInfinity;
            if (model.HasTrend && !(p.Beta >= Edge && p.Beta <= p.Alpha)) return double.PositiveInfinity;
            if (m > 0 && !(p.Gamma >= Edge && p.Gamma <= 1 - p.Alpha)) return double.PositiveInfinity;
            if (model.Damped && !(p.Phi >= 0.8 && p.Phi <= 0.98)) return double.PositiveInfinity;
            if (model.Season == EtsPart.Multiplicative)
                foreach (var index in season)
                    if (index < 0) return double.PositiveInfinity;
            var offset = 0;
            if (!EtsFilter.Run(model, p, values, ref level, ref trend, season, ref offset, null, out var squares, out var logs)) return double.PositiveInfinity;
            return values.Length * Math.Log(squares) + 2 * logs;
        }

        private double Spread()
        {
            var mean = values.Average();
            return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length);
        }

        // Season from a classical decomposition, level and trend from a line through the first adjusted values (Hyndman et al. 2008, section 2.6.1).
        private (double Level, double Trend, double[] Season) Heuristic()
        {
            var adjusted = values;
            var indices = new double[m];
            if (m > 0)
            {
                var multiplicative = model.Season == EtsPart.Multiplicative;
                if (!ClassicalDecomposition.Of(values, m, multiplicative).Refused(out _, out var parts))
                {
                    adjusted = values.Select((v, t) => multiplicative ? v / Math.Max(parts.Indices[t % m], 1e-2) : v - parts.Indices[t % m]).ToArray();
                    // The most recent index before the first value is that of the last position.
                    for (var k = 0; k < m; k++) indices[k] = multiplicative ? Math.Max(parts.Indices[m - 1 - k], 1e-2) : parts.Indices[m - 1 - k];
                }
                else if (multiplicative) Array.Fill(indices, 1);
            }

            var length = Math.Min(Math.Max(10, 2 * m), values.Length);
            var (mean, slope) = TrendLine.Of(adjusted.AsSpan(0, length));
            if (!model.HasTrend) return (mean, 0, indices);
            var level = mean - slope * (length + 1) / 2.0;
            if (model.Error == EtsPart.Multiplicative && Math.Abs(level + slope) < 1e-8) level += Math.Max(1e-3, Math.Abs(level) * 1e-3);
            return (level, slope, indices);
        }
    }
}
