namespace Crossdock.Planner.Demands;

/// <summary>Lumpy demand whose order rate is not known: a negative binomial number of orders, each of a random size.</summary>
public static class CompoundNegativeBinomial
{
    // Cells times sizes of the recursion: about a second.
    private const double MostWork = 1e9;

    /// <summary>
    /// The total by the recursion of Panjer (1981) for the (a, b, 0) class: a = q, b = (r - 1) q with q = mean / (r + mean); P(0) = ((1 - q) / (1 - q f0))^r,
    /// P(x) = sum of (a + b j / x) f(j) P(x - j) over (1 - a f0).
    /// </summary>
    /// <param name="orders">Expected number of orders, zero to 600.</param>
    /// <param name="shape">Shape r of the gamma law of their number; the larger, the nearer to <see cref="CompoundPoisson"/>.</param>
    /// <param name="sizes">Probability of an order of 0, 1, 2, ... units.</param>
    public static Result<DiscreteDemand> Of(double orders, double shape, double[] sizes)
    {
        if ((Given.NotNegative("number of orders", orders) ?? Given.Positive("shape of the number of orders", shape)) is { } no) return no;
        if (orders > 600) return Given.No($"{orders:G6} orders in the horizon are too many for the recursion; use a continuous law.");
        if (DiscreteDemand.Of(sizes).Refused(out var refusal, out var size)) return refusal;
        double mean = orders * size.Mean, variance = orders * (size.Variance + size.Mean * size.Mean / shape * (shape + orders)), fail = orders / (shape + orders);
        // The tail falls like a geometric law of orders.
        var length = mean + 14 * Math.Sqrt(variance) + 40 * (1 + size.Mean + Math.Sqrt(size.Variance)) * (1 + orders / shape) + 3.0 * sizes.Length + 30;
        if (length * sizes.Length > MostWork) return Given.No($"Demand of mean {mean:G6} in orders of up to {sizes.Length - 1} units is too wide for a distribution in single units.");
        var none = Math.Exp(shape * (Math.Log(1 - fail) - Math.Log(1 - fail * sizes[0])));
        var total = Panjer.Total(none, fail, (shape - 1) * fail, sizes, mean, (int)length, 1e-15);
        return DiscreteDemand.With(total, mean, variance);
    }
}
