namespace Crossdock.Planner.Numerics;

/// <summary>The lognormal distribution: of lead times, and of demand.</summary>
/// <param name="Mu">Mean of the logarithm.</param>
/// <param name="Sigma">Standard deviation of the logarithm.</param>
public sealed record LognormalLaw(double Mu, double Sigma)
{
    /// <summary>By moments: sigma^2 = ln(1 + sd^2 / mean^2), mu = ln(mean) - sigma^2 / 2. Mean and deviation in one unit.</summary>
    public static Result<LognormalLaw> FromMoments(double mean, double deviation)
    {
        if ((Given.Positive("mean", mean) ?? Given.NotNegative("deviation", deviation)) is { } no) return no;
        var square = Math.Log(1 + deviation * deviation / (mean * mean));
        return new LognormalLaw(Math.Log(mean) - square / 2, Math.Sqrt(square));
    }

    /// <summary>The value not exceeded with probability <paramref name="level"/>, strictly between 0 and 1.</summary>
    public double Quantile(double level) => Math.Exp(Mu + Sigma * NormalLaw.Quantile(level));
}
