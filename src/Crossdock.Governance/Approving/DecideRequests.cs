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
public sealed record RequestStand(string Number, ApprovalState State, int Step);

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

        var step = ApprovalRoute.Parse(request.Route).Value.Steps[request.Step - 1];
        var vote = new Vote { OnBehalfOf = capacity.OnBehalfOf, Role = capacity.Role, Comment = Blank(said.Comment) };
        if (said.Answer != ApprovalAnswer.Approve)
        {
            var (state, kind) = said.Answer == ApprovalAnswer.Reject ? (ApprovalState.Rejected, VoteKind.Rejected) : (ApprovalState.Returned, VoteKind.Returned);
            await Approvals.EndAsync(work, request, state, Of(vote, kind), cancel);
            if ((await approvals.TellAsync(work, request, 0, cancel)).Refused(out refusal, out _)) return refusal;
            return new RequestStand(number, request.State, request.Step);
        }

        if (!capacity.Completes(step))
        {
            Approvals.Record(work, request, Of(vote, VoteKind.Approved));
            await NotAskedAnyMoreAsync(work, request, step, capacity, cancel);
            request.Version++;
            work.Announce(new ApprovalMoved(request.Number, request.Document, request.State, request.SiteId));
            return new RequestStand(number, request.State, request.Step);
        }

        if (request.Step < ApprovalRoute.Parse(request.Route).Value.Steps.Count)
        {
            Approvals.Record(work, request, Of(vote, VoteKind.Approved));
            await Approvals.ClearAsync(work, request, cancel);
            request.Step++;
            request.DueAt = work.Now.AddHours(request.Hours);
            request.EscalatedAt = null;
            request.OpenQuestion = null;
            request.Version++;
            var voted = await work.Db.Set<Vote>().Where(v => v.RequestId == request.Id && v.Kind == VoteKind.Approved).Select(v => new { v.PersonId, v.OnBehalfOf }).ToListAsync(cancel);
            var spent = voted.SelectMany(v => new[] { v.PersonId, v.OnBehalfOf ?? v.PersonId }).Append(work.Actor.Id).Append(capacity.OnBehalfOf ?? work.Actor.Id);
            await approvals.AskStepAsync(work, request, ApprovalRoute.Parse(request.Route).Value.Steps[request.Step - 1], spent, cancel);
            work.Announce(new ApprovalMoved(request.Number, request.Document, request.State, request.SiteId));
            return new RequestStand(number, request.State, request.Step);
        }

        await Approvals.EndAsync(work, request, ApprovalState.Approved, Of(vote, VoteKind.Approved), cancel);
        var told = request.IsReview ? await approvals.TellAsync(work, request, 0, cancel) : await approvals.ApprovedAsync(work, request, Outcome.Approved, cancel);
        if (told.Refused(out refusal, out _)) return refusal;
        return new RequestStand(number, request.State, request.Step);
    }

    /// <summary>Whose vote was taken waits no more, nor do others for the voice that has been heard.</summary>
    private static async Task NotAskedAnyMoreAsync(Work work, ApprovalRequest request, RouteStep step, Capacity capacity, CancellationToken cancel)
    {
        var waits = await work.Db.Set<Wait>().Where(w => w.RequestId == request.Id).ToListAsync(cancel);
        var voter = capacity.OnBehalfOf ?? work.Actor.Id;
        work.Db.RemoveRange(waits.Where(w => w.PersonId == voter || w.PersonId == work.Actor.Id || (step.Needed == 0 && w.Role == capacity.Role && w.Role != Electorate.Escalation)));
    }

    private static Vote Of(Vote vote, VoteKind kind) => new() { Kind = kind, OnBehalfOf = vote.OnBehalfOf, Role = vote.Role, Comment = vote.Comment };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
