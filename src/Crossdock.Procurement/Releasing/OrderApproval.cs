using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Releasing;

/// <summary>Purchase orders as something that may need approval: what people approved happens in their commit.</summary>
internal sealed class OrderApproval(Directory directory, OrderRelease release, PurchaseOrders orders, ProposalDesk proposals, OrderHands hands) : ApprovalSubject
{
    public override string Kind => OrderCases.Kind;

    public override string Title => "Purchase orders and their changes";

    public override string? Together => "orders to one supplier";

    public override Permission Reads => Permission.SeePurchasing;

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; } =
        new Dictionary<string, IReadOnlyList<string>> { [Dimensions.Exception] = OrderCases.Exceptions };

    public override async Task<Result<Done>> VoteAsync(Work work, PersonId voice, string document, CancellationToken cancel) =>
        await work.State<OrderBook>().LockOrderAsync(work, document, cancel) is { } found
            ? await hands.TakeAsync(work, voice, Duty.ApproveOrder, found.Order, found.Lines, cancel)
            : Refusal.NotFound("purchase order", document);

    public override async Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        var book = work.State<OrderBook>();
        if (await book.LockOrderAsync(work, end.Document, cancel) is not { } found) return Refusal.NotFound("purchase order", end.Document);
        if (end.IsReview) return Done.Yes;
        var (order, lines) = found;
        if (order.Approval == end.Request) order.Approval = null;
        book.Touch(order);
        if (order.PendingCharges is { } pending && PendingCharges.Read(pending) is var waiting && waiting.Request == end.Request)
        {
            await ChargeAsync(work, order, CaseLine.Of(lines), waiting.Charges, end, cancel);
            return Done.Yes;
        }

        if (end.State != ApprovalState.Approved)
        {
            await proposals.ApprovalEndedAsync(work, order, end, cancel);
            return Done.Yes;
        }

        // What people approved was looked at when they were asked; a supplier that was stopped since then is still stopped, and an agreement that was used up
        // is: the order then stays as it is, approved.
        if (await release.BlockAsync(work, order, lines, cancel) is not null) return Done.Yes;
        if (await proposals.ApplyApprovedAsync(work, order, end, cancel))
        {
            await orders.StateSuppliesAsync(work, cancel);
            return Done.Yes;
        }

        // Where a price began while people looked at it, they looked at another order.
        if (await release.RepriceAsync(work, order, lines, cancel)) return Done.Yes;
        if ((await release.HashAsync(work, order, CaseLine.Of(lines), cancel)).Refused(out var refusal, out var hash)) return refusal;
        if (!hash.AsSpan().SequenceEqual(end.Hash) || lines.All(l => l.State != PurchaseLineState.Draft)) return Done.Yes;
        OrderRelease.Release(work, (await directory.SiteAsync(work.Db, order.SiteId, cancel))!, order, lines, end.Decision);
        await orders.StateSuppliesAsync(work, cancel);
        return Done.Yes;
    }

    /// <summary>Charges that people approved hold, unless the order is another one by now: then they are to be asked for again.</summary>
    private async Task ChargeAsync(Work work, PurchaseOrder order, IReadOnlyList<CaseLine> lines, string charges, ApprovalEnd end, CancellationToken cancel)
    {
        var before = order.Charges;
        order.PendingCharges = null;
        if (end.State != ApprovalState.Approved) return;
        order.Charges = charges;
        if ((await release.HashAsync(work, order, lines, cancel)).Refused(out _, out var hash) || !hash.AsSpan().SequenceEqual(end.Hash))
        {
            order.Charges = before;
            return;
        }

        order.DecisionId = end.Decision;
        OrderVersions.Next(work, order, "Charges changed, approved");
    }
}
