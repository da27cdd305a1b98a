namespace Crossdock.Storage.Following;

/// <summary>
/// Does something after others have posted: keeps a plan, a figure, a queue. It gets every fact exactly once in effect, in the order of
/// seals, because its effect and its cursor are one transaction; the node that does so holds a lease, and an older holder can no longer write.
/// Modules register theirs as singletons of this type.
/// </summary>
public abstract class Follower
{
    /// <summary>Stable name, <c>module.what_it_keeps</c>: the cursor is kept under it.</summary>
    public abstract string Name { get; }

    /// <summary>Names of the facts it wants; null for all.</summary>
    public virtual IReadOnlySet<string>? Wanted => null;

    /// <summary>How many seals it takes at most in one transaction.</summary>
    public virtual int MostSeals => 500;

    /// <summary>How long it rests before it looks again, once it has seen all: a busy ledger does not pay after every commit for what nobody waits for.</summary>
    public virtual TimeSpan Breath => TimeSpan.Zero;

    /// <summary>
    /// Handles facts in order. It may run again with the same facts, so it touches nothing outside the work; it writes no ledger rows. Facts it
    /// announces are followed in turn.
    /// </summary>
    public abstract Task HandleAsync(Work work, IReadOnlyList<SealedFact> facts, CancellationToken cancel);
}
