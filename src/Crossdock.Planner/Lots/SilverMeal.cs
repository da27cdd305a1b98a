namespace Crossdock.Planner.Lots;

/// <summary>Silver-Meal heuristic (1973): extend an order while the cost per period does not rise.</summary>
public static class SilverMeal
{
    /// <summary>Money per order, money per unit and period, units per period; stops at the first strict rise.</summary>
    public static Result<DynamicLots> Of(double fixedCost, double holdingCost, double[] demand)
    {
        if (DynamicLots.Check(fixedCost, holdingCost, demand) is { } no) return no;
        double Average(int start, int last) => (fixedCost + DynamicLots.Holding(holdingCost, demand, start, last)) / (last - start + 1);
        return DynamicLots.Greedy(fixedCost, holdingCost, demand, (start, next) => Average(start, next) <= Average(start, next - 1) + 1e-12);
    }
}
