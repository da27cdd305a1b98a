using System.Text.Json;

namespace Crossdock.Storage.Commit;

/// <summary>The one way to change anything: runs a use in a transaction of its own, saves once, commits, and answers only after that.</summary>
/// <param name="engine">The engine's way of committing.</param>
public sealed class CommitStep(CommitEngine engine)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(PersonId, string), byte> running = new();

    /// <summary>
    /// Runs a use. The same key with the same content gives the stored answer; with other content it is refused; while the first
    /// is still running it is refused with <c>storage.still_running</c>. Refusals store nothing and are evaluated again.
    /// </summary>
    public async Task<CommitAnswer<TResponse>> RunAsync<TRequest, TResponse>(
        IUse<TRequest, TResponse> use, TRequest request, Caller caller, CancellationToken cancel)
        where TRequest : notnull
        where TResponse : notnull
    {
        if (caller.Key is { } key && !running.TryAdd((caller.Actor.Id, key), 0)) return CommitAnswer<TResponse>.Of(Refusals.StillRunning);
        try
        {
            var body = new UseBody<TRequest, TResponse>(use, request);
            var outcome = await engine.RunAsync(body, caller, cancel);
            return outcome switch
            {
                { Refusal: { } refusal } => CommitAnswer<TResponse>.Of(refusal),
                { StoredAnswer: { } stored } => new(JsonSerializer.Deserialize<TResponse>(stored, Json.Kept)!, outcome.PostingId, Replayed: true),
                _ => new(Result<TResponse>.Of(body.Response!), outcome.PostingId, Replayed: false),
            };
        }
        finally
        {
            if (caller.Key is { } done) running.TryRemove((caller.Actor.Id, done), out _);
        }
    }

    /// <summary>Finds out what a use would say now, and keeps nothing: why not, or null.</summary>
    public async Task<Refusal?> CheckAsync<TRequest, TResponse>(IUse<TRequest, TResponse> use, TRequest request, Caller caller, CancellationToken cancel)
        where TRequest : notnull
        where TResponse : notnull
    {
        var outcome = await engine.RunAsync(new CheckBody(new UseBody<TRequest, TResponse>(use, request)), caller with { Key = null }, cancel);
        return outcome.Refusal == CheckBody.Passed ? null : outcome.Refusal;
    }

    /// <summary>Runs a use and ends with a refusal, so that what it did is undone.</summary>
    private sealed class CheckBody(WorkBody use) : WorkBody
    {
        public static Refusal Passed { get; } = new(RefusalKind.Conflict, "storage.checked", "It would be done.");

        public override async Task<Refusal?> RunAsync(Work work, CancellationToken cancel) => await use.RunAsync(work, cancel) ?? Passed;

        public override string Answer() => "";
    }

    private sealed class UseBody<TRequest, TResponse>(IUse<TRequest, TResponse> use, TRequest request) : WorkBody
        where TRequest : notnull
        where TResponse : notnull
    {
        public TResponse? Response { get; private set; }

        public override async Task<Refusal?> RunAsync(Work work, CancellationToken cancel)
        {
            if ((await use.ExecuteAsync(work, request, cancel)).Refused(out var refusal, out var response)) return refusal;
            Response = response;
            return null;
        }

        public override string Answer() => JsonSerializer.Serialize(Response, Json.Web);
    }
}

/// <summary>What the commit step answers.</summary>
/// <typeparam name="T">The use's response.</typeparam>
/// <param name="Result">The response or the refusal.</param>
/// <param name="PostingId">The posting, also when replayed; 0 when refused.</param>
/// <param name="Replayed">True when this key had been answered before.</param>
public sealed record CommitAnswer<T>(Result<T> Result, long PostingId, bool Replayed)
{
    internal static CommitAnswer<T> Of(Refusal refusal) => new(refusal, 0, false);
}

/// <summary>A use with its request, as the engines run it, possibly more than once.</summary>
public abstract class WorkBody
{
    /// <summary>Runs it; null means yes.</summary>
    public abstract Task<Refusal?> RunAsync(Work work, CancellationToken cancel);

    /// <summary>The answer as JSON, kept under the request key.</summary>
    public abstract string Answer();

    /// <summary>True for work that only follows what was posted (cursors, derived figures): it leaves a posting only when it announces a fact.</summary>
    public virtual bool Follows => false;
}

/// <summary>How one run ended.</summary>
/// <param name="Refusal">Why not, or null.</param>
/// <param name="StoredAnswer">The answer given earlier under this key, or null.</param>
/// <param name="PostingId">The posting.</param>
public sealed record CommitOutcome(Refusal? Refusal, string? StoredAnswer, long PostingId);

/// <summary>Commits work on one engine.</summary>
public abstract class CommitEngine : IAsyncDisposable
{
    /// <summary>Raised after a commit, with its postings' facts: wakes followers and live pages in this process. Handlers must not throw or wait.</summary>
    public event Action<IReadOnlyList<FactRow>>? Committed;

    /// <summary>Runs the body to a commit or a refusal.</summary>
    public abstract Task<CommitOutcome> RunAsync(WorkBody body, Caller caller, CancellationToken cancel);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>A use that waits for its turn.</summary>
    private protected sealed record Waiting(WorkBody Body, Caller Caller, CancellationToken Cancel)
    {
        /// <summary>Set when its turn has come.</summary>
        public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>True when it shared a transaction that failed: it shares none any more.</summary>
        public bool Alone { get; set; }

        /// <summary>How it ended.</summary>
        public TaskCompletionSource<CommitOutcome> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private protected void Raise(IReadOnlyList<FactRow> facts) => Committed?.Invoke(facts);

    /// <summary>Runs the use inside an open transaction and saves. Null when it is to be committed.</summary>
    /// <param name="work">The work.</param>
    /// <param name="body">The use.</param>
    /// <param name="stored">What is kept under its request key, or null.</param>
    /// <param name="cancel">Cancels.</param>
    private protected static async Task<CommitOutcome?> RunInsideAsync(Work work, WorkBody body, RequestKey? stored, CancellationToken cancel)
    {
        if (stored is not null)
        {
            return stored.ContentHash.AsSpan().SequenceEqual(work.Caller.ContentHash)
                ? new(null, stored.Answer, stored.PostingId)
                : new(Refusals.KeyReused, null, 0);
        }

        if (await body.RunAsync(work, cancel) is { } refusal) return new(refusal, null, 0);
        await work.SaveAsync(work.Caller.Key is null ? null : body.Answer(), body.Follows, cancel);
        return null;
    }
}

internal static class Refusals
{
    public static readonly Refusal StillRunning = new(RefusalKind.Conflict, "storage.still_running",
        "The first request with this key is still running. Ask again in a moment.");

    public static readonly Refusal KeyReused = new(RefusalKind.Refused, "storage.key_reused",
        "This Idempotency-Key was used for another request. Take a new key for a new request.");

    public static readonly Refusal Busy = new(RefusalKind.Unavailable, "storage.busy",
        "Too many people changed the same thing at once. Nothing was posted; try again.");

    public static readonly Refusal Full = new(RefusalKind.Unavailable, "storage.cannot_write",
        "The database cannot write now (disk full or read error). Nothing was posted.");

    public static readonly Refusal Exists = new(RefusalKind.Conflict, "storage.exists",
        "The same thing was entered by somebody else at the same moment. Look at theirs first.");
}
