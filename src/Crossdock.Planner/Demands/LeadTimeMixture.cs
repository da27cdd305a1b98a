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
        if (Given.NotNegative("mean demand per period", periodMean) is { } no) return no;
        return Of(leadTimes, periods => NegativeBinomialDemand.Of(periodMean * periods, periodVariance * periods));
    }

    /// <summary>
    /// Mixture over the lead time of any demand that is known for a given one; its moments are E[mean] and E[variance] + Var[mean].
    /// </summary>
    /// <param name="leadTimes">Lead times in periods with their probabilities, which sum to one.</param>
    /// <param name="demandOver">Demand over so many periods.</param>
    public static Result<DiscreteDemand> Of(IReadOnlyList<(double Periods, double Probability)> leadTimes, Func<double, Result<DiscreteDemand>> demandOver)
    {
        if (Check(leadTimes) is { } no) return no;
        var mixed = Array.Empty<double>();
        var parts = new List<(double Probability, DiscreteDemand Demand)>();
        foreach (var (periods, probability) in leadTimes)
        {
            if (probability == 0) continue;
            if (demandOver(periods).Refused(out var refusal, out var demand)) return refusal;
            if (demand.Probabilities.Length > mixed.Length) Array.Resize(ref mixed, demand.Probabilities.Length);
            for (var i = 0; i < demand.Probabilities.Length; i++) mixed[i] += probability * demand.Probabilities[i];
            parts.Add((probability, demand));
        }

        var mean = parts.Sum(p => p.Probability * p.Demand.Mean);
        var variance = parts.Sum(p => p.Probability * (p.Demand.Variance + (p.Demand.Mean - mean) * (p.Demand.Mean - mean)));
        return DiscreteDemand.With(mixed, mean, variance);
    }

    /// <summary>Mean and variance of the lead time itself; refused like a mixture over it.</summary>
    internal static Result<(double Mean, double Variance)> Moments(IReadOnlyList<(double Periods, double Probability)> leadTimes)
    {
        if (Check(leadTimes) is { } no) return no;
        var mean = leadTimes.Sum(l => l.Probability * l.Periods);
        return (mean, leadTimes.Sum(l => l.Probability * (l.Periods - mean) * (l.Periods - mean)));
    }

    private static Refusal? Check(IReadOnlyList<(double Periods, double Probability)> leadTimes)
    {
        if (Given.Count("lead times", leadTimes.Count, 1) is { } no) return no;
        foreach (var (periods, probability) in leadTimes)
            if ((Given.NotNegative("lead time", periods) ?? Given.ShareOrBound("probability of a lead time", probability)) is { } bad) return bad;
        var weight = leadTimes.Sum(l => l.Probability);
        return Math.Abs(weight - 1) > 1e-6 ? Given.No($"The probabilities of the lead times sum to {weight:G6}, not to 1.") : null;
    }
}
