using Crossdock.Storage.Commit;

namespace Crossdock.Storage.Sealing;

/// <summary>
/// Wakes whoever waits for new seals in this process. On SQLite a commit is sealed at once; on PostgreSQL the sealer and the
/// notifications of other nodes pulse it. A wait always ends after its time, so that a lost notification only delays.
/// </summary>
public sealed class SealSignal
{
    private TaskCompletionSource next = New();

    /// <summary>A signal of the engine's seals.</summary>
    public SealSignal(Database database, CommitEngine engine)
    {
        if (database.Engine == Engine.Sqlite) engine.Committed += _ => Pulse();
    }

    /// <summary>Take this before looking for seals and pass it to <see cref="WaitAsync"/>: what is sealed in between wakes at once.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    /// <summary>Waits for a pulse after <paramref name="taken"/> was taken, at most for the given time.</summary>
    public static async Task WaitAsync(Task taken, TimeSpan most, CancellationToken cancel)
    {
        try
        {
            await taken.WaitAsync(most, cancel);
        }
        catch (TimeoutException)
        {
            // The poll behind the notifications.
        }
    }

    internal void Pulse() => Interlocked.Exchange(ref next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
