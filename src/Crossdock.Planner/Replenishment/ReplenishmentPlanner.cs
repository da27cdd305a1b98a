using Crossdock.Planner.Losses;

namespace Crossdock.Planner.Replenishment;

/// <summary>
/// Plans the orders of many items of one warehouse. One price of a lost unit of turnover for all of them is found at which the predicted share served meets the target; each
/// item's reorder point and lot follow from that price, its holding cost and its order cost (marginal analysis, Fox 1966; (r, Q) of Hadley and Whitin 1963).
/// </summary>
public sealed class ReplenishmentPlanner
{
    /// <summary>Units per year below which an item has no demand to plan for.</summary>
    private const double LeastPerYear = 0.05;

    private const int MostRehearsed = 3000;
    private const int MostRehearsals = 52;

    private readonly ReplenishmentItem[] items;
    private readonly ReplenishmentGoal goal;
    private readonly double[][] leadTimes;
    private readonly DemandColumns demand;
    private readonly LevelBank bank;
    private readonly double[] values;
    private readonly double[] levels;
    private readonly double[] lots;
    private int planned = -1;
    private int offset = -1;

    private ReplenishmentPlanner(ReplenishmentItem[] items, ReplenishmentGoal goal, double[][] leadTimes)
    {
        (this.items, this.goal, this.leadTimes) = (items, goal, leadTimes);
        demand = new(items.Length);
        bank = new(items.Length);
        values = items.Select(i => i.Cost).ToArray();
        (levels, lots) = (new double[items.Length], new double[items.Length]);
    }

    /// <summary>Multiple of the economic price of a lost unit of turnover that the last plan paid.</summary>
    public double PriceMultiple { get; private set; }

    /// <summary>Share of turnover the last plan expects to serve from stock.</summary>
    public double PredictedFill { get; private set; }

    /// <summary>How well the quantiles of earlier plans have held.</summary>
    public CoverageMonitor Coverage { get; } = new(RiskForecast.Classes);

    /// <summary>Reorder point of each item in units, as of the last plan; negative where nothing is stocked.</summary>
    public ReadOnlySpan<double> ReorderPoints => levels;

    /// <summary>Order quantity of each item in units before packs.</summary>
    public ReadOnlySpan<double> OrderQuantities => lots;

    /// <summary>
    /// A planner for items and their suppliers' past lead times (in periods). A supplier without past lead times gets the mean of all others, and one lead time below one period counts as one.
    /// Refused: no items, an unknown supplier, prices, packs or costs that are no numbers, no lead time anywhere.
    /// </summary>
    public static Result<ReplenishmentPlanner> Of(ReplenishmentItem[] items, double[][] supplierLeadTimes, ReplenishmentGoal goal)
    {
        if ((Given.Count("items", items.Length, 1) ?? Given.Share("target fill", goal.TargetFill) ?? Given.Positive("holding rate", goal.HoldingRate)
            ?? Given.Positive("periods per year", goal.PeriodsPerYear) ?? Given.Positive("review interval", goal.ReviewEvery)) is { } no) return no;
        var known = supplierLeadTimes.SelectMany(l => l).ToArray();
        if ((Given.Count("lead times", known.Length, 1) ?? Given.AllNotNegative("lead times", known)) is { } bad) return bad;
        var usual = known.Average();
        var used = new ReplenishmentItem[items.Length];
        var times = new double[items.Length][];
        for (var i = 0; i < items.Length; i++)
        {
            var item = items[i];
            if ((Given.NotNegative($"price of item {i}", item.Price) ?? Given.NotNegative($"cost of item {i}", item.Cost) ?? Given.Positive($"pack of item {i}", item.Pack)
                ?? Given.NotNegative($"order cost of item {i}", item.OrderCost)) is { } wrong) return wrong;
            if (item.Supplier < 0 || item.Supplier >= supplierLeadTimes.Length) return Given.No($"Item {i} names supplier {item.Supplier}, which does not exist.");
            // Without a cost the usual share of the price stands in, without a price the usual multiple of the cost; without both the item weighs next to nothing.
            var price = item.Price > 0 ? item.Price : item.Cost > 0 ? item.Cost / 0.6 : 0.01;
            used[i] = item with { Price = price, Cost = item.Cost > 0 ? item.Cost : 0.6 * price };
            var past = supplierLeadTimes[item.Supplier];
            times[i] = (past.Length > 0 ? past : [usual]).Select(l => Math.Max(1, l) + goal.ReviewEvery).ToArray();
        }

        return new ReplenishmentPlanner(used, goal, times);
    }

    /// <summary>Adds demand of an item in the period that is open; refused when negative or not a number.</summary>
    public Refusal? AddDemand(int item, double units) => demand.Add(item, units);

    /// <summary>Closes all periods before <paramref name="period"/>.</summary>
    public void CloseUntil(int period) => demand.CloseUntil(period);

    /// <summary>
    /// Units to order of an item whose position (on hand + on order - back-orders) is known: whole packs that lift the position above the reorder point, and about a lot beyond.
    /// </summary>
    public double Order(int item, double position)
    {
        var pack = items[item].Pack;
        if (lots[item] <= 0) return position < 0 ? Math.Ceiling(-position / pack - 1e-9) * pack : 0;
        return Stocking.Order(levels[item], lots[item], pack, position);
    }

    /// <summary>Plans anew when a bucket has been closed since the last plan; answers whether it did.</summary>
    public bool PlanIfDue()
    {
        var bucket = goal.Bucket;
        if (offset < 0) offset = demand.Periods % bucket;
        var closed = (demand.Periods - offset) / bucket;
        if (closed == planned) return false;
        if (planned < 0) Rehearse(closed);
        bank.Follow(demand, offset, bucket);
        planned = closed;
        Plan();
        return true;
    }

    private void Plan()
    {
        var forecast = RiskForecast.Of(demand, bank, offset, goal.Bucket, leadTimes, values);
        double low = Math.Log(1e-4), high = Math.Log(Math.Max(1e-3, goal.MostPriceMultiple));
        var aim = 1 - goal.Allowance * (1 - goal.TargetFill);
        if (Decide(forecast, Math.Exp(high)) > aim)
            for (var step = 0; step < 30; step++)
            {
                var middle = (low + high) / 2;
                if (Decide(forecast, Math.Exp(middle)) >= aim) high = middle;
                else low = middle;
            }

        PriceMultiple = Math.Exp(high);
        PredictedFill = Decide(forecast, PriceMultiple);
        Coverage.Close(demand);
        Foretell(forecast, Coverage, demand, leadTimes, bank.Buckets);
    }

    // The quantiles are tried on the history first, as it was known then, so that their levels are right from the first plan on. Some thousands of items tell what all of a class have in common.
    private void Rehearse(int closed)
    {
        var sample = Enumerable.Range(0, items.Length).Where(i => i % (1 + items.Length / MostRehearsed) == 0).ToArray();
        var known = demand.Of(sample);
        var learnt = new LevelBank(sample.Length);
        double[][] times = [.. sample.Select(i => leadTimes[i])];
        double[] worth = [.. sample.Select(i => values[i])];
        for (var bucket = Math.Max(closed / 2, closed - MostRehearsals); bucket < closed; bucket++)
        {
            var then = known.Until(offset + bucket * goal.Bucket);
            learnt.Follow(then, offset, goal.Bucket);
            Coverage.Close(then);
            Foretell(RiskForecast.Of(then, learnt, offset, goal.Bucket, times, worth), Coverage, then, times, bucket);
        }

        Coverage.Close(known);
        Coverage.BeginCounting();
    }

    private void Foretell(RiskForecast forecast, CoverageMonitor coverage, DemandColumns known, double[][] times, int turn)
    {
        for (var i = 0; i < forecast.Rate.Length; i++)
            if (forecast.Rate[i] * goal.PeriodsPerYear > LeastPerYear) coverage.Predict(i, known.Periods, times[i][(turn * 13 + i * 7) % times[i].Length], forecast);
    }

    // Levels and lots at one price of shortage for all, and the share of turnover served at them.
    private double Decide(RiskForecast forecast, double multiple)
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
