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

/// <summary>What is owed for goods received: the uninvoiced part, the invoiced part, credits to come.</summary>
public sealed class Accrual
{
    /// <summary>Received, neither invoiced nor returned.</summary>
    public decimal Quantity { get; internal set; }

    /// <summary>Its value in cents.</summary>
    public long Cents { get; internal set; }

    /// <summary>Invoiced and not returned.</summary>
    public decimal InvoicedQuantity { get; internal set; }

    /// <summary>Its value in cents at the invoices' prices.</summary>
    public long InvoicedCents { get; internal set; }

    /// <summary>Returned after it was invoiced: what the supplier still owes in credits, in cents.</summary>
    public long CreditCents { get; internal set; }
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
    internal PurchaseOrderLine(PurchaseLine terms) => Terms = terms;

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
    public Accrual Accrual { get; } = new();

    internal bool Tolerates(decimal received) =>
        received * 100m <= Terms.Quantity * (100m + Terms.TolerancePercent);
}

/// <summary>Goods received.</summary>
public sealed class Receipt : Document
{
    internal Receipt(int id, DateOnly day, PositionKey at, decimal quantity, long cents, PurchaseOrderLine? line)
        : base(id, day) =>
        (At, Quantity, Cents, Line, Accrual) = (at, quantity, cents, line, line?.Accrual ?? new Accrual());

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
        : base(id, day) => (Site, ShipDate, Lines) = (site, shipDate, lines);

    /// <summary>Where it ships from.</summary>
    public int Site { get; }

    /// <summary>When it is to ship.</summary>
    public DateOnly ShipDate { get; }

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
}

/// <summary>What a shipment took from one position.</summary>
public sealed class ShipmentPiece
{
    internal ShipmentPiece(PositionKey from, decimal quantity) => (From, Quantity) = (from, quantity);

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
    public long CostOut { get; internal set; }

    /// <summary>The customer's invoice in cents.</summary>
    public long Invoiced { get; internal set; }

    /// <summary>What was paid of it, in cents.</summary>
    public long Paid { get; internal set; }
}
