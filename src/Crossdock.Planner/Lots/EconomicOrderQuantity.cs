namespace Crossdock.Planner.Lots;

/// <summary>Economic order quantity (Harris 1913).</summary>
public static class EconomicOrderQuantity
{
    /// <summary>
    /// Q = sqrt(2 K D / h), cost rate = sqrt(2 K D h). All rates per the same time unit; the cost excludes purchases.
    /// </summary>
    /// <param name="fixedCost">Money per order.</param>
    /// <param name="holdingCost">Money per unit and time unit.</param>
    /// <param name="demandRate">Units per time unit.</param>
    public static Result<LotSize> Of(double fixedCost, double holdingCost, double demandRate)
    {
        if (Check(fixedCost, holdingCost, demandRate) is { } no) return no;
        return new LotSize(Math.Sqrt(2 * fixedCost * demandRate / holdingCost), Math.Sqrt(2 * fixedCost * demandRate * holdingCost));
    }

    /// <summary>Cost rate K D / Q + h Q / 2 of a given quantity, purchases excluded.</summary>
    public static Result<double> CostRate(double fixedCost, double holdingCost, double demandRate, double quantity)
    {
        if ((Check(fixedCost, holdingCost, demandRate) ?? Given.Positive("order quantity", quantity)) is { } no) return no;
        return fixedCost * demandRate / quantity + holdingCost * quantity / 2;
    }

    /// <summary>
    /// With planned back-orders at <paramref name="stockoutCost"/> per unit and time unit: Q = sqrt(2 K D (h + p) / (h p)), of which the share h / (h + p) is back-ordered.
    /// Source: Zipkin (2000), section 3.3.
    /// </summary>
    public static Result<(LotSize Lot, double StockoutShare)> WithBackorders(double fixedCost, double holdingCost, double stockoutCost, double demandRate)
    {
        if ((Check(fixedCost, holdingCost, demandRate) ?? Given.Positive("stock-out cost", stockoutCost)) is { } no) return no;
        var quantity = Math.Sqrt(2 * fixedCost * demandRate * (holdingCost + stockoutCost) / (holdingCost * stockoutCost));
        var cost = Math.Sqrt(2 * fixedCost * demandRate * holdingCost * stockoutCost / (holdingCost + stockoutCost));
        return (new LotSize(quantity, cost), holdingCost / (holdingCost + stockoutCost));
    }

    /// <summary>
    /// Economic production quantity: goods arrive at <paramref name="productionRate"/> instead of all at once, so h counts only (1 - D / P).
    /// Refused unless production is faster than demand. Source: Taft (1918).
    /// </summary>
    public static Result<LotSize> Produced(double fixedCost, double holdingCost, double demandRate, double productionRate)
    {
        if (Check(fixedCost, holdingCost, demandRate) is { } no) return no;
        if (!(productionRate > demandRate)) return Given.No($"The production rate {productionRate:G6} must exceed the demand rate {demandRate:G6}.");
        return Of(fixedCost, holdingCost * (1 - demandRate / productionRate), demandRate);
    }

    internal static Refusal? Check(double fixedCost, double holdingCost, double demandRate) =>
        Given.Positive("fixed cost", fixedCost) ?? Given.Positive("holding cost", holdingCost) ?? Given.Positive("demand rate", demandRate);
}
