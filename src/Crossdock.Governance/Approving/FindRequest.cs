using System.ComponentModel.DataAnnotations;
using Crossdock.Governance.Delegating;
using Crossdock.Governance.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Governance.Approving;

/// <summary>One request for approval.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindRequestRequest([Required, StringLength(20)] string Number);

/// <summary>A step of a request.</summary>
/// <param name="Number">1, 2, ...</param>
/// <param name="Words">Who is asked, in words of the route.</param>
/// <param name="Stand">Done, waiting or later.</param>
/// <param name="People">Names of those asked now.</param>
public sealed record ApprovalStepView(int Number, string Words, string Stand, IReadOnlyList<string> People);

/// <summary>Something that happened to a request.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Person">Who.</param>
/// <param name="OnBehalfOf">For whom, when they stood in.</param>
/// <param name="Comment">What they said.</param>
public sealed record ApprovalVoteView(DateTimeOffset At, VoteKind Kind, string Person, string? OnBehalfOf, string? Comment);

/// <summary>A request with the whole case.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">Kind of what is to be decided on.</param>
/// <param name="Document">The document.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Href">Address of the document.</param>
/// <param name="State">How it stands.</param>
/// <param name="IsReview">True when it was done already.</param>
/// <param name="Amount">What is at stake.</param>
/// <param name="Weighed">What the table looked at: with what else counts together, in the table's currency.</param>
/// <param name="Currency">Currency of the amount.</param>
/// <param name="Requester">Who asks.</param>
/// <param name="Reason">Why.</param>
/// <param name="Row">The row of the table that fitted, in words.</param>
/// <param name="Facts">The case.</param>
/// <param name="Attributes">What the table looked at.</param>
/// <param name="Steps">The route.</param>
/// <param name="Votes">What happened, newest first.</param>
/// <param name="OpenQuestion">A question nobody has answered yet.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="DueAt">When the step is overdue.</param>
/// <param name="Mine">True when the reader is asked now.</param>
/// <param name="Own">True when the reader asked for it.</param>
/// <param name="ContentHash">Hash of what is decided on.</param>
/// <param name="Version">Its version.</param>
/// <param name="WeighedIn">Currency of what the table looked at.</param>
public sealed record FindRequestResponse(
    string Number, string Kind, string Document, string Title, string Href, ApprovalState State, bool IsReview, Amount Amount, Amount Weighed, Currency Currency,
    string Requester, string? Reason, string Row, IReadOnlyList<CaseFact> Facts, IReadOnlyList<CaseFact> Attributes, IReadOnlyList<ApprovalStepView> Steps,
    IReadOnlyList<ApprovalVoteView> Votes, string? OpenQuestion, DateTimeOffset AskedAt, DateTimeOffset DueAt, bool Mine, bool Own, string ContentHash, long Version, Currency WeighedIn) : IVersioned;

internal sealed class FindRequest(People people, IEnumerable<ApprovalSubject> subjects) : IQuery<FindRequestRequest, FindRequestResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindRequest>("GET /approvals/{number}", Permission.SignIn)
        .WithSummary("One request for approval with the whole case.");

    public async Task<Result<FindRequestResponse>> AnswerAsync(Reading reading, FindRequestRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var found = await db.Set<ApprovalRequest>().SingleOrDefaultAsync(r => r.Number == request.Number, cancel);
        if (found is null || !found.Where().SeenBy(reading.Actor)) return Refusal.NotFound("approval", request.Number);
        var waits = await db.Set<Wait>().Where(w => w.RequestId == found.Id).ToListAsync(cancel);
        var me = reading.Actor.Id;
        var standsFor = await StandIns.To(db, me, reading.Now, found.Kind, found.Amount).Select(d => d.PersonId).ToListAsync(cancel);
        var votes = await db.Set<Vote>().Where(v => v.RequestId == found.Id).OrderByDescending(v => v.Id).ToListAsync(cancel);
        var writers = Approvals.WritersOf(found);
        var own = writers.Contains(me);
        var mine = !own && !votes.Exists(v => v.PersonId == me && v.Kind == VoteKind.Approved)
            && waits.Exists(w => w.PersonId == me || (standsFor.Contains(w.PersonId) && !writers.Contains(w.PersonId)));
        var subject = subjects.FirstOrDefault(s => s.Kind == found.Kind);
        if (subject?.Shows is { } needed && !reading.Actor.May(needed)) return Refusal.NotFound("approval", request.Number);
        var reads = subject?.Reads ?? Permission.SeeApprovals;
        if (!own && !mine && !reading.Actor.May(Permission.SeeApprovals) && !reading.Actor.May(reads) && !votes.Exists(v => v.PersonId == me)) return Refusal.NotFound("approval", request.Number);

        var views = new List<ApprovalVoteView>(votes.Count);
        foreach (var vote in votes)
        {
            views.Add(new(vote.At, vote.Kind, await people.NameAsync(db, vote.PersonId, cancel),
                vote.OnBehalfOf is { } other ? await people.NameAsync(db, other, cancel) : null, vote.Comment));
        }

        var asked = new List<string>();
        foreach (var id in waits.Select(w => w.PersonId).Distinct()) asked.Add(await people.NameAsync(db, id, cancel));
        var steps = found.Steps().Select((step, i) => new ApprovalStepView(
            i + 1, step.Spoken(), StandOf(found, i + 1), i + 1 == found.Step ? [.. asked.Order(StringComparer.CurrentCulture)] : []));
        var table = found.TableId;
        var weighedIn = await db.Set<StoredTable>().Where(t => t.Id == table).Select(t => (Currency?)t.Currency).SingleOrDefaultAsync(cancel) ?? found.Currency;
        var attributes = Weigher.ReadText(found.Attributes);
        return new FindRequestResponse(
            found.Number, found.Kind, found.Document, found.Title, found.Href, found.State, found.IsReview, found.Amount, found.Weighed, found.Currency,
            await people.NameAsync(db, found.Requester, cancel), found.Reason, found.RowSentence, Approvals.FactsOf(found),
            [.. Dimensions.All.Where(d => attributes[d.Name] is not (Dimensions.None or "no")).Select(d => new CaseFact(d.Title, Dimensions.Said(d.Name, attributes[d.Name])))],
            [.. steps], views, found.OpenQuestion, found.AskedAt, found.DueAt, mine && found.State == ApprovalState.Pending, own, Convert.ToHexStringLower(found.ContentHash), found.Version, weighedIn);
    }

    private static string StandOf(ApprovalRequest request, int step) => step < request.Step || request.State == ApprovalState.Approved ? "Done"
        : step == request.Step && request.State == ApprovalState.Pending ? "Waiting" : "Later";
}
