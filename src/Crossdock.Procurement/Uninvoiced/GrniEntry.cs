namespace Crossdock.Procurement.Uninvoiced;

/// <summary>What moved goods received, not invoiced. Stored by number.</summary>
internal enum GrniKind
{
    /// <summary>Goods came.</summary>
    Receipt = 1,

    /// <summary>Goods went back.</summary>
    Return = 2,

    /// <summary>The supplier billed.</summary>
    Invoice = 3,

    /// <summary>One of these was reversed.</summary>
    Reversal = 4,

    /// <summary>Stock of the supplier was used.</summary>
    Usage = 5,

    /// <summary>No bill comes, or no credit.</summary>
    WriteOff = 6,
}

/// <summary>
/// An entry of the sub-ledger of goods received, not invoiced: per order line, debit positive. The sum per entity equals the account at
/// every commit.
/// </summary>
internal sealed class GrniEntry
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public EntityId EntityId { get; init; }
    public Guid LineId { get; init; }

    /// <summary>The line's revision at that moment.</summary>
    public int Revision { get; init; }

    /// <summary>Receipt line, return, invoice or write-off that caused it.</summary>
    public Guid SourceId { get; init; }

    public GrniKind Kind { get; init; }
    public Quantity Quantity { get; init; }
    public Amount Amount { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>The source this takes back; null for all but reversals.</summary>
    public Guid? ReversalOf { get; init; }

    /// <summary>Number of the receipt; null for all but receipts, as the two below.</summary>
    public string? Receipt { get; init; }

    /// <summary>Day the goods stood at the dock, as the site counts days: suppliers are measured by it, not by when we unloaded.</summary>
    public DateOnly? ArrivedOn { get; init; }

    public Condition? Condition { get; init; }
}

internal static class GrniRows
{
    public static readonly RowMap<GrniEntry> Entries = new("procurement_grni_entries");
    public static readonly RowInsert<GrniEntry> Insert = new(Entries, sealedRow: true);
}
