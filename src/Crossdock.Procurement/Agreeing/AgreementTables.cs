namespace Crossdock.Procurement.Agreeing;

internal static class AgreementTables
{
    public static readonly string[] AppendOnly = ["procurement_agreement_releases", "procurement_agreement_versions"];

    public static void Model(ModelBuilder model)
    {
        model.Entity<Agreement>(e =>
        {
            e.ToTable("procurement_agreements", t =>
            {
                t.HasCheckConstraint("ck_agreements_cap", "taken_amount >= 0 AND (value_cap IS NULL OR taken_amount <= value_cap)");
                t.HasCheckConstraint("ck_agreements_in_force", "state < 3 OR state = 5 OR decision_id <> 0");
            });
            e.HasIndex(a => a.Number).IsUnique();
            e.HasIndex(a => new { a.EntityId, a.State, a.EndsAt });
        });
        model.Entity<AgreementLine>(e =>
        {
            e.ToTable("procurement_agreement_lines", t => t.HasCheckConstraint(
                "ck_agreement_lines_cap", "taken_quantity >= 0 AND taken_amount >= 0 AND (quantity_cap IS NULL OR taken_quantity <= quantity_cap)"));
            e.HasIndex(l => new { l.AgreementId, l.Number }).IsUnique();
            e.HasIndex(l => l.ItemId);
        });
        model.Entity<ScheduleEntry>(e =>
        {
            e.ToTable("procurement_agreement_schedule", t => t.HasCheckConstraint("ck_agreement_schedule", "quantity > 0"));
            e.HasIndex(s => new { s.AgreementLineId, s.Day }).IsUnique();
            e.HasIndex(s => s.AgreementId);
            e.Property(s => s.Version).IsConcurrencyToken();
        });
        model.Entity<AgreementRelease>(e =>
        {
            e.ToTable("procurement_agreement_releases");
            e.HasIndex(r => r.PurchaseLineId);
            e.HasIndex(r => new { r.AgreementId, r.Id });
        });
        model.Entity<AgreementVersion>(e =>
        {
            e.ToTable("procurement_agreement_versions");
            e.HasIndex(v => new { v.AgreementId, v.Number }).IsUnique();
        });
    }
}

internal static class AgreementRows
{
    public static readonly RowMap<Agreement> Agreements = new("procurement_agreements");
    public static readonly RowMap<AgreementLine> Lines = new("procurement_agreement_lines");
    public static readonly RowMap<AgreementRelease> Releases = new("procurement_agreement_releases");
    public static readonly RowMap<AgreementVersion> Versions = new("procurement_agreement_versions");

    public static readonly RowInsert<Agreement> Insert = new(Agreements);
    public static readonly RowSelect<Agreement> Lock = new(Agreements, lockRows: true, "id", nameof(Agreement.Id));
    public static readonly RowSelect<Agreement> LockByNumber = new(Agreements, lockRows: true, "id", nameof(Agreement.Number));
    public static readonly RowUpdate<Agreement> Update = new(
        "procurement_agreements",
        "title = @Title, valid_from = @ValidFrom, valid_to = @ValidTo, ends_at = @EndsAt, value_cap = @ValueCap, minimum_value = @MinimumValue, minimum_quantity = @MinimumQuantity, "
        + "taken_amount = @TakenAmount, taken_quantity = @TakenQuantity, state = @State, approval = @Approval, pending = @Pending, pending_reason = @PendingReason, "
        + "version_number = @VersionNumber, decision_id = @DecisionId, version = version + 1",
        "id = @Id AND version = @Version");

    public static readonly RowInsert<AgreementLine> InsertLine = new(Lines);
    public static readonly RowSelect<AgreementLine> LinesOf = new(Lines, lockRows: true, "id", nameof(AgreementLine.AgreementId));
    public static readonly RowUpdate<AgreementLine> UpdateLine = new(
        "procurement_agreement_lines",
        "price = @Price, price_unit = @PriceUnit, price_numerator = @PriceNumerator, price_denominator = @PriceDenominator, breaks = @Breaks, quantity_cap = @QuantityCap, "
        + "ended = @Ended, taken_quantity = @TakenQuantity, taken_amount = @TakenAmount, version = version + 1",
        "id = @Id AND version = @Version");

    public static readonly RowInsert<AgreementRelease> InsertRelease = new(Releases, sealedRow: true);
    public static readonly RowSelect<AgreementRelease> ReleasesOf = new(Releases, lockRows: false, "id", nameof(AgreementRelease.PurchaseLineId));
    public static readonly RowInsert<AgreementVersion> InsertVersion = new(Versions, sealedRow: true);
}
