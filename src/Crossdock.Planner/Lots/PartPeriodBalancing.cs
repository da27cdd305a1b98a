namespace Crossdock.Planner.Lots;

/// <summary>Part-period balancing (DeMatteis 1968): extend an order while its holding cost does not exceed the fixed cost.</summary>
public static class PartPeriodBalancing
{
    /// <summary>Money per order, money per unit and period, units per period.</summary>
    public static Result<DynamicLots> Of(double fixedCost, double holdingCost, double[] demand)
    {
        if (DynamicLots.Check(fixedCost, holdingCost, demand) is { } no) return no;
        return DynamicLots.Greedy(fixedCost, holdingCost, demand, (start, next) => DynamicLots.Holding(holdingCost, demand, start, next) <= fixedCost + 1e-12);
    }
}
