using Crossdock.Governance.Owning;

namespace Crossdock.Governance.Excepting;

/// <summary>How the queue differs from what a source finds.</summary>
/// <param name="Gone">Live ones whose cause is gone.</param>
/// <param name="Moved">Live ones that say something else now, or whose time out of sight is over.</param>
/// <param name="New">Ones to raise, each with how often it was there before.</param>
internal sealed record QueueDifference(
    IReadOnlyList<ExceptionItem> Gone, IReadOnlyList<(ExceptionItem Item, FoundException Found)> Moved, IReadOnlyList<(FoundException Found, int Repeats)> New)
{
    public bool IsNone => Gone.Count == 0 && Moved.Count == 0 && New.Count == 0;
}

/// <summary>Looks for differences. Whoever only looks and whoever mends the queue look in the same way.</summary>
internal sealed class ExceptionWatch(ParameterBook book, Owners owners)
{
    private const int MostPerSource = 2000;

    /// <summary>Asks the source. Live ones are tracked when the context tracks.</summary>
    public async Task<QueueDifference> LookAsync(CrossdockDb db, ExceptionSource source, DateTimeOffset now, CancellationToken cancel)
    {
        var found = new Dictionary<string, FoundException>(StringComparer.Ordinal);
        foreach (var f in (await source.FindAsync(db, now, cancel)).Take(MostPerSource).DistinctBy(f => f.Object)) found[f.Object] = f with { AskedFirst = await FirstAsync(db, source, f, now, cancel) };
        var live = await db.Set<ExceptionItem>().Where(e => e.Kind == source.Kind && e.State < ExceptionState.Resolved).ToDictionaryAsync(e => e.Object, cancel);
        var unknown = found.Keys.Where(o => !live.ContainsKey(o)).ToList();
        var before = (unknown.Count == 0 ? [] : await db.Set<ExceptionItem>().AsNoTracking().Where(e => e.Kind == source.Kind && unknown.Contains(e.Object))
            .Select(e => new Ended(e.Object, e.State, e.EndedAt)).ToListAsync(cancel)).ToLookup(e => e.Object, StringComparer.Ordinal);
        var quiet = new HashSet<string>(StringComparer.Ordinal);
        foreach (var f in unknown.Where(o => before[o].Any()).Select(o => found[o]))
        {
            var hours = await book.NowAsync(db, GovernanceParameters.ExceptionReturns, f.Entity, f.Site, now, cancel);
            if (before[f.Object].Any(e => e.IsQuiet(now.AddHours(-hours)))) quiet.Add(f.Object);
        }

        return new(
            [.. live.Values.Where(e => !found.ContainsKey(e.Object))],
            [.. found.Values.Where(f => live.TryGetValue(f.Object, out var e) && (!e.Says(f) || e.Wakes(now))).Select(f => (live[f.Object], f))],
            [.. unknown.Where(o => !quiet.Contains(o)).Select(o => (found[o], before[o].Count(e => e.State != ExceptionState.FalseAlarm)))]);
    }

    /// <summary>Who answers for such exceptions there.</summary>
    private async ValueTask<PersonId?> FirstAsync(CrossdockDb db, ExceptionSource source, FoundException found, DateTimeOffset now, CancellationToken cancel) =>
        (await owners.HistoryAsync(db, cancel)).IsBegun ? (await owners.FindAsync(db, OwnedClasses.OfExceptions(source.Kind), found.Entity, found.Site, now, cancel)).First?.Id : null;

    private sealed record Ended(string Object, ExceptionState State, DateTimeOffset? At)
    {
        /// <summary>What somebody called a false alarm, or has just dealt with, is not raised again at once: the cause has some hours to go.</summary>
        public bool IsQuiet(DateTimeOffset since) => State == ExceptionState.FalseAlarm || (State == ExceptionState.Resolved && At > since);
    }
}
