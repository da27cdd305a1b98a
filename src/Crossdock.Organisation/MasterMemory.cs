using Crossdock.Storage.Commit;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation;

/// <summary>
/// Keeps masters in memory between the commits that change them. What it holds was committed: uses read through it without seeing
/// half-finished work of their own batch. It is forgotten at once in the process that changed it, and within a second on other nodes.
/// </summary>
/// <typeparam name="T">What is held; filled piece by piece by its owner, thrown away as a whole.</typeparam>
public sealed class MasterMemory<T>
    where T : class, new()
{
    private static readonly TimeSpan LongestTrust = TimeSpan.FromSeconds(1);
    private readonly Database database;
    private readonly TimeProvider time;
    private readonly string fact;
    private volatile T current = new();
    private long checkedAt;
    private long changes = -1;

    /// <summary>A memory that is forgotten whenever the fact is announced.</summary>
    public MasterMemory(Database database, CommitEngine engine, TimeProvider time, string fact)
    {
        this.database = database;
        this.time = time;
        this.fact = fact;
        engine.Committed += Heard;
    }

    /// <summary>What is known now. Fill only the instance you were given: a later one may be newer than what you read.</summary>
    public ValueTask<T> CurrentAsync() =>
        database.Engine == Engine.Sqlite || (changes >= 0 && time.GetElapsedTime(Volatile.Read(ref checkedAt)) < LongestTrust)
            ? new(current)
            : CheckAsync();

    /// <summary>Reads what was committed: with the caller's context when it only reads, with a fresh one inside a use.</summary>
    public Task<TAnswer> ReadAsync<TAnswer>(CrossdockDb db, Func<CrossdockDb, Task<TAnswer>> read) =>
        db.ChangeTracker.QueryTrackingBehavior == QueryTrackingBehavior.NoTracking ? read(db) : database.ReadAsync(read);

    private void Heard(IReadOnlyList<FactRow> facts)
    {
        foreach (var row in facts)
        {
            if (row.Name != fact) continue;
            current = new();
            return;
        }
    }

    /// <summary>Other nodes: the change counter is written in the commit that changes the masters, so a new number means new rows.</summary>
    private async ValueTask<T> CheckAsync()
    {
        var name = MasterChanges.CounterOf(fact);
        var now = await database.ReadAsync(async db =>
            (await db.Database.SqlQuery<long>($"SELECT next AS \"Value\" FROM storage_counters WHERE name = {name}").ToListAsync()).FirstOrDefault());
        if (Interlocked.Exchange(ref changes, now) != now) current = new();
        Volatile.Write(ref checkedAt, time.GetTimestamp());
        return current;
    }
}

/// <summary>How a use says that masters changed.</summary>
public static class MasterChanges
{
    /// <summary>Counts the change in the same commit and announces it, so that every <see cref="MasterMemory{T}"/> of it is forgotten. Call it last.</summary>
    public static async Task TellAsync<TFact>(Work work, TFact fact, CancellationToken cancel)
        where TFact : IFact
    {
        if (work.Facts.Any(f => f.Name == TFact.Name)) return;
        await work.GaplessNumberAsync(SeriesOf(TFact.Name), cancel);
        work.Announce(fact);
    }

    internal static string CounterOf(string fact) => "gapless:" + SeriesOf(fact);

    private static string SeriesOf(string fact) => "changes:" + fact;
}
