namespace Crossdock.Planner.Lots;

/// <summary>Order quantity when the supplier is down at times (Parlar and Berkin 1991, with the correction of Berk and Arreola-Risa 1994).</summary>
public static class SupplyDisruptions
{
    /// <summary>
    /// Up times are exponential with rate a, down times with rate b; demand while out of stock is lost at <paramref name="stockoutCost"/> per unit.
    /// g(Q) = (K + h Q^2 / (2 D) + p D w / b) / (Q / D + w / b), w = a / (a + b) (1 - exp(-(a + b) Q / D)); g is minimised over Q.
    /// All rates per the same time unit.
    /// </summary>
    public static Result<LotSize> Of(double fixedCost, double holdingCost, double stockoutCost, double demandRate, double disruptionRate, double recoveryRate)
    {
        if ((EconomicOrderQuantity.Check(fixedCost, holdingCost, demandRate) ?? Given.Positive("stock-out cost", stockoutCost)
            ?? Given.Positive("disruption rate", disruptionRate) ?? Given.Positive("recovery rate", recoveryRate)) is { } no) return no;
        double Cost(double quantity)
        {
            var down = disruptionRate / (disruptionRate + recoveryRate) * (1 - Math.Exp(-(disruptionRate + recoveryRate) * quantity / demandRate)) / recoveryRate;
            return (fixedCost + holdingCost * quantity * quantity / (2 * demandRate) + stockoutCost * demandRate * down) / (quantity / demandRate + down);
        }

        // The cost falls, then rises: the golden section finds the bottom.
        var ratio = (Math.Sqrt(5) - 1) / 2;
        double low = 1e-6, high = Math.Sqrt(2 * fixedCost * demandRate / holdingCost) * 20 + demandRate * stockoutCost / holdingCost;
        while (high - low > 1e-9 * (1 + high))
        {
            double left = high - ratio * (high - low), right = low + ratio * (high - low);
            if (Cost(left) <= Cost(right)) high = right;
            else low = left;
        }

        var best = (low + high) / 2;
        return new LotSize(best, Cost(best));
    }
}
