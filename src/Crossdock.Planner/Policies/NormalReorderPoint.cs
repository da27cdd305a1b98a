using Crossdock.Planner.Losses;
using Crossdock.Planner.Lots;

namespace Crossdock.Planner.Policies;

/// <summary>
/// (r, Q) under continuous review with normal lead-time demand and back-orders. Demand mean and deviation per time unit, lead time in time units;
/// lead-time demand has mean D L and deviation sd sqrt(L). Sources: Hadley and Whitin (1963) chapter 4; Zipkin (2000) chapter 6.
/// </summary>
/// <param name="HoldingCost">Money per unit and time unit.</param>
/// <param name="StockoutCost">Money per unit short (and time unit, where the method says so).</param>
/// <param name="FixedCost">Money per order.</param>
/// <param name="DemandMean">Units per time unit.</param>
/// <param name="DemandDeviation">Standard deviation of the demand of one time unit.</param>
/// <param name="LeadTime">Time units from order to receipt.</param>
public sealed record NormalReorderPoint(double HoldingCost, double StockoutCost, double FixedCost, double DemandMean, double DemandDeviation, double LeadTime)
{
    private double Mean => DemandMean * LeadTime;

    private double Deviation => DemandDeviation * Math.Sqrt(LeadTime);

    /// <summary>
    /// Expected-inventory-level approximation, stock-out cost per unit short: iterates F(r) = 1 - Q h / (p D) and Q = sqrt(2 D (K + p n(r)) / h).
    /// Refused when p D is too small for the first condition to hold.
    /// </summary>
    public Result<ReorderPoint> ExpectedInventory()
    {
        if (Check() is { } no) return no;
        double quantity = Math.Sqrt(2 * FixedCost * DemandMean / HoldingCost), level = Mean;
        for (var i = 0; i < 500; i++)
        {
            var tail = quantity * HoldingCost / (StockoutCost * DemandMean);
            if (tail >= 1) return Given.No("A unit short costs less than holding stock for it: there is no reorder point.");
            level = Mean + Deviation * NormalLaw.Quantile(1 - tail);
            var next = Math.Sqrt(2 * DemandMean * (FixedCost + StockoutCost * NormalLoss.Shortage(Mean, Deviation, level)) / HoldingCost);
            if (Math.Abs(next - quantity) < 1e-12 * quantity) break;
            quantity = next;
        }

        var cost = HoldingCost * (level - Mean + quantity / 2) + FixedCost * DemandMean / quantity
            + StockoutCost * DemandMean * NormalLoss.Shortage(Mean, Deviation, level) / quantity;
        return new ReorderPoint(level, quantity, cost);
    }

    /// <summary>Q from the order quantity with back-orders, r from g(r) = g(r + Q), g the newsvendor cost of a level; stock-out cost per unit and time unit.</summary>
    public Result<ReorderPoint> FromBackorderQuantity()
    {
        if (Check() is { } no) return no;
        if (EconomicOrderQuantity.WithBackorders(FixedCost, HoldingCost, StockoutCost, DemandMean).Refused(out var refusal, out var lot)) return refusal;
        return At(BestLevelFor(lot.Lot.Quantity), lot.Lot.Quantity);
    }

    /// <summary>Q from the plain order quantity, r from the cycle service level p / (p + h).</summary>
    public Result<ReorderPoint> OrderQuantityPlusSafetyStock()
    {
        if (Check() is { } no) return no;
        var quantity = Math.Sqrt(2 * FixedCost * DemandMean / HoldingCost);
        return At(Mean + Deviation * NormalLaw.Quantile(StockoutCost / (StockoutCost + HoldingCost)), quantity);
    }

    /// <summary>
    /// Loss-function approximation, stock-out cost per unit and time unit: n(r) = h Q / (h + p), Q = sqrt(2 (K D + (h + p) n2(r)) / h),
    /// n and n2 the first and second-order losses.
    /// </summary>
    public Result<ReorderPoint> LossApproximation()
    {
        if (Check() is { } no) return no;
        double quantity = Math.Sqrt(2 * FixedCost * DemandMean / HoldingCost), level = Mean;
        for (var i = 0; i < 1000; i++)
        {
            var loss = HoldingCost * quantity / (HoldingCost + StockoutCost);
            level = Deviation > 0 ? Mean + Deviation * NormalLoss.Inverse(loss / Deviation) : Mean - loss;
            var next = Math.Sqrt(2 * (FixedCost * DemandMean + (HoldingCost + StockoutCost) * NormalLoss.SecondShortage(Mean, Deviation, level)) / HoldingCost);
            if (Math.Abs(next - quantity) < 1e-12 * quantity) break;
            quantity = next;
        }

        return At(level, quantity);
    }

    /// <summary>
    /// Exact cost rate [K D + integral of g from r to r + Q] / Q with g(y) = h E[(y - X)+] + p E[(X - y)+]; the integral is closed by the second-order loss.
    /// </summary>
    public Result<double> CostRate(double level, double quantity)
    {
        if ((Check() ?? Given.Finite("reorder point", level) ?? Given.Positive("order quantity", quantity)) is { } no) return no;
        var centre = level + quantity / 2 - Mean;
        var losses = NormalLoss.SecondShortage(Mean, Deviation, level) - NormalLoss.SecondShortage(Mean, Deviation, level + quantity);
        return FixedCost * DemandMean / quantity + HoldingCost * centre + (HoldingCost + StockoutCost) * losses / quantity;
    }

    private Result<ReorderPoint> At(double level, double quantity) =>
        CostRate(level, quantity).Refused(out var refusal, out var cost) ? refusal : new ReorderPoint(level, quantity, cost);

    private double BestLevelFor(double quantity)
    {
        double Cost(double y) => HoldingCost * (y - Mean) + (HoldingCost + StockoutCost) * NormalLoss.Shortage(Mean, Deviation, y);
        return Bisection.Root(r => Cost(r + quantity) - Cost(r), Mean - 12 * Deviation - quantity, Mean + 12 * Deviation);
    }

    private Refusal? Check() => EconomicOrderQuantity.Check(FixedCost, HoldingCost, DemandMean)
        ?? Given.Positive("stock-out cost", StockoutCost) ?? Given.NotNegative("deviation of demand", DemandDeviation) ?? Given.NotNegative("lead time", LeadTime);
}
