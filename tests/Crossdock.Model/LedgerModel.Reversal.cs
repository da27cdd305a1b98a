namespace Crossdock.Model;

/// <content>Mirrors: once, today, only if the stock they need is there and free.</content>
public partial class LedgerModel
{
    private Refused? Mirror(Reverse c)
    {
        if (!documents.TryGetValue(c.Document, out var document)) return No(Reason.UnknownReference, "No such document.");
        if (document.ReversedBy is not null)
            return No(Reason.WrongState, $"It was reversed by {document.ReversedBy}.");
        if (EntityOf(document) is { } entity && IsClosed(entity, Today))
            return No(Reason.PeriodClosed, "The period is closed.");
        var refused = document switch
        {
            Receipt d => Undo(d),
            Shipment d => Undo(d),
            ReturnFromCustomer d when Offer.ReversedReturns => Undo(d),
            ReturnToSupplier d when Offer.ReversedReturns => Undo(d),
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

    private static int? EntityOf(Document document) => document switch
    {
        Receipt d => World.EntityOf(d.At.Site),
        Shipment d => World.EntityOf(d.Order.Site),
        ReturnFromCustomer d => World.EntityOf(d.At.Site),
        ReturnToSupplier d => World.EntityOf(d.From.Site),
        Relocation d => World.EntityOf(d.From.Site),
        Correction d => World.EntityOf(d.At.Site),
        Transfer d => World.EntityOf(d.FromSite),
        Arrival d => World.EntityOf(d.Transfer.ToSite),
        InvoiceFromSupplier d => World.EntityOf(d.Order.Site),
        Payment d => d.Entity,
        _ => null,
    };

    private Refused? Undo(Receipt d)
    {
        var accrual = d.Accrual;
        if (d.Returned > 0m || accrual.Quantity < d.Quantity)
            return No(Reason.WrongState, "Goods of it were returned or invoiced.");
        if (CheckTaken(d.At, d.Quantity) is { } refused) return refused;
        Put(d.At, -d.Quantity, Today);
        var taken = TakeMirrored(PoolAt(d.At), d.Quantity, d.Cents, d.Id);
        ChangeReceived(accrual, -d.Quantity, -d.Cents);
        accrual.MayHoldCents = true;
        if (d.Line is not null) d.Line.Received -= d.Quantity;
        var entity = World.EntityOf(d.At.Site);
        Book(entity, Today, Account.ReceivedNotInvoiced, d.Cents);
        BookStock(d.At.Site, Today, -taken);
        Book(entity, Today, Account.PriceVariance, taken - d.Cents);
        return null;
    }

    private Refused? Undo(Shipment d)
    {
        if (d.Returned > 0m) return No(Reason.WrongState, "Goods of it came back.");
        foreach (var piece in d.Pieces.Reverse())
        {
            Put(piece.From, piece.Quantity, Today);
            Bring(PoolAt(piece.From), piece.Quantity, piece.Cents, effects.Document, Today);
            if (piece.From.Lot is not null) serialsWithCustomers.Remove((piece.From.Item, piece.From.Lot));
        }

        BookShipment(d, -1);
        CoverBackOrders(d.Order.Site, d.Line.Terms.Item);
        d.Line.Shipped -= d.Quantity;
        if (d.Line.IsCancelled) d.Line.Cancelled += d.Quantity;
        else CoverBackOrders(d.Order.Site, d.Line.Terms.Item);
        return null;
    }

    private Refused? Undo(ReturnFromCustomer d)
    {
        if (CheckTaken(d.At, d.Quantity) is { } refused) return refused;
        Put(d.At, -d.Quantity, Today);
        var taken = TakeMirrored(PoolAt(d.At), d.Quantity, d.Cents, d.Id);
        for (var i = 0; i < d.Pieces.Length; i++) d.Pieces[i].Returned -= d.PieceQuantities[i];
        d.Shipment.CostOfLots[d.At.Lot ?? ""] += d.Cents;
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
        d.Receipt.Accrual.Quantity += d.Quantity;
        d.Receipt.Accrual.Cents += d.Owed;
        d.Receipt.Accrual.ReturnedCents -= d.AtPrice;
        ChangeReturned(d.Receipt, -d.Quantity);
        var entity = World.EntityOf(d.From.Site);
        BookStock(d.From.Site, Today, d.Taken);
        Book(entity, Today, Account.ReceivedNotInvoiced, -d.Owed);
        Book(entity, Today, Account.PriceVariance, d.Owed - d.Taken);
        CoverBackOrders(d.From);
        return null;
    }

    private Refused? Undo(Relocation d)
    {
        if (CheckTaken(d.To, d.Quantity) is { } refused) return refused;
        Put(d.To, -d.Quantity, Today);
        Put(d.From, d.Quantity, Today);
        if (d.From.Condition != d.To.Condition) CoverBackOrders(d.From);
        return null;
    }

    private Refused? Undo(Correction d)
    {
        if (d.Change == 0m) return No(Reason.WrongState, "The count changed nothing.");
        var entity = World.EntityOf(d.At.Site);
        if (d.Change < 0m)
        {
            if (CheckSerialIsFree(d.At) is { } elsewhere) return elsewhere;
            Put(d.At, -d.Change, Today, isAdjustment: true);
            Bring(PoolAt(d.At), -d.Change, -d.Cents, effects.Document, Today);
            BookStock(d.At.Site, Today, -d.Cents);
            Book(entity, Today, d.Counter, d.Cents);
            CoverBackOrders(d.At);
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
        if (d.Pieces.Any(p => p.QuantityUnderWay != p.Quantity)) return No(Reason.WrongState, "Goods of it have arrived.");
        foreach (var piece in d.Pieces.Reverse())
        {
            var cents = piece.CentsUnderWay;
            ChangeTransit(d, piece, -piece.Quantity, -cents, Today);
            Put(piece.From, piece.Quantity, Today);
            BookStock(piece.From.Site, Today, cents);
            Bring(PoolAt(piece.From), piece.Quantity, cents, effects.Document, Today);
        }

        CoverBackOrders(d.FromSite, d.Item);
        return null;
    }

    private Refused? Undo(Arrival d)
    {
        foreach (var at in d.Parts.GroupBy(p => p.At))
            if (CheckTaken(at.Key, at.Sum(p => p.Quantity)) is { } refused) return refused;
        foreach (var part in d.Parts.Reverse())
        {
            Put(part.At, -part.Quantity, Today);
            var taken = TakeMirrored(PoolAt(part.At), part.Quantity, part.Cents, d.Transfer.Id);
            BookStock(part.At.Site, Today, -taken);
            ChangeTransit(d.Transfer, part.Piece, part.Quantity, taken, Today);
        }

        return null;
    }

    private Refused? Undo(InvoiceFromSupplier d)
    {
        if (d.Paid > 0) return No(Reason.WrongState, "It was paid.");
        PostInvoice(d, -1);
        return null;
    }

    private Refused? Undo(Payment d)
    {
        BookPayment(d, -1);
        return null;
    }
}
