namespace Crossdock.Procurement.Offering;

/// <summary>How the question stands whether another site can send what a line would buy. Stored by number.</summary>
public enum OfferState
{
    /// <summary>Answered by rule: no other site has a whole pack more than it keeps.</summary>
    NoSurplus = 1,

    /// <summary>Answered by rule: the saving is below the threshold.</summary>
    BelowThreshold = 2,

    /// <summary>The buyer is asked; the line is not released before the answer.</summary>
    Asked = 3,

    /// <summary>All that was offered is transferred.</summary>
    Transferred = 4,

    /// <summary>Part of what was offered is transferred, the rest is bought.</summary>
    PartTransferred = 5,

    /// <summary>Bought anyway.</summary>
    Bought = 6,

    /// <summary>The buyer was asked, and the line was dropped without an answer. Never stored: it follows from the line.</summary>
    Overtaken = 7,
}

/// <summary>Why something is bought although another site has it. Stored by number.</summary>
public enum OfferReason
{
    /// <summary>None: all was transferred.</summary>
    None = 0,

    /// <summary>The transfer would come too late.</summary>
    TooLate = 1,

    /// <summary>The other site will need it.</summary>
    DonorNeedsIt = 2,

    /// <summary>Its date or condition does not fit.</summary>
    DateOrCondition = 3,

    /// <summary>Nothing drives there.</summary>
    NoTransport = 4,

    /// <summary>The supplier's order or contract must be filled.</summary>
    SupplierCommitment = 5,

    /// <summary>Something else.</summary>
    Other = 6,
}

/// <summary>
/// One time a line was weighed against the stock of other sites, or an answer to it. Never changed: the last row of a line is how it stands.
/// Quantities are in base units, amounts in the entity's currency but for those of the line.
/// </summary>
internal sealed class TransferOffer
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public Guid LineId { get; init; }
    public string OrderNumber { get; init; } = "";
    public int LineNumber { get; init; }
    public ItemId ItemId { get; init; }
    public OfferState State { get; init; }

    /// <summary>What the line would buy: with its amount, in the order's currency, the content that an answer is about.</summary>
    public Quantity Needed { get; init; }

    public Amount LineAmount { get; init; }

    /// <summary>The site that could send; null when none can.</summary>
    public SiteId? DonorId { get; init; }

    public Quantity Offered { get; init; }

    /// <summary>The purchase unit the offer is whole in.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What buying the offered quantity costs.</summary>
    public Amount Purchase { get; init; }

    /// <summary>What transferring it costs.</summary>
    public Amount Freight { get; init; }

    /// <summary>The difference.</summary>
    public Amount Saving { get; init; }

    /// <summary>What is transferred by the answer, and what that saves.</summary>
    public Quantity Taken { get; init; }

    public Amount Saved { get; init; }

    /// <summary>What the line buys after the answer, and what that costs in the order's currency: that much is settled.</summary>
    public Quantity Settled { get; init; }

    public Amount SettledAmount { get; init; }

    /// <summary>Number of the transfer.</summary>
    public string? Transfer { get; init; }

    public OfferReason Reason { get; init; }
    public string? Words { get; init; }
    public PersonId PersonId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>True when the buyer has said that this much is bought whatever others have.</summary>
    public bool Settles(Ordering.PurchaseLine line) =>
        State is OfferState.Bought or OfferState.PartTransferred && Settled == line.Ordered && SettledAmount == line.PriceOf(line.Ordered);
}
