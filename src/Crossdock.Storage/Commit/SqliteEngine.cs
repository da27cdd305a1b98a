using System.Diagnostics;
using System.Threading.Channels;
using Crossdock.Storage.Rows;
using Crossdock.Storage.Sealing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Crossdock.Storage.Commit;

/// <summary>
/// SQLite: one writer. Waiting uses run one after another, each in a savepoint, and share one fsync; each is answered only after that
/// commit. If the shared commit fails, its members run again, each alone.
/// </summary>
internal sealed partial class SqliteEngine : CommitEngine
{
    private const int MostPerCommit = 32;
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMilliseconds(20);
    private readonly Channel<Waiting> waiting = Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });
    private readonly Func<SqliteConnection, CrossdockDb> open;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly SqliteConnection connection;
    private readonly SqliteStatements statements;
    private readonly SqliteCounters counters;
    private readonly SqliteSession session;
    private readonly Task loop;
    private CrossdockDb db;
    private SealHead? head;

    public SqliteEngine(SqliteConnection connection, Func<SqliteConnection, CrossdockDb> open, TimeProvider time, ILogger logger)
    {
        this.connection = connection;
        this.open = open;
        this.time = time;
        this.logger = logger;
        statements = new(connection);
        counters = new(statements);
        session = new(statements);
        db = open(connection);
        loop = Task.Run(WriteAsync);
    }

    public override async Task<CommitOutcome> RunAsync(WorkBody body, Caller caller, CancellationToken cancel)
    {
        var item = new Waiting(body, caller, cancel);
        await waiting.Writer.WriteAsync(item, cancel);
        return await item.Answer.Task;
    }

    public override async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await loop;
        await db.DisposeAsync();
        statements.Dispose();
        await connection.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        var batch = new List<Waiting>(MostPerCommit);
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (waiting.Reader.TryRead(out var first))
            {
                batch.Clear();
                batch.Add(first);
                await RunBatchAsync(batch);
            }
        }
    }

    /// <summary>Runs a batch; when its commit fails, runs its members again one by one.</summary>
    private async Task RunBatchAsync(List<Waiting> batch)
    {
        if (await TryBatchAsync(batch, grow: true)) return;
        foreach (var item in batch.ToArray())
        {
            if (item.Answer.Task.IsCompleted) continue;
            if (!await TryBatchAsync([item], grow: false)) item.Answer.TrySetResult(new(Refusals.Full, null, 0));
        }
    }

    private async Task<bool> TryBatchAsync(List<Waiting> batch, bool grow)
    {
        var started = Stopwatch.GetTimestamp();
        var ended = new List<(Waiting Item, CommitOutcome Outcome)>();
        var facts = new List<FactRow>();
        try
        {
            statements.Execute("BEGIN IMMEDIATE");
            head ??= SealHead.Read(statements);
            var seal = head;
            for (var i = 0; i < batch.Count; i++)
            {
                var item = batch[i];
                if (await RunOneAsync(item) is not { } done)
                    return Abandon();
                if (done.Work is { Posted: true } work)
                {
                    seal = seal.Next(work.PostingId, work.ContentHash);
                    seal.Write(statements);
                    facts.AddRange(work.Facts);
                }

                ended.Add((item, done.Outcome));
                if (grow && batch.Count < MostPerCommit && Stopwatch.GetElapsedTime(started) < LongestBatch && waiting.Reader.TryRead(out var next))
                    batch.Add(next);
            }

            counters.Save();
            statements.Execute("COMMIT");
            counters.Written();
            head = seal;
        }
        catch (SqliteException exception)
        {
            BatchFailed(logger, exception, batch.Count);
            return Abandon();
        }

        if (facts.Count > 0) Raise(facts);
        foreach (var (item, outcome) in ended) item.Answer.TrySetResult(outcome);
        return true;
    }

    /// <summary>Runs one use in a savepoint. Null when the whole transaction is lost.</summary>
    private async Task<(CommitOutcome Outcome, Work? Work)?> RunOneAsync(Waiting item)
    {
        for (var attempt = 1; ; attempt++)
        {
            statements.Execute("SAVEPOINT one");
            var work = new Work(db, session, counters, item.Caller, time.GetUtcNow());
            try
            {
                var stored = item.Caller.Key is null ? null : await session.FindKeyAsync(item.Caller, item.Cancel);
                var outcome = await RunInsideAsync(work, item.Body, stored, item.Cancel);
                if (outcome is not null) Undo();
                else statements.Execute("RELEASE one");
                db.ChangeTracker.Clear();
                return (outcome ?? new(null, null, work.PostingId), outcome is null ? work : null);
            }
            catch (Exception exception)
            {
                await ForgetAsync();
                if (raw.sqlite3_get_autocommit(statements.Handle) != 0) return null;
                Undo();
                if (exception is RowConflictException or DbUpdateException { InnerException: SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT } }
                    or SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT })
                {
                    if (attempt == 1) continue;
                    UseConflicted(logger, exception, item.Caller.Use);
                    return (new(Refusals.Exists, null, 0), null);
                }

                if (exception is SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR }) return null;
                item.Answer.TrySetException(exception);
                return (new(Refusals.Full, null, 0), null);
            }
        }
    }

    private void Undo()
    {
        statements.Execute("ROLLBACK TO one");
        statements.Execute("RELEASE one");
    }

    private bool Abandon()
    {
        if (raw.sqlite3_get_autocommit(statements.Handle) == 0) statements.Execute("ROLLBACK");
        return false;
    }

    private async Task ForgetAsync()
    {
        await db.DisposeAsync();
        db = open(connection);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A shared commit of {Count} uses failed; they run again one by one.")]
    private static partial void BatchFailed(ILogger logger, Exception exception, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Use} conflicted twice and was refused.")]
    private static partial void UseConflicted(ILogger logger, Exception exception, string use);
}
