namespace Crossdock.Warehouse.Transferring;

/// <summary>Goods one site asks of another of the same entity.</summary>
internal sealed class Transfer
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";

    /// <summary>Orders lists: later ones are greater.</summary>
    public long Sequence { get; init; }

    public EntityId EntityId { get; init; }
    public SiteId FromSiteId { get; init; }
    public SiteId ToSiteId { get; init; }
    public TransferState State { get; set; }

    /// <summary>Day the goods should leave, at the sender.</summary>
    public DateOnly ShipDay { get; init; }

    /// <summary>Day they should arrive, at the receiver.</summary>
    public DateOnly ArrivalDay { get; init; }

    public PersonId CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who sent the last part: somebody else decides about what does not arrive.</summary>
    public PersonId? ShippedBy { get; set; }

    public string? CancelReason { get; set; }

    /// <summary>1 is served first.</summary>
    public int Rank { get; init; }

    /// <summary>False: all of it must be free at the sender when it is reserved.</summary>
    public bool BackordersAllowed { get; init; }

    /// <summary>The request people decide on, the last one when it is over.</summary>
    public string? Approval { get; set; }

    public string? Note { get; init; }
    public long Version { get; set; }
    public List<TransferLine> Lines { get; init; } = [];

    /// <summary>State from what the lines say; called after each change of them.</summary>
    public void Settle()
    {
        var shipped = Lines.Any(l => l.Shipped.IsPositive);
        var open = Lines.Any(l => l.ToShip.IsPositive);
        var onTheWay = Lines.Any(l => l.OnTheWay.IsPositive);
        var received = Lines.Any(l => l.Received.IsPositive || l.Lost.IsPositive);
        State = !shipped ? (open ? TransferState.Open : TransferState.Cancelled)
            : !open && !onTheWay ? TransferState.Closed
            : received ? TransferState.PartReceived
            : open ? TransferState.PartShipped
            : TransferState.Shipped;
        Version++;
    }
}

/// <summary>One item of a transfer. Its key is the demand at the sender and the supply at the receiver.</summary>
internal sealed class TransferLine
{
    public Guid Id { get; init; }
    public Guid TransferId { get; init; }
    public int Line { get; init; }
    public ItemId ItemId { get; init; }
    public LotId LotId { get; init; }
    public Quantity Ordered { get; init; }
    public Quantity Cancelled { get; set; }
    public Quantity Shipped { get; set; }
    public Quantity Received { get; set; }
    public Quantity Lost { get; set; }

    /// <summary>Shipped and called back to the sender.</summary>
    public Quantity Recalled { get; set; }

    public Quantity ToShip => Ordered - Cancelled - Shipped;

    public Quantity OnTheWay => Shipped - Recalled - Received - Lost;

    /// <summary>What the receiver still waits for.</summary>
    public Quantity ToCome => Ordered - Cancelled - Recalled - Received - Lost;
}

/// <summary>A part of a line on its way: one lot from one shipment, with the value it left with.</summary>
internal sealed class TransferLoad
{
    /// <summary>Key of the way in the stock ledger.</summary>
    public Guid Id { get; init; }
    public Guid TransferId { get; init; }

    /// <summary>The order in which the loads left.</summary>
    public long Sequence { get; init; }
    public Guid LineId { get; init; }
    public ItemId ItemId { get; init; }
    public LotId LotId { get; init; }
    public Quantity Shipped { get; init; }
    public Quantity Received { get; set; }
    public Quantity Lost { get; set; }
    public Quantity Recalled { get; set; }

    public Quantity OnTheWay => Shipped - Received - Lost - Recalled;
}

/// <summary>Only to lock the head before anything is decided.</summary>
internal sealed class TransferHead
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
}

internal static class TransferTables
{
    public static readonly RowSelect<TransferHead> Lock = new(new RowMap<TransferHead>("warehouse_transfers"), lockRows: true, "id", nameof(TransferHead.Number));

    public static void Model(ModelBuilder model)
    {
        model.Entity<Transfer>(e =>
        {
            e.ToTable("warehouse_transfers");
            e.HasIndex(t => t.Number).IsUnique();
            e.HasIndex(t => t.Sequence);
            e.HasIndex(t => new { t.FromSiteId, t.State });
            e.HasIndex(t => new { t.ToSiteId, t.State });
            e.Property(t => t.Version).IsConcurrencyToken();
            e.HasMany(t => t.Lines).WithOne().HasForeignKey(l => l.TransferId);
        });
        model.Entity<TransferLine>(e =>
        {
            e.ToTable("warehouse_transfer_lines", t => t.HasCheckConstraint("ck_transfer_lines",
                "shipped >= 0 AND received >= 0 AND lost >= 0 AND recalled >= 0 AND shipped + cancelled <= ordered AND received + lost + recalled <= shipped"));
            e.HasIndex(l => new { l.TransferId, l.Line }).IsUnique();
            e.Ignore(l => l.ToShip).Ignore(l => l.OnTheWay).Ignore(l => l.ToCome);
        });
        model.Entity<TransferLoad>(e =>
        {
            e.ToTable("warehouse_transfer_loads", t => t.HasCheckConstraint("ck_transfer_loads", "received >= 0 AND lost >= 0 AND recalled >= 0 AND received + lost + recalled <= shipped"));
            e.HasIndex(l => l.TransferId);
            e.Ignore(l => l.OnTheWay);
        });
    }
}
