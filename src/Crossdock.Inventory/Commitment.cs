namespace Crossdock.Inventory;

/// <summary>What kind of document wants goods. Stored by number.</summary>
public enum DemandKind
{
    /// <summary>A line of a sales order.</summary>
    SalesLine = 1,

    /// <summary>A line of a transfer, at the sending site.</summary>
    TransferLine = 2,

    /// <summary>A component of a kit.</summary>
    KitLine = 3,
}

/// <summary>What kind of document brings goods. Stored by number.</summary>
public enum SupplyKind
{
    /// <summary>A line of a purchase order.</summary>
    PurchaseLine = 1,

    /// <summary>A line of a transfer, at the receiving site.</summary>
    TransferLine = 2,
}

/// <summary>How sure a supply is. Stored by number.</summary>
public enum SupplyStage
{
    /// <summary>Released by us, not answered: expected.</summary>
    Released = 1,

    /// <summary>Confirmed by the supplier.</summary>
    Confirmed = 2,

    /// <summary>On its way.</summary>
    Shipped = 3,
}

/// <summary>A demand to enter.</summary>
/// <param name="Id">Key of the order line.</param>
/// <param name="Kind">Kind of document.</param>
/// <param name="Item">Item.</param>
/// <param name="Site">Site that is to serve it.</param>
/// <param name="Quantity">Base units, positive.</param>
/// <param name="DueDay">Day the goods leave: lots that expire before it are not allocated.</param>
/// <param name="Rank">1 is served first.</param>
/// <param name="Document">Number of the document, for people.</param>
/// <param name="BackordersAllowed">False: refused unless all of it is free now.</param>
/// <param name="Lot">A certain lot or serial, or default for any.</param>
/// <param name="Direct">True when a supplier ships it straight to the customer: it gets no stock, and waits for the supply that is made for it.</param>
public sealed record NewDemand(
    Guid Id, DemandKind Kind, Item Item, Site Site, Quantity Quantity, DateOnly DueDay, int Rank, string Document, bool BackordersAllowed = true, LotId Lot = default, bool Direct = false);

/// <summary>What a demand got.</summary>
/// <param name="Id">Key of the order line.</param>
/// <param name="FreeAtEntry">What was free at the site when it was entered.</param>
/// <param name="Allocated">Tied to stock now.</param>
/// <param name="Promised">Tied to supplies on their way.</param>
/// <param name="Day">Day the last unit is promised for: today's, a supply's, or null when part of it has no supply yet.</param>
public sealed record DemandAnswer(Guid Id, Quantity FreeAtEntry, Quantity Allocated, Quantity Promised, DateOnly? Day);

/// <summary>An allocation: so much of a demand lies there.</summary>
/// <param name="Demand">Key of the order line.</param>
/// <param name="Item">Item.</param>
/// <param name="At">Where.</param>
/// <param name="Quantity">How much, in base units.</param>
public sealed record AllocationView(Guid Demand, ItemId Item, StockAt At, Quantity Quantity);
