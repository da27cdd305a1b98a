using System.Linq.Expressions;
using Crossdock.Storage.Http;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage.Lists;

/// <summary>
/// A list, defined once: the API, the exports and the page show the same rows, filtered and sorted alike. It is registered as a singleton.
/// The rows are projected with an object initializer (<c>select new Row { Code = i.Code }</c>), because filters are added behind it.
/// </summary>
/// <typeparam name="TRow">A row: a public record with <c>init</c> properties.</typeparam>
public abstract class Listing<TRow> : IQuery<ListRequest, ListPage<TRow>>, IListing
    where TRow : class
{
    private const int MostCounted = 10_000;
    private readonly List<ListColumn<TRow>> columns = [];
    private LambdaExpression? unique;
    private string? order;

    /// <summary>Name of the exported file, without its ending.</summary>
    public abstract string Name { get; }

    /// <summary>The columns, in the order of exports.</summary>
    public IReadOnlyList<ListColumn<TRow>> Columns => columns;

    (IReadOnlyList<string> Sortable, IReadOnlyList<string> Filterable) IListing.Keys =>
        ([.. columns.Where(c => c.Sortable).Select(c => c.Key)], [.. columns.Where(c => c.Filterable).Select(c => c.Key)]);

    /// <summary>All rows in the actor's scope.</summary>
    protected abstract IQueryable<TRow> Rows(Reading reading);

    /// <summary>Adds a column, in the constructor.</summary>
    protected ListColumn<TRow> Column<TValue>(string key, string title, Expression<Func<TRow, TValue>> value)
    {
        if (columns.Exists(c => c.Key == key)) throw new ArgumentException($"There is a column {key} already.", nameof(key));
        var column = new ListColumn<TRow>(key, title, value);
        columns.Add(column);
        return column;
    }

    /// <summary>Names the value that no two rows share, and the order that rows have unless another is asked for.</summary>
    protected void Order<TValue>(Expression<Func<TRow, TValue>> uniqueValue, string? sort = null)
    {
        unique = uniqueValue;
        order = sort;
    }

    /// <inheritdoc/>
    public async Task<Result<ListPage<TRow>>> AnswerAsync(Reading reading, ListRequest request, CancellationToken cancel)
    {
        if (request.Limit is < 1 or > 500) return ListRefusals.Limit;
        if (Plan(reading, request).Refused(out var no, out var plan)) return no;
        var rows = plan.Rows;
        long? total = null;
        if (request.Cursor is { Length: > 0 } cursor)
        {
            if (plan.Sort.After(rows, cursor).Refused(out no, out rows)) return no;
        }
        else
        {
            var counted = await rows.Take(MostCounted + 1).CountAsync(cancel);
            total = counted > MostCounted ? null : counted;
        }

        var found = await plan.Sort.Apply(rows).Take(request.Limit + 1).ToListAsync(cancel);
        if (found.Count <= request.Limit) return new ListPage<TRow>(found, null, total);
        found.RemoveAt(found.Count - 1);
        return new ListPage<TRow>(found, plan.Sort.CursorOf(found[^1]), total);
    }

    /// <summary>Sum of an exact column over all filtered rows, not only of one page, as the number it is stored by.</summary>
    public async Task<Result<long>> SumAsync<TValue>(Reading reading, ListRequest request, Expression<Func<TRow, TValue>> value, CancellationToken cancel)
    {
        if (Plan(reading, request).Refused(out var no, out var plan)) return no;
        var number = Expression.Lambda<Func<TRow, long>>(Expression.Convert(Expression.Convert(value.Body, typeof(object)), typeof(long)), value.Parameters);
        return await plan.Rows.Select(number).SumAsync(cancel);
    }

    /// <summary>All filtered rows in order, for exports.</summary>
    internal Result<IQueryable<TRow>> All(Reading reading, ListRequest request) =>
        Plan(reading, request).Refused(out var no, out var plan) ? no : Result<IQueryable<TRow>>.Of(plan.Sort.Apply(plan.Rows));

    private Result<(IQueryable<TRow> Rows, ListSort<TRow> Sort)> Plan(Reading reading, ListRequest request)
    {
        if (unique is null) throw new InvalidOperationException($"{GetType().Name} has no order.");
        var key = request.Sort is { Length: > 0 } asked ? asked : order;
        var descending = key?.StartsWith('-') == true;
        var name = descending ? key![1..] : key;
        ListColumn<TRow>? column = null;
        if (name is not null)
        {
            column = columns.Find(c => c.Key == name);
            if (column is not { Sortable: true }) return ListRefusals.Sort(name, columns.Where(c => c.Sortable).Select(c => c.Key));
        }

        if (ListFilter<TRow>.Apply(Rows(reading), columns, request).Refused(out var no, out var rows)) return no;
        return (rows, new ListSort<TRow>(column, unique, descending));
    }
}

/// <summary>A listing of any row.</summary>
internal interface IListing
{
    (IReadOnlyList<string> Sortable, IReadOnlyList<string> Filterable) Keys { get; }
}

internal static class ListRefusals
{
    public static readonly Refusal Limit = Refusal.Invalid("list.limit", "The limit must be 1 to 500.", "/limit");

    public static readonly Refusal Cursor = Refusal.Invalid("list.cursor", "This cursor belongs to another order. Start again at the first page.", "/cursor");

    public static Refusal Sort(string column, IEnumerable<string> known) =>
        Refusal.Invalid("list.sort", $"The list cannot be sorted by '{column}'. It can be by {string.Join(", ", known)}.", "/sort");

    public static Refusal Column(string column, IEnumerable<string> known) =>
        Refusal.Invalid("list.column", $"The list cannot be filtered by '{column}'. It can be by {string.Join(", ", known)}.", "/filter");

    public static Refusal Operator(string text, IEnumerable<string> known) =>
        Refusal.Invalid("list.operator", $"'{text}' is not a filter for this column. Write column:op:value with op one of {string.Join(", ", known)}.", "/filter");

    public static Refusal Value(string column, string value) =>
        Refusal.Invalid("list.value", $"'{value}' is no value of '{column}'.", "/filter");

    public static Refusal Format(string format) =>
        Refusal.Invalid("list.format", $"'{format}' is not a format of lists. Known are json, csv and xlsx.", "/format");
}
