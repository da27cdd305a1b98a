using System.Globalization;

namespace Crossdock.Organisation;

/// <summary>Past moments in words: how people ask "as of".</summary>
public static class PastMoment
{
    /// <summary>"yesterday", "last-month", "last-year" (their last instant), or a local day with or without time; null for anything else.</summary>
    public static DateTimeOffset? Parse(string text, DateOnly today, TimeZoneInfo zone) => text switch
    {
        "yesterday" => zone.LastOf(today.AddDays(-1)),
        "last-month" => zone.LastOf(new DateOnly(today.Year, today.Month, 1).AddDays(-1)),
        "last-year" => zone.LastOf(new DateOnly(today.Year, 1, 1).AddDays(-1)),
        _ when BusinessDays.Parse(text) is { } day => zone.LastOf(day),
        _ when DateTime.TryParseExact(text, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) => BusinessDays.Hold(DateOnly.FromDateTime(local)) ? zone.At(local) : null,
        _ => null,
    };
}
