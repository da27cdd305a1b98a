using System.ComponentModel.DataAnnotations;
using Crossdock.Governance.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Approving;

/// <summary>Asks the requester something before deciding.</summary>
/// <param name="Number">The request.</param>
/// <param name="Question">What is to be known.</param>
public sealed record AskAboutRequestRequest([Required, StringLength(20)] string Number, [Required, StringLength(500)] string Question);

internal sealed class AskAboutRequest(Ballot ballot) : IUse<AskAboutRequestRequest, RequestStand>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AskAboutRequest>("POST /approvals/{number}/ask", Permission.Approve)
        .WithSummary("Ask the requester something; the clock stands still until it is answered.");

    public async Task<Result<RequestStand>> ExecuteAsync(Work work, AskAboutRequestRequest request, CancellationToken cancel)
    {
        if ((await ballot.FindAsync(work, request.Number, cancel)).Refused(out var refusal, out var found)) return refusal;
        if ((await ballot.CapacityAsync(work, found, cancel)).Refused(out refusal, out var capacity)) return refusal;
        found.OpenQuestion = request.Question.Trim();
        Approvals.Record(work, found, new Vote { Kind = VoteKind.Question, OnBehalfOf = capacity.OnBehalfOf, Role = capacity.Role, Comment = found.OpenQuestion });
        Approvals.Moved(work, found);
        work.Subject = $"approval {found.Number}";
        return RequestStand.Of(found);
    }
}

/// <summary>Answers what an approver asked.</summary>
/// <param name="Number">The request.</param>
/// <param name="Answer">The answer.</param>
public sealed record AnswerQuestionRequest([Required, StringLength(20)] string Number, [Required, StringLength(1000)] string Answer);

internal sealed class AnswerQuestion : IUse<AnswerQuestionRequest, RequestStand>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<AnswerQuestion>("POST /approvals/{number}/answer", Permission.SignIn)
        .WithSummary("Answer what an approver asked about a request of yours.");

    public async Task<Result<RequestStand>> ExecuteAsync(Work work, AnswerQuestionRequest request, CancellationToken cancel)
    {
        if ((await OwnRequests.FindAsync(work, request.Number, cancel)).Refused(out var refusal, out var found)) return refusal;
        if (found.OpenQuestion is null) return new NothingAsked(found.Number);
        found.OpenQuestion = null;
        found.DueAt = work.Now.AddHours(found.Hours);
        Approvals.Record(work, found, new Vote { Kind = VoteKind.Answer, Comment = request.Answer.Trim() });
        Approvals.Moved(work, found);
        work.Subject = $"approval {found.Number}";
        return RequestStand.Of(found);
    }
}

/// <summary>Takes a request back; what it was about stays as it is.</summary>
/// <param name="Number">The request.</param>
/// <param name="Reason">Why.</param>
public sealed record WithdrawRequestRequest([Required, StringLength(20)] string Number, [StringLength(200)] string? Reason = null) : IHasReason;

internal sealed class WithdrawRequest(Approvals approvals) : IUse<WithdrawRequestRequest, RequestStand>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<WithdrawRequest>("POST /approvals/{number}/withdraw", Permission.SignIn)
        .WithSummary("Take a request of yours back.");

    public async Task<Result<RequestStand>> ExecuteAsync(Work work, WithdrawRequestRequest request, CancellationToken cancel)
    {
        if ((await OwnRequests.FindAsync(work, request.Number, cancel)).Refused(out var refusal, out var found)) return refusal;
        if (found.IsReview) return new ReviewStays(found.Number);
        await Approvals.EndAsync(work, found, ApprovalState.Withdrawn, new Vote { Kind = VoteKind.Withdrawn, Comment = request.Reason }, cancel);
        if ((await approvals.TellAsync(work, found, 0, cancel)).Refused(out refusal, out _)) return refusal;
        work.Subject = $"approval {found.Number}";
        return RequestStand.Of(found);
    }
}

/// <summary>Approves alone, outside of the route, because it cannot wait. It is reviewed within a day by somebody else.</summary>
/// <param name="Number">The request.</param>
/// <param name="Reason">Why it cannot wait; at least ten characters.</param>
public sealed record BreakGlassRequest([Required, StringLength(20)] string Number, [Required, StringLength(500, MinimumLength = 10)] string Reason) : IHasReason;

internal sealed class BreakGlass(Approvals approvals, Ballot ballot, ParameterBook book) : IUse<BreakGlassRequest, RequestStand>
{
    private const int ShortestReason = 10;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<BreakGlass>("POST /approvals/{number}/break-glass", Permission.BreakGlass)
        .WithSummary("Approve alone in an emergency; it is reviewed within a day.");

    public async Task<Result<RequestStand>> ExecuteAsync(Work work, BreakGlassRequest request, CancellationToken cancel)
    {
        if ((await ballot.FindAsync(work, request.Number, cancel)).Refused(out var refusal, out var found)) return refusal;
        if (Approvals.WritersOf(found).Contains(work.Actor.Id)) return new OwnRequest(found.Number, ConflictMatrix.Row(approvals.Subjects[found.Kind].Conflict));
        if (found.IsReview) return new ReviewStays(found.Number);
        if (request.Reason.Trim().Length < ShortestReason) return new SayWhy() { Pointer = "/reason" };
        if ((await ballot.VoteAsync(work, found, null, cancel)).Refused(out refusal, out _)) return refusal;
        await Approvals.EndAsync(work, found, ApprovalState.Approved, new Vote { Kind = VoteKind.BrokenGlass, Comment = request.Reason.Trim() }, cancel);
        if ((await approvals.ApprovedAsync(work, found, Outcome.BrokenGlass, cancel)).Refused(out refusal, out _)) return refusal;
        var days = await book.NowAsync(work.Db, GovernanceParameters.ReviewAfterGlass, found.EntityId, found.SiteId, work.Now, cancel);
        await approvals.ReviewAsync(work, found, Electorate.EscalationStep, days, $"Glass broken: {request.Reason.Trim()}", cancel);
        work.Subject = $"approval {found.Number}";
        return RequestStand.Of(found);
    }
}

/// <summary>Asks further people about steps that nobody has decided in time.</summary>
/// <param name="Most">How many at once.</param>
public sealed record EscalateRequestsRequest(int Most = 200);

/// <summary>How many were escalated.</summary>
/// <param name="Escalated">The number.</param>
public sealed record EscalateRequestsResponse(int Escalated);

/// <summary>The escalation clock's use; it is on no route.</summary>
internal sealed class EscalateRequests(Electorate electorate) : IUse<EscalateRequestsRequest, EscalateRequestsResponse>
{
    public async Task<Result<EscalateRequestsResponse>> ExecuteAsync(Work work, EscalateRequestsRequest request, CancellationToken cancel)
    {
        var late = await Late(work.Db, work.Now).OrderBy(r => r.DueAt).ThenBy(r => r.Id).Take(request.Most).ToListAsync(cancel);
        foreach (var found in late)
        {
            var asked = await work.Db.Set<Wait>().Where(w => w.RequestId == found.Id).Select(w => w.PersonId).ToListAsync(cancel);
            var further = await electorate.OfStepAsync(work.Db, Electorate.EscalationStep, found.Where(), Approvals.WritersOf(found), cancel);
            foreach (var person in further.Select(f => f.Person.Id).Distinct().Where(p => !asked.Contains(p)))
                work.Db.Add(new Wait { PersonId = person, RequestId = found.Id, Role = Electorate.Escalation });
            found.EscalatedAt = work.Now;
            Approvals.Record(work, found, new Vote { Kind = VoteKind.Escalated, Comment = $"Nobody decided within {found.Hours} hours." });
            Approvals.Moved(work, found);
        }

        work.Subject = "overdue approvals";
        return new EscalateRequestsResponse(late.Count);
    }

    /// <summary>Requests whose step is overdue and was not escalated; one with an open question waits for its answer.</summary>
    public static IQueryable<ApprovalRequest> Late(CrossdockDb db, DateTimeOffset now) =>
        db.Set<ApprovalRequest>().Where(r => r.State == ApprovalState.Pending && r.DueAt < now && r.EscalatedAt == null && r.OpenQuestion == null);
}

internal static class OwnRequests
{
    public static async Task<Result<ApprovalRequest>> FindAsync(Work work, string number, CancellationToken cancel)
    {
        var request = await work.Db.Set<ApprovalRequest>().SingleOrDefaultAsync(r => r.Number == number, cancel);
        if (request is null || !Approvals.WritersOf(request).Contains(work.Actor.Id)) return Refusal.NotFound("approval of yours", number);
        return request.State == ApprovalState.Pending ? request : new RequestEnded(number, request.State);
    }
}

internal sealed record NothingAsked(string Number) : Refusal(RefusalKind.Conflict, "governance.nothing_asked", $"Nobody waits for an answer on {Number}.");

internal sealed record ReviewStays(string Number) : Refusal(RefusalKind.Refused, "governance.review_stays", $"{Number} looks at what was done already; it can only be decided on.");
