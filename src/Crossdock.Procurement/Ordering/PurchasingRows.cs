namespace Crossdock.Procurement.Ordering;

internal static class PurchasingRows
{
    public static readonly RowMap<PurchaseOrder> Orders = new("procurement_orders");
    public static readonly RowMap<PurchaseLine> Lines = new("procurement_lines");
    public static readonly RowMap<LineChange> Changes = new("procurement_line_changes");

    public static readonly RowInsert<PurchaseOrder> InsertOrder = new(Orders);
    public static readonly RowSelect<PurchaseOrder> LockOrders = new(Orders, lockRows: true, "number", nameof(PurchaseOrder.Number));
    public static readonly RowUpdate<PurchaseOrder> UpdateOrder = new(
        "procurement_orders",
        "released_by = @ReleasedBy, released_at = @ReleasedAt, decision_id = @DecisionId, approval = @Approval, version_number = @VersionNumber, incoterm = @Incoterm, title_point = @TitlePoint, "
        + "charges = @Charges, charges_by_hand = @ChargesByHand, pending_charges = @PendingCharges, below_minimum_reason = @BelowMinimumReason, version = version + 1", "id = @Id AND version = @Version");

    public static readonly RowInsert<PurchaseLine> InsertLine = new(Lines);
    public static readonly RowSelect<PurchaseLine> LockLines = new(Lines, lockRows: true, "id", nameof(PurchaseLine.Id));
    public static readonly RowSelect<PurchaseLine> LockLinesOfOrder = new(Lines, lockRows: true, "id", nameof(PurchaseLine.OrderNumber));
    public static readonly RowUpdate<PurchaseLine> UpdateLine = new(
        "procurement_lines",
        "unit_quantity = @UnitQuantity, schedule_id = @ScheduleId, scheduled_ahead = @ScheduledAhead, released_by = @ReleasedBy, hands = @Hands, revision = @Revision, price = @Price, price_unit = @PriceUnit, price_numerator = @PriceNumerator, price_denominator = @PriceDenominator, agreed_price = @AgreedPrice, at_terms = @AtTerms, "
        + "first_requested_day = @FirstRequestedDay, requested_day = @RequestedDay, first_answered_at = @FirstAnsweredAt, first_confirmed_day = @FirstConfirmedDay, "
        + "confirmed_day = @ConfirmedDay, released_at = @ReleasedAt, state = @State, ordered = @Ordered, received = @Received, returned = @Returned, "
        + "invoiced = @Invoiced, written_off = @WrittenOff, received_amount = @ReceivedAmount, returned_amount = @ReturnedAmount, invoiced_amount = @InvoicedAmount, "
        + "received_value = @ReceivedValue, returned_value = @ReturnedValue, cleared_value = @ClearedValue, written_off_value = @WrittenOffValue, invoiced_value = @InvoicedValue, version = version + 1",
        "id = @Id AND version = @Version");

    public static readonly RowUpdate<PurchaseLine> UpdateAgreement = new(
        "procurement_lines", "agreement_line_id = @AgreementLineId, agreement_use = @AgreementUse, outside_reason = @OutsideReason", "id = @Id");

    public static readonly RowMap<OrderVersion> Versions = new("procurement_order_versions");
    public static readonly RowInsert<OrderVersion> InsertVersion = new(Versions, sealedRow: true);

    public static readonly RowInsert<LineChange> InsertChange = new(Changes, sealedRow: true);
}

/// <summary>What happened to a line. Stored by number.</summary>
internal enum LineChangeKind
{
    /// <summary>Sent to the supplier.</summary>
    Released = 1,

    /// <summary>Other quantity, day or price.</summary>
    Changed = 2,

    /// <summary>The supplier's day.</summary>
    Confirmed = 3,

    /// <summary>Cancelled.</summary>
    Cancelled = 4,

    /// <summary>Remainder given up.</summary>
    ShortClosed = 5,

    /// <summary>Another price, because the supplier's prices changed.</summary>
    Repriced = 6,

    /// <summary>A remainder that was given up is to come after all.</summary>
    Reopened = 7,
}

/// <summary>One version of a line: how it stood afterwards, who asked for it and why. Never changed.</summary>
internal sealed class LineChange
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public Guid LineId { get; init; }
    public int Revision { get; init; }
    public LineChangeKind Kind { get; init; }
    public Quantity Ordered { get; init; }
    public Quantity Open { get; init; }
    public UnitPrice Price { get; init; }
    public DateOnly RequestedDay { get; init; }
    public DateOnly? ConfirmedDay { get; init; }

    /// <summary>True when the supplier asked for it.</summary>
    public bool BySupplier { get; init; }

    public string? Reason { get; init; }
    public DateTimeOffset At { get; init; }
    public PersonId PersonId { get; init; }
}
