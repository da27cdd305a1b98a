namespace Crossdock.Procurement.Ordering;

/// <summary>
/// Nothing is asked for on a day that has passed: it would be late at its birth, and suppliers would be measured by it. Whoever brings in what
/// was ordered elsewhere may say such days, for they are what was asked for.
/// </summary>
internal static class PassedDays
{
    /// <summary>Refuses a day that was said and has passed at the site.</summary>
    public static Refusal? Check(Work work, Site site, DateOnly? day) =>
        day is { } said && said < site.DayOf(work.Now) && !work.Actor.May(Permission.ImportData) ? new DayPassed(said) : null;

    /// <summary>A day from a need, or from a draft that lay: when it has passed, as soon as it can be.</summary>
    public static DateOnly Now(Work work, Site site, DateOnly day)
    {
        var today = site.DayOf(work.Now);
        return day < today && !work.Actor.May(Permission.ImportData) ? today : day;
    }
}

internal sealed record DayPassed(DateOnly Day) : Refusal(RefusalKind.Invalid, "procurement.day_passed",
    $"{Day.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)} has passed. Give a day from today on.");
