namespace Crossdock.Procurement.Sourcing;

/// <summary>Where a request for quotation stands. Stored by number; that the day of the bids is over makes a published one closed without anything being written.</summary>
public enum QuotationState
{
    /// <summary>Being written.</summary>
    Draft = 1,

    /// <summary>Suppliers may bid.</summary>
    Published = 2,

    /// <summary>Bids are opened and compared.</summary>
    Closed = 3,

    /// <summary>It is decided who delivers what.</summary>
    Awarded = 4,

    /// <summary>The award is on orders.</summary>
    Converted = 5,

    /// <summary>Given up.</summary>
    Cancelled = 6,
}

/// <summary>Head of a request for quotation.</summary>
internal sealed class QuotationRequest
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }

    /// <summary>The currency suppliers are asked to bid in; a bid may name another.</summary>
    public Currency Currency { get; init; }

    public string? Notes { get; init; }

    /// <summary>True when nobody reads a bid before all are in.</summary>
    public bool IsSealed { get; set; }

    /// <summary>How many suppliers are to be invited.</summary>
    public int MinimumInvited { get; set; }

    /// <summary>Why fewer are invited; null when enough are.</summary>
    public string? SingleSourceReason { get; set; }

    /// <summary>From this instant on a bid is late and the others are open.</summary>
    public DateTimeOffset DueAt { get; set; }

    public int PriceWeight { get; set; }
    public int LeadTimeWeight { get; set; }
    public int QualityWeight { get; set; }

    public PersonId CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public QuotationState State { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When the buyer closed it because all had answered; null when the due instant did.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>The request for approval that is open about the award, or null.</summary>
    public string? Approval { get; set; }

    /// <summary>Who last said who is to deliver what.</summary>
    public PersonId? AwardedBy { get; set; }

    /// <summary>Why they chose so.</summary>
    public string? AwardReason { get; set; }

    /// <summary>The decision by which the award stands; 0 until it does.</summary>
    public long DecisionId { get; set; }

    public long Version { get; set; }

    /// <summary>When its bids were opened as seen at an instant, or null: they never are when it was given up before.</summary>
    public DateTimeOffset? OpenedAt(DateTimeOffset now)
    {
        if (ClosedAt is { } closed) return closed;
        return PublishedAt is not null && now >= DueAt && (CancelledAt is not { } given || given >= DueAt) ? DueAt : null;
    }

    /// <summary>Where it stands at an instant.</summary>
    public QuotationState StateAt(DateTimeOffset now) => State == QuotationState.Published && OpenedAt(now) is not null ? QuotationState.Closed : State;

    /// <summary>True when somebody may read what was bid.</summary>
    public bool IsReadable(DateTimeOffset now) => !IsSealed || OpenedAt(now) is not null;
}

/// <summary>What is asked for.</summary>
internal sealed class QuotationLine
{
    public Guid Id { get; init; }
    public Guid RequestId { get; init; }
    public int Line { get; init; }
    public ItemId ItemId { get; init; }

    /// <summary>In base units.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>The unit suppliers read.</summary>
    public string Unit { get; init; } = "";

    public Quantity UnitQuantity { get; init; }
    public DateOnly NeedDay { get; init; }
}

/// <summary>The part of a requisition line that a line asks bids for.</summary>
internal sealed class QuotationSource
{
    public Guid LineId { get; init; }
    public Guid RequisitionLineId { get; init; }
    public Quantity Quantity { get; init; }
}

/// <summary>A supplier that is asked.</summary>
internal sealed class Invitation
{
    public Guid RequestId { get; init; }
    public PartnerId SupplierId { get; init; }
}

/// <summary>A part of a line that a supplier is to deliver. Rewritten whole when the award changes.</summary>
internal sealed class AwardLine
{
    public Guid Id { get; init; }
    public Guid RequestId { get; init; }
    public int Line { get; init; }
    public PartnerId SupplierId { get; init; }

    /// <summary>The bid it is given by.</summary>
    public long BidId { get; init; }

    /// <summary>In base units.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>The order or the contract it became, once there is one.</summary>
    public string? OrderNumber { get; set; }
}
