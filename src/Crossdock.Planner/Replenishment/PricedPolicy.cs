using Crossdock.Planner.Losses;

namespace Crossdock.Planner.Replenishment;

/// <summary>
/// Reorder points and lots of items at one price of a lost unit of turnover for all of them (marginal analysis, Fox 1966; (r, Q) of Hadley and Whitin 1963).
/// Units are those of the items.
/// </summary>
internal sealed class PricedPolicy(ReplenishmentItem[] items, ReplenishmentGoal goal)
{
    /// <summary>Units per year below which an item has no demand to plan for.</summary>
    public const double LeastPerYear = 0.05;

    private readonly double[] levels = new double[items.Length];
    private readonly double[] lots = new double[items.Length];

    /// <summary>The multiple of the economic price that costs least; 1 unless a rehearsal showed another.</summary>
    public double Economic { get; set; } = 1;

    /// <summary>The highest multiple that is paid for the target.</summary>
    public double Highest => Math.Max(1e-3, Economic * goal.MostPriceMultiple);

    /// <summary>Reorder point of each item; negative where nothing is stocked.</summary>
    public ReadOnlySpan<double> Levels => levels;

    /// <summary>Order quantity of each item before packs.</summary>
    public ReadOnlySpan<double> Lots => lots;

    /// <summary>Units to order of an item whose position (on hand + on order - back-orders) is known, in whole packs.</summary>
    public double Order(int item, double position)
    {
        var pack = items[item].Pack;
        if (lots[item] <= 0) return position < 0 ? Math.Ceiling(-position / pack - 1e-9) * pack : 0;
        return Stocking.Order(levels[item], lots[item], pack, position);
    }

    /// <summary>
    /// The lowest multiple of the economic price, from the least to the highest that is paid, at which the predicted share served reaches <paramref name="aim"/>; decides at it.
    /// </summary>
    public (double Multiple, double Fill) Reach(RiskForecast forecast, DemandColumns demand, double aim)
    {
        // More than was asked for is served only where both the model and the history say that it pays.
        double low = Math.Log(Math.Min(Highest, Math.Min(1, Economic) * goal.LeastPriceMultiple)), high = Math.Log(Highest);
        if (Decide(forecast, demand, Math.Exp(high)) > aim) high = Bisection.Lowest(price => Decide(forecast, demand, Math.Exp(price)) >= aim, low, high, 30);
        return (Math.Exp(high), Decide(forecast, demand, Math.Exp(high)));
    }

    /// <summary>Levels and lots at a multiple of the economic price; answers the share of turnover that they should serve.</summary>
    public double Decide(RiskForecast forecast, DemandColumns demand, double multiple)
    {
        double turnover = 0, served = 0;
        for (var i = 0; i < items.Length; i++)
        {
            var item = items[i];
            var rate = forecast.Rate[i];
            var yearly = rate * goal.PeriodsPerYear;
            if (yearly <= LeastPerYear)
            {
                (levels[i], lots[i]) = (-1, 0);
                continue;
            }

            var shape = forecast.Shapes[forecast.Class[i]];
            double mean = forecast.Mean[i], deviation = Math.Max(forecast.Deviation[i], 1e-9);
            var price = multiple * goal.EconomicPrice * item.Price;
            double lot = 0, ordered = 0, cycle = 0, level = 0, ratio = 0;
            // What a cycle is expected to fall short belongs to the cost of having cycles at all (Hadley and Whitin 1963, section 4.4): one step of their iteration.
            for (var (round, shortOfCycle) = (0, 0.0); round < 2; round++)
            {
                lot = Math.Max(Math.Sqrt(2 * (item.OrderCost + shortOfCycle) * yearly / (goal.HoldingRate * item.Cost)) * goal.LotShare, 1);
                ordered = Math.Max(lot, item.Pack);
                // A cycle uses up the lot and the whole of the order that crosses the reorder point (twice the mean undershoot): lumpy items cycle less often than their lot says.
                cycle = ordered + 2 * demand.Undershoot(i);
                ratio = goal.HoldingRate * item.Cost * cycle / (price * yearly);
                level = mean + Stocking.Factor(ratio) * deviation;
                shortOfCycle = Math.Min(Math.Min(multiple, 1) * goal.EconomicPrice * item.Price * NormalLoss.Shortage(mean, deviation, level), item.OrderCost);
            }

            levels[i] = Stocking.ReorderPoint(ratio, level);
            lots[i] = lot;
            double At(double y) => deviation * shape.Loss((y - mean) / deviation);
            var shortage = Math.Clamp((At(levels[i]) - At(levels[i] + ordered)) / ordered, 0, 1);
            turnover += rate * item.Price;
            served += rate * item.Price * (1 - shortage);
        }

        return turnover > 0 ? served / turnover : 1;
    }
}
