namespace Crossdock.Procurement.Ordering;

/// <summary>
/// Nothing is asked for on a day that has passed: it would be late at its birth, and suppliers would be measured by it. Whoever brings in what
/// was ordered elsewhere may say such days, for they are what was asked for.
/// </summary>
internal static class PassedDays
{
    /// <summary>Refuses a day that was said and has passed at the site.</summary>
    public static Refusal? Check(Work work, Site site, DateOnly? day) =>
        day is { } said && Passed(work, site, said) ? new DayPassed(said) : null;

    /// <summary>A day from a need, or from a draft that lay: when it has passed, as soon as it can be.</summary>
    public static DateOnly Now(Work work, Site site, DateOnly day) => Passed(work, site, day) ? site.DayOf(work.Now) : day;

    private static bool Passed(Work work, Site site, DateOnly day) => day < site.DayOf(work.Now) && !work.Actor.May(Permission.ImportData);
}

internal sealed record DayPassed(DateOnly Day) : Refusal(RefusalKind.Invalid, "procurement.day_passed",
    $"{Day.Words()} has passed. Give a day from today on.");
