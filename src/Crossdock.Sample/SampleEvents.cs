using Crossdock.Kernel;

namespace Crossdock.Sample;

/// <summary>Something somebody did at a site. Documents are named by the keys of the plan; the loader keeps what numbers they got.</summary>
/// <param name="At">When it happened, with the site's offset.</param>
/// <param name="Site">Where.</param>
public abstract record SampleEvent(DateTimeOffset At, string Site);

/// <summary>What may be done with stock.</summary>
public enum SampleCondition
{
    /// <summary>May be picked.</summary>
    Available,

    /// <summary>Waits for a decision.</summary>
    Quarantine,

    /// <summary>Blocked for a reason.</summary>
    Hold,

    /// <summary>Broken.</summary>
    Damaged,
}

/// <summary>A priced line: bottles and the price of one.</summary>
public sealed record PricedLine(int Line, string Item, Quantity Quantity, UnitPrice Price);

/// <summary>Bottles of a line taken from or put into a bin.</summary>
public sealed record StockLine(int Line, string Item, string? Lot, string Bin, Quantity Quantity);

/// <summary>How many bottles of a line.</summary>
public sealed record LineQuantity(int Line, Quantity Quantity);

/// <summary>A shop orders; one order per real invoice.</summary>
public sealed record CustomerOrdered(
    DateTimeOffset At, string Site, string Order, string Customer, string CustomerReference, DateOnly RequestedOn, IReadOnlyList<PricedLine> Lines) : SampleEvent(At, Site);

/// <summary>What is available is allocated to an order and released for picking; what is not stays open as back-order.</summary>
public sealed record OrderReleased(DateTimeOffset At, string Site, string Order, IReadOnlyList<LineQuantity> Lines) : SampleEvent(At, Site);

/// <summary>Released goods are picked from storage to the staging bin.</summary>
public sealed record OrderPicked(DateTimeOffset At, string Site, string Order, string Shipment, string ToBin, IReadOnlyList<StockLine> Lines) : SampleEvent(At, Site);

/// <summary>Picked goods leave from the staging bin.</summary>
public sealed record OrderShipped(DateTimeOffset At, string Site, string Order, string Shipment, string FromBin, IReadOnlyList<StockLine> Lines) : SampleEvent(At, Site);

/// <summary>A shipment is invoiced.</summary>
public sealed record CustomerInvoiced(
    DateTimeOffset At, string Site, string Invoice, string Customer, string Order, string Shipment, DateOnly DueOn, IReadOnlyList<PricedLine> Lines, Amount Total) : SampleEvent(At, Site);

/// <summary>A shop no longer waits for the rest of a line.</summary>
public sealed record OrderLineCancelled(DateTimeOffset At, string Site, string Order, int Line, Quantity Quantity, string Reason) : SampleEvent(At, Site);

/// <summary>A document and how much of it is settled.</summary>
public sealed record Settled(string Document, Amount Amount);

/// <summary>A shop pays.</summary>
public sealed record CustomerPaid(DateTimeOffset At, string Site, string Payment, string Customer, IReadOnlyList<Settled> Invoices, Amount Total) : SampleEvent(At, Site);

/// <summary>A shop may send goods of a shipment back.</summary>
public sealed record ReturnAuthorised(
    DateTimeOffset At, string Site, string Return, string Customer, string Order, string Shipment, IReadOnlyList<StockLine> Lines, string Reason) : SampleEvent(At, Site);

/// <summary>Returned goods arrive in the quarantine bin.</summary>
public sealed record CustomerReturned(DateTimeOffset At, string Site, string Return, IReadOnlyList<StockLine> Lines) : SampleEvent(At, Site);

/// <summary>Returned goods are judged: good ones go to their home bin, broken ones stay in the quarantine bin as damaged.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Site">Where.</param>
/// <param name="Return">The return.</param>
/// <param name="FromBin">Quarantine bin.</param>
/// <param name="Restocked">Good again, with the bin they go to.</param>
/// <param name="Damaged">Broken.</param>
public sealed record ReturnInspected(
    DateTimeOffset At, string Site, string Return, string FromBin, IReadOnlyList<StockLine> Restocked, IReadOnlyList<StockLine> Damaged) : SampleEvent(At, Site);

/// <summary>A return is credited.</summary>
public sealed record CustomerCredited(
    DateTimeOffset At, string Site, string Credit, string Customer, string Return, string Invoice, IReadOnlyList<PricedLine> Lines, Amount Total) : SampleEvent(At, Site);

/// <summary>A line of a purchase or transfer order: whole cases, and the same in bottles.</summary>
public sealed record CaseLine(int Line, string Item, int Cases, Quantity Quantity, UnitPrice Price);

/// <summary>Goods are ordered from a supplier and the order is released.</summary>
public sealed record PurchaseOrdered(
    DateTimeOffset At, string Site, string Order, string Supplier, Currency Currency, string Incoterm, DateOnly DueOn, IReadOnlyList<CaseLine> Lines, Amount FreightEstimate) : SampleEvent(At, Site);

/// <summary>The supplier answers an order with a date.</summary>
public sealed record PurchaseAcknowledged(DateTimeOffset At, string Site, string Order, DateOnly ConfirmedOn) : SampleEvent(At, Site);

/// <summary>What arrived of a purchase line, good and damaged.</summary>
public sealed record ReceiptLine(int Line, string Item, string? Lot, DateOnly? Expiry, Quantity Good, Quantity Damaged);

/// <summary>Goods of a purchase order arrive at the dock.</summary>
public sealed record GoodsArrived(
    DateTimeOffset At, string Site, string Receipt, string Order, string Supplier, string Bin, IReadOnlyList<ReceiptLine> Lines) : SampleEvent(At, Site);

/// <summary>Goods that move from the dock to a bin; damaged ones to the quarantine bin.</summary>
public sealed record PutAwayLine(int Line, string Item, string? Lot, string FromBin, string ToBin, Quantity Quantity, SampleCondition Condition);

/// <summary>A receipt or a received transfer is put away.</summary>
public sealed record StockPutAway(DateTimeOffset At, string Site, string Document, IReadOnlyList<PutAwayLine> Lines) : SampleEvent(At, Site);

/// <summary>A supplier's invoice for one receipt comes in; it waits to be matched.</summary>
public sealed record SupplierInvoiced(
    DateTimeOffset At, string Site, string Invoice, string Supplier, string Order, string Receipt, Currency Currency, DateOnly DueOn, IReadOnlyList<PricedLine> Lines, Amount Total) : SampleEvent(At, Site);

/// <summary>A supplier's freight invoice for one order comes in.</summary>
public sealed record FreightInvoiced(
    DateTimeOffset At, string Site, string Invoice, string Supplier, string Order, Currency Currency, DateOnly DueOn, Amount Total) : SampleEvent(At, Site);

/// <summary>A supplier's invoice agrees with order and receipt and is posted.</summary>
public sealed record SupplierInvoiceMatched(DateTimeOffset At, string Site, string Invoice) : SampleEvent(At, Site);

/// <summary>A supplier is paid.</summary>
public sealed record SupplierPaid(
    DateTimeOffset At, string Site, string Payment, string Supplier, Currency Currency, IReadOnlyList<Settled> Invoices, Amount Total) : SampleEvent(At, Site);

/// <summary>Damaged goods of a receipt go back to the supplier from the quarantine bin.</summary>
public sealed record SupplierReturned(
    DateTimeOffset At, string Site, string Return, string Supplier, string Order, string Receipt, IReadOnlyList<StockLine> Lines, string Reason) : SampleEvent(At, Site);

/// <summary>A branch asks its hub for goods.</summary>
public sealed record TransferOrdered(DateTimeOffset At, string Site, string Transfer, string ToSite, IReadOnlyList<CaseLine> Lines) : SampleEvent(At, Site);

/// <summary>A transfer is picked and leaves the hub.</summary>
public sealed record TransferShipped(DateTimeOffset At, string Site, string Transfer, string ToSite, IReadOnlyList<StockLine> Lines) : SampleEvent(At, Site);

/// <summary>What of a shipped transfer line arrived, and what did not.</summary>
public sealed record TransferReceiptLine(int Line, string Item, string? Lot, Quantity Received, Quantity Short);

/// <summary>A transfer arrives at the dock of the branch.</summary>
public sealed record TransferReceived(
    DateTimeOffset At, string Site, string Transfer, string FromSite, string Bin, IReadOnlyList<TransferReceiptLine> Lines) : SampleEvent(At, Site);

/// <summary>What never arrived of a transfer is given up as lost in transit.</summary>
public sealed record TransferShortClosed(DateTimeOffset At, string Site, string Transfer, IReadOnlyList<TransferReceiptLine> Lines, string Reason) : SampleEvent(At, Site);

/// <summary>A position to be counted.</summary>
public sealed record CountPlace(int Line, string Item, string? Lot, string Bin);

/// <summary>A count is asked for.</summary>
public sealed record CountOrdered(DateTimeOffset At, string Site, string Count, IReadOnlyList<CountPlace> Places) : SampleEvent(At, Site);

/// <summary>What the book said and what was found.</summary>
public sealed record CountLine(int Line, string Item, string? Lot, string Bin, Quantity Book, Quantity Counted);

/// <summary>The count is done and its differences are posted.</summary>
public sealed record StockCounted(DateTimeOffset At, string Site, string Count, IReadOnlyList<CountLine> Lines) : SampleEvent(At, Site);

/// <summary>Stock is corrected for a reason; negative takes out.</summary>
public sealed record StockAdjusted(
    DateTimeOffset At, string Site, string Adjustment, string Item, string? Lot, string Bin, SampleCondition Condition, Quantity Quantity, string Reason) : SampleEvent(At, Site);

/// <summary>Stock changes its condition, and its bin where the bins differ.</summary>
public sealed record ConditionChanged(
    DateTimeOffset At, string Site, string Change, string Item, string? Lot, string FromBin, string ToBin, Quantity Quantity, SampleCondition From, SampleCondition To, string Reason) : SampleEvent(At, Site);
