namespace Crossdock.Procurement.Agreeing;

/// <summary>What an agreement with a supplier fixes. Stored by number.</summary>
public enum AgreementKind
{
    /// <summary>A cap of value over everything that is bought.</summary>
    Blanket = 1,

    /// <summary>Prices, and caps of quantity, of some items.</summary>
    Contract = 2,

    /// <summary>A contract with days and quantities of its deliveries.</summary>
    Scheduling = 3,
}

/// <summary>Where an agreement stands. The first five are stored by number; expired and exhausted follow from the day and from what was released.</summary>
public enum AgreementState
{
    /// <summary>Being written.</summary>
    Draft = 1,

    /// <summary>Waits for those who decide.</summary>
    InApproval = 2,

    /// <summary>In force: orders may be released against it.</summary>
    Active = 3,

    /// <summary>Stopped for a while.</summary>
    Suspended = 4,

    /// <summary>Ended for good.</summary>
    Terminated = 5,

    /// <summary>Its last day is over.</summary>
    Expired = 6,

    /// <summary>Nothing of it is left.</summary>
    Exhausted = 7,
}

/// <summary>
/// What is agreed with a supplier: terms, caps, and how much of them is used. What is used is the sum of its ledger and is changed by
/// <see cref="AgreementBook"/> alone.
/// </summary>
internal sealed class Agreement
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public AgreementKind Kind { get; init; }
    public EntityId EntityId { get; init; }

    /// <summary>The one site it holds for; null for all sites of the entity.</summary>
    public SiteId? SiteId { get; init; }

    public PartnerId SupplierId { get; init; }
    public Currency Currency { get; init; }
    public string? Title { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly ValidTo { get; set; }

    /// <summary>The instant its last day ends where its entity keeps its days.</summary>
    public DateTimeOffset EndsAt { get; set; }

    /// <summary>Most that may be released, in its currency; null for no cap, zero for nothing.</summary>
    public Amount? ValueCap { get; set; }

    public Amount? MinimumValue { get; set; }
    public Quantity? MinimumQuantity { get; set; }

    /// <summary>Released so far, less what was given back.</summary>
    public Amount TakenAmount { get; set; }

    public Quantity TakenQuantity { get; set; }
    public AgreementState State { get; set; }

    /// <summary>The request for approval that is open, or null.</summary>
    public string? Approval { get; set; }

    /// <summary>The terms that wait for those who decide, as JSON; null when none do.</summary>
    public string? Pending { get; set; }

    /// <summary>Why those are asked for.</summary>
    public string? PendingReason { get; set; }

    /// <summary>Number of its last version; 0 until it is in force.</summary>
    public int VersionNumber { get; set; }

    /// <summary>The decision by which it stands as it does; 0 until it is in force.</summary>
    public long DecisionId { get; set; }

    public PersonId CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public long PostingId { get; init; }
    public long Version { get; set; }

    public Amount? ValueLeft => ValueCap - TakenAmount;

    /// <summary>Where it stands at an instant.</summary>
    public AgreementState StateAt(DateTimeOffset now, IEnumerable<AgreementLine> lines) =>
        State != AgreementState.Active ? State
        : EndsAt < now ? AgreementState.Expired
        : ValueLeft is { IsPositive: false } || lines.All(l => l.IsUsedUp) ? AgreementState.Exhausted
        : AgreementState.Active;
}

/// <summary>What is agreed on one item; of a blanket, the one line that stands for everything.</summary>
internal sealed class AgreementLine
{
    public Guid Id { get; init; }
    public Guid AgreementId { get; init; }
    public int Number { get; init; }
    public ItemId? ItemId { get; init; }
    public UnitPrice Price { get; set; }
    public string PriceUnit { get; set; } = "";
    public long PriceNumerator { get; set; } = 1;
    public long PriceDenominator { get; set; } = 1;

    /// <summary>Other prices from some quantity on, as JSON.</summary>
    public string Breaks { get; set; } = "[]";

    /// <summary>Most that may be released, in base units; null for no cap, zero for nothing.</summary>
    public Quantity? QuantityCap { get; set; }

    /// <summary>True when it is no longer part of the agreement.</summary>
    public bool Ended { get; set; }

    public Quantity TakenQuantity { get; set; }
    public Amount TakenAmount { get; set; }
    public long Version { get; set; }

    public bool IsPriced => ItemId is not null;

    public Quantity? QuantityLeft => QuantityCap - TakenQuantity;

    public bool IsUsedUp => Ended || QuantityLeft is { IsPositive: false };

    /// <summary>The price for a quantity ordered at once.</summary>
    public PurchasePrice PriceFor(Quantity quantity)
    {
        var price = Price;
        foreach (var step in TermsText.ReadBreaks(Breaks))
            if (quantity >= step.From) price = step.Price;
        return new(price, PriceUnit, new PackSize(PriceNumerator, PriceDenominator));
    }
}

/// <summary>A delivery that a scheduling agreement foresees.</summary>
internal sealed class ScheduleEntry
{
    public Guid Id { get; init; }
    public Guid AgreementId { get; init; }
    public Guid AgreementLineId { get; init; }
    public DateOnly Day { get; init; }
    public Quantity Quantity { get; init; }

    /// <summary>The order line it became; null until then.</summary>
    public Guid? PurchaseLineId { get; set; }

    public string? OrderNumber { get; set; }
    public long Version { get; set; }
}

/// <summary>An entry of the ledger of an agreement: an order line took something of it, or gave it back. Never changed.</summary>
internal sealed class AgreementRelease
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public Guid AgreementId { get; init; }
    public Guid AgreementLineId { get; init; }
    public Guid PurchaseLineId { get; init; }

    /// <summary>In base units; negative when given back.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>In the agreement's currency; negative when given back.</summary>
    public Amount Amount { get; init; }

    public DateTimeOffset At { get; init; }
    public PersonId PersonId { get; init; }
}

/// <summary>How an agreement's terms stood from some moment on, who asked, why, and by which decision. Never changed.</summary>
internal sealed class AgreementVersion
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public Guid AgreementId { get; init; }
    public int Number { get; init; }
    public string Cause { get; init; } = "";
    public string? Reason { get; init; }
    public PersonId PersonId { get; init; }
    public DateTimeOffset At { get; init; }
    public long DecisionId { get; init; }

    /// <summary>The terms as JSON.</summary>
    public string Terms { get; init; } = "";
}
