using Crossdock.Storage.Commit;
using Crossdock.Storage.Rows;

namespace Crossdock.Storage.Following;

/// <summary>The cursor of one follower, held under an epoch: each take-over raises it, and only the holder of the latest may move the cursor.</summary>
internal sealed class FollowerLease(CommitEngine engine, Follower follower, string owner)
{
    private static readonly RowMap<FollowerCursor> Cursors = new("storage_cursors");
    private static readonly RowSelect<FollowerCursor> Find = new(Cursors, lockRows: true, "name", nameof(FollowerCursor.Name));
    private static readonly RowInsert<FollowerCursor> Create = new(Cursors, ignoreExisting: true);
    private static readonly RowUpdate<FollowerCursor> Store = new("storage_cursors",
        "seal_no = @SealNo, epoch = @Epoch, owner = @Owner, lease_until = @LeaseUntil", "name = @Name");

    private readonly Caller caller = new(Actor.System("follower")) { Use = follower.Name };

    /// <summary>How long a silent holder keeps the lease.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(15);

    /// <summary>Epoch under which this node holds the lease; 0 when it does not.</summary>
    public long Epoch { get; private set; }

    /// <summary>Where the cursor stands, when held.</summary>
    public long SealNo { get; private set; }

    /// <summary>Takes the lease when it is free, ours, or has run out.</summary>
    public async Task<bool> TakeAsync(bool alone, CancellationToken cancel)
    {
        Epoch = 0;
        FollowerCursor? taken = null;
        var outcome = await engine.RunAsync(new Body(async work =>
        {
            var cursor = await RowAsync(work, cancel);
            if (!alone && cursor.Owner is { } other && other != owner && cursor.LeaseUntil > work.Now) return Lost;
            taken = Move(work, cursor, cursor.SealNo, cursor.Epoch + 1);
            return null;
        }), caller, cancel);
        if (outcome.Refusal is not null || taken is null) return false;
        (Epoch, SealNo) = (taken.Epoch, taken.SealNo);
        return true;
    }

    /// <summary>Lets the follower handle the facts and moves the cursor behind them, or renews the lease when there are none. False when the lease is lost.</summary>
    public async Task<bool> HandleAsync(IReadOnlyList<SealedFact> facts, long upTo, CancellationToken cancel)
    {
        var outcome = await engine.RunAsync(new Body(async work =>
        {
            var cursor = await RowAsync(work, cancel);
            if (cursor.Epoch != Epoch) return Lost;
            if (facts.Count > 0) await follower.HandleAsync(work, facts, cancel);
            Move(work, cursor, upTo, Epoch);
            return null;
        }), caller, cancel);
        if (outcome.Refusal == Lost) return false;
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException($"{follower.Name}: {refusal.Message}");
        SealNo = upTo;
        return true;
    }

    private static Refusal Lost { get; } = new(RefusalKind.Conflict, "storage.lease_lost", "Another node follows now.");

    private async Task<FollowerCursor> RowAsync(Work work, CancellationToken cancel)
    {
        var probe = new FollowerCursor { Name = follower.Name };
        if ((await work.SelectAsync(Find, [probe], cancel)).SingleOrDefault() is { } found) return found;
        await work.EnsureAsync(Create, [probe], cancel);
        return (await work.SelectAsync(Find, [probe], cancel)).Single();
    }

    private FollowerCursor Move(Work work, FollowerCursor cursor, long sealNo, long epoch)
    {
        if (sealNo < cursor.SealNo) throw new InvalidOperationException($"The cursor of {follower.Name} would go back from {cursor.SealNo} to {sealNo}.");
        var moved = new FollowerCursor { Name = cursor.Name, SealNo = sealNo, Epoch = epoch, Owner = owner, LeaseUntil = work.Now + Length };
        work.Change(Store, moved);
        return moved;
    }

    private sealed class Body(Func<Work, Task<Refusal?>> run) : WorkBody
    {
        public override bool Follows => true;

        public override Task<Refusal?> RunAsync(Work work, CancellationToken cancel) => run(work);

        public override string Answer() => "";
    }
}
