using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Parameters;

/// <summary>
/// Sets a parameter for a scope. Inside of the bounds it holds at once; outside of them people are asked, and it needs a last day and its effect.
/// </summary>
/// <param name="Key">The parameter.</param>
/// <param name="Scope">For whom: <c>group</c>, <c>entity:CODE</c> or <c>site:CODE</c>.</param>
/// <param name="Value">The value as it is typed (<c>2</c>, <c>12.5</c>, <c>yes</c>); without one the scope goes by the larger scope again.</param>
/// <param name="From">The first day it holds; today when absent.</param>
/// <param name="Until">The last day it holds, for a value that falls back by itself.</param>
/// <param name="Effect">What it is to bring; needed outside of the bounds.</param>
/// <param name="Reason">Why.</param>
/// <param name="Seen">How many values were set for the scope when it was looked at; then one that somebody set since is not overruled unseen.</param>
public sealed record SetParameterRequest(
    [Required, StringLength(60)] string Key, [Required, StringLength(40)] string Scope, [StringLength(40)] string? Value = null, DateOnly? From = null, DateOnly? Until = null,
    [StringLength(300)] string? Effect = null, [Required, StringLength(200)] string? Reason = null, int? Seen = null) : IHasReason;

/// <summary>What became of it.</summary>
/// <param name="Key">The parameter.</param>
/// <param name="Value">The value in words.</param>
/// <param name="From">The first day it holds.</param>
/// <param name="Until">The last day it holds.</param>
/// <param name="Set">True when it is set; false while people decide.</param>
/// <param name="Approval">Number of the request that people decide on.</param>
/// <param name="Outcome">The same as a sentence.</param>
public sealed record SetParameterResponse(string Key, string Value, DateOnly From, DateOnly? Until, bool Set, string? Approval, string Outcome);

internal sealed class SetParameter(ParameterBook book, Scopes scopes, ParameterDesk desk) : IUse<SetParameterRequest, SetParameterResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetParameter>("POST /parameters/{key}/values", Permission.EditLocalParameters)
        .WithSummary("Set a parameter for a scope: at once inside of its bounds, by approval outside of them.");

    public async Task<Result<SetParameterResponse>> ExecuteAsync(Work work, SetParameterRequest request, CancellationToken cancel)
    {
        if (book.ByKey.GetValueOrDefault(request.Key) is not { } parameter) return Refusal.NotFound("parameter", request.Key);
        if ((await scopes.ReadAsync(work.Db, work.Actor, request.Scope, cancel)).Refused(out var refusal, out var scope)) return refusal;
        if (!parameter.Levels.HasFlag(scope.Level)) return new ParameterScope(parameter.Title, parameter.Levels) { Pointer = "/scope" };
        if (ParameterDesk.MayNot(work.Actor, scope) is { } no) return no;
        long? value = null;
        if (request.Value.OrNull() is { } text)
        {
            if (parameter.Read(text).Refused(out refusal, out var read)) return refusal with { Pointer = "/value" };
            value = read;
        }

        var today = await scopes.DayAsync(work.Db, scope, work.Now, cancel);
        var from = request.From ?? today;
        var longest = await book.OfGroupAsync(work.Db, GovernanceParameters.LongestOverride, work.Now, cancel);
        if (from < today) return new ParameterBackdated(today) { Pointer = "/from" };
        if (request.Until is { } last && (last < from || last.DayNumber - from.DayNumber >= longest)) return new ParameterUntil(longest) { Pointer = "/until" };

        await ParameterDesk.LockAsync(work, parameter, cancel);
        var history = await ParameterHistory.ReadAsync(work.Db, parameter.Key, cancel);
        if (request.Seen is { } seen && seen != history.SetCount(parameter, scope)) return new ParameterStale(parameter.Title);
        var wanted = new ParameterWish(parameter, scope, value, from, request.Until, request.Reason!.Trim(), request.Effect.OrNull());
        if (IsSame(history, wanted)) return new ParameterSame(parameter.Title, value is { } same ? parameter.Words(same) : "what the larger scope says");
        work.Subject = $"parameter {parameter.Key}";
        if (value is null || history.BoundsOf(parameter, scope) is not { } bounds || bounds.Contains(value.Value))
        {
            await ParameterDesk.SetAsync(work, history, wanted, null, cancel);
            return Answer(wanted, null, value is null ? "The scope goes by the larger one again." : request.Until is { } end ? $"Set until {end.Words()}; then it falls back by itself." : "Set.");
        }

        if ((await desk.AskAsync(work, history, wanted, bounds, cancel)).Refused(out refusal, out var approval)) return refusal;
        return Answer(wanted, approval, approval is null ? $"The table lets it be until {request.Until?.Words()}." : $"{approval} asks those who decide.");
    }

    /// <summary>What would change nothing is refused, so that the history holds no rows that say nothing.</summary>
    private static bool IsSame(ParameterHistory history, ParameterWish wanted)
    {
        if (wanted.Until is not null) return false;
        var last = history.ValuesOf(wanted.Parameter, wanted.Scope).On(wanted.From);
        return last is null ? wanted.Value is null : last.Until is null && last.Value == wanted.Value;
    }

    private static SetParameterResponse Answer(ParameterWish wanted, string? approval, string outcome) => new(
        wanted.Parameter.Key, wanted.Value is { } value ? wanted.Parameter.Words(value) : "", wanted.From, wanted.Until, approval is null, approval, outcome);
}

internal sealed record ParameterScope(string Title, ScopeLevels Levels) : Refusal(RefusalKind.Refused, "governance.parameter_scope",
    $"\"{Title}\" is not set there, only for {string.Join(" or ", Enum.GetValues<ScopeLevels>().Where(l => l != ScopeLevels.All && Levels.HasFlag(l)).Select(l => l == ScopeLevels.Group ? "the group" : l == ScopeLevels.Entity ? "an entity" : "a site"))}.");

internal sealed record CorporateValue() : Refusal(RefusalKind.Forbidden, "governance.corporate_value", "What holds for more than your sites is laid down by the governance council. Set it for your site.");

internal sealed record ParameterBackdated(DateOnly Today) : Refusal(RefusalKind.Refused, "governance.parameter_backdated", $"A value holds from {Today.Words()} at the earliest: what was decided before went by another.");

internal sealed record ParameterUntil(int Longest) : Refusal(RefusalKind.Refused, "governance.parameter_until", $"The last day is not before the first, and a value that falls back by itself holds {Longest} days at most.");

internal sealed record ParameterStale(string Title) : Refusal(RefusalKind.Stale, "governance.parameter_stale", $"Somebody else changed \"{Title}\" in the meantime. Look again.");

internal sealed record ParameterSame(string Title, string Value) : Refusal(RefusalKind.Conflict, "governance.parameter_same", $"\"{Title}\" is set to {Value} there already.");
