namespace Crossdock.Procurement.Consigning;

/// <summary>Who pays for a supplier's stock that is lost with us. Stored by number.</summary>
public enum LossBearer
{
    /// <summary>We do, at the price of the day.</summary>
    Us = 1,

    /// <summary>The supplier does; the loss is recorded and nothing is owed.</summary>
    Supplier = 2,
}

/// <summary>
/// What was agreed with a supplier about stock of an item that lies at a site of ours and stays theirs until it is used. There is one at a time
/// for a supplier, item and site; quantities are in base units.
/// </summary>
internal sealed class Arrangement
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PartnerId SupplierId { get; init; }
    public ItemId ItemId { get; init; }
    public Currency Currency { get; init; }
    public DateOnly FromDay { get; init; }

    /// <summary>Last day; what is still here then is used at the last price. Null when it has no end.</summary>
    public DateOnly? UntilDay { get; set; }

    /// <summary>Below this the supplier is asked to bring more.</summary>
    public Quantity Minimum { get; set; }

    /// <summary>More than this is not ordered.</summary>
    public Quantity Maximum { get; set; }

    /// <summary>Days after which what was not used is out of the agreed time; 0 when there is no such time.</summary>
    public int AgeDays { get; set; }

    public LossBearer Loss { get; set; }

    /// <summary>Customer orders may be promised it. It never changes: what comes was announced to promising by it.</summary>
    public bool Promisable { get; init; }

    /// <summary>It is used before our own stock, else after it.</summary>
    public bool First { get; set; }

    public string? Notes { get; set; }
    public PersonId CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public long Version { get; set; }

    /// <summary>True when goods may be ordered and promised by it on a day.</summary>
    public bool RunsOn(DateOnly day) => FromDay <= day && (UntilDay is null || UntilDay >= day);

    public ConsignedUse ToUse() => new(SupplierId, ItemId, SiteId, FromDay, UntilDay, Promisable, First);
}

/// <summary>The price of an arrangement from a day on, per the supplier's unit. Written once; the last one written for a day holds.</summary>
internal sealed class ArrangementPrice
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public Guid ArrangementId { get; init; }
    public DateOnly FromDay { get; init; }
    public UnitPrice Price { get; init; }
    public string PriceUnit { get; init; } = "";
    public long Numerator { get; init; }
    public long Denominator { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset At { get; init; }
    public PersonId PersonId { get; init; }

    public PurchasePrice AsGiven => new(Price, PriceUnit, new PackSize(Numerator, Denominator));
}

/// <summary>
/// Some of a supplier's stock was used or lost, at the price of its day; with a negative quantity, that was taken back. Never changed. Amounts
/// are in the arrangement's currency, values in the entity's; both are nothing when the supplier bears a loss.
/// </summary>
internal sealed class UsedStock
{
    public Guid Id { get; init; }
    public long PostingId { get; init; }
    public Guid ArrangementId { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PartnerId SupplierId { get; init; }
    public ItemId ItemId { get; init; }
    public UsageKind Kind { get; init; }

    /// <summary>The order line the supplier bills it on; null when nothing is owed.</summary>
    public Guid? LineId { get; init; }

    /// <summary>The document that used it.</summary>
    public Guid DocumentId { get; init; }

    public string Document { get; init; } = "";

    /// <summary>What it takes back; null when it takes nothing back.</summary>
    public Guid? Reverses { get; init; }

    public Quantity Quantity { get; init; }
    public UnitPrice Price { get; init; }
    public string PriceUnit { get; init; } = "";
    public Amount Amount { get; init; }
    public Amount Value { get; init; }
    public DateOnly Day { get; init; }
    public DateTimeOffset At { get; init; }
}

internal static class ConsigningTables
{
    public static readonly string[] AppendOnly = ["procurement_consignment_prices", "procurement_consigned_usage"];

    public static readonly RowMap<ArrangementPrice> Prices = new("procurement_consignment_prices");
    public static readonly RowMap<UsedStock> Usages = new("procurement_consigned_usage");
    public static readonly RowInsert<ArrangementPrice> InsertPrice = new(Prices, sealedRow: true);
    public static readonly RowInsert<UsedStock> InsertUsage = new(Usages, sealedRow: true);

    public static void Model(ModelBuilder model)
    {
        model.Entity<Arrangement>(e =>
        {
            e.ToTable("procurement_consignments", t => t.HasCheckConstraint("ck_consignments_levels", "minimum >= 0 AND maximum >= minimum AND maximum > 0 AND age_days >= 0"));
            e.HasIndex(a => a.Number).IsUnique();
            e.HasIndex(a => new { a.SupplierId, a.ItemId, a.SiteId, a.FromDay }).IsUnique();
            e.HasIndex(a => a.SiteId);
            e.Property(a => a.Version).IsConcurrencyToken();
        });
        model.Entity<ArrangementPrice>(e =>
        {
            e.ToTable("procurement_consignment_prices", t => t.HasCheckConstraint("ck_consignment_prices", "price >= 0 AND numerator > 0 AND denominator > 0"));
            e.HasIndex(p => new { p.ArrangementId, p.FromDay, p.Id });
        });
        model.Entity<UsedStock>(e =>
        {
            e.ToTable("procurement_consigned_usage");
            e.HasIndex(u => u.DocumentId);
            e.HasIndex(u => u.LineId);
            e.HasIndex(u => new { u.ArrangementId, u.Day });
        });
    }
}
