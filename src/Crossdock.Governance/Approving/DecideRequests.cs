using System.ComponentModel.DataAnnotations;
using Crossdock.Governance.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Approving;

/// <summary>What somebody says to a request.</summary>
public enum ApprovalAnswer
{
    /// <summary>Yes.</summary>
    Approve = 1,

    /// <summary>No.</summary>
    Reject = 2,

    /// <summary>Back to the requester, to be edited.</summary>
    Return = 3,
}

/// <summary>Decides on requests, all of them or none.</summary>
/// <param name="Requests">Their numbers.</param>
/// <param name="Answer">Approve, reject or return.</param>
/// <param name="Comment">Why; needed to reject or return.</param>
/// <param name="Seen">Version of the request that was looked at, when it is one; a later edit is then not approved unseen.</param>
public sealed record DecideRequestsRequest(
    [Required, MinLength(1), MaxLength(100)] IReadOnlyList<string> Requests, ApprovalAnswer Answer, [StringLength(500)] string? Comment = null, long? Seen = null) : IHasReason
{
    string? IHasReason.Reason => Comment;
}

/// <summary>How the requests stand.</summary>
/// <param name="Requests">Each with its state.</param>
public sealed record DecideRequestsResponse(IReadOnlyList<RequestStand> Requests);

/// <summary>How a request stands.</summary>
/// <param name="Number">The request.</param>
/// <param name="State">Its state.</param>
/// <param name="Step">The step that waits, from 1.</param>
public sealed record RequestStand(string Number, ApprovalState State, int Step)
{
    internal static RequestStand Of(ApprovalRequest request) => new(request.Number, request.State, request.Step);
}

internal sealed class DecideRequests(Approvals approvals, Ballot ballot) : IUse<DecideRequestsRequest, DecideRequestsResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<DecideRequests>("POST /approvals/decide", Permission.Approve)
        .WithSummary("Approve, reject or return requests.");

    public async Task<Result<DecideRequestsResponse>> ExecuteAsync(Work work, DecideRequestsRequest request, CancellationToken cancel)
    {
        if (!Enum.IsDefined(request.Answer)) return Refusal.Invalid("governance.answer", "Say approve, reject or return.", "/answer");
        if (request.Answer != ApprovalAnswer.Approve && string.IsNullOrWhiteSpace(request.Comment)) return new SayWhy();
        if (request is { Seen: not null, Requests.Count: > 1 }) return Refusal.Invalid("governance.seen", "A version can be named for one request only.", "/seen");
        var stands = new List<RequestStand>();
        foreach (var number in request.Requests.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if ((await DecideAsync(work, number, request, cancel)).Refused(out var refusal, out var stand)) return refusal;
            stands.Add(stand);
        }

        work.Subject = stands.Count == 1 ? $"approval {stands[0].Number}" : $"{stands.Count} approvals";
        return new DecideRequestsResponse(stands);
    }

    private async Task<Result<RequestStand>> DecideAsync(Work work, string number, DecideRequestsRequest said, CancellationToken cancel)
    {
        if ((await ballot.FindAsync(work, number, cancel)).Refused(out var refusal, out var request)) return refusal;
        if (said.Seen is { } seen && seen != request.Version) return new RequestMoved(number);
        if ((await ballot.CapacityAsync(work, request, cancel)).Refused(out refusal, out var capacity)) return refusal;

        if (said.Answer == ApprovalAnswer.Approve && !request.IsReview
            && (await ballot.VoteAsync(work, request, capacity.OnBehalfOf, cancel)).Refused(out refusal, out _)) return refusal;

        var steps = request.Steps();
        var completes = capacity.Completes(steps[request.Step - 1]);
        Vote Said(VoteKind kind) => new() { Kind = kind, OnBehalfOf = capacity.OnBehalfOf, Role = capacity.Role, Comment = said.Comment.OrNull() };
        if (said.Answer != ApprovalAnswer.Approve)
        {
            var (state, kind) = said.Answer == ApprovalAnswer.Reject ? (ApprovalState.Rejected, VoteKind.Rejected) : (ApprovalState.Returned, VoteKind.Returned);
            await Approvals.EndAsync(work, request, state, Said(kind), cancel);
            if ((await approvals.TellAsync(work, request, 0, cancel)).Refused(out refusal, out _)) return refusal;
        }
        else if (completes && request.Step == steps.Count)
        {
            await Approvals.EndAsync(work, request, ApprovalState.Approved, Said(VoteKind.Approved), cancel);
            var told = request.IsReview ? await approvals.TellAsync(work, request, 0, cancel) : await approvals.ApprovedAsync(work, request, Outcome.Approved, cancel);
            if (told.Refused(out refusal, out _)) return refusal;
        }
        else
        {
            Approvals.Record(work, request, Said(VoteKind.Approved));
            if (completes) await NextStepAsync(work, request, steps[request.Step], capacity, cancel);
            else await NotAskedAnyMoreAsync(work, request, steps[request.Step - 1], capacity, cancel);
            Approvals.Moved(work, request);
        }

        return RequestStand.Of(request);
    }

    private async Task NextStepAsync(Work work, ApprovalRequest request, RouteStep next, Capacity capacity, CancellationToken cancel)
    {
        await Approvals.ClearAsync(work, request, cancel);
        request.Step++;
        request.DueAt = work.Now.AddHours(request.Hours);
        request.EscalatedAt = null;
        request.OpenQuestion = null;
        var votes = await work.Db.Set<Vote>().AsNoTracking().Where(v => v.RequestId == request.Id && v.Kind == VoteKind.Approved).ToListAsync(cancel);
        await approvals.AskStepAsync(work, request, next, votes.SelectMany(v => v.Voices()).Append(work.Actor.Id).Append(capacity.OnBehalfOf ?? work.Actor.Id), cancel);
    }

    /// <summary>Whose vote was taken waits no more, nor do others for the voice that has been heard.</summary>
    private static async Task NotAskedAnyMoreAsync(Work work, ApprovalRequest request, RouteStep step, Capacity capacity, CancellationToken cancel)
    {
        var waits = await work.Db.Set<Wait>().Where(w => w.RequestId == request.Id).ToListAsync(cancel);
        var voter = capacity.OnBehalfOf ?? work.Actor.Id;
        work.Db.RemoveRange(waits.Where(w => w.PersonId == voter || w.PersonId == work.Actor.Id || (step.Needed == 0 && w.Role == capacity.Role && w.Role != Electorate.Escalation)));
    }
}
