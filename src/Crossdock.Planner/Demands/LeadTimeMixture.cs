namespace Crossdock.Planner.Demands;

/// <summary>Demand over a lead time that is itself uncertain.</summary>
public static class LeadTimeMixture
{
    /// <summary>
    /// Mixture over the lead time of sums of independent negative binomial periods (Poisson where the variance equals the mean):
    /// P(D = x) = sum over l of P(L = l) NB(x; l mean, l variance). Mean = E[L] m; variance = E[L] v + Var[L] m^2.
    /// </summary>
    /// <param name="periodMean">Units per period.</param>
    /// <param name="periodVariance">Units squared per period.</param>
    /// <param name="leadTimes">Lead times in periods with their probabilities, which sum to one.</param>
    public static Result<DiscreteDemand> Of(double periodMean, double periodVariance, IReadOnlyList<(double Periods, double Probability)> leadTimes)
    {
        if ((Given.NotNegative("mean demand per period", periodMean) ?? Given.Count("lead times", leadTimes.Count, 1)) is { } no) return no;
        double weight = 0, meanTime = 0, squareTime = 0;
        foreach (var (periods, probability) in leadTimes)
        {
            if ((Given.NotNegative("lead time", periods) ?? Given.ShareOrBound("probability of a lead time", probability)) is { } bad) return bad;
            weight += probability;
            meanTime += probability * periods;
            squareTime += probability * periods * periods;
        }

        if (Math.Abs(weight - 1) > 1e-6) return Given.No($"The probabilities of the lead times sum to {weight:G6}, not to 1.");
        var mixed = Array.Empty<double>();
        foreach (var (periods, probability) in leadTimes)
        {
            if (probability == 0) continue;
            if (NegativeBinomialDemand.Of(periodMean * periods, periodVariance * periods).Refused(out var refusal, out var demand)) return refusal;
            if (demand.Probabilities.Length > mixed.Length) Array.Resize(ref mixed, demand.Probabilities.Length);
            for (var i = 0; i < demand.Probabilities.Length; i++) mixed[i] += probability * demand.Probabilities[i];
        }

        var varianceTime = Math.Max(0, squareTime - meanTime * meanTime);
        return DiscreteDemand.With(mixed, meanTime * periodMean, meanTime * Math.Max(periodVariance, periodMean) + varianceTime * periodMean * periodMean);
    }
}
