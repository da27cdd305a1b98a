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
        if ((CheckDay(from.Site, null) ?? CheckTaken(from, quantity)) is { } refused) return refused;
        Put(from, -quantity, Today);
        Put(to, quantity, Today);
        Keep(new Relocation(id, Today, from, to, quantity));
        if (from.Condition != to.Condition) CoverBackOrders(to);
        return null;
    }

    private Refused? Post(Adjust c)
    {
        if (CheckFound(c.At, c.Change) is { } no) return no;
        var item = items[c.At.Item];
        var size = Math.Abs(c.Change);
        if (CheckQuantity(item, size) is { } refused) return refused;
        if (item.Tracking == Tracking.Serial && c.Change > 0m && size != 1m) return No(Reason.TrackingMismatch, "A serial is one unit.");
        if (c.Reason == AdjustReason.Scrap && c.Change > 0m) return No(Reason.WrongState, "Scrap only takes away.");
        if (CheckDay(c.At.Site, c.On) is { } closed) return closed;
        var day = c.On ?? Today;
        if (c.Change > 0m && CheckSerialIsFree(c.At) is { } elsewhere) return elsewhere;
        if (c.Change < 0m && day < Today && PositionAt(c.At)?.FirstShortDay(day, size) is { } shortDay)
            return No(Reason.NegativeOnLaterDay, $"On {shortDay:O} stock would be below zero.");
        if (c.Change < 0m && CheckThere(c.At, size) is { } missing) return missing;
        Correct(c.Id, day, c.At, c.Change, c.Reason == AdjustReason.Scrap ? Account.Scrap : Account.Adjustment, null);
        return null;
    }

    private Refused? Post(Count c)
    {
        if (CheckFound(c.At, c.Counted) is { } no) return no;
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
        if (change < 0m && CheckThere(c.At, -change) is { } missing) return missing;
        if (change != 0m && CheckDay(c.At.Site, null) is { } closed) return closed;
        Correct(c.Id, Today, c.At, change, Account.Adjustment, c.Counted);
        return null;
    }

    /// <summary>As <see cref="CheckPlace"/>; but what is found may be of a lot that was not known before.</summary>
    private Refused? CheckFound(PositionKey key, decimal found)
    {
        var isNew = found > 0m && key.Lot is not null && items.TryGetValue(key.Item, out var item) && item.Tracking != Tracking.None;
        if (!isNew || lots.ContainsKey((key.Item, key.Lot!))) return CheckPlace(key);
        return World.Has(key.Site, key.Bin) ? null : No(Reason.UnknownReference, "No such site or bin.");
    }

    /// <summary>So much is there, promised or not: goods that are lost are lost.</summary>
    private Refused? CheckThere(PositionKey key, decimal quantity)
    {
        var onHand = PositionAt(key)?.OnHand ?? 0m;
        return onHand < quantity ? No(Reason.InsufficientStock, $"{onHand} on hand, {quantity} asked.") : null;
    }

    private void Correct(int id, DateOnly day, PositionKey at, decimal change, Account counter, decimal? counted)
    {
        var cents = 0L;
        Know(at);
        At(at);
        if (change != 0m)
        {
            var pool = PoolAt(at);
            if (change < 0m) BreakPromises(at, -change);
            Put(at, change, day, isAdjustment: true);
            cents = change > 0m ? WorthOfGain(pool, change) : -TakeValue(pool, -change);
            if (change > 0m) Bring(pool, change, cents, id, day);
            BookStock(at.Site, day, cents);
            Book(World.EntityOf(at.Site), day, counter, -cents);
            if (change > 0m) CoverBackOrders(at);
        }

        Keep(new Correction(id, day, at, change, cents, counter) { Counted = counted });
    }

    private long WorthOfGain(Pool pool, decimal quantity) => pool.Quantity > 0m
        ? TakeShare(pool.Cents, quantity, pool.Quantity)
        : Exactly.Worth(quantity, pool.LastCost == 0m ? pool.Item.StandardPrice : pool.LastCost);

    private Refused? Post(TransferShip c)
    {
        if (!World.Sites.Contains(c.Site) || !World.Sites.Contains(c.ToSite) || !items.TryGetValue(c.Item, out var item))
            return No(Reason.UnknownReference, "No such site or item.");
        if (c.ToSite == c.Site || World.EntityOf(c.ToSite) != World.EntityOf(c.Site))
            return No(Reason.WrongDestination, "A transfer goes to another site of the same entity.");
        if (CheckQuantity(item, c.Quantity) is { } no) return no;
        if (c.Lot is not null && item.Tracking == Tracking.None) return No(Reason.TrackingMismatch, $"{c.Item} has no lots.");
        if (c.Lot is not null && !lots.ContainsKey((c.Item, c.Lot))) return No(Reason.UnknownReference, $"No lot {c.Lot}.");
        if (CheckDay(c.Site, null) is { } closed) return closed;
        var takes = FreePieces(c, out var left);
        if (left > 0m && !(AllowsNegative(c.Site) && item.Tracking == Tracking.None))
            return No(Reason.InsufficientStock, $"{c.Quantity - left} of {c.Item} is free, {c.Quantity} asked.");
        if (left > 0m) takes.Add((new PositionKey(c.Site, World.Bins[0], c.Item), left));

        var pieces = new List<TransferPiece>();
        var transfer = new Transfer(c.Id, Today, c.Site, c.Item, c.ToSite, pieces);
        foreach (var (from, quantity) in takes)
        {
            Put(from, -quantity, Today);
            var cents = TakeValue(PoolAt(from), quantity);
            BookStock(from.Site, Today, -cents);
            pieces.Add(new TransferPiece(from, quantity, cents));
            effects.Transits.Add(new TransitChange(c.Id, quantity, cents));
            Book(World.EntityOf(c.ToSite), Today, Account.InTransit, cents);
        }

        Keep(transfer);
        return null;
    }

    /// <summary>From where a transfer leaves: as an order that ships on the next working day would be promised.</summary>
    private List<(PositionKey From, decimal Quantity)> FreePieces(TransferShip c, out decimal left)
    {
        var takes = new List<(PositionKey From, decimal Quantity)>();
        left = c.Quantity;
        foreach (var position in Candidates(c.Site, c.Item, Today, c.Lot).ToList())
        {
            if (left == 0m) break;
            var part = Math.Min(left, FreeAt(position));
            takes.Add((position.Key, part));
            left -= part;
        }

        return takes;
    }

    private Refused? Post(TransferReceive c)
    {
        if (!Find<Transfer>(c.Transfer, out var transfer)) return No(Reason.UnknownReference, "No such transfer.");
        if (!World.Has(transfer.ToSite, c.Bin)) return No(Reason.UnknownReference, "No such bin.");
        var item = items[transfer.Item];
        if (CheckQuantity(item, c.Quantity) is { } no) return no;
        if (transfer.ReversedBy is not null) return No(Reason.WrongState, "The transfer is reversed.");
        if (c.Lot is not null && item.Tracking == Tracking.None) return No(Reason.TrackingMismatch, $"{item.Name} has no lots.");
        if (c.Lot is not null && !lots.ContainsKey((item.Name, c.Lot))) return No(Reason.UnknownReference, $"No lot {c.Lot}.");
        var pieces = transfer.Pieces.Where(p => p.QuantityUnderWay > 0m && (c.Lot is null || p.From.Lot == c.Lot)).ToList();
        var there = pieces.Sum(p => p.QuantityUnderWay);
        if (c.Quantity > there) return No(Reason.ExceedsOpen, $"{there} is under way.");
        if (c.Lot is null && c.Quantity < there && pieces.Select(p => p.From.Lot).Distinct().Count() > 1)
            return No(Reason.TrackingMismatch, "Several lots are under way: name the one that arrived.");
        if (CheckDay(transfer.ToSite, null) is { } closed) return closed;

        var parts = new List<ArrivedPart>();
        var left = c.Quantity;
        foreach (var piece in pieces)
        {
            if (left == 0m) break;
            var quantity = Math.Min(left, piece.QuantityUnderWay);
            var cents = TakeShare(piece.CentsUnderWay, quantity, piece.QuantityUnderWay);
            var key = piece.From with { Site = transfer.ToSite, Bin = c.Bin };
            ChangeTransit(transfer, piece, -quantity, -cents, Today);
            Put(key, quantity, Today);
            Bring(PoolAt(key), quantity, cents, transfer.Id, Today);
            BookStock(key.Site, Today, cents);
            parts.Add(new ArrivedPart(piece, key, quantity, cents));
            left -= quantity;
        }

        Keep(new Arrival(c.Id, Today, transfer, parts));
        CoverBackOrders(transfer.ToSite, transfer.Item);
        return null;
    }
}
