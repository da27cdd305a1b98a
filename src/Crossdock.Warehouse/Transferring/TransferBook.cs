using Crossdock.Warehouse.Addressing;

namespace Crossdock.Warehouse.Transferring;

/// <summary>A transfer that is locked and loaded, with its sites and items.</summary>
internal sealed record OpenTransfer(Transfer Transfer, Site From, Site To, IReadOnlyDictionary<ItemId, Item> Items)
{
    public Item ItemOf(TransferLine line) => Items[line.ItemId];

    public IEnumerable<(Item, Site)> Gates => Transfer.Lines.SelectMany(l => new[] { (ItemOf(l), From), (ItemOf(l), To) });
}

/// <summary>What the uses of transfers share: loading one locked, and telling the receiver's plan what is still to come.</summary>
internal sealed class TransferBook(Directory directory, Items items, Supplies supplies, Promises promises)
{
    /// <summary>Locks a transfer and its gates at both sites, in the order that holds everywhere.</summary>
    /// <param name="work">The work.</param>
    /// <param name="number">Number of the transfer.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="waiting">True for what may be done to a transfer that people decide on first.</param>
    public async Task<Result<OpenTransfer>> OpenAsync(Work work, string number, CancellationToken cancel, bool waiting = false)
    {
        if ((await work.SelectAsync(TransferTables.Lock, [new TransferHead { Number = number }], cancel)).Count == 0) return Refusal.NotFound("transfer", number);
        var transfer = await work.Db.Set<Transfer>().Include(t => t.Lines.OrderBy(l => l.Line)).SingleAsync(t => t.Number == number, cancel);
        if (transfer.State == TransferState.Requested && !waiting) return new TransferWaits(number, transfer.Approval!);
        var from = (await directory.SiteAsync(work.Db, transfer.FromSiteId, cancel))!;
        var to = (await directory.SiteAsync(work.Db, transfer.ToSiteId, cancel))!;
        var known = await items.FindManyAsync(work.Db, transfer.Lines.Select(l => l.ItemId), cancel);
        var open = new OpenTransfer(transfer, from, to, known);
        await promises.AllocationsAsync(work, [], open.Gates, cancel);
        work.Subject = $"transfer {number}";
        return open;
    }

    /// <summary>What of a line is tied to stock, and where.</summary>
    public Task<IReadOnlyList<AllocationView>> AllocationsAsync(Work work, OpenTransfer open, CancellationToken cancel) =>
        promises.AllocationsAsync(work, open.Transfer.Lines.ConvertAll(l => l.Id), open.Gates, cancel);

    /// <summary>Settles the state and states the supply of each line anew.</summary>
    public Task SettleAsync(Work work, OpenTransfer open, CancellationToken cancel)
    {
        open.Transfer.Settle();
        return supplies.SetAsync(work, open.Transfer.Lines.ConvertAll(l => SupplyOf(open.Transfer, l, open.ItemOf(l), open.To, l.Shipped.IsPositive ? SupplyStage.Shipped : SupplyStage.Confirmed)), cancel);
    }

    /// <summary>The supply of a line.</summary>
    public static SupplyNow SupplyOf(Transfer transfer, TransferLine line, Item item, Site to, SupplyStage stage) =>
        new(line.Id, SupplyKind.TransferLine, item, to, transfer.ArrivalDay, stage, line.ToCome, transfer.Number);
}

internal sealed record TransferLineUnknown(string Number, int Line) : Refusal(RefusalKind.Invalid, "warehouse.transfer_line_unknown", $"{Number} has no line {Line}.");

internal sealed record TransferWaits(string Number, string Approval) : Refusal(RefusalKind.Conflict, "warehouse.transfer_waits",
    $"{Number} takes its sender below its floor and waits for {Approval}. Nothing is reserved for it yet.");

internal sealed record TransferWrongState(string Number, TransferState State, string Act) : Refusal(RefusalKind.Conflict, "warehouse.transfer_state",
    $"{Number} is {State}: there is nothing to {Act}.");
