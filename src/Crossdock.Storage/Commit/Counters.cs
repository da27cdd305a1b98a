using Crossdock.Storage.Rows;
using Npgsql;
using SQLitePCL;

namespace Crossdock.Storage.Commit;

/// <summary>Ids and document numbers. They may leave gaps; they never repeat.</summary>
internal abstract class Counters
{
    public const string Ids = "ids";

    /// <summary>The next value of a counter.</summary>
    public abstract long Take(string name);
}

/// <summary>
/// SQLite: counted in memory by the one writer, written down in each commit. A failed batch leaves them ahead, never behind.
/// </summary>
internal sealed class SqliteCounters : Counters
{
    private const string Read = "SELECT next FROM storage_counters WHERE name = ?1";
    private const string Write = "INSERT INTO storage_counters (name, next) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET next = excluded.next";
    private readonly Dictionary<string, long> next = new(StringComparer.Ordinal);
    private readonly HashSet<string> dirty = new(StringComparer.Ordinal);
    private readonly SqliteStatements statements;

    public SqliteCounters(SqliteStatements statements) => this.statements = statements;

    public override long Take(string name)
    {
        if (!next.TryGetValue(name, out var value)) value = Load(name);
        next[name] = value + 1;
        dirty.Add(name);
        return value;
    }

    /// <summary>Writes the counters that moved; call <see cref="Written"/> once it is committed.</summary>
    public void Save()
    {
        foreach (var name in dirty)
        {
            var statement = statements.Prepare(Write);
            raw.sqlite3_bind_text(statement, 1, name);
            raw.sqlite3_bind_int64(statement, 2, next[name]);
            statements.Run(statement, Write);
        }
    }

    public void Written() => dirty.Clear();

    private long Load(string name)
    {
        var statement = statements.Prepare(Read);
        raw.sqlite3_bind_text(statement, 1, name);
        var code = raw.sqlite3_step(statement);
        var value = code == raw.SQLITE_ROW ? raw.sqlite3_column_int64(statement, 0) : 1;
        raw.sqlite3_reset(statement);
        statements.Check(code, Read);
        return value;
    }
}

/// <summary>PostgreSQL: each node takes a block at a time on a connection of its own, so that nobody waits for a number.</summary>
internal sealed class PostgresCounters(NpgsqlDataSource source) : Counters
{
    private readonly Dictionary<string, (long Next, long End)> blocks = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public override long Take(string name)
    {
        lock (gate)
        {
            var block = blocks.GetValueOrDefault(name);
            if (block.Next >= block.End) block = Reserve(name, name == Ids ? 10_000 : name.StartsWith("key:", StringComparison.Ordinal) ? 1 : 20);
            blocks[name] = (block.Next + 1, block.End);
            return block.Next;
        }
    }

    private (long Next, long End) Reserve(string name, long size)
    {
        using var connection = source.OpenConnection();
        using var command = new NpgsqlCommand(
            "INSERT INTO storage_counters (name, next) VALUES ($1, 1 + $2) ON CONFLICT (name) DO UPDATE SET next = storage_counters.next + $2 RETURNING next", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = size });
        var end = (long)command.ExecuteScalar()!;
        return (end - size, end);
    }
}
