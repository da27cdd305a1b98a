namespace Crossdock.Planner.LeadTimes;

/// <summary>Lognormal lead time.</summary>
/// <param name="Mu">Mean of the logarithm of the lead time.</param>
/// <param name="Sigma">Standard deviation of the logarithm.</param>
public sealed record LognormalLeadTime(double Mu, double Sigma)
{
    /// <summary>By moments: sigma^2 = ln(1 + sd^2 / mean^2), mu = ln(mean) - sigma^2 / 2. Mean and deviation in one unit of time.</summary>
    public static Result<LognormalLeadTime> FromMoments(double mean, double deviation)
    {
        if ((Given.Positive("mean lead time", mean) ?? Given.NotNegative("deviation of the lead time", deviation)) is { } no) return no;
        var square = Math.Log(1 + deviation * deviation / (mean * mean));
        return new LognormalLeadTime(Math.Log(mean) - square / 2, Math.Sqrt(square));
    }

    /// <summary>Lead time not exceeded with probability <paramref name="level"/>, strictly between 0 and 1.</summary>
    public double Quantile(double level) => Math.Exp(Mu + Sigma * NormalLaw.Quantile(level));
}
