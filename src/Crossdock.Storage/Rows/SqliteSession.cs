using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crossdock.Storage.Rows;

/// <summary>Prepared statements of one SQLite connection, used by its one writer.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, sqlite3_stmt> prepared = new(StringComparer.Ordinal);

    public sqlite3 Handle => connection.Handle!;

    public sqlite3_stmt Prepare(string sql)
    {
        if (prepared.TryGetValue(sql, out var statement)) return statement;
        Check(raw.sqlite3_prepare_v3(Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement), sql);
        prepared.Add(sql, statement);
        return statement;
    }

    /// <summary>Runs to the end and answers how many rows changed.</summary>
    public int Run(sqlite3_stmt statement, string sql)
    {
        var code = raw.sqlite3_step(statement);
        while (code == raw.SQLITE_ROW) code = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (code != raw.SQLITE_DONE) Check(code, sql);
        return raw.sqlite3_changes(Handle);
    }

    public void Execute(string sql) => Run(Prepare(sql), sql);

    public void Check(int code, string sql)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw new SqliteException(raw.sqlite3_errmsg(Handle).utf8_to_string() + " in: " + sql, code, raw.sqlite3_extended_errcode(Handle));
    }

    public void Dispose()
    {
        foreach (var statement in prepared.Values) raw.sqlite3_finalize(statement);
        prepared.Clear();
    }
}

internal sealed class SqliteSession(SqliteStatements statements) : RowSession
{
    public override Task<List<T>> SelectAsync<T>(RowSelect<T> select, IReadOnlyList<T> probes, CancellationToken cancel)
    {
        var rows = new List<T>();
        var prepared = statements.Prepare(select.Sqlite);
        var columns = select.Map.Columns;
        foreach (var probe in probes)
        {
            for (var i = 0; i < select.Parameters.Length; i++) select.Parameters[i].Bind(prepared, i + 1, probe);
            int code;
            while ((code = raw.sqlite3_step(prepared)) == raw.SQLITE_ROW)
            {
                var row = select.Map.New();
                for (var i = 0; i < columns.Length; i++) columns[i].Read(prepared, i, row);
                rows.Add(row);
            }

            raw.sqlite3_reset(prepared);
            statements.Check(code, select.Sqlite);
        }

        return Task.FromResult(rows);
    }

    public override Task WriteAsync(IReadOnlyList<QueuedRows> writes, bool commit, CancellationToken cancel)
    {
        foreach (var write in writes) write.RunSqlite(statements);
        return Task.CompletedTask;
    }

    public override Task<long?> GuardedScalarAsync(bool alone, long lockKey, string sqlite, string postgres, IReadOnlyList<object> values, CancellationToken cancel) =>
        ScalarAsync(sqlite, postgres, values, cancel);

    public override Task<long?> ScalarAsync(string sqlite, string postgres, IReadOnlyList<object> values, CancellationToken cancel)
    {
        var prepared = statements.Prepare(sqlite);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is string text) raw.sqlite3_bind_text(prepared, i + 1, text);
            else if (values[i] is byte[] bytes) raw.sqlite3_bind_blob(prepared, i + 1, bytes);
            else if (values[i] is Guid id) raw.sqlite3_bind_blob(prepared, i + 1, id.ToByteArray(true));
            else raw.sqlite3_bind_int64(prepared, i + 1, Convert.ToInt64(values[i], System.Globalization.CultureInfo.InvariantCulture));
        }

        var code = raw.sqlite3_step(prepared);
        long? answer = code == raw.SQLITE_ROW && raw.sqlite3_column_type(prepared, 0) != raw.SQLITE_NULL ? raw.sqlite3_column_int64(prepared, 0) : null;
        raw.sqlite3_reset(prepared);
        statements.Check(code, sqlite);
        return Task.FromResult(answer);
    }
}
