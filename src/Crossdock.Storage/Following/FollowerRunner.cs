using System.Collections.Concurrent;
using System.Diagnostics;
using Crossdock.Storage.Commit;
using Crossdock.Storage.Sealing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Storage.Following;

/// <summary>Runs every follower, each at its own pace, on the node that holds its lease.</summary>
public sealed partial class FollowerRunner(
    IEnumerable<Follower> followers, Database database, CommitEngine engine, SealedFacts facts, SealSignal signal, ILogger<FollowerRunner> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);
    private const int SealsBetweenWrites = 5000;
    private readonly string owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
    private readonly ConcurrentDictionary<string, long> positions = new(StringComparer.Ordinal);
    private readonly Follower[] all = [.. followers];

    /// <summary>How far each follower of this node has come.</summary>
    public IReadOnlyDictionary<string, long> Positions => positions;

    /// <summary>Ends when every follower has seen everything that is committed, and whatever that led to.</summary>
    public async Task SettledAsync(CancellationToken cancel)
    {
        while (true)
        {
            signal.Pulse();
            var next = signal.Next;
            if (await facts.AllSealedAsync(cancel))
            {
                var head = await facts.HeadAsync(cancel);
                if (Array.TrueForAll(all, f => positions.GetValueOrDefault(f.Name, -1) >= head) && await facts.AllSealedAsync(cancel) && await facts.HeadAsync(cancel) == head) return;
            }

            await SealSignal.WaitAsync(next, TimeSpan.FromMilliseconds(10), cancel);
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (all.Select(f => f.Name).Distinct().Count() != all.Length) throw new InvalidOperationException("Two followers have the same name.");
        return Task.WhenAll(all.Select(f => Task.Run(() => RunAsync(f, stoppingToken), stoppingToken)));
    }

    private async Task RunAsync(Follower follower, CancellationToken cancel)
    {
        var failures = 0;
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var lease = new FollowerLease(engine, follower, owner);
                if (await lease.TakeAsync(alone: database.Engine == Engine.Sqlite, cancel)) await FollowAsync(follower, lease, () => failures = 0, cancel);
                positions.TryRemove(follower.Name, out _);
                await Task.Delay(Renewal, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // A broken follower must not end the node; it stops at its cursor, is tried again, and its lag can be seen.
                Failed(logger, exception, follower.Name);
                failures = Math.Min(failures + 1, 8);
                await Task.Delay(TimeSpan.FromMilliseconds(100 << failures), CancellationToken.None);
            }
        }
    }

    private async Task FollowAsync(Follower follower, FollowerLease lease, Action succeeded, CancellationToken cancel)
    {
        var position = lease.SealNo;
        var written = Stopwatch.GetTimestamp();
        while (true)
        {
            var next = signal.Next;
            var (found, upTo) = await facts.AfterAsync(position, follower.MostSeals, cancel, follower.Wanted);

            // Seals without a wanted fact are passed over in memory; the cursor is written now and then, so that a restart need not read them all.
            var renew = database.Engine == Engine.Postgres && Stopwatch.GetElapsedTime(written) > Renewal;
            if (found.Count > 0 || upTo - lease.SealNo >= SealsBetweenWrites || renew)
            {
                if (!await lease.HandleAsync(found, upTo, cancel)) return;
                written = Stopwatch.GetTimestamp();
                succeeded();
            }

            positions[follower.Name] = upTo;
            var behind = upTo - position >= follower.MostSeals;
            if (upTo > position) position = upTo;
            else await SealSignal.WaitAsync(next, Poll, cancel);
            if (!behind) await Task.Delay(follower.Breath, cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The follower {Name} failed; it goes on from its cursor in a moment.")]
    private static partial void Failed(ILogger logger, Exception exception, string name);
}
