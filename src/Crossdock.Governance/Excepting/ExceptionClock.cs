using Crossdock.Storage.Commit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Governance.Excepting;

/// <summary>
/// Reconciles within a second after something was posted, and every half minute because time alone makes things late; less often where looking takes
/// long, so that it never costs more than a twentieth of the time. It posts only when something changed.
/// </summary>
internal sealed partial class ExceptionClock : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private const int Share = 20;
    private readonly Database database;
    private readonly CommitStep commits;
    private readonly ReconcileExceptions use;
    private readonly IEnumerable<ExceptionSource> sources;
    private readonly ExceptionWatch watch;
    private readonly TimeProvider time;
    private readonly ILogger<ExceptionClock> logger;
    private int posted = 1;

    public ExceptionClock(Database database, CommitEngine engine, CommitStep commits, ReconcileExceptions use, IEnumerable<ExceptionSource> sources, ExceptionWatch watch, TimeProvider time, ILogger<ExceptionClock> logger)
    {
        (this.database, this.commits, this.use, this.sources, this.watch, this.time, this.logger) = (database, commits, use, sources, watch, time, logger);
        engine.Committed += facts =>
        {
            if (facts.Any(f => f.Name != ExceptionMoved.Name)) Interlocked.Exchange(ref posted, 1);
        };
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var (last, cost) = (time.GetTimestamp(), TimeSpan.Zero);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (time.GetElapsedTime(last) < cost * Share || (Volatile.Read(ref posted) == 0 && time.GetElapsedTime(last) < Longest)) continue;
            Interlocked.Exchange(ref posted, 0);
            last = time.GetTimestamp();
            try
            {
                var due = await IsDueAsync(stoppingToken);
                cost = time.GetElapsedTime(last);
                if (due)
                    await commits.RunAsync(use, new ReconcileExceptionsRequest(), new Caller(Actor.System("exceptions")) { Use = nameof(ReconcileExceptions) }, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A database that is away for a moment must not end the node; the next tick looks again.
                Interlocked.Exchange(ref posted, 1);
                Failed(logger, exception);
            }
        }
    }

    /// <summary>Looks before it posts: nothing is written when the queue is as it should be.</summary>
    private Task<bool> IsDueAsync(CancellationToken cancel) => database.ReadAsync(async db =>
    {
        // While a company is being loaded its past is posted: what was out of order then is none of today's work.
        if (await DatabaseSettings.ReadAsync(db, "sample_plan", cancel) is not null && await DatabaseSettings.ReadAsync(db, "sample", cancel) != "true") return false;
        var now = time.GetUtcNow();
        foreach (var source in sources)
            if (!(await watch.LookAsync(db, source, now, cancel)).IsNone) return true;
        return false;
    });

    [LoggerMessage(Level = LogLevel.Error, Message = "The exceptions could not be reconciled; it is tried again.")]
    private static partial void Failed(ILogger logger, Exception exception);
}
