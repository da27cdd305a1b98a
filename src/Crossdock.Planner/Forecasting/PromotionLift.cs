namespace Crossdock.Planner.Forecasting;

/// <summary>What an item sold and what it would have sold without its promotions, period by period.</summary>
/// <param name="Demand">Units of each period, promotions included.</param>
/// <param name="Baseline">Units of each period had there been no promotion; only the promoted periods are looked at.</param>
/// <param name="Promoted">True for a promoted period.</param>
public sealed record PromotionHistory(double[] Demand, double[] Baseline, bool[] Promoted)
{
    internal Refusal? Check() => Given.Count("history", Demand.Length, 1) ?? Given.SameLength("baseline", Baseline.Length, "periods", Demand.Length)
        ?? Given.SameLength("promotion marks", Promoted.Length, "periods", Demand.Length) ?? Given.AllNotNegative("history", Demand) ?? Given.AllNotNegative("baseline", Baseline);
}

/// <summary>The lift of one item.</summary>
/// <param name="Lift">Promoted demand over baseline, shrunk to that of the class; above zero.</param>
/// <param name="Own">What its own promoted periods say alone; null where they say nothing.</param>
/// <param name="Periods">Promoted periods of its own behind it.</param>
/// <param name="Fallback">Set when the lift of the class stands in.</param>
public sealed record ItemLift(double Lift, double? Own, int Periods, string? Fallback);

/// <summary>Lifts of the items of a class.</summary>
/// <param name="Class">Promoted demand over baseline of all items together.</param>
/// <param name="Items">One for each item, in the order given.</param>
public sealed record ClassLift(double Class, ItemLift[] Items);

/// <summary>A history freed from its promotions, with the original, so that the cleaning can be taken back.</summary>
/// <param name="Original">Units as they were sold.</param>
/// <param name="Baseline">Units with those of promoted periods divided by the lift.</param>
/// <param name="Replaced">True where the two differ by the cleaning.</param>
public sealed record CleanedHistory(double[] Original, double[] Baseline, bool[] Replaced);

/// <summary>A forecast with its planned promotions.</summary>
/// <param name="Forecast">Units of each period.</param>
/// <param name="Uplift">Units of each period that only the promotion brings.</param>
public sealed record PromotedForecast(double[] Forecast, double[] Uplift);

/// <summary>What a promotion brought against what was planned.</summary>
/// <param name="Sold">Units sold in it.</param>
/// <param name="ActualLift">Units sold over baseline; null when the baseline is zero.</param>
/// <param name="PlannedLift">Units planned over baseline; null when the baseline is zero.</param>
/// <param name="Leftover">Units planned and not sold.</param>
/// <param name="Short">Units sold beyond the plan.</param>
public sealed record PromotionOutcome(double Sold, double? ActualLift, double? PlannedLift, double Leftover, double Short);

/// <summary>
/// Promotions as a factor on the demand there would have been: the ratio estimator (Cochran 1977, chapter 6) of promoted demand on baseline, and for items with few promoted
/// periods the empirical Bayes weight n / (n + k) between item and class.
/// </summary>
public static class PromotionLift
{
    /// <summary>
    /// Baseline of promoted periods: the mean of the nearest <paramref name="neighbours"/> periods without promotion on either side. Other periods are their own baseline.
    /// Refused when all periods are promoted.
    /// </summary>
    public static Result<double[]> Baseline(double[] demand, bool[] promoted, int neighbours = 4)
    {
        if ((new PromotionHistory(demand, demand, promoted).Check() ?? Given.Positive("number of neighbouring periods", neighbours)) is { } no) return no;
        if (promoted.All(p => p)) return Given.No("Every period is promoted, so there is nothing to tell the baseline from.");
        var baseline = (double[])demand.Clone();
        for (var t = 0; t < demand.Length; t++)
        {
            if (!promoted[t]) continue;
            double sum = 0;
            var count = 0;
            foreach (var step in (ReadOnlySpan<int>)[-1, 1])
                for (int at = t + step, taken = 0; at >= 0 && at < demand.Length && taken < neighbours; at += step)
                {
                    if (promoted[at]) continue;
                    sum += demand[at];
                    count++;
                    taken++;
                }

            baseline[t] = sum / count;
        }

        return baseline;
    }

    /// <summary>
    /// Lift of each item: (n own + k class) / (n + k), n its promoted periods and k the <paramref name="strength"/> in periods; own and class are sums of promoted demand over sums
    /// of baseline. Refused when nothing was promoted, or nothing was sold in any promotion.
    /// </summary>
    public static Result<ClassLift> Learn(IReadOnlyList<PromotionHistory> items, double strength = 4)
    {
        if ((Given.Count("items", items.Count, 1) ?? Given.Positive("strength of the class", strength)) is { } no) return no;
        foreach (var item in items)
            if (item.Check() is { } bad) return bad;
        var sums = items.Select(Sums).ToArray();
        double sold = sums.Sum(s => s.Sold), baseline = sums.Sum(s => s.Baseline), common = sold / baseline;
        if (!(baseline > 0)) return Given.No("No promoted period has a baseline above zero, so there is no lift to learn.");
        if (!(double.IsFinite(common) && common > 0)) return Given.No("Nothing was sold in any promotion of the class, so there is no lift to learn.");
        return new ClassLift(common, sums.Select(s => Shrunk(s, common, strength)).ToArray());
    }

    /// <summary>Takes the promotions out of a history: promoted periods become demand / lift.</summary>
    public static Result<CleanedHistory> Clean(double[] demand, bool[] promoted, double lift)
    {
        if ((new PromotionHistory(demand, demand, promoted).Check() ?? Given.Positive("lift", lift)) is { } no) return no;
        return new CleanedHistory(demand, demand.Select((d, t) => promoted[t] ? d / lift : d).ToArray(), (bool[])promoted.Clone());
    }

    /// <summary>Puts planned promotions on a baseline forecast: units of promoted periods times the lift.</summary>
    public static Result<PromotedForecast> Plan(double[] baseline, bool[] planned, double lift)
    {
        if ((new PromotionHistory(baseline, baseline, planned).Check() ?? Given.Positive("lift", lift)) is { } no) return no;
        var uplift = baseline.Select((b, t) => planned[t] ? b * (lift - 1) : 0).ToArray();
        return new PromotedForecast(baseline.Select((b, t) => planned[t] ? b * lift : b).ToArray(), uplift);
    }

    /// <summary>Judges a promotion that is over: what its periods sold, against their baseline and the <paramref name="planned"/> units they were stocked with.</summary>
    public static Result<PromotionOutcome> Judge(double[] sold, double[] baseline, double planned)
    {
        if ((new PromotionHistory(sold, baseline, new bool[sold.Length]).Check() ?? Given.NotNegative("planned quantity", planned)) is { } no) return no;
        double total = sold.Sum(), usual = baseline.Sum();
        double? Over(double units) => usual > 0 && double.IsFinite(units / usual) ? units / usual : null;
        return new PromotionOutcome(total, Over(total), Over(planned), Math.Max(0, planned - total), Math.Max(0, total - planned));
    }

    private static (double Sold, double Baseline, int Periods) Sums(PromotionHistory item)
    {
        double sold = 0, baseline = 0;
        var periods = 0;
        for (var t = 0; t < item.Demand.Length; t++)
            if (item.Promoted[t]) (sold, baseline, periods) = (sold + item.Demand[t], baseline + item.Baseline[t], periods + 1);
        return (sold, baseline, periods);
    }

    private static ItemLift Shrunk((double Sold, double Baseline, int Periods) sums, double common, double strength)
    {
        if (sums.Periods == 0) return new(common, null, 0, "never promoted yet: the lift of the class is used");
        var own = sums.Sold / sums.Baseline;
        if (!(sums.Baseline > 0 && double.IsFinite(own))) return new(common, null, 0, "its promoted periods have no baseline: the lift of the class is used");
        return new((sums.Periods * own + strength * common) / (sums.Periods + strength), own, sums.Periods, null);
    }
}
