using Crossdock.Storage.Commit;

namespace Crossdock.Storage.Rows;

/// <summary>Runs row statements inside the transaction of one <see cref="Work"/>. One per engine.</summary>
internal abstract class RowSession
{
    /// <summary>Runs reads in one go and gives each its rows.</summary>
    public abstract Task<List<T>> SelectAsync<T>(RowSelect<T> select, IReadOnlyList<T> probes, CancellationToken cancel)
        where T : class;

    /// <summary>What is kept under a caller's request key, or null.</summary>
    public async Task<RequestKey?> FindKeyAsync(Caller caller, CancellationToken cancel) =>
        (await SelectAsync(LedgerStatements.FindRequestKey, [ProbeOf(caller)], cancel)).SingleOrDefault();

    /// <summary>What to look for under a caller's request key.</summary>
    protected static RequestKey ProbeOf(Caller caller) => new() { PrincipalId = caller.Actor.Id, Key = caller.Key!, ContentHash = [], Answer = "" };

    /// <summary>
    /// Runs the queued writes in order, in as few round trips as the engine allows. With <paramref name="commit"/> PostgreSQL also
    /// commits in the same round trip unless others join the transaction, so that hot rows stay locked as short as possible; SQLite
    /// leaves that to its batch.
    /// </summary>
    public abstract Task WriteAsync(IReadOnlyList<QueuedRows> writes, bool commit, CancellationToken cancel);

    /// <summary>Takes an advisory lock (PostgreSQL), alone or shared, then runs a scalar query that sees everything committed before the lock was got.</summary>
    public abstract Task<long?> GuardedScalarAsync(bool alone, long lockKey, string sqlite, string postgres, IReadOnlyList<object> values, CancellationToken cancel);

    /// <summary>Takes locks alone, in the order given, and keeps them until the commit. One writer needs none.</summary>
    public virtual Task LockAllAsync(long[] lockKeys, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Runs one scalar query over plain values.</summary>
    public abstract Task<long?> ScalarAsync(string sqlite, string postgres, IReadOnlyList<object> values, CancellationToken cancel);
}

/// <summary>Rows that wait for one statement.</summary>
internal abstract class QueuedRows
{
    public abstract int Count { get; }

    public abstract bool EachMustHit { get; }

    public abstract string Table { get; }

    public abstract void RunSqlite(SqliteStatements statements);

    public abstract IEnumerable<Npgsql.NpgsqlBatchCommand> ToPostgres();

    /// <summary>The hash of each row.</summary>
    public abstract IEnumerable<byte[]> RowHashes(CanonicalHash hash);

    public abstract bool SealedRows { get; }
}

internal sealed class QueuedRows<T>(RowStatement<T> statement) : QueuedRows
    where T : class
{
    public List<T> Rows { get; } = [];

    public override int Count => Rows.Count;

    public override bool EachMustHit => statement.EachMustHit;

    public override string Table => statement.Map.Table;

    public override bool SealedRows => statement is RowInsert<T> { SealedRow: true };

    public override void RunSqlite(SqliteStatements statements)
    {
        var prepared = statements.Prepare(statement.Sqlite);
        var parameters = statement.Parameters;
        foreach (var row in Rows)
        {
            for (var i = 0; i < parameters.Length; i++) parameters[i].Bind(prepared, i + 1, row);
            var changed = statements.Run(prepared, statement.Sqlite);
            if (changed != 1 && EachMustHit) throw new RowConflictException(statement.Sqlite);
        }
    }

    public override IEnumerable<Npgsql.NpgsqlBatchCommand> ToPostgres()
    {
        if (statement.OneByOne(Rows.Count))
        {
            foreach (var row in Rows)
            {
                var one = new Npgsql.NpgsqlBatchCommand(statement.ChecksHits ? statement.PostgresOneChecked : statement.PostgresOne);
                foreach (var column in statement.Parameters) one.Parameters.Add(column.Single(row));
                yield return one;
            }

            yield break;
        }

        var command = new Npgsql.NpgsqlBatchCommand(statement.ChecksHits ? statement.PostgresChecked : statement.Postgres);
        foreach (var column in statement.Parameters) command.Parameters.Add(column.Array(Rows));
        if (statement.ChecksHits) command.Parameters.Add(new Npgsql.NpgsqlParameter<int> { TypedValue = Rows.Count });
        yield return command;
    }

    public override IEnumerable<byte[]> RowHashes(CanonicalHash hash) => Rows.Select(row => statement.Map.HashOf(hash, row));
}

/// <summary>A conditional change found the world changed. The commit step runs the use again; nobody else catches it.</summary>
internal sealed class RowConflictException(string statement) : Exception($"Another change came first: {statement}");
