namespace Crossdock.Planner.Forecasting;

/// <summary>One period of sales.</summary>
/// <param name="Sold">Whole units sold.</param>
/// <param name="StockedOut">True when the stock ran out in it: demand was at least what was sold.</param>
/// <param name="ShareInStock">Share of the period the item was there to be sold (0 to 1); null when it is not known. Only read for periods with a stock-out.</param>
public sealed record SalesPeriod(double Sold, bool StockedOut, double? ShareInStock = null);

/// <summary>
/// Demand behind sales that ran out of stock: the censored sales of Conrad (1976), "Sales data and the estimation of demand", and Nahmias (1994), "Demand estimation in lost sales
/// inventory systems", by expectation and maximisation (Dempster, Laird and Rubin 1977). Under Poisson demand a period that was in stock for a known share s says as much as s
/// periods, and the rest is expected at the rate; without a share it is known only that demand reached what was sold. Demand whose dispersion fails Fisher's index test is taken as
/// negative binomial, its variance by the expected second moment (the expectation-solution step of Elashoff and Ryan 2004, where a likelihood step has no closed form).
/// </summary>
/// <param name="Rate">Units per period had nothing run out.</param>
/// <param name="Variance">Units squared per period.</param>
/// <param name="Completed">Units of each period; those that ran out are replaced by their conditional expectation, never below what was sold.</param>
/// <param name="Estimated">Number of periods that were replaced.</param>
/// <param name="Fallback">Set when the history alone did not say.</param>
public sealed record CensoredDemand(double Rate, double Variance, double[] Completed, int Estimated, string? Fallback)
{
    private const int MostRounds = 3000;

    /// <summary>
    /// Estimates and completes. A history in which every period ran out and no share in stock is known has no upper end: it is answered with the larger of
    /// <paramref name="classRate"/> (units per period of the item's class) and its mean sales, said as such, or refused without a class.
    /// </summary>
    public static Result<CensoredDemand> Of(IReadOnlyList<SalesPeriod> periods, double? classRate = null)
    {
        if ((Given.Count("periods", periods.Count, 1) ?? Given.AllNotNegative("sales", periods.Select(p => p.Sold).ToArray()) ?? Given.NotNegative("rate of the class", classRate ?? 0)) is { } no) return no;
        foreach (var p in periods)
        {
            if (Given.ShareOrBound("share of the period in stock", p.ShareInStock ?? 1) is { } bad) return bad;
            if (p is { StockedOut: true, ShareInStock: 0, Sold: > 0 }) return Given.No($"A period sold {p.Sold:G6} units without ever being in stock.");
        }

        double exposure = periods.Sum(Exposure), sold = periods.Sum(p => p.Sold);
        var all = periods.All(p => p.StockedOut);
        if (exposure <= 0 || all && sold <= 0) return FromClass(periods, sold, classRate);
        if (!Settle(periods, sold / periods.Count, false, out var law)) return Given.No("The estimate of the demand behind the stock-outs does not settle.");
        var fallback = all ? "every period ran out of stock: the rate rests on the shares in stock alone" : null;
        var n = periods.Count;
        if (n > 2 && law.Variance > law.Rate * (1 + 1.645 * Math.Sqrt(2.0 / (n - 1))))
        {
            if (Settle(periods, law.Rate, true, out var wide)) law = wide;
            else fallback = "the dispersion behind the stock-outs does not settle: Poisson demand is assumed";
        }

        return Complete(periods, law, fallback);
    }

    private static double Exposure(SalesPeriod p) => p.StockedOut ? p.ShareInStock ?? 0 : 1;

    private static bool IsOpen(SalesPeriod p) => p.StockedOut && p.ShareInStock is not 1;

    private static Result<CensoredDemand> FromClass(IReadOnlyList<SalesPeriod> periods, double sold, double? classRate)
    {
        var rate = Math.Max(classRate ?? 0, sold / periods.Count);
        if (classRate is null || rate <= 0)
            return Given.No("Every period ran out of stock, so sales say nothing about how high demand was; give the rate of its class or the share of the periods in stock.");
        return Complete(periods, new(rate, double.PositiveInfinity, rate), "every period ran out of stock: the rate of the class, or the mean sales if higher, is used");
    }

    private static CensoredDemand Complete(IReadOnlyList<SalesPeriod> periods, Law law, string? fallback) =>
        new(law.Rate, law.Spread, periods.Select(p => law.Moments(p).First).ToArray(), periods.Count(IsOpen), fallback);

    // Expectation and maximisation until the moments stand still.
    private static bool Settle(IReadOnlyList<SalesPeriod> periods, double start, bool dispersed, out Law law)
    {
        law = new(start, double.PositiveInfinity, start);
        if (start <= 0) return true;
        int n = periods.Count;
        for (var round = 0; round < MostRounds; round++)
        {
            double first = 0, second = 0;
            foreach (var p in periods)
            {
                var (one, two) = law.Moments(p);
                first += one / n;
                second += two / n;
            }

            var variance = n > 1 ? Math.Max(0, second - first * first) * n / (n - 1) : first;
            var shape = dispersed && variance > first * (1 + 1e-6) ? first * first / (variance - first) : double.PositiveInfinity;
            var next = new Law(first, shape, variance);
            if (!double.IsFinite(first + variance) || first > 1e4 * (1 + periods.Max(p => p.Sold))) return false;
            var still = Math.Abs(first - law.Rate) <= 1e-10 * first && Math.Abs(variance - law.Variance) <= 1e-8 * (1 + variance);
            law = next;
            if (still) return true;
        }

        return false;
    }

    // Gamma-Poisson demand of a period; Poisson when the shape is infinite. Variance is what was measured, also while Poisson is assumed.
    private readonly record struct Law(double Rate, double Shape, double Variance)
    {
        public double Spread => double.IsInfinity(Shape) ? Rate : Rate + Rate * Rate / Shape;

        // E[D] and E[D^2] of a period, given what is known of it.
        public (double First, double Second) Moments(SalesPeriod p)
        {
            if (!IsOpen(p) || Rate <= 0) return (p.Sold, p.Sold * p.Sold);
            if (p.ShareInStock is not { } share) return CensoredTail.Moments(Rate, Shape, p.Sold);
            var (mean, variance) = (Rate * (1 - share), Rate * (1 - share));
            if (!double.IsInfinity(Shape))
            {
                // The rate of this very period, given what it sold while in stock, is gamma again.
                var periods = Shape / Rate + share;
                mean = (1 - share) * (Shape + p.Sold) / periods;
                variance = mean + (1 - share) * mean / periods;
            }

            return (p.Sold + mean, (p.Sold + mean) * (p.Sold + mean) + variance);
        }
    }
}
