namespace Crossdock.Planner.Losses;

/// <summary>Expected shortage and leftover under normal demand (Zipkin 2000, appendix C).</summary>
public static class NormalLoss
{
    /// <summary>Standard loss G(z) = E[(Z - z)+] = phi(z) - z (1 - Phi(z)); dimensionless.</summary>
    public static double Standard(double z) => Math.Max(0, NormalLaw.Density(z) - z * NormalLaw.Upper(z));

    /// <summary>Standard second-order loss E[((Z - z)+)^2] / 2 = [(1 + z^2)(1 - Phi(z)) - z phi(z)] / 2.</summary>
    public static double StandardSecond(double z) => Math.Max(0, 0.5 * ((1 + z * z) * NormalLaw.Upper(z) - z * NormalLaw.Density(z)));

    /// <summary>Units short when <paramref name="level"/> units meet demand of the given mean and standard deviation. A deviation of zero means known demand.</summary>
    public static double Shortage(double mean, double deviation, double level) =>
        deviation > 0 ? deviation * Standard((level - mean) / deviation) : Math.Max(0, mean - level);

    /// <summary>Units left: level - mean + shortage.</summary>
    public static double Leftover(double mean, double deviation, double level) => level - mean + Shortage(mean, deviation, level);

    /// <summary>Second-order loss of the level: half the expected squared shortage, in units squared.</summary>
    public static double SecondShortage(double mean, double deviation, double level) =>
        deviation > 0 ? deviation * deviation * StandardSecond((level - mean) / deviation) : 0.5 * Math.Pow(Math.Max(0, mean - level), 2);

    /// <summary>The z whose standard loss is <paramref name="loss"/> (above zero): the inverse of <see cref="Standard"/>.</summary>
    public static double Inverse(double loss)
    {
        if (loss <= 0) return double.PositiveInfinity;
        return Bisection.Root(z => Standard(z) - loss, -loss - 10, 38);
    }
}
