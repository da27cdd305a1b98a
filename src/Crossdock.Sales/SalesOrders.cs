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
/// <param name="Supplier">The supplier that ships it straight to the customer; default when it leaves from our stock.</param>
public sealed record LineToShip(Guid Id, int Line, ItemId Item, string Unit, Quantity Open, Quantity Shipped, Quantity Returned, LotId Lot, DateOnly DueDay, PartnerId Supplier)
{
    /// <summary>A supplier ships it straight to the customer: it is neither picked nor shipped here.</summary>
    public bool IsDirect => Supplier != default;
}

/// <summary>A line of a customer order that a supplier ships straight to the customer, for lists of other modules to join.</summary>
public sealed record DirectLine
{
    /// <summary>Key of the line and of its demand.</summary>
    public Guid Id { get; init; }

    /// <summary>Number of the order.</summary>
    public string Order { get; init; } = "";

    /// <summary>Its number in the order.</summary>
    public int Line { get; init; }

    /// <summary>Whose order.</summary>
    public EntityId EntityId { get; init; }

    /// <summary>Site that sold it.</summary>
    public SiteId SiteId { get; init; }

    /// <summary>Customer.</summary>
    public PartnerId CustomerId { get; init; }

    /// <summary>The supplier that ships it; default when it comes from our stock meanwhile.</summary>
    public PartnerId SupplierId { get; init; }

    /// <summary>Item.</summary>
    public ItemId ItemId { get; init; }

    /// <summary>What is still to ship, in base units.</summary>
    public Quantity Open { get; init; }

    /// <summary>Net amount of that.</summary>
    public Amount OpenNet { get; init; }

    /// <summary>Currency of the order.</summary>
    public Currency Currency { get; init; }

    /// <summary>Day it is to leave.</summary>
    public DateOnly DueDay { get; init; }

    /// <summary>When the order was entered.</summary>
    public DateTimeOffset EnteredAt { get; init; }
}

/// <summary>What the warehouse may ask of customer orders: lock one, and say what left or came back.</summary>
/// <param name="directory">Sites, for the scope.</param>
public sealed class SalesOrders(Directory directory)
{
    /// <summary>Locks the order with this number and its lines. Not found when it is out of the actor's scope, unless what is decided holds for any site.</summary>
    public async Task<Result<OrderToShip>> LockAsync(Work work, string number, CancellationToken cancel, bool anySite = false)
    {
        var state = work.State<LockedOrders>();
        if (!await state.LockAsync(work, new SalesOrder { Number = number.Trim() }, byNumber: true, cancel) || state.Find(number.Trim()) is not { } found)
            return Refusal.NotFound("sales order", number);
        if (await directory.SiteAsync(work.Db, found.Order.SiteId, cancel) is not { } site || (!anySite && !work.Actor.WorksAt(site.EntityId, site.Id)))
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

    /// <summary>Lines of customer orders as others see them, for their lists to join.</summary>
    public static IQueryable<DirectLine> Rows(CrossdockDb db) =>
        from l in db.Set<SalesLine>()
        join o in db.Set<SalesOrder>() on l.OrderId equals o.Id
        select new DirectLine
        {
            Id = l.Id,
            Order = o.Number,
            Line = l.Line,
            EntityId = o.EntityId,
            SiteId = l.SiteId,
            CustomerId = l.CustomerId,
            SupplierId = l.SupplierId,
            ItemId = l.ItemId,
            Open = l.Open,
            OpenNet = l.OpenNet,
            Currency = o.Currency,
            DueDay = l.DueDay,
            EnteredAt = o.EnteredAt,
        };

    private static OrderToShip View(SalesOrder order, List<SalesLine> lines) => new(
        order.Id, order.Number, order.EntityId, order.SiteId, order.CustomerId, order.ShipComplete,
        lines.ConvertAll(l => new LineToShip(l.Id, l.Line, l.ItemId, l.Unit, l.Open, l.Shipped, l.Returned, l.LotId, l.DueDay, l.SupplierId)));
}
