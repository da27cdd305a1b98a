namespace Crossdock.Model;

/// <summary>One thing a user asks for. The number names the command, the document it makes and its request key.</summary>
public abstract record Command(int Id);

/// <summary>Defines an item. A sales unit is a fraction of base units and must be exact in the base unit's decimals.</summary>
public sealed record CreateItem(
    int Id, string Item, int Decimals, Tracking Tracking, CostMethod Method, decimal StandardPrice = 0m,
    int SalesUnitNumerator = 1, int SalesUnitDenominator = 1) : Command(Id);

/// <summary>A purchase line: the price holds for <paramref name="Per"/> base units (12 for a dozen).</summary>
public sealed record PurchaseLine(
    string Item, decimal Quantity, decimal Price, decimal Per = 1m, decimal TolerancePercent = 0m);

/// <summary>Opens a purchase order that is ready to be received.</summary>
public sealed record OpenPurchaseOrder(int Id, int Site, IReadOnlyList<PurchaseLine> Lines) : Command(Id);

/// <summary>Ends an order line short: nothing more is expected on it.</summary>
public sealed record ClosePurchaseLine(int Id, int Order, int Line) : Command(Id);

/// <summary>Receives against an order line (counted from 0), at the order's price.</summary>
public sealed record Receive(
    int Id, int Order, int Line, decimal Quantity, string Bin, Condition Condition = Condition.Available,
    string? Lot = null, DateOnly? Expiry = null, DateOnly? On = null) : Command(Id);

/// <summary>Receives without an order, at the price given per base unit.</summary>
public sealed record ReceiveUnordered(
    int Id, int Site, string Item, decimal Quantity, decimal Price, string Bin,
    Condition Condition = Condition.Available, string? Lot = null, DateOnly? Expiry = null,
    DateOnly? On = null) : Command(Id);

/// <summary>Moves unallocated stock to another bin of the site; a putaway is such a move.</summary>
public sealed record Move(int Id, PositionKey From, string ToBin, decimal Quantity) : Command(Id);

/// <summary>Changes the condition of unallocated stock in its bin.</summary>
public sealed record ChangeCondition(int Id, PositionKey At, Condition To, decimal Quantity) : Command(Id);

/// <summary>A sales line, priced per base unit.</summary>
public sealed record SalesLine(string Item, decimal Quantity, decimal Price);

/// <summary>Takes an order and allocates what there is; where it may not wait, all of it or nothing.</summary>
public sealed record CreateSalesOrder(
    int Id, int Site, DateOnly ShipDate, IReadOnlyList<SalesLine> Lines, bool BackOrderAllowed = true) : Command(Id);

/// <summary>Gives what is free of the order's items to the lines that wait, first served first.</summary>
public sealed record Allocate(int Id, int Order) : Command(Id);

/// <summary>Cancels what is not shipped of a line and frees its stock.</summary>
public sealed record CancelSalesLine(int Id, int Order, int Line) : Command(Id);

/// <summary>Ships allocated stock of a line and invoices it.</summary>
public sealed record Ship(int Id, int Order, int Line, decimal Quantity) : Command(Id);

/// <summary>Takes goods of a shipment back at the cost they left with.</summary>
public sealed record CustomerReturn(
    int Id, int Shipment, decimal Quantity, string Bin, Condition Condition = Condition.Available,
    string? Lot = null) : Command(Id);

/// <summary>Sends goods of a receipt back to the supplier, out of a bin.</summary>
public sealed record SupplierReturn(
    int Id, int Receipt, decimal Quantity, string Bin, Condition Condition = Condition.Available) : Command(Id);

/// <summary>Corrects a position by a signed change, today or on an earlier open day.</summary>
public sealed record Adjust(
    int Id, PositionKey At, decimal Change, AdjustReason Reason = AdjustReason.Correction,
    DateOnly? On = null) : Command(Id);

/// <summary>Posts a count taken when the position's last entry had the given number (0: before any entry).</summary>
public sealed record Count(int Id, PositionKey At, decimal Counted, int LedgerNumber) : Command(Id);

/// <summary>Sends free stock to another site of the same entity: of one lot, or what would be promised first.</summary>
public sealed record TransferShip(int Id, int Site, string Item, decimal Quantity, int ToSite, string? Lot = null) : Command(Id);

/// <summary>Receives goods of a transfer into a bin of its destination; of several lots one is named.</summary>
public sealed record TransferReceive(int Id, int Transfer, decimal Quantity, string Bin, string? Lot = null) : Command(Id);

/// <summary>Posts the mirror of a document, today.</summary>
public sealed record Reverse(int Id, int Document) : Command(Id);

/// <summary>Invoices received goods of an order line; without a price, at the order's.</summary>
public sealed record SupplierInvoice(
    int Id, int Order, int Line, decimal Quantity, decimal? Price = null) : Command(Id);

/// <summary>A late cost of one receipt.</summary>
public sealed record LandedCost(int Id, int Receipt, decimal Amount) : Command(Id);

/// <summary>A customer pays for a shipment.</summary>
public sealed record CustomerPayment(int Id, int Shipment, decimal Amount) : Command(Id);

/// <summary>An entity pays a supplier's invoice, or (without one) an advance.</summary>
public sealed record SupplierPayment(int Id, int Entity, int? Invoice, decimal Amount) : Command(Id);

/// <summary>Closes a month of an entity; also the running one.</summary>
public sealed record ClosePeriod(int Id, int Entity, int Year, int Month) : Command(Id);

/// <summary>Lets days pass.</summary>
public sealed record PassDays(int Id, int Days) : Command(Id);
