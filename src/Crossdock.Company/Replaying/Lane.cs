namespace Crossdock.Company.Replaying;

/// <summary>
/// Requests in their order, several under way. On SQLite the one writer keeps the order in which they were sent, so many may wait for the
/// same commit and the outcome is still that of one after the other; on PostgreSQL a lane sends the next one only after the answer.
/// </summary>
internal sealed class Lane(int most)
{
    private readonly Queue<Task> underWay = new();
    private readonly Dictionary<string, Task> last = new(StringComparer.Ordinal);

    /// <summary>Starts the work when there is room and what it builds on is answered.</summary>
    public async Task SendAsync(IReadOnlyCollection<string> chains, Func<Task> work)
    {
        while (underWay.Count >= most) await underWay.Dequeue();
        foreach (var chain in chains)
            if (last.TryGetValue(chain, out var before)) await before;
        var task = work();
        underWay.Enqueue(task);
        foreach (var chain in chains) last[chain] = task;
    }

    /// <summary>Waits until everything is answered.</summary>
    public async Task DrainAsync()
    {
        while (underWay.TryDequeue(out var task)) await task;
        last.Clear();
    }
}
