namespace Crossdock.Planner.Demands;

/// <summary>Lumpy demand: a Poisson number of orders, each of a random size.</summary>
public static class CompoundPoisson
{
    /// <summary>
    /// The total over a horizon by the recursion of Panjer (1981): P(0) = exp(-rate (1 - f0)), P(x) = rate / x * sum of j f(j) P(x - j).
    /// </summary>
    /// <param name="orders">Expected number of orders in the horizon, zero or more, at most 600 (beyond it the first probability underflows).</param>
    /// <param name="sizes">Probability of an order of 0, 1, 2, ... units.</param>
    public static Result<DiscreteDemand> Of(double orders, double[] sizes)
    {
        if (Given.NotNegative("number of orders", orders) is { } no) return no;
        if (orders > 600) return Given.No($"{orders:G6} orders in the horizon are too many for the recursion; use a continuous law.");
        if (DiscreteDemand.Of(sizes).Refused(out var refusal, out var size)) return refusal;
        var square = size.Variance + size.Mean * size.Mean;
        double mean = orders * size.Mean, variance = orders * square;
        var length = (int)Math.Min(5_000_000, mean + 14 * Math.Sqrt(variance) + 30.0 * sizes.Length + 30);
        var total = Panjer.Total(Math.Exp(-orders * (1 - sizes[0])), 0, orders, sizes, mean, length, 1e-16);
        return DiscreteDemand.With(total, mean, variance);
    }
}
