using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Parameters;

/// <summary>
/// Lays down the bounds of a parameter for a scope, from now on. Values that were set stay as they are; those that now lie outside are drift. Without any
/// bound the scope goes by those of the larger one again.
/// </summary>
/// <param name="Key">The parameter.</param>
/// <param name="Scope">For whom: <c>group</c>, <c>entity:CODE</c> or <c>site:CODE</c>.</param>
/// <param name="Low">The least value, itself allowed.</param>
/// <param name="High">The greatest value, itself allowed.</param>
/// <param name="Allowed">The words that may be chosen, for a parameter that is a word.</param>
/// <param name="Reason">Why.</param>
/// <param name="Seen">How often bounds were laid down for the scope when they were looked at.</param>
public sealed record SetBoundsRequest(
    [Required, StringLength(60)] string Key, [Required, StringLength(40)] string Scope, [StringLength(40)] string? Low = null, [StringLength(40)] string? High = null,
    [MaxLength(60)] IReadOnlyList<string>? Allowed = null, [Required, StringLength(200)] string? Reason = null, int? Seen = null) : IHasReason;

/// <summary>The bounds as they are kept.</summary>
/// <param name="Key">The parameter.</param>
/// <param name="Bounds">The bounds in words.</param>
/// <param name="Outside">Where what holds today lies outside of its bounds now.</param>
public sealed record SetBoundsResponse(string Key, string Bounds, IReadOnlyList<string> Outside);

internal sealed class SetBounds(ParameterBook book, Scopes scopes) : IUse<SetBoundsRequest, SetBoundsResponse>
{
    private const int MostNamed = 50;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetBounds>("POST /parameters/{key}/bounds", Permission.MaintainParameters)
        .WithSummary("Lay down the bounds of a parameter for a scope.");

    public async Task<Result<SetBoundsResponse>> ExecuteAsync(Work work, SetBoundsRequest request, CancellationToken cancel)
    {
        if (book.ByKey.GetValueOrDefault(request.Key) is not { } parameter) return Refusal.NotFound("parameter", request.Key);
        if ((await scopes.ReadAsync(work.Db, work.Actor, request.Scope, cancel)).Refused(out var refusal, out var scope)) return refusal;
        if (!parameter.Levels.HasFlag(scope.Level)) return new ParameterScope(parameter.Title, parameter.Levels) { Pointer = "/scope" };
        if (ParameterDesk.MayNot(work.Actor, scope) is { } no) return no;
        if (Decide(parameter, request).Refused(out refusal, out var wanted)) return refusal;

        await ParameterDesk.LockAsync(work, parameter, cancel);
        var history = await ParameterHistory.ReadAsync(work.Db, parameter.Key, cancel);
        var known = history.AllBoundsOf(parameter, scope);
        if (request.Seen is { } seen && seen != history.BoundsCount(parameter, scope)) return new ParameterStale(parameter.Title);
        if (known is [var last, ..] ? (last.Low, last.High, last.Allowed) == wanted : wanted == (null, null, null)) return new BoundsSame(parameter.Title);
        var laid = new ParameterBounds
        {
            Id = work.NewId(),
            PostingId = work.PostingId,
            Parameter = parameter.Key,
            EntityId = scope.Entity,
            SiteId = scope.Site,
            Number = history.BoundsCount(parameter, scope) + 1,
            Low = wanted.Low,
            High = wanted.High,
            Allowed = wanted.Allowed,
            Reason = request.Reason!.Trim(),
            PersonId = work.Actor.Id,
            At = work.Now,
        };
        work.Insert(ParameterTables.InsertBounds, laid);
        work.Subject = $"bounds of {parameter.Key}";
        await MasterChanges.TellAsync(work, new ParametersChanged(), cancel);
        return new SetBoundsResponse(parameter.Key, laid.Words(parameter), await OutsideAsync(work, parameter, history.With(laid), cancel));
    }

    private static Result<(long? Low, long? High, long? Allowed)> Decide(ParameterDefinition parameter, SetBoundsRequest request)
    {
        if (parameter.IsWord)
        {
            if (request.Low is not null || request.High is not null) return new BoundsWords(parameter.Title, parameter.AllWords);
            var words = 0L;
            foreach (var word in request.Allowed ?? [])
            {
                if (parameter.Read(word).Refused(out var no, out var at)) return no with { Pointer = "/allowed" };
                words |= 1L << (int)at;
            }

            return (null, null, words == 0 ? null : words);
        }

        if (request.Allowed is { Count: > 0 }) return new BoundsNumbers(parameter.Title);
        (long? low, long? high) = (null, null);
        if (request.Low.OrNull() is { } least)
        {
            if (parameter.Read(least).Refused(out var no, out var read)) return no with { Pointer = "/low" };
            low = read;
        }

        if (request.High.OrNull() is { } most)
        {
            if (parameter.Read(most).Refused(out var no, out var read)) return no with { Pointer = "/high" };
            high = read;
        }

        return low > high ? new BoundsCrossed() { Pointer = "/high" } : (low, high, null);
    }

    private async Task<IReadOnlyList<string>> OutsideAsync(Work work, ParameterDefinition parameter, ParameterHistory history, CancellationToken cancel)
    {
        var named = new List<string>();
        foreach (var scope in await scopes.AllAsync(work.Db, work.Actor, ScopeLevels.All, cancel))
        {
            var stand = history.Find(parameter, scope, await scopes.DayAsync(work.Db, scope, work.Now, cancel));
            if (!stand.IsAllowed && named.Count < MostNamed) named.Add(await scopes.WordsAsync(work.Db, scope, cancel));
        }

        return named;
    }
}

internal sealed record BoundsSame(string Title) : Refusal(RefusalKind.Conflict, "governance.bounds_same", $"\"{Title}\" has these bounds there already.");

internal sealed record BoundsWords(string Title, IReadOnlyList<string> Words) : Refusal(RefusalKind.Invalid, "governance.bounds_words", $"\"{Title}\" is a word: say which of {string.Join(", ", Words)} are allowed.");

internal sealed record BoundsNumbers(string Title) : Refusal(RefusalKind.Invalid, "governance.bounds_numbers", $"\"{Title}\" is a number: say the least and the most.");

internal sealed record BoundsCrossed() : Refusal(RefusalKind.Invalid, "governance.bounds_crossed", "The least is more than the most.");
