namespace Crossdock.Model;

/// <summary>The fixed company of every run: two entities, three sites, three bins in each.</summary>
public static class World
{
    /// <summary>The accounting day every run starts on.</summary>
    public static DateOnly FirstDay { get; } = new(2026, 1, 5);

    /// <summary>The months that have books: two years from the first day's.</summary>
    public static IReadOnlyList<DateOnly> Months { get; } = [.. Enumerable.Range(0, 24).Select(i => new DateOnly(2026, 1, 1).AddMonths(i))];

    /// <summary>The entities.</summary>
    public static IReadOnlyList<int> Entities { get; } = [1, 2];

    /// <summary>The sites; 1 and 2 belong to entity 1, 3 to entity 2.</summary>
    public static IReadOnlyList<int> Sites { get; } = [1, 2, 3];

    /// <summary>The bins of each site.</summary>
    public static IReadOnlyList<string> Bins { get; } = ["A1", "A2", "A3"];

    /// <summary>The entity that owns the stock of a site.</summary>
    public static int EntityOf(int site) => site == 3 ? 2 : 1;

    /// <summary>The day itself, or the Monday after a weekend: sites ship from Monday to Friday.</summary>
    public static DateOnly WorkingDay(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    internal static bool Has(int site, string bin) => Sites.Contains(site) && Bins.Contains(bin);
}
