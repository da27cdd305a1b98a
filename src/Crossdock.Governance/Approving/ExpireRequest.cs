namespace Crossdock.Governance.Approving;

/// <summary>Ends a request that nobody has decided for so long that what it asks for is no longer what is wanted.</summary>
/// <param name="Number">The request.</param>
public sealed record ExpireRequestRequest(string Number);

/// <summary>The escalation clock's use; it is on no route. One request at a time, so that an owner who cannot let go of one keeps no other from ending.</summary>
internal sealed class ExpireRequest(Approvals approvals, ParameterBook book) : IUse<ExpireRequestRequest, RequestStand>
{
    public async Task<Result<RequestStand>> ExecuteAsync(Work work, ExpireRequestRequest request, CancellationToken cancel)
    {
        var found = await work.Db.Set<ApprovalRequest>().SingleAsync(r => r.Number == request.Number, cancel);
        if (found.State != ApprovalState.Pending || found.IsReview) return new RequestEnded(found.Number, found.State);
        var days = await DaysAsync(work.Db, book, found, work.Now, cancel);
        if (found.AskedAt.AddDays(days) > work.Now) return new NotYetExpired(found.Number, days);
        await Approvals.EndAsync(work, found, ApprovalState.Expired, new Vote { Kind = VoteKind.Expired, Comment = $"Nobody decided within {days} days." }, cancel);
        if ((await approvals.TellAsync(work, found, 0, cancel)).Refused(out var refusal, out _)) return refusal;
        work.Subject = $"approval {found.Number}";
        return RequestStand.Of(found);
    }

    /// <summary>Numbers of the requests whose time is over.</summary>
    public static async Task<IReadOnlyList<string>> OverAsync(CrossdockDb db, ParameterBook book, DateTimeOffset now, CancellationToken cancel)
    {
        var yesterday = now.AddDays(-GovernanceParameters.RequestExpires.Least);
        var over = new List<string>();
        foreach (var old in await db.Set<ApprovalRequest>().AsNoTracking().Where(r => r.State == ApprovalState.Pending && !r.IsReview && r.AskedAt <= yesterday).OrderBy(r => r.AskedAt).ToListAsync(cancel))
            if (old.AskedAt.AddDays(await DaysAsync(db, book, old, now, cancel)) <= now) over.Add(old.Number);
        return over;
    }

    private static ValueTask<int> DaysAsync(CrossdockDb db, ParameterBook book, ApprovalRequest request, DateTimeOffset now, CancellationToken cancel) =>
        book.NowAsync(db, GovernanceParameters.RequestExpires, request.EntityId, request.SiteId, now, cancel);
}

internal sealed record NotYetExpired(string Number, int Days) : Refusal(RefusalKind.Refused, "governance.not_yet_expired", $"{Number} can be decided on for {Days} days.");
