namespace Crossdock.Planner.Lots;

/// <summary>Order quantity when the price of the region reached applies to all units (Hadley and Whitin 1963, section 2.11).</summary>
public static class AllUnitsDiscount
{
    /// <summary>
    /// Least cost D c + K D / Q + rate c Q / 2 over all regions, purchases included.
    /// </summary>
    /// <param name="fixedCost">Money per order.</param>
    /// <param name="holdingRate">Share of the unit cost per time unit.</param>
    /// <param name="demandRate">Units per time unit.</param>
    /// <param name="breaks">Price breaks.</param>
    public static Result<LotSize> Of(double fixedCost, double holdingRate, double demandRate, PriceBreaks breaks)
    {
        if ((EconomicOrderQuantity.Check(fixedCost, holdingRate, demandRate) ?? breaks.Check()) is { } no) return no;
        LotSize? best = null;
        for (var region = 0; region < breaks.From.Length; region++)
        {
            var unit = breaks.UnitCosts[region];
            var quantity = Math.Max(Math.Sqrt(2 * fixedCost * demandRate / (holdingRate * unit)), breaks.From[region]);
            if (quantity >= breaks.Until(region)) continue;
            var cost = CostRate(fixedCost, holdingRate, demandRate, unit, quantity);
            if (best is null || cost < best.CostRate) best = new(quantity, cost, region, unit);
        }

        return best!;
    }

    /// <summary>
    /// The same when only multiples of <paramref name="multiple"/> from <paramref name="minimum"/> on can be ordered. The cost is convex within a region, so the multiples
    /// beside its optimum and at its ends are enough.
    /// </summary>
    public static Result<LotSize> InMultiples(double fixedCost, double holdingRate, double demandRate, PriceBreaks breaks, double minimum, double multiple)
    {
        if ((EconomicOrderQuantity.Check(fixedCost, holdingRate, demandRate) ?? breaks.Check()
            ?? Given.NotNegative("minimum", minimum) ?? Given.Positive("multiple", multiple)) is { } no) return no;
        LotSize? best = null;
        for (var region = 0; region < breaks.From.Length; region++)
        {
            var unit = breaks.UnitCosts[region];
            var least = Math.Max(1, Math.Ceiling(Math.Max(minimum, breaks.From[region]) / multiple - 1e-9));
            var ideal = Math.Sqrt(2 * fixedCost * demandRate / (holdingRate * unit)) / multiple;
            foreach (var packs in (double[])[least, Math.Floor(ideal), Math.Ceiling(ideal), LastBelow(breaks.Until(region), multiple)])
            {
                if (packs < least || !double.IsFinite(packs) || packs * multiple >= breaks.Until(region)) continue;
                var quantity = packs * multiple;
                var cost = CostRate(fixedCost, holdingRate, demandRate, unit, quantity);
                if (best is null || cost < best.CostRate) best = new(quantity, cost, region, unit);
            }
        }

        return best!;
    }

    private static double LastBelow(double end, double multiple) => double.IsInfinity(end) ? end : Math.Ceiling(end / multiple - 1e-9) - 1;

    private static double CostRate(double fixedCost, double holdingRate, double demandRate, double unit, double quantity) =>
        demandRate * unit + fixedCost * demandRate / quantity + holdingRate * unit * quantity / 2;
}
