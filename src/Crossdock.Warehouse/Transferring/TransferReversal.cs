using Crossdock.Warehouse.Reversing;

namespace Crossdock.Warehouse.Transferring;

/// <summary>Takes a shipment, a receipt or a loss of a transfer back: the goods are at the sender, on their way, or missing no more.</summary>
internal sealed class TransferReversal(TransferBook book) : IDocumentFollower
{
    public IReadOnlyCollection<string> Series { get; } = ["TS", "TR", "TL"];

    public async Task<Result<Done>> ReverseAsync(Work work, LoggedDocument original, CancellationToken cancel)
    {
        var ways = original.Moves.Select(m => m.Move.Transit).OfType<Guid>().ToList();
        var number = await work.Db.Set<TransferLoad>().Where(l => ways.Contains(l.Id))
            .Join(work.Db.Set<Transfer>(), l => l.TransferId, t => t.Id, (_, t) => t.Number).FirstAsync(cancel);
        if ((await book.OpenAsync(work, number, cancel)).Refused(out var refusal, out var open)) return refusal;
        var loads = await work.Db.Set<TransferLoad>().Where(l => ways.Contains(l.Id)).ToDictionaryAsync(l => l.Id, cancel);
        foreach (var move in original.Moves.Select(m => m.Move))
        {
            var load = loads[move.Transit!.Value];
            var line = open.Transfer.Lines.Single(l => l.Id == load.LineId);
            if (TakeBack(original.Number, move, load, line).Refused(out refusal, out _)) return refusal;
        }

        await book.SettleAsync(work, open, cancel);
        return Done.Yes;
    }

    private static Result<Done> TakeBack(string number, StockMove move, TransferLoad load, TransferLine line)
    {
        switch (move.Kind)
        {
            case MovementKind.TransferShipment when load.OnTheWay < move.Quantity:
                return new ArrivedAlready(number);
            case MovementKind.TransferShipment:
                load.Recalled += move.Quantity;
                line.Recalled += move.Quantity;
                return Done.Yes;
            case MovementKind.TransferReceipt:
                load.Received -= move.Quantity;
                line.Received -= move.Quantity;
                return Done.Yes;
            default:
                load.Lost -= move.Quantity;
                line.Lost -= move.Quantity;
                return Done.Yes;
        }
    }
}

internal sealed record ArrivedAlready(string Number) : Refusal(RefusalKind.Conflict, "warehouse.arrived_already",
    $"Part of {Number} has arrived or was written off. Reverse that document first.");
