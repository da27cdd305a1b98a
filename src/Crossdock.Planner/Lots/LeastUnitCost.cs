namespace Crossdock.Planner.Lots;

/// <summary>Least unit cost heuristic: extend an order while the cost per unit does not rise (Silver, Pyke and Peterson 1998, chapter 6).</summary>
public static class LeastUnitCost
{
    /// <summary>Money per order, money per unit and period, units per period; stops at the first strict rise.</summary>
    public static Result<DynamicLots> Of(double fixedCost, double holdingCost, double[] demand)
    {
        if (DynamicLots.Check(fixedCost, holdingCost, demand) is { } no) return no;
        double PerUnit(int start, int last)
        {
            var units = 0.0;
            for (var t = start; t <= last; t++) units += demand[t];
            return (fixedCost + DynamicLots.Holding(holdingCost, demand, start, last)) / units;
        }

        return DynamicLots.Greedy(fixedCost, holdingCost, demand, (start, next) => PerUnit(start, next) <= PerUnit(start, next - 1) + 1e-12);
    }
}
