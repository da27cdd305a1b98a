namespace Crossdock.Warehouse.DropShipping;

/// <summary>The steps of a purchase at which its supplier shipped straight to our customer.</summary>
internal sealed class NoticeSteps(Items items) : PurchaseTrailSource
{
    public override async Task<IReadOnlyList<TrailStep>> StepsAsync(CrossdockDb db, TracedPurchase purchase, CancellationToken cancel)
    {
        var lines = purchase.Lines.Keys.ToList();
        var shipped = await (from l in db.Set<ShipNoticeLine>().AsNoTracking()
                             where lines.Contains(l.PurchaseLineId)
                             join n in db.Set<ShipNotice>().AsNoTracking() on l.NoticeId equals n.Id
                             select new { n.PostingId, n.Number, n.MirrorOf, n.DeliveryNote, n.Reason, n.SalesOrder, l.PurchaseLine, l.ItemId, l.Quantity }).ToListAsync(cancel);
        var known = await items.FindManyAsync(db, shipped.Select(s => s.ItemId).Distinct(), cancel);
        return
        [
            .. shipped.GroupBy(s => (s.PostingId, s.Number)).Select(g => new TrailStep(
                g.Key.PostingId, TrailDuty.Received, g.First().MirrorOf is null ? $"{g.Key.Number}: shipped straight to the customer of {g.First().SalesOrder}" : $"{g.Key.Number}: what was keyed is reversed",
                string.Join("; ", g.OrderBy(s => s.PurchaseLine).Select(s => $"line {s.PurchaseLine}: {s.Quantity} {known[s.ItemId].BaseUnit} {known[s.ItemId].Code}")
                    .Append(g.First().Reason ?? (g.First().DeliveryNote is { } note ? $"delivery note {note}" : null)).OfType<string>()), $"/ship-notices/{g.Key.Number}")),
        ];
    }

    public override async Task<IReadOnlyList<string>> OrdersOfAsync(CrossdockDb db, string document, CancellationToken cancel) =>
        await db.Set<ShipNotice>().Where(n => n.Number == document || n.SalesOrder == document).Select(n => n.PurchaseOrder).Distinct().ToListAsync(cancel);
}
