namespace Crossdock.Sample.Scenario;

/// <summary>The warehouses work from Monday to Friday.</summary>
internal static class Workdays
{
    public static bool IsWorkday(this DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The day itself when it is a working day, else the next one.</summary>
    public static DateOnly OrNextWorkday(this DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    public static DateOnly AddWorkdays(this DateOnly day, int count)
    {
        for (; count > 0; count--) day = day.AddDays(1).OrNextWorkday();
        return day;
    }

    public static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));
}

/// <summary>How the source's days lie on the company's days: moved by whole weeks, so that a Thursday stays one.</summary>
internal sealed record SourceCalendar(DateOnly Today, DateOnly FirstDay, DateOnly LastDay, int ShiftDays)
{
    private static readonly DateOnly LastSourceDay = new(2021, 6, 30);

    public static SourceCalendar For(DateOnly today, int weeks)
    {
        var yesterday = today.AddDays(-1);
        var last = LastSourceDay.AddDays(-(((int)LastSourceDay.DayOfWeek - (int)yesterday.DayOfWeek + 7) % 7));
        return new(today, Workdays.MondayOf(yesterday).AddDays(-7 * weeks), yesterday, yesterday.DayNumber - last.DayNumber);
    }

    public DateOnly FromSource(DateOnly source) => source.AddDays(ShiftDays);

    /// <summary>The source's day for one of ours; days after the last begin the thirteen weeks again.</summary>
    public DateOnly ToSource(DateOnly day, out int round)
    {
        round = day <= LastDay ? 0 : (day.DayNumber - LastDay.DayNumber - 1) / 91 + 1;
        return day.AddDays(-ShiftDays - 91 * round);
    }
}
