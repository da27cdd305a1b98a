namespace Crossdock.Kernel;

/// <summary>Days as a place counts them.</summary>
public static class LocalDays
{
    /// <summary>The day an instant falls on in the zone.</summary>
    public static DateOnly DayOf(this TimeZoneInfo zone, DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The last instant of a day in the zone, in microseconds, UTC.</summary>
    public static DateTimeOffset LastOf(this TimeZoneInfo zone, DateOnly day) => zone.At(day.AddDays(1).ToDateTime(TimeOnly.MinValue)).AddMicroseconds(-1);

    /// <summary>The instant of a local time, UTC. A local time that a change of clocks leaves out is the instant after the change.</summary>
    public static DateTimeOffset At(this TimeZoneInfo zone, DateTime local)
    {
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(30);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
