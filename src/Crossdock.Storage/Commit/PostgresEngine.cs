using System.Collections.Concurrent;
using System.Diagnostics;
using Crossdock.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Crossdock.Storage.Commit;

/// <summary>
/// PostgreSQL: READ COMMITTED, locks before reads that decide, and another run on serialization failures, deadlocks, unique and
/// row conflicts until a deadline. A connection lost at COMMIT is resolved by looking whether the posting is there.
/// </summary>
internal sealed partial class PostgresEngine(
    NpgsqlDataSource source, NpgsqlDataSource aside, int mostAtOnce, Func<NpgsqlConnection, CrossdockDb> open, TimeProvider time, ILogger logger) : CommitEngine
{
    // Uses wait here and not for a connection: reads find one free, and a wait has no time-out of its own.
    private readonly SemaphoreSlim places = new(mostAtOnce);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);
    private readonly ConcurrentBag<Lane> lanes = [];
    private readonly PostgresCounters counters = new(aside);

    public override async Task<CommitOutcome> RunAsync(WorkBody body, Caller caller, CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        try
        {
            return await RunHereAsync(body, caller, cancel);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<CommitOutcome> RunHereAsync(WorkBody body, Caller caller, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var lane = lanes.TryTake(out var free) ? free : new Lane(source.CreateConnection(), open);
            Work? work = null;
            var backend = 0;
            try
            {
                await lane.Connection.OpenAsync(cancel);
                backend = lane.Connection.ProcessID;
                await using var transaction = await lane.Connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancel);
                await lane.Db.Database.UseTransactionAsync(transaction, cancel);
                work = new Work(lane.Db, new PostgresSession(lane.Connection), counters, caller, time.GetUtcNow());
                if ((await FirstAsync(lane.Connection, caller, cancel) ?? await RunInsideAsync(work, body, cancel)) is { } outcome)
                {
                    await transaction.RollbackAsync(cancel);
                    await lane.ReturnAsync(lanes);
                    return outcome;
                }

                await lane.ReturnAsync(lanes);
                if (work.Facts.Count > 0) Raise(work.Facts);
                return new(null, null, work.PostingId);
            }
            catch (Exception exception)
            {
                await lane.DisposeAsync();
                var committing = work is { Committing: true } && IsUnknown(exception);
                if (committing && await CommittedAfterAllAsync(work!.PostingId, backend))
                    return new(null, null, work.PostingId);
                if (!committing && exception is not PostgresException && IsBroken(exception) && Stopwatch.GetElapsedTime(started) < Deadline)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50 * Math.Min(attempt, 20)), cancel);
                    continue;
                }

                if (!committing && !Retryable(exception)) throw;
                var late = Stopwatch.GetElapsedTime(started) >= Deadline;
                if (late || (attempt >= 4 && IsUnique(exception)))
                {
                    GaveUp(logger, exception, caller.Use, attempt);
                    return new(IsUnique(exception) ? Refusals.Exists : Refusals.Busy, null, 0);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 4 * Math.Min(attempt, 16))), cancel);
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        while (lanes.TryTake(out var lane)) await lane.DisposeAsync();
        places.Dispose();
    }

    /// <summary>Two nodes may get the same key at once: the second is told that the first is still running.</summary>
    private static async Task<CommitOutcome?> FirstAsync(NpgsqlConnection connection, Caller caller, CancellationToken cancel)
    {
        if (caller.Key is not { } key) return null;
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock(hashtextextended($1, $2))", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = caller.Actor.Id.Value });
        return await command.ExecuteScalarAsync(cancel) is true ? null : new(Refusals.StillRunning, null, 0);
    }

    /// <summary>
    /// The connection broke between COMMIT and its answer. The backend is ended if it still lives, so that the outcome is final;
    /// then the posting is there or it is not.
    /// </summary>
    private async Task<bool> CommittedAfterAllAsync(long postingId, int backend)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                await using var end = new NpgsqlCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid = $1 AND datname = current_database() AND pid <> pg_backend_pid()", connection);
                end.Parameters.Add(new NpgsqlParameter<int> { TypedValue = backend });
                if (await end.ExecuteScalarAsync() is long and > 0)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20));
                    continue;
                }

                await using var look = new NpgsqlCommand("SELECT 1 FROM storage_postings WHERE id = $1", connection);
                look.Parameters.Add(new NpgsqlParameter<long> { TypedValue = postingId });
                return await look.ExecuteScalarAsync() is not null;
            }
            catch (NpgsqlException exception) when (attempt < 100)
            {
                // The database itself is away: nothing may be answered before it says what happened.
                StillAway(logger, exception, postingId);
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    /// <summary>
    /// Errors after which a commit may or may not have happened. An error of a statement is none: the batch ends before its COMMIT; only
    /// a server that goes down may still have committed.
    /// </summary>
    private static bool IsUnknown(Exception exception) =>
        exception is not RowConflictException
        && exception is not PostgresException { SqlState: not (PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow) };

    private static bool IsUnique(Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState == PostgresErrorCodes.UniqueViolation;

    private static bool IsBroken(Exception exception) =>
        exception is NpgsqlException { InnerException: System.IO.IOException or System.Net.Sockets.SocketException }
        || exception.InnerException is NpgsqlException { InnerException: System.IO.IOException };

    private static bool Retryable(Exception exception)
    {
        if (exception is RowConflictException or DbUpdateConcurrencyException) return true;
        var postgres = exception as PostgresException ?? exception.InnerException as PostgresException;
        return postgres?.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.AdminShutdown;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Use} gave up after {Attempts} attempts.")]
    private static partial void GaveUp(ILogger logger, Exception exception, string use, int attempts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is away; the fate of posting {PostingId} is not known yet.")]
    private static partial void StillAway(ILogger logger, Exception exception, long postingId);

    /// <summary>A connection with the context that sits on it, reused from use to use.</summary>
    private sealed class Lane(NpgsqlConnection connection, Func<NpgsqlConnection, CrossdockDb> open) : IAsyncDisposable
    {
        public NpgsqlConnection Connection { get; } = connection;

        public CrossdockDb Db { get; } = open(connection);

        public async Task ReturnAsync(ConcurrentBag<Lane> lanes)
        {
            Db.ChangeTracker.Clear();
            await Db.Database.UseTransactionAsync(null);
            await Connection.CloseAsync();
            lanes.Add(this);
        }

        public async ValueTask DisposeAsync()
        {
            await Db.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
