using System.ComponentModel.DataAnnotations.Schema;

namespace Crossdock.Inventory.Commitments;

/// <summary>What somebody wants from a site by a day: a sales line, a transfer line, a kit.</summary>
internal sealed class Demand
{
    public Guid Id { get; init; }
    public DemandKind Kind { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public ItemId ItemId { get; init; }
    public LotId LotId { get; init; }

    /// <summary>Day the goods leave, in the site's time zone.</summary>
    public DateOnly DueDay { get; set; }

    /// <summary>1 is served first.</summary>
    public int Rank { get; set; }

    /// <summary>Order of entry.</summary>
    public long Sequence { get; init; }

    public Quantity Ordered { get; set; }
    public Quantity Allocated { get; set; }
    public Quantity Shipped { get; set; }
    public Quantity Cancelled { get; set; }
    public DateOnly? PromisedDay { get; set; }
    public string Document { get; init; } = "";

    /// <summary>A supplier ships it straight to the customer: it gets neither stock of ours nor supplies of the site, only those that are made for it.</summary>
    public bool Direct { get; set; }

    public long Version { get; set; }

    [NotMapped]
    public bool Changed { get; set; }

    /// <summary>The day as it was read; a difference goes into the history.</summary>
    [NotMapped]
    public DateOnly? PromisedBefore { get; set; }

    /// <summary>The customer asked for the change that moved the day; otherwise we moved it.</summary>
    [NotMapped]
    public bool CustomerAsked { get; set; }

    [NotMapped]
    public Quantity Open => Ordered - Cancelled - Shipped;

    [NotMapped]
    public Quantity Unallocated => Open - Allocated;
}

/// <summary>A demand got another promised day, or lost it. The first promise stands on the order line; this is what came after.</summary>
internal sealed class PromiseChange
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public Guid DemandId { get; init; }
    public DateOnly? Before { get; init; }
    public DateOnly? After { get; init; }
    public bool CustomerAsked { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>What is on its way to a site: an open purchase line, a transfer.</summary>
internal sealed class Supply
{
    public Guid Id { get; init; }
    public SupplyKind Kind { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public ItemId ItemId { get; init; }
    public DateOnly Day { get; set; }
    public SupplyStage Stage { get; set; }
    public Quantity Open { get; set; }

    /// <summary>Part of it that is promised to demands.</summary>
    public Quantity Promised { get; set; }

    public string Document { get; init; } = "";

    /// <summary>The demand it is made for and for no other, because its goods never reach the site; null when it is for whoever waits.</summary>
    public Guid? DemandId { get; init; }

    public long Version { get; set; }

    [NotMapped]
    public bool Changed { get; set; }
}

/// <summary>A demand tied to a supply that is still on its way.</summary>
internal sealed class Promise
{
    public Guid DemandId { get; init; }
    public Guid SupplyId { get; init; }
    public ItemId ItemId { get; init; }
    public SiteId SiteId { get; init; }
    public Quantity Quantity { get; set; }
    public long Version { get; set; }

    [NotMapped]
    public bool Changed { get; set; }
}

/// <summary>A demand tied to stock in a position: ready to pick.</summary>
internal sealed class Allocation
{
    public long Id { get; init; }
    public Guid DemandId { get; init; }
    public long PositionId { get; init; }
    public Quantity Quantity { get; set; }
    public long Version { get; set; }

    [NotMapped]
    public bool Changed { get; set; }
}

internal static class CommitmentRows
{
    public static readonly RowMap<Demand> Demands = new("inventory_demands");
    public static readonly RowMap<Supply> Supplies = new("inventory_supplies");
    public static readonly RowMap<Promise> Promises = new("inventory_promises");
    public static readonly RowMap<Allocation> Allocations = new("inventory_allocations");

    public static readonly RowMap<PromiseChange> PromiseChanges = new("inventory_promise_changes");
    public static readonly RowInsert<PromiseChange> InsertPromiseChange = new(PromiseChanges, sealedRow: true);
    public static readonly RowInsert<Demand> InsertDemand = new(Demands);
    public static readonly RowSelect<Demand> LockDemands = new(Demands, lockRows: true, "id", nameof(Demand.Id));
    public static readonly RowSelect<Demand> LockWaiting = new(Demands, lockRows: true, "rank, due_day, sequence",
        [nameof(Demand.ItemId), nameof(Demand.SiteId)], "ordered - cancelled - shipped - allocated > 0 AND NOT direct");
    public static readonly RowUpdate<Demand> UpdateDemand = new("inventory_demands",
        "due_day = @DueDay, rank = @Rank, ordered = @Ordered, allocated = @Allocated, shipped = @Shipped, cancelled = @Cancelled, promised_day = @PromisedDay, direct = @Direct, version = version + 1",
        "id = @Id AND version = @Version");

    public static readonly RowInsert<Supply> InsertSupply = new(Supplies);
    public static readonly RowSelect<Supply> LockSupplies = new(Supplies, lockRows: true, "id", nameof(Supply.Id));
    public static readonly RowSelect<Supply> LockOpenSupplies = new(Supplies, lockRows: true, "day, id", [nameof(Supply.ItemId), nameof(Supply.SiteId)], "open > 0");
    public static readonly RowUpdate<Supply> UpdateSupply = new("inventory_supplies",
        "day = @Day, stage = @Stage, open = @Open, promised = @Promised, version = version + 1", "id = @Id AND version = @Version");

    public static readonly RowInsert<Promise> InsertPromise = new(Promises);
    public static readonly RowSelect<Promise> LockPromisesOfItem = new(Promises, lockRows: true, "demand_id, supply_id",
        [nameof(Promise.ItemId), nameof(Promise.SiteId)], "quantity > 0");
    public static readonly RowUpdate<Promise> UpdatePromise = new("inventory_promises",
        "quantity = @Quantity, version = version + 1", "demand_id = @DemandId AND supply_id = @SupplyId AND version = @Version");

    public static readonly RowDelete<Promise> DeletePromise = new(Promises, nameof(Promise.DemandId), nameof(Promise.SupplyId), nameof(Promise.Version));

    public static readonly RowInsert<Allocation> InsertAllocation = new(Allocations);
    public static readonly RowSelect<Allocation> LockOfDemands = new(Allocations, lockRows: true, "id", [nameof(Allocation.DemandId)], "quantity > 0");
    public static readonly RowSelect<Allocation> LockOfPositions = new(Allocations, lockRows: true, "id", [nameof(Allocation.PositionId)], "quantity > 0");
    public static readonly RowUpdate<Allocation> UpdateAllocation = new("inventory_allocations",
        "quantity = @Quantity, version = version + 1", "id = @Id AND version = @Version");
    public static readonly RowDelete<Allocation> DeleteAllocation = new(Allocations, nameof(Allocation.Id), nameof(Allocation.Version));
}
