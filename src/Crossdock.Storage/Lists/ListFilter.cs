using System.Linq.Expressions;
using System.Reflection;

namespace Crossdock.Storage.Lists;

/// <summary>Turns filters and search words into conditions that both engines run.</summary>
internal static class ListFilter<TRow>
    where TRow : class
{
    private static readonly string[] All = ["eq", "ne", "lt", "le", "gt", "ge", "has"];
    private static readonly MethodInfo Contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;
    private static readonly MethodInfo ToLower = typeof(string).GetMethod(nameof(string.ToLower), [])!;
    private static readonly MethodInfo Compare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    public static Result<IQueryable<TRow>> Apply(IQueryable<TRow> rows, List<ListColumn<TRow>> columns, ListRequest request)
    {
        var anyOf = new Dictionary<string, List<Expression>>(StringComparer.Ordinal);
        var row = Expression.Parameter(typeof(TRow), "row");
        foreach (var text in request.Filter ?? [])
        {
            if (text.Split(':', 3) is not [var key, var op, var value]) return ListRefusals.Operator(text, All);
            var column = columns.Find(c => c.Key == key);
            if (column is not { Filterable: true }) return ListRefusals.Column(key, columns.Where(c => c.Filterable).Select(c => c.Key));
            if (Condition(column, op, value, row).Refused(out var no, out var condition)) return no;
            if (op == "eq")
            {
                if (!anyOf.TryGetValue(key, out var several)) anyOf.Add(key, several = []);
                several.Add(condition);
            }
            else
            {
                rows = rows.Where(Expression.Lambda<Func<TRow, bool>>(condition, row));
            }
        }

        foreach (var several in anyOf.Values) rows = rows.Where(Expression.Lambda<Func<TRow, bool>>(several.Aggregate(Expression.OrElse), row));
        return Result<IQueryable<TRow>>.Of(Search(rows, columns, request.Search));
    }

    /// <summary>Value of a column in a row.</summary>
    public static Expression ValueOf(LambdaExpression value, ParameterExpression row) => new Swap(value.Parameters[0], row).Visit(value.Body);

    /// <summary>"Comes after" and "comes before" for every kind of value.</summary>
    public static Expression Order(ExpressionType comparison, Expression left, Expression right)
    {
        if (left.Type == typeof(string)) return Expression.MakeBinary(comparison, Expression.Call(Compare, left, right), Expression.Constant(0));
        var type = Nullable.GetUnderlyingType(left.Type) ?? left.Type;
        if (type == typeof(bool)) return Expression.MakeBinary(comparison, YesAfterNo(left), YesAfterNo(right));
        if (!type.IsEnum) return Expression.MakeBinary(comparison, left, right);
        var number = left.Type == type ? typeof(int) : typeof(int?);
        return Expression.MakeBinary(comparison, Expression.Convert(left, number), Expression.Convert(right, number));
    }

    private static ConditionalExpression YesAfterNo(Expression value) =>
        Expression.Condition(Expression.Equal(value, Expression.Constant(true, value.Type)), Expression.Constant(1), Expression.Constant(0));

    /// <summary>A value as a parameter of the statement, not as part of its text.</summary>
    public static Expression Parameter(object? value, Type type)
    {
        var holder = Activator.CreateInstance(typeof(Holder<>).MakeGenericType(type), value)!;
        return Expression.Property(Expression.Constant(holder), nameof(Holder<int>.Value));
    }

    private static Result<Expression> Condition(ListColumn<TRow> column, string op, string text, ParameterExpression row)
    {
        if (!OperatorsOf(column).Contains(op)) return ListRefusals.Operator($"{column.Key}:{op}", OperatorsOf(column));
        var left = ValueOf(column.Value, row);
        if (text.Length == 0 && column.Nullable && op is "eq" or "ne" && text.Length == 0)
            return Expression.MakeBinary(op == "eq" ? ExpressionType.Equal : ExpressionType.NotEqual, left, Expression.Constant(null, left.Type));
        if (ListValues.Parse(column.Type, text) is not { } value) return ListRefusals.Value(column.Key, text);
        if (op == "has") return Has(left, (string)value);
        var right = Parameter(value, left.Type);
        return op switch
        {
            "eq" => Expression.Equal(left, right),
            "ne" => Expression.NotEqual(left, right),
            "lt" => Order(ExpressionType.LessThan, left, right),
            "le" => Order(ExpressionType.LessThanOrEqual, left, right),
            "gt" => Order(ExpressionType.GreaterThan, left, right),
            _ => Order(ExpressionType.GreaterThanOrEqual, left, right),
        };
    }

    private static string[] OperatorsOf(ListColumn<TRow> column) => column.Kind switch
    {
        ColumnKind.Text when column.Type == typeof(string) => All,
        ColumnKind.Text or ColumnKind.Choice or ColumnKind.Key or ColumnKind.YesNo => ["eq", "ne"],
        _ => ["eq", "ne", "lt", "le", "gt", "ge"],
    };

    private static IQueryable<TRow> Search(IQueryable<TRow> rows, List<ListColumn<TRow>> columns, string? search)
    {
        foreach (var word in (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var row = Expression.Parameter(typeof(TRow), "row");
            var places = columns.Where(c => c.Searched).Select(c => Has(ValueOf(c.Value, row), word)).ToList();
            if (places.Count > 0) rows = rows.Where(Expression.Lambda<Func<TRow, bool>>(places.Aggregate(Expression.OrElse), row));
        }

        return rows;
    }

#pragma warning disable CA1304, CA1311, CA1862 // the database lowers both sides
    private static Expression Has(Expression text, string word) =>
        Expression.AndAlso(
            Expression.NotEqual(text, Expression.Constant(null, typeof(string))),
            Expression.Call(Expression.Call(text, ToLower), Contains, Parameter(word.ToLowerInvariant(), typeof(string))));
#pragma warning restore CA1304, CA1311, CA1862

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

/// <summary>Carries a value so that it becomes a parameter.</summary>
internal sealed record Holder<T>(T Value);
