using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Agreeing;

/// <summary>Makes a scheduled delivery due again when the order line it became will bring nothing.</summary>
internal sealed class ScheduleDue(AgreementForce force)
{
    /// <summary>
    /// The delivery of a cancelled line is due again, once, under the lock of its agreement. A line that no longer is the whole delivery was split or
    /// cut before, and what else serves it is not known here: that delivery stays ordered. Terms that wait were written without the delivery, so they
    /// are taken back instead of losing it.
    /// </summary>
    public async Task ReopenAsync(Work work, PurchaseLine line, CancellationToken cancel)
    {
        if (line.State != PurchaseLineState.Cancelled || line.AgreementLineId is not { } agreed || line.Received.IsPositive) return;
        var book = work.State<AgreementBook>();
        await book.LockLinesAsync(work, [agreed], cancel);
        var entries = await work.Db.Set<ScheduleEntry>().Where(s => s.PurchaseLineId == line.Id).ToListAsync(cancel);
        foreach (var entry in entries.Where(e => e.Quantity == line.Ordered))
        {
            var agreement = book.Head(entry.AgreementId);
            (entry.PurchaseLineId, entry.OrderNumber, entry.Version) = (null, null, entry.Version + 1);
            await force.WithdrawAsync(work, agreement, $"The delivery of {entry.Day:yyyy-MM-dd} was cancelled and is due again.", cancel);
            AgreementForce.Tell(work, agreement);
        }
    }
}
