namespace Crossdock.Planner.Allocation;

/// <summary>Fair share by one cap for all: small orders are served whole, large ones up to the cap (Sprumont's uniform rule, 1991).</summary>
public static class MaxMin
{
    /// <summary>The cap c with sum of min(order, c) = supply; with enough supply for all, the largest order.</summary>
    public static Result<(double Cap, double[] Shares)> Of(double supply, double[] orders)
    {
        if ((Given.NotNegative("supply", supply) ?? Given.Count("orders", orders.Length, 1) ?? Given.AllNotNegative("orders", orders)) is { } no) return no;
        var sorted = orders.Order().ToArray();
        double left = supply, cap = sorted[^1];
        for (var i = 0; i < sorted.Length; i++)
        {
            var equal = left / (sorted.Length - i);
            if (sorted[i] > equal) { cap = equal; break; }
            left -= sorted[i];
        }

        return (cap, orders.Select(order => Math.Min(order, cap)).ToArray());
    }
}
