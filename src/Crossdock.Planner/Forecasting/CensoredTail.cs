using MathNet.Numerics;

namespace Crossdock.Planner.Forecasting;

/// <summary>Moments of Poisson and negative binomial demand that is known to reach a number of units.</summary>
internal static class CensoredTail
{
    private const double Least = 1e-200;

    /// <summary>
    /// E[D | D at or above c] = m P'(D at or above c - 1) / P(D at or above c), P' with a shape larger by 1 (for Poisson the same), and alike for E[D (D - 1)]: the identity
    /// x p(x) = m p'(x - 1). Answers E[D] and E[D^2]. <paramref name="shape"/> infinite for Poisson.
    /// </summary>
    public static (double First, double Second) Moments(double mean, double shape, double sold)
    {
        var least = Math.Ceiling(sold);
        var whole = AtLeast(mean, shape, 0, least);
        if (!(whole > Least)) return Far(mean, shape, least);
        var first = mean * AtLeast(mean, shape, 1, least - 1) / whole;
        var factorial = mean * mean * (1 + 1 / shape) * AtLeast(mean, shape, 2, least - 2) / whole;
        return (Math.Max(first, least), Math.Max(factorial + first, first * first));
    }

    private static double AtLeast(double mean, double shape, int more, double units) =>
        units <= 0 ? 1
        : double.IsInfinity(shape) ? SpecialFunctions.GammaLowerRegularized(units, mean)
        : SpecialFunctions.BetaRegularized(units, shape + more, mean / (shape + mean));

    // So far out that the probabilities vanish: summed by their ratios, which fall quickly there.
    private static (double First, double Second) Far(double mean, double shape, double least)
    {
        double weight = 1, sum = 0, first = 0, second = 0;
        for (var x = least; weight > 1e-17 * sum && x < least + 1e6; x++)
        {
            sum += weight;
            first += weight * (x - least);
            second += weight * (x - least) * (x - least);
            weight *= (double.IsInfinity(shape) ? mean : mean / (shape + mean) * (shape + x)) / (x + 1);
        }

        first /= sum;
        return (least + first, least * least + 2 * least * first + second / sum);
    }
}
