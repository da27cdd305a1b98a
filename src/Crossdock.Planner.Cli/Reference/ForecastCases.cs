using Crossdock.Planner.Forecasting;
using Crossdock.Planner.LeadTimes;
using static Crossdock.Planner.Cli.Reference.ReferenceCommand;

namespace Crossdock.Planner.Cli.Reference;

/// <summary>Forecasting methods.</summary>
internal static class ForecastCases
{
    public static KeyValuePair<string, Func<ReferenceCase, string?>>[] Kinds { get; } =
    [
        Kind("seasonal_naive", c => Look(SeasonalNaive.Of(c.Values(), c.Whole("frequency"), c.Whole("horizon")).Value)),
        Kind("naive_with_drift", c => Look(NaiveWithDrift.Of(c.Values(), c.Whole("horizon")).Value)),
        Kind("ses_fixed_alpha", c =>
        {
            var (level, squares) = SimpleSmoothing.Of(c.Values(), c.Number("alpha")).Value;
            return new { level, sse = squares };
        }),
        Kind("ets_filter_given_parameters", Filter),
        Judged("ets_optimised", Optimised),
        Judged("ets_automatic", c =>
        {
            var aicc = EtsFit.Automatic(c.Values(), c.Whole("frequency")).Value.Filter.Aicc;
            var wanted = c.Expected.GetProperty("aicc").GetDouble();
            return aicc <= wanted + 2 ? null : $"/aicc is {aicc}, expected at most {wanted + 2}";
        }),
        Kind("theta_standard", c =>
        {
            var theta = Theta.Of(c.Values(), c.Whole("frequency"), c.Whole("horizon")).Value;
            return new { mean = theta.Mean, upper95 = theta.Upper95, alpha = theta.Alpha, drift = theta.Drift };
        }),
        Kind("stl", c =>
        {
            var window = c.Inputs.GetProperty("s_window");
            var stl = Stl.Of(c.Values(), c.Whole("frequency"), window.ValueKind == System.Text.Json.JsonValueKind.Number ? window.GetInt32() : null, c.Has("robust") && c.Flag("robust")).Value;
            return new
            {
                seasonal_first_cycle = stl.Seasonal[..c.Whole("frequency")],
                trend_last = stl.Trend[^5..],
                remainder_sd = SampleQuantiles.Deviation(stl.Remainder),
                remainder_mad = SampleQuantiles.MedianDeviation(stl.Remainder),
            };
        }),
        Kind("classical_decomposition", c => new { seasonal_indices = ClassicalDecomposition.Of(c.Values(), c.Whole("frequency"), c.Text("type") == "multiplicative").Value.Indices }),
        Kind("croston", c => Rate(Intermittent(c, CrostonKind.Croston))),
        Kind("sba", c => Rate(Intermittent(c, CrostonKind.SyntetosBoylan))),
        Kind("sbj", c => Rate(Intermittent(c, CrostonKind.ShaleBoylanJohnston))),
        Kind("tsb", c => Rate(Tsb.Of(c.Values(), c.Number("alpha_size"), c.Number("alpha_probability"), Start(c)).Value)),
        Kind("adida_imapa", c =>
        {
            var rate = Aggregation.Of(c.Values(), c.Number("alpha")).Value;
            return new { mean_interval = rate.MeanInterval, aggregation_level = rate.Level, adida = rate.Adida, imapa = rate.Imapa };
        }),
        Kind("syntetos_boylan_class", c =>
        {
            var demand = DemandClass.Of(c.Values()).Value;
            return new { adi = demand.Interval, cv2 = demand.SquaredVariation, demand_class = demand.Name };
        }),
    ];

    private static object Look(Outlook outlook) => new { mean = outlook.Mean, upper95 = outlook.Upper95 };

    private static object Rate(IntermittentForecast forecast) => new { forecast = forecast.Rate, insample_last3 = forecast.InSample[^3..] };

    private static IntermittentStart Start(ReferenceCase item) => item.Text("init") == "naive" ? IntermittentStart.Naive : IntermittentStart.Mean;

    private static IntermittentForecast Intermittent(ReferenceCase item, CrostonKind kind) =>
        Croston.Of(item.Values(), kind, item.Number("alpha_size"), item.Number("alpha_interval"), Start(item)).Value;

    private static object Filter(ReferenceCase item)
    {
        double Of(string group, string name, double otherwise) => item.Inputs.GetProperty(group).TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
        var frequency = item.Whole("frequency");
        var model = EtsModel.Named(item.Text("model")).Value;
        var season = model.Season == EtsPart.None ? [] : Enumerable.Range(1, frequency).Select(k => Of("initial_states", "s" + k, 0)).ToArray();
        var filter = EtsFilter.Of(model, new(Of("parameters", "alpha", 0), Of("parameters", "beta", 0), Of("parameters", "gamma", 0), Of("parameters", "phi", 1)),
            new(Of("initial_states", "l", 0), Of("initial_states", "b", 0), season), item.Values(), frequency).Value;
        var states = new Dictionary<string, double> { ["l"] = filter.Final.Level, ["b"] = filter.Final.Trend };
        for (var k = 0; k < season.Length; k++) states["s" + (k + 1)] = filter.Final.Season[k];
        return new
        {
            loglik = filter.LogLikelihood,
            aic = filter.Aic,
            aicc = filter.Aicc,
            bic = filter.Bic,
            mse = filter.MeanSquaredError,
            sigma2 = filter.Variance,
            last_fitted = filter.Fitted[^5..],
            final_states = states,
        };
    }

    // At least as likely as the reference (less 1); where it is no better, the forecasts must agree within the tolerance of the series mean.
    // A better optimum has other forecasts, and those of the worse one prove nothing.
    private static string? Optimised(ReferenceCase item)
    {
        var values = item.Values();
        var fit = EtsFit.Of(EtsModel.Named(item.Text("model")).Value, values, item.Whole("frequency")).Value;
        var wanted = item.Expected.GetProperty("loglik").GetDouble();
        if (fit.Filter.LogLikelihood < wanted - 1) return $"/loglik is {fit.Filter.LogLikelihood}, expected at least {wanted - 1}";
        if (fit.Filter.LogLikelihood > wanted + 0.05) return null;
        var mean = fit.Forecast(item.Whole("horizon"));
        var scale = Math.Abs(values.Average());
        var at = 0;
        foreach (var one in item.Expected.GetProperty("mean").EnumerateArray())
        {
            if (Math.Abs(mean[at] - one.GetDouble()) > item.Tolerance * scale) return $"/mean/{at} is {mean[at]}, expected {one.GetDouble()} within {item.Tolerance * scale}";
            at++;
        }

        return null;
    }
}
