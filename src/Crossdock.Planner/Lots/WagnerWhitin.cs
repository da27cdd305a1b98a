namespace Crossdock.Planner.Lots;

/// <summary>The cheapest plan for known demand: dynamic programming of Wagner and Whitin (1958).</summary>
public static class WagnerWhitin
{
    /// <summary>
    /// f(t) = min over s of f(s) + K + holding of periods s..t-1 ordered in s. Money per order, money per unit and period, units per period.
    /// A run of periods without demand at the start needs no order.
    /// </summary>
    public static Result<DynamicLots> Of(double fixedCost, double holdingCost, double[] demand)
    {
        if (DynamicLots.Check(fixedCost, holdingCost, demand) is { } no) return no;
        var n = demand.Length;
        var best = new double[n + 1];
        var from = new int[n + 1];
        for (var end = 1; end <= n; end++)
        {
            best[end] = double.PositiveInfinity;
            double holding = 0, quantity = 0;
            for (var start = end - 1; start >= 0; start--)
            {
                // Ordering one period earlier holds all later units one period longer.
                holding += holdingCost * quantity;
                quantity += demand[start];
                var cost = best[start] + (quantity > 0 ? fixedCost + holding : 0);
                if (cost < best[end] - 1e-12) (best[end], from[end]) = (cost, start);
            }
        }

        var quantities = new double[n];
        for (var end = n; end > 0; end = from[end])
            for (var t = from[end]; t < end; t++) quantities[from[end]] += demand[t];
        return new DynamicLots(quantities, best[n]);
    }
}
