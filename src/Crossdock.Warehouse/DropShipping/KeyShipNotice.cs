using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.DropShipping;

/// <summary>What a supplier says it shipped straight to our customer.</summary>
/// <param name="Order">Number of the purchase order.</param>
/// <param name="Lines">What left.</param>
/// <param name="Day">Day it left, which is the accounting day; today when absent.</param>
/// <param name="DeliveryNote">Number of the supplier's delivery note; the same one is taken once.</param>
/// <param name="Carrier">Who took it.</param>
/// <param name="Tracking">The carrier's number.</param>
public sealed record KeyShipNoticeRequest(
    [Required, StringLength(20)] string Order,
    [Required, MinLength(1), MaxLength(500)] IReadOnlyList<ShipNoticeLineRequest> Lines,
    DateOnly? Day = null,
    [StringLength(60)] string? DeliveryNote = null,
    [StringLength(60)] string? Carrier = null,
    [StringLength(60)] string? Tracking = null);

/// <summary>What left of a line.</summary>
/// <param name="Line">Number of the line of the purchase order.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Unit">Unit of the quantity; the line's when absent.</param>
/// <param name="Lot">Lot on the delivery note.</param>
/// <param name="ExpiresOn">Last day of use of the lot.</param>
/// <param name="Serials">One serial per unit.</param>
public sealed record ShipNoticeLineRequest(
    int Line,
    Quantity Quantity,
    [StringLength(12)] string? Unit = null,
    [StringLength(60)] string? Lot = null,
    DateOnly? ExpiresOn = null,
    [MaxLength(500)] IReadOnlyList<string>? Serials = null);

/// <summary>The notice as posted.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Invoice">Number of the customer's invoice.</param>
/// <param name="Total">What the customer owes for it.</param>
/// <param name="Cost">What we owe the supplier for it, in the entity's currency.</param>
/// <param name="Lines">Number of its lines.</param>
/// <param name="OrderComplete">True when nothing of the customer's order is open any more.</param>
public sealed record KeyShipNoticeResponse(string Number, string Invoice, Money Total, Amount Cost, int Lines, bool OrderComplete) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/ship-notices/{Number}";
}

/// <summary>
/// Keys what a supplier shipped straight to our customer: the purchase line is received and the customer's line shipped in one commit, cost of goods sold stands
/// against goods received, not invoiced, at the order's price, and the customer is invoiced.
/// </summary>
internal sealed class KeyShipNotice(
    Directory directory, Items items, LotRegister lots, PurchaseOrders purchases, SalesOrders sales, StockLedger ledger, CustomerInvoices invoices, SearchIndex search)
    : IUse<KeyShipNoticeRequest, KeyShipNoticeResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<KeyShipNotice>("POST /ship-notices", Permission.ReceiveGoods)
        .WithSummary("Key what a supplier shipped straight to our customer.");

    public async Task<Result<KeyShipNoticeResponse>> ExecuteAsync(Work work, KeyShipNoticeRequest request, CancellationToken cancel)
    {
        var number = request.Order.Trim().ToUpperInvariant();
        var lines = await purchases.LockOrdersAsync(work, [number], cancel);
        if (lines.Count == 0) return Refusal.NotFound("purchase order", request.Order);
        if (await purchases.SoldAsync(work.Db, number, cancel) is not { } sold) return new NotDropShipped(number);
        var site = (await directory.SiteAsync(work.Db, lines[0].Site, cancel))!;
        var entity = (await directory.EntityAsync(work.Db, site.EntityId, cancel))!;
        var day = request.Day ?? entity.DayOf(work.Now);
        if (day > entity.DayOf(work.Now)) return new NoticeInFuture { Pointer = "/day" };
        var note = request.DeliveryNote.OrNull();
        if (note is not null && await work.Db.Set<ShipNotice>().AsNoTracking().Where(n => n.PurchaseOrder == number && n.DeliveryNote == note && n.MirrorOf == null && n.ReversedBy == null)
            .Select(n => n.Number).FirstOrDefaultAsync(cancel) is { } known) return new NoticeKnown(note, number, known) { Pointer = "/deliveryNote" };
        if ((await sales.LockAsync(work, sold, cancel)).Refused(out var refusal, out var order)) return refusal;
        if ((await PartsAsync(work, request, lines, order, cancel)).Refused(out refusal, out var parts)) return refusal;

        var notice = new Head(Guid.CreateVersion7(), work.Number("SN"), day, note);
        var written = new List<ShipNoticeLine>(parts.Count);
        var moves = new List<StockMove>(parts.Count * 2);
        var dock = await directory.PlaceAsync(work.Db, site.Id, PlaceKind.Dock, cancel) ?? throw new InvalidOperationException($"Site {site.Code} has no dock.");
        foreach (var part in parts)
        {
            var id = Guid.CreateVersion7();
            if ((await purchases.ReceiveAsync(work, part.Bought.Id, part.Quantity, id, day, new(notice.Number, day, Condition.Available), cancel)).Refused(out refusal, out var worth)) return refusal;
            var line = LineOf(notice, written.Count + 1, id, part, worth);
            written.Add(line);
            moves.AddRange(MovesOf(line, new StockAt(site.Id, dock.Id, Condition.Receiving, line.LotId, part.Bought.Supplier)));
        }

        var document = new StockDocument(entity.Id, notice.Number, notice.Id, day, lines[0].Supplier);
        if ((await ledger.PostAsync(work, document, moves, cancel)).Refused(out refusal, out _)) return refusal;
        await purchases.StateSuppliesAsync(work, cancel);
        var shipped = written.GroupBy(l => l.SalesLineId).Select(g => new LineQuantity(g.Key, g.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity))).ToList();
        sales.Shipped(work, order.Id, shipped);
        if ((await invoices.PostForShipmentAsync(work, order.Id, new(notice.Id, notice.Number, day), shipped, cancel)).Refused(out refusal, out var invoice)) return refusal;
        var cost = Write(work, request, notice, order, lines[0], entity.Currency, written, invoice);
        work.Subject = $"ship notice {notice.Number}";
        search.Put(work, "ship-notice", notice.Number, notice.Number, $"{number}, {order.Number}", $"/ship-notices/{notice.Number}", [number, order.Number, .. new[] { note, request.Tracking }.OfType<string>()]);
        work.Announce(new SupplierShipped(notice.Number, number, order.Number, site.Id));
        return new KeyShipNoticeResponse(notice.Number, invoice.Number, invoice.Total, cost, written.Count,
            order.Lines.All(l => l.Open == shipped.Where(s => s.Line == l.Id).Aggregate(Quantity.Zero, (sum, s) => sum + s.Quantity)));
    }

    /// <summary>What the notice names, looked up and held against both orders; a serial is a part of its own. Lots are locked before gates and positions.</summary>
    private async Task<Result<List<Part>>> PartsAsync(Work work, KeyShipNoticeRequest request, IReadOnlyList<PurchaseLineView> lines, OrderToShip order, CancellationToken cancel)
    {
        var parts = new List<Part>();
        for (var i = 0; i < request.Lines.Count; i++)
        {
            if ((await LineAsync(work, request, request.Lines[i], lines, order, parts, cancel)).Refused(out var refusal, out var found)) return refusal with { Pointer = $"/lines/{i}{refusal.Pointer}" };
            parts.AddRange(found);
        }

        return parts;
    }

    private async Task<Result<List<Part>>> LineAsync(
        Work work, KeyShipNoticeRequest request, ShipNoticeLineRequest asked, IReadOnlyList<PurchaseLineView> lines, OrderToShip order, List<Part> before, CancellationToken cancel)
    {
        if (lines.FirstOrDefault(l => l.Number == asked.Line) is not { } bought) return Refusal.NotFound("purchase order line", $"{request.Order} line {asked.Line}") with { Pointer = "/line" };
        var item = (await items.FindAsync(work.Db, bought.Item, cancel))!;
        var unit = asked.Unit.OrNull() ?? bought.Unit;
        if (item.ToBase(asked.Quantity, unit).Refused(out var refusal, out var quantity)) return refusal with { Pointer = "/quantity" };
        if (!quantity.IsPositive) return Refusal.Invalid("warehouse.quantity", "The quantity must be more than zero.", "/quantity");
        if (asked.Serials is { Count: > 0 } given && quantity != Quantity.Units(given.Count)) return new Receiving.SerialsDoNotCount(item.Code, quantity, given.Count) { Pointer = "/serials" };
        var line = order.Lines.First(l => l.Id == bought.SalesLine);
        if (line.Supplier != bought.Supplier) return new NoLongerTheirs(order.Number, line.Line, bought.Order);
        var said = Sum(before.Where(p => p.Bought.Id == bought.Id)) + quantity;
        if (bought.State == PurchaseLineState.Released && said > bought.Receivable)
            return new ShippedBeyondOrdered($"{bought.Order} line {bought.Number}", bought.Open, bought.Receivable - bought.Open, said) { Pointer = "/quantity" };
        var shipped = Sum(before.Where(p => p.Sold.Id == line.Id)) + quantity;
        if (bought.State == PurchaseLineState.Released && shipped > line.Open) return new ShippedBeyondSold(order.Number, line.Line, line.Open, shipped) { Pointer = "/quantity" };

        var parts = new List<Part>();
        foreach (var (code, share) in asked.Serials is { Count: > 0 } serials ? serials.Select(s => ((string?)s, Quantity.Units(1))) : [(asked.Lot.OrNull(), quantity)])
        {
            if ((await lots.InboundAsync(work, item, code, asked.ExpiresOn, share, isReturn: false, cancel)).Refused(out refusal, out var lot)) return refusal;
            parts.Add(new(bought, line, item.PackOf(unit)!, share, lot));
        }

        return parts;
    }

    private static ShipNoticeLine LineOf(Head notice, int number, Guid id, Part part, ReceiptWorth worth) => new()
    {
        Id = id,
        NoticeId = notice.Id,
        Line = number,
        PurchaseLineId = part.Bought.Id,
        PurchaseLine = part.Bought.Number,
        SalesLineId = part.Sold.Id,
        SalesLine = part.Sold.Line,
        ItemId = part.Bought.Item,
        LotId = part.Lot,
        Unit = part.Unit.Unit,
        UnitQuantity = part.Unit.Size.FromBase(part.Quantity, part.Unit.Decimals),
        Quantity = part.Quantity,
        Amount = worth.Amount,
        Value = worth.Value,
    };

    /// <summary>The two halves: the goods get a name at the site that sold them, as the supplier's, and are the customer's at once, for what we owe for them.</summary>
    private static IEnumerable<StockMove> MovesOf(ShipNoticeLine line, StockAt at)
    {
        var half = new StockMove { Kind = MovementKind.DirectReceipt, Item = line.ItemId, Quantity = line.Quantity, To = at, Line = line.Id };
        yield return half;
        yield return half with { Kind = MovementKind.DirectShipment, From = at, To = null, Demand = line.SalesLineId, Value = line.Value };
    }

    private static Amount Write(
        Work work, KeyShipNoticeRequest request, Head notice, OrderToShip order, PurchaseLineView bought, Currency currency, List<ShipNoticeLine> lines, PostedInvoice invoice)
    {
        var value = lines.Aggregate(Amount.Zero, (sum, l) => sum + l.Value);
        work.Insert(DropShippingTables.InsertNotice, new ShipNotice
        {
            Id = notice.Id,
            Number = notice.Number,
            EntityId = order.Entity,
            SiteId = order.Site,
            SupplierId = bought.Supplier,
            CustomerId = order.Customer,
            PurchaseOrder = bought.Order,
            SalesOrderId = order.Id,
            SalesOrder = order.Number,
            DeliveryNote = notice.Note,
            Carrier = request.Carrier.OrNull(),
            Tracking = request.Tracking.OrNull(),
            Day = notice.Day,
            Currency = currency,
            Value = value,
            InvoiceId = invoice.Id,
            InvoiceNumber = invoice.Number,
            PostingId = work.PostingId,
            PostedAt = work.Now,
            PostedBy = work.Actor.Id,
            Version = 1,
        });
        foreach (var line in lines)
        {
            line.InvoiceLineId = invoice.Lines[line.SalesLineId];
            work.Insert(DropShippingTables.InsertLine, line);
        }

        return value;
    }

    private static Quantity Sum(IEnumerable<Part> parts) => parts.Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity);

    private sealed record Head(Guid Id, string Number, DateOnly Day, string? Note);

    private sealed record Part(PurchaseLineView Bought, LineToShip Sold, Pack Unit, Quantity Quantity, LotId Lot);
}
