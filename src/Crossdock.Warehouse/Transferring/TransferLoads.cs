using Crossdock.Warehouse.Addressing;

namespace Crossdock.Warehouse.Transferring;

/// <summary>What of a transfer is on its way, oldest first.</summary>
internal sealed class TransferLoads(Addresses addresses)
{
    /// <summary>The loads of a transfer, tracked.</summary>
    public Task<List<TransferLoad>> OfAsync(Work work, OpenTransfer open, CancellationToken cancel) =>
        work.Db.Set<TransferLoad>().Where(l => l.TransferId == open.Transfer.Id).OrderBy(l => l.Sequence).ToListAsync(cancel);

    /// <summary>Takes a quantity of a line from its loads, oldest first; without a quantity all that is on its way.</summary>
    public async Task<Result<IReadOnlyList<(TransferLoad Load, TransferLine Line, Quantity Quantity)>>> TakeAsync(
        Work work, OpenTransfer open, List<TransferLoad> loads, int number, Quantity? asked, string? unit, string? lotCode, CancellationToken cancel)
    {
        if (open.Transfer.Lines.SingleOrDefault(l => l.Line == number) is not { } line) return new TransferLineUnknown(open.Transfer.Number, number);
        var item = open.ItemOf(line);
        Refusal? refusal;
        LotId? lot = null;
        if (lotCode is not null)
        {
            if ((await addresses.LotAsync(work, item, lotCode, cancel)).Refused(out refusal, out var named)) return refusal;
            lot = named;
        }

        Quantity? quantity = null;
        if (asked is { } given)
        {
            if (Addresses.InBase(item, given, unit).Refused(out refusal, out var inBase)) return refusal;
            quantity = inBase;
        }

        return Take(open, loads, line, quantity, lot);
    }

    /// <summary>The same by a line, in base units and by the lot itself.</summary>
    public Result<IReadOnlyList<(TransferLoad Load, TransferLine Line, Quantity Quantity)>> Take(OpenTransfer open, List<TransferLoad> loads, TransferLine line, Quantity? asked, LotId? lot)
    {
        var item = open.ItemOf(line);
        var candidates = loads.Where(l => l.LineId == line.Id && (lot == null || l.LotId == lot) && l.OnTheWay.IsPositive).ToList();
        var there = candidates.Aggregate(Quantity.Zero, (sum, l) => sum + l.OnTheWay);
        var quantity = asked ?? there;
        if (quantity > there || quantity.IsZero) return new MoreThanOnTheWay(item.Code, there, quantity);
        if (lot is null && item.Tracking != Tracking.None && quantity < there && candidates.Select(l => l.LotId).Distinct().Count() > 1) return new WhichLot(item.Code);
        var parts = new List<(TransferLoad, TransferLine, Quantity)>();
        foreach (var load in candidates)
        {
            var part = Quantity.Min(quantity, load.OnTheWay);
            if (part.IsZero) break;
            parts.Add((load, line, part));
            quantity -= part;
        }

        return parts;
    }
}

internal sealed record MoreThanOnTheWay(string Item, Quantity OnTheWay, Quantity Asked) : Refusal(RefusalKind.Refused, "warehouse.more_than_on_the_way",
    $"{OnTheWay} of {Item} is on its way, asked {Asked}. Book in what was sent; enter what is too much as found.");

internal sealed record WhichLot(string Item) : Refusal(RefusalKind.Invalid, "warehouse.which_lot", $"Several lots of {Item} are on their way: name the one that arrived.");
