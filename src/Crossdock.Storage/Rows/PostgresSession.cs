using Npgsql;

namespace Crossdock.Storage.Rows;

internal sealed class PostgresSession(NpgsqlConnection connection) : RowSession
{
    public override async Task<List<T>> SelectAsync<T>(RowSelect<T> select, IReadOnlyList<T> probes, CancellationToken cancel)
    {
        var rows = new List<T>(probes.Count);
        if (probes.Count == 0) return rows;
        await using var command = new NpgsqlCommand(select.Postgres, connection);
        foreach (var column in select.Parameters) command.Parameters.Add(column.Array(probes));
        var columns = select.Map.Columns;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var row = select.Map.New();
            for (var i = 0; i < columns.Length; i++) columns[i].Read(reader, i, row);
            rows.Add(row);
        }

        return rows;
    }

    public override async Task WriteAsync(IReadOnlyList<QueuedRows> writes, bool commit, CancellationToken cancel)
    {
        if (writes.Count == 0 && !commit) return;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var write in writes) batch.BatchCommands.Add(write.ToPostgres());
        if (commit) batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        try
        {
            await batch.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DivisionByZero)
        {
            throw new RowConflictException(exception.BatchCommand?.CommandText ?? "batch");
        }
    }

    public override async Task<long?> GuardedScalarAsync(string lockSql, long lockKey, string sqlite, string postgres, IReadOnlyList<object> values, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(lockSql) { Parameters = { new NpgsqlParameter<long> { TypedValue = lockKey } } });
        var query = new NpgsqlBatchCommand(postgres);
        foreach (var value in values) query.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(query);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        return await reader.ReadAsync(cancel) && !reader.IsDBNull(0)
            ? Convert.ToInt64(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    public override async Task<long?> ScalarAsync(string sqlite, string postgres, IReadOnlyList<object> values, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(postgres, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        var answer = await command.ExecuteScalarAsync(cancel);
        return answer is null or DBNull ? null : Convert.ToInt64(answer, System.Globalization.CultureInfo.InvariantCulture);
    }
}
