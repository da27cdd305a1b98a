using System.ComponentModel.DataAnnotations;

namespace Crossdock.Storage.Lists;

/// <summary>Which rows of a list, in which order, from where.</summary>
/// <param name="Search">Words that must all occur in the searched columns.</param>
/// <param name="Filter"><c>column:op:value</c> with op one of eq, ne, lt, le, gt, ge, has; several eq on one column mean any of them.</param>
/// <param name="Sort">A column key, with a leading minus for descending; null for the list's own order.</param>
/// <param name="Cursor">Where the page before ended; null for the first page.</param>
/// <param name="Limit">Rows per page, 1 to 500.</param>
public sealed record ListRequest(
    [property: StringLength(200)] string? Search = null,
    [property: MaxLength(50)] string[]? Filter = null,
    string? Sort = null,
    string? Cursor = null,
    [property: Range(1, 500)] int Limit = 50);

/// <summary>A page of a list.</summary>
/// <typeparam name="TRow">A row.</typeparam>
/// <param name="Items">The rows, in order.</param>
/// <param name="Next">Cursor of the next page, or null on the last.</param>
/// <param name="Total">Rows in all, on the first page and up to ten thousand; else null.</param>
public sealed record ListPage<TRow>(IReadOnlyList<TRow> Items, string? Next, long? Total);

/// <summary>What a column holds: it decides operators, alignment and how a spreadsheet shows it.</summary>
public enum ColumnKind
{
    /// <summary>Words, codes, numbers of documents.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>An exact quantity, amount or price.</summary>
    Exact,

    /// <summary>A business date.</summary>
    Date,

    /// <summary>An instant.</summary>
    Instant,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>A key; it can be filtered by equality only.</summary>
    Key,
}
