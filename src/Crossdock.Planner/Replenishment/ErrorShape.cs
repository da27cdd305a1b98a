namespace Crossdock.Planner.Replenishment;

/// <summary>
/// How far demand over lead time and review strays from its forecast, in an item's own standard deviations: the errors of past forecasts of many items pooled,
/// heavy tails kept. Beyond the largest errors an exponential tail with the mean excess of the top hundredth. With fewer than 200 errors a normal law, said as such.
/// </summary>
public sealed class ErrorShape
{
    private const int Steps = 400;
    private const double Top = 0.99;
    private readonly double[] quantiles = new double[Steps + 1];
    private readonly double[] losses = new double[Steps + 1];
    private readonly double excess;

    private ErrorShape(double[] sorted, string? fallback)
    {
        Fallback = fallback;
        var n = sorted.Length;
        for (var s = 0; s <= Steps; s++) quantiles[s] = LeadTimes.SampleQuantiles.OfSorted(sorted, Top * s / Steps);
        double above = 0;
        var count = 0;
        for (var i = n - 1; i >= 0 && sorted[i] > quantiles[Steps]; i--) (above, count) = (above + sorted[i] - quantiles[Steps], count + 1);
        excess = count > 0 ? above / count : 0.5;
        var tail = new double[n + 1];
        for (var i = n - 1; i >= 0; i--) tail[i] = tail[i + 1] + sorted[i];
        for (var s = 0; s <= Steps; s++)
        {
            var at = Array.BinarySearch(sorted, quantiles[s]);
            if (at < 0) at = ~at;
            losses[s] = (tail[at] - (n - at) * quantiles[s]) / n;
        }
    }

    /// <summary>Set when too few errors were there and the normal law stands in.</summary>
    public string? Fallback { get; }

    /// <summary>From errors in standard deviations, any order; what is no number is left out.</summary>
    public static ErrorShape Of(List<double> errors)
    {
        var sorted = errors.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length >= 200) return new(sorted, null);
        var normal = new double[2000];
        for (var i = 0; i < normal.Length; i++) normal[i] = NormalLaw.Quantile((i + 0.5) / normal.Length);
        return new(normal, "fewer than 200 past errors: a normal law is assumed");
    }

    /// <summary>Deviations not exceeded with probability <paramref name="level"/> (0 to 1, below 1).</summary>
    public double Quantile(double level)
    {
        if (level >= Top) return quantiles[Steps] + excess * Math.Log((1 - Top) / Math.Max(1e-9, 1 - level));
        var position = Math.Max(0, level) / Top * Steps;
        var below = (int)position;
        return quantiles[below] + (position - below) * (quantiles[below + 1] - quantiles[below]);
    }

    /// <summary>Expected excess over <paramref name="factor"/> deviations, in deviations: the loss function of the pooled errors.</summary>
    public double Loss(double factor)
    {
        if (factor >= quantiles[Steps]) return (1 - Top) * excess * Math.Exp(-(factor - quantiles[Steps]) / Math.Max(excess, 1e-9));
        if (factor <= quantiles[0]) return losses[0] + quantiles[0] - factor;
        var at = Array.BinarySearch(quantiles, factor);
        if (at >= 0) return losses[at];
        at = ~at;
        var span = quantiles[at] - quantiles[at - 1];
        var share = span > 0 ? (factor - quantiles[at - 1]) / span : 0;
        return losses[at - 1] + share * (losses[at] - losses[at - 1]);
    }
}
