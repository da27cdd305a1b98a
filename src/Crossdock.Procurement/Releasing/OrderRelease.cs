using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Choosing;
using Crossdock.Procurement.Offering;
using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Releasing;

/// <summary>
/// The only way an order becomes one, and the only way a released one changes what it commits us to: the supplier must be approved, and
/// governance must say go to the whole order as it would be.
/// </summary>
internal sealed class OrderRelease(Approvals approvals, OrderCases cases, Partners partners, Qualifications qualifications, Directory directory, OfferDesk offers, AgreementDesk agreements, OrderHands hands, Items items, Sources sources, DropShipping.DirectOrders direct, OrderMinimum minimum)
{
    /// <summary>
    /// Releases the drafts of an order, or asks people, once the buyer has answered what other sites could send. Answers the verdict; when it is no go,
    /// the order waits and nothing of it is supply. Supplies are to be stated by the caller.
    /// </summary>
    public async Task<Result<Verdict>> ReleaseAsync(Work work, PurchaseOrder order, IReadOnlyList<PurchaseLine> lines, string? reason, CancellationToken cancel)
    {
        await RepriceAsync(work, order, lines, cancel);
        if (await minimum.ChargeAsync(work, order, CaseLine.Of(lines), cancel)) work.State<OrderBook>().Touch(order);
        if (await BlockAsync(work, order, lines, cancel) is { } blocked) return blocked;
        if (await minimum.CheckAsync(work, order, CaseLine.Of(lines), cancel) is { } below) return below;
        if ((await hands.TakeAsync(work, work.Actor.Id, Duty.ReleaseOrder, order, lines, cancel)).Refused(out var refusal, out _)) return refusal;
        if (await offers.WeighAsync(work, order, lines, releasing: true, cancel) is { Count: > 0 } open) return TransferFirst.Of(open);
        if ((await AskAsync(work, order, CaseLine.Of(lines), reason, cancel)).Refused(out refusal, out var verdict)) return refusal;
        if (verdict.Go) Release(work, (await directory.SiteAsync(work.Db, order.SiteId, cancel))!, order, lines, verdict.Decision);
        return verdict;
    }

    /// <summary>A draft at the terms costs what they ask for on the day it is released, and is decided on at that price. True when one costs something else now.</summary>
    public async Task<bool> RepriceAsync(Work work, PurchaseOrder order, IReadOnlyList<PurchaseLine> lines, CancellationToken cancel)
    {
        var (changed, day) = (false, (await directory.SiteAsync(work.Db, order.SiteId, cancel))!.DayOf(work.Now));
        foreach (var line in lines.Where(l => l is { State: PurchaseLineState.Draft, AtTerms: true }))
        {
            if (await partners.TermsAsync(work.Db, order.SupplierId, line.ItemId, day, cancel) is not { } terms) continue;
            changed |= line.Reprice(work, terms.PriceFor(Deliveries.WholeOf(lines, line)), (await items.FindAsync(work.Db, line.ItemId, cancel))!, $"The supplier's price on {day:yyyy-MM-dd}");
        }

        if (changed) work.State<OrderBook>().Touch(order);
        return changed;
    }

    /// <summary>
    /// Why an order may not be released today, or null: its supplier may not be ordered from, or not for an item, or an agreement does not bear it. Asked at every release, also
    /// when people approved it before.
    /// </summary>
    public async Task<Refusal?> BlockAsync(Work work, PurchaseOrder order, IReadOnlyList<PurchaseLine> lines, CancellationToken cancel)
    {
        if (await agreements.BearAsync(work, order, CaseLine.Of(lines), cancel) is { } unborne) return unborne;
        if (await agreements.HoldsAsync(work, CaseLine.Of(lines.Where(l => l.State == PurchaseLineState.Draft)), cancel) is { } changed) return changed;
        if (await direct.FitAsync(work, order, CaseLine.Of(lines), CaseLine.Of(lines.Where(l => l.State != PurchaseLineState.Draft)), cancel) is { } beyond) return beyond;
        return await SupplierBlockAsync(work, order, lines.Where(l => l.State == PurchaseLineState.Draft).Select(l => l.ItemId), cancel);
    }

    /// <summary>Why items may not be ordered from the order's supplier today, or null.</summary>
    private async Task<Refusal?> SupplierBlockAsync(Work work, PurchaseOrder order, IEnumerable<ItemId> ordered, CancellationToken cancel)
    {
        var day = (await directory.EntityAsync(work.Db, order.EntityId, cancel))!.DayOf(work.Now);
        var supplier = (await partners.FindAsync(work.Db, order.SupplierId, cancel))!;
        if (await qualifications.OrderBlockAsync(work.Db, supplier, day, cancel) is { } unqualified) return unqualified;
        var site = (await directory.SiteAsync(work.Db, order.SiteId, cancel))!;
        return await sources.BlockAsync(work.Db, site, site.DayOf(work.Now), supplier, ordered, cancel);
    }

    /// <summary>Asks whether a released order may become as described; the caller changes it when the verdict is go.</summary>
    public async Task<Result<Verdict>> ChangeAsync(Work work, PurchaseOrder order, IReadOnlyList<CaseLine> asItWouldBe, string? reason, CancellationToken cancel)
    {
        if (await agreements.BearAsync(work, order, asItWouldBe, cancel) is { } unborne) return unborne;
        if (await BeyondAsync(work, order, asItWouldBe, cancel) is { } beyond) return beyond;
        if ((await hands.EditAsync(work, order, cancel)).Refused(out var refusal, out _)) return refusal;
        if ((await AskAsync(work, order, asItWouldBe, reason, cancel)).Refused(out refusal, out var verdict)) return refusal;
        if (verdict.Go) order.DecisionId = verdict.Decision;
        return verdict;
    }

    /// <summary>Asks whether the remainder of a line that was closed short may come after all: as a release would be asked, of the whole order with it.</summary>
    public async Task<Result<Verdict>> ReopenAsync(Work work, PurchaseOrder order, PurchaseLine line, DateOnly day, string? reason, CancellationToken cancel)
    {
        if (await SupplierBlockAsync(work, order, [line.ItemId], cancel) is { } blocked) return blocked;
        IReadOnlyList<CaseLine> others = CaseLine.Of(work.State<OrderBook>().LinesOf(order.Number).Where(l => l.Id != line.Id));
        return await ChangeAsync(work, order, [.. others.Append(CaseLine.Of(line) with { Day = day }).OrderBy(l => l.Number)], reason, cancel);
    }

    /// <summary>Why a released order that is shipped straight to a customer may not become as described: the customer did not order that.</summary>
    public Task<Refusal?> BeyondAsync(Work work, PurchaseOrder order, IReadOnlyList<CaseLine> asItWouldBe, CancellationToken cancel) =>
        direct.FitAsync(work, order, asItWouldBe, CaseLine.Of(work.State<OrderBook>().LinesOf(order.Number)), cancel);

    private async Task<Result<Verdict>> AskAsync(Work work, PurchaseOrder order, IReadOnlyList<CaseLine> asItWouldBe, string? reason, CancellationToken cancel)
    {
        if ((await cases.OfAsync(work, order, asItWouldBe, reason, cancel)).Refused(out var refusal, out var asked)) return refusal;
        if ((await approvals.AskAsync(work, asked, cancel)).Refused(out refusal, out var verdict)) return refusal;
        if (verdict is { Go: true, Ruled: false } && !work.Actor.May(Permission.ReleasePurchaseOrder)) return new MayNotRelease();
        order.Approval = verdict.Request;
        work.State<OrderBook>().Touch(order);
        return verdict;
    }

    /// <summary>Hash of the order as described, to see whether an approval is about just this.</summary>
    public async Task<Result<byte[]>> HashAsync(Work work, PurchaseOrder order, IReadOnlyList<CaseLine> lines, CancellationToken cancel) =>
        (await cases.OfAsync(work, order, lines, null, cancel)).Refused(out var refusal, out var asked) ? refusal : asked.Hash();

    /// <summary>Sends drafts to the supplier: from now on they are supply, and the day asked for is the one the supplier is measured by; what lay until that day had passed is asked for as soon as it can be.</summary>
    public static void Release(Work work, Site site, PurchaseOrder order, IEnumerable<PurchaseLine> lines, long decision)
    {
        var book = work.State<OrderBook>();
        var again = order.IsReleased;
        (order.ReleasedAt, order.ReleasedBy, order.DecisionId, order.Approval) = (work.Now, work.Actor.Id, decision, null);
        book.Touch(order);
        foreach (var line in lines.Where(l => l.State == PurchaseLineState.Draft).ToList())
        {
            line.State = PurchaseLineState.Released;
            line.ReleasedAt = work.Now;
            line.ReleasedBy = work.Actor.Id;
            line.FirstRequestedDay = line.RequestedDay = PassedDays.Now(work, site, line.RequestedDay);
            book.Record(work, line, LineChangeKind.Released);
            work.Announce(new PurchaseLineReleased(line.Id, order.Number, line.Ordered, line.RequestedDay, line.ItemId, line.SiteId));
        }

        OrderVersions.Next(work, order, again ? "Further lines released" : "Released");
    }
}
