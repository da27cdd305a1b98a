using Crossdock.Warehouse;
using Crossdock.Warehouse.Transferring;

namespace Crossdock.Company.Replaying;

/// <summary>Transfers between hub and branch. What the hub could not give is cancelled when the truck leaves; the branch asks again.</summary>
internal sealed class TransferDesk(Clerk clerk, Staff staff)
{
    private const int MostLines = 100;
    private readonly Dictionary<string, List<Part>> transfers = new(StringComparer.Ordinal);
    private readonly HashSet<string> whole = new(StringComparer.Ordinal);

    private sealed record Part(string Number, int FirstLine, IReadOnlyDictionary<int, Quantity> Allocated);

    public async Task OrderAsync(TransferOrdered asked, CancellationToken cancel)
    {
        var parts = transfers[asked.Transfer] = [];
        var day = DateOnly.FromDateTime(asked.At.DateTime);
        foreach (var (chunk, index) in asked.Lines.Chunk(MostLines).Select((c, i) => (c, i)))
        {
            var answer = await clerk.AskAsync<CreateTransferRequest, CreateTransferResponse>(staff.Manager, "transfers", $"{asked.Transfer}:{index}", asked.At, new(
                asked.Site, asked.ToSite, NextWorkday(day), [.. chunk.Select(l => new CreateTransferLine(l.Item, Quantity.Units(l.Cases), "case"))], day), cancel);
            if (answer is null) continue;
            parts.Add(new(answer.Number, (index * MostLines) + 1, answer.Lines.Where(l => l.Allocated.IsPositive).ToDictionary(l => l.Line, l => l.Allocated)));
        }
    }

    public async Task ShipAsync(TransferShipped shipped, CancellationToken cancel)
    {
        foreach (var part in transfers.GetValueOrDefault(shipped.Transfer, []))
        {
            if (part.Allocated.Count > 0)
            {
                await clerk.AskAsync<ShipTransferRequest, TransferStepResponse>(staff.Manager, "transfer shipments", $"{shipped.Transfer}:ship:{part.Number}", shipped.At, new(
                    part.Number, Source: Crossdock.Inventory.HappenedSource.Scan), cancel);
            }

            await clerk.AskAsync<CancelTransferRequest, CancelTransferResponse>(staff.Manager, "transfer cancellations", $"{shipped.Transfer}:rest:{part.Number}", shipped.At.AddMinutes(1), new(
                part.Number, "NO-LONGER-NEEDED"), cancel, "warehouse.transfer_state");
        }
    }

    public async Task ReceiveAsync(TransferReceived received, CancellationToken cancel)
    {
        foreach (var part in transfers.GetValueOrDefault(received.Transfer, []).Where(p => p.Allocated.Count > 0))
        {
            var missing = MissingOf(part, received.Lines);
            var lines = missing.Count == 0
                ? null
                : part.Allocated.Select(a => new ReceiveTransferLine(a.Key, missing.TryGetValue(a.Key, out var part) ? a.Value - part : null))
                    .Where(l => l.Quantity is not { IsPositive: false }).ToList();
            if (lines is { Count: 0 }) continue;
            var answer = await clerk.AskAsync<ReceiveTransferRequest, TransferStepResponse>(staff.Receiver, "transfer receipts", $"{received.Transfer}:receive:{part.Number}", received.At, new(
                part.Number, lines, Source: Crossdock.Inventory.HappenedSource.Scan), cancel, "warehouse.which_lot");
            if (answer is not null) continue;

            // What is short came in several lots and the paper does not say which one lacks: then all of it is there after all.
            whole.Add(part.Number);
            await clerk.AskAsync<ReceiveTransferRequest, TransferStepResponse>(staff.Receiver, "transfer receipts", $"{received.Transfer}:receive:{part.Number}:all", received.At, new(
                part.Number, Source: Crossdock.Inventory.HappenedSource.Scan), cancel);
        }
    }

    public async Task CloseShortAsync(TransferShortClosed closed, CancellationToken cancel)
    {
        foreach (var part in transfers.GetValueOrDefault(closed.Transfer, []).Where(p => !whole.Contains(p.Number)))
        {
            foreach (var (line, quantity) in MissingOf(part, closed.Lines))
            {
                await clerk.AskAsync<LoseInTransitRequest, TransferStepResponse>(staff.Controller with { Permissions = Staff.Loader.Permissions }, "transit losses", $"{closed.Transfer}:lost:{part.Number}:{line}", closed.At, new(
                    part.Number, line, quantity, "NOT-ARRIVED", closed.Reason), cancel);
            }
        }
    }

    // A line may arrive in several lots; a bottle can only be missing of what was sent.
    private static Dictionary<int, Quantity> MissingOf(Part part, IReadOnlyList<TransferReceiptLine> lines)
    {
        var missing = new Dictionary<int, Quantity>();
        foreach (var line in lines.Where(l => l.Short.IsPositive))
        {
            var number = line.Line - part.FirstLine + 1;
            if (part.Allocated.TryGetValue(number, out var sent)) missing[number] = Quantity.Min(sent, missing.GetValueOrDefault(number) + line.Short);
        }

        return missing;
    }

    private static DateOnly NextWorkday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Friday => day.AddDays(3),
        DayOfWeek.Saturday => day.AddDays(2),
        _ => day.AddDays(1),
    };
}
