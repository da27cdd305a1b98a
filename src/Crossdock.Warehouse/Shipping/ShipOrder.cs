using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Shipping;

/// <summary>Part of an order to ship.</summary>
/// <param name="Line">Number of the order line.</param>
/// <param name="Quantity">How much, in the unit; all that is allocated when absent.</param>
/// <param name="Unit">Unit; the base unit when absent.</param>
/// <param name="Place">Take it from this place only.</param>
/// <param name="Lot">Take this lot or serial only.</param>
public sealed record ShipLineRequest(
    int Line, Quantity? Quantity = null, [StringLength(12)] string? Unit = null, [StringLength(40)] string? Place = null, [StringLength(60)] string? Lot = null);

/// <summary>Ships goods of a customer order.</summary>
/// <param name="Order">Number of the order.</param>
/// <param name="Lines">What leaves; everything that is allocated when absent.</param>
/// <param name="Carrier">Who takes it.</param>
/// <param name="Tracking">The carrier's number.</param>
/// <param name="HappenedAt">When it left; now when absent.</param>
/// <param name="Source">How we know when it left.</param>
public sealed record ShipOrderRequest(
    [Required, StringLength(40)] string Order,
    [MaxLength(500)] IReadOnlyList<ShipLineRequest>? Lines = null,
    [StringLength(60)] string? Carrier = null,
    [StringLength(60)] string? Tracking = null,
    DateTimeOffset? HappenedAt = null,
    HappenedSource? Source = null);

/// <summary>The shipment as posted.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Invoice">Number of its invoice.</param>
/// <param name="Total">What the customer owes for it.</param>
/// <param name="Cost">Value that left stock, in the entity's currency.</param>
/// <param name="Lines">Number of its lines.</param>
/// <param name="OrderComplete">True when nothing of the order is open any more.</param>
public sealed record ShipOrderResponse(string Number, string Invoice, Money Total, Amount Cost, int Lines, bool OrderComplete) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/shipments/{Number}";
}

/// <summary>Ships picked or allocated goods: movement, cost of goods sold, invoice and receivable are one commit.</summary>
internal sealed class ShipOrder(Directory directory, Items items, LotRegister lots, Promises promises, StockLedger ledger, SalesOrders orders, CustomerInvoices invoices, Consignments consignments, SearchIndex search)
    : IUse<ShipOrderRequest, ShipOrderResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ShipOrder>("POST /shipments", Permission.ShipGoods)
        .WithSummary("Ship goods of a customer order and invoice them.");

    public async Task<Result<ShipOrderResponse>> ExecuteAsync(Work work, ShipOrderRequest request, CancellationToken cancel)
    {
        if ((await orders.LockAsync(work, request.Order, cancel)).Refused(out var refusal, out var order)) return refusal;
        var site = (await directory.SiteAsync(work.Db, order.Site, cancel))!;
        var entity = (await directory.EntityAsync(work.Db, order.Entity, cancel))!;
        var gates = new List<(Item, Site)>();
        foreach (var line in order.Lines) gates.Add(((await items.FindAsync(work.Db, line.Item, cancel))!, site));
        if ((await LotsAsync(work, request, order, gates, cancel)).Refused(out refusal, out var named)) return refusal;
        var open = order.Lines.Where(l => l.Open.IsPositive).Select(l => l.Id).ToList();
        var allocations = await promises.AllocationsAsync(work, open, gates, cancel);
        if ((await WishesAsync(work, request, order, site, gates, allocations, named, cancel)).Refused(out refusal, out var wishes)) return refusal;
        if (wishes.Count == 0) return new NothingAllocated(order.Number);
        if (order.ShipComplete && !ShipmentPlan.IsWhole(order, wishes)) return new ShipsComplete(order.Number);
        var shipping = (await directory.PlaceAsync(work.Db, site.Id, PlaceKind.Shipping, cancel))!.Id;
        StockAt? beyond = site.NegativeStockAllowed && await directory.PlaceAsync(work.Db, site.Id, PlaceKind.Bin, cancel) is { } bin ? new StockAt(site.Id, bin.Id, Condition.Available) : null;
        if (ShipmentPlan.Decide(order, wishes, allocations, shipping, beyond).Refused(out refusal, out var takes)) return refusal;

        var document = new StockDocument(entity.Id, work.Number("SH"), Guid.CreateVersion7(), entity.DayOf(request.HappenedAt ?? work.Now), order.Customer);
        var lines = LinesOf(document, takes);
        if ((await MovesAsync(work, request, document, site, gates, takes, lines, cancel)).Refused(out refusal, out var moves)) return refusal;
        if ((await ledger.PostAsync(work, document, moves.ConvertAll(m => m.Move), cancel)).Refused(out refusal, out var posted)) return refusal;
        foreach (var ((move, line), done) in moves.Zip(posted))
            if (move.Kind == MovementKind.Shipment) line.Cost += done.Value;

        var shipped = takes.GroupBy(t => t.Line.Id).Select(g => new LineQuantity(g.Key, g.Aggregate(Quantity.Zero, (sum, t) => sum + t.Quantity))).ToList();
        orders.Shipped(work, order.Id, shipped);
        if ((await invoices.PostForShipmentAsync(work, order.Id, new(document.Id, document.Number, document.Day), shipped, cancel)).Refused(out refusal, out var invoice)) return refusal;
        Write(work, request, order, document, lines.Values, invoice);
        work.Subject = $"shipment {document.Number}";
        search.Put(work, "shipment", document.Number, document.Number, $"{order.Number}, {request.Carrier ?? site.Code}", $"/shipments/{document.Number}", order.Number, request.Tracking ?? "");
        work.Announce(new GoodsShipped(document.Number, order.Number, site.Id));
        return new ShipOrderResponse(document.Number, invoice.Number, invoice.Total, lines.Values.Aggregate(Amount.Zero, (sum, l) => sum + l.Cost), lines.Count,
            order.Lines.All(l => l.Open == shipped.Where(s => s.Line == l.Id).Aggregate(Quantity.Zero, (sum, s) => sum + s.Quantity)));
    }

    /// <summary>What leaves, each with its line. A supplier's stock becomes ours first, at its price of the day, and leaves at just that.</summary>
    private async Task<Result<List<(StockMove Move, ShipmentLine Line)>>> MovesAsync(
        Work work, ShipOrderRequest request, StockDocument document, Site site, List<(Item Item, Site)> gates, List<ShipTake> takes, Dictionary<(Guid, LotId), ShipmentLine> lines, CancellationToken cancel)
    {
        var moves = new List<(StockMove, ShipmentLine)>(takes.Count);
        foreach (var take in takes)
        {
            var line = lines[(take.Line.Id, take.At.Lot)];
            var move = new StockMove
            {
                Kind = MovementKind.Shipment,
                Item = take.Line.Item,
                Quantity = take.Quantity,
                From = take.At,
                Demand = take.Line.Id,
                Line = line.Id,
                HappenedAt = request.HappenedAt,
                Source = request.Source ?? HappenedSource.Keyed,
            };
            if (take.At.Owner != default)
            {
                var item = gates.First(g => g.Item.Id == take.Line.Item).Item;
                if ((await consignments.UseAsync(work, new(take.At.Owner, item, site, take.Quantity, UsageKind.Shipped, document), cancel)).Refused(out var refusal, out var owed)) return refusal;
                var ours = take.At with { Owner = default };
                moves.Add((move with { Kind = MovementKind.OwnershipChange, To = ours, Value = owed }, line));
                move = move with { From = ours, LeavesAt = owed, OriginLine = line.Id };
            }

            moves.Add((move, line));
        }

        return moves;
    }

    /// <summary>Named lots first: they are locked before gates and positions.</summary>
    private async Task<Result<Dictionary<ShipLineRequest, LotId>>> LotsAsync(Work work, ShipOrderRequest request, OrderToShip order, List<(Item Item, Site)> gates, CancellationToken cancel)
    {
        var named = new Dictionary<ShipLineRequest, LotId>(ReferenceEqualityComparer.Instance);
        foreach (var asked in (request.Lines ?? []).Where(l => !string.IsNullOrWhiteSpace(l.Lot)))
        {
            if (order.Lines.FirstOrDefault(l => l.Line == asked.Line) is not { } line) return new OrderLineUnknown(order.Number, asked.Line);
            var item = gates.First(g => g.Item.Id == line.Item).Item;
            if ((await lots.NamedAsync(work, item, asked.Lot, cancel)).Refused(out var refusal, out var lot)) return refusal;
            named[asked] = lot;
        }

        return named;
    }

    private async Task<Result<List<ShipWish>>> WishesAsync(
        Work work, ShipOrderRequest request, OrderToShip order, Site site, List<(Item Item, Site)> gates, IReadOnlyList<AllocationView> allocations,
        Dictionary<ShipLineRequest, LotId> named, CancellationToken cancel)
    {
        Quantity AllocatedTo(LineToShip line) => allocations.Where(a => a.Demand == line.Id).Aggregate(Quantity.Zero, (sum, a) => sum + a.Quantity);
        Item ItemOf(LineToShip line) => gates.First(g => g.Item.Id == line.Item).Item;
        if (request.Lines is null)
            return order.Lines.Select(l => new ShipWish(l, ItemOf(l), AllocatedTo(l), null, null)).Where(w => w.Quantity.IsPositive).ToList();
        var wishes = new List<ShipWish>();
        foreach (var asked in request.Lines)
        {
            if (order.Lines.FirstOrDefault(l => l.Line == asked.Line) is not { } line) return new OrderLineUnknown(order.Number, asked.Line);
            if (line.IsDirect) return new DropShipping.ShippedBySupplier(order.Number, line.Line);
            var item = ItemOf(line);
            var quantity = AllocatedTo(line);
            if (asked.Quantity is { } given && Addresses.InBase(item, given, asked.Unit).Refused(out var refusal, out quantity)) return refusal;
            if (!quantity.IsPositive) return new NotEnoughAllocated(order.Number, line.Line, item.Code, quantity, line.Open);
            var before = wishes.Where(w => w.Line.Id == line.Id).Aggregate(Quantity.Zero, (sum, w) => sum + w.Quantity);
            if (before + quantity > line.Open) return new MoreThanOpen(order.Number, line.Line, line.Open, before + quantity);
            PlaceId? from = null;
            if (!string.IsNullOrWhiteSpace(asked.Place))
            {
                if (await directory.PlaceAsync(work.Db, site.Id, asked.Place, cancel) is not { IsVirtual: false } place) return Refusal.NotFound("place", asked.Place);
                from = place.Id;
            }

            wishes.Add(new(line, item, quantity, from, named.TryGetValue(asked, out var lot) ? lot : null));
        }

        return wishes;
    }

    private static Dictionary<(Guid, LotId), ShipmentLine> LinesOf(StockDocument document, List<ShipTake> takes)
    {
        var lines = new Dictionary<(Guid, LotId), ShipmentLine>();
        foreach (var group in takes.GroupBy(t => (t.Line.Id, t.At.Lot)))
        {
            var line = group.First().Line;
            lines.Add(group.Key, new()
            {
                Id = Guid.CreateVersion7(),
                ShipmentId = document.Id,
                Line = lines.Count + 1,
                OrderLineId = line.Id,
                OrderLine = line.Line,
                ItemId = line.Item,
                LotId = group.Key.Lot,
                Unit = line.Unit,
                Quantity = group.Aggregate(Quantity.Zero, (sum, t) => sum + t.Quantity),
            });
        }

        return lines;
    }

    private static void Write(Work work, ShipOrderRequest request, OrderToShip order, StockDocument document, IEnumerable<ShipmentLine> lines, PostedInvoice invoice)
    {
        work.Insert(ShippingTables.InsertShipment, new Shipment
        {
            Id = document.Id,
            Number = document.Number,
            EntityId = order.Entity,
            SiteId = order.Site,
            CustomerId = order.Customer,
            OrderId = order.Id,
            OrderNumber = order.Number,
            Carrier = request.Carrier,
            Tracking = request.Tracking,
            Day = document.Day,
            InvoiceId = invoice.Id,
            InvoiceNumber = invoice.Number,
            PostingId = work.PostingId,
            PostedAt = work.Now,
            PostedBy = work.Actor.Id,
            HappenedAt = request.HappenedAt ?? work.Now,
            Source = request.Source ?? HappenedSource.Keyed,
        });
        foreach (var line in lines)
        {
            line.InvoiceLineId = invoice.Lines[line.OrderLineId];
            work.Insert(ShippingTables.InsertLine, line);
        }
    }
}
