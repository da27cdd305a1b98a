using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Approving;

/// <summary>As what somebody may vote on the waiting step of a request.</summary>
/// <param name="OnBehalfOf">Whose right it is, when they stand in; null when their own.</param>
/// <param name="Role">The approver of the route.</param>
/// <param name="Before">What others voted as in this step.</param>
internal sealed record Capacity(PersonId? OnBehalfOf, string Role, IReadOnlyList<string> Before)
{
    /// <summary>True when this vote completes the step.</summary>
    public bool Completes(RouteStep step) => step.Needed == 0
        ? step.Approvers.All(a => a == Role || Before.Contains(a)) || Before.Count + 1 >= step.Votes
        : Before.Count + 1 >= step.Needed;
}

/// <summary>
/// Decides who may vote on what. Below every way in: a page, the API, a batch and an import all come here. The rules: nobody votes on what they
/// wrote or asked for, also not through somebody who stands in for them; nobody votes twice on a request; nobody decides by a table that they put in
/// force the same day.
/// </summary>
internal sealed class Ballot(Approvals approvals, Electorate electorate, Directory directory)
{
    public async Task<Result<ApprovalRequest>> FindAsync(Work work, string number, CancellationToken cancel)
    {
        var request = await work.Db.Set<ApprovalRequest>().SingleOrDefaultAsync(r => r.Number == number, cancel);
        if (request is null || !request.Where().SeenBy(work.Actor)) return Refusal.NotFound("approval", number);
        return request.State == ApprovalState.Pending ? request : new RequestEnded(number, request.State);
    }

    public async Task<Result<Capacity>> CapacityAsync(Work work, ApprovalRequest request, CancellationToken cancel)
    {
        var subject = approvals.Subjects[request.Kind];
        var writers = Approvals.WritersOf(request);
        if (writers.Contains(work.Actor.Id)) return new OwnRequest(request.Number, ConflictMatrix.Row(subject.Conflict));
        var votes = await work.Db.Set<Vote>().AsNoTracking().Where(v => v.RequestId == request.Id && v.Kind == VoteKind.Approved).ToListAsync(cancel);
        if (votes.Exists(v => v.PersonId == work.Actor.Id)) return new VotedBefore(request.Number);
        var makers = await TableMakersTodayAsync(work, request, cancel);
        if (makers.Contains(work.Actor.Id)) return new OwnTable(request.Number);

        var before = votes.Where(v => v.Step == request.Step).Select(v => v.Role!).ToList();
        var step = request.Steps()[request.Step - 1];
        var open = step.Needed == 0 ? step.Approvers.Where(a => !before.Contains(a)) : step.Approvers;
        var waiting = await work.Db.Set<Wait>().Where(w => w.RequestId == request.Id && w.Role == Electorate.Escalation).AnyAsync(cancel);
        var approvers = waiting ? open.Append(Electorate.Escalation).ToList() : [.. open];
        var lentByWriter = false;
        foreach (var person in await electorate.RightsOfAsync(work, work.Actor.Id, request.Kind, request.Amount, cancel))
        {
            // Whoever wrote it cannot lend their right, and a lent right is used once.
            lentByWriter |= writers.Contains(person.Id) || makers.Contains(person.Id);
            if (writers.Contains(person.Id) || makers.Contains(person.Id) || votes.Exists(v => (v.OnBehalfOf ?? v.PersonId) == person.Id)) continue;
            var able = new List<string>();
            foreach (var approver in approvers)
                if (await electorate.IsAsync(work.Db, person, approver, request.Where(), cancel)) able.Add(approver);
            if (able.Count == 0) continue;
            var spent = writers.Union(votes.SelectMany(v => v.Voices())).Append(work.Actor.Id).Append(person.Id).ToHashSet();
            var role = step.Needed > 0 || able.Count == 1 ? able[0] : await BestAsync(work, request, able, open.ToList(), spent, cancel);
            return new Capacity(person.Id == work.Actor.Id ? null : person.Id, role, before);
        }

        return lentByWriter ? new OwnThroughDelegate(request.Number) : new NotAsked(request.Number, step.ToString());
    }

    /// <summary>Whether those whose rights a vote uses may speak for the document.</summary>
    public async Task<Result<Done>> VoteAsync(Work work, ApprovalRequest request, PersonId? onBehalfOf, CancellationToken cancel)
    {
        var subject = approvals.Subjects[request.Kind];
        if ((await subject.VoteAsync(work, work.Actor.Id, request.Document, cancel)).Refused(out var refusal, out _)) return refusal;
        if (onBehalfOf is { } lender && (await subject.VoteAsync(work, lender, request.Document, cancel)).Refused(out refusal, out _)) return new LentRightClashes(request.Number, refusal.Message);
        return Done.Yes;
    }

    /// <summary>Of what somebody may vote as, the one that leaves voices for the rest of the step.</summary>
    private async Task<string> BestAsync(Work work, ApprovalRequest request, List<string> able, List<string> open, HashSet<PersonId> spent, CancellationToken cancel)
    {
        var seats = new Dictionary<string, IReadOnlySet<PersonId>>();
        foreach (var approver in open)
            seats[approver] = (await electorate.OfStepAsync(work.Db, new RouteStep([approver], 1), request.Where(), spent, cancel)).Select(p => p.Person.Id).ToHashSet();
        return able.MaxBy(role => Seats.Filled([.. open.Where(a => a != role).Select(a => seats[a])]))!;
    }

    /// <summary>Who wrote or put in force the table of a request, when that was today.</summary>
    private async Task<IReadOnlyList<PersonId?>> TableMakersTodayAsync(Work work, ApprovalRequest request, CancellationToken cancel)
    {
        var table = request.TableId == 0 ? null : await work.Db.Set<StoredTable>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.TableId, cancel);
        if (table?.ActivatedAt is not { } at) return [];
        var entity = (await directory.EntityAsync(work.Db, request.EntityId, cancel))!;
        return entity.DayOf(at) == entity.DayOf(work.Now) ? [table.ActivatedBy, table.DraftedBy] : [];
    }
}

internal sealed record RequestEnded(string Number, ApprovalState State) : Refusal(RefusalKind.Conflict, "governance.request_ended",
    $"{Number} is {State.ToString().ToLowerInvariant()} already; there is nothing left to decide.");

internal sealed record RequestMoved(string Number) : Refusal(RefusalKind.Stale, "governance.request_moved", $"{Number} has moved since you looked at it. Look again.");

internal sealed record OwnRequest(string Number, Conflict Row) : Refusal(RefusalKind.Forbidden, "governance.own_request",
    $"{Row.Title}: you asked for {Number} or wrote what it is about, so somebody else must decide.");

internal sealed record OwnThroughDelegate(string Number) : Refusal(RefusalKind.Forbidden, "governance.own_through_delegate",
    $"{ConflictMatrix.Row(21).Title}: whoever lets you decide in their place wrote what {Number} is about, or the table it goes by today, so their right does not hold for it.");

internal sealed record LentRightClashes(string Number, string Why) : Refusal(RefusalKind.Forbidden, "governance.lent_right_clashes",
    $"{ConflictMatrix.Row(21).Title}: whoever lets you decide in their place could not approve {Number} themselves ({Why.TrimEnd('.')}), so their right does not hold for it.");

internal sealed record VotedBefore(string Number) : Refusal(RefusalKind.Forbidden, "governance.voted_before", $"You have agreed to {Number} already; another person must decide as well.");

internal sealed record OwnTable(string Number) : Refusal(RefusalKind.Forbidden, "governance.own_table",
    $"{ConflictMatrix.Row(14).Title}: you wrote or put in force the table that {Number} goes by today, so somebody else must decide today.");

internal sealed record NotAsked(string Number, string Step) : Refusal(RefusalKind.Forbidden, "governance.not_asked", $"{Number} waits for {Step}, and you are none of them.");

internal sealed record SayWhy() : Refusal(RefusalKind.Invalid, "governance.say_why", "Say why, so that the requester knows what to do.");
