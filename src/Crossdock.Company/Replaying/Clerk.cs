using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Crossdock.Company.Replaying;

/// <summary>
/// Sends requests to the product's uses, each under a key of its own: what was answered before is not done again. On days that are finished
/// only the kept answers are read, so that a load that was cut off continues as if it had not been.
/// </summary>
internal sealed partial class Clerk(UseDesk desk, LoadBoard board, IReadOnlyDictionary<string, string> kept, ILogger logger)
{
    public const string KeyPrefix = "sample:";

    /// <summary>True while finished days are gone through again.</summary>
    public bool Recalls { get; set; }

    /// <summary>True when requests happen now instead of on their historic day.</summary>
    public bool Live { get; set; }

    /// <summary>How often a request was refused without being expected to.</summary>
    public int Refused { get; private set; }

    /// <summary>Asks; null when it was refused. Expected refusals are not counted: they only say that there is nothing to do.</summary>
    /// <param name="who">Who acts.</param>
    /// <param name="kind">What the board calls the document.</param>
    /// <param name="key">What makes this request one of a kind.</param>
    /// <param name="at">When it happens.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancel">Stops the load.</param>
    /// <param name="expected">Codes of refusals that are no surprise.</param>
    public async Task<TResponse?> AskAsync<TRequest, TResponse>(
        Actor who, string kind, string key, DateTimeOffset at, TRequest request, CancellationToken cancel, params string[] expected)
        where TRequest : notnull
        where TResponse : class
    {
        key = KeyPrefix + key;
        if (Recalls)
        {
            if (!kept.TryGetValue(key, out var answer)) return null;
            board.Posted(kind, 0);
            return JsonSerializer.Deserialize<TResponse>(answer, Json.Kept);
        }

        var caller = new Caller(who)
        {
            Key = key,
            ContentHash = SHA256.HashData(Encoding.UTF8.GetBytes(key)),
            At = Live ? null : at,
            Why = (request as IHasReason)?.Reason,
        };
        var outcome = await desk.RunAsync<TRequest, TResponse>(request, caller, cancel);
        if (outcome.Result.Refused(out var refusal, out var response))
        {
            if (expected.Contains(refusal.Code)) return null;
            Refused++;
            board.Refused(refusal.Code);
            Unexpected(logger, kind, key, at, refusal.Code, refusal.Message);
            return null;
        }

        board.Posted(kind, outcome.Replayed ? 0 : outcome.PostingId);
        return response;
    }

    /// <summary>Asks a query; null when it was refused.</summary>
    public async Task<TResponse?> LookAsync<TRequest, TResponse>(Actor who, TRequest request, CancellationToken cancel)
        where TRequest : notnull
        where TResponse : class =>
        (await desk.AskAsync<TRequest, TResponse>(request, who, cancel)).Refused(out _, out var response) ? null : response;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused in {Kind}, {Key} of {At}: {Code}. {Reason}")]
    private static partial void Unexpected(ILogger logger, string kind, string key, DateTimeOffset at, string code, string reason);
}
