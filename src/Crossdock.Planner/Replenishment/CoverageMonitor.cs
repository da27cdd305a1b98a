namespace Crossdock.Planner.Replenishment;

/// <summary>
/// Whether quantiles of demand over lead time and review hold: each plan leaves its 0.9 and 0.95 quantile of every item, over one of the supplier's past lead times, and when that window
/// has passed the demand in it is compared.
/// </summary>
public sealed class CoverageMonitor
{
    private readonly List<(int Item, int Start, double Time, double Ninety, double NinetyFive)> open = [];
    private long within90;
    private long within95;

    /// <summary>Windows that have passed.</summary>
    public long Windows { get; private set; }

    /// <summary>Share of them whose demand stayed at or below the 0.9 quantile; null before the first.</summary>
    public double? Ninety => Windows == 0 ? null : within90 / (double)Windows;

    /// <summary>Share of them whose demand stayed at or below the 0.95 quantile; null before the first.</summary>
    public double? NinetyFive => Windows == 0 ? null : within95 / (double)Windows;

    internal void Predict(int item, int start, double time, double ninety, double ninetyFive) => open.Add((item, start, time, Math.Max(0, ninety), Math.Max(0, ninetyFive)));

    internal void Close(DemandColumns demand) => open.RemoveAll(window =>
    {
        if (window.Start + window.Time > demand.Periods) return false;
        var units = demand.Within(window.Item, window.Start, window.Time);
        Windows++;
        if (units <= window.Ninety + 1e-9) within90++;
        if (units <= window.NinetyFive + 1e-9) within95++;
        return true;
    });
}
