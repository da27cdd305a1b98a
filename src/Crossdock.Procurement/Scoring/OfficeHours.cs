namespace Crossdock.Procurement.Scoring;

/// <summary>
/// The hours in which a supplier answers: eight to four, Monday to Friday, in the zone of the site that ordered. Suppliers' own calendars are not
/// kept, so all are measured alike. Eight of these hours are one working day.
/// </summary>
internal static class OfficeHours
{
    private const int Opens = 8 * 60;
    private const int Closes = 16 * 60;

    /// <summary>Minutes of a working day.</summary>
    public const int MinutesADay = Closes - Opens;

    /// <summary>Working minutes from one moment to another; none when the other is earlier.</summary>
    public static int Between(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var (first, last) = (TimeZoneInfo.ConvertTime(from, zone).DateTime, TimeZoneInfo.ConvertTime(to, zone).DateTime);
        if (last <= first) return 0;
        var (day, end) = (DateOnly.FromDateTime(first), DateOnly.FromDateTime(last));
        if (day == end) return WorkingDays.Usual.Includes(day) ? Until(last) - Until(first) : 0;
        var minutes = (WorkingDays.Usual.Includes(day) ? MinutesADay - Until(first) : 0) + (WorkingDays.Usual.Includes(end) ? Until(last) : 0);
        for (day = day.AddDays(1); day < end; day = day.AddDays(1))
            if (WorkingDays.Usual.Includes(day)) minutes += MinutesADay;
        return minutes;
    }

    /// <summary>When a working day is over that begins to run at a moment.</summary>
    public static DateTimeOffset DayAfter(DateTimeOffset from, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(from, zone).DateTime;
        var day = DateOnly.FromDateTime(local);
        var used = WorkingDays.Usual.Includes(day) ? Until(local) : 0;
        day = WorkingDays.Usual.OnOrAfter(day);
        if (used == MinutesADay) (day, used) = (WorkingDays.Usual.OnOrAfter(day.AddDays(1)), 0);
        if (used > 0) day = WorkingDays.Usual.OnOrAfter(day.AddDays(1));
        return zone.At(day.ToDateTime(TimeOnly.MinValue).AddMinutes(used == 0 ? Closes : Opens + used));
    }

    /// <summary>How many of a day's working minutes are over at a time of it.</summary>
    private static int Until(DateTime local) => Math.Clamp((int)local.TimeOfDay.TotalMinutes, Opens, Closes) - Opens;
}
