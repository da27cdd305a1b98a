using System.Text.Json;
using Crossdock.Storage.Commit;
using Crossdock.Storage.Rows;

namespace Crossdock.Storage;

/// <summary>
/// What the commit step hands to a use: a fresh <see cref="CrossdockDb"/>, the instant, the actor, the request, and the queue of ledger
/// rows. Everything a use does goes through it, so that the step may throw it away and run the use again.
/// </summary>
public sealed class Work
{
    private readonly RowSession rows;
    private readonly Counters counters;
    private readonly DateTimeOffset clock;
    private readonly List<QueuedRows> queue = [];
    private readonly Dictionary<object, QueuedRows> queueOf = [];
    private readonly Dictionary<Type, IWorkState> states = [];
    private readonly List<FactRow> facts = [];
    private readonly List<Func<CancellationToken, Task<bool>>> confirmations = [];

    internal Work(CrossdockDb db, RowSession rows, Counters counters, Caller caller, DateTimeOffset clock)
    {
        Db = db;
        this.rows = rows;
        this.counters = counters;
        Caller = caller;
        this.clock = clock;
        Now = Instants.FromMicros(Instants.ToMicros(caller.At ?? clock));
        PostingId = counters.Take(Counters.Ids);
    }

    /// <summary>The database, for documents and masters. Ledger rows go through <see cref="Insert"/> and <see cref="Change"/>.</summary>
    public CrossdockDb Db { get; }

    /// <summary>The instant of this posting, UTC, in microseconds.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Who acts.</summary>
    public Actor Actor => Caller.Actor;

    /// <summary>The request.</summary>
    public Caller Caller { get; }

    /// <summary>Id of the posting being made.</summary>
    public long PostingId { get; }

    /// <summary>The document or record this posting is about, for the audit trail (e.g. "purchase order PO-12").</summary>
    public string? Subject { get; set; }

    /// <summary>Facts announced so far.</summary>
    public IReadOnlyList<FactRow> Facts => facts;

    /// <summary>A new ledger id.</summary>
    public long NewId() => counters.Take(Counters.Ids);

    /// <summary>The next number of a series that may have gaps, e.g. <c>RC-000123</c>.</summary>
    public string Number(string series) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{series}-{counters.Take("number:" + series):000000}");

    /// <summary>A new key for a master record, dense enough to be read aloud.</summary>
    public int NewKey(string table) => checked((int)counters.Take("key:" + table));

    /// <summary>The next number of a series that must be gapless (invoices). It holds the series until the commit, so take it last.</summary>
    public async Task<long> GaplessNumberAsync(string series, CancellationToken cancel)
    {
        const string sql = "INSERT INTO storage_counters (name, next) VALUES ({0}, 1) ON CONFLICT (name) DO UPDATE SET next = storage_counters.next + 1 RETURNING next";
        var number = await rows.ScalarAsync(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, "?1"),
            string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, "$1"),
            ["gapless:" + series], cancel);
        return number ?? throw new InvalidOperationException($"The series {series} gave no number.");
    }

    /// <summary>Reads rows now, locked when the statement says so.</summary>
    public Task<List<T>> SelectAsync<T>(RowSelect<T> select, IReadOnlyList<T> probes, CancellationToken cancel)
        where T : class => rows.SelectAsync(select, probes, cancel);

    /// <summary>Makes sure rows exist, now: inserts those that are missing.</summary>
    public Task EnsureAsync<T>(RowInsert<T> insert, IEnumerable<T> missing, CancellationToken cancel)
        where T : class
    {
        if (insert.EachMustHit) throw new ArgumentException("Only an insert that ignores existing rows can ensure them.", nameof(insert));
        var queued = new QueuedRows<T>(insert);
        queued.Rows.AddRange(missing);
        return queued.Count == 0 ? Task.CompletedTask : rows.WriteAsync([queued], commit: false, cancel);
    }

    /// <summary>
    /// Reads one number under a shared lock that is held until the commit; whoever changes what was read takes the same lock alone
    /// (<see cref="LockAloneAsync(long, CancellationToken)"/>). On SQLite the writer is alone anyway.
    /// </summary>
    public Task<long?> ReadGuardedAsync(long lockKey, string sqlite, string postgres, IReadOnlyList<object> values, CancellationToken cancel) =>
        rows.GuardedScalarAsync(alone: false, lockKey, sqlite, postgres, values, cancel);

    /// <summary>Waits until nobody shares the lock and keeps it until the commit.</summary>
    public Task LockAloneAsync(long lockKey, CancellationToken cancel) =>
        rows.GuardedScalarAsync(alone: true, lockKey, "SELECT 1", "SELECT 1", [], cancel);

    /// <summary>Takes several locks, each as <see cref="LockAloneAsync(long, CancellationToken)"/> does, always in the same order.</summary>
    public Task LockAloneAsync(IEnumerable<long> lockKeys, CancellationToken cancel) => rows.LockAllAsync([.. lockKeys.Distinct().Order()], cancel);

    /// <summary>
    /// Asks right before the save whether something that was read without a lock still holds; when it does not, the use runs again. Who asks takes its
    /// lock there, late, so that others wait for the save alone.
    /// </summary>
    public void Confirm(Func<CancellationToken, Task<bool>> holds) => confirmations.Add(holds);

    /// <summary>Queues a row; it is written with all others when the use has said yes.</summary>
    public void Insert<T>(RowInsert<T> insert, T row)
        where T : class => Queue(insert).Add(row);

    /// <summary>Queues a change; it must hit exactly one row, or the use runs again.</summary>
    public void Change<T>(RowUpdate<T> update, T change)
        where T : class => Queue(update).Add(change);

    /// <summary>Queues a deletion.</summary>
    public void Delete<T>(RowDelete<T> delete, T row)
        where T : class => Queue(delete).Add(row);

    /// <summary>Announces a fact; followers see it after the commit, in the order of seals.</summary>
    public void Announce<TFact>(TFact fact)
        where TFact : IFact => facts.Add(new FactRow
        {
            PostingId = PostingId,
            Sequence = facts.Count + 1,
            Name = TFact.Name,
            SiteId = fact.Site,
            ItemId = fact.Item,
            Body = JsonSerializer.Serialize(fact, Json.Facts),
        });

    /// <summary>State that a module keeps for the length of this work (what it has loaded and changed).</summary>
    public TState State<TState>()
        where TState : class, IWorkState, new()
    {
        if (states.TryGetValue(typeof(TState), out var state)) return (TState)state;
        var created = new TState();
        states.Add(typeof(TState), created);
        return created;
    }

    /// <summary>Saves documents, then ledger rows, the posting with its hash, facts and the request key. Called once, by the commit step.</summary>
    internal async Task SaveAsync(string? answer, bool follows, CancellationToken cancel)
    {
        foreach (var holds in confirmations)
            if (!await holds(cancel)) throw new RowConflictException($"what {Caller.Use} counted on");
        foreach (var state in states.Values) state.Flush(this);
        var changes = follows ? null : AuditTrail.Capture(Db, this);
        if (changes is not null || Db.ChangeTracker.HasChanges()) await Db.SaveChangesAsync(cancel);
        if (follows && facts.Count == 0)
        {
            if (queue.Exists(q => q.SealedRows)) throw new InvalidOperationException($"{Caller.Use} only follows: it may not write to a ledger.");
            await rows.WriteAsync(queue, commit: true, CancellationToken.None);
            return;
        }

        var posting = new Posting
        {
            Id = PostingId,
            PostedAt = Now,
            ActorId = Actor.Id,
            Use = Caller.Use,
            RequestId = Caller.RequestId,
            Subject = Subject,
            Why = Caller.Why,
            Changes = changes,
        };
        foreach (var fact in facts) Insert(LedgerStatements.InsertFact, fact);
        posting.ContentHash = LedgerStatements.HashOf(posting, queue);
        Insert(LedgerStatements.InsertPosting, posting);
        if (Caller.Key is { } key && answer is not null)
        {
            Insert(LedgerStatements.InsertRequestKey, new RequestKey
            {
                PrincipalId = Actor.Id,
                Key = key,
                ContentHash = Caller.ContentHash,
                PostingId = PostingId,
                Answer = answer,
                KeptAt = clock,
            });
        }

        ContentHash = posting.ContentHash;
        Posted = true;
        if (Db.Engine == Engine.Postgres) Insert(LedgerStatements.InsertPending, new PendingRow { PostingId = PostingId });
        await rows.WriteAsync(queue, commit: true, CancellationToken.None);
    }

    internal byte[] ContentHash { get; private set; } = [];

    /// <summary>True when the save left a posting, which needs a seal.</summary>
    internal bool Posted { get; private set; }

    private List<T> Queue<T>(RowStatement<T> statement)
        where T : class
    {
        if (queueOf.TryGetValue(statement, out var queued)) return ((QueuedRows<T>)queued).Rows;
        var created = new QueuedRows<T>(statement);
        queueOf.Add(statement, created);
        queue.Add(created);
        return created.Rows;
    }
}

/// <summary>What a module keeps during one work. It is flushed once, before the save, to queue what it has gathered.</summary>
public interface IWorkState
{
    /// <summary>Queues the gathered rows and changes, aggregated per row.</summary>
    void Flush(Work work);
}
