namespace Crossdock.Model;

/// <summary>How single units of an item are told apart.</summary>
public enum Tracking
{
    /// <summary>Units are alike.</summary>
    None,

    /// <summary>Every unit belongs to a lot, which may expire.</summary>
    Lot,

    /// <summary>Every unit has its own number, once in the whole group.</summary>
    Serial,
}

/// <summary>How issues are valued.</summary>
public enum CostMethod
{
    /// <summary>A moving average per entity, item and site.</summary>
    Average,

    /// <summary>Layers, the oldest first.</summary>
    Fifo,
}

/// <summary>The state of goods; only available goods are promised, allocated, shipped or transferred.</summary>
public enum Condition
{
    /// <summary>Free for any demand.</summary>
    Available,

    /// <summary>Waiting for an inspection.</summary>
    Quarantine,

    /// <summary>Not fit for sale.</summary>
    Damaged,
}

/// <summary>Why stock is corrected; it decides the counter account of a loss.</summary>
public enum AdjustReason
{
    /// <summary>The books were wrong: gains and losses.</summary>
    Correction,

    /// <summary>Goods are thrown away; a loss only.</summary>
    Scrap,
}

/// <summary>The accounts of the model; the short names of the scenario file are in the README.</summary>
public enum Account
{
    /// <summary>INV: stock, one balance per site.</summary>
    Inventory,

    /// <summary>INV-T: goods in transit.</summary>
    InTransit,

    /// <summary>GRNI: goods received, not invoiced.</summary>
    ReceivedNotInvoiced,

    /// <summary>AP: payables.</summary>
    Payables,

    /// <summary>AR: receivables.</summary>
    Receivables,

    /// <summary>BANK: the bank.</summary>
    Bank,

    /// <summary>ADV: advances to suppliers.</summary>
    Advances,

    /// <summary>COGS: cost of goods sold.</summary>
    CostOfGoods,

    /// <summary>SALES: revenue.</summary>
    Sales,

    /// <summary>PPV: purchase price variance.</summary>
    PriceVariance,

    /// <summary>ADJ: inventory gains and losses.</summary>
    Adjustment,

    /// <summary>SCRAP: goods thrown away.</summary>
    Scrap,

    /// <summary>LC-CLR: landed cost clearing.</summary>
    LandedCostClearing,
}

/// <summary>Why a command is refused.</summary>
public enum Reason
{
    /// <summary>The command number was used before with other content.</summary>
    KeyReused,

    /// <summary>An item, site, bin, lot, line, ledger number or document does not exist.</summary>
    UnknownReference,

    /// <summary>The item exists already.</summary>
    AlreadyExists,

    /// <summary>A quantity, price or amount that must be above zero is not.</summary>
    NotPositive,

    /// <summary>More decimals than the unit or the currency has.</summary>
    Inexact,

    /// <summary>Lot or serial missing, superfluous or contradicting what is known of it.</summary>
    TrackingMismatch,

    /// <summary>The serial is in stock, in transit or with a customer.</summary>
    SerialExists,

    /// <summary>The document or line is closed, cancelled, reversed or bound by a later document.</summary>
    WrongState,

    /// <summary>More than the order line and its tolerance allow.</summary>
    OverReceipt,

    /// <summary>More than is still open to ship, return, receive, invoice or pay.</summary>
    ExceedsOpen,

    /// <summary>Not that much is on hand.</summary>
    InsufficientStock,

    /// <summary>It is on hand, but allocated.</summary>
    Allocated,

    /// <summary>The position was adjusted after this count.</summary>
    StaleCount,

    /// <summary>The day lies in a closed period.</summary>
    PeriodClosed,

    /// <summary>The day lies in the future.</summary>
    FutureDay,

    /// <summary>A later day would end with negative stock.</summary>
    NegativeOnLaterDay,

    /// <summary>The supplier bills another price than was ordered.</summary>
    PriceDiffers,

    /// <summary>Both ends are the same, or belong to different entities.</summary>
    WrongDestination,
}
