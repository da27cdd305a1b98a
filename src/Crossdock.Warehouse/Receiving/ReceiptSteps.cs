using Crossdock.Warehouse.SupplierReturns;

namespace Crossdock.Warehouse.Receiving;

/// <summary>The steps of a purchase at the dock: what came, what was reversed, what went back.</summary>
internal sealed class ReceiptSteps(Items items) : PurchaseTrailSource
{
    public override async Task<IReadOnlyList<TrailStep>> StepsAsync(CrossdockDb db, TracedPurchase purchase, CancellationToken cancel)
    {
        var lines = purchase.Lines.Keys.ToList();
        var came = await (from l in db.Set<ReceiptLine>().AsNoTracking()
                          where lines.Contains(l.OrderLineId)
                          join r in db.Set<Receipt>().AsNoTracking() on l.ReceiptId equals r.Id
                          where r.State == ReceiptState.Posted
                          select new { r.Id, r.PostingId, r.Number, r.DeliveryNote, l.OrderLineId, l.ItemId, l.Quantity }).ToListAsync(cancel);
        var receipts = came.ConvertAll(c => (Guid?)c.Id);
        var reversed = await db.Set<Receipt>().AsNoTracking().Where(r => receipts.Contains(r.ReverseOf)).ToListAsync(cancel);
        var back = await (from l in db.Set<SupplierReturnLine>().AsNoTracking()
                          where lines.Contains(l.OrderLineId)
                          join r in db.Set<SupplierReturn>().AsNoTracking() on l.ReturnId equals r.Id
                          select new { r.PostingId, r.Number, r.Reason, l.OrderLineId, l.ItemId, l.Quantity }).ToListAsync(cancel);
        var known = await items.FindManyAsync(db, came.Select(c => c.ItemId).Concat(back.Select(b => b.ItemId)).Distinct(), cancel);
        return
        [
            .. came.GroupBy(c => (c.PostingId, c.Number)).Select(g => new TrailStep(
                g.Key.PostingId, TrailDuty.Received, $"{g.Key.Number}: goods received",
                Told(g.Select(c => (purchase.Lines[c.OrderLineId], c.Quantity, known[c.ItemId])), g.First().DeliveryNote is { } note ? $"delivery note {note}" : null), $"/receipts/{g.Key.Number}")),
            .. reversed.Select(r => new TrailStep(
                r.PostingId, TrailDuty.Received, $"{r.Number}: receipt {came.First(c => c.Id == r.ReverseOf).Number} reversed", r.Reason, $"/receipts/{r.Number}")),
            .. back.GroupBy(b => (b.PostingId, b.Number)).Select(g => new TrailStep(
                g.Key.PostingId, TrailDuty.SentBack, $"{g.Key.Number}: sent back",
                Told(g.Select(b => (purchase.Lines[b.OrderLineId], b.Quantity, known[b.ItemId])), g.First().Reason), null)),
        ];
    }

    public override async Task<IReadOnlyList<string>> OrdersOfAsync(CrossdockDb db, string document, CancellationToken cancel)
    {
        var came = await (from r in db.Set<Receipt>()
                          where r.Number == document
                          join l in db.Set<ReceiptLine>() on r.Id equals l.ReceiptId
                          select l.OrderNumber).Distinct().ToListAsync(cancel);
        var back = await (from r in db.Set<SupplierReturn>()
                          where r.Number == document
                          join l in db.Set<ReceiptLine>() on r.ReceiptId equals l.ReceiptId
                          select l.OrderNumber).Distinct().ToListAsync(cancel);
        return [.. came.Union(back).Where(n => n.Length > 0)];
    }

    private static string Told(IEnumerable<(int Line, Quantity Quantity, Item Item)> lines, string? more) =>
        string.Join("; ", lines.OrderBy(l => l.Line).Select(l => $"line {l.Line}: {l.Quantity} {l.Item.BaseUnit} {l.Item.Code}").Append(more).OfType<string>());
}
