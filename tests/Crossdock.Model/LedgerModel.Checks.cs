using System.Diagnostics.CodeAnalysis;

namespace Crossdock.Model;

/// <content>Questions that several uses ask before they post.</content>
public partial class LedgerModel
{
    private bool Find<T>(int id, [NotNullWhen(true)] out T? document) where T : Document =>
        (document = documents.GetValueOrDefault(id) as T) is not null;

    private static Refused? CheckQuantity(Item item, decimal quantity)
    {
        if (quantity <= 0m) return No(Reason.NotPositive, "The quantity must be above zero.");
        return Exactly.Fits(quantity, item.Decimals)
            ? null
            : No(Reason.Inexact, $"{item.Name} is kept with {item.Decimals} decimals.");
    }

    private static Refused? CheckMoney(decimal amount)
    {
        if (amount <= 0m) return No(Reason.NotPositive, "The amount must be above zero.");
        return Exactly.Fits(amount, 2) ? null : No(Reason.Inexact, "Money is kept in cents.");
    }

    /// <summary>The place exists, and the lot is one we know, for an item that has lots.</summary>
    private Refused? CheckPlace(PositionKey key)
    {
        if (!World.Has(key.Site, key.Bin) || !items.TryGetValue(key.Item, out var item))
            return No(Reason.UnknownReference, "No such site, bin or item.");
        if ((key.Lot is null) != (item.Tracking == Tracking.None))
            return No(Reason.TrackingMismatch, "A lot or serial belongs to tracked items, and only to them.");
        return key.Lot is null || lots.ContainsKey((key.Item, key.Lot))
            ? null
            : No(Reason.UnknownReference, $"No such lot or serial: {key.Lot}.");
    }

    /// <summary>The position exists and so much of it is there and free.</summary>
    private Refused? CheckTaken(PositionKey key, decimal quantity)
    {
        var position = PositionAt(key);
        var onHand = position?.OnHand ?? 0m;
        if (position is null || onHand < quantity)
            return No(Reason.InsufficientStock, $"{onHand} on hand, {quantity} asked.");
        return FreeAt(position) < quantity
            ? No(Reason.Allocated, $"{position.Allocated} of {position.OnHand} is allocated.")
            : null;
    }

    private Refused? CheckDay(int site, DateOnly? on)
    {
        if (on > Today) return No(Reason.FutureDay, "The day lies in the future.");
        return IsClosed(World.EntityOf(site), on ?? Today)
            ? No(Reason.PeriodClosed, "The period is closed; post on an open day.")
            : null;
    }

    /// <summary>A serial arrives only if it is nowhere else.</summary>
    private Refused? CheckSerialIsFree(PositionKey key)
    {
        if (items[key.Item].Tracking != Tracking.Serial) return null;
        var here = positions.Values.Any(p => p.Key.Item == key.Item && p.Key.Lot == key.Lot && p.OnHand != 0m);
        var underWay = documents.Values.OfType<Transfer>().Any(t =>
            t.ReversedBy is null && t.Item == key.Item && t.Pieces.Any(p => p.From.Lot == key.Lot && p.QuantityUnderWay > 0m));
        return here || underWay || serialsWithCustomers.Contains((key.Item, key.Lot!))
            ? No(Reason.SerialExists, $"Serial {key.Lot} is in stock, under way or with a customer.")
            : null;
    }

    private Refused? FindLine(int id, int number, out PurchaseOrder order, out PurchaseOrderLine line)
    {
        (order, line) = (null!, null!);
        if (!Find<PurchaseOrder>(id, out var found) || number < 0 || number >= found.Lines.Count)
            return No(Reason.UnknownReference, "No such purchase line.");
        (order, line) = (found, found.Lines[number]);
        return null;
    }

    private Refused? FindLine(int id, int number, out SalesOrder order, out SalesOrderLine line)
    {
        (order, line) = (null!, null!);
        if (!Find<SalesOrder>(id, out var found) || number < 0 || number >= found.Lines.Count)
            return No(Reason.UnknownReference, "No such sales line.");
        (order, line) = (found, found.Lines[number]);
        return null;
    }

    private void Keep(Document document) => documents.Add(document.Id, document);
}
