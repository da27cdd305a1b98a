using System.ComponentModel.DataAnnotations.Schema;

namespace Crossdock.Inventory.Ledger;

/// <summary>Stock in one state, with its balance. Derived from the movements and rebuildable from them.</summary>
internal sealed class Position
{
    public long Id { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PlaceId PlaceId { get; init; }
    public ItemId ItemId { get; init; }
    public LotId LotId { get; init; }
    public PartnerId OwnerId { get; init; }
    public long HandlingUnit { get; init; }
    public Condition Condition { get; init; }

    /// <summary>The site lets stock go below zero.</summary>
    public bool NegativeAllowed { get; init; }

    public Quantity Quantity { get; set; }

    /// <summary>Part of the quantity that is tied to demands.</summary>
    public Quantity Allocated { get; set; }

    /// <summary>How many entries its ledger has; the next one gets the next number.</summary>
    public long Entries { get; set; }

    /// <summary>Latest moment anything happened here: an earlier one is back-dated and takes the careful way.</summary>
    public DateTimeOffset LastHappenedAt { get; set; }

    /// <summary>Latest posting instant: entry numbers and posting instants of a position never disagree in order.</summary>
    public DateTimeOffset LastPostedAt { get; set; }

    public long Version { get; set; }

    [NotMapped]
    public bool Changed { get; set; }

    [NotMapped]
    public Quantity Free => Quantity - Allocated;

    [NotMapped]
    public bool IsOwn => OwnerId == default;

    public StockAt At => new(SiteId, PlaceId, Condition, LotId, OwnerId, HandlingUnit);
}

/// <summary>Quantity and value of an item at a site of its owning entity, and the gate that promising and costing pass one at a time.</summary>
internal sealed class Pool
{
    public long Id { get; init; }
    public EntityId EntityId { get; init; }
    public ItemId ItemId { get; init; }
    public SiteId SiteId { get; init; }
    public Valuation Method { get; init; }
    public Quantity Quantity { get; set; }
    public Amount Value { get; set; }

    /// <summary>Unit cost last seen, for what goes out when nothing is there.</summary>
    public UnitPrice LastCost { get; set; }

    /// <summary>Open demand at this site that has no stock allocated.</summary>
    public Quantity Backordered { get; set; }

    public long Entries { get; set; }
    public DateTimeOffset LastPostedAt { get; set; }
    public long Version { get; set; }

    [NotMapped]
    public bool Changed { get; set; }
}

/// <summary>A FIFO layer: what is left of one receipt.</summary>
internal sealed class Layer
{
    public long Id { get; init; }
    public long PoolId { get; init; }
    public Guid? SourceLine { get; init; }
    public Quantity Received { get; init; }
    public Quantity Remaining { get; set; }
    public Amount Value { get; set; }
    public long Version { get; set; }

    [NotMapped]
    public bool Changed { get; set; }
}

/// <summary>Goods on the way between two sites: they carry the value they left with.</summary>
internal sealed class Transit
{
    public Guid Id { get; init; }
    public EntityId EntityId { get; init; }
    public ItemId ItemId { get; init; }
    public SiteId FromSiteId { get; init; }
    public SiteId ToSiteId { get; init; }
    public LotId LotId { get; init; }
    public Quantity Quantity { get; set; }
    public Amount Value { get; set; }
    public long Entries { get; set; }
    public long Version { get; set; }

    [NotMapped]
    public bool Changed { get; set; }

    /// <summary>What a part of it is worth; all of it takes the rest.</summary>
    public Amount ShareOf(Quantity part, Currency currency) => part == Quantity ? Value : Value.Share(part, Quantity, currency);
}

/// <summary>What went out before it came in: the receipt that fills the hole settles the difference where the goods went.</summary>
internal sealed class Shortage
{
    public long Id { get; init; }
    public long PoolId { get; init; }
    public long MovementId { get; init; }
    public AccountRole? CounterRole { get; init; }
    public long? ToPoolId { get; init; }
    public Guid? TransitId { get; init; }
    public Quantity Open { get; set; }
    public Amount Value { get; set; }
    public long Version { get; set; }

    [NotMapped]
    public bool Changed { get; set; }
}

/// <summary>
/// An entry of the stock ledger, never changed: one quantity from one state to another, with its value, the running balances it left
/// behind and the entry numbers in the ledgers of both positions and pools.
/// </summary>
internal sealed class Movement
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public long? JournalId { get; set; }
    public MovementKind Kind { get; init; }
    public EntityId EntityId { get; init; }
    public ItemId ItemId { get; init; }
    public LotId LotId { get; init; }
    public Quantity Quantity { get; init; }
    public long? FromPositionId { get; init; }
    public long? FromNo { get; set; }
    public Quantity? FromBalance { get; set; }
    public long? ToPositionId { get; init; }
    public long? ToNo { get; set; }
    public Quantity? ToBalance { get; set; }

    /// <summary>Pool it left, the value that left with it, and what stayed.</summary>
    public long? FromPoolId { get; init; }
    public long? FromPoolNo { get; set; }
    public Amount? FromValue { get; set; }
    public Quantity? FromPoolQuantity { get; set; }
    public Amount? FromPoolValue { get; set; }

    public long? ToPoolId { get; init; }
    public long? ToPoolNo { get; set; }
    public Amount? ToValue { get; set; }
    public Quantity? ToPoolQuantity { get; set; }
    public Amount? ToPoolValue { get; set; }

    /// <summary>Transfer line when a side is the way between sites: that side carries the value of the other.</summary>
    public Guid? TransitId { get; init; }

    public AccountRole? CounterRole { get; init; }

    /// <summary>What stood against inventory, debit positive.</summary>
    public Amount? CounterValue { get; set; }

    public DateTimeOffset HappenedAt { get; init; }
    public HappenedSource HappenedSource { get; init; }

    /// <summary>When it was posted; at least the latest posting of the positions and pools it touches, so that order and time agree.</summary>
    public DateTimeOffset PostedAt { get; init; }

    /// <summary>It happened more than an hour before it was posted.</summary>
    public bool Late { get; init; }

    public Guid DocumentId { get; init; }
    public Guid? LineId { get; init; }
    public string Document { get; init; } = "";
    public string? Reason { get; init; }
    public long? ReverseOf { get; init; }
}

internal static class LedgerRows
{
    public static readonly RowMap<Position> Positions = new("inventory_positions");
    public static readonly RowMap<Pool> Pools = new("inventory_pools");
    public static readonly RowMap<Layer> Layers = new("inventory_layers");
    public static readonly RowMap<Transit> Transits = new("inventory_transits");
    public static readonly RowMap<Shortage> Shortages = new("inventory_shortages");
    public static readonly RowMap<Movement> Movements = new("inventory_movements");

    public static readonly RowInsert<Position> EnsurePosition = new(Positions, ignoreExisting: true);
    public static readonly RowSelect<Position> LockPositions = new(Positions, lockRows: true, "id",
        nameof(Position.ItemId), nameof(Position.PlaceId), nameof(Position.LotId), nameof(Position.OwnerId), nameof(Position.HandlingUnit), nameof(Position.Condition));
    public static readonly RowSelect<Position> LockPositionsById = new(Positions, lockRows: true, "id", nameof(Position.Id));
    public static readonly RowSelect<Position> LockPositionsOfItem = new(Positions, lockRows: true, "id", nameof(Position.ItemId), nameof(Position.SiteId), nameof(Position.Condition));
    public static readonly RowUpdate<Position> UpdatePosition = new("inventory_positions",
        "quantity = @Quantity, allocated = @Allocated, entries = @Entries, last_happened_at = @LastHappenedAt, last_posted_at = @LastPostedAt, version = version + 1",
        "id = @Id AND version = @Version");

    public static readonly RowInsert<Pool> EnsurePool = new(Pools, ignoreExisting: true);
    public static readonly RowSelect<Pool> LockPools = new(Pools, lockRows: true, "item_id, site_id", nameof(Pool.ItemId), nameof(Pool.SiteId));
    public static readonly RowSelect<Pool> LockPoolsById = new(Pools, lockRows: true, "item_id, site_id", nameof(Pool.Id));
    public static readonly RowUpdate<Pool> UpdatePool = new("inventory_pools",
        "quantity = @Quantity, value = @Value, last_cost = @LastCost, backordered = @Backordered, entries = @Entries, last_posted_at = @LastPostedAt, version = version + 1",
        "id = @Id AND version = @Version");

    public static readonly RowInsert<Layer> InsertLayer = new(Layers);
    public static readonly RowSelect<Layer> LockLayers = new(Layers, lockRows: true, "id", [nameof(Layer.PoolId)], "remaining > 0");
    public static readonly RowUpdate<Layer> UpdateLayer = new("inventory_layers",
        "remaining = @Remaining, value = @Value, version = version + 1", "id = @Id AND version = @Version");

    public static readonly RowInsert<Transit> InsertTransit = new(Transits);
    public static readonly RowSelect<Transit> LockTransits = new(Transits, lockRows: true, "id", nameof(Transit.Id));
    public static readonly RowUpdate<Transit> UpdateTransit = new("inventory_transits",
        "quantity = @Quantity, value = @Value, entries = @Entries, version = version + 1", "id = @Id AND version = @Version");

    public static readonly RowInsert<Shortage> InsertShortage = new(Shortages);
    public static readonly RowSelect<Shortage> LockShortages = new(Shortages, lockRows: true, "id", [nameof(Shortage.PoolId)], "open > 0");
    public static readonly RowUpdate<Shortage> UpdateShortage = new("inventory_shortages",
        "open = @Open, value = @Value, version = version + 1", "id = @Id AND version = @Version");

    public static readonly RowInsert<Movement> InsertMovement = new(Movements, sealedRow: true);
}
