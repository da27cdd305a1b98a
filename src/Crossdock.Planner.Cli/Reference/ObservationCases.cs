using Crossdock.Planner.Anomalies;
using Crossdock.Planner.Calibration;
using Crossdock.Planner.LeadTimes;
using Crossdock.Planner.Numerics;
using static Crossdock.Planner.Cli.Reference.ReferenceCommand;

namespace Crossdock.Planner.Cli.Reference;

/// <summary>What is learnt from observations: lead times, outliers, calibration.</summary>
internal static class ObservationCases
{
    public static KeyValuePair<string, Func<ReferenceCase, string?>>[] Kinds { get; } =
    [
        Kind("kaplan_meier", c => new
        {
            curve = KaplanMeier.Of(c.Numbers("durations"), c.Numbers("observed").Select(o => o != 0).ToArray()).Value.Select(p => (double[])[p.Duration, p.StillOpen]).ToArray(),
        }),
        Kind("sample_quantile_type7", c =>
        {
            var values = c.Numbers("values");
            double At(double level) => SampleQuantiles.Of(values, level).Value;
            return new { mean = values.Average(), sd = SampleQuantiles.Deviation(values), median = At(0.5), p80 = At(0.8), p90 = At(0.9), p95 = At(0.95), p99 = At(0.99), mad = SampleQuantiles.MedianDeviation(values) };
        }),
        Kind("lognormal_from_moments", c =>
        {
            var law = LognormalLaw.FromMoments(c.Number("mean"), c.Number("sd")).Value;
            return new { mu = law.Mu, sigma = law.Sigma, p50 = law.Quantile(0.5), p80 = law.Quantile(0.8), p90 = law.Quantile(0.9), p95 = law.Quantile(0.95), p99 = law.Quantile(0.99) };
        }),
        Judged("empirical_remaining_lead_time", Remaining),
        Kind("beta_binomial_posterior", c =>
        {
            var rate = OnTimeRate.Of(c.Number("prior_alpha"), c.Number("prior_beta"), c.Whole("on_time"), c.Whole("deliveries")).Value;
            return new { mean = rate.Mean, lower_5pct = rate.Quantile(0.05), upper_95pct = rate.Quantile(0.95) };
        }),
        Kind("generalized_esd", c =>
        {
            var test = GeneralisedEsd.Of(c.Numbers("values"), c.Whole("max_outliers"), c.Number("alpha")).Value;
            return new { R = test.Statistics, lambda_ = test.Critical, outlier_count = test.Outliers.Length, outliers = test.Outliers };
        }),
        Kind("modified_z_score", c =>
        {
            var scores = ModifiedZScore.Of(c.Numbers("values")).Value;
            return new { median = scores.Median, mad = scores.MedianDeviation, flagged_indices = scores.Beyond(c.Number("threshold")), max_abs_score = scores.Scores.Max(Math.Abs) };
        }),
        Kind("tracking_signal_cumulative", c => new { tracking_signal = TrackingSignal.Of(c.Numbers("errors")).Value }),
        Kind("split_conformal_quantile", c =>
        {
            var (rank, quantile) = SplitConformal.Of(c.Numbers("scores"), c.Number("alpha")).Value;
            return new { rank, quantile, finite = double.IsFinite(quantile) };
        }),
        Kind("pinball_loss", c => new { loss = PinballLoss.Of(c.Numbers("actual"), c.Numbers("quantile_forecast"), c.Number("level")).Value }),
        Kind("scaled_errors", c =>
        {
            var errors = ScaledErrors.Of(c.Numbers("history"), c.Numbers("actual"), c.Numbers("forecast"), c.Has("season") ? c.Whole("season") : 1).Value;
            return new { mase = errors.Mase, rmsse = errors.Rmsse, wape = errors.Wape, smape = errors.Smape, bias = errors.Bias };
        }),
    ];

    // The horizon stands in the name of the expected number: p_late_more_than_5.
    private static string? Remaining(ReferenceCase item)
    {
        const string late = "p_late_more_than_";
        var rest = RemainingLeadTime.Of(item.Numbers("history"), item.Number("age")).Value;
        var answer = new Dictionary<string, object> { ["count"] = rest.Count, ["mean_remaining"] = rest.Mean };
        foreach (var wanted in item.Expected.EnumerateObject().Where(p => p.Name.StartsWith(late, StringComparison.Ordinal)))
            answer[wanted.Name] = rest.LaterThan(double.Parse(wanted.Name[late.Length..], System.Globalization.CultureInfo.InvariantCulture));
        return Verdict.Differs(item.Expected, Verdict.Tree(answer), item.Tolerance);
    }
}
