namespace Crossdock.Planner.Demands;

/// <summary>
/// A slow demand rate for long lead times, which answers to its class and its whole history and never to a single order: gamma-Poisson (Gelman et al., Bayesian Data Analysis,
/// chapter 2; of spare parts Aronis et al. 2004), for units, or for orders with a law of their sizes that is shrunk to the class alike. One more order of s units moves the mean
/// demand over a horizon h by s h / (b + n): b the periods the class is worth, n those seen. That is less than the share h / b of the order which the prior allows, whatever came before.
/// </summary>
/// <param name="Rate">Belief in the units, or orders, per period.</param>
/// <param name="Sizes">Probability of an order of 0, 1, 2, ... units; null when units are counted, not orders.</param>
public sealed record BayesianRate(GammaRate Rate, double[]? Sizes)
{
    /// <summary>Counts units: for items that sell one by one. The history is units per period and may be empty.</summary>
    public static Result<BayesianRate> OfUnits(GammaRate prior, double[] history)
    {
        if (Given.AllNotNegative("history", history) is { } no) return no;
        return prior.After(history.Sum(), history.Length).Refused(out var refusal, out var rate) ? refusal : new BayesianRate(rate, null);
    }

    /// <summary>
    /// Counts orders, of which each has a size: (a class + own) / (a + own orders), so that the sizes of the class weigh as many orders as its rate does.
    /// </summary>
    /// <param name="prior">Belief in the orders per period of the class.</param>
    /// <param name="classSizes">Probability of an order of 0, 1, 2, ... units in the class.</param>
    /// <param name="orders">Units of each own order; may be empty.</param>
    /// <param name="periods">Periods in which they came.</param>
    public static Result<BayesianRate> OfOrders(GammaRate prior, double[] classSizes, int[] orders, double periods)
    {
        if (DiscreteDemand.Of(classSizes).Refused(out var refusal, out _)) return refusal;
        if (prior.After(orders.Length, periods).Refused(out refusal, out var rate)) return refusal;
        if (orders.Length > 0 && orders.Min() < 1) return Given.No($"An order of {orders.Min()} units is none.");
        var sizes = new double[Math.Max(classSizes.Length, orders.Length > 0 ? orders.Max() + 1 : 1)];
        for (var s = 0; s < classSizes.Length; s++) sizes[s] = prior.Shape * classSizes[s] / rate.Shape;
        foreach (var size in orders) sizes[size] += 1 / rate.Shape;
        return new BayesianRate(rate, sizes);
    }

    /// <summary>Expected units per period.</summary>
    public double Mean => Rate.Mean * (Sizes is null ? 1 : Sizes.Select((p, s) => p * s).Sum());

    /// <summary>Units by which one more order of <paramref name="units"/> raises the mean demand over <paramref name="horizon"/> periods.</summary>
    public double Move(double units, double horizon) => units * horizon / Rate.Periods;

    /// <summary>
    /// Demand over an uncertain horizon (lead time with review), in periods with probabilities that sum to one: mixed over it, the rate itself unknown in each part.
    /// Refused when it is too wide to spell out in units.
    /// </summary>
    public Result<DiscreteDemand> Over(IReadOnlyList<(double Periods, double Probability)> horizons) =>
        LeadTimeMixture.Of(horizons, h => Sizes is null ? Rate.Predictive(h) : CompoundNegativeBinomial.Of(h * Rate.Mean, Rate.Shape, Sizes));
}
