using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Receiving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.SupplierReturns;

/// <summary>Goods of one receipt that go back to their supplier.</summary>
/// <param name="Receipt">Number of the receipt they came with.</param>
/// <param name="Lines">What goes back.</param>
/// <param name="Reason">Why.</param>
/// <param name="HappenedAt">When it left; now when absent.</param>
/// <param name="Source">How we know that moment.</param>
public sealed record ReturnToSupplierRequest(
    [Required, StringLength(20)] string Receipt,
    [Required, MinLength(1), MaxLength(200)] IReadOnlyList<SupplierReturnLineRequest> Lines,
    [Required, StringLength(200)] string? Reason,
    DateTimeOffset? HappenedAt = null,
    HappenedSource Source = HappenedSource.Keyed) : IHasReason;

/// <summary>A line that goes back.</summary>
/// <param name="Line">Number of the receipt's line.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Unit">Unit of the quantity; the base unit when absent.</param>
/// <param name="Place">Where it is taken from; where the receipt put it when absent.</param>
/// <param name="Condition">Its condition there; the receipt's when absent, available when a place is named.</param>
public sealed record SupplierReturnLineRequest(
    int Line, Quantity Quantity, [StringLength(12)] string? Unit = null, [StringLength(40)] string? Place = null, Condition? Condition = null);

/// <summary>The return that was posted.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Owed">What the supplier owes for it, in the entity's currency.</param>
/// <param name="Value">What left stock.</param>
/// <param name="Notes">Why the two differ.</param>
public sealed record ReturnToSupplierResponse(Guid Id, string Number, Amount Owed, Amount Value, IReadOnlyList<string> Notes) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/supplier-returns/{Number}";
}

internal sealed class ReturnToSupplier(Directory directory, Items items, PurchaseOrders orders, StockLedger ledger, SearchIndex search)
    : IUse<ReturnToSupplierRequest, ReturnToSupplierResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReturnToSupplier>("POST /supplier-returns", Permission.ReturnToSupplier)
        .WithSummary("Send goods of a receipt back to their supplier.");

    public async Task<Result<ReturnToSupplierResponse>> ExecuteAsync(Work work, ReturnToSupplierRequest request, CancellationToken cancel)
    {
        var receipt = (await work.SelectAsync(ReceivingTables.LockReceipt, [new Receipt { Number = request.Receipt }], cancel)).FirstOrDefault();
        if (receipt is null || !work.Actor.WorksAt(receipt.EntityId, receipt.SiteId)) return Refusal.NotFound("receipt", request.Receipt);
        if (receipt.Kind == ReceiptKind.Reversal) return new ReversalIsFinal(receipt.Number);
        if (receipt.State != ReceiptState.Posted) return new ReceiptNotPosted(receipt.Number);
        if (receipt.ReversedBy is not null) return new ReceiptReversedAlready(receipt.Number);
        var received = await work.SelectAsync(ReceivingTables.LockLines, [new ReceiptLine { ReceiptId = receipt.Id }], cancel);
        await orders.LockLinesAsync(work, received.ConvertAll(l => l.OrderLineId), cancel);

        var entity = (await directory.EntityAsync(work.Db, receipt.EntityId, cancel))!;
        var happened = request.HappenedAt ?? work.Now;
        var document = new StockDocument(entity.Id, work.Number("SR"), Guid.CreateVersion7(), entity.DayOf(happened), receipt.SupplierId);
        var lines = new List<(ReceiptLine From, Guid Id, ReceiptWorth Worth, Amount Share, StockMove Move)>(request.Lines.Count);
        for (var i = 0; i < request.Lines.Count; i++)
        {
            if ((await LineAsync(work, receipt, received, request.Lines[i], document, entity, happened, request.Source, cancel)).Refused(out var no, out var line))
                return no with { Pointer = $"/lines/{i}{no.Pointer}" };
            lines.Add(line);
        }

        if ((await ledger.PostAsync(work, document, lines.ConvertAll(l => l.Move), cancel)).Refused(out var refusal, out var posted)) return refusal;
        var written = lines.Zip(posted).Select((l, i) => Write(work, document, i + 1, l.First, l.Second.Value, entity.Currency)).ToList();
        foreach (var line in lines.Select(l => l.From).Distinct()) work.Change(ReceivingTables.UpdateLine, line);
        Head(work, receipt, document, request, happened);
        var notes = written.Select(l => l.Note).OfType<string>().Take(10).ToList();
        return new ReturnToSupplierResponse(document.Id, document.Number, Sum(written, l => l.Owed), Sum(written, l => l.Value), notes);
    }

    private async Task<Result<(ReceiptLine From, Guid Id, ReceiptWorth Worth, Amount Share, StockMove Move)>> LineAsync(
        Work work, Receipt receipt, List<ReceiptLine> received, SupplierReturnLineRequest asked, StockDocument document, LegalEntity entity,
        DateTimeOffset happened, HappenedSource source, CancellationToken cancel)
    {
        if (received.Find(l => l.Number == asked.Line) is not { } from) return Refusal.NotFound("receipt line", $"{receipt.Number} line {asked.Line}");
        var item = (await items.FindAsync(work.Db, from.ItemId, cancel))!;
        if (item.ToBase(asked.Quantity, asked.Unit ?? item.BaseUnit).Refused(out var refusal, out var quantity)) return refusal with { Pointer = "/quantity" };
        if (!quantity.IsPositive) return Refusal.Invalid("warehouse.quantity", "The quantity must be more than zero.", "/quantity");
        var place = from.PlaceId;
        if (asked.Place is not null)
        {
            if (await directory.PlaceAsync(work.Db, receipt.SiteId, asked.Place, cancel) is not { IsVirtual: false } named) return Refusal.NotFound("place", asked.Place) with { Pointer = "/place" };
            place = named.Id;
        }

        var condition = asked.Condition ?? (asked.Place is null ? from.Condition : Condition.Available);
        if (from.Return(receipt.Number, quantity, entity.Currency).Refused(out refusal, out var share)) return refusal with { Pointer = "/quantity" };
        var id = Guid.CreateVersion7();
        if ((await orders.ReturnAsync(work, from.OrderLineId, quantity, share, id, document.Day, cancel)).Refused(out refusal, out var worth)) return refusal;
        var move = new StockMove
        {
            Kind = MovementKind.SupplierReturn,
            Item = from.ItemId,
            Quantity = quantity,
            From = new StockAt(receipt.SiteId, place, condition, from.LotId, orders.Now(work, from.OrderLineId).Owner),
            Value = worth.Value,
            Line = id,
            OriginLine = from.Id,
            HappenedAt = happened,
            Source = source,
        };
        return (from, id, worth, share, move);
    }

    private static SupplierReturnLine Write(
        Work work, StockDocument document, int number, (ReceiptLine From, Guid Id, ReceiptWorth Worth, Amount Share, StockMove Move) line, Amount value, Currency currency)
    {
        var row = new SupplierReturnLine
        {
            Id = line.Id,
            ReturnId = document.Id,
            Number = number,
            ReceiptLineId = line.From.Id,
            OrderLineId = line.From.OrderLineId,
            ItemId = line.From.ItemId,
            Quantity = line.Move.Quantity,
            LotId = line.From.LotId,
            PlaceId = line.Move.From!.Value.Place,
            Amount = line.Worth.Amount,
            Owed = line.Worth.Value,
            Value = value,
            Note = value == line.Worth.Value
                ? null
                : $"Line {number}: {value.ToString(currency)} left stock, because the cost the goods came with is no longer there alone; the supplier owes "
                  + $"{line.Worth.Value.ToString(currency)}. The difference is price variance.",
        };
        work.Insert(SupplierReturnTables.InsertLine, row);
        return row;
    }

    private void Head(Work work, Receipt receipt, StockDocument document, ReturnToSupplierRequest request, DateTimeOffset happened)
    {
        work.Insert(SupplierReturnTables.Insert, new SupplierReturn
        {
            Id = document.Id,
            Number = document.Number,
            EntityId = receipt.EntityId,
            SiteId = receipt.SiteId,
            SupplierId = receipt.SupplierId,
            ReceiptId = receipt.Id,
            HappenedAt = happened,
            Source = request.Source,
            Day = document.Day,
            PostedAt = work.Now,
            PostingId = work.PostingId,
            PersonId = work.Actor.Id,
            Reason = request.Reason!,
        });
        search.Put(work, "supplier-return", document.Number, document.Number, $"Return of {receipt.Number}", $"/supplier-returns/{document.Number}", receipt.Number);
        work.Subject = $"supplier return {document.Number}";
        work.Announce(new GoodsReturnedToSupplier(document.Number, receipt.Number, receipt.SiteId, receipt.SupplierId));
    }

    private static Amount Sum(IEnumerable<SupplierReturnLine> lines, Func<SupplierReturnLine, Amount> of) => lines.Aggregate(Amount.Zero, (sum, l) => sum + of(l));
}
