using Crossdock.Planner.LeadTimes;
using MathNet.Numerics.Distributions;

namespace Crossdock.Planner.Anomalies;

/// <summary>Outliers by the generalised extreme Studentised deviate test: Rosner (1983), Technometrics 25(2).</summary>
/// <param name="Statistics">R_i: largest deviation from the mean in standard deviations after i - 1 removals.</param>
/// <param name="Critical">lambda_i, the critical value of each.</param>
/// <param name="Outliers">The values found, most extreme first.</param>
public sealed record GeneralisedEsd(double[] Statistics, double[] Critical, double[] Outliers)
{
    /// <summary>
    /// Up to <paramref name="most"/> outliers at the two-sided level <paramref name="alpha"/>; their number is the largest i with R_i above lambda_i.
    /// </summary>
    public static Result<GeneralisedEsd> Of(double[] values, int most, double alpha)
    {
        if ((Given.Count("values", values.Length, most + 3) ?? Given.Positive("number of outliers", most) ?? Given.AllFinite("values", values) ?? Given.Share("alpha", alpha)) is { } no) return no;
        var left = values.ToList();
        var (statistics, critical, removed) = (new double[most], new double[most], new double[most]);
        var count = 0;
        for (var i = 0; i < most; i++)
        {
            var mean = left.Average();
            var deviation = SampleQuantiles.Deviation(left);
            var extreme = 0;
            for (var j = 1; j < left.Count; j++)
                if (Math.Abs(left[j] - mean) > Math.Abs(left[extreme] - mean)) extreme = j;
            removed[i] = left[extreme];
            statistics[i] = deviation > 0 ? Math.Abs(left[extreme] - mean) / deviation : 0;
            left.RemoveAt(extreme);
            var rest = values.Length - i - 1;
            var t = StudentT.InvCDF(0, 1, rest - 1, 1 - alpha / (2.0 * (rest + 1)));
            critical[i] = rest * t / Math.Sqrt((rest - 1 + t * t) * (rest + 1));
            if (statistics[i] > critical[i]) count = i + 1;
        }

        return new GeneralisedEsd(statistics, critical, removed[..count]);
    }
}
