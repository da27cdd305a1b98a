namespace Crossdock.Planner.Lots;

/// <summary>Order quantity when each price applies only to the units beyond its break (Hadley and Whitin 1963, section 2.12).</summary>
public static class IncrementalDiscount
{
    /// <summary>
    /// Within region j an order of Q costs F_j + c_j Q, F_j = sum of b_i (c_(i-1) - c_i); the cost rate, purchases included, is
    /// c_j D + (K + F_j) D / Q + rate (F_j + c_j Q) / 2 with its minimum at Q = sqrt(2 D (K + F_j) / (rate c_j)).
    /// Parameters as in <see cref="AllUnitsDiscount"/>.
    /// </summary>
    public static Result<LotSize> Of(double fixedCost, double holdingRate, double demandRate, PriceBreaks breaks)
    {
        if ((EconomicOrderQuantity.Check(fixedCost, holdingRate, demandRate) ?? breaks.Check()) is { } no) return no;
        LotSize? best = null;
        var extra = 0.0;
        for (var region = 0; region < breaks.From.Length; region++)
        {
            var unit = breaks.UnitCosts[region];
            if (region > 0) extra += breaks.From[region] * (breaks.UnitCosts[region - 1] - unit);
            var quantity = Math.Sqrt(Math.Max(0, 2 * demandRate * (fixedCost + extra) / (holdingRate * unit)));
            quantity = Math.Max(quantity, breaks.From[region]);
            if (quantity <= 0 || quantity >= breaks.Until(region)) continue;
            var cost = unit * demandRate + (fixedCost + extra) * demandRate / quantity + holdingRate * (extra + unit * quantity) / 2;
            if (best is null || cost < best.CostRate) best = new(quantity, cost, region, unit);
        }

        return best is null ? Given.No("No price region holds an order quantity of least cost: the prices rise too steeply.") : best;
    }
}
