namespace Crossdock.Procurement.Requisitioning;

/// <summary>Where a requisition stands; its lines may be further. Stored by number.</summary>
public enum RequisitionState
{
    /// <summary>Waits for those who decide.</summary>
    Submitted = 1,

    /// <summary>To be ordered.</summary>
    Approved = 2,

    /// <summary>Part of it is on orders.</summary>
    PartlyOrdered = 3,

    /// <summary>All of it is on orders.</summary>
    Ordered = 4,

    /// <summary>Those who decide said no.</summary>
    Rejected = 5,

    /// <summary>Taken back.</summary>
    Cancelled = 6,
}

/// <summary>Somebody, or the plan, needs goods at a site. It is never supply.</summary>
internal sealed class Requisition
{
    public Guid Id { get; init; }
    public required string Number { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PersonId Requester { get; init; }
    public string? Reason { get; init; }

    /// <summary>What makes it the same need when planning runs again; null when a person asked.</summary>
    public string? PlanKey { get; init; }

    public string? EmergencyReason { get; init; }
    public EmergencyCause EmergencyCause { get; init; }

    /// <summary>What it costs more than the routine, in the currency of the order it becomes.</summary>
    public Amount EmergencyPremium { get; init; }

    public RequisitionState State { get; set; }
    public string? Approval { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public long Version { get; set; }
}

/// <summary>A line of a requisition. It carries what its head says, so that the queue and the duplicate guard read lines only.</summary>
internal sealed class RequisitionLine
{
    public Guid Id { get; init; }
    public Guid RequisitionId { get; init; }
    public required string Number { get; init; }
    public int Line { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public ItemId ItemId { get; init; }
    public PartnerId? SupplierId { get; init; }

    /// <summary>Why that supplier, or why none.</summary>
    public string Source { get; init; } = "";

    public PersonId Requester { get; init; }

    /// <summary>Needed, in base units.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>Of that, on orders.</summary>
    public Quantity Ordered { get; set; }

    public DateOnly NeedDay { get; init; }
    public RequisitionState State { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public long Version { get; set; }
}

/// <summary>Which order line serves which requisition line, and with how much: a merged line keeps all its requesters. Never changed; a negative one takes back.</summary>
internal sealed class RequisitionLink
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public Guid RequisitionLineId { get; init; }
    public Guid PurchaseLineId { get; init; }
    public Quantity Quantity { get; init; }
}

internal static class RequisitionRows
{
    public static readonly RowMap<RequisitionLink> Links = new("procurement_requisition_links");
    public static readonly RowInsert<RequisitionLink> InsertLink = new(Links, sealedRow: true);
}
