namespace Crossdock.Planner.Demands;

/// <summary>
/// What is believed of a demand rate: gamma, the conjugate law of Poisson counts (Gelman et al., Bayesian Data Analysis, chapter 2). It is worth <paramref name="Shape"/> units seen
/// in <paramref name="Periods"/> periods.
/// </summary>
/// <param name="Shape">Units (or orders) it is worth; above zero.</param>
/// <param name="Periods">Periods it is worth; above zero.</param>
public sealed record GammaRate(double Shape, double Periods)
{
    /// <summary>Mean rate, per period.</summary>
    public double Mean => Shape / Periods;

    /// <summary>
    /// By the moments of the rates of a class: mean m and variance v weighted, v with the correction for so few, less the Poisson noise of rates that were measured over few periods;
    /// shape m^2 / v, periods m / v. However alike the class, v is taken as no less than (<paramref name="leastVariation"/> m)^2, and a single rate as an exponential law.
    /// Refused when no rate is above zero.
    /// </summary>
    /// <param name="rates">Units (or orders) per period of each member.</param>
    /// <param name="weights">How much each counts, zero or more; null for all alike.</param>
    /// <param name="measuredOver">Periods each rate was measured over; infinite when they are known exactly.</param>
    /// <param name="leastVariation">Deviation over mean that is assumed at least.</param>
    public static Result<GammaRate> OfClass(double[] rates, double[]? weights = null, double measuredOver = double.PositiveInfinity, double leastVariation = 0.5)
    {
        weights ??= Enumerable.Repeat(1.0, rates.Length).ToArray();
        if ((Given.Count("rates", rates.Length, 1) ?? Given.SameLength("weights", weights.Length, "rates", rates.Length) ?? Given.AllNotNegative("rates", rates)
            ?? Given.AllNotNegative("weights", weights) ?? Given.Positive("least variation", leastVariation) ?? Given.Positive("periods measured over", Math.Min(1e300, measuredOver))) is { } no) return no;
        double weight = weights.Sum(), mean = 0, variance = 0, alone = 0;
        if (!(weight > 0)) return Given.No("No rate of the class has any weight.");
        for (var i = 0; i < rates.Length; i++) mean += weights[i] / weight * rates[i];
        if (!(mean > 0)) return Given.No("The class has no demand, so it says nothing of a rate.");
        for (var i = 0; i < rates.Length; i++)
        {
            variance += weights[i] / weight * (rates[i] - mean) * (rates[i] - mean);
            alone += weights[i] / weight * (weights[i] / weight);
        }

        variance = alone > 1 - 1e-9 ? mean * mean : Math.Max(variance / (1 - alone) - mean / measuredOver, leastVariation * leastVariation * mean * mean);
        var rate = new GammaRate(mean * mean / variance, mean / variance);
        return double.IsFinite(rate.Shape) && double.IsFinite(rate.Periods) && rate.Shape > 0 && rate.Periods > 0 ? rate : Given.No("The rates of the class are too small or too large to have moments.");
    }

    /// <summary>The belief after so many further units (or orders) in so many periods.</summary>
    public Result<GammaRate> After(double units, double periods)
    {
        if ((Check() ?? Given.NotNegative("demand seen", units) ?? Given.NotNegative("periods seen", periods)) is { } no) return no;
        return new GammaRate(Shape + units, Periods + periods);
    }

    /// <summary>
    /// Demand of so many periods ahead: negative binomial with mean h m and variance f h m + h^2 m / periods, the last part for the rate that is not known.
    /// <paramref name="dispersion"/> f is the variance of a period over its mean, 1 for Poisson.
    /// </summary>
    public Result<DiscreteDemand> Predictive(double horizon, double dispersion = 1)
    {
        if ((Check() ?? Given.NotNegative("horizon", horizon) ?? Given.Positive("dispersion", dispersion)) is { } no) return no;
        return NegativeBinomialDemand.Of(horizon * Mean, horizon * Mean * (dispersion + horizon / Periods));
    }

    internal Refusal? Check() => Given.Positive("shape of the rate", Shape) ?? Given.Positive("periods of the rate", Periods);
}
