namespace Crossdock.Inventory;

/// <summary>Where stock is and in which state: everything of a position but the item.</summary>
/// <param name="Site">Site.</param>
/// <param name="Place">Bin, dock, staging place.</param>
/// <param name="Condition">Condition.</param>
/// <param name="Lot">Lot or serial; default when the item is not tracked.</param>
/// <param name="Owner">Supplier or customer that owns it; default when it is ours.</param>
/// <param name="HandlingUnit">Identified container, 0 when loose.</param>
public readonly record struct StockAt(SiteId Site, PlaceId Place, Condition Condition, LotId Lot = default, PartnerId Owner = default, long HandlingUnit = 0);

/// <summary>The document that moves stock.</summary>
/// <param name="Entity">Whose books.</param>
/// <param name="Number">Its number.</param>
/// <param name="Id">Its key.</param>
/// <param name="Day">Accounting day, in the entity's time zone.</param>
/// <param name="Partner">Supplier or customer, for the counter account.</param>
public sealed record StockDocument(EntityId Entity, string Number, Guid Id, DateOnly Day, PartnerId? Partner = null);

/// <summary>
/// One movement to post: a quantity of an item from one state to another. The missing side is outside (supplier, customer, scrap,
/// adjustment) or, when <see cref="Transit"/> is set, the way between two sites.
/// </summary>
public sealed record StockMove
{
    /// <summary>Why.</summary>
    public required MovementKind Kind { get; init; }

    /// <summary>What.</summary>
    public required ItemId Item { get; init; }

    /// <summary>How much, in base units, positive.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Where it comes from; null when from outside or from transit.</summary>
    public StockAt? From { get; init; }

    /// <summary>Where it goes; null when to the outside or into transit.</summary>
    public StockAt? To { get; init; }

    /// <summary>Transfer line whose transit it enters or leaves.</summary>
    public Guid? Transit { get; init; }

    /// <summary>Site the transit leads to; needed when goods enter it.</summary>
    public SiteId? TransitTo { get; init; }

    /// <summary>
    /// Inbound: what it is worth, in the entity's currency (null: at the pool's own cost, as for a gain). Supplier return: what the
    /// supplier owes for it. Ownership change, and loss of a supplier's stock that we bear: what we owe its owner. Otherwise not read: the
    /// pool says.
    /// </summary>
    public Amount? Value { get; init; }

    /// <summary>
    /// Outbound: it leaves at this value, because the same document took just that over from its owner; null when it leaves at the pool's cost.
    /// </summary>
    public Amount? LeavesAt { get; init; }

    /// <summary>The demand it is for: its allocation is used (shipment) or goes along (pick, ownership change).</summary>
    public Guid? Demand { get; init; }

    /// <summary>The document's line.</summary>
    public Guid? Line { get; init; }

    /// <summary>The line the goods came with (supplier return, goods just taken over), which names the FIFO layer.</summary>
    public Guid? OriginLine { get; init; }

    /// <summary>When it happened; null means now.</summary>
    public DateTimeOffset? HappenedAt { get; init; }

    /// <summary>How we know when it happened.</summary>
    public HappenedSource Source { get; init; } = HappenedSource.Keyed;

    /// <summary>Reason code, for adjustments, counts and condition changes.</summary>
    public string? Reason { get; init; }
}

/// <summary>A movement as posted.</summary>
/// <param name="Movement">Ledger id.</param>
/// <param name="Value">Value that left the pool or entered it, positive, in the entity's currency.</param>
/// <param name="FromNo">Entry number in the ledger of the position it left.</param>
/// <param name="ToNo">Entry number in the ledger of the position it reached.</param>
public sealed record PostedMove(long Movement, Amount Value, long? FromNo, long? ToNo);

/// <summary>A movement that is not posted yet.</summary>
/// <param name="Value">What it would be worth, positive, in the entity's currency.</param>
/// <param name="OnHand">What lies in the position it leaves or reaches.</param>
/// <param name="Allocated">Part of that which is tied to demands.</param>
public sealed record ForeseenMove(Amount Value, Quantity OnHand, Quantity Allocated);
