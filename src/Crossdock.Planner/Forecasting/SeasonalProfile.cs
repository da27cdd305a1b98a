namespace Crossdock.Planner.Forecasting;

/// <summary>
/// The season of a group, for items too sparse to show their own (top-down seasonal indices: Dalhart 1974; Withycombe 1989; shrinkage: Miller and Williams 2003). The sums of the group
/// are divided by a straight trend through the means of whole seasons, which the season itself cannot bend; the mean ratio of each period of the season is its index, drawn to 1 by the
/// share of the ratios' variance that the indices do not explain (adjusted for their number).
/// </summary>
/// <param name="Indices">Factor of each period of the season, from that of the first period of the history; above zero, with mean 1. All 1 when there is no profile.</param>
/// <param name="Explained">Share of the variance explained, 0 to 1; how far the indices are trusted.</param>
/// <param name="Seasons">Whole seasons it rests on.</param>
/// <param name="None">Why there is no profile, or null.</param>
public sealed record SeasonalProfile(double[] Indices, double Explained, int Seasons, string? None)
{
    // An index this low says that nothing sells; dividing by less would make a fair of one stray order.
    private const double LeastIndex = 0.05;

    /// <summary>
    /// Learns the profile of a group. With less than two whole seasons, no demand, or a trend that reaches zero there is none, said so; bad input is refused.
    /// </summary>
    /// <param name="items">Units of each item by period, all over the same periods; the latest whole seasons count.</param>
    /// <param name="frequency">Periods per season, 2 or more.</param>
    public static Result<SeasonalProfile> Of(IReadOnlyList<double[]> items, int frequency)
    {
        if (frequency < 2) return Given.No($"A season of {frequency} period is none.");
        if (Given.Count("items", items.Count, 1) is { } no) return no;
        foreach (var item in items)
            if ((Given.SameLength("periods", item.Length, "periods of the first item", items[0].Length) ?? Given.AllNotNegative("history", item)) is { } bad) return bad;
        var periods = items[0].Length;
        var seasons = periods / frequency;
        SeasonalProfile Without(string why) => new(Enumerable.Repeat(1.0, frequency).ToArray(), 0, seasons, why);
        if (seasons < 2) return Without($"{periods} periods are less than two seasons of {frequency}: no profile is applied");
        var from = periods - seasons * frequency;
        var totals = new double[seasons * frequency];
        foreach (var item in items)
            for (var t = 0; t < totals.Length; t++) totals[t] += item[from + t];
        if (!(totals.Sum() > 0)) return Without("the group has no demand: no profile is applied");
        var trend = Trend(totals, frequency);
        if (Math.Min(trend[0], trend[^1]) <= 1e-9 * totals.Average()) return Without("the demand of the group falls to zero: no profile is applied");
        var ratios = totals.Select((v, t) => v / trend[t]).ToArray();
        var means = Enumerable.Range(0, frequency).Select(p => Enumerable.Range(0, seasons).Average(s => ratios[s * frequency + p])).ToArray();
        var explained = Explains(ratios, means);
        var shrunk = means.Select(m => Math.Max(LeastIndex, 1 + explained * (m / means.Average() - 1))).ToArray();
        var indices = new double[frequency];
        for (var p = 0; p < frequency; p++) indices[(from + p) % frequency] = shrunk[p] / shrunk.Average();
        return new SeasonalProfile(indices, explained, seasons, null);
    }

    /// <summary>Takes the season out of the history of an item; its first value is that of the group's first period.</summary>
    public Result<double[]> Remove(double[] history)
    {
        if (Given.AllNotNegative("history", history) is { } no) return no;
        return history.Select((v, t) => v / Indices[t % Indices.Length]).ToArray();
    }

    /// <summary>Puts the season on a forecast whose first period follows <paramref name="periods"/> periods of history.</summary>
    public Result<double[]> Apply(double[] forecast, int periods)
    {
        if ((Given.AllNotNegative("forecast", forecast) ?? Given.NotNegative("periods of history", periods)) is { } no) return no;
        return forecast.Select((v, h) => v * Indices[(int)((periods + (long)h) % Indices.Length)]).ToArray();
    }

    // Through the means of whole seasons: the same for every shape of the season.
    private static double[] Trend(double[] totals, int frequency)
    {
        var (mean, slope) = TrendLine.Of(totals.Chunk(frequency).Select(season => season.Average()).ToArray());
        return totals.Select((_, t) => mean + slope / frequency * (t - (totals.Length - 1) / 2.0)).ToArray();
    }

    // Adjusted coefficient of determination of the means by period (Ezekiel 1930).
    private static double Explains(double[] ratios, double[] means)
    {
        double mean = ratios.Average(), all = ratios.Sum(r => (r - mean) * (r - mean)), rest = ratios.Select((r, t) => r - means[t % means.Length]).Sum(e => e * e);
        if (all <= 1e-12 * ratios.Length) return 0;
        return Math.Clamp(1 - rest / (ratios.Length - means.Length) / (all / (ratios.Length - 1)), 0, 1);
    }
}
