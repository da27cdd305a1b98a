using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Excepting;

/// <summary>What somebody does about an exception.</summary>
public enum ExceptionAction
{
    /// <summary>Takes it.</summary>
    Take = 1,

    /// <summary>Puts it out of sight until a moment.</summary>
    Snooze = 2,

    /// <summary>Lives with it until a moment, for a reason.</summary>
    AcceptRisk = 3,

    /// <summary>Has done something about it.</summary>
    Resolve = 4,

    /// <summary>Says that it is none.</summary>
    FalseAlarm = 5,
}

/// <summary>Does something about an exception.</summary>
/// <param name="Number">The exception.</param>
/// <param name="Action">What is done.</param>
/// <param name="Reason">What was done, or why; needed for all but taking and snoozing.</param>
/// <param name="Until">Until when, to snooze or to accept the risk, as long as the parameters let it.</param>
public sealed record ActOnExceptionRequest(
    [Required, StringLength(20)] string Number, ExceptionAction Action, [StringLength(300)] string? Reason = null, DateTimeOffset? Until = null) : IHasReason;

/// <summary>How an exception stands.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Its state.</param>
public sealed record ExceptionStandResponse(string Number, ExceptionState State);

internal sealed class ActOnException(ParameterBook book) : IUse<ActOnExceptionRequest, ExceptionStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ActOnException>("POST /exceptions/{number}/act", Permission.SignIn)
        .WithSummary("Take, snooze, accept, resolve or refute an exception.");

    public async Task<Result<ExceptionStandResponse>> ExecuteAsync(Work work, ActOnExceptionRequest request, CancellationToken cancel)
    {
        if (!Enum.IsDefined(request.Action)) return Refusal.Invalid("governance.exception_action", "Say take, snooze, acceptRisk, resolve or falseAlarm.", "/action");
        var item = await work.Db.Set<ExceptionItem>().SingleOrDefaultAsync(e => e.Number == request.Number, cancel);
        if (item is null || !work.Actor.WorksIn(item.EntityId, item.SiteId)) return Refusal.NotFound("exception", request.Number);
        if (!work.Actor.May(item.Owner)) return new NotYourException(item.Number);
        if (!item.IsLive) return new ExceptionEnded(item.Number, item.State);
        if (request.Action is not (ExceptionAction.Take or ExceptionAction.Snooze) && string.IsNullOrWhiteSpace(request.Reason)) return new SayWhatWasDone() { Pointer = "/reason" };
        if (request.Action is ExceptionAction.Snooze or ExceptionAction.AcceptRisk)
        {
            var longest = await book.NowAsync(work.Db, request.Action == ExceptionAction.Snooze ? GovernanceParameters.LongestSnooze : GovernanceParameters.LongestRisk, item.EntityId, item.SiteId, work.Now, cancel);
            if (request.Until is not { } until || until <= work.Now || until - work.Now > TimeSpan.FromDays(longest)) return new UntilWrong(request.Action, longest) { Pointer = "/until" };
        }

        switch (request.Action)
        {
            case ExceptionAction.Take:
                (item.State, item.TakenBy, item.Until) = (ExceptionState.InProgress, work.Actor.Id, null);
                break;
            case ExceptionAction.Snooze:
                (item.State, item.TakenBy, item.Until) = (ExceptionState.Snoozed, work.Actor.Id, request.Until!.Value.ToUniversalTime());
                break;
            case ExceptionAction.AcceptRisk:
                (item.State, item.TakenBy, item.Until, item.Reason) = (ExceptionState.AcceptedRisk, work.Actor.Id, request.Until!.Value.ToUniversalTime(), request.Reason!.Trim());
                break;
            case ExceptionAction.Resolve:
                item.End(ExceptionState.Resolved, work.Now, work.Actor.Id, request.Reason!.Trim());
                break;
            default:
                item.End(ExceptionState.FalseAlarm, work.Now, work.Actor.Id, request.Reason!.Trim());
                break;
        }

        item.Version++;
        ReconcileExceptions.Tell(work, item);
        work.Subject = $"exception {item.Number}";
        return new ExceptionStandResponse(item.Number, item.State);
    }
}

internal sealed record NotYourException(string Number) : Refusal(RefusalKind.Forbidden, "governance.not_your_exception", $"{Number} is the work of others; none of your roles deals with it.");

internal sealed record ExceptionEnded(string Number, ExceptionState State) : Refusal(RefusalKind.Conflict, "governance.exception_ended", $"{Number} is over already: {Ui.Words.Of(State)}.");

internal sealed record SayWhatWasDone() : Refusal(RefusalKind.Invalid, "governance.say_what_was_done", "Say what was done about it, or why nothing needs to be.");

internal sealed record UntilWrong(ExceptionAction Action, int Days) : Refusal(RefusalKind.Invalid, "governance.exception_until",
    $"Say until when{(Action == ExceptionAction.Snooze ? "" : " the risk is accepted")}, at most {(Days == 1 ? "a day" : $"{Days} days")} from now.");
