using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Receiving;

/// <summary>Undoes a receipt that was wrong (unit, item, bin, order), and may book what it should have been in the same step.</summary>
/// <param name="Number">The receipt.</param>
/// <param name="Reason">What was wrong.</param>
/// <param name="Replacement">What it should have been.</param>
public sealed record ReverseReceiptRequest(
    [Required, StringLength(20)] string Number, [Required, StringLength(200)] string? Reason, ReceiveGoodsRequest? Replacement = null) : IHasReason;

/// <summary>The correction.</summary>
/// <param name="Id">Key of the reversal.</param>
/// <param name="Number">Number of the reversal.</param>
/// <param name="Receipt">The receipt that was undone.</param>
/// <param name="Replacement">Number of the receipt that replaces it, or null.</param>
public sealed record ReverseReceiptResponse(Guid Id, string Number, string Receipt, string? Replacement) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/receipts/{Replacement ?? Number}";
}

internal sealed class ReverseReceipt(Directory directory, PurchaseOrders orders, StockLedger ledger, ReceiptPosting posting)
    : IUse<ReverseReceiptRequest, ReverseReceiptResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReverseReceipt>("POST /receipts/{number}/reverse", Permission.ReversePosting)
        .WithSummary("Undo a receipt, and book what it should have been.");

    public async Task<Result<ReverseReceiptResponse>> ExecuteAsync(Work work, ReverseReceiptRequest request, CancellationToken cancel)
    {
        var receipt = (await work.SelectAsync(ReceivingTables.LockReceipt, [new Receipt { Number = request.Number }], cancel)).FirstOrDefault();
        if (receipt is null || !work.Actor.WorksAt(receipt.EntityId, receipt.SiteId)) return Refusal.NotFound("receipt", request.Number);
        if (receipt.Kind == ReceiptKind.Reversal) return new ReversalIsFinal(receipt.Number);
        if (receipt.State != ReceiptState.Posted) return new ReceiptNotPosted(receipt.Number);
        if (receipt.ReversedBy is not null) return new ReceiptReversedAlready(receipt.Number);
        var lines = await work.SelectAsync(ReceivingTables.LockLines, [new ReceiptLine { ReceiptId = receipt.Id }], cancel);
        if (lines.Find(l => l.Returned.IsPositive) is { } returned) return new PartReturned(receipt.Number, returned.Number);

        if ((await UndoAsync(work, receipt, lines, request.Reason!, cancel)).Refused(out var refusal, out var reversal)) return refusal;
        Receipt? replacement = null;
        if (request.Replacement is { } corrected)
        {
            replacement = ReceiptPosting.New(work);
            if ((await posting.PostAsync(work, replacement, corrected, cancel)).Refused(out refusal, out _))
                return refusal with { Pointer = $"/replacement{refusal.Pointer}" };
            work.Insert(ReceivingTables.InsertReceipt, replacement);
        }

        work.Subject = $"receipt {receipt.Number}";
        return new ReverseReceiptResponse(reversal.Id, reversal.Number, receipt.Number, replacement?.Number);
    }

    private async Task<Result<Receipt>> UndoAsync(Work work, Receipt receipt, List<ReceiptLine> lines, string reason, CancellationToken cancel)
    {
        var entity = (await directory.EntityAsync(work.Db, receipt.EntityId, cancel))!;
        var day = entity.DayOf(work.Now);
        await orders.LockLinesAsync(work, lines.ConvertAll(l => l.OrderLineId), cancel);
        var reversal = ReceiptPosting.New(work, ReceiptKind.Reversal, receipt.Id, reason);
        foreach (var line in lines)
        {
            var worth = new ReceiptWorth(line.Amount, line.Value);
            if ((await orders.ReverseReceiptAsync(work, line.OrderLineId, line.Quantity, worth, line.Id, reversal.Id, day, cancel)).Refused(out var no, out _)) return no;
        }

        var document = new StockDocument(entity.Id, reversal.Number, reversal.Id, day, receipt.SupplierId);
        if ((await ledger.ReverseAsync(work, receipt.Id, document, cancel)).Refused(out var refusal, out _)) return refusal;
        await orders.StateSuppliesAsync(work, cancel);
        (reversal.State, reversal.EntityId, reversal.SiteId, reversal.SupplierId) = (ReceiptState.Posted, receipt.EntityId, receipt.SiteId, receipt.SupplierId);
        (reversal.HappenedAt, reversal.Source, reversal.Day, reversal.PostedAt) = (work.Now, HappenedSource.System, day, work.Now);
        (reversal.Currency, reversal.Value, reversal.DeliveryNote) = (receipt.Currency, -receipt.Value, receipt.DeliveryNote);
        work.Insert(ReceivingTables.InsertReceipt, reversal);
        receipt.ReversedBy = reversal.Id;
        work.Change(ReceivingTables.UpdateReceipt, receipt);
        work.Announce(new ReceiptReversed(reversal.Number, receipt.Number, receipt.SiteId));
        return reversal;
    }
}
