using MathNet.Numerics;

namespace Crossdock.Planner.Numerics;

/// <summary>The standard normal distribution (dimensionless).</summary>
public static class NormalLaw
{
    /// <summary>Density at <paramref name="z"/>.</summary>
    public static double Density(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);

    /// <summary>Probability of a value at or below <paramref name="z"/>.</summary>
    public static double Cumulative(double z) => 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2));

    /// <summary>Probability of a value above <paramref name="z"/>; exact in the far tail too.</summary>
    public static double Upper(double z) => 0.5 * SpecialFunctions.Erfc(z / Math.Sqrt(2));

    /// <summary>The value not exceeded with probability <paramref name="probability"/>; infinite at 0 and 1.</summary>
    public static double Quantile(double probability)
    {
        if (probability <= 0) return double.NegativeInfinity;
        if (probability >= 1) return double.PositiveInfinity;
        return -Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * probability);
    }
}
