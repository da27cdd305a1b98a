using Crossdock.Procurement;

namespace Crossdock.Warehouse.Transferring;

/// <summary>Transfers that buyers ask for instead of buying: refused unless all of it is free at the sender now.</summary>
internal sealed class BuyersTransfers(TransferWriter writer, Promises promises) : TransferDesk
{
    public override async Task<Result<string>> RequestAsync(
        Work work, Site from, Site to, IReadOnlyList<TransferNeed> needs, DateOnly arrival, string note, CancellationToken cancel)
    {
        var request = new CreateTransferRequest(
            from.Code, to.Code, arrival, [.. needs.Select(n => new CreateTransferLine(n.Item.Code, n.Quantity))], BackordersAllowed: false, Note: note);
        return (await writer.WriteAsync(work, request, cancel)).Refused(out var refusal, out var transfer) ? refusal : transfer.Number;
    }

    public override Task LockAsync(Work work, Site from, Site to, Item item, CancellationToken cancel) =>
        promises.AllocationsAsync(work, [], [(item, from), (item, to)], cancel);
}
