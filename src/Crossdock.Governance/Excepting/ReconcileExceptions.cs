using Crossdock.Storage.Commit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Governance.Excepting;

/// <summary>Brings the queue in line with what its sources find.</summary>
public sealed record ReconcileExceptionsRequest;

/// <summary>What changed in the queue.</summary>
/// <param name="Raised">New ones.</param>
/// <param name="Cleared">Ones whose cause is gone.</param>
/// <param name="Woken">Ones whose snooze or accepted risk is over.</param>
public sealed record ReconcileExceptionsResponse(int Raised, int Cleared, int Woken);

/// <summary>The exception clock's use; it is on no route.</summary>
internal sealed class ReconcileExceptions(IEnumerable<ExceptionSource> sources) : IUse<ReconcileExceptionsRequest, ReconcileExceptionsResponse>
{
    private const int MostPerSource = 2000;

    public async Task<Result<ReconcileExceptionsResponse>> ExecuteAsync(Work work, ReconcileExceptionsRequest request, CancellationToken cancel)
    {
        var (raised, cleared, woken) = (0, 0, 0);
        foreach (var source in sources.OrderBy(s => s.Kind, StringComparer.Ordinal))
        {
            var found = (await source.FindAsync(work.Db, work.Now, cancel)).Take(MostPerSource).DistinctBy(f => f.Object).ToDictionary(f => f.Object, StringComparer.Ordinal);
            var live = await work.Db.Set<ExceptionItem>().Where(e => e.Kind == source.Kind && e.State < ExceptionState.Resolved).ToDictionaryAsync(e => e.Object, cancel);
            foreach (var gone in live.Values.Where(e => !found.ContainsKey(e.Object)))
            {
                gone.End(ExceptionState.Cleared, work.Now, null, "The cause is gone.");
                Tell(work, gone);
                cleared++;
            }

            var unknown = found.Keys.Where(o => !live.ContainsKey(o)).ToList();
            var before = (await work.Db.Set<ExceptionItem>().AsNoTracking().Where(e => e.Kind == source.Kind && unknown.Contains(e.Object))
                .Select(e => new { e.Object, e.State, e.EndedAt }).ToListAsync(cancel)).ToLookup(e => e.Object, StringComparer.Ordinal);
            foreach (var one in found.Values)
            {
                if (live.TryGetValue(one.Object, out var known))
                {
                    if (Update(work, known, one)) woken++;
                    continue;
                }

                if (before[one.Object].Any(e => IsQuiet(e.State, e.EndedAt, work.Now))) continue;
                Raise(work, source, one, before[one.Object].Count(e => e.State != ExceptionState.FalseAlarm));
                raised++;
            }
        }

        work.Subject = "exceptions";
        return new ReconcileExceptionsResponse(raised, cleared, woken);
    }

    /// <summary>What somebody called a false alarm, or has just dealt with, is not raised again at once: the cause has a day to go.</summary>
    public static bool IsQuiet(ExceptionState state, DateTimeOffset? ended, DateTimeOffset now) =>
        state == ExceptionState.FalseAlarm || (state == ExceptionState.Resolved && ended > now.AddDays(-1));

    private static void Raise(Work work, ExceptionSource source, FoundException found, int repeats)
    {
        var id = Guid.CreateVersion7();
        var item = new ExceptionItem
        {
            Id = id,
            Number = work.Number("EX"),
            Kind = source.Kind,
            Object = found.Object,
            LiveKey = found.Object,
            Title = found.Title,
            Detail = found.Detail,
            Href = found.Href,
            EntityId = found.Entity,
            SiteId = found.Site,
            Value = found.Value,
            Currency = found.Currency,
            Owner = source.Owner,
            State = ExceptionState.Raised,
            Since = found.Since,
            RaisedAt = work.Now,
            DueAt = work.Now.AddHours(source.Hours),
            Repeats = repeats,
            Version = 1,
        };
        work.Db.Add(item);
        Tell(work, item);
    }

    /// <summary>Keeps words and value true; answers true when it comes back into sight.</summary>
    private static bool Update(Work work, ExceptionItem known, FoundException found)
    {
        if (known.Title != found.Title || known.Detail != found.Detail || known.Value != found.Value || known.Href != found.Href)
        {
            (known.Title, known.Detail, known.Value, known.Currency, known.Href) = (found.Title, found.Detail, found.Value, found.Currency, found.Href);
            known.Version++;
        }

        if (known.State is not (ExceptionState.Snoozed or ExceptionState.AcceptedRisk) || known.Until > work.Now) return false;
        (known.State, known.Until) = (known.TakenBy is null ? ExceptionState.Raised : ExceptionState.InProgress, null);
        known.Version++;
        Tell(work, known);
        return true;
    }

    internal static void Tell(Work work, ExceptionItem item) => work.Announce(new ExceptionMoved(item.Number, item.Kind, item.State, item.SiteId));
}

/// <summary>An exception was raised, moved or ended.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">Its cause.</param>
/// <param name="State">How it stands.</param>
/// <param name="SiteId">The site it concerns, or null.</param>
public sealed record ExceptionMoved(string Number, string Kind, ExceptionState State, SiteId? SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "governance.exception_moved";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

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
    private readonly TimeProvider time;
    private readonly ILogger<ExceptionClock> logger;
    private int posted = 1;

    public ExceptionClock(Database database, CommitEngine engine, CommitStep commits, ReconcileExceptions use, IEnumerable<ExceptionSource> sources, TimeProvider time, ILogger<ExceptionClock> logger)
    {
        (this.database, this.commits, this.use, this.sources, this.time, this.logger) = (database, commits, use, sources, time, logger);
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
        {
            var found = await source.FindAsync(db, now, cancel);
            var live = await db.Set<ExceptionItem>().Where(e => e.Kind == source.Kind && e.State < ExceptionState.Resolved)
                .Select(e => new { e.Object, e.Title, e.Detail, e.Value, e.State, e.Until }).ToListAsync(cancel);
            var known = live.ToDictionary(e => e.Object, StringComparer.Ordinal);
            if (live.Exists(e => e.Until <= now) || live.Exists(e => found.All(f => f.Object != e.Object))) return true;
            if (found.Any(f => known.TryGetValue(f.Object, out var e) && (e.Title != f.Title || e.Detail != f.Detail || e.Value != f.Value))) return true;
            var unknown = found.Select(f => f.Object).Where(o => !known.ContainsKey(o)).ToList();
            if (unknown.Count == 0) continue;
            var ended = await db.Set<ExceptionItem>().Where(e => e.Kind == source.Kind && unknown.Contains(e.Object)).Select(e => new { e.Object, e.State, e.EndedAt }).ToListAsync(cancel);
            if (unknown.Exists(o => !ended.Exists(e => e.Object == o && ReconcileExceptions.IsQuiet(e.State, e.EndedAt, now)))) return true;
        }

        return false;
    });

    [LoggerMessage(Level = LogLevel.Error, Message = "The exceptions could not be reconciled; it is tried again.")]
    private static partial void Failed(ILogger logger, Exception exception);
}
