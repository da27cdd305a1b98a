using Crossdock.Sales.Orders;

namespace Crossdock.Sales;

/// <summary>An order as the warehouse needs it, locked until the commit.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Entity">Whose books.</param>
/// <param name="Site">Site that serves it.</param>
/// <param name="Customer">Customer.</param>
/// <param name="ShipComplete">True when it may only leave as a whole.</param>
/// <param name="Lines">Its lines, in order.</param>
public sealed record OrderToShip(Guid Id, string Number, EntityId Entity, SiteId Site, PartnerId Customer, bool ShipComplete, IReadOnlyList<LineToShip> Lines);

/// <summary>A line of a locked order.</summary>
/// <param name="Id">Key of the line and of its demand.</param>
/// <param name="Line">Its number.</param>
/// <param name="Item">Item.</param>
/// <param name="Unit">Unit it was ordered in.</param>
/// <param name="Open">What is still to ship, in base units.</param>
/// <param name="Shipped">What has left.</param>
/// <param name="Returned">What came back.</param>
/// <param name="Lot">Lot or serial that was asked for, or default.</param>
/// <param name="DueDay">Day it is to leave.</param>
public sealed record LineToShip(Guid Id, int Line, ItemId Item, string Unit, Quantity Open, Quantity Shipped, Quantity Returned, LotId Lot, DateOnly DueDay);

/// <summary>What the warehouse may ask of customer orders: lock one, and say what left or came back.</summary>
/// <param name="directory">Sites, for the scope.</param>
public sealed class SalesOrders(Directory directory)
{
    /// <summary>Locks the order with this number and its lines. Not found when it is out of the actor's scope.</summary>
    public async Task<Result<OrderToShip>> LockAsync(Work work, string number, CancellationToken cancel)
    {
        var state = work.State<LockedOrders>();
        if (!await state.LockAsync(work, new SalesOrder { Number = number.Trim() }, byNumber: true, cancel) || state.Find(number.Trim()) is not { } found)
            return Refusal.NotFound("sales order", number);
        if (await directory.SiteAsync(work.Db, found.Order.SiteId, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id))
            return Refusal.NotFound("sales order", number);
        return View(found.Order, found.Lines);
    }

    /// <summary>Marks quantities of a locked order as shipped. The caller has checked that they are open.</summary>
    public void Shipped(Work work, Guid order, IReadOnlyList<LineQuantity> lines)
    {
        var state = work.State<LockedOrders>();
        foreach (var line in lines) state.Line(line.Line).Ship(line.Quantity, state.Of(order).Order.Currency);
    }

    /// <summary>Marks quantities of a locked order as returned.</summary>
    public void Returned(Work work, IReadOnlyList<LineQuantity> lines)
    {
        foreach (var line in lines) work.State<LockedOrders>().Line(line.Line).Return(line.Quantity);
    }

    /// <summary>
    /// Takes a shipment back: open again when <paramref name="reopen"/>, else cancelled by us. Call it after the invoice is credited.
    /// </summary>
    public void Unshipped(Work work, Guid order, IReadOnlyList<LineQuantity> lines, bool reopen, string reason)
    {
        var state = work.State<LockedOrders>();
        foreach (var line in lines) state.Line(line.Line).Unship(line.Quantity, reopen, reason, state.Of(order).Order.Currency);
    }

    private static OrderToShip View(SalesOrder order, List<SalesLine> lines) => new(
        order.Id, order.Number, order.EntityId, order.SiteId, order.CustomerId, order.ShipComplete,
        lines.ConvertAll(l => new LineToShip(l.Id, l.Line, l.ItemId, l.Unit, l.Open, l.Shipped, l.Returned, l.LotId, l.DueDay)));
}
