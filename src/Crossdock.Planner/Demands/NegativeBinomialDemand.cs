using MathNet.Numerics;

namespace Crossdock.Planner.Demands;

/// <summary>Demand of units in clumps: negative binomial, which is Poisson demand whose rate itself follows a gamma law.</summary>
public static class NegativeBinomialDemand
{
    /// <summary>
    /// By moments: r = mean^2 / (variance - mean), p = mean / variance. Mean in units, variance in units squared.
    /// A variance at or below the mean is answered with Poisson, the limit. Refused when not finite, negative, or too large to spell out.
    /// </summary>
    public static Result<DiscreteDemand> Of(double mean, double variance)
    {
        if ((Given.NotNegative("mean demand", mean) ?? Given.NotNegative("variance of demand", variance)) is { } no) return no;
        if (mean == 0 || variance <= mean * (1 + 1e-12)) return PoissonDemand.Of(mean);
        double shape = mean * mean / (variance - mean), success = mean / variance, fail = 1 - success;
        var size = Size(mean, variance, shape, fail);
        if (size > 20_000_000) return Given.No($"Demand of mean {mean:G6} and variance {variance:G6} is too wide for a distribution in single units.");
        var probabilities = new double[(int)size];
        double logSuccess = shape * Math.Log(success), logFail = Math.Log(fail), logShape = SpecialFunctions.GammaLn(shape);
        for (var i = 0; i < probabilities.Length; i++)
            probabilities[i] = Math.Exp(SpecialFunctions.GammaLn(i + shape) - logShape - SpecialFunctions.GammaLn(i + 1.0) + logSuccess + i * logFail);
        return DiscreteDemand.With(probabilities, mean, variance);
    }

    // The tail falls like fail^x once x is well beyond the mean.
    private static double Size(double mean, double variance, double shape, double fail) =>
        mean + 10 * Math.Sqrt(variance) + 40 + 38 / -Math.Log(fail) * (1 + 0.1 * Math.Min(10, Math.Max(0, shape - 1)));
}
