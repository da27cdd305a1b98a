using Crossdock.Planner.Forecasting;
using Crossdock.Planner.Replenishment;

namespace Crossdock.Planner.Demands;

/// <summary>The laws that demand over lead time and review may follow.</summary>
public enum RiskLaw
{
    /// <summary>A slow rate that answers to its class: <see cref="BayesianRate"/>.</summary>
    BayesianRate,

    /// <summary>Orders of random sizes: <see cref="CompoundPoisson"/>, mixed over the lead times.</summary>
    CompoundPoisson,

    /// <summary>Few units: negative binomial, mixed over the lead times (<see cref="LeadTimeMixture"/>).</summary>
    NegativeBinomial,

    /// <summary>Many units: mean and deviation with the pooled errors of past forecasts (<see cref="ErrorShape"/>).</summary>
    PooledErrors,
}

/// <summary>What is known of an item's demand.</summary>
/// <param name="Mean">Units per period.</param>
/// <param name="Variance">Units squared per period.</param>
/// <param name="Class">Pattern of its demand.</param>
/// <param name="LeadTimes">Lead times seen, in periods, with probabilities that sum to one.</param>
/// <param name="Review">Periods between reviews, added to each lead time.</param>
/// <param name="History">Periods of demand that were seen.</param>
/// <param name="Shape">Pooled errors of its class of horizon.</param>
/// <param name="Slow">Its slow rate, for lead times that are long against the history; null when there is none.</param>
public sealed record RiskInput(double Mean, double Variance, DemandClass Class, IReadOnlyList<(double Periods, double Probability)> LeadTimes, double Review, double History, ErrorShape Shape, BayesianRate? Slow = null);

/// <summary>
/// Demand over lead time and review by the law that fits the item: which orders a period brings, how many units, how long the horizon is against what was seen. A history
/// of fewer than two horizons says nothing of their total; below ten units the steps of one unit matter more than the tail of the errors; the classes are those of <see cref="DemandClass"/>.
/// </summary>
public sealed class RiskQuantiles
{
    /// <summary>Expected units over the horizon below which demand is spelt out in units.</summary>
    public const double FewUnits = 10;

    /// <summary>Horizons the history must hold before its own total is trusted.</summary>
    public const double Horizons = 2;

    // Sizes of orders are spelt out in about so many steps, so that orders of thousands of units cost no more than orders of tens.
    private const double StepsPerSize = 20;
    private readonly DiscreteDemand? discrete;
    private readonly double step = 1;
    private readonly ErrorShape? shape;

    private RiskQuantiles(RiskLaw law, string reason, double mean, double variance, DiscreteDemand? discrete, double step, ErrorShape? shape) =>
        (Law, Reason, Mean, Deviation, this.discrete, this.step, this.shape) = (law, reason, mean, Math.Sqrt(variance), discrete, step, shape);

    /// <summary>The law chosen.</summary>
    public RiskLaw Law { get; }

    /// <summary>Why it was chosen, in one sentence.</summary>
    public string Reason { get; }

    /// <summary>Expected units over lead time and review.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of the units over lead time and review.</summary>
    public double Deviation { get; }

    /// <summary>Chooses the law; in this order: Bayesian rate, compound Poisson, negative binomial, pooled errors. A law that would be too wide in units gives way to the pooled errors.</summary>
    public static Result<RiskQuantiles> Of(RiskInput input)
    {
        if ((Given.NotNegative("mean demand", input.Mean) ?? Given.NotNegative("variance of demand", input.Variance) ?? Given.NotNegative("review period", input.Review)
            ?? Given.NotNegative("length of the history", input.History)) is { } no) return no;
        if (LeadTimeMixture.Moments(input.LeadTimes).Refused(out var refusal, out var time)) return refusal;
        var horizons = input.LeadTimes.Select(l => (Periods: l.Periods + input.Review, l.Probability)).ToArray();
        var horizon = time.Mean + input.Review;
        double mean = horizon * input.Mean, variance = horizon * input.Variance + time.Variance * input.Mean * input.Mean;
        var tooWide = "";
        if (input.History < Horizons * horizon && input.Slow is { } slow)
        {
            if (!slow.Over(horizons).Refused(out refusal, out var demand))
                return Discrete(RiskLaw.BayesianRate, Say($"{input.History:0.#} periods of history hold fewer than {Horizons} horizons of {horizon:0.#}: the rate of the class steadies the item's own"), demand, 1);
            tooWide = refusal.Message + " ";
        }

        if (input.Class is { Name: "lumpy", Interval: { } interval } && input.Mean > 0)
        {
            if (!Lumpy(input, interval, horizons, out var step).Refused(out refusal, out var demand))
                return Discrete(RiskLaw.CompoundPoisson, Say($"demand is lumpy, an order every {interval:0.##} periods: orders and their sizes are counted apart"), demand, step);
            tooWide += refusal.Message + " ";
        }

        if (mean < FewUnits)
        {
            if (!LeadTimeMixture.Of(input.Mean, input.Variance, horizons).Refused(out refusal, out var demand))
                return Discrete(RiskLaw.NegativeBinomial, Say($"{mean:0.##} units are expected over the horizon, fewer than {FewUnits}: each unit is counted"), demand, 1);
            tooWide += refusal.Message + " ";
        }

        var reason = tooWide.Length > 0 ? tooWide + "The pooled errors of past forecasts are used" : Say($"{mean:0.#} units are expected over the horizon: the pooled errors of past forecasts say how far it strays");
        return new RiskQuantiles(RiskLaw.PooledErrors, input.Shape.Fallback is { } normal ? $"{reason}; {normal}" : reason, mean, variance, null, 1, input.Shape);
    }

    /// <summary>Units not exceeded with probability <paramref name="level"/>, strictly between 0 and 1; zero or more.</summary>
    public Result<double> Quantile(double level)
    {
        if (Given.Share("level", level) is { } no) return no;
        return discrete is not null ? discrete.Quantile(level) * step : Math.Max(0, Mean + Deviation * shape!.Quantile(level));
    }

    /// <summary>Expected units short when <paramref name="units"/> are there at the start of the horizon.</summary>
    public Result<double> Shortage(double units)
    {
        if (Given.Finite("units", units) is { } no) return no;
        if (units <= 0) return Mean - units;
        if (discrete is null) return Deviation > 0 ? Math.Max(Math.Max(0, Mean - units), Deviation * shape!.Loss((units - Mean) / Deviation)) : Math.Max(0, Mean - units);
        // Between two values of demand the shortage is a straight line.
        var below = Math.Floor(units / step);
        if (below >= discrete.Probabilities.Length) return 0;
        double low = discrete.Shortage((long)below), high = discrete.Shortage((long)below + 1);
        return step * (low + (units / step - below) * (high - low));
    }

    private static RiskQuantiles Discrete(RiskLaw law, string reason, DiscreteDemand demand, double step) => new(law, reason, demand.Mean * step, demand.Variance * step * step, demand, step, null);

    // Orders per period from the share of periods without any; size 1 + negative binomial with the moments that leave mean and variance of a period as they are. Where the mean has
    // fallen so far that orders of that number would be of less than one unit, there are fewer of them: sizes are not let vary beyond about three times their mean squared.
    private static Result<DiscreteDemand> Lumpy(RiskInput input, double interval, IReadOnlyList<(double Periods, double Probability)> horizons, out double step)
    {
        var size = Math.Max(input.Mean / -Math.Log(1 - 1 / Math.Max(interval, 1.01)), 1 + Math.Max(0, input.Variance / input.Mean - 1) / 4);
        double orders = input.Mean / size, square = input.Variance / orders;
        step = Math.Max(1, Math.Floor(size / StepsPerSize));
        double most = Math.Max(1, size / step), spread = Math.Max(0, square - size * size) / (step * step);
        if (NegativeBinomialDemand.Of(most - 1, spread).Refused(out var refusal, out var beyond)) return refusal;
        if (horizons.Max(h => h.Periods) * orders * most * beyond.Probabilities.Length > 1e8) return Given.No("Orders of such different sizes are too wide for a distribution in steps.");
        double[] sizes = [0, .. beyond.Probabilities];
        return LeadTimeMixture.Of(horizons, h => CompoundPoisson.Of(h * orders, sizes));
    }

    private static string Say(FormattableString words) => FormattableString.Invariant(words);
}
