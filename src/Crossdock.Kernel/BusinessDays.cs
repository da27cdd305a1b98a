using System.Globalization;

namespace Crossdock.Kernel;

/// <summary>The days a business may name. Beyond them nothing is planned or posted, and what is reckoned from a day (a due day, an arrival) would leave the calendar.</summary>
public static class BusinessDays
{
    /// <summary>The earliest.</summary>
    public static DateOnly First { get; } = new(1900, 1, 1);

    /// <summary>The latest.</summary>
    public static DateOnly Last { get; } = new(2199, 12, 31);

    /// <summary>A day written as 2026-03-31; null for any other text, and for a day that is not between the two.</summary>
    public static DateOnly? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && Hold(day) ? day : null;

    /// <summary>A day as sentences and cases say it: "26 Nov 2026".</summary>
    public static string Words(this DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>True when a day lies between the two.</summary>
    public static bool Hold(DateOnly day) => day >= First && day <= Last;
}
