namespace Crossdock.Warehouse.Documents;

/// <summary>What a document of this module does to stock. Stored by number.</summary>
public enum DocumentKind
{
    /// <summary>From place to place. It has no row of its own: its movement says everything.</summary>
    Move = 1,

    /// <summary>From the dock to a bin.</summary>
    PutAway = 2,

    /// <summary>Another condition.</summary>
    ConditionChange = 3,

    /// <summary>Found, lost or scrapped.</summary>
    Adjustment = 4,

    /// <summary>Counted.</summary>
    Count = 5,

    /// <summary>Stock the books open with.</summary>
    Opening = 6,

    /// <summary>Sent to another site.</summary>
    TransferShipment = 7,

    /// <summary>Arrived from another site.</summary>
    TransferReceipt = 8,

    /// <summary>Lost between sites.</summary>
    TransitLoss = 9,

    /// <summary>The mirror of another document.</summary>
    Reversal = 10,

    /// <summary>What another document should have been.</summary>
    Replacement = 11,

    /// <summary>A supplier's stock was taken over.</summary>
    OwnershipChange = 12,
}

/// <summary>The head of a document that moved stock, written once. Its lines are its movements.</summary>
internal sealed class WarehouseDocument
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public DocumentKind Kind { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public long PostingId { get; init; }
    public DateTimeOffset PostedAt { get; init; }
    public PersonId PersonId { get; init; }
    public DateTimeOffset HappenedAt { get; init; }
    public HappenedSource Source { get; init; }
    public string? Reason { get; init; }
    public string? Note { get; init; }

    /// <summary>Number of the document this one is about: what it reverses, replaces, ships or receives.</summary>
    public string? About { get; init; }
}

internal static class DocumentRows
{
    public static readonly RowMap<WarehouseDocument> Documents = new("warehouse_documents");
    public static readonly RowInsert<WarehouseDocument> Insert = new(Documents, sealedRow: true);

    public static void Model(ModelBuilder model) => model.Entity<WarehouseDocument>(e =>
    {
        e.ToTable("warehouse_documents");
        e.HasIndex(d => d.Number).IsUnique();
        e.HasIndex(d => d.About);
        e.HasIndex(d => new { d.SiteId, d.Kind, d.Id });
    });
}
