using System.Linq.Expressions;

namespace Crossdock.Storage.Lists;

/// <summary>One column of a list: how it is called, where its value comes from, and what may be done with it.</summary>
/// <typeparam name="TRow">The row.</typeparam>
public sealed class ListColumn<TRow>
{
    private readonly Func<TRow, object?> read;

    internal ListColumn(string key, string title, LambdaExpression value)
    {
        Key = key;
        Title = title;
        Value = value;
        Kind = ListValues.KindOf(value.ReturnType);
        Sortable = Kind != ColumnKind.Key;
        var parameter = value.Parameters[0];
        read = Expression.Lambda<Func<TRow, object?>>(Expression.Convert(value.Body, typeof(object)), parameter).Compile();
    }

    /// <summary>Key in addresses: for filters, sorting and headings of exports for machines.</summary>
    public string Key { get; }

    /// <summary>Heading for people.</summary>
    public string Title { get; }

    /// <summary>What it holds.</summary>
    public ColumnKind Kind { get; }

    /// <summary>True when the list can be sorted by it.</summary>
    public bool Sortable { get; private set; }

    /// <summary>True when the list can be filtered by it.</summary>
    public bool Filterable { get; private set; } = true;

    /// <summary>True when the search looks into it.</summary>
    public bool Searched { get; private set; }

    /// <summary>True when exports leave it out.</summary>
    public bool Hidden { get; private set; }

    /// <summary>True when its figures stand at the right.</summary>
    public bool AtTheRight => Kind is ColumnKind.Number or ColumnKind.Exact;

    internal LambdaExpression Value { get; }

    internal Type Type => Value.ReturnType;

    internal bool Nullable => !Type.IsValueType || System.Nullable.GetUnderlyingType(Type) is not null;

    /// <summary>The search looks into this column (text only).</summary>
    public ListColumn<TRow> Search()
    {
        if (Type != typeof(string)) throw new ArgumentException($"{Key} is no text.");
        Searched = true;
        return this;
    }

    /// <summary>The list cannot be sorted by it.</summary>
    public ListColumn<TRow> NotSortable()
    {
        Sortable = false;
        return this;
    }

    /// <summary>The list cannot be filtered by it.</summary>
    public ListColumn<TRow> NotFilterable()
    {
        Filterable = false;
        return this;
    }

    /// <summary>It can be filtered and sorted by, and exports leave it out.</summary>
    public ListColumn<TRow> Hide()
    {
        Hidden = true;
        return this;
    }

    /// <summary>The value in a row.</summary>
    public object? Of(TRow row) => read(row);
}
