using Crossdock.Storage.Commit;
using Npgsql;

namespace Crossdock.Storage.Rows;

/// <summary>One transaction on PostgreSQL, alone or shared by several uses.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection) : RowSession
{
    // Whoever joins a transaction must not keep those before it waiting.
    private const string Join = "SET LOCAL lock_timeout = '10ms'";
    private readonly Dictionary<string, long?> guarded = new(StringComparer.Ordinal);
    private bool changesGuarded;

    /// <summary>Asked at the last write of a use: true to leave the transaction open for another.</summary>
    public required Func<bool> KeepsOpen { get; init; }

    /// <summary>The round trip that carries the commit has been sent.</summary>
    public bool CommitSent { get; private set; }

    /// <summary>
    /// Begins a use: sets a savepoint where it joins others, takes its request key for itself, and reads what is kept under it. Two nodes
    /// may get the same key at once: the second is told that it is not alone.
    /// </summary>
    public async Task<(bool Alone, RequestKey? Stored)> EnterAsync(bool joins, Caller caller, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (joins)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SAVEPOINT one"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Join));
        }

        if (caller.Key is not { } key)
        {
            if (joins) await batch.ExecuteNonQueryAsync(cancel);
            return (true, null);
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_try_advisory_xact_lock(hashtextextended($1, $2))")
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = key }, new NpgsqlParameter<long> { TypedValue = caller.Actor.Id.Value } },
        });
        var find = LedgerStatements.FindRequestKey;
        var look = new NpgsqlBatchCommand(find.PostgresOne);
        foreach (var column in find.Parameters) look.Parameters.Add(column.Single(ProbeOf(caller)));
        batch.BatchCommands.Add(look);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var alone = reader.GetBoolean(0);
        await reader.NextResultAsync(cancel);
        return (alone, (await RowsAsync(find, reader, 1, cancel)).SingleOrDefault());
    }

    /// <summary>Undoes the use that joined last. If its round trip carried the commit, an earlier statement of it failed and the commit was not reached.</summary>
    public async Task LeaveAsync()
    {
        guarded.Clear();
        CommitSent = false;
        await using var command = new NpgsqlCommand("ROLLBACK TO SAVEPOINT one", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Commits what the uses of the transaction have written.</summary>
    public async Task CommitAsync()
    {
        CommitSent = true;
        await using var command = new NpgsqlCommand("COMMIT", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public override async Task<List<T>> SelectAsync<T>(RowSelect<T> select, IReadOnlyList<T> probes, CancellationToken cancel)
    {
        if (probes.Count == 0) return [];
        await using var command = new NpgsqlCommand(probes.Count == 1 ? select.PostgresOne : select.Postgres, connection);
        foreach (var column in select.Parameters) command.Parameters.Add(probes.Count == 1 ? column.Single(probes[0]) : column.Array(probes));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await RowsAsync(select, reader, probes.Count, cancel);
    }

    private static async Task<List<T>> RowsAsync<T>(RowSelect<T> select, NpgsqlDataReader reader, int expected, CancellationToken cancel)
        where T : class
    {
        var rows = new List<T>(expected);
        var columns = select.Map.Columns;
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
        foreach (var command in writes.SelectMany(w => w.ToPostgres())) batch.BatchCommands.Add(command);
        if (commit && !KeepsOpen())
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            CommitSent = true;
        }

        if (batch.BatchCommands.Count == 0) return;
        try
        {
            await batch.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DivisionByZero)
        {
            throw new RowConflictException(exception.BatchCommand?.CommandText ?? "batch");
        }
    }

    public override async Task<long?> GuardedScalarAsync(bool alone, long lockKey, string sqlite, string postgres, IReadOnlyList<object> values, CancellationToken cancel)
    {
        // What another use of this transaction read under the same shared lock still holds: nobody else can have changed it.
        var question = string.Join('|', values.Prepend(lockKey).Prepend(postgres));
        if (alone) changesGuarded = true;
        else if (!changesGuarded && guarded.TryGetValue(question, out var held)) return held;
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(alone ? "SELECT pg_advisory_xact_lock($1)" : "SELECT pg_advisory_xact_lock_shared($1)") { Parameters = { new NpgsqlParameter<long> { TypedValue = lockKey } } });
        var query = new NpgsqlBatchCommand(postgres);
        foreach (var value in values) query.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(query);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        long? answer = await reader.ReadAsync(cancel) && !reader.IsDBNull(0)
            ? Convert.ToInt64(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)
            : null;
        guarded[question] = answer;
        return answer;
    }

    public override async Task LockAllAsync(long[] lockKeys, CancellationToken cancel)
    {
        changesGuarded = true;
        await using var command = new NpgsqlCommand("SELECT count(pg_advisory_xact_lock(k)) FROM unnest($1) k", connection) { Parameters = { new NpgsqlParameter<long[]> { TypedValue = lockKeys } } };
        _ = await command.ExecuteScalarAsync(cancel);
    }

    public override async Task<long?> ScalarAsync(string sqlite, string postgres, IReadOnlyList<object> values, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(postgres, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        var answer = await command.ExecuteScalarAsync(cancel);
        return answer is null or DBNull ? null : Convert.ToInt64(answer, System.Globalization.CultureInfo.InvariantCulture);
    }
}
