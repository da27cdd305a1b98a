using Crossdock.Planner.Demands;
using Crossdock.Planner.Losses;

namespace Crossdock.Planner.Policies;

/// <summary>
/// One order for one uncertain demand (Arrow, Harris and Marschak 1951): stock up to the quantile p / (p + h).
/// Holding is money per unit left, stock-out money per unit short. As a base stock policy with periodic review the demand is that of lead time plus one period.
/// </summary>
public static class Newsvendor
{
    /// <summary>Normal demand over <paramref name="leadTime"/> + 1 periods; levels in units, money per period.</summary>
    public static Result<(double Level, double Cost)> Normal(double holdingCost, double stockoutCost, double mean, double deviation, double leadTime = 0)
    {
        if (Check(holdingCost, stockoutCost, mean, deviation, leadTime) is { } no) return no;
        double total = mean * (leadTime + 1), spread = deviation * Math.Sqrt(leadTime + 1);
        var z = NormalLaw.Quantile(stockoutCost / (stockoutCost + holdingCost));
        return (total + z * spread, (holdingCost + stockoutCost) * spread * NormalLaw.Density(z));
    }

    /// <summary>Expected cost per period of any level under normal demand over <paramref name="leadTime"/> + 1 periods.</summary>
    public static Result<double> NormalCost(double holdingCost, double stockoutCost, double mean, double deviation, double leadTime, double level)
    {
        if ((Check(holdingCost, stockoutCost, mean, deviation, leadTime) ?? Given.Finite("level", level)) is { } no) return no;
        double total = mean * (leadTime + 1), spread = deviation * Math.Sqrt(leadTime + 1);
        return holdingCost * NormalLoss.Leftover(total, spread, level) + stockoutCost * NormalLoss.Shortage(total, spread, level);
    }

    /// <summary>Demand in whole units: the smallest level whose cumulative probability reaches p / (p + h), with its expected cost.</summary>
    public static Result<(int Level, double Cost)> Discrete(double holdingCost, double stockoutCost, DiscreteDemand demand)
    {
        if ((Given.Positive("holding cost", holdingCost) ?? Given.Positive("stock-out cost", stockoutCost)) is { } no) return no;
        var level = demand.Quantile(stockoutCost / (stockoutCost + holdingCost));
        return (level, holdingCost * demand.Leftover(level) + stockoutCost * demand.Shortage(level));
    }

    /// <summary>Lognormal demand given by its mean and standard deviation.</summary>
    public static Result<(double Level, double Cost)> Lognormal(double holdingCost, double stockoutCost, double mean, double deviation)
    {
        if ((Check(holdingCost, stockoutCost, mean, deviation, 0) ?? Given.Positive("mean demand", mean) ?? Given.Positive("deviation", deviation)) is { } no) return no;
        if (LognormalLaw.FromMoments(mean, deviation).Refused(out var refusal, out var law)) return refusal;
        var level = law.Quantile(stockoutCost / (stockoutCost + holdingCost));
        if (LognormalLoss.Of(law.Mu, law.Sigma, level).Refused(out refusal, out var loss)) return refusal;
        return (level, holdingCost * loss.Leftover + stockoutCost * loss.Shortage);
    }

    /// <summary>Normal demand stated by prices: underage = revenue - cost, overage = cost - salvage; answers the expected profit.</summary>
    public static Result<(double Level, double Profit)> NormalProfit(double revenue, double purchaseCost, double salvage, double mean, double deviation)
    {
        if (!(revenue > purchaseCost && purchaseCost > salvage)) return Given.No("The revenue must exceed the cost, and the cost the salvage value.");
        if (Normal(purchaseCost - salvage, revenue - purchaseCost, mean, deviation).Refused(out var refusal, out var plan)) return refusal;
        return (plan.Level, (revenue - purchaseCost) * mean - plan.Cost);
    }

    private static Refusal? Check(double holdingCost, double stockoutCost, double mean, double deviation, double leadTime) =>
        Given.Positive("holding cost", holdingCost) ?? Given.Positive("stock-out cost", stockoutCost) ?? Given.NotNegative("mean demand", mean)
        ?? Given.NotNegative("deviation of demand", deviation) ?? Given.NotNegative("lead time", leadTime);
}
