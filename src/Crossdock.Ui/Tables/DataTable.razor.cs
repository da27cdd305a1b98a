using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Crossdock.Ui;

/// <summary>A list whose state (sort, filter, page) lives in the address, so that it works without script and every state has a link.</summary>
/// <typeparam name="TItem">What a row shows.</typeparam>
public sealed partial class DataTable<TItem>
{
    private readonly List<Column<TItem>> columns = [];

    /// <summary>The rows of this page, in order.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<TItem> Items { get; set; } = [];

    /// <summary>The <see cref="Column{TItem}"/>s.</summary>
    [Parameter, EditorRequired] public RenderFragment Columns { get; set; } = null!;

    /// <summary>What the list holds; read by screen readers.</summary>
    [Parameter, EditorRequired] public string Caption { get; set; } = "";

    /// <summary>Id of the table; give one when a page has two.</summary>
    [Parameter] public string Id { get; set; } = "rows";

    /// <summary>Where a row leads, for those who may open that page; the first cell becomes the link and covers the row.</summary>
    [Parameter] public Func<TItem, string?>? RowHref { get; set; }

    /// <summary>Stable key of a row; needed for selection and live rows.</summary>
    [Parameter] public Func<TItem, string>? RowKey { get; set; }

    /// <summary>Class of a row: <c>row-bad</c>, <c>row-warning</c>, <c>row-done</c>.</summary>
    [Parameter] public Func<TItem, string?>? RowClass { get; set; }

    /// <summary>True when rows can be ticked.</summary>
    [Parameter] public bool Selectable { get; set; }

    /// <summary>Buttons shown while rows are ticked.</summary>
    [Parameter] public RenderFragment? SelectionActions { get; set; }

    /// <summary>Id of the form the ticks belong to.</summary>
    [Parameter] public string? SelectionForm { get; set; }

    /// <summary>Field name of the ticks; brackets make an array.</summary>
    [Parameter] public string SelectionName { get; set; } = "ids[]";

    /// <summary>True when new rows that arrive live wait behind a button.</summary>
    [Parameter] public bool LiveRows { get; set; }

    /// <summary>Shown instead of the table when there is nothing: usually an <see cref="EmptyState"/>.</summary>
    [Parameter] public RenderFragment? Empty { get; set; }

    /// <summary>Rows of totals.</summary>
    [Parameter] public RenderFragment? Footer { get; set; }

    [CascadingParameter] private HttpContext? Http { get; set; }

    private QueryState Query => QueryState.Of(Location);

    internal void Add(Column<TItem> column) => columns.Add(column);

    private string? Direction(Column<TItem> column) =>
        column.SortKey is not { } key ? null
        : Query[QueryState.Sort] == key ? "ascending"
        : Query[QueryState.Sort] == "-" + key ? "descending"
        : null;

    private string SortIcon(Column<TItem> column) => Direction(column) switch
    {
        "ascending" => "arrow-up",
        "descending" => "arrow-down",
        _ => "sort",
    };
}
