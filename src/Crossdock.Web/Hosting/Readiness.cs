using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Crossdock.Web.Hosting;

/// <summary>Whether this node takes requests: everything that must be done is done, and it is not shutting down.</summary>
internal sealed class Readiness(IEnumerable<IReadiness> parts, IHostApplicationLifetime lifetime)
{
    private volatile bool started;

    public bool Started => started;

    /// <summary>What the node waits for; null when ready.</summary>
    public async Task<string?> WaitingForAsync(CancellationToken cancel)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return "shutting down";
        foreach (var part in parts)
            if (await part.WaitingForAsync(cancel) is { } waiting) return waiting;
        started = true;
        return null;
    }
}

/// <summary>The database answers and takes writes.</summary>
internal sealed class DatabaseReadiness(Database database) : IReadiness
{
    private const long LeastFreeBytes = 100 * 1024 * 1024;

    public async ValueTask<string?> WaitingForAsync(CancellationToken cancel)
    {
        try
        {
            if (database.Engine == Engine.Sqlite)
            {
                await database.ReadAsync(db => db.Set<Seal>().MaxAsync(s => (long?)s.SealNo, cancel));
                var drive = new DriveInfo(Path.GetDirectoryName(database.SqlitePath)!);
                return drive.AvailableFreeSpace < LeastFreeBytes ? "disk space" : null;
            }

            await using var command = database.Postgres!.CreateCommand("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'");
            return await command.ExecuteScalarAsync(cancel) is true ? "a database that takes writes" : null;
        }
        catch (Exception exception) when (exception is SqliteException or NpgsqlException or IOException)
        {
            return "the database";
        }
    }
}
