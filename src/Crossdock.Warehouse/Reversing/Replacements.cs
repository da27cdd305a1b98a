using Crossdock.Warehouse.Addressing;

namespace Crossdock.Warehouse.Reversing;

/// <summary>Works out what a wrong document should have been: its own movements with the one that was wrong put right.</summary>
internal sealed class Replacements(Addresses addresses, Items items, Directory directory, LotRegister lots, Promises promises)
{
    /// <summary>The right movements. The gates of all items concerned are taken here, before the reversal takes positions.</summary>
    public async Task<Result<IReadOnlyList<StockMove>>> PrepareAsync(Work work, Site site, LoggedDocument original, ReplacementRequest wanted, CancellationToken cancel)
    {
        if (original.Moves.Any(m => m.Move.Kind == MovementKind.Count)) return new CountAgain(original.Number);
        if (wanted.Movement is null && original.Moves.Count > 1) return new WhichMovement(original.Number, original.Moves.Count);
        if (wanted.Movement is { } id && original.Moves.All(m => m.Movement != id)) return new WhichMovement(original.Number, original.Moves.Count);
        if (wanted is { Item: null, Quantity: null, From: null, To: null, Lot: null, Value: null }) return new NothingDiffers(original.Number);
        var right = new List<StockMove>(original.Moves.Count);
        var gates = new List<(Item, Site)>();
        foreach (var logged in original.Moves)
        {
            var again = logged.Move with { HappenedAt = null, Line = null, Value = logged.Move.Kind == MovementKind.Opening ? logged.Value : null };
            if (wanted.Movement is null || wanted.Movement == logged.Movement)
            {
                if ((await RightAsync(work, site, again, wanted, cancel)).Refused(out var refusal, out again)) return refusal;
            }

            right.Add(again);
            gates.Add(((await items.FindAsync(work.Db, again.Item, cancel))!, site));
            gates.Add(((await items.FindAsync(work.Db, logged.Move.Item, cancel))!, site));
        }

        await promises.AllocationsAsync(work, [], gates, cancel);
        return right;
    }

    private async Task<Result<StockMove>> RightAsync(Work work, Site site, StockMove move, ReplacementRequest wanted, CancellationToken cancel)
    {
        var item = (await items.FindAsync(work.Db, move.Item, cancel))!;
        Refusal? refusal;
        if (wanted.Item is { } code && (await addresses.ItemAsync(work.Db, code, cancel)).Refused(out refusal, out item)) return refusal;
        var quantity = move.Quantity;
        if (wanted.Quantity is { } given && Addresses.InBase(item, given, wanted.Unit).Refused(out refusal, out quantity)) return refusal;
        var changes = item.Id != move.Item || quantity != move.Quantity;
        if (move.Kind == MovementKind.Opening && changes && wanted.Value is null) return new ValueNeeded();
        if ((await PlaceAsync(work, site, move.From, wanted.From, "from", cancel)).Refused(out refusal, out var from)) return refusal;
        if ((await PlaceAsync(work, site, move.To, wanted.To, "to", cancel)).Refused(out refusal, out var to)) return refusal;
        var lot = (move.From ?? move.To)!.Value.Lot;
        if (wanted.Lot is not null || item.Id != move.Item)
        {
            var named = move.From is null
                ? await lots.InboundAsync(work, item, wanted.Lot, null, quantity, isReturn: false, cancel)
                : await addresses.LotAsync(work, item, wanted.Lot, cancel);
            if (named.Refused(out refusal, out lot)) return refusal;
        }

        return move with
        {
            Item = item.Id,
            Quantity = quantity,
            From = from is { } left ? left with { Lot = lot } : null,
            To = to is { } reached ? reached with { Lot = lot } : null,
            Value = move.Kind == MovementKind.Opening ? wanted.Value ?? move.Value : null,
        };
    }

    private async Task<Result<StockAt?>> PlaceAsync(Work work, Site site, StockAt? was, string? code, string side, CancellationToken cancel)
    {
        if (code is null) return was;
        if (was is not { } at) return new NoSuchSide(side);
        if ((await addresses.PlaceAsync(work.Db, (await directory.SiteAsync(work.Db, at.Site, cancel))!, code, cancel)).Refused(out var refusal, out var place)) return refusal;
        return (StockAt?)(at with { Place = place.Id });
    }
}

internal sealed record CountAgain(string Number) : Refusal(RefusalKind.Refused, "warehouse.count_again", $"{Number} is a count. Reverse it without a replacement and count again.");

internal sealed record WhichMovement(string Number, int Movements) : Refusal(RefusalKind.Invalid, "warehouse.which_movement",
    $"{Number} has {Movements} movements: name the one that was wrong.");

internal sealed record NothingDiffers(string Number) : Refusal(RefusalKind.Invalid, "warehouse.nothing_differs",
    $"Say what was wrong in {Number}: the item, the quantity, the place or the lot.");

internal sealed record ValueNeeded() : Refusal(RefusalKind.Invalid, "warehouse.value_needed", "Give the value too: the item or the quantity of an opening balance changes.");

internal sealed record NoSuchSide(string Side) : Refusal(RefusalKind.Invalid, "warehouse.no_such_side", $"The movement has no place of ours on its '{Side}' side.");
