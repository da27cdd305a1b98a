using Crossdock.Planner.Demands;

namespace Crossdock.Planner.Policies;

/// <summary>Exact service of (r, Q) under unit Poisson demand: the position is uniform on r + 1 .. r + Q (Hadley and Whitin 1963, section 4.7).</summary>
public static class PoissonService
{
    /// <summary>Fill rate = P(on hand above zero) since arrivals see time averages; demand in units per time unit.</summary>
    public static Result<(double FillRate, double OnHand, double Backorders)> Of(double demandRate, double leadTime, int level, int quantity)
    {
        if ((Given.Positive("demand rate", demandRate) ?? Given.NotNegative("lead time", leadTime) ?? Given.Positive("order quantity", quantity)) is { } no) return no;
        if (PoissonDemand.Of(demandRate * leadTime).Refused(out var refusal, out var demand)) return refusal;
        double fill = 0, onHand = 0, backorders = 0;
        for (var y = level + 1; y <= level + quantity; y++)
        {
            fill += demand.Cumulative(y - 1);
            onHand += demand.Leftover(y);
            backorders += demand.Shortage(y);
        }

        return (fill / quantity, onHand / quantity, backorders / quantity);
    }
}
