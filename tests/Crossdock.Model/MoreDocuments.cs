namespace Crossdock.Model;

/// <summary>Goods that came back from a customer.</summary>
public sealed class ReturnFromCustomer : Document
{
    internal ReturnFromCustomer(int id, DateOnly day, Shipment shipment, ShipmentPiece[] pieces, PositionKey at, decimal quantity, long cents)
        : base(id, day) => (Shipment, Pieces, At, Quantity, Cents) = (shipment, pieces, at, quantity, cents);

    /// <summary>The shipment they belong to.</summary>
    public Shipment Shipment { get; }

    /// <summary>Where they were put.</summary>
    public PositionKey At { get; }

    /// <summary>How much.</summary>
    public decimal Quantity { get; }

    /// <summary>The cost they came back at, in cents.</summary>
    public long Cents { get; }

    internal ShipmentPiece[] Pieces { get; }
    internal decimal[] PieceQuantities { get; init; } = [];
}

/// <summary>Goods that went back to a supplier.</summary>
public sealed class ReturnToSupplier : Document
{
    internal ReturnToSupplier(int id, DateOnly day, Receipt receipt, PositionKey from, decimal quantity)
        : base(id, day) => (Receipt, From, Quantity) = (receipt, from, quantity);

    /// <summary>The receipt they belong to.</summary>
    public Receipt Receipt { get; }

    /// <summary>Where they were taken.</summary>
    public PositionKey From { get; }

    /// <summary>How much.</summary>
    public decimal Quantity { get; }

    internal long Taken { get; init; }
    internal long Owed { get; init; }
    internal long AtPrice { get; init; }
}

/// <summary>Stock moved from one position of a site to another.</summary>
public sealed class Relocation : Document
{
    internal Relocation(int id, DateOnly day, PositionKey from, PositionKey to, decimal quantity) : base(id, day) =>
        (From, To, Quantity) = (from, to, quantity);

    /// <summary>Where it was.</summary>
    public PositionKey From { get; }

    /// <summary>Where it went.</summary>
    public PositionKey To { get; }

    /// <summary>How much.</summary>
    public decimal Quantity { get; }
}

/// <summary>A correction of a position, by hand or by a count.</summary>
public sealed class Correction : Document
{
    internal Correction(int id, DateOnly day, PositionKey at, decimal change, long cents, Account counter)
        : base(id, day) => (At, Change, Cents, Counter) = (at, change, cents, counter);

    /// <summary>The position.</summary>
    public PositionKey At { get; }

    /// <summary>The signed change; zero for a count that found what the books said.</summary>
    public decimal Change { get; }

    /// <summary>The signed change of value in cents.</summary>
    public long Cents { get; }

    /// <summary>The counter account.</summary>
    public Account Counter { get; }

    /// <summary>What was counted, if it was a count.</summary>
    public decimal? Counted { get; internal init; }
}

/// <summary>What left one position on a transfer; it travels with its own value.</summary>
public sealed class TransferPiece
{
    internal TransferPiece(PositionKey from, decimal quantity, long cents) => (From, Quantity, QuantityUnderWay, Cents, CentsUnderWay) = (from, quantity, quantity, cents, cents);

    /// <summary>Where the goods left.</summary>
    public PositionKey From { get; }

    /// <summary>How much left.</summary>
    public decimal Quantity { get; }

    /// <summary>The value they left with, in cents.</summary>
    public long Cents { get; }

    /// <summary>Not yet received.</summary>
    public decimal QuantityUnderWay { get; internal set; }

    /// <summary>Its value in cents.</summary>
    public long CentsUnderWay { get; internal set; }
}

/// <summary>Goods on their way between two sites of one entity.</summary>
public sealed class Transfer : Document
{
    internal Transfer(int id, DateOnly day, int fromSite, string item, int toSite, IReadOnlyList<TransferPiece> pieces)
        : base(id, day) => (FromSite, Item, ToSite, Pieces) = (fromSite, item, toSite, pieces);

    /// <summary>Where the goods left.</summary>
    public int FromSite { get; }

    /// <summary>What they are.</summary>
    public string Item { get; }

    /// <summary>Where they go.</summary>
    public int ToSite { get; }

    /// <summary>What left, position by position.</summary>
    public IReadOnlyList<TransferPiece> Pieces { get; }

    /// <summary>Not yet received.</summary>
    public decimal QuantityUnderWay => Pieces.Sum(p => p.QuantityUnderWay);

    /// <summary>Its value in cents.</summary>
    public long CentsUnderWay => Pieces.Sum(p => p.CentsUnderWay);
}

/// <summary>What of a piece arrived, and with which value.</summary>
internal sealed record ArrivedPart(TransferPiece Piece, PositionKey At, decimal Quantity, long Cents);

/// <summary>Goods of a transfer that arrived.</summary>
public sealed class Arrival : Document
{
    internal Arrival(int id, DateOnly day, Transfer transfer, IReadOnlyList<ArrivedPart> parts) : base(id, day) => (Transfer, Parts) = (transfer, parts);

    /// <summary>The transfer.</summary>
    public Transfer Transfer { get; }

    internal IReadOnlyList<ArrivedPart> Parts { get; }
}

/// <summary>A supplier's invoice for goods of one order line.</summary>
public sealed class InvoiceFromSupplier : Document
{
    internal InvoiceFromSupplier(int id, DateOnly day, PurchaseOrder order, int line, decimal quantity, long cents, long cleared)
        : base(id, day) =>
        (Order, LineNumber, Quantity, Cents, Cleared) = (order, line, quantity, cents, cleared);

    /// <summary>The order.</summary>
    public PurchaseOrder Order { get; }

    /// <summary>The line's number, from 0.</summary>
    public int LineNumber { get; }

    /// <summary>How much was invoiced.</summary>
    public decimal Quantity { get; }

    /// <summary>Its amount in cents.</summary>
    public long Cents { get; }

    /// <summary>What it cleared of the goods received, in cents.</summary>
    public long Cleared { get; }

    internal long AtPrice { get; init; }

    /// <summary>What was paid of it, in cents.</summary>
    public long Paid { get; internal set; }
}

/// <summary>A payment: of a shipment, of a supplier's invoice, or an advance.</summary>
public sealed class Payment : Document
{
    internal Payment(int id, DateOnly day, int entity, Document? of, long cents) : base(id, day) =>
        (Entity, Of, Cents) = (entity, of, cents);

    /// <summary>The entity that pays or is paid.</summary>
    public int Entity { get; }

    /// <summary>The shipment or invoice; nothing for an advance.</summary>
    public Document? Of { get; }

    /// <summary>Its amount in cents.</summary>
    public long Cents { get; }
}
