namespace Crossdock.Warehouse.Receiving;

/// <summary>What a receipt document is. Stored by number.</summary>
internal enum ReceiptKind
{
    /// <summary>Goods came.</summary>
    Receipt = 1,

    /// <summary>The mirror of a receipt that was wrong.</summary>
    Reversal = 2,
}

/// <summary>Where a receipt stands. Stored by number.</summary>
internal enum ReceiptState
{
    /// <summary>Prepared; nothing has moved.</summary>
    Prepared = 1,

    /// <summary>Posted.</summary>
    Posted = 2,
}

/// <summary>Head of a receipt.</summary>
internal sealed class Receipt
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public ReceiptKind Kind { get; init; }
    public ReceiptState State { get; set; }
    public EntityId EntityId { get; set; }
    public SiteId SiteId { get; set; }
    public PartnerId SupplierId { get; set; }
    public string? DeliveryNote { get; set; }

    /// <summary>When the goods reached the dock, apart from when they were first touched; null when nobody said.</summary>
    public DateTimeOffset? ArrivedAt { get; set; }

    public DateTimeOffset HappenedAt { get; set; }
    public HappenedSource Source { get; set; }

    /// <summary>Accounting day.</summary>
    public DateOnly Day { get; set; }

    public DateTimeOffset? PostedAt { get; set; }
    public long PostingId { get; set; }
    public PersonId PersonId { get; set; }

    /// <summary>The entity's currency, in which <see cref="Value"/> is.</summary>
    public Currency Currency { get; set; }

    public Amount Value { get; set; }
    public Guid? ReverseOf { get; init; }
    public Guid? ReversedBy { get; set; }
    public string? Reason { get; init; }

    /// <summary>What was prepared, as JSON; null once posted.</summary>
    public string? Prepared { get; set; }

    public long Version { get; set; }
}

/// <summary>A line of a receipt: what came of one item on one order line.</summary>
internal sealed class ReceiptLine
{
    public Guid Id { get; init; }
    public Guid ReceiptId { get; init; }
    public int Number { get; init; }
    public Guid OrderLineId { get; init; }
    public string OrderNumber { get; init; } = "";
    public ItemId ItemId { get; init; }

    /// <summary>As counted at the dock, for people; <see cref="Quantity"/> controls.</summary>
    public Quantity UnitQuantity { get; init; }

    public string Unit { get; init; } = "";
    public Quantity Quantity { get; init; }
    public LotId LotId { get; init; }
    public PlaceId PlaceId { get; init; }
    public Condition Condition { get; init; }

    /// <summary>Part of it that became available at the dock at once, because orders waited for it.</summary>
    public Quantity CrossDocked { get; init; }

    /// <summary>In the order's currency.</summary>
    public Amount Amount { get; init; }

    /// <summary>In the entity's currency.</summary>
    public Amount Value { get; init; }

    public Quantity Returned { get; set; }

    /// <summary>The part of <see cref="Value"/> that belongs to what went back.</summary>
    public Amount ReturnedValue { get; set; }

    public long Version { get; set; }

    /// <summary>Takes a return in; answers the share of the value that goes with it, so that all shares add up to the value.</summary>
    public Result<Amount> Return(string receipt, Quantity quantity, Currency functional)
    {
        if (quantity > Quantity - Returned) return new ReturnedBeyondReceived(receipt, Number, Quantity - Returned, quantity);
        var share = Value.Share(Returned + quantity, Quantity, functional) - ReturnedValue;
        Returned += quantity;
        ReturnedValue += share;
        return share;
    }
}
