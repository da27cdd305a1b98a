using Crossdock.Planner.Demands;

namespace Crossdock.Planner.Policies;

/// <summary>Smallest order-up-to level of periodic review (R, S) that reaches a fill rate under independent negative binomial periods.</summary>
public static class OrderUpToFillRate
{
    /// <summary>
    /// Fill = 1 - (E[(D over L + R - S)+] - E[(D over L - S)+]) / (R mean): what becomes short within a review interval.
    /// Mean and variance per period; lead time and review in periods. Answers the level, its fill rate and that of one unit less.
    /// </summary>
    public static Result<(int Level, double FillRate, double OneLess)> Of(double periodMean, double periodVariance, double leadTime, double review, double fillRate)
    {
        if ((Given.Positive("mean demand", periodMean) ?? Given.NotNegative("lead time", leadTime) ?? Given.Positive("review period", review) ?? Given.Share("fill rate", fillRate)) is { } no) return no;
        if (NegativeBinomialDemand.Of(periodMean * leadTime, periodVariance * leadTime).Refused(out var refusal, out var before)) return refusal;
        if (NegativeBinomialDemand.Of(periodMean * (leadTime + review), periodVariance * (leadTime + review)).Refused(out refusal, out var after)) return refusal;
        double Fill(int level) => 1 - (after.Shortage(level) - before.Shortage(level)) / (review * periodMean);
        int low = -1, high = after.Probabilities.Length;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Fill(middle) >= fillRate) high = middle;
            else low = middle;
        }

        return (high, Fill(high), Fill(high - 1));
    }
}
