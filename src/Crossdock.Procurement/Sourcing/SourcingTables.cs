namespace Crossdock.Procurement.Sourcing;

internal static class SourcingTables
{
    public static readonly string[] AppendOnly = ["procurement_bids", "procurement_bid_lines", "procurement_late_acceptances"];

    public static readonly Storage.Checking.SealedTable[] Sealed =
        [new Storage.Checking.SealedTable<Bid>(SourcingRows.Bids), new Storage.Checking.SealedTable<BidLine>(SourcingRows.BidLines), new Storage.Checking.SealedTable<LateAcceptance>(SourcingRows.Acceptances)];

    public static void Model(ModelBuilder model)
    {
        model.Entity<QuotationRequest>(e =>
        {
            e.ToTable("procurement_quotation_requests", t => t.HasCheckConstraint("ck_quotation_weights", "price_weight + lead_time_weight + quality_weight = 100 AND price_weight >= 0 AND lead_time_weight >= 0 AND quality_weight >= 0"));
            e.HasIndex(r => r.Number).IsUnique();
            e.HasIndex(r => new { r.SiteId, r.State });
            e.Property(r => r.Version).IsConcurrencyToken();
        });
        model.Entity<QuotationLine>(e =>
        {
            e.ToTable("procurement_quotation_lines", t => t.HasCheckConstraint("ck_quotation_lines", "quantity > 0"));
            e.HasIndex(l => new { l.RequestId, l.Line }).IsUnique();
        });
        model.Entity<QuotationSource>(e =>
        {
            e.ToTable("procurement_quotation_sources");
            e.HasKey(s => new { s.LineId, s.RequisitionLineId });
            e.HasIndex(s => s.RequisitionLineId);
        });
        model.Entity<Invitation>(e =>
        {
            e.ToTable("procurement_invitations");
            e.HasKey(i => new { i.RequestId, i.SupplierId });
        });
        model.Entity<AwardLine>(e =>
        {
            e.ToTable("procurement_award_lines", t => t.HasCheckConstraint("ck_award_lines", "quantity > 0"));
            e.HasIndex(a => a.RequestId);
        });
        model.Entity<Bid>(e =>
        {
            e.ToTable("procurement_bids");
            e.HasIndex(b => new { b.RequestId, b.SupplierId, b.Number }).IsUnique();
        });
        model.Entity<BidLine>(e =>
        {
            e.ToTable("procurement_bid_lines", t => t.HasCheckConstraint("ck_bid_lines", "quantity > 0 AND price >= 0 AND price_numerator > 0 AND price_denominator > 0 AND lead_time_days >= 0 AND minimum >= 0"));
            e.HasIndex(l => new { l.BidId, l.Line }).IsUnique();
        });
        model.Entity<LateAcceptance>(e =>
        {
            e.ToTable("procurement_late_acceptances");
            e.HasIndex(a => new { a.BidId, a.PersonId }).IsUnique();
        });
    }
}
