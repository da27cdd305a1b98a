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
/// row conflicts until a deadline. Uses that would have to wait for a lane join a transaction that is about to end, each in a
/// savepoint, and share its commit: on a hot row that is what keeps them from waiting for each other's disk. A member of a shared
/// transaction waits for locks only shortly; then it is put off, what was done is committed, and it runs again first in a transaction
/// of its own. A connection lost at COMMIT is resolved by looking whether the posting is there.
/// </summary>
internal sealed partial class PostgresEngine(
    NpgsqlDataSource source, NpgsqlDataSource aside, int mostAtOnce, Func<NpgsqlConnection, CrossdockDb> open, TimeProvider time, ILogger logger) : CommitEngine
{
    private const int MostPerCommit = 32;
    private static readonly TimeSpan LongestShared = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    // More would only wait for each other on this machine's processors; whoever waits longer than LongestWait gets one all the same.
    private readonly int usualAtOnce = Math.Min(mostAtOnce, Environment.ProcessorCount + 1);
    private readonly ConcurrentQueue<Waiting> waiting = new();
    private readonly ConcurrentBag<Lane> lanes = [];
    private readonly PostgresCounters counters = new(aside);
    private int active;

    public override async Task<CommitOutcome> RunAsync(WorkBody body, Caller caller, CancellationToken cancel)
    {
        var item = new Waiting(body, caller, cancel);
        waiting.Enqueue(item);
        if (TryEnter(usualAtOnce)) _ = Task.Run(WorkAsync, CancellationToken.None);
        else if (await Task.WhenAny(item.Taken.Task, Task.Delay(LongestWait, CancellationToken.None)) != item.Taken.Task && TryEnter(mostAtOnce)) _ = Task.Run(WorkAsync, CancellationToken.None);
        return await item.Answer.Task;
    }

    public override async ValueTask DisposeAsync()
    {
        while (lanes.TryTake(out var lane)) await lane.DisposeAsync();
    }

    /// <summary>Counts one more at work, if there are fewer than so many. It never counts too many even for a moment: somebody who looks then would leave a use waiting.</summary>
    private bool TryEnter(int most)
    {
        for (var now = Volatile.Read(ref active); now < most;)
        {
            var seen = Interlocked.CompareExchange(ref active, now + 1, now);
            if (seen == now) return true;
            now = seen;
        }

        return false;
    }

    /// <summary>Runs what waits until nothing does.</summary>
    private async Task WorkAsync()
    {
        do
        {
            while (TryTake(out var first))
            {
                var again = new Queue<Waiting>([first]);
                while (again.TryDequeue(out var item))
                {
                    try
                    {
                        await RunTransactionAsync(item, again);
                    }
                    catch (Exception exception)
                    {
                        item.Answer.TrySetException(exception);
                    }
                }
            }

            Interlocked.Decrement(ref active);
        }
        while (!waiting.IsEmpty && TryEnter(usualAtOnce));
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Waiting? item)
    {
        if (!waiting.TryDequeue(out item)) return false;
        item.Taken.TrySetResult();
        return true;
    }

    /// <summary>Runs one use, with those that join it, until it is answered. Those that must run again are added to <paramref name="again"/>.</summary>
    private async Task RunTransactionAsync(Waiting first, Queue<Waiting> again)
    {
        var started = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var lane = lanes.TryTake(out var free) ? free : new Lane(source.CreateConnection(), open);
            var shared = new Shared(first);
            try
            {
                await lane.Connection.OpenAsync(first.Cancel);
                shared.Backend = lane.Connection.ProcessID;
                await using var transaction = await lane.Connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, first.Cancel);
                await lane.Db.Database.UseTransactionAsync(transaction, first.Cancel);
                await RunMembersAsync(lane, shared, again);
                if (!shared.Session!.CommitSent)
                {
                    if (!shared.WritesAnything) await transaction.RollbackAsync(CancellationToken.None);
                    else await shared.Session.CommitAsync();
                }

                await lane.ReturnAsync(lanes);
                Answer(shared);
                return;
            }
            catch (Exception exception)
            {
                await lane.DisposeAsync();
                var committing = shared.Session is { CommitSent: true } && IsUnknown(exception);
                if (committing && shared.AnyPosting is { } posting && await CommittedAfterAllAsync(posting, shared.Backend))
                {
                    shared.RunningIsDone();
                    Answer(shared);
                    return;
                }

                if (shared.Members.Count > 1)
                {
                    // Whoever broke it shows when each runs by itself.
                    foreach (var (item, _) in shared.Members)
                    {
                        item.Alone = true;
                        again.Enqueue(item);
                    }

                    return;
                }

                if (Stopwatch.GetElapsedTime(started) < Deadline && !committing && exception is not PostgresException && IsBroken(exception))
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50 * Math.Min(attempt, 20)), CancellationToken.None);
                    continue;
                }

                if (!committing && !Retryable(exception))
                {
                    first.Answer.TrySetException(exception);
                    return;
                }

                var late = Stopwatch.GetElapsedTime(started) >= Deadline;
                if (late || (attempt >= 4 && IsUnique(exception)))
                {
                    GaveUp(logger, exception, first.Caller.Use, attempt);
                    first.Answer.TrySetResult(new(IsUnique(exception) ? Refusals.Exists : Refusals.Busy, null, 0));
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 4 * Math.Min(attempt, 16))), CancellationToken.None);
            }
        }
    }

    /// <summary>Runs the first and whoever joins. Ends with the commit sent, or with it left to the caller.</summary>
    private async Task RunMembersAsync(Lane lane, Shared shared, Queue<Waiting> again)
    {
        var began = Stopwatch.GetTimestamp();
        bool GoesOn() => !shared.Members[0].Item.Alone && shared.Members.Count < MostPerCommit && !waiting.IsEmpty && Stopwatch.GetElapsedTime(began) < LongestShared;
        var session = shared.Session = new PostgresSession(lane.Connection) { KeepsOpen = GoesOn };
        var item = shared.Members[0].Item;
        for (var joined = false; ; joined = true)
        {
            var work = new Work(lane.Db, session, counters, item.Caller, time.GetUtcNow());
            if (joined) shared.Members.Add((item, null));
            var (alone, stored) = await session.EnterAsync(joined, item.Caller, joined ? CancellationToken.None : item.Cancel);
            shared.Running = work;
            CommitOutcome? outcome;
            try
            {
                outcome = alone ? await RunInsideAsync(work, item.Body, stored, item.Cancel) : new(Refusals.StillRunning, null, 0);
            }
            catch (Exception exception) when (joined && !(session.CommitSent && IsUnknown(exception)))
            {
                // It runs again by itself; what the others did is committed without it.
                shared.RunningIsGone(item);
                again.Enqueue(item);
                await lane.ForgetAsync();
                await session.LeaveAsync();
                return;
            }

            lane.Db.ChangeTracker.Clear();
            if (outcome is null) shared.RunningIsDone();
            else shared.RunningIsRefused(outcome);
            if (session.CommitSent) return;
            if (outcome is not null && joined) await session.LeaveAsync();
            if (outcome is not null && !joined) return;
            if (!GoesOn() || !TryTake(out var next)) return;
            item = next;
        }
    }

    private void Answer(Shared shared)
    {
        var facts = shared.Facts.ToList();
        if (facts.Count > 0) Raise(facts);
        foreach (var (item, outcome) in shared.Members) item.Answer.TrySetResult(outcome!);
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
                await using var connection = await aside.OpenConnectionAsync();
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

    /// <summary>The uses of one transaction.</summary>
    private sealed class Shared(Waiting first)
    {
        private readonly List<Work> done = [];

        /// <summary>Each with how it ended; null for the one that runs.</summary>
        public List<(Waiting Item, CommitOutcome? Outcome)> Members { get; } = [(first, null)];

        public PostgresSession? Session { get; set; }

        public int Backend { get; set; }

        public Work? Running { get; set; }

        public bool WritesAnything => done.Count > 0;

        public IEnumerable<FactRow> Facts => done.SelectMany(w => w.Facts);

        /// <summary>A posting that is there if the transaction was committed.</summary>
        public long? AnyPosting => done.Append(Running).FirstOrDefault(w => w is { Posted: true })?.PostingId;

        public void RunningIsDone()
        {
            if (Running is not { } work) return;
            Running = null;
            done.Add(work);
            Members[^1] = (Members[^1].Item, new(null, null, work.PostingId));
        }

        public void RunningIsRefused(CommitOutcome outcome)
        {
            Running = null;
            Members[^1] = (Members[^1].Item, outcome);
        }

        public void RunningIsGone(Waiting item)
        {
            Running = null;
            Members.RemoveAll(m => m.Item == item);
        }
    }

    /// <summary>A connection with the context that sits on it, reused from use to use.</summary>
    private sealed class Lane(NpgsqlConnection connection, Func<NpgsqlConnection, CrossdockDb> open) : IAsyncDisposable
    {
        public NpgsqlConnection Connection { get; } = connection;

        public CrossdockDb Db { get; private set; } = open(connection);

        /// <summary>A fresh context after a use broke in the middle.</summary>
        public async Task ForgetAsync()
        {
            await Db.DisposeAsync();
            Db = open(Connection);
        }

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
