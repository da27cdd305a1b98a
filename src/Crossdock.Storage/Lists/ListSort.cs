using System.Buffers.Text;
using System.Linq.Expressions;
using System.Text.Json;

namespace Crossdock.Storage.Lists;

/// <summary>
/// The order of a list and the places in it. A page starts after a row's values, not after a number of rows: rows that come or go
/// in between are neither repeated nor lost. Empty values come last, or first when descending.
/// </summary>
internal sealed class ListSort<TRow>
    where TRow : class
{
    private readonly string name;
    private readonly LambdaExpression? value;
    private readonly LambdaExpression unique;
    private readonly bool descending;
    private readonly bool nullable;

    public ListSort(ListColumn<TRow>? column, LambdaExpression unique, bool descending)
    {
        name = (descending ? "-" : "") + column?.Key;
        value = column?.Value;
        nullable = column?.Nullable == true;
        this.unique = unique;
        this.descending = descending;
    }

    public IQueryable<TRow> Apply(IQueryable<TRow> rows)
    {
        var first = true;
        if (value is not null)
        {
            if (nullable)
            {
                var row = value.Parameters[0];
                rows = By(rows, Expression.Lambda(Expression.Equal(value.Body, Expression.Constant(null, value.ReturnType)), row), ref first);
            }

            rows = By(rows, value, ref first);
        }

        return By(rows, unique, ref first);
    }

    public string CursorOf(TRow row)
    {
        object?[] place = [name, Read(value, row), Read(unique, row)];
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(place, Json.Web));
    }

    public Result<IQueryable<TRow>> After(IQueryable<TRow> rows, string cursor)
    {
        object? last, tie;
        try
        {
            var place = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor), Json.Web);
            if (place is not [{ ValueKind: JsonValueKind.String } order, var lastJson, var tieJson] || order.GetString() != name) return ListRefusals.Cursor;
            last = value is null ? null : lastJson.Deserialize(value.ReturnType, Json.Web);
            tie = tieJson.Deserialize(unique.ReturnType, Json.Web);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return ListRefusals.Cursor;
        }

        if (tie is null || HasNul(last) || HasNul(tie)) return ListRefusals.Cursor;
        var row = Expression.Parameter(typeof(TRow), "row");
        var beyond = descending ? ExpressionType.LessThan : ExpressionType.GreaterThan;
        var condition = ListFilter<TRow>.Order(beyond, ListFilter<TRow>.ValueOf(unique, row), ListFilter<TRow>.Parameter(tie, unique.ReturnType));
        if (value is not null) condition = Beyond(ListFilter<TRow>.ValueOf(value, row), last, condition, beyond);
        return Result<IQueryable<TRow>>.Of(rows.Where(Expression.Lambda<Func<TRow, bool>>(condition, row)));
    }

    private static bool HasNul(object? value) => value is string text && text.Contains('\0', StringComparison.Ordinal);

    private Expression Beyond(Expression left, object? last, Expression sameAndBeyond, ExpressionType beyond)
    {
        if (last is null)
        {
            var empty = Expression.Constant(null, left.Type);
            var same = Expression.AndAlso(Expression.Equal(left, empty), sameAndBeyond);
            return descending ? Expression.OrElse(Expression.NotEqual(left, empty), same) : same;
        }

        var right = ListFilter<TRow>.Parameter(last, left.Type);
        var after = Expression.OrElse(ListFilter<TRow>.Order(beyond, left, right), Expression.AndAlso(Expression.Equal(left, right), sameAndBeyond));
        return nullable && !descending ? Expression.OrElse(after, Expression.Equal(left, Expression.Constant(null, left.Type))) : after;
    }

    private IQueryable<TRow> By(IQueryable<TRow> rows, LambdaExpression key, ref bool first)
    {
        var method = first
            ? descending ? nameof(Queryable.OrderByDescending) : nameof(Queryable.OrderBy)
            : descending ? nameof(Queryable.ThenByDescending) : nameof(Queryable.ThenBy);
        first = false;
        return rows.Provider.CreateQuery<TRow>(Expression.Call(typeof(Queryable), method, [typeof(TRow), key.ReturnType], rows.Expression, Expression.Quote(key)));
    }

    private static object? Read(LambdaExpression? from, TRow row) => from?.Compile().DynamicInvoke(row);
}
