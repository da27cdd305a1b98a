using Crossdock.Planner.Demands;
using Crossdock.Planner.Losses;
using static Crossdock.Planner.Cli.Reference.ReferenceCommand;

namespace Crossdock.Planner.Cli.Reference;

/// <summary>Loss functions, demand over lead time, tails.</summary>
internal static class DemandCases
{
    public static KeyValuePair<string, Func<ReferenceCase, string?>>[] Kinds { get; } =
    [
        Kind("standard_normal_loss", c => new { loss = NormalLoss.Standard(c.Number("z")), complementary = NormalLoss.Standard(c.Number("z")) + c.Number("z") }),
        Kind("normal_loss", c => new
        {
            loss = NormalLoss.Shortage(c.Number("mean"), c.Number("sd"), c.Number("x")),
            complementary = NormalLoss.Leftover(c.Number("mean"), c.Number("sd"), c.Number("x")),
        }),
        Kind("poisson_loss", c => Loss(PoissonDemand.Of(c.Number("mean")).Value, c.Whole("x"))),
        Kind("negative_binomial_loss", c => Loss(NegativeBinomialDemand.Of(c.Number("mean"), c.Number("variance")).Value, c.Whole("x"))),
        Kind("gamma_loss", c => Loss(GammaLoss.Of(c.Number("shape"), c.Number("scale"), c.Number("x")).Value)),
        Kind("lognormal_loss", c => Loss(LognormalLoss.Of(c.Number("mu"), c.Number("sigma"), c.Number("x")).Value)),
        Kind("standard_normal_second_order_loss", c => new { loss2 = NormalLoss.StandardSecond(c.Number("z")) }),
        Kind("lead_time_demand_mixture", c => Spectrum(c, LeadTimeMixture.Of(c.Number("period_demand_mean"), c.Number("period_demand_variance"), c.Masses("lead_time_pmf")).Value)),
        Kind("compound_poisson", c => Spectrum(c, CompoundPoisson.Of(c.Number("order_rate_over_horizon"), Spread(c.Masses("size_pmf"))).Value)),
        Kind("poisson_tail_probability", c => Tails(PoissonDemand.Of(c.Number("mean")).Value, c.Whole("observed"))),
        Kind("negbin_tail_probability", c => Tails(NegativeBinomialDemand.Of(c.Number("mean"), c.Number("variance")).Value, c.Whole("observed"))),
    ];

    /// <summary>Masses at whole values as an array from 0.</summary>
    internal static double[] Spread((double Value, double Probability)[] masses)
    {
        var spread = new double[(int)masses.Max(m => m.Value) + 1];
        foreach (var (value, probability) in masses) spread[(int)Math.Round(value)] += probability;
        return spread;
    }

    private static object Loss(DiscreteDemand demand, long units) => new { loss = demand.Shortage(units), complementary = demand.Leftover(units) };

    private static object Loss((double Shortage, double Leftover) loss) => new { loss = loss.Shortage, complementary = loss.Leftover };

    private static object Spectrum(ReferenceCase item, DiscreteDemand demand) => new
    {
        mean = demand.Mean,
        variance = demand.Variance,
        p_zero = demand.Zero,
        quantiles = item.Expected.GetProperty("quantiles").EnumerateObject()
            .ToDictionary(q => q.Name, q => demand.Quantile(double.Parse(q.Name, System.Globalization.CultureInfo.InvariantCulture))),
    };

    private static object Tails(DiscreteDemand demand, long observed) => new { upper_tail = demand.AtLeast(observed), lower_tail = demand.Cumulative(observed) };
}
