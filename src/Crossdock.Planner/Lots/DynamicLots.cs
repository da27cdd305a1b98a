namespace Crossdock.Planner.Lots;

/// <summary>Orders for known demand period by period: demand at the start of a period, holding on what is left at its end.</summary>
/// <param name="Quantities">Units to receive at the start of each period.</param>
/// <param name="Cost">Fixed and holding cost over all periods.</param>
public sealed record DynamicLots(double[] Quantities, double Cost)
{
    internal static Refusal? Check(double fixedCost, double holdingCost, double[] demand) =>
        Given.NotNegative("fixed cost", fixedCost) ?? Given.NotNegative("holding cost", holdingCost)
        ?? Given.Count("demand", demand.Length, 1) ?? Given.AllNotNegative("demand", demand);

    /// <summary>What a plan costs; refused when it leaves demand unserved.</summary>
    public static Result<double> CostOf(double fixedCost, double holdingCost, double[] demand, double[] quantities)
    {
        double stock = 0, cost = 0;
        for (var t = 0; t < demand.Length; t++)
        {
            if (quantities[t] > 0) cost += fixedCost;
            stock += quantities[t] - demand[t];
            if (stock < -1e-6) return Given.No($"The plan leaves {-stock:G6} of period {t + 1} unserved.");
            cost += holdingCost * stock;
        }

        return cost;
    }

    // One order from each start, extended period by period until the rule says stop.
    internal static DynamicLots Greedy(double fixedCost, double holdingCost, double[] demand, Func<int, int, bool> extend)
    {
        var quantities = new double[demand.Length];
        var start = 0;
        while (start < demand.Length)
        {
            if (demand[start] <= 0) { start++; continue; }
            var end = start + 1;
            while (end < demand.Length && extend(start, end)) end++;
            for (var t = start; t < end; t++) quantities[start] += demand[t];
            start = end;
        }

        return new(quantities, CostOf(fixedCost, holdingCost, demand, quantities).Value);
    }

    internal static double Holding(double holdingCost, double[] demand, int start, int last)
    {
        var cost = 0.0;
        for (var t = start + 1; t <= last; t++) cost += holdingCost * (t - start) * demand[t];
        return cost;
    }
}
