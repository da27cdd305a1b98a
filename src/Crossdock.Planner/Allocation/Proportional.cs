namespace Crossdock.Planner.Allocation;

/// <summary>Fair share in proportion to what was asked for.</summary>
public static class Proportional
{
    /// <summary>Each order gets the same share of its quantity, at most all of it. Units.</summary>
    public static Result<double[]> Of(double supply, double[] orders)
    {
        if ((Given.NotNegative("supply", supply) ?? Given.Count("orders", orders.Length, 1) ?? Given.AllNotNegative("orders", orders)) is { } no) return no;
        var total = orders.Sum();
        var share = total > 0 ? Math.Min(1, supply / total) : 0;
        return orders.Select(order => order * share).ToArray();
    }
}
