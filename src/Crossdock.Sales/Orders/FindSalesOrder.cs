using System.ComponentModel.DataAnnotations;
using Crossdock.Sales.Invoices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Orders;

/// <summary>Asks for a customer order.</summary>
/// <param name="Number">Its number.</param>
public sealed record SalesOrderRequest([Required, StringLength(40)] string Number);

/// <summary>Stock that is tied to a line.</summary>
/// <param name="Place">Code of the place.</param>
/// <param name="Lot">Lot or serial, or null.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Picked">True when it waits at the shipping place.</param>
public sealed record LineStock(string Place, string? Lot, Quantity Quantity, bool Picked);

/// <summary>A line of a customer order as it stands.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Id">Its key.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">How far it is, in words.</param>
/// <param name="Quantity">Ordered, in the unit as ordered.</param>
/// <param name="Unit">That unit.</param>
/// <param name="BaseUnit">Unit of the quantities that follow.</param>
/// <param name="Ordered">Ordered.</param>
/// <param name="Open">To ship.</param>
/// <param name="Allocated">Tied to stock.</param>
/// <param name="Shipped">Left.</param>
/// <param name="Returned">Came back.</param>
/// <param name="Cancelled">No longer wanted.</param>
/// <param name="Price">Price of one price unit.</param>
/// <param name="PriceUnit">Unit the price holds for.</param>
/// <param name="Net">Net amount of everything ordered.</param>
/// <param name="RequestedDay">Day the customer wants it.</param>
/// <param name="DueDay">Day it is to leave.</param>
/// <param name="FirstPromisedDay">Day promised at entry, or null.</param>
/// <param name="PromisedDay">Day promised now, or null.</param>
/// <param name="CancelReason">Why it was cancelled, or null.</param>
/// <param name="Stock">Where its stock lies.</param>
/// <param name="Supplies">Supplies it waits for.</param>
/// <param name="Promises">How the promised day moved.</param>
/// <param name="Supplier">Code of the supplier that ships it straight to the customer, or null.</param>
public sealed record SalesLineView(
    int Line, Guid Id, string Item, string Name, string State, Quantity Quantity, string Unit, string BaseUnit, Quantity Ordered, Quantity Open, Quantity Allocated, Quantity Shipped,
    Quantity Returned, Quantity Cancelled, UnitPrice Price, string PriceUnit, Amount Net, DateOnly RequestedDay, DateOnly DueDay, DateOnly? FirstPromisedDay, DateOnly? PromisedDay,
    string? CancelReason, IReadOnlyList<LineStock> Stock, IReadOnlyList<PromisedFrom> Supplies, IReadOnlyList<PromiseMoved> Promises, string? Supplier = null);

/// <summary>An invoice or credit note of an order.</summary>
/// <param name="Number">Its number.</param>
/// <param name="IsCredit">True for a credit note.</param>
/// <param name="Source">Number of the shipment or return it is for.</param>
/// <param name="Day">Its day.</param>
/// <param name="Total">Its total.</param>
/// <param name="PostedAt">When it was posted.</param>
public sealed record OrderInvoice(string Number, bool IsCredit, string Source, DateOnly Day, Amount Total, DateTimeOffset PostedAt);

/// <summary>Something that happened to an order.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What.</param>
/// <param name="By">Who, or null for the product itself.</param>
/// <param name="Detail">More, or null.</param>
public sealed record OrderEvent(DateTimeOffset At, string Text, string? By, string? Detail);

/// <summary>A customer order as it stands.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Entity">Code of the selling entity.</param>
/// <param name="Site">Code of the serving site.</param>
/// <param name="Customer">Code of the customer.</param>
/// <param name="CustomerName">Name of the customer.</param>
/// <param name="Reference">The customer's number for it.</param>
/// <param name="State">How far it is.</param>
/// <param name="ShipComplete">True when it may only leave as a whole.</param>
/// <param name="RequestedDay">Day the customer wants it.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Net">Net amount of everything not cancelled.</param>
/// <param name="OpenNet">Net amount of what is open.</param>
/// <param name="EnteredAt">When it was entered.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Invoices">Its invoices and credit notes.</param>
/// <param name="Events">What happened, newest first.</param>
/// <param name="Version">Its version, for changes.</param>
public sealed record SalesOrderView(
    string Number, string Entity, string Site, string Customer, string CustomerName, string? Reference, OrderState State, bool ShipComplete, DateOnly RequestedDay, Currency Currency,
    Amount Net, Amount OpenNet, DateTimeOffset EnteredAt, IReadOnlyList<SalesLineView> Lines, IReadOnlyList<OrderInvoice> Invoices, IReadOnlyList<OrderEvent> Events, long Version) : IVersioned;

/// <summary>A customer order with its lines, their stock and promises, its invoices and its history.</summary>
public sealed class FindSalesOrder(Directory directory, Items items, Partners partners, Demands demands, LotRegister lots) : IQuery<SalesOrderRequest, SalesOrderView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindSalesOrder>("GET /sales-orders/{number}", Permission.SeeSales)
        .WithSummary("A customer order with its lines, stock, promises and invoices.");

    /// <inheritdoc/>
    public async Task<Result<SalesOrderView>> AnswerAsync(Reading reading, SalesOrderRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var number = request.Number.Trim();
        var order = await db.Set<SalesOrder>().FirstOrDefaultAsync(o => o.Number == number, cancel);
        if (order is null || !reading.Actor.WorksAt(order.EntityId, order.SiteId)) return Refusal.NotFound("sales order", request.Number);
        var lines = await db.Set<SalesLine>().Where(l => l.OrderId == order.Id).OrderBy(l => l.Line).ToListAsync(cancel);
        var invoices = await db.Set<CustomerInvoice>().Where(i => i.OrderId == order.Id).OrderBy(i => i.Id)
            .Select(i => new OrderInvoice(i.Number, i.Kind == InvoiceKind.CreditNote, i.Source, i.Day, i.Total, i.PostedAt)).ToListAsync(cancel);
        var customer = (await partners.FindAsync(db, order.CustomerId, cancel))!;
        return new SalesOrderView(
            order.Number, (await directory.EntityAsync(db, order.EntityId, cancel))!.Code, (await directory.SiteAsync(db, order.SiteId, cancel))!.Code, customer.Code, customer.Name,
            order.CustomerReference, order.State, order.ShipComplete, order.RequestedDay, order.Currency, order.Net, order.OpenNet, order.EnteredAt,
            await LinesAsync(db, lines, cancel), invoices, await OrderEvents.OfAsync(db, order, lines, invoices, cancel), order.Version);
    }

    private async Task<List<SalesLineView>> LinesAsync(CrossdockDb db, List<SalesLine> lines, CancellationToken cancel)
    {
        var ids = lines.ConvertAll(l => l.Id);
        var now = await demands.FindAsync(db, ids, cancel);
        var allocations = await demands.AllocationsAsync(db, ids, cancel);
        var supplies = (await demands.PromisesAsync(db, ids, cancel)).ToLookup(p => p.Demand);
        var history = (await demands.HistoryAsync(db, ids, cancel)).ToLookup(p => p.Demand);
        var codes = await lots.CodesAsync(db, allocations.Select(a => a.At.Lot), cancel);
        var views = new List<SalesLineView>();
        foreach (var line in lines)
        {
            var item = (await items.FindAsync(db, line.ItemId, cancel))!;
            var stock = new List<LineStock>();
            foreach (var allocation in allocations.Where(a => a.Demand == line.Id))
            {
                var place = await directory.PlaceAsync(db, allocation.At.Place, cancel);
                stock.Add(new(place!.Code, codes.GetValueOrDefault(allocation.At.Lot), allocation.Quantity, place.Kind == PlaceKind.Shipping));
            }

            var demand = now.GetValueOrDefault(line.Id);
            views.Add(new(
                line.Line, line.Id, item.Code, item.Name, StateOf(line, demand, stock), line.UnitQuantity, line.Unit, item.BaseUnit, line.Ordered, line.Open, demand?.Allocated ?? Quantity.Zero,
                line.Shipped, line.Returned, line.Cancelled, line.Price, line.PriceUnit, line.Net, line.RequestedDay, line.DueDay, line.FirstPromisedDay, demand?.PromisedDay,
                line.CancelReason, stock, [.. supplies[line.Id]], [.. history[line.Id]], line.IsDirect ? (await partners.FindAsync(db, line.SupplierId, cancel))!.Code : null));
        }

        return views;
    }

    /// <summary>The state of a line in one or two words, from its quantities and its stock.</summary>
    private static string StateOf(SalesLine line, DemandView? demand, List<LineStock> stock)
    {
        if (line.Open.IsZero) return line.Shipped.IsZero ? "Cancelled" : line.Returned == line.Shipped ? "Returned" : "Shipped";
        if (line.IsDirect) return demand?.PromisedDay is null ? "To be ordered" : "Ordered from the supplier";
        var allocated = demand?.Allocated ?? Quantity.Zero;
        if (allocated.IsZero) return demand?.PromisedDay is null ? "Back-ordered" : "Promised";
        if (allocated < line.Open) return "Part allocated";
        return stock.TrueForAll(s => s.Picked) ? "Picked" : "Allocated";
    }
}
