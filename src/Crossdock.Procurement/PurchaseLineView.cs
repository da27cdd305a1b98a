namespace Crossdock.Procurement;

/// <summary>Where a purchase line stands. Stored by number.</summary>
public enum PurchaseLineState
{
    /// <summary>Being written; not yet an order, but counted as supply by planning.</summary>
    Draft = 1,

    /// <summary>Sent to the supplier; what is open is on order.</summary>
    Released = 2,

    /// <summary>Closed with a remainder that will not come.</summary>
    ShortClosed = 3,

    /// <summary>Nothing of it will come.</summary>
    Cancelled = 4,
}

/// <summary>Why a purchase order exists. Stored by number.</summary>
public enum PurchaseOrderKind
{
    /// <summary>Ordered by a buyer or from a proposal.</summary>
    Standard = 1,

    /// <summary>Goods came without an order; it was made with their receipt.</summary>
    Unordered = 2,

    /// <summary>Goods to lie with us as the supplier's: nothing is owed until they are used.</summary>
    Consigned = 3,

    /// <summary>What was used of a supplier's goods with us in a month; the supplier bills it.</summary>
    Used = 4,

    /// <summary>The supplier ships it straight to our customer: nothing of it is ever here.</summary>
    Direct = 5,
}

/// <summary>How a purchase line stands to agreements with suppliers. Stored by number.</summary>
public enum AgreementUse
{
    /// <summary>None covered it.</summary>
    None = 0,

    /// <summary>It is released against one.</summary>
    Inside = 1,

    /// <summary>One covered it and it was bought round it.</summary>
    Outside = 2,
}

/// <summary>A purchase line as others see it. Quantities are in base units, amounts of the order in its currency, values in the entity's.</summary>
public sealed record PurchaseLineView
{
    /// <summary>Its key.</summary>
    public required Guid Id { get; init; }

    /// <summary>Number of its order.</summary>
    public required string Order { get; init; }

    /// <summary>Number within the order.</summary>
    public required int Number { get; init; }

    /// <summary>Why its order exists.</summary>
    public required PurchaseOrderKind Kind { get; init; }

    /// <summary>Whose order.</summary>
    public required EntityId Entity { get; init; }

    /// <summary>Where the goods are to arrive.</summary>
    public required SiteId Site { get; init; }

    /// <summary>Who delivers.</summary>
    public required PartnerId Supplier { get; init; }

    /// <summary>What is ordered.</summary>
    public required ItemId Item { get; init; }

    /// <summary>Currency of the order.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The unit the supplier reads.</summary>
    public required string Unit { get; init; }

    /// <summary>The ordered quantity in that unit, rounded for display; <see cref="Ordered"/> controls.</summary>
    public required Quantity UnitQuantity { get; init; }

    /// <summary>The price as given.</summary>
    public required PurchasePrice Price { get; init; }

    /// <summary>Where it stands.</summary>
    public required PurchaseLineState State { get; init; }

    /// <summary>The controlling quantity.</summary>
    public required Quantity Ordered { get; init; }

    /// <summary>Received, less receipts that were reversed.</summary>
    public required Quantity Received { get; init; }

    /// <summary>Gone back to the supplier.</summary>
    public required Quantity Returned { get; init; }

    /// <summary>Invoiced by the supplier.</summary>
    public required Quantity Invoiced { get; init; }

    /// <summary>Still to come: on order.</summary>
    public required Quantity Open { get; init; }

    /// <summary>How much more may be received, tolerance included.</summary>
    public required Quantity Receivable { get; init; }

    /// <summary>What was written off because no bill comes for it; negative when it is a credit that does not come.</summary>
    public required Quantity WrittenOff { get; init; }

    /// <summary>Received net of returns, not invoiced and not written off: what the next invoice may bill. Nothing of goods that stay the supplier's.</summary>
    public required Quantity Uninvoiced { get; init; }

    /// <summary>Who owns the goods that come on it: the supplier until they are used, or default when they are ours.</summary>
    public PartnerId Owner => Kind == PurchaseOrderKind.Consigned ? Supplier : default;

    /// <summary>The line of the customer's order that the supplier ships straight to the customer; null for what comes here.</summary>
    public Guid? SalesLine { get; init; }

    /// <summary>What the supplier will bill for <see cref="Uninvoiced"/>, in the order's currency.</summary>
    public required Amount UninvoicedAmount { get; init; }

    /// <summary>What <see cref="Uninvoiced"/> still has on goods received, not invoiced, in the entity's currency.</summary>
    public required Amount UninvoicedValue { get; init; }

    /// <summary>Day first asked for, at release.</summary>
    public required DateOnly FirstRequestedDay { get; init; }

    /// <summary>Day asked for now.</summary>
    public required DateOnly RequestedDay { get; init; }

    /// <summary>Day the supplier has confirmed, or null.</summary>
    public required DateOnly? ConfirmedDay { get; init; }
}

/// <summary>How goods came, for the supplier's record.</summary>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="Day">Day they stood at the dock, as the site counts days.</param>
/// <param name="Condition">In which condition they were booked in.</param>
public sealed record Arrival(string Receipt, DateOnly Day, Condition Condition);

/// <summary>What a receipt of a purchase line is worth.</summary>
/// <param name="Amount">In the order's currency.</param>
/// <param name="Value">In the entity's currency, at the day's rate.</param>
public sealed record ReceiptWorth(Amount Amount, Amount Value);

/// <summary>What invoicing a purchase line moves.</summary>
/// <param name="Amount">Billed, in the order's currency.</param>
/// <param name="Payable">The same in the entity's currency, at the invoice day's rate.</param>
/// <param name="Cleared">What leaves goods received, not invoiced.</param>
public sealed record InvoiceWorth(Amount Amount, Amount Payable, Amount Cleared);

/// <summary>What writing off the rest of a purchase line moves.</summary>
/// <param name="Quantity">In base units; negative when a credit is given up.</param>
/// <param name="Value">What leaves goods received, not invoiced, in the entity's currency.</param>
public sealed record WriteOffWorth(Quantity Quantity, Amount Value);

/// <summary>What comes in without an order.</summary>
/// <param name="Item">What.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Unit">The unit it was counted in.</param>
/// <param name="Price">What it costs.</param>
public sealed record UnorderedLine(Item Item, Quantity Quantity, Pack Unit, PurchasePrice Price);
