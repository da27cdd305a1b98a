namespace Crossdock.Model;

/// <content>Moves, conditions, corrections, counts and transfers.</content>
public partial class LedgerModel
{
    private Refused? Post(Move c)
    {
        var to = c.From with { Bin = c.ToBin };
        return CheckPlace(c.From) ?? CheckPlace(to) ?? Relocate(c.Id, c.From, to, c.Quantity);
    }

    private Refused? Post(ChangeCondition c) =>
        CheckPlace(c.At) ?? Relocate(c.Id, c.At, c.At with { Condition = c.To }, c.Quantity);

    private Refused? Relocate(int id, PositionKey from, PositionKey to, decimal quantity)
    {
        if (CheckQuantity(items[from.Item], quantity) is { } no) return no;
        if (from == to) return No(Reason.WrongDestination, "It is there already.");
        if (CheckTaken(from, quantity) is { } refused) return refused;
        Put(from, -quantity, Today);
        Put(to, quantity, Today);
        Keep(new Relocation(id, Today, from, to, quantity));
        return null;
    }

    private Refused? Post(Adjust c)
    {
        if (CheckPlace(c.At) is { } no) return no;
        var item = items[c.At.Item];
        var size = Math.Abs(c.Change);
        if (CheckQuantity(item, size) is { } refused) return refused;
        if (item.Tracking == Tracking.Serial && size != 1m) return No(Reason.TrackingMismatch, "A serial is one unit.");
        if (c.Reason == AdjustReason.Scrap && c.Change > 0m) return No(Reason.WrongState, "Scrap only takes away.");
        if (CheckDay(c.At.Site, c.On) is { } closed) return closed;
        var day = c.On ?? Today;
        if (c.Change > 0m && CheckSerialIsFree(c.At) is { } elsewhere) return elsewhere;
        if (c.Change < 0m && day < Today && PositionAt(c.At)?.FirstShortDay(day, size) is { } shortDay)
            return No(Reason.NegativeOnLaterDay, $"On {shortDay:O} stock would be below zero.");
        if (c.Change < 0m && CheckTaken(c.At, size) is { } missing) return missing;
        Correct(c.Id, day, c.At, c.Change, c.Reason == AdjustReason.Scrap ? Account.Scrap : Account.Adjustment, null);
        return null;
    }

    private Refused? Post(Count c)
    {
        if (CheckPlace(c.At) is { } no) return no;
        var item = items[c.At.Item];
        if (c.Counted < 0m) return No(Reason.NotPositive, "A count is not below zero.");
        if (!Exactly.Fits(c.Counted, item.Decimals)) return No(Reason.Inexact, "A count has the decimals of the unit.");
        if (item.Tracking == Tracking.Serial && c.Counted > 1m) return No(Reason.TrackingMismatch, "A serial is one unit.");
        var position = PositionAt(c.At);
        var entries = position?.Entries ?? [];
        if (c.LedgerNumber < 0 || c.LedgerNumber > entries.Count)
            return No(Reason.UnknownReference, "The position has no entry with that number.");
        if (entries.Any(e => e.Number > c.LedgerNumber && e.IsAdjustment))
            return No(Reason.StaleCount, "The position was adjusted after this count.");
        var change = c.Counted - (position?.BookAt(c.LedgerNumber) ?? 0m);
        if (change > 0m && CheckSerialIsFree(c.At) is { } elsewhere) return elsewhere;
        if (change < 0m && CheckTaken(c.At, -change) is { } missing) return missing;
        Correct(c.Id, Today, c.At, change, Account.Adjustment, c.Counted);
        return null;
    }

    private void Correct(int id, DateOnly day, PositionKey at, decimal change, Account counter, decimal? counted)
    {
        var cents = 0L;
        if (change != 0m)
        {
            var pool = PoolAt(at);
            Put(at, change, day, isAdjustment: true);
            cents = change > 0m ? WorthOfGain(pool, change) : -TakeValue(pool, -change);
            if (change > 0m) Bring(pool, change, cents, id, day);
            BookStock(at.Site, day, cents);
            Book(World.EntityOf(at.Site), day, counter, -cents);
        }

        Keep(new Correction(id, day, at, change, cents, counter) { Counted = counted });
    }

    private long WorthOfGain(Pool pool, decimal quantity) => pool.Quantity > 0m
        ? TakeShare(pool.Cents, quantity, pool.Quantity)
        : Exactly.Worth(quantity, pool.Item.StandardPrice);

    private Refused? Post(TransferShip c)
    {
        if (CheckPlace(c.From) is { } no) return no;
        var item = items[c.From.Item];
        if (CheckQuantity(item, c.Quantity) is { } refused) return refused;
        if (!World.Sites.Contains(c.ToSite)) return No(Reason.UnknownReference, "No such site.");
        if (c.ToSite == c.From.Site || World.EntityOf(c.ToSite) != World.EntityOf(c.From.Site))
            return No(Reason.WrongDestination, "A transfer goes to another site of the same entity.");
        if (c.From.Condition != Condition.Available) return No(Reason.WrongState, "Only available goods are transferred.");
        var mayRunShort = AllowsNegative(c.From.Site) && item.Tracking == Tracking.None;
        if (!mayRunShort && CheckTaken(c.From, c.Quantity) is { } missing) return missing;

        Put(c.From, -c.Quantity, Today);
        var cents = TakeValue(PoolAt(c.From), c.Quantity);
        BookStock(c.From.Site, Today, -cents);
        var transfer = new Transfer(c.Id, Today, c.From, c.ToSite, c.Quantity, cents);
        ChangeTransit(transfer, c.Quantity, cents, Today);
        Keep(transfer);
        return null;
    }

    private Refused? Post(TransferReceive c)
    {
        if (!Find<Transfer>(c.Transfer, out var transfer)) return No(Reason.UnknownReference, "No such transfer.");
        var key = transfer.From with { Site = transfer.ToSite, Bin = c.Bin };
        if ((CheckPlace(key) ?? CheckQuantity(items[key.Item], c.Quantity)) is { } no) return no;
        if (transfer.ReversedBy is not null) return No(Reason.WrongState, "The transfer is reversed.");
        if (c.Quantity > transfer.QuantityUnderWay)
            return No(Reason.ExceedsOpen, $"{transfer.QuantityUnderWay} is under way.");

        var cents = TakeShare(transfer.CentsUnderWay, c.Quantity, transfer.QuantityUnderWay);
        ChangeTransit(transfer, -c.Quantity, -cents, Today);
        Put(key, c.Quantity, Today);
        Bring(PoolAt(key), c.Quantity, cents, c.Id, Today);
        BookStock(key.Site, Today, cents);
        Keep(new Arrival(c.Id, Today, transfer, key, c.Quantity, cents));
        CoverBackOrders(key, c.Quantity);
        return null;
    }
}
