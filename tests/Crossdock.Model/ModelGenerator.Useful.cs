namespace Crossdock.Model;

/// <content>Commands that should work, mostly.</content>
public sealed partial class ModelGenerator
{
    private OpenPurchaseOrder Purchase() => new(NextId(), Pick(World.Sites),
    [
        .. Enumerable.Range(0, random.Next(1, 3)).Select(_ => AnyItem()).Select(item => new PurchaseLine(
            item.Name, Amount(item), Price(), Pick([1m, 1m, 1m, 12m, 7m]), Pick([0m, 0m, 10m, 100m]))),
    ]);

    private Receive? ReceiveOrdered()
    {
        var open = PurchaseLines().Where(l => !l.Line.Closed && Room(l.Line) > 0m).ToList();
        if (open.Count == 0) return null;
        var (order, line, number) = Pick(open);
        var item = Model.Items[line.Terms.Item];
        var id = NextId();
        var (lot, expiry) = SomeLot(item);
        var quantity = Chance(30) && line.Open > 0m ? Some(line.Open, item) : Some(Room(line), item);
        return new Receive(id, order.Id, number, quantity, Pick(World.Bins), SomeCondition(), lot, expiry, SomeDay(order.Site));
    }

    private decimal Room(PurchaseOrderLine line) => Floored(
        (line.Terms.Quantity * (100m + line.Terms.TolerancePercent) / 100m) - line.Received, Model.Items[line.Terms.Item]);

    private ReceiveUnordered ReceiveFree()
    {
        var item = AnyItem();
        var (id, site) = (NextId(), Pick(World.Sites));
        var (lot, expiry) = SomeLot(item);
        return new ReceiveUnordered(
            id, site, item.Name, Some(Amount(item), item), Price(), Pick(World.Bins), SomeCondition(), lot, expiry, SomeDay(site));
    }

    private Move? MoveStock() => PickOrNothing(FreePositions()) is { } position
        ? new Move(NextId(), position.Key, Pick([.. World.Bins.Where(b => b != position.Key.Bin)]), SomeFree(position))
        : null;

    private ChangeCondition? Inspect()
    {
        var position = PickOrNothing(FreePositions().Where(p => p.Key.Condition != Condition.Available || Chance(30)));
        if (position is null) return null;
        var others = Enum.GetValues<Condition>().Where(c => c != position.Key.Condition).ToList();
        return new ChangeCondition(NextId(), position.Key, Chance(70) ? others[0] : Pick(others), SomeFree(position));
    }

    private decimal SomeFree(Position position) => Some(position.OnHand - position.Allocated, Model.Items[position.Key.Item]);

    private CreateSalesOrder Sell()
    {
        var site = Pick(World.Sites);
        var lines = Enumerable.Range(0, random.Next(1, 3)).Select(_ =>
        {
            var item = AnyItem();
            var free = Model.Positions.Where(p => p.Key.Site == site && p.Key.Item == item.Name
                && p.Key.Condition == Condition.Available).Sum(p => p.OnHand - p.Allocated);
            var quantity = free <= 0m ? Amount(item) : Chance(20) ? free + Unit(item)
                : item.Tracking == Tracking.Serial ? random.Next(1, (int)free + 1) : Some(free, item);
            return new SalesLine(item.Name, quantity, Price() * 2m);
        });
        return new CreateSalesOrder(NextId(), site, Model.Today.AddDays(Pick([0, 0, 1, 5, 15, 30])), [.. lines], Chance(85));
    }

    private Allocate? TryAgain()
    {
        var free = FreePositions().Where(p => p.Key.Condition == Condition.Available).Select(p => (p.Key.Site, p.Key.Item)).ToHashSet();
        var waiting = SalesLines()
            .Where(l => l.Line.BackOrdered > 0m && (free.Contains((l.Order.Site, l.Line.Terms.Item)) || Chance(2))).ToList();
        if (waiting.Count == 0) return null;
        return new Allocate(NextId(), Pick(waiting).Order.Id);
    }

    private CancelSalesLine? CancelLine() => SalesLines().Where(l => l.Line.Open > 0m).ToList() is { Count: > 0 } open
        && Pick(open) is var chosen ? new CancelSalesLine(NextId(), chosen.Order.Id, chosen.Number) : null;

    private Ship? ShipLine()
    {
        var ready = SalesLines().Where(l => l.Line.Allocated > 0m).ToList();
        if (ready.Count == 0) return null;
        var (order, line, number) = Pick(ready);
        var item = Model.Items[line.Terms.Item];
        var quantity = item.Tracking == Tracking.Serial ? random.Next(1, (int)line.Allocated + 1) : Some(line.Allocated, item);
        return new Ship(NextId(), order.Id, number, quantity);
    }

    private CustomerReturn? TakeBack()
    {
        var shipment = Recent(Live<Shipment>().Where(s => s.Returned < s.Quantity));
        if (shipment is null) return null;
        var piece = Pick<ShipmentPiece>([.. shipment.Pieces.Where(p => p.Returned < p.Quantity)]);
        var quantity = Some(piece.Quantity - piece.Returned, Model.Items[piece.From.Item]);
        return new CustomerReturn(NextId(), shipment.Id, quantity, Pick(World.Bins), SomeCondition(), piece.From.Lot);
    }

    private SupplierReturn? SendBack()
    {
        var receipt = Recent(Live<Receipt>().Where(r => r.Returned < r.Quantity));
        var position = receipt is null ? null : PickOrNothing(FreePositions().Where(p =>
            p.Key with { Bin = receipt.At.Bin, Condition = receipt.At.Condition } == receipt.At));
        if (position is null) return null;
        var most = Math.Min(receipt!.Quantity - receipt.Returned, position.OnHand - position.Allocated);
        return new SupplierReturn(
            NextId(), receipt.Id, Some(most, Model.Items[receipt.At.Item]), position.Key.Bin, position.Key.Condition);
    }

    private Adjust? Correct()
    {
        var gain = Chance(40);
        var position = PickOrNothing(gain ? Model.Positions : FreePositions());
        if (position is null) return null;
        var item = Model.Items[position.Key.Item];
        var change = gain ? Some(Math.Min(Amount(item), 5m), item) : -SomeFree(position);
        var reason = !gain && Chance(30) ? AdjustReason.Scrap : AdjustReason.Correction;
        return new Adjust(NextId(), position.Key, change, reason, SomeDay(position.Key.Site));
    }

    private Count? CountPosition()
    {
        var position = Recent(Model.Positions);
        if (position is null) return null;
        var item = Model.Items[position.Key.Item];
        var earliest = position.Entries.Where(e => e.IsAdjustment).Select(e => e.Number).DefaultIfEmpty(0).Max();
        var number = Chance(60) ? position.Entries.Count : random.Next(earliest, position.Entries.Count + 1);
        var book = position.Entries.Take(number).Sum(e => e.Quantity);
        var counted = Pick([book, book, book + Unit(item), book - Unit(item), position.Allocated, 0m]);
        return new Count(NextId(), position.Key, Math.Max(0m, counted), number);
    }

    private TransferShip? SendToSite()
    {
        var position = PickOrNothing(FreePositions().Where(p => p.Key.Site != 3 && p.Key.Condition == Condition.Available));
        if (position is null) return null;
        var lot = Chance(70) ? position.Key.Lot : null;
        var free = FreePositions().Where(p => p.Key.Site == position.Key.Site && p.Key.Item == position.Key.Item
            && p.Key.Condition == Condition.Available && (lot is null || p.Key.Lot == lot)).Sum(p => p.OnHand - p.Allocated);
        var item = Model.Items[position.Key.Item];
        var quantity = lot is null && item.Tracking == Tracking.Serial ? random.Next(1, (int)free + 1) : Some(free, item);
        return new TransferShip(NextId(), position.Key.Site, position.Key.Item, quantity, 3 - position.Key.Site, lot);
    }

    private TransferReceive? ReceiveTransfer()
    {
        if (PickOrNothing(Live<Transfer>().Where(t => t.QuantityUnderWay > 0m)) is not { } transfer) return null;
        var piece = Pick<TransferPiece>([.. transfer.Pieces.Where(p => p.QuantityUnderWay > 0m)]);
        var lot = Chance(80) ? piece.From.Lot : null;
        var underWay = transfer.Pieces.Where(p => lot is null || p.From.Lot == lot).Sum(p => p.QuantityUnderWay);
        var item = Model.Items[transfer.Item];
        var quantity = item.Tracking == Tracking.Serial ? underWay : Some(underWay, item);
        return new TransferReceive(NextId(), transfer.Id, quantity, Pick(World.Bins), lot);
    }

    private Reverse? ReverseSomething() => Recent(Live<Document>().Where(d =>
        d is not (PurchaseOrder or SalesOrder or Reversal) && d.GetType() != typeof(Document))) is { } document
        ? new Reverse(NextId(), document.Id)
        : null;

    private SupplierInvoice? Invoice()
    {
        var open = PurchaseLines().Where(l => l.Line.Received - l.Line.Returned > l.Line.Invoiced).ToList();
        if (open.Count == 0) return null;
        var (order, line, number) = Pick(open);
        var item = Model.Items[line.Terms.Item];
        var most = line.Received - line.Returned - line.Invoiced;
        var quantity = item.Tracking == Tracking.Serial ? most : Some(most, item);
        return new SupplierInvoice(NextId(), order.Id, number, quantity, Chance(75) ? null : Price());
    }

    private LandedCost? Freight() => Recent(Live<Receipt>().Where(r => r.Returned < r.Quantity)) is { } receipt
        ? new LandedCost(NextId(), receipt.Id, Pick([0.01m, 1m, 6.85m, 15m]))
        : null;

    private CustomerPayment? GetPaid() => Recent(Live<Shipment>().Where(s => s.Paid < s.Invoiced)) is { } shipment
        ? new CustomerPayment(NextId(), shipment.Id, SomeCents(shipment.Invoiced - shipment.Paid))
        : null;

    private SupplierPayment Pay() => Recent(Live<InvoiceFromSupplier>().Where(i => i.Paid < i.Cents)) is { } invoice
        ? new SupplierPayment(NextId(), World.EntityOf(invoice.Order.Site), invoice.Id, SomeCents(invoice.Cents - invoice.Paid))
        : new SupplierPayment(NextId(), Pick(World.Entities), null, SomeCents(50_000));

    private decimal SomeCents(long most) => (Chance(50) ? most : random.NextInt64(1, most + 1)) / 100m;

    private ClosePeriod CloseMonth()
    {
        var last = new DateOnly(Model.Today.Year, Model.Today.Month, 1).AddDays(-1);
        return new ClosePeriod(NextId(), Pick(World.Entities), last.Year, last.Month);
    }

    private ClosePurchaseLine? EndShort() => PurchaseLines().Where(l => !l.Line.Closed).ToList() is { Count: > 0 } open
        && Pick(open) is var chosen ? new ClosePurchaseLine(NextId(), chosen.Order.Id, chosen.Number) : null;

    private Command? Repeat() => Recent(made);
}
