using MathNet.Numerics;

namespace Crossdock.Planner.LeadTimes;

/// <summary>On-time rate of a supplier as a beta posterior, so that three deliveries cannot beat a hundred.</summary>
/// <param name="Alpha">Prior plus deliveries on time.</param>
/// <param name="Beta">Prior plus late deliveries.</param>
public sealed record OnTimeRate(double Alpha, double Beta)
{
    /// <summary>Beta-binomial conjugate update (Gelman et al., Bayesian Data Analysis, chapter 2) of a prior that is worth alpha + beta deliveries.</summary>
    public static Result<OnTimeRate> Of(double priorAlpha, double priorBeta, int onTime, int deliveries)
    {
        if ((Given.Positive("prior alpha", priorAlpha) ?? Given.Positive("prior beta", priorBeta) ?? Given.NotNegative("deliveries on time", onTime)) is { } no) return no;
        if (onTime > deliveries) return Given.No($"{onTime} deliveries on time of {deliveries} cannot be.");
        return new OnTimeRate(priorAlpha + onTime, priorBeta + deliveries - onTime);
    }

    /// <summary>Posterior mean.</summary>
    public double Mean => Alpha / (Alpha + Beta);

    /// <summary>Rate not exceeded with probability <paramref name="level"/>; the score of a supplier is the one at 0.05.</summary>
    public double Quantile(double level) => Bisection.Root(x => SpecialFunctions.BetaRegularized(Alpha, Beta, x) - level, 0, 1);
}
