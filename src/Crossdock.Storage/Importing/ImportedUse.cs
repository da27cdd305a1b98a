using System.Text.Json.Nodes;
using Crossdock.Storage.Commit;
using Crossdock.Storage.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Storage.Importing;

/// <summary>A mapped POST use as a file of documents can drive it: the same use, with the same checks, under a key of its own for each document.</summary>
/// <param name="Name">Name of the use, e.g. <c>CreateSalesOrder</c>.</param>
/// <param name="Permission">The right it needs.</param>
/// <param name="Request">Type of its request, from which the columns follow.</param>
public abstract record ImportedUse(string Name, Permission Permission, Type Request)
{
    /// <summary>The columns of its files.</summary>
    internal ImportShape Shape => field ??= ImportShape.Of(Request);

    /// <summary>Runs the use, or with <paramref name="check"/> only finds out what it would say.</summary>
    internal abstract Task<ImportOutcome> RunAsync(IServiceProvider services, JsonObject body, Actor actor, string key, bool check, CancellationToken cancel);
}

/// <summary>How one document ended.</summary>
/// <param name="No">Why not, or null.</param>
/// <param name="Errors">The fields that are wrong.</param>
/// <param name="Number">Number of the new document, when it has one.</param>
/// <param name="Location">Address of its page, when it has one.</param>
/// <param name="Repeated">True when the same document of the same file had been posted before.</param>
internal sealed record ImportOutcome(Refusal? No, IReadOnlyList<FieldError> Errors, string? Number = null, string? Location = null, bool Repeated = false);

internal sealed record ImportedUse<TUse, TRequest, TResponse>(string Path, Permission Needs) : ImportedUse(typeof(TUse).Name, Needs, typeof(TRequest))
    where TUse : class, IUse<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : notnull
{
    internal override async Task<ImportOutcome> RunAsync(IServiceProvider services, JsonObject body, Actor actor, string key, bool check, CancellationToken cancel)
    {
        if (UseRoutes.Deserialize<TRequest>(body, Path).Refused(out var no, out var read)) return new(no, []);
        if (RequestShape.Check(read.Request) is { Count: > 0 } errors) return new(Refusal.Invalid("http.shape", errors[0].Message), errors);
        var caller = new Caller(actor) { Key = key, ContentHash = read.Hash, Use = Name, Why = (read.Request as IHasReason)?.Reason };
        var commits = services.GetRequiredService<CommitStep>();
        var use = services.GetRequiredService<TUse>();
        if (check)
        {
            no = await commits.CheckAsync(use, read.Request, caller, cancel);
            return new(no, []);
        }

        var answer = await commits.RunAsync(use, read.Request, caller, cancel);
        if (answer.Result.Refused(out no, out var response)) return new(no, []);
        var number = typeof(TResponse).GetProperty("Number")?.GetValue(response) as string;
        return new(null, [], number, (response as ILocated)?.Location, answer.Replayed);
    }
}
