using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Uninvoiced;

namespace Crossdock.Procurement.Releasing;

/// <summary>
/// Who has had an order in hand. Each line names everybody who wrote, released, approved or changed it, so that a receipt compares without a query;
/// who received and billed is in the entries of goods received, not invoiced.
/// </summary>
internal sealed class OrderHands(Segregation segregation, Partners partners, Items items)
{
    /// <summary>Releases or approves what an order commits us to: not whoever maintained the supplier, set the terms of its items or received on it.</summary>
    public async Task<Result<Done>> TakeAsync(Work work, PersonId who, Duty duty, PurchaseOrder order, IReadOnlyCollection<PurchaseLine> lines, CancellationToken cancel)
    {
        if (who.Value == 0) return Done.Yes;
        var begun = lines.Where(l => l.Received.IsPositive).Select(l => l.Id).ToList();
        foreach (var (line, deeds) in await DeedsAsync(work, who, begun, cancel))
        {
            if ((await segregation.ApartAsync(work, who, duty, deeds, work.State<OrderBook>().Line(line).Document, order.SiteId, default, cancel)).Refused(out var refusal, out _)) return refusal;
        }

        var supplier = (await partners.FindAsync(work.Db, order.SupplierId, cancel))!;
        var known = await items.FindManyAsync(work.Db, lines.Select(l => l.ItemId).Distinct(), cancel);
        if (duty == Duty.ApproveOrder && (await segregation.TakeAsync(work, who, duty, [ChainOf(order)], order.SiteId, default, cancel)).Refused(out var voted, out _)) return voted;
        List<Chain> chains = [Chain.Supplier(supplier.Id, supplier.Code), .. known.Values.Select(i => Chain.Item(i.Id, i.Code))];
        if ((await segregation.TakeAsync(work, who, duty, chains, order.SiteId, default, cancel)).Refused(out var no, out _)) return no;
        foreach (var line in lines) line.TakenBy(who);
        return Done.Yes;
    }

    /// <summary>Changes what was released: not whoever approved it, or their own vote would cover what they do to it.</summary>
    public async Task<Result<Done>> EditAsync(Work work, PurchaseOrder order, CancellationToken cancel) =>
        (await segregation.TakeAsync(work, Duty.WriteOrder, [ChainOf(order)], order.SiteId, cancel: cancel)).Refused(out var refusal, out _)
            ? refusal
            : await TakeAsync(work, work.Actor.Id, Duty.ReleaseOrder, order, [.. work.State<OrderBook>().LinesOf(order.Number)], cancel);

    private static Chain ChainOf(PurchaseOrder order) => Chain.Document("purchase order", order.Number);

    /// <summary>What a person received and billed on lines before.</summary>
    public static async Task<IReadOnlyList<(Guid Line, IReadOnlyList<Deed> Deeds)>> DeedsAsync(Work work, PersonId me, IReadOnlyCollection<Guid> lines, CancellationToken cancel)
    {
        if (lines.Count == 0 || me.Value == 0) return [];
        var found = await (from entry in work.Db.Set<GrniEntry>().AsNoTracking()
                           join posting in work.Db.Set<Posting>().AsNoTracking() on entry.PostingId equals posting.Id
                           where lines.Contains(entry.LineId) && posting.ActorId == me && (entry.Kind == GrniKind.Receipt || entry.Kind == GrniKind.Invoice)
                           select new { entry.LineId, entry.Kind }).Distinct().ToListAsync(cancel);
        return [.. found.GroupBy(f => f.LineId).Select(g => (g.Key, (IReadOnlyList<Deed>)[.. g.Select(f => new Deed(me, f.Kind == GrniKind.Receipt ? Duty.ReceiveGoods : Duty.MatchInvoice))]))];
    }
}
