using Crossdock.Procurement.Ordering;
using Crossdock.Sales;

namespace Crossdock.Procurement.DropShipping;

/// <summary>Customers' lines that a supplier was to ship and whose order was cancelled or closed: they need another source.</summary>
internal sealed class LostDirectLines(Items items, Partners partners) : ExceptionSource
{
    public override string Kind => "procurement.drop_shipment_lost";

    public override string Title => "Drop shipments that lost their supplier";

    public override Permission Owner => Permission.CreatePurchaseOrder;

    public override int Hours => 8;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var none = default(PartnerId);
        var lost = await (from d in SalesOrders.Rows(db)
                          join b in db.Set<DirectSum>() on d.Id equals b.Id
                          where d.SupplierId != none && d.Open > Quantity.Zero && b.Closed > 0 && b.Bound < d.Open
                          orderby d.Order, d.Line
                          select new { Line = d, Sum = b }).ToListAsync(cancel);
        var known = await items.FindManyAsync(db, lost.Select(l => l.Line.ItemId), cancel);
        var names = await partners.FindManyAsync(db, lost.SelectMany(l => new[] { l.Line.CustomerId, l.Line.SupplierId }), cancel);
        return
        [
            .. lost.Select(l => new FoundException(
                $"{l.Line.Order}/{l.Line.Line}", $"Nothing brings line {l.Line.Line} of {l.Line.Order} to {names[l.Line.CustomerId].Name} any more",
                $"{(l.Line.Open - l.Sum.Bound).Words(known[l.Line.ItemId].BaseUnit)} of {known[l.Line.ItemId].Name} were to be shipped by {names[l.Line.SupplierId].Name}; {l.Sum.LastOrder} no longer brings them. Order them again, or have the sales desk take another source.",
                $"/drop-shipments?q={l.Line.Order}", l.Line.EntityId, l.Line.EnteredAt)
            {
                Site = l.Line.SiteId,
                Value = l.Line.OpenNet,
                Currency = l.Line.Currency,
            }),
        ];
    }
}

/// <summary>Released lines of which the supplier would ship more than the customer still wants: the customer cancelled, or took less.</summary>
internal sealed class UnwantedDirectLines(Items items, Partners partners) : ExceptionSource
{
    public override string Kind => "procurement.drop_shipment_unwanted";

    public override string Title => "Drop shipments the customer no longer wants";

    public override Permission Owner => Permission.CreatePurchaseOrder;

    public override int Hours => 4;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var none = default(PartnerId);
        var unwanted = await (from d in SalesOrders.Rows(db)
                              join b in db.Set<DirectSum>() on d.Id equals b.Id
                              where b.Coming > d.Open || (b.Coming > Quantity.Zero && d.SupplierId == none)
                              orderby d.Order, d.Line
                              select new { Line = d, Sum = b }).ToListAsync(cancel);
        var keys = unwanted.ConvertAll(u => u.Line.Id);
        var lines = await db.Set<PurchaseLine>().AsNoTracking().Where(l => l.SalesLineId != null && keys.Contains(l.SalesLineId.Value) && l.State == PurchaseLineState.Released && l.Received < l.Ordered)
            .OrderByDescending(l => l.Id).ToListAsync(cancel);
        var known = await items.FindManyAsync(db, unwanted.Select(u => u.Line.ItemId), cancel);
        var names = await partners.FindManyAsync(db, unwanted.Select(u => u.Line.CustomerId).Concat(lines.Select(l => l.SupplierId)), cancel);
        return
        [
            .. unwanted.Select(u => (Found: u, Bought: lines.First(l => l.SalesLineId == u.Line.Id))).Select(u => new FoundException(
                $"{u.Bought.OrderNumber}/{u.Bought.Number}", $"{names[u.Bought.SupplierId].Name} would ship more than {names[u.Found.Line.CustomerId].Name} wants",
                $"{u.Found.Sum.Coming.Words(known[u.Found.Line.ItemId].BaseUnit)} of {known[u.Found.Line.ItemId].Name} are ordered for line {u.Found.Line.Line} of {u.Found.Line.Order}, the customer wants {u.Found.Line.Open.Grouped} now. Take the rest off {u.Bought.Document} before it leaves.",
                $"/purchase-orders/{u.Bought.OrderNumber}", u.Found.Line.EntityId, u.Bought.ReleasedAt ?? now)
            {
                Site = u.Found.Line.SiteId,
                Value = u.Bought.PriceOf(Quantity.Min(u.Found.Sum.Coming - u.Found.Line.Open, u.Bought.Open)),
                Currency = u.Bought.Currency,
            }),
        ];
    }
}
