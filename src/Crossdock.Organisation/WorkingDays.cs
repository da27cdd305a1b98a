namespace Crossdock.Organisation;

/// <summary>The days on which a site receives and ships: some weekdays, less the days it is closed.</summary>
/// <param name="Weekdays">Weekdays it works, at least one.</param>
/// <param name="Closed">Single days it does not.</param>
public sealed record WorkingDays(IReadOnlySet<DayOfWeek> Weekdays, IReadOnlySet<DateOnly> Closed)
{
    /// <summary>Monday to Friday, never closed: the calendar of a site that has none of its own.</summary>
    public static WorkingDays Usual { get; } = new(
        new HashSet<DayOfWeek> { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday },
        new HashSet<DateOnly>());

    /// <summary>True when the site works on that day.</summary>
    public bool Includes(DateOnly day) => Weekdays.Contains(day.DayOfWeek) && !Closed.Contains(day);

    /// <summary>That day if the site works, else the next day it does.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!Includes(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>The working day that is <paramref name="workingDays"/> working days later; 0 gives <see cref="OnOrAfter"/>.</summary>
    public DateOnly Add(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        day = OnOrAfter(day);
        for (var left = workingDays; left > 0; left--) day = OnOrAfter(day.AddDays(1));
        return day;
    }
}
