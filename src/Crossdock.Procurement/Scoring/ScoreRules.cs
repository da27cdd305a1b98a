namespace Crossdock.Procurement.Scoring;

/// <summary>The days over which suppliers are measured.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record ScorePeriod(DateOnly From, DateOnly To)
{
    /// <summary>The twelve months up to a day.</summary>
    public static ScorePeriod YearTo(DateOnly day) => new(day.AddYears(-1).AddDays(1), day);

    internal bool Holds(DateOnly day) => day >= From && day <= To;
}

/// <summary>What counts at a site.</summary>
/// <param name="Zone">Its zone.</param>
/// <param name="Days">Its working days.</param>
/// <param name="Now">The moment.</param>
internal sealed record ScoreSite(TimeZoneInfo Zone, WorkingDays Days, DateTimeOffset Now)
{
    public DateOnly Today { get; } = Zone.DayOf(Now);
}

/// <summary>Which rows lines contribute to which figures. A row enters on the day it could first fail, not when it succeeds.</summary>
internal static class ScoreRules
{
    /// <summary>All rows of an order's lines; <paramref name="under"/> is how much may lack, in hundredths of a percent.</summary>
    public static IEnumerable<Contribution> Of(IReadOnlyCollection<LineFacts> lines, ScoreSite site, int under, Func<LineFacts, Amount, Amount?> inTheirCurrency)
    {
        foreach (var schedule in Schedule.Of(lines))
        {
            if (InFull(ScoreFigure.Requested, schedule, (schedule.Requested, schedule.Requested), site, under) is { } requested) yield return requested;
            if (schedule.Confirmed is { } days && InFull(ScoreFigure.Confirmed, schedule, days, site, under) is { } confirmed) yield return confirmed;
            if (Answered(schedule, site) is { } answered) yield return answered;
            foreach (var row in Times(schedule, site, under)) yield return row;
        }

        foreach (var line in lines)
        {
            foreach (var row in Price(line, site)) yield return row;
            if (Quality(line, inTheirCurrency) is { } quality) yield return quality;
        }
    }

    private static Contribution? InFull(ScoreFigure figure, Schedule schedule, (DateOnly First, DateOnly Last) due, ScoreSite site, int under)
    {
        var window = Window.Around(due.First, due.Last, site.Days);
        if (window.To >= site.Today || schedule.AskedBy(window.To, site.Zone) is not { } asked) return null;
        var (enough, good) = (asked - asked.PartOf(under), schedule.GoodIn(window));
        return new(figure, schedule.Line, schedule, window.To, good >= enough ? 1 : 0, 1, window, enough, good);
    }

    private static Contribution? Answered(Schedule schedule, ScoreSite site)
    {
        var line = schedule.Line;
        if (line.Versions[0].Kind != Ordering.LineChangeKind.Released) return null;
        var end = OfficeHours.DayAfter(line.ReleasedAt, site.Zone);
        if (end > site.Now || (line.AnsweredAt is null && schedule.GivenUp.Any(g => g.At <= end))) return null;
        int? minutes = line.AnsweredAt is { } at ? OfficeHours.Between(line.ReleasedAt, at, site.Zone) : null;
        return new(ScoreFigure.Answered, line, schedule, site.Zone.DayOf(end), minutes <= OfficeHours.MinutesADay ? 1 : 0, 1, Minutes: minutes);
    }

    /// <summary>Lead times to the first goods, and to the completion of the line. A line whose day we moved says nothing about the supplier.</summary>
    private static IEnumerable<Contribution> Times(Schedule schedule, ScoreSite site, int under)
    {
        if (schedule.DayMoved || schedule.Arrivals.Count == 0) yield break;
        var released = site.Zone.DayOf(schedule.Line.ReleasedAt).DayNumber;
        var first = schedule.Arrivals[0].Day;
        yield return new(ScoreFigure.FirstReceipt, schedule.Line, schedule, first, first.DayNumber - released, 1);
        if (schedule.CompletedOn(schedule.Asked - schedule.Asked.PartOf(under)) is { } complete)
            yield return new(ScoreFigure.LeadTime, schedule.Line, schedule, complete, complete.DayNumber - released, 1);
    }

    private static IEnumerable<Contribution> Price(LineFacts line, ScoreSite site)
    {
        if (line.Agreed is not { } agreed || line.State == PurchaseLineState.Cancelled) yield break;
        var day = site.Zone.DayOf(line.ReleasedAt);
        var (paid, terms) = (line.Price.AmountOf(line.Ordered, line.Currency), agreed.Times(line.Ordered, line.Currency));
        yield return new(ScoreFigure.AtTerms, line, null, day, line.Price.PerBase <= agreed ? 1 : 0, 1);
        yield return new(ScoreFigure.PriceLevel, line, null, day, paid.ToDecimal(), terms.ToDecimal());
    }

    /// <summary>
    /// What came damaged or to quarantine, or went back, whichever is more: what came damaged and went back counts once. At the order's price, because
    /// pieces of different items do not add up.
    /// </summary>
    private static Contribution? Quality(LineFacts line, Func<LineFacts, Amount, Amount?> inTheirCurrency)
    {
        var received = line.Received;
        if (!received.IsPositive) return null;
        var set = line.Arrivals.Where(a => a.Condition is Condition.Damaged or Condition.Quarantine).Aggregate(Quantity.Zero, (sum, a) => sum + a.Quantity);
        var good = received - Quantity.Min(Quantity.Max(set, line.Returned), received);
        if (inTheirCurrency(line, line.Price.AmountOf(received, line.Currency)) is not { } whole || inTheirCurrency(line, line.Price.AmountOf(good, line.Currency)) is not { } rest) return null;
        return new(ScoreFigure.Quality, line, null, line.Arrivals.Max(a => a.Day), rest.ToDecimal(), whole.ToDecimal(), Asked: received, Good: good);
    }
}
