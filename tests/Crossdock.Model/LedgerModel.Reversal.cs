namespace Crossdock.Model;

/// <content>Mirrors: once, today, only if the stock they need is there and free.</content>
public partial class LedgerModel
{
    private Refused? Mirror(Reverse c)
    {
        if (!documents.TryGetValue(c.Document, out var document)) return No(Reason.UnknownReference, "No such document.");
        if (document.ReversedBy is not null)
            return No(Reason.WrongState, $"It was reversed by {document.ReversedBy}.");
        var refused = document switch
        {
            Receipt d => Undo(d),
            Shipment d => Undo(d),
            ReturnFromCustomer d => Undo(d),
            ReturnToSupplier d => Undo(d),
            Relocation d => Undo(d),
            Correction d => Undo(d),
            Transfer d => Undo(d),
            Arrival d => Undo(d),
            InvoiceFromSupplier d => Undo(d),
            Payment d => Undo(d),
            _ => No(Reason.WrongState, "A document of this kind is not reversed."),
        };
        if (refused is not null) return refused;
        document.ReversedBy = c.Id;
        Keep(new Reversal(c.Id, Today, c.Document));
        return null;
    }

    private Refused? Undo(Receipt d)
    {
        var accrual = d.Accrual;
        if (d.Returned > 0m || accrual.Quantity < d.Quantity)
            return No(Reason.WrongState, "Goods of it were returned or invoiced.");
        if (CheckTaken(d.At, d.Quantity) is { } refused) return refused;
        Put(d.At, -d.Quantity, Today);
        var taken = TakeMirrored(PoolAt(d.At), d.Quantity, d.Cents, d.Id);
        var owed = accrual.Quantity > d.Quantity && accrual.Cents >= d.Cents
            ? d.Cents
            : TakeShare(accrual.Cents, d.Quantity, accrual.Quantity);
        ChangeAccrual(accrual, -d.Quantity, -owed, 0m, 0, 0);
        if (d.Line is not null) d.Line.Received -= d.Quantity;
        var entity = World.EntityOf(d.At.Site);
        Book(entity, Today, Account.ReceivedNotInvoiced, owed);
        BookStock(d.At.Site, Today, -taken);
        Book(entity, Today, Account.PriceVariance, taken - owed);
        return null;
    }

    private Refused? Undo(Shipment d)
    {
        if (d.Returned > 0m || d.Paid > 0) return No(Reason.WrongState, "It was paid, or goods of it came back.");
        foreach (var piece in d.Pieces)
        {
            Put(piece.From, piece.Quantity, Today);
            if (piece.From.Lot is not null) serialsWithCustomers.Remove((piece.From.Item, piece.From.Lot));
        }

        BookShipment(d, -1);
        Bring(PoolAt(d.Order.Site, d.Line.Terms.Item), d.Quantity, d.CostOut, effects.Document, Today);
        d.Line.Shipped -= d.Quantity;
        if (d.Line.IsCancelled) d.Line.Cancelled += d.Quantity;
        return null;
    }

    private Refused? Undo(ReturnFromCustomer d)
    {
        if (CheckTaken(d.At, d.Quantity) is { } refused) return refused;
        Put(d.At, -d.Quantity, Today);
        var taken = TakeMirrored(PoolAt(d.At), d.Quantity, d.Cents, d.Id);
        for (var i = 0; i < d.Pieces.Length; i++) d.Pieces[i].Returned -= d.PieceQuantities[i];
        d.Shipment.CostOut += d.Cents;
        if (items[d.At.Item].Tracking == Tracking.Serial) serialsWithCustomers.Add((d.At.Item, d.At.Lot!));
        BookStock(d.At.Site, Today, -taken);
        Book(World.EntityOf(d.At.Site), Today, Account.CostOfGoods, taken);
        return null;
    }

    private Refused? Undo(ReturnToSupplier d)
    {
        if (CheckSerialIsFree(d.From) is { } elsewhere) return elsewhere;
        Put(d.From, d.Quantity, Today);
        Bring(PoolAt(d.From), d.Quantity, d.Taken, d.Receipt.Id, Today);
        ChangeAccrual(
            d.Receipt.Accrual, d.Quantity - d.OfInvoiced, d.AccrualCents, d.OfInvoiced, d.CreditCents, -d.CreditCents);
        ChangeReturned(d.Receipt, -d.Quantity);
        var entity = World.EntityOf(d.From.Site);
        BookStock(d.From.Site, Today, d.Taken);
        Book(entity, Today, Account.ReceivedNotInvoiced, -d.AccrualCents - d.CreditCents);
        Book(entity, Today, Account.PriceVariance, d.AccrualCents + d.CreditCents - d.Taken);
        return null;
    }

    private Refused? Undo(Relocation d)
    {
        if (CheckTaken(d.To, d.Quantity) is { } refused) return refused;
        Put(d.To, -d.Quantity, Today);
        Put(d.From, d.Quantity, Today);
        return null;
    }

    private Refused? Undo(Correction d)
    {
        if (d.Change == 0m) return null;
        var entity = World.EntityOf(d.At.Site);
        if (d.Change < 0m)
        {
            if (CheckSerialIsFree(d.At) is { } elsewhere) return elsewhere;
            Put(d.At, -d.Change, Today, isAdjustment: true);
            Bring(PoolAt(d.At), -d.Change, -d.Cents, effects.Document, Today);
            BookStock(d.At.Site, Today, -d.Cents);
            Book(entity, Today, d.Counter, d.Cents);
            return null;
        }

        if (CheckTaken(d.At, d.Change) is { } refused) return refused;
        Put(d.At, -d.Change, Today, isAdjustment: true);
        var taken = TakeMirrored(PoolAt(d.At), d.Change, d.Cents, d.Id);
        BookStock(d.At.Site, Today, -taken);
        Book(entity, Today, d.Counter, taken);
        return null;
    }

    private Refused? Undo(Transfer d)
    {
        if (d.QuantityUnderWay != d.Quantity) return No(Reason.WrongState, "Goods of it have arrived.");
        var cents = d.CentsUnderWay;
        ChangeTransit(d, -d.Quantity, -cents, Today);
        Put(d.From, d.Quantity, Today);
        BookStock(d.From.Site, Today, cents);
        Bring(PoolAt(d.From), d.Quantity, cents, effects.Document, Today);
        return null;
    }

    private Refused? Undo(Arrival d)
    {
        if (CheckTaken(d.At, d.Quantity) is { } refused) return refused;
        Put(d.At, -d.Quantity, Today);
        var taken = TakeMirrored(PoolAt(d.At), d.Quantity, d.Cents, d.Id);
        BookStock(d.At.Site, Today, -taken);
        ChangeTransit(d.Transfer, d.Quantity, taken, Today);
        return null;
    }

    private Refused? Undo(InvoiceFromSupplier d)
    {
        var line = d.Order.Lines[d.LineNumber];
        if (d.Paid > 0 || line.Accrual.InvoicedQuantity != line.Invoiced)
            return No(Reason.WrongState, "It was paid, or invoiced goods went back.");
        PostInvoice(d, -1);
        return null;
    }

    private Refused? Undo(Payment d)
    {
        BookPayment(d, -1);
        return null;
    }
}
