using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Shipping;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.CustomerReturns;

/// <summary>What came back of one shipment line.</summary>
/// <param name="Line">Number of the shipment line.</param>
/// <param name="Quantity">How much, in the unit.</param>
/// <param name="Unit">Unit; the base unit when absent.</param>
/// <param name="Condition">Condition it goes into; quarantine when absent.</param>
/// <param name="Place">Place it goes to; the quarantine place when absent.</param>
/// <param name="Lot">Lot or serial on the goods; must be the one that left.</param>
public sealed record ReturnLineRequest(
    int Line,
    Quantity Quantity,
    [StringLength(12)] string? Unit = null,
    [EnumDataType(typeof(Condition))] Condition? Condition = null,
    [StringLength(40)] string? Place = null,
    [StringLength(60)] string? Lot = null);

/// <summary>Goods that came back from a customer.</summary>
/// <param name="Shipment">Number of the shipment they left with.</param>
/// <param name="Lines">What came back.</param>
/// <param name="Reason">Why.</param>
/// <param name="Credit">True to credit them at once.</param>
/// <param name="HappenedAt">When they arrived; now when absent.</param>
/// <param name="Source">How we know when.</param>
public sealed record ReceiveCustomerReturnRequest(
    [Required, StringLength(40)] string Shipment,
    [Required, MinLength(1), MaxLength(500)] IReadOnlyList<ReturnLineRequest> Lines,
    [Required, StringLength(400, MinimumLength = 3)] string Reason,
    bool Credit = false,
    DateTimeOffset? HappenedAt = null,
    HappenedSource? Source = null) : IHasReason;

/// <summary>The return as posted.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Cost">Value that came back into stock, in the entity's currency.</param>
/// <param name="CreditNote">Number of the credit note, or null.</param>
/// <param name="Credited">What the customer gets, or null.</param>
public sealed record ReceiveCustomerReturnResponse(string Number, Amount Cost, string? CreditNote, Money? Credited) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/customer-returns/{Number}";
}

/// <summary>Books returned goods in at the cost they left with, into quarantine unless said otherwise; a serial that left may come back.</summary>
internal sealed class ReceiveCustomerReturn(Directory directory, Items items, LotRegister lots, StockLedger ledger, SalesOrders orders, CustomerInvoices invoices, SearchIndex search)
    : IUse<ReceiveCustomerReturnRequest, ReceiveCustomerReturnResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReceiveCustomerReturn>("POST /customer-returns", Permission.ReceiveReturns)
        .WithSummary("Book in goods that came back from a customer.");

    public async Task<Result<ReceiveCustomerReturnResponse>> ExecuteAsync(Work work, ReceiveCustomerReturnRequest request, CancellationToken cancel)
    {
        if (await work.Db.Set<DropShipping.ShipNotice>().AsNoTracking().AnyAsync(n => n.Number == request.Shipment, cancel)) return new DropShipping.DropShippedReturn(request.Shipment) { Pointer = "/shipment" };
        if ((await LockedShipment.LockAsync(work, request.Shipment, cancel)).Refused(out var refusal, out var shipment)) return refusal;
        var head = shipment.Head;
        if ((await orders.LockAsync(work, head.OrderNumber, cancel)).Refused(out refusal, out _)) return refusal;
        var site = (await directory.SiteAsync(work.Db, head.SiteId, cancel))!;
        var entity = (await directory.EntityAsync(work.Db, head.EntityId, cancel))!;
        var document = new StockDocument(entity.Id, work.Number("RT"), Guid.CreateVersion7(), entity.DayOf(request.HappenedAt ?? work.Now), head.CustomerId);
        var returned = new List<CustomerReturnLine>();
        foreach (var asked in request.Lines)
        {
            if ((await DecideAsync(work, shipment, asked, site, entity, document.Id, returned.Count + 1, cancel)).Refused(out refusal, out var line)) return refusal;
            returned.Add(line);
        }

        var moves = returned.ConvertAll(l => new StockMove
        {
            Kind = MovementKind.CustomerReturn,
            Item = l.ItemId,
            Quantity = l.Quantity,
            To = new StockAt(site.Id, l.PlaceId, l.Condition, l.LotId),
            Value = l.Cost,
            Line = l.Id,
            HappenedAt = request.HappenedAt,
            Source = request.Source ?? HappenedSource.Keyed,
            Reason = request.Reason,
        });
        if ((await ledger.PostAsync(work, document, moves, cancel)).Refused(out refusal, out _)) return refusal;
        orders.Returned(work, returned.ConvertAll(l => new LineQuantity(l.OrderLineId, l.Quantity)));
        foreach (var line in shipment.Lines.Where(s => returned.Any(r => r.ShipmentLineId == s.Id))) work.Change(ShippingTables.UpdateReturned, line);
        PostedInvoice? credit = null;
        if (request.Credit)
        {
            if (head.InvoiceId is not { } invoice) return new ShipmentNotInvoiced(head.Number);
            if ((await invoices.CreditAsync(work, invoice, new(document.Id, document.Number, document.Day), CreditCustomerReturn.CreditsOf(returned), mirror: false, cancel)).Refused(out refusal, out credit)) return refusal;
        }

        Write(work, request, head, document, returned, credit);
        work.Subject = $"customer return {document.Number}";
        search.Put(work, "customer-return", document.Number, document.Number, $"{head.Number}, {head.OrderNumber}", $"/customer-returns/{document.Number}", head.Number, head.OrderNumber);
        work.Announce(new GoodsReturned(document.Number, head.Number, site.Id));
        return new ReceiveCustomerReturnResponse(document.Number, returned.Aggregate(Amount.Zero, (sum, l) => sum + l.Cost), credit?.Number, credit?.Total);
    }

    private async Task<Result<CustomerReturnLine>> DecideAsync(
        Work work, LockedShipment shipment, ReturnLineRequest asked, Site site, LegalEntity entity, Guid document, int number, CancellationToken cancel)
    {
        var head = shipment.Head;
        if (shipment.Lines.FirstOrDefault(l => l.Line == asked.Line) is not { } line) return new ShipmentLineUnknown(head.Number, asked.Line);
        var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;
        if (Addresses.InBase(item, asked.Quantity, asked.Unit).Refused(out var refusal, out var quantity)) return refusal;
        if (quantity > line.Returnable) return new ReturnExceeds(head.Number, line.Line, line.Returnable, quantity);
        var condition = asked.Condition ?? Condition.Quarantine;
        if (condition == Condition.Receiving) return new ConditionOfReturn(condition);
        if ((await PlaceAsync(work, site, asked, condition, cancel)).Refused(out refusal, out var place)) return refusal;
        var left = await lots.CodeAsync(work, line.LotId, cancel);
        if (!string.IsNullOrWhiteSpace(asked.Lot) && left is not null && asked.Lot.Trim() != left) return new OtherLot(head.Number, line.Line, left, asked.Lot.Trim());
        if ((await lots.InboundAsync(work, item, left, null, quantity, isReturn: true, cancel)).Refused(out refusal, out var lot)) return refusal;
        return new CustomerReturnLine
        {
            Id = Guid.CreateVersion7(),
            ReturnId = document,
            Line = number,
            ShipmentLineId = line.Id,
            OrderLineId = line.OrderLineId,
            InvoiceLineId = line.InvoiceLineId,
            ItemId = item.Id,
            LotId = lot,
            Quantity = quantity,
            Cost = line.Return(quantity, entity.Currency),
            PlaceId = place.Id,
            Condition = condition,
        };
    }

    private async Task<Result<Place>> PlaceAsync(Work work, Site site, ReturnLineRequest asked, Condition condition, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(asked.Place))
            return await directory.PlaceAsync(work.Db, site.Id, asked.Place, cancel) is { IsVirtual: false } named ? named : Refusal.NotFound($"place at {site.Code}", asked.Place);
        if (condition != Condition.Quarantine) return new PlaceNeeded(asked.Line);
        return (await directory.PlaceAsync(work.Db, site.Id, PlaceKind.Quarantine, cancel))!;
    }

    private static void Write(Work work, ReceiveCustomerReturnRequest request, Shipment head, StockDocument document, List<CustomerReturnLine> lines, PostedInvoice? credit)
    {
        work.Insert(ReturnTables.InsertReturn, new CustomerReturn
        {
            Id = document.Id,
            Number = document.Number,
            EntityId = head.EntityId,
            SiteId = head.SiteId,
            CustomerId = head.CustomerId,
            OrderId = head.OrderId,
            OrderNumber = head.OrderNumber,
            ShipmentId = head.Id,
            ShipmentNumber = head.Number,
            Reason = request.Reason,
            Day = document.Day,
            CreditNoteId = credit?.Id,
            CreditNote = credit?.Number,
            PostingId = work.PostingId,
            PostedAt = work.Now,
            PostedBy = work.Actor.Id,
            HappenedAt = request.HappenedAt ?? work.Now,
            Source = request.Source ?? HappenedSource.Keyed,
        });
        foreach (var line in lines) work.Insert(ReturnTables.InsertLine, line);
    }
}
