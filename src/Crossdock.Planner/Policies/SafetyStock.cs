using Crossdock.Planner.Losses;

namespace Crossdock.Planner.Policies;

/// <summary>
/// Safety stock under normal demand over the risk period: lead time plus review. Demand per period with mean m and deviation sd, lead time with its own mean and deviation in periods;
/// deviation over the risk period = sqrt((L + R) sd^2 + m^2 sdL^2). Source: Silver, Pyke and Peterson (1998) chapter 7.
/// </summary>
/// <param name="DemandMean">Units per period.</param>
/// <param name="DemandDeviation">Standard deviation of the demand of a period.</param>
/// <param name="LeadTimeMean">Periods.</param>
/// <param name="LeadTimeDeviation">Standard deviation of the lead time in periods.</param>
/// <param name="ReviewPeriod">Periods between reviews; 0 for continuous review.</param>
public sealed record SafetyStock(double DemandMean, double DemandDeviation, double LeadTimeMean, double LeadTimeDeviation, double ReviewPeriod)
{
    /// <summary>Standard deviation of demand over the risk period in units.</summary>
    public double RiskDeviation => Math.Sqrt((LeadTimeMean + ReviewPeriod) * DemandDeviation * DemandDeviation + DemandMean * DemandMean * LeadTimeDeviation * LeadTimeDeviation);

    /// <summary>Mean demand over the risk period in units.</summary>
    public double RiskMean => DemandMean * (LeadTimeMean + ReviewPeriod);

    /// <summary>What a target asks for.</summary>
    /// <param name="Factor">Safety factor k (z): safety stock in deviations.</param>
    /// <param name="Stock">Safety stock in units.</param>
    /// <param name="Level">Reorder point, or order-up-to level under periodic review: mean over the risk period + safety stock.</param>
    public sealed record Cover(double Factor, double Stock, double Level);

    /// <summary>Cycle service: the probability of no stock-out in a replenishment cycle.</summary>
    public Result<Cover> ForCycleService(double level)
    {
        if ((Check() ?? Given.Share("cycle service level", level)) is { } no) return no;
        return At(NormalLaw.Quantile(level));
    }

    /// <summary>
    /// Fill rate with order quantity Q, the usual approximation: sd G(k) = Q (1 - fill). A deviation of zero needs no safety stock.
    /// </summary>
    public Result<Cover> ForFillRate(double quantity, double fillRate)
    {
        if ((Check() ?? Given.Positive("order quantity", quantity) ?? Given.Share("fill rate", fillRate)) is { } no) return no;
        if (RiskDeviation == 0) return At(0);
        return At(NormalLoss.Inverse(quantity * (1 - fillRate) / RiskDeviation));
    }

    /// <summary>Fill rate without the approximation: sd (G(k) - G(k + Q / sd)) = Q (1 - fill), which does not count a shortage twice.</summary>
    public Result<Cover> ForFillRateExactly(double quantity, double fillRate)
    {
        if ((Check() ?? Given.Positive("order quantity", quantity) ?? Given.Share("fill rate", fillRate)) is { } no) return no;
        var deviation = RiskDeviation;
        if (deviation == 0) return At(0);
        var ratio = quantity / deviation;
        return At(Bisection.Root(k => NormalLoss.Standard(k) - NormalLoss.Standard(k + ratio) - ratio * (1 - fillRate), -ratio - 40, 38));
    }

    /// <summary>What a reorder point achieves: units short per cycle, fill rate 1 - short / Q, cycle service level.</summary>
    public Result<(double ShortPerCycle, double FillRate, double CycleService)> Achieved(double quantity, double level)
    {
        if ((Check() ?? Given.Positive("order quantity", quantity) ?? Given.Finite("reorder point", level)) is { } no) return no;
        var shortage = NormalLoss.Shortage(RiskMean, RiskDeviation, level);
        var service = RiskDeviation > 0 ? NormalLaw.Cumulative((level - RiskMean) / RiskDeviation) : level >= RiskMean ? 1 : 0;
        return (shortage, 1 - shortage / quantity, service);
    }

    private Cover At(double k) => new(k, k * RiskDeviation, RiskMean + k * RiskDeviation);

    private Refusal? Check() => Given.NotNegative("mean demand", DemandMean) ?? Given.NotNegative("deviation of demand", DemandDeviation)
        ?? Given.NotNegative("lead time", LeadTimeMean) ?? Given.NotNegative("deviation of the lead time", LeadTimeDeviation) ?? Given.NotNegative("review period", ReviewPeriod);
}
