using System.Threading.Channels;
using Crossdock.Storage.Sealing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Storage.Following;

/// <summary>Something a page watches has happened.</summary>
/// <param name="Topic">The watched topic.</param>
/// <param name="Cause">What happened, in words.</param>
public sealed record LiveEvent(string Topic, string Cause);

/// <summary>
/// What pages watch: sealed facts from now on, handed to the subscribers of this node. It keeps nothing; a page that was away reads itself again.
/// </summary>
public sealed partial class LiveFeed(SealedFacts facts, SealSignal signal, ILogger<LiveFeed> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    // People do not see less; a busy ledger does not pay for being looked at after every commit.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(30);
    private readonly HashSet<Subscription> subscribers = [];
    private readonly Lock gate = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Watches topics until the subscription is disposed of.</summary>
    /// <param name="topics">"item:ID", "site:ID", "fact:NAME" or "all".</param>
    /// <param name="sees">True for the sites in the watcher's scope; facts without a site are everybody's.</param>
    public Subscription Subscribe(IEnumerable<string> topics, Func<SiteId, bool> sees)
    {
        var subscription = new Subscription(this, topics.ToHashSet(StringComparer.Ordinal), sees);
        lock (gate) subscribers.Add(subscription);
        return subscription;
    }

    /// <summary>True for a text that names a topic.</summary>
    public static bool IsTopic(string text) => text == "all" || text.Split(':', 2) is ["item" or "site", { } id] && int.TryParse(id, System.Globalization.CultureInfo.InvariantCulture, out _)
        || (text.StartsWith("fact:", StringComparison.Ordinal) && text.Length > 5);

    /// <summary>Ends when the feed knows where "now" is: from then on nothing is missed.</summary>
    public Task StartedAsync(CancellationToken cancel) => started.Task.WaitAsync(cancel);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var position = -1L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var next = signal.Next;
                Subscription[] watching;
                lock (gate) watching = [.. subscribers];
                if (position < 0 || watching.Length == 0)
                {
                    position = await facts.HeadAsync(stoppingToken);
                    started.TrySetResult();
                }
                else
                {
                    var (found, upTo) = await facts.AfterAsync(position, 500, stoppingToken);
                    foreach (var subscription in watching) subscription.Offer(found);
                    position = upTo;
                }

                // Who begins to watch hears a little of what was before, never less than what comes after.
                if (watching.Length == 0)
                {
                    await Task.Delay(Poll, stoppingToken);
                    continue;
                }

                await Task.Delay(Breath, stoppingToken);
                await SealSignal.WaitAsync(next, Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Pages go on without live figures until the database answers again.
                Interrupted(logger, exception);
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (gate) subscribers.Remove(subscription);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live feed is interrupted.")]
    private static partial void Interrupted(ILogger logger, Exception exception);

    /// <summary>One watching page.</summary>
    public sealed class Subscription : IDisposable
    {
        private readonly LiveFeed feed;
        private readonly IReadOnlySet<string> topics;
        private readonly Func<SiteId, bool> sees;

        // A page that does not keep up loses the oldest: each event only says "read again".
        private readonly Channel<LiveEvent> events = Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropOldest });

        internal Subscription(LiveFeed feed, IReadOnlySet<string> topics, Func<SiteId, bool> sees)
        {
            this.feed = feed;
            this.topics = topics;
            this.sees = sees;
        }

        /// <summary>The events, in order.</summary>
        public ChannelReader<LiveEvent> Events => events.Reader;

        /// <inheritdoc/>
        public void Dispose() => feed.Remove(this);

        internal void Offer(IReadOnlyList<SealedFact> found)
        {
            foreach (var fact in found)
            {
                if (fact.Fact.SiteId is { } site && !sees(site)) continue;
                foreach (var topic in TopicsOf(fact.Fact))
                    if (topics.Contains(topic)) events.Writer.TryWrite(new(topic, CauseOf(fact)));
            }
        }

        private static IEnumerable<string> TopicsOf(FactRow fact)
        {
            if (fact.ItemId is { } item) yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"item:{item.Value}");
            if (fact.SiteId is { } site) yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"site:{site.Value}");
            yield return "fact:" + fact.Name;
            yield return "all";
        }

        private static string CauseOf(SealedFact fact)
        {
            var words = fact.Fact.Name[(fact.Fact.Name.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ');
            var what = char.ToUpperInvariant(words[0]) + words[1..];
            return fact.Subject is { } subject ? $"{what}: {subject}" : what;
        }
    }
}
