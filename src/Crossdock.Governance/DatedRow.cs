namespace Crossdock.Governance;

/// <summary>A row that holds for a scope from a day on, perhaps to a last one.</summary>
internal interface IDatedRow
{
    /// <summary>1, 2, ... within what it is about and its scope: the order in which such rows were written.</summary>
    int Number { get; }

    /// <summary>The first day it holds.</summary>
    DateOnly ValidFrom { get; }

    /// <summary>The last day it holds, or null.</summary>
    DateOnly? Until { get; }
}

/// <summary>Of the rows that hold on a day the one that began last counts, and of those that began together the one that was written last.</summary>
internal static class DatedRows
{
    public static T[] LatestFirst<T>(this IEnumerable<T> rows)
        where T : IDatedRow => [.. rows.OrderByDescending(r => r.ValidFrom).ThenByDescending(r => r.Number)];

    /// <summary>What counts on a day, of rows with the latest first; null when none holds.</summary>
    public static T? On<T>(this T[] latestFirst, DateOnly day)
        where T : class, IDatedRow => Array.Find(latestFirst, r => r.ValidFrom <= day && !(r.Until < day));
}
