namespace Crossdock.Governance.Approving;

/// <summary>Requests that nobody has decided in time, and those that nobody could decide.</summary>
internal sealed class OverdueApprovals : ExceptionSource
{
    public override string Kind => "governance.approval_overdue";

    public override string Title => "Approvals that nobody decides";

    public override Permission Owner => Permission.SeeApprovals;

    public override int Hours => 8;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var waits = db.Set<Wait>();
        var found = await db.Set<ApprovalRequest>().AsNoTracking().Where(r => r.State == ApprovalState.Pending && (r.DueAt < now || !waits.Any(w => w.RequestId == r.Id)))
            .OrderBy(r => r.DueAt).Select(r => new { r.Number, r.Title, r.EntityId, r.SiteId, r.Amount, r.Currency, r.DueAt, r.AskedAt, r.Route, Asked = waits.Any(w => w.RequestId == r.Id) }).Take(500).ToListAsync(cancel);
        return found.ConvertAll(r => new FoundException(
            r.Number, $"{r.Title} waits for a decision",
            r.Asked ? $"It goes to {r.Route} and is overdue. Remind them, or let somebody stand in." : $"Nobody who could decide is left of {r.Route}. Give somebody the role.", $"/approvals/{r.Number}", r.EntityId, r.Asked ? r.DueAt : r.AskedAt)
        {
            Site = r.SiteId,
            Value = r.Amount,
            Currency = r.Currency,
        });
    }
}
