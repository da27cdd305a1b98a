namespace Crossdock.Model;

/// <content>Commands that are wrong on purpose; each should be refused.</content>
public sealed partial class ModelGenerator
{
    private Move? NothingMoved() => PickOrNothing(FreePositions()) is { } position
        ? new Move(NextId(), position.Key, Pick([.. World.Bins.Where(b => b != position.Key.Bin)]), Pick([0m, -1m]))
        : null;

    private Command? TooMuchMoved()
    {
        var allocated = Chance(60) ? PickOrNothing(Model.Positions.Where(p => p.Allocated > 0m)) : null;
        if ((allocated ?? PickOrNothing(Model.Positions)) is not { } position) return null;
        var unit = Unit(Model.Items[position.Key.Item]);
        var free = position.OnHand - position.Allocated;
        return random.Next(3) switch
        {
            0 => new Move(NextId(), position.Key, Pick([.. World.Bins.Where(b => b != position.Key.Bin)]), free + unit),
            1 => new Adjust(NextId(), position.Key, -free - unit),
            _ => new Count(NextId(), position.Key, Math.Max(0m, position.Allocated - unit), position.Entries.Count),
        };
    }

    private Adjust? MissingPosition()
    {
        var key = new PositionKey(Pick(World.Sites), Pick(World.Bins), "PIECE", null, Pick(Enum.GetValues<Condition>()));
        return (Model.PositionAt(key)?.OnHand ?? 0m) == 0m ? new Adjust(NextId(), key, -1m) : null;
    }

    private Ship? TooMuchShipped()
    {
        var lines = SalesLines().ToList();
        if (lines.Count == 0) return null;
        var (order, line, number) = Pick(lines);
        var edge = Chance(50) ? line.Open : line.Allocated;
        return new Ship(NextId(), order.Id, number, edge + Unit(Model.Items[line.Terms.Item]));
    }

    private Reverse? ReversedTwice() =>
        PickOrNothing(Model.Documents.Values.Where(d => d.ReversedBy is not null || d is Reversal)) is { } document
            ? new Reverse(NextId(), document.Id)
            : null;

    private Command UnknownDocument() => Pick<Func<Command>>(
    [
        () => new Reverse(NextId(), 999_999),
        () => new TransferReceive(NextId(), 999_999, 1m, "A1"),
        () => new Ship(NextId(), 999_999, 0, 1m),
        () => new Receive(NextId(), 999_999, 0, 1m, "A1"),
        () => new CustomerReturn(NextId(), 999_999, 1m, "A1"),
    ])();

    private Command UnknownItem() => Chance(50)
        ? new OpenPurchaseOrder(NextId(), 1, [new PurchaseLine("NONE", 1m, 1m)])
        : new ReceiveUnordered(NextId(), 1, "PIECE", 1m, 1m, "Z9");

    private Receive? BeyondTolerance()
    {
        var lines = PurchaseLines().Where(l => Model.Items[l.Line.Terms.Item].Tracking == Tracking.None).ToList();
        if (lines.Count == 0) return null;
        var (order, line, number) = Pick(lines);
        return new Receive(NextId(), order.Id, number, Math.Max(0m, Room(line)) + Unit(Model.Items[line.Terms.Item]), "A1");
    }

    private ReceiveUnordered Remainder() => new(
        NextId(), Pick(World.Sites), Pick(["PIECE", "LAYER", "WEIGHT"]), Pick([0.5m, 1.0001m]) + 0.0001m, 1m, "A1");

    private ReceiveUnordered WithoutLot() => Chance(50)
        ? new ReceiveUnordered(NextId(), 1, Pick(["LOT", "SERIAL"]), 1m, 1m, "A1")
        : new ReceiveUnordered(NextId(), 1, "PIECE", 1m, 1m, "A1", Lot: "L0");

    private ReceiveUnordered? SerialAgain() =>
        PickOrNothing(Model.Positions.Where(p => p.Key.Item == "SERIAL" && p.OnHand == 1m)) is { } position
            ? new ReceiveUnordered(NextId(), Pick(World.Sites), "SERIAL", 1m, 1m, "A2", Lot: position.Key.Lot)
            : null;

    private TransferShip? OtherEntity() =>
        PickOrNothing(FreePositions()) is { } position
            ? new TransferShip(NextId(), position.Key.Site, position.Key.Item, SomeFree(position), position.Key.Site == 3 ? 1 : 3)
            : null;

    private CustomerPayment? OverPaid() => PickOrNothing(Live<Shipment>()) is { } shipment
        ? new CustomerPayment(NextId(), shipment.Id, (shipment.Invoiced - shipment.Paid + 1) / 100m)
        : null;

    private Count? StaleCount() => PickOrNothing(Model.Positions.Where(p => p.Entries.Any(e => e.IsAdjustment))) is { } position
        ? new Count(NextId(), position.Key, 1m, position.Entries.Last(e => e.IsAdjustment).Number - 1)
        : null;

    private ReceiveUnordered? IntoClosedPeriod()
    {
        var site = Pick(World.Sites);
        return Model.ClosedThrough(World.EntityOf(site)) is { } closed
            ? new ReceiveUnordered(NextId(), site, "PIECE", 1m, 1m, "A1", On: closed)
            : null;
    }

    private ReceiveUnordered IntoFuture() =>
        new(NextId(), Pick(World.Sites), "PIECE", 1m, 1m, "A1", On: Model.Today.AddDays(1));

    private Command? KeyReused() => PickOrNothing(made.OfType<ReceiveUnordered>()) is { } earlier
        ? earlier with { Quantity = earlier.Quantity + 1m }
        : null;

    private ClosePeriod MonthClosedBefore()
    {
        var entity = Pick(World.Entities);
        var month = Model.ClosedThrough(entity) ?? World.Months[0].AddDays(-1);
        return new ClosePeriod(NextId(), entity, month.Year, month.Month);
    }

    private CustomerReturn? TooMuchReturned() => PickOrNothing(Live<Shipment>()) is { } shipment
        ? new CustomerReturn(
            NextId(), shipment.Id, shipment.Quantity - shipment.Returned + Unit(Model.Items[shipment.Line.Terms.Item]), "A1",
            Lot: shipment.Pieces[0].From.Lot)
        : null;

    private SupplierInvoice? OverInvoiced()
    {
        var lines = PurchaseLines().ToList();
        if (lines.Count == 0) return null;
        var (order, line, number) = Pick(lines);
        var room = line.Received - line.Returned - line.Invoiced;
        return new SupplierInvoice(NextId(), order.Id, number, Math.Max(0m, room) + Unit(Model.Items[line.Terms.Item]));
    }

    private CreateItem ItemAgain() => Chance(50)
        ? new CreateItem(NextId(), "PIECE", 0, Tracking.None, CostMethod.Average)
        : new CreateItem(NextId(), $"THIRD{lastId}", 2, Tracking.None, CostMethod.Average, 0m, 1, 3);

    private Adjust? TooEarlyLoss() => PickOrNothing(FreePositions().Where(p =>
        p.Entries[0].Day > World.FirstDay && p.Entries[0].Day.AddDays(-1) > (Model.ClosedThrough(World.EntityOf(p.Key.Site)) ?? DateOnly.MinValue)))
            is { } position
        ? new Adjust(NextId(), position.Key, -SomeFree(position), On: position.Entries.Min(e => e.Day).AddDays(-1))
        : null;
}
