using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Choosing;
using Crossdock.Procurement.Consigning;
using Crossdock.Procurement.Requisitioning;
using Crossdock.Procurement.Uninvoiced;

namespace Crossdock.Procurement.Ordering;

internal static class PurchasingTables
{
    public static readonly string[] AppendOnly =
        ["procurement_line_changes", "procurement_grni_entries", "procurement_order_versions", "procurement_requisition_links", .. AgreementTables.AppendOnly, .. ConsigningTables.AppendOnly];

    public static void Model(ModelBuilder model)
    {
        AgreementTables.Model(model);
        SourceTables.Model(model);
        ConsigningTables.Model(model);
        DropShipping.DirectTables.Model(model);
        model.Entity<PurchaseOrder>(e =>
        {
            // Nothing is released without a decision that says so: not by any code, not by hand.
            e.ToTable("procurement_orders", t => t.HasCheckConstraint("ck_orders_released", "released_at IS NULL OR decision_id <> 0"));
            e.HasIndex(o => o.Number).IsUnique();
            e.Ignore(o => o.IsReleased);
            e.HasIndex(o => new { o.SupplierId, o.Id });
            e.HasIndex(o => new { o.SiteId, o.Id });
        });
        model.Entity<PurchaseLine>(e =>
        {
            e.ToTable("procurement_lines", t =>
            {
                t.HasCheckConstraint("ck_lines_quantities", "ordered > 0 AND received >= 0 AND returned >= 0 AND returned <= received AND invoiced >= 0");
                t.HasCheckConstraint("ck_lines_price", "price >= 0 AND price_numerator > 0 AND price_denominator > 0");
                t.HasCheckConstraint("ck_lines_direct", "(kind = 5) = (sales_line_id IS NOT NULL)");
                t.HasCheckConstraint("ck_lines_agreement", "(agreement_use = 0) = (agreement_line_id IS NULL)");
            });
            e.HasIndex(l => new { l.OrderId, l.Number }).IsUnique();
            e.HasIndex(l => l.OrderNumber);
            e.HasIndex(l => l.SalesLineId).HasFilter("sales_line_id IS NOT NULL");
            e.HasIndex(l => new { l.ItemId, l.SiteId, l.State });
            e.HasIndex(l => new { l.SiteId, l.State, l.RequestedDay });
            e.HasIndex(l => new { l.SupplierId, l.ReleasedAt });
        });
        model.Entity<Proposal>(e =>
        {
            e.ToTable("procurement_proposals");
            e.HasIndex(p => p.Number).IsUnique();
            e.HasIndex(p => new { p.LineId, p.State });
            e.HasIndex(p => new { p.OrderId, p.State });
            e.HasIndex(p => new { p.State, p.SiteId });
            e.Property(p => p.Version).IsConcurrencyToken();
        });
        model.Entity<AnswerRule>(e =>
        {
            e.ToTable("procurement_answer_rules");
            e.HasKey(r => r.Category);
        });
        model.Entity<Requisition>(e =>
        {
            e.ToTable("procurement_requisitions");
            e.HasIndex(r => r.Number).IsUnique();
            e.HasIndex(r => r.PlanKey);
            e.Property(r => r.Version).IsConcurrencyToken();
        });
        model.Entity<RequisitionLine>(e =>
        {
            e.ToTable("procurement_requisition_lines", t => t.HasCheckConstraint("ck_requisition_lines", "quantity > 0 AND ordered >= 0"));
            e.HasIndex(l => new { l.RequisitionId, l.Line }).IsUnique();
            e.HasIndex(l => l.Number);
            e.HasIndex(l => new { l.SiteId, l.State, l.ItemId });
            e.Property(l => l.Version).IsConcurrencyToken();
        });
        model.Entity<RequisitionLink>(e =>
        {
            e.ToTable("procurement_requisition_links");
            e.HasIndex(l => l.RequisitionLineId);
            e.HasIndex(l => l.PurchaseLineId);
        });
        model.Entity<OrderVersion>(e =>
        {
            e.ToTable("procurement_order_versions");
            e.HasIndex(v => new { v.OrderId, v.Number }).IsUnique();
        });
        model.Entity<LineChange>(e =>
        {
            e.ToTable("procurement_line_changes");
            e.HasIndex(c => c.LineId);
            e.HasIndex(c => new { c.Kind, c.At });
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
