namespace Crossdock.Planner.Replenishment;

/// <summary>
/// Plans the orders of many items of one warehouse. One price of a lost unit of turnover for all of them is found at which the predicted share served meets the target; each
/// item's reorder point and lot follow from that price, its holding cost and its order cost (marginal analysis, Fox 1966; (r, Q) of Hadley and Whitin 1963).
/// </summary>
public sealed class ReplenishmentPlanner
{
    private readonly ReplenishmentItem[] items;
    private readonly ReplenishmentGoal goal;
    private readonly double[][] leadTimes;
    private readonly DemandColumns demand;
    private readonly LevelBank bank;
    private readonly double[] values;
    private readonly PricedPolicy policy;
    private double aim;
    private int planned = -1;
    private int offset = -1;

    private ReplenishmentPlanner(ReplenishmentItem[] items, ReplenishmentGoal goal, double[][] leadTimes)
    {
        (this.items, this.goal, this.leadTimes) = (items, goal, leadTimes);
        demand = new(items.Length);
        bank = new(items.Length);
        values = items.Select(i => i.Cost).ToArray();
        policy = new(items, goal);
        aim = 1 - goal.Allowance * (1 - goal.TargetFill);
    }

    /// <summary>Multiple of the economic price of a lost unit of turnover that the last plan paid.</summary>
    public double PriceMultiple { get; private set; }

    /// <summary>Share of turnover the last plan expects to serve from stock.</summary>
    public double PredictedFill { get; private set; }

    /// <summary>How well the quantiles of earlier plans have held.</summary>
    public CoverageMonitor Coverage { get; } = new(RiskForecast.Classes);

    /// <summary>Reorder point of each item in units, as of the last plan; negative where nothing is stocked.</summary>
    public ReadOnlySpan<double> ReorderPoints => policy.Levels;

    /// <summary>Order quantity of each item in units before packs.</summary>
    public ReadOnlySpan<double> OrderQuantities => policy.Lots;

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
    public double Order(int item, double position) => policy.Order(item, position);

    /// <summary>Plans anew when a bucket has been closed since the last plan; answers whether it did.</summary>
    public bool PlanIfDue()
    {
        var bucket = goal.Bucket;
        if (offset < 0) offset = demand.Periods % bucket;
        var closed = (demand.Periods - offset) / bucket;
        if (closed == planned) return false;
        if (planned < 0 && goal.Rehearsed)
        {
            var rehearsal = Rehearsal.Of(items, goal, leadTimes, demand, offset, Coverage);
            policy.Economic = rehearsal.Cheapest() ?? 1;
            aim = rehearsal.AimFor(goal.TargetFill, policy.Highest) ?? aim;
        }

        bank.Follow(demand, offset, bucket);
        planned = closed;
        var forecast = RiskForecast.Of(demand, bank, offset, goal.Bucket, leadTimes, values, goal.BucketsPerYear);
        (PriceMultiple, PredictedFill) = policy.Reach(forecast, demand, aim);
        Coverage.Close(demand);
        Coverage.Predict(forecast, demand, leadTimes, bank.Buckets, goal);
        return true;
    }
}
