using System.Collections.Concurrent;
using System.Diagnostics;

namespace Crossdock.Company;

/// <summary>How far the loading of the sample company is: written by the loader, read by the page that shows it.</summary>
public sealed class LoadBoard
{
    private readonly ConcurrentDictionary<string, int> documents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> refusals = new(StringComparer.Ordinal);
    private readonly Stopwatch watch = new();
    private long postings;
    private volatile Sight sight = new(LoadPhase.Waiting, null, 0, 1);

    /// <summary>The phase it is in.</summary>
    public LoadPhase Phase => sight.Phase;

    /// <summary>True from the moment a load is due until it has ended.</summary>
    public bool Loading => sight.Phase is LoadPhase.Reading or LoadPhase.Founding or LoadPhase.Replaying or LoadPhase.Finishing;

    /// <summary>What stopped the load, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>Everything at this moment.</summary>
    public LoadState Look()
    {
        var now = sight;
        var seconds = watch.Elapsed.TotalSeconds;
        return new(now.Phase, now.Day, now.Done, now.Total, Sorted(documents), Sorted(refusals), Interlocked.Read(ref postings),
            seconds < 0.5 ? 0 : (int)(Interlocked.Read(ref postings) / seconds), (int)seconds, Failure);
    }

    // ToArray takes all locks of the dictionary, so that it is a moment; sorting it directly may meet a new key half way.
    private static Dictionary<string, int> Sorted(ConcurrentDictionary<string, int> counts) =>
        counts.ToArray().OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary();

    /// <summary>Says that a load is due, before it begins.</summary>
    public void Expect() => Enter(LoadPhase.Reading);

    internal void Enter(LoadPhase phase, int total = 1)
    {
        if (!watch.IsRunning) watch.Start();
        sight = new(phase, null, 0, total);
        if (phase is LoadPhase.Done or LoadPhase.NotNeeded) watch.Stop();
    }

    internal void Reach(DateOnly? day, int done) => sight = sight with { Day = day, Done = done };

    internal void Posted(string kind, long postingId)
    {
        documents.AddOrUpdate(kind, 1, (_, count) => count + 1);
        if (postingId != 0) Interlocked.Increment(ref postings);
    }

    internal void Refused(string code) => refusals.AddOrUpdate(code, 1, (_, count) => count + 1);

    /// <summary>Says what stopped the load.</summary>
    public void Fail(string why)
    {
        Failure = why;
        Enter(LoadPhase.Failed);
        watch.Stop();
    }

    private sealed record Sight(LoadPhase Phase, DateOnly? Day, int Done, int Total);
}

/// <summary>What the loader is at.</summary>
public enum LoadPhase
{
    /// <summary>Nothing has begun.</summary>
    Waiting = 0,

    /// <summary>The files are read and the plan is made.</summary>
    Reading = 1,

    /// <summary>Books, sites, items, partners, opening stock and earlier demand.</summary>
    Founding = 2,

    /// <summary>Thirteen weeks of work, day after day.</summary>
    Replaying = 3,

    /// <summary>The company is marked as complete.</summary>
    Finishing = 4,

    /// <summary>The company is there.</summary>
    Done = 5,

    /// <summary>There was nothing to load.</summary>
    NotNeeded = 6,

    /// <summary>The load stopped; it continues at the next start.</summary>
    Failed = 7,
}

/// <summary>What the board shows.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Day">Day being replayed.</param>
/// <param name="Done">Steps of the phase that are done.</param>
/// <param name="Total">Steps of the phase.</param>
/// <param name="Documents">Documents by kind.</param>
/// <param name="Refusals">Refused requests by code.</param>
/// <param name="Postings">Postings in all.</param>
/// <param name="PostingsPerSecond">Postings per second since the start.</param>
/// <param name="Seconds">Seconds since the start.</param>
/// <param name="Failure">What stopped it, or null.</param>
public sealed record LoadState(
    LoadPhase Phase, DateOnly? Day, int Done, int Total, IReadOnlyDictionary<string, int> Documents, IReadOnlyDictionary<string, int> Refusals, long Postings,
    int PostingsPerSecond, int Seconds, string? Failure);
