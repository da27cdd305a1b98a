using System.Data;
using System.Data.Common;
using Crossdock.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage.Checking;

/// <summary>A ledger table as the chain check reads it: which posting each row belongs to, and the row's hash.</summary>
public abstract class SealedTable
{
    /// <summary>Name of the table.</summary>
    public abstract string Table { get; }

    /// <summary>Row hashes of the postings in a range of ids.</summary>
    internal abstract Task ReadAsync(CrossdockDb db, long from, long to, CanonicalHash hash, Action<long, byte[]> row, CancellationToken cancel);

    /// <summary>Keys of rows that belong to no posting.</summary>
    internal abstract string OrphanSql { get; }
}

/// <summary>A ledger table of rows <typeparamref name="T"/>.</summary>
/// <param name="map">Its columns.</param>
/// <param name="posting">Expression of the posting's id; the table itself is <c>t</c>.</param>
/// <param name="join">Join that the expression needs, or nothing.</param>
public sealed class SealedTable<T>(RowMap<T> map, string posting = "t.posting_id", string join = "") : SealedTable
    where T : class
{
    /// <inheritdoc/>
    public override string Table => map.Table;

    internal override string OrphanSql =>
        $"SELECT '{map.Table}' AS \"Row\", 'a row belongs to no posting' AS \"Message\" FROM {map.Table} t {(join.Length == 0 ? "" : "LEFT " + join)} LEFT JOIN storage_postings p ON p.id = {posting} WHERE p.id IS NULL";

    internal override async Task ReadAsync(CrossdockDb db, long from, long to, CanonicalHash hash, Action<long, byte[]> row, CancellationToken cancel)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State != ConnectionState.Open) await db.Database.OpenConnectionAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {map.ColumnList("t.")}, {posting} FROM {map.Table} t {join} WHERE {posting} >= @from AND {posting} <= @to";
        Add(command, "@from", from);
        Add(command, "@to", to);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            row(reader.GetInt64(map.Columns.Length), HashOf(reader, hash));
        }
    }

    /// <summary>The hash of a row. What cannot be read (a month 13, a currency that is none) was never posted: no hash agrees with it.</summary>
    private byte[] HashOf(DbDataReader reader, CanonicalHash hash)
    {
        try
        {
            var read = map.New();
            for (var i = 0; i < map.Columns.Length; i++) map.Columns[i].Read(reader, i, read);
            return map.HashOf(hash, read);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            return [];
        }
    }

    private static void Add(DbCommand command, string name, long value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
