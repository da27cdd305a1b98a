using System.Globalization;
using Crossdock.Kernel;

namespace Crossdock.Ui;

/// <summary>Instants as people say them: near ones relative, far ones as a date.</summary>
public static class TimeText
{
    /// <summary>"just now", "12 min ago", "in 3 h", "yesterday", "in 5 days"; a date beyond thirty days.</summary>
    public static string Relative(DateTimeOffset instant, DateTimeOffset now, TimeZoneInfo zone, CultureInfo? culture = null)
    {
        var gap = instant - now;
        var span = gap.Duration();
        if (span < TimeSpan.FromMinutes(1)) return "just now";
        if (span < TimeSpan.FromHours(1)) return Said(gap, span.Minutes, "min");
        if (span < TimeSpan.FromHours(12)) return Said(gap, (int)span.TotalHours, "h");

        var days = zone.DayOf(instant).DayNumber - zone.DayOf(now).DayNumber;
        return days switch
        {
            0 => Said(gap, (int)span.TotalHours, "h"),
            -1 => "yesterday",
            1 => "tomorrow",
            > -31 and < 31 => Said(gap, Math.Abs(days), "days"),
            _ => TimeZoneInfo.ConvertTime(instant, zone).ToString("d MMM yyyy", culture ?? CultureInfo.CurrentCulture),
        };
    }

    /// <summary>"Tue 3 Mar 2026, 14:05 (UTC)": what the hover shows.</summary>
    public static string Absolute(DateTimeOffset instant, TimeZoneInfo zone, CultureInfo? culture = null) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("ddd d MMM yyyy, HH:mm", culture ?? CultureInfo.CurrentCulture) + $" ({zone.Id})";

    private static string Said(TimeSpan gap, int count, string unit) => gap < TimeSpan.Zero ? $"{count} {unit} ago" : $"in {count} {unit}";
}
