namespace Crossdock.Model;

/// <summary>What a command left behind.</summary>
public class Document
{
    internal Document(int id, DateOnly day) => (Id, Day) = (id, day);

    /// <summary>The number of the command that made it.</summary>
    public int Id { get; }

    /// <summary>Its accounting day.</summary>
    public DateOnly Day { get; }

    /// <summary>The document that reversed it.</summary>
    public int? ReversedBy { get; internal set; }
}

/// <summary>The mirror of another document.</summary>
public sealed class Reversal : Document
{
    internal Reversal(int id, DateOnly day, int original) : base(id, day) => Original = original;

    /// <summary>The document it mirrors.</summary>
    public int Original { get; }
}

/// <summary>
/// What is owed for goods received at one price. Quantities and cents only add up; what is received, neither returned nor invoiced, is the
/// difference, and is below zero when more of the invoiced goods went back: a credit to come.
/// </summary>
public sealed class Accrual
{
    private readonly decimal price;
    private readonly decimal per;

    internal Accrual(decimal price, decimal per) => (this.price, this.per) = (price, per);

    /// <summary>Received, neither returned nor invoiced.</summary>
    public decimal Quantity { get; internal set; }

    /// <summary>Its value in cents: what stands in goods received, not invoiced.</summary>
    public long Cents { get; internal set; }

    /// <summary>
    /// Whether cents may stay although nothing is owed: more went back than was received and not invoiced, so that a credit stands here until
    /// the supplier gives it, or a receipt was reversed to the cent after others had rounded on it.
    /// </summary>
    public bool MayHoldCents { get; internal set; }

    /// <summary>Received, reversals taken off.</summary>
    public decimal Received { get; internal set; }

    /// <summary>What the receipts were worth, in cents.</summary>
    public long ReceivedCents { get; internal set; }

    /// <summary>Returned to the supplier.</summary>
    public decimal Returned { get; internal set; }

    /// <summary>What the returned goods cost at the order's price, in cents.</summary>
    public long ReturnedCents { get; internal set; }

    /// <summary>Invoiced, reversals taken off.</summary>
    public decimal Invoiced { get; internal set; }

    /// <summary>Its value in cents at the invoices' prices.</summary>
    public long InvoicedCents { get; internal set; }

    /// <summary>Its value in cents at the order's price.</summary>
    public long InvoicedAtPrice { get; internal set; }

    /// <summary>The worth of the next receipt: of all that is received then, less what was booked before, and never below zero.</summary>
    internal long WorthOfReceipt(decimal quantity) => Math.Max(0, Exactly.Worth(Received + quantity, price, per) - ReceivedCents);

    /// <summary>The price of goods that go back: what keeps the rest at its exact price, and never below zero.</summary>
    internal long WorthOfReturn(decimal quantity) => Math.Max(0, ReceivedCents - ReturnedCents - Exactly.Worth(Received - Returned - quantity, price, per));

    /// <summary>The amount of the next invoice at the order's price, in the same way.</summary>
    internal long WorthOfInvoice(decimal quantity) => Math.Max(0, Exactly.Worth(Invoiced + quantity, price, per) - InvoicedAtPrice);
}

/// <summary>A purchase order.</summary>
public sealed class PurchaseOrder : Document
{
    internal PurchaseOrder(int id, DateOnly day, int site, IReadOnlyList<PurchaseOrderLine> lines) : base(id, day) =>
        (Site, Lines) = (site, lines);

    /// <summary>Where it is to be received.</summary>
    public int Site { get; }

    /// <summary>Its lines.</summary>
    public IReadOnlyList<PurchaseOrderLine> Lines { get; }
}

/// <summary>The running quantities of a purchase line.</summary>
public sealed class PurchaseOrderLine
{
    internal PurchaseOrderLine(PurchaseLine terms) => (Terms, Accrual) = (terms, new Accrual(terms.Price, terms.Per));

    /// <summary>What was ordered, at which price and tolerance.</summary>
    public PurchaseLine Terms { get; }

    /// <summary>Received, reversals taken off, returns not.</summary>
    public decimal Received { get; internal set; }

    /// <summary>Returned to the supplier.</summary>
    public decimal Returned { get; internal set; }

    /// <summary>Invoiced, reversals taken off.</summary>
    public decimal Invoiced { get; internal set; }

    /// <summary>Ended short.</summary>
    public bool Closed { get; internal set; }

    /// <summary>Still expected.</summary>
    public decimal Open => Closed ? 0m : Math.Max(0m, Terms.Quantity - Received);

    /// <summary>What is owed for it.</summary>
    public Accrual Accrual { get; }

    internal bool Tolerates(decimal received) =>
        received * 100m <= Terms.Quantity * (100m + Terms.TolerancePercent);
}

/// <summary>Goods received.</summary>
public sealed class Receipt : Document
{
    internal Receipt(int id, DateOnly day, PositionKey at, decimal quantity, Accrual accrual, PurchaseOrderLine? line)
        : base(id, day) =>
        (At, Quantity, Cents, Line, Accrual) = (at, quantity, accrual.WorthOfReceipt(quantity), line, accrual);

    /// <summary>Where the goods were put.</summary>
    public PositionKey At { get; }

    /// <summary>How much was received.</summary>
    public decimal Quantity { get; }

    /// <summary>Its value in cents.</summary>
    public long Cents { get; }

    /// <summary>Returned to the supplier of it.</summary>
    public decimal Returned { get; internal set; }

    /// <summary>The order line, if there is one.</summary>
    public PurchaseOrderLine? Line { get; }

    /// <summary>The order line's accrual, or its own.</summary>
    public Accrual Accrual { get; }
}

/// <summary>A sales order.</summary>
public sealed class SalesOrder : Document
{
    internal SalesOrder(int id, DateOnly day, int site, DateOnly shipDate, IReadOnlyList<SalesOrderLine> lines)
        : base(id, day) => (Site, DueDay, Lines) = (site, World.WorkingDay(shipDate < day ? day : shipDate), lines);

    /// <summary>Where it ships from.</summary>
    public int Site { get; }

    /// <summary>When it is to ship: a working day, not before its entry.</summary>
    public DateOnly DueDay { get; }

    /// <summary>Its lines.</summary>
    public IReadOnlyList<SalesOrderLine> Lines { get; }
}

/// <summary>Stock of one position tied to an order line.</summary>
public sealed record Allocation(PositionKey Position, decimal Quantity);

/// <summary>The running quantities of a sales line.</summary>
public sealed class SalesOrderLine
{
    internal SalesOrderLine(SalesLine terms) => Terms = terms;

    /// <summary>What was ordered.</summary>
    public SalesLine Terms { get; }

    /// <summary>Shipped, reversals taken off, returns not.</summary>
    public decimal Shipped { get; internal set; }

    /// <summary>Cancelled.</summary>
    public decimal Cancelled { get; internal set; }

    /// <summary>Whether the rest was cancelled.</summary>
    public bool IsCancelled { get; internal set; }

    /// <summary>Still to ship.</summary>
    public decimal Open => Terms.Quantity - Shipped - Cancelled;

    /// <summary>Allocated, in the order in which it will be taken.</summary>
    public IReadOnlyList<Allocation> Allocations => AllocationList;

    /// <summary>How much is allocated.</summary>
    public decimal Allocated => AllocationList.Sum(a => a.Quantity);

    /// <summary>Open and without stock.</summary>
    public decimal BackOrdered => Open - Allocated;

    internal List<Allocation> AllocationList { get; } = [];

    /// <summary>Invoiced to the customer, in cents, reversals taken off.</summary>
    internal long InvoicedCents { get; set; }
}

/// <summary>What a shipment took from one position.</summary>
public sealed class ShipmentPiece
{
    internal ShipmentPiece(PositionKey from, decimal quantity) => (From, Quantity) = (from, quantity);

    /// <summary>The cost it left with, in cents.</summary>
    public long Cents { get; internal set; }

    /// <summary>Where it was taken.</summary>
    public PositionKey From { get; }

    /// <summary>How much.</summary>
    public decimal Quantity { get; }

    /// <summary>How much of it came back.</summary>
    public decimal Returned { get; internal set; }
}

/// <summary>Goods shipped and invoiced to a customer.</summary>
public sealed class Shipment : Document
{
    internal Shipment(int id, DateOnly day, SalesOrder order, int line, IReadOnlyList<ShipmentPiece> pieces)
        : base(id, day) => (Order, LineNumber, Pieces) = (order, line, pieces);

    /// <summary>The order.</summary>
    public SalesOrder Order { get; }

    /// <summary>The line's number, from 0.</summary>
    public int LineNumber { get; }

    /// <summary>The line.</summary>
    public SalesOrderLine Line => Order.Lines[LineNumber];

    /// <summary>Where the goods came from.</summary>
    public IReadOnlyList<ShipmentPiece> Pieces { get; }

    /// <summary>How much was shipped.</summary>
    public decimal Quantity => Pieces.Sum(p => p.Quantity);

    /// <summary>How much came back.</summary>
    public decimal Returned => Pieces.Sum(p => p.Returned);

    /// <summary>The cost of what has not come back, in cents.</summary>
    public long CostOut => CostOfLots.Values.Sum();

    /// <summary>The same by lot or serial; goods without one under the empty name.</summary>
    internal Dictionary<string, long> CostOfLots { get; } = [];

    /// <summary>The customer's invoice in cents.</summary>
    public long Invoiced { get; internal set; }

    /// <summary>What was paid of it, in cents.</summary>
    public long Paid { get; internal set; }
}
