using Microsoft.Data.Sqlite;
using Npgsql;

namespace Crossdock.Storage;

/// <summary>Checks that the database keeps what it acknowledges and that a node can work on it. A product that would lose commits does not start.</summary>
public static class SafeSettings
{
    /// <summary>Null when safe, else one line that says what is unsafe and how to mend it.</summary>
    public static async Task<string?> ComplaintAsync(Database database, CancellationToken cancel)
    {
        if (database.Engine == Engine.Sqlite)
        {
            await using var connection = database.OpenSqlite();
            return await SqliteComplaintAsync(connection, cancel);
        }

        if (database.PoolSize < Database.FewestConnections)
            return $"Maximum Pool Size={database.PoolSize} is too small: a node needs {Database.FewestConnections} connections or more.";
        await using var postgres = await database.Postgres!.OpenConnectionAsync(cancel);
        if (postgres.PostgreSqlVersion.Major < 15) return $"PostgreSQL {postgres.PostgreSqlVersion} is too old: 15 or later is needed.";
        foreach (var (setting, wanted) in new[] { ("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on|remote_apply|remote_write|local") })
        {
            await using var command = new NpgsqlCommand($"SHOW {setting}", postgres);
            var value = (string)(await command.ExecuteScalarAsync(cancel))!;
            if (!wanted.Split('|').Contains(value)) return $"PostgreSQL runs with {setting}={value}: acknowledged postings could be lost. Set {setting}=on.";
        }

        return null;
    }

    private static async Task<string?> SqliteComplaintAsync(SqliteConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        var journal = (string?)await command.ExecuteScalarAsync(cancel);
        if (journal != "wal") return $"SQLite runs with journal_mode={journal}: only WAL is safe here. Is the file on a network drive?";
        command.CommandText = "PRAGMA synchronous";
        var synchronous = (long)(await command.ExecuteScalarAsync(cancel))!;
        return synchronous >= 2 ? null : $"SQLite runs with synchronous={synchronous}: acknowledged postings could be lost. FULL (2) is needed.";
    }
}
