namespace Crossdock.Planner.Replenishment;

/// <summary>
/// Whether quantiles of demand over lead time and review hold: each plan leaves its 0.9 and 0.95 quantile of every item, over one of the supplier's past lead times, and when that window
/// has passed the demand in it is compared. What a class of items misses moves the level at which its next quantiles are read (adaptive conformal inference: Gibbs and Candes 2021).
/// </summary>
public sealed class CoverageMonitor
{
    private const double Step = 0.05;
    private static readonly double[] Targets = [0.9, 0.95];
    private readonly List<Window> open = [];
    private readonly double[][] levels;
    private readonly long[] within = new long[Targets.Length];

    internal CoverageMonitor(int classes) => levels = [.. Enumerable.Range(0, classes).Select(_ => (double[])Targets.Clone())];

    /// <summary>Windows that have passed.</summary>
    public long Windows { get; private set; }

    /// <summary>Share of them whose demand stayed at or below the 0.9 quantile; null before the first.</summary>
    public double? Ninety => Share(0);

    /// <summary>Share of them whose demand stayed at or below the 0.95 quantile; null before the first.</summary>
    public double? NinetyFive => Share(1);

    /// <summary>Forgets the windows and what was counted, not what was learnt from them.</summary>
    internal void BeginCounting()
    {
        open.Clear();
        Array.Clear(within);
        Windows = 0;
    }

    /// <summary>Leaves the quantiles of all items that have demand, each over one of its past lead times.</summary>
    internal void Predict(RiskForecast forecast, DemandColumns demand, double[][] leadTimes, int turn, ReplenishmentGoal goal)
    {
        for (var i = 0; i < forecast.Rate.Length; i++)
        {
            if (forecast.Rate[i] * goal.PeriodsPerYear <= PricedPolicy.LeastPerYear) continue;
            var c = forecast.Class[i];
            var shape = forecast.Shapes[c];
            double At(double level) => Math.Max(0, forecast.Mean[i] + shape.Quantile(level) * forecast.Deviation[i]);
            open.Add(new(i, c, demand.Periods, LeadTimes.SampleQuantiles.Drawn(leadTimes[i], turn, i), At(levels[c][0]), At(levels[c][1])));
        }
    }

    internal void Close(DemandColumns demand)
    {
        var (seen, held) = (new int[levels.Length], new int[levels.Length, Targets.Length]);
        open.RemoveAll(window =>
        {
            if (window.Start + window.Time > demand.Periods) return false;
            var units = demand.Within(window.Item, window.Start, window.Time) - 1e-9;
            Windows++;
            seen[window.Class]++;
            if (units <= window.Ninety) held[window.Class, 0]++;
            if (units <= window.NinetyFive) held[window.Class, 1]++;
            return true;
        });
        for (var c = 0; c < levels.Length; c++)
            for (var t = 0; t < Targets.Length; t++)
            {
                within[t] += held[c, t];
                if (seen[c] > 0) levels[c][t] = Math.Clamp(levels[c][t] + Step * (Targets[t] - held[c, t] / (double)seen[c]), 0.5, 0.9995);
            }
    }

    private double? Share(int target) => Windows == 0 ? null : within[target] / (double)Windows;

    private readonly record struct Window(int Item, int Class, int Start, double Time, double Ninety, double NinetyFive);
}
