using System.Text.RegularExpressions;

namespace Crossdock.Storage.Rows;

/// <summary>A statement the ledger writer can run over many rows at once on either engine.</summary>
/// <typeparam name="T">The row (insert, select) or the change (update).</typeparam>
public abstract class RowStatement<T>
    where T : class
{
    internal abstract RowMap<T> Map { get; }

    /// <summary>Parameters in order; the SQLite text numbers them, the PostgreSQL text unnests them as arrays.</summary>
    internal abstract RowColumn<T>[] Parameters { get; }

    internal abstract string Sqlite { get; }

    internal abstract string Postgres { get; }

    /// <summary>The same for one row, its values as plain parameters: unnesting costs time for each column, which pays only over many rows.</summary>
    internal abstract string PostgresOne { get; }

    /// <summary>True when each row must change exactly one row of the table; anything less is a conflict and the use runs again.</summary>
    internal virtual bool EachMustHit => false;

    /// <summary>True for conditional changes: a plain insert cannot miss.</summary>
    internal virtual bool ChecksHits => false;

    /// <summary>
    /// The statement, failing with a division by zero when it did not change as many rows as there are changes: so the check is made in
    /// the database, before the commit that travels with it.
    /// </summary>
    internal string PostgresChecked => field ??= $"WITH hit AS ({Postgres} RETURNING 1) SELECT 1 / (count(*) = ${Parameters.Length + 1})::int FROM hit";

    /// <summary>The same for one row.</summary>
    internal string PostgresOneChecked => field ??= $"WITH hit AS ({PostgresOne} RETURNING 1) SELECT 1 / (count(*) = 1)::int FROM hit";

    /// <summary>True when so many rows are better written one by one.</summary>
    internal bool OneByOne(int rows) => rows <= Math.Max(1, Parameters.Length / 4);

    internal string Unnest(string alias) =>
        $"unnest({string.Join(", ", Parameters.Select((c, i) => $"${i + 1}::{c.PostgresType}[]"))}) AS {alias}({string.Join(", ", Parameters.Select(c => "p_" + c.Name))})";
}

/// <summary>Inserts rows; with <paramref name="ignoreExisting"/> a row whose key exists is left as it is.</summary>
/// <typeparam name="T">The row.</typeparam>
public sealed class RowInsert<T>(RowMap<T> map, bool ignoreExisting = false, bool sealedRow = false) : RowStatement<T>
    where T : class
{
    /// <summary>Part of the ledger: its rows enter the posting's content hash.</summary>
    internal bool SealedRow => sealedRow;

    internal override RowMap<T> Map => map;

    internal override RowColumn<T>[] Parameters => map.Columns;

    internal override string Sqlite { get; } =
        $"INSERT {(ignoreExisting ? "OR IGNORE " : "")}INTO {map.Table} ({map.ColumnList()}) VALUES ({string.Join(", ", map.Columns.Select((_, i) => $"?{i + 1}"))})";

    internal override string Postgres => field ??=
        $"INSERT INTO {map.Table} ({map.ColumnList()}) SELECT * FROM {Unnest("c")}{(ignoreExisting ? " ON CONFLICT DO NOTHING" : "")}";

    internal override string PostgresOne => field ??=
        $"INSERT INTO {map.Table} ({map.ColumnList()}) VALUES ({string.Join(", ", map.Columns.Select((_, i) => $"${i + 1}"))}){(ignoreExisting ? " ON CONFLICT DO NOTHING" : "")}";

    internal override bool EachMustHit => !ignoreExisting;
}

/// <summary>
/// Updates rows from changes. In <paramref name="set"/> and <paramref name="where"/>, <c>@Property</c> stands for a value of the change,
/// plain names for columns of the table. Each change must hit exactly one row, otherwise the use runs again: the condition belongs in <paramref name="where"/>.
/// </summary>
/// <typeparam name="TChange">The change, one per row of the table: aggregate first, a repeated key would be lost.</typeparam>
public sealed partial class RowUpdate<TChange>(string table, string set, string where) : RowStatement<TChange>
    where TChange : class
{
    private readonly RowMap<TChange> map = new(table);

    internal override RowMap<TChange> Map => map;

    /// <summary>Only the values that the statement names.</summary>
    internal override RowColumn<TChange>[] Parameters => field ??=
        map.Named(Parameter().Matches(set + " " + where).Select(m => m.Groups[1].Value).Distinct());

    internal override string Sqlite => field ??=
        $"UPDATE {table} SET {Place(set, i => $"?{i + 1}")} WHERE {Place(where, i => $"?{i + 1}")}";

    internal override string Postgres => field ??=
        $"UPDATE {table} SET {Place(set, i => "c.p_" + Parameters[i].Name)} FROM {Unnest("c")} WHERE {Place(where, i => "c.p_" + Parameters[i].Name)}";

    internal override string PostgresOne => field ??=
        $"UPDATE {table} SET {Place(set, i => $"${i + 1}")} WHERE {Place(where, i => $"${i + 1}")}";

    internal override bool EachMustHit => true;

    internal override bool ChecksHits => true;

    private string Place(string text, Func<int, string> name) => Parameter().Replace(text, match =>
    {
        var index = Array.FindIndex(Parameters, c => c.Property == match.Groups[1].Value);
        return index >= 0 ? name(index) : throw new ArgumentException($"{typeof(TChange).Name} has no {match.Value}.");
    });

    [GeneratedRegex("@([A-Za-z]+)")]
    private static partial Regex Parameter();
}

/// <summary>Deletes the rows with the given keys (never from a ledger table: those refuse).</summary>
/// <typeparam name="T">The row; only its key properties are read.</typeparam>
public sealed class RowDelete<T>(RowMap<T> map, params string[] keys) : RowStatement<T>
    where T : class
{
    internal override RowMap<T> Map => map;

    internal override RowColumn<T>[] Parameters { get; } = map.Named(keys);

    internal override string Sqlite { get; } =
        $"DELETE FROM {map.Table} WHERE {string.Join(" AND ", map.Named(keys).Select((c, i) => $"{c.Name} = ?{i + 1}"))}";

    internal override string Postgres => field ??=
        $"DELETE FROM {map.Table} t USING {Unnest("c")} WHERE {string.Join(" AND ", Parameters.Select(c => $"t.{c.Name} = c.p_{c.Name}"))}";

    internal override string PostgresOne => field ??=
        $"DELETE FROM {map.Table} WHERE {string.Join(" AND ", Parameters.Select((c, i) => $"{c.Name} = ${i + 1}"))}";

    internal override bool EachMustHit => true;

    internal override bool ChecksHits => true;
}

/// <summary>
/// Reads the rows whose key columns match any of the probes, in key order, and locks them when asked (PostgreSQL: FOR UPDATE;
/// on SQLite the writer is alone anyway).
/// </summary>
/// <typeparam name="T">The row; of a probe only the key properties are read.</typeparam>
public sealed class RowSelect<T> : RowStatement<T>
    where T : class
{
    private readonly bool lockRows;
    private readonly string order;
    private readonly string? filter;

    /// <summary>Reads <paramref name="map"/> by <paramref name="keys"/> (property names).</summary>
    /// <param name="map">The table.</param>
    /// <param name="lockRows">Lock what is read until the commit.</param>
    /// <param name="order">Column list of the order, which is also the order of locking.</param>
    /// <param name="keys">Property names that must equal a probe's.</param>
    public RowSelect(RowMap<T> map, bool lockRows, string order, params string[] keys)
        : this(map, lockRows, order, keys, null)
    {
    }

    /// <summary>The same, of the rows that pass a fixed condition over the table's columns.</summary>
    public RowSelect(RowMap<T> map, bool lockRows, string order, string[] keys, string? filter)
    {
        Map = map;
        this.lockRows = lockRows;
        this.order = order;
        this.filter = filter;
        Parameters = map.Named(keys);
        Sqlite = $"SELECT {map.ColumnList()} FROM {map.Table} WHERE {string.Join(" AND ", Parameters.Select((c, i) => $"{c.Name} = ?{i + 1}"))}{(filter is null ? "" : " AND " + filter)} ORDER BY {order}";
    }

    internal override RowMap<T> Map { get; }

    internal override RowColumn<T>[] Parameters { get; }

    internal override string Sqlite { get; }

    internal override string Postgres => field ??=
        $"SELECT {Map.ColumnList("t.")} FROM {Unnest("c")} JOIN {Map.Table} t ON {string.Join(" AND ", Parameters.Select(c => $"t.{c.Name} = c.p_{c.Name}"))}{(filter is null ? "" : " WHERE " + filter)} {Ending}";

    internal override string PostgresOne => field ??=
        $"SELECT {Map.ColumnList("t.")} FROM {Map.Table} t WHERE {string.Join(" AND ", Parameters.Select((c, i) => $"t.{c.Name} = ${i + 1}"))}{(filter is null ? "" : " AND " + filter)} {Ending}";

    private string Ending => $"ORDER BY {string.Join(", ", order.Split(", ").Select(o => "t." + o))}{(lockRows ? " FOR UPDATE OF t" : "")}";
}
