using System.Globalization;

namespace Crossdock.Organisation;

/// <summary>Past moments in words: how people ask "as of".</summary>
public static class PastMoment
{
    /// <summary>"yesterday", "last-month", "last-year" (their last instant), or a local day with or without time; null for anything else.</summary>
    public static DateTimeOffset? Parse(string text, DateOnly today, TimeZoneInfo zone) => text switch
    {
        "yesterday" => LastOf(today.AddDays(-1), zone),
        "last-month" => LastOf(new DateOnly(today.Year, today.Month, 1).AddDays(-1), zone),
        "last-year" => LastOf(new DateOnly(today.Year, 1, 1).AddDays(-1), zone),
        _ when BusinessDays.Parse(text) is { } day => LastOf(day, zone),
        _ when DateTime.TryParseExact(text, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) => BusinessDays.Hold(DateOnly.FromDateTime(local)) ? At(local, zone) : null,
        _ => null,
    };

    private static DateTimeOffset LastOf(DateOnly day, TimeZoneInfo zone) => At(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone).AddMicroseconds(-1);

    /// <summary>A local time that a change of clocks leaves out is the instant after the change.</summary>
    private static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(30);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
