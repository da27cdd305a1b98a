using Crossdock.Planner.Demands;
using Crossdock.Planner.Lots;

namespace Crossdock.Planner.Policies;

/// <summary>Optimal (r, Q) for unit Poisson demand and back-orders: Federgruen and Zheng (1992), Operations Research 40(4).</summary>
public static class PoissonReorderPoint
{
    /// <summary>
    /// Starts at the level of least cost and takes the cheaper neighbour while that lowers the average. Costs: per unit and time unit, stock-out likewise; K per order;
    /// demand in units per time unit.
    /// </summary>
    public static Result<ReorderPoint> Of(double holdingCost, double stockoutCost, double fixedCost, double demandRate, double leadTime)
    {
        if (Level(holdingCost, stockoutCost, fixedCost, demandRate, leadTime).Refused(out var refusal, out var cost)) return refusal;
        var start = 0;
        while (cost(start + 1) < cost(start)) start++;
        int low = start - 1, high = start;
        double total = fixedCost * demandRate + cost(start), best = total;
        while (true)
        {
            var (below, above) = (cost(low), cost(high + 1));
            var next = Math.Min(below, above);
            if (next >= best) break;
            if (below <= above) low--;
            else high++;
            total += next;
            best = total / (high - low);
        }

        return new ReorderPoint(low, high - low, best);
    }

    /// <summary>Cost rate [K D + sum of g(y), y = r + 1 .. r + Q] / Q.</summary>
    public static Result<double> CostRate(double holdingCost, double stockoutCost, double fixedCost, double demandRate, double leadTime, int level, int quantity)
    {
        if (Given.Positive("order quantity", quantity) is { } no) return no;
        if (Level(holdingCost, stockoutCost, fixedCost, demandRate, leadTime).Refused(out var refusal, out var cost)) return refusal;
        var total = fixedCost * demandRate;
        for (var y = level + 1; y <= level + quantity; y++) total += cost(y);
        return total / quantity;
    }

    private static Result<Func<int, double>> Level(double holdingCost, double stockoutCost, double fixedCost, double demandRate, double leadTime)
    {
        if ((EconomicOrderQuantity.Check(fixedCost, holdingCost, demandRate) ?? Given.Positive("stock-out cost", stockoutCost) ?? Given.NotNegative("lead time", leadTime)) is { } no) return no;
        if (PoissonDemand.Of(demandRate * leadTime).Refused(out var refusal, out var demand)) return refusal;
        return Result<Func<int, double>>.Of(y => holdingCost * (y - demand.Mean) + (holdingCost + stockoutCost) * demand.Shortage(y));
    }
}
