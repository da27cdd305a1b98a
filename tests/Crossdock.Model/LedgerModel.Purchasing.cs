namespace Crossdock.Model;

/// <content>Purchase orders, receipts, returns to suppliers.</content>
public partial class LedgerModel
{
    private Refused? Open(OpenPurchaseOrder c)
    {
        if (!World.Sites.Contains(c.Site) || c.Lines.Count == 0) return No(Reason.UnknownReference, "No such site, or no line.");
        foreach (var line in c.Lines)
        {
            if (!items.TryGetValue(line.Item, out var item)) return No(Reason.UnknownReference, $"No item {line.Item}.");
            if (CheckQuantity(item, line.Quantity) is { } no) return no;
            if (line.Price < 0m || line.Per <= 0m || line.TolerancePercent < 0m)
                return No(Reason.NotPositive, "A price, its unit or a tolerance is below zero.");
        }

        Keep(new PurchaseOrder(c.Id, Today, c.Site, [.. c.Lines.Select(l => new PurchaseOrderLine(l))]));
        return null;
    }

    private Refused? CloseShort(ClosePurchaseLine c)
    {
        if (FindLine(c.Order, c.Line, out PurchaseOrder _, out var line) is { } no) return no;
        if (line.Open == 0m) return No(Reason.WrongState, "Nothing of the line is open.");
        line.Closed = true;
        return null;
    }

    private Refused? Post(Receive c)
    {
        if (FindLine(c.Order, c.Line, out PurchaseOrder order, out var line) is { } no) return no;
        var key = new PositionKey(order.Site, c.Bin, line.Terms.Item, c.Lot, c.Condition);
        if (CheckArrival(key, c.Quantity, c.Expiry, c.On) is { } refused) return refused;
        if (line.Closed) return No(Reason.WrongState, "The line is closed.");
        if (!line.Tolerates(line.Received + c.Quantity))
            return No(Reason.OverReceipt, $"Open {line.Open}, asked {c.Quantity}.");
        PostReceipt(new Receipt(c.Id, c.On ?? Today, key, c.Quantity, line.Accrual, line), c.Expiry);
        return null;
    }

    private Refused? Post(ReceiveUnordered c)
    {
        var key = new PositionKey(c.Site, c.Bin, c.Item, c.Lot, c.Condition);
        if (CheckArrival(key, c.Quantity, c.Expiry, c.On) is { } refused) return refused;
        if (c.Price < 0m) return No(Reason.NotPositive, "The price is below zero.");
        PostReceipt(new Receipt(c.Id, c.On ?? Today, key, c.Quantity, new Accrual(c.Price, 1m), null), c.Expiry);
        return null;
    }

    private Refused? CheckArrival(PositionKey key, decimal quantity, DateOnly? expiry, DateOnly? on)
    {
        if (!World.Has(key.Site, key.Bin) || !items.TryGetValue(key.Item, out var item))
            return No(Reason.UnknownReference, "No such site, bin or item.");
        if (CheckQuantity(item, quantity) is { } no) return no;
        if ((key.Lot is null) != (item.Tracking == Tracking.None) || (key.Lot is null && expiry is not null))
            return No(Reason.TrackingMismatch, "A lot or serial belongs to tracked items, and only to them.");
        if (item.Tracking == Tracking.Serial && quantity != 1m)
            return No(Reason.TrackingMismatch, "A serial is one unit.");
        if (key.Lot is not null && expiry is not null && lots.TryGetValue((key.Item, key.Lot), out var known) && known != expiry)
            return No(Reason.TrackingMismatch, $"{key.Lot} is known with another expiry.");
        return CheckDay(key.Site, on) ?? CheckSerialIsFree(key);
    }

    private void PostReceipt(Receipt receipt, DateOnly? expiry)
    {
        var key = receipt.At;
        Know(key, expiry);
        Keep(receipt);
        Put(key, receipt.Quantity, receipt.Day);
        Bring(PoolAt(key), receipt.Quantity, receipt.Cents, receipt.Id, receipt.Day);
        BookStock(key.Site, receipt.Day, receipt.Cents);
        Book(World.EntityOf(key.Site), receipt.Day, Account.ReceivedNotInvoiced, -receipt.Cents);
        if (receipt.Line is not null) receipt.Line.Received += receipt.Quantity;
        ChangeReceived(receipt.Accrual, receipt.Quantity, receipt.Cents);
        CoverBackOrders(key);
    }

    private void Know(PositionKey key, DateOnly? expiry = null)
    {
        if (key.Lot is not null) lots.TryAdd((key.Item, key.Lot), expiry);
    }

    private Refused? Post(SupplierReturn c)
    {
        if (!Find<Receipt>(c.Receipt, out var receipt)) return No(Reason.UnknownReference, "No such receipt.");
        var key = receipt.At with { Bin = c.Bin, Condition = c.Condition };
        if ((CheckPlace(key) ?? CheckQuantity(items[key.Item], c.Quantity)) is { } no) return no;
        if (receipt.ReversedBy is not null) return No(Reason.WrongState, "The receipt is reversed.");
        if (c.Quantity > receipt.Quantity - receipt.Returned)
            return No(Reason.ExceedsOpen, $"{receipt.Quantity - receipt.Returned} can still go back.");
        if ((CheckDay(key.Site, null) ?? CheckTaken(key, c.Quantity)) is { } refused) return refused;

        Put(key, -c.Quantity, Today);
        var taken = TakeValue(PoolAt(key), c.Quantity, receipt.Id);
        var accrual = receipt.Accrual;
        var atPrice = accrual.WorthOfReturn(c.Quantity);
        var owed = OwedForReturn(accrual, c.Quantity, atPrice);
        accrual.Quantity -= c.Quantity;
        accrual.Cents -= owed;
        accrual.ReturnedCents += atPrice;
        accrual.MayHoldCents |= accrual.Quantity < 0m;
        ChangeReturned(receipt, c.Quantity);
        var entity = World.EntityOf(key.Site);
        BookStock(key.Site, Today, -taken);
        Book(entity, Today, Account.ReceivedNotInvoiced, owed);
        Book(entity, Today, Account.PriceVariance, taken - owed);
        Keep(new ReturnToSupplier(c.Id, Today, receipt, key, c.Quantity) { Taken = taken, Owed = owed, AtPrice = atPrice });
        return null;
    }

    /// <summary>
    /// What the supplier owes: for the uninvoiced goods their price, for the last of them all that is left; beyond them what was invoiced for
    /// the goods, so that the credit to come is the invoices' share of all that went back.
    /// </summary>
    private long OwedForReturn(Accrual accrual, decimal quantity, long atPrice)
    {
        var left = accrual.Quantity - quantity;
        return left > 0m
            ? Math.Min(atPrice, Math.Max(0, accrual.Cents))
            : Math.Max(0, accrual.Cents + TakeShare(accrual.InvoicedCents, -left, accrual.Invoiced));
    }

    private static void ChangeReturned(Receipt receipt, decimal quantity)
    {
        receipt.Returned += quantity;
        receipt.Accrual.Returned += quantity;
        if (receipt.Line is not null) receipt.Line.Returned += quantity;
    }

    private static void ChangeReceived(Accrual accrual, decimal quantity, long cents)
    {
        accrual.Quantity += quantity;
        accrual.Cents += cents;
        accrual.Received += quantity;
        accrual.ReceivedCents += cents;
    }
}
