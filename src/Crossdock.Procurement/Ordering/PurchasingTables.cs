using Crossdock.Procurement.Uninvoiced;

namespace Crossdock.Procurement.Ordering;

internal static class PurchasingTables
{
    public static readonly string[] AppendOnly = ["procurement_line_changes", "procurement_grni_entries"];

    public static void Model(ModelBuilder model)
    {
        model.Entity<PurchaseOrder>(e =>
        {
            e.ToTable("procurement_orders");
            e.HasIndex(o => o.Number).IsUnique();
            e.HasIndex(o => new { o.SupplierId, o.Id });
            e.HasIndex(o => new { o.SiteId, o.Id });
        });
        model.Entity<PurchaseLine>(e =>
        {
            e.ToTable("procurement_lines", t =>
            {
                t.HasCheckConstraint("ck_lines_quantities", "ordered > 0 AND received >= 0 AND returned >= 0 AND returned <= received AND invoiced >= 0");
                t.HasCheckConstraint("ck_lines_price", "price >= 0 AND price_numerator > 0 AND price_denominator > 0");
            });
            e.HasIndex(l => new { l.OrderId, l.Number }).IsUnique();
            e.HasIndex(l => l.OrderNumber);
            e.HasIndex(l => new { l.ItemId, l.SiteId, l.State });
            e.HasIndex(l => new { l.SiteId, l.State, l.RequestedDay });
        });
        model.Entity<LineChange>(e =>
        {
            e.ToTable("procurement_line_changes");
            e.HasIndex(c => c.LineId);
        });
        model.Entity<GrniEntry>(e =>
        {
            e.ToTable("procurement_grni_entries");
            e.HasIndex(g => g.LineId);
            e.HasIndex(g => g.PostingId);
            e.HasIndex(g => new { g.EntityId, g.Day });
        });
    }
}
