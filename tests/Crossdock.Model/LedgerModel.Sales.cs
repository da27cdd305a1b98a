namespace Crossdock.Model;

/// <content>Sales orders, allocation, shipments, returns of customers.</content>
public partial class LedgerModel
{
    private readonly List<SalesOrder> salesOrders = [];

    private Refused? Take(CreateSalesOrder c)
    {
        if (!World.Sites.Contains(c.Site) || c.Lines.Count == 0) return No(Reason.UnknownReference, "No such site, or no line.");
        foreach (var line in c.Lines)
        {
            if (!items.TryGetValue(line.Item, out var item)) return No(Reason.UnknownReference, $"No item {line.Item}.");
            if (CheckQuantity(item, line.Quantity) is { } no) return no;
            if (line.Price < 0m) return No(Reason.NotPositive, "The price is below zero.");
        }

        var order = new SalesOrder(c.Id, Today, c.Site, c.ShipDate, [.. c.Lines.Select(l => new SalesOrderLine(l))]);
        var spent = new Dictionary<string, decimal>();
        foreach (var line in c.Lines.Where(_ => !c.BackOrderAllowed))
        {
            var free = Candidates(c.Site, line.Item, order.DueDay).Sum(FreeAt) - spent.GetValueOrDefault(line.Item);
            if (free < line.Quantity) return No(Reason.InsufficientStock, $"{free} of {line.Item} is free, {line.Quantity} asked.");
            spent[line.Item] = spent.GetValueOrDefault(line.Item) + line.Quantity;
        }

        Keep(order);
        salesOrders.Add(order);
        for (var number = 0; number < order.Lines.Count; number++) AllocateFreeStock(order, number);
        return null;
    }

    private Refused? Retry(Allocate c)
    {
        if (!Find<SalesOrder>(c.Order, out var order)) return No(Reason.UnknownReference, "No such order.");
        var open = order.Lines.Where(l => l.Open > 0m).ToList();
        if (open.Count == 0) return No(Reason.WrongState, "Nothing of the order is open.");
        foreach (var item in open.Select(l => l.Terms.Item).Distinct()) CoverBackOrders(order.Site, item);
        return null;
    }

    private Refused? Cancel(CancelSalesLine c)
    {
        if (FindLine(c.Order, c.Line, out SalesOrder order, out var line) is { } no) return no;
        if (line.Open == 0m) return No(Reason.WrongState, "Nothing of the line is open.");
        foreach (var allocation in line.AllocationList.ToList())
            Tie(order, c.Line, At(allocation.Position), -allocation.Quantity);
        line.Cancelled += line.Open;
        line.IsCancelled = true;
        CoverBackOrders(order.Site, line.Terms.Item);
        return null;
    }

    /// <summary>Free stock that will not be expired when it ships: first expired first, then the oldest position.</summary>
    private IEnumerable<Position> Candidates(int site, string item, DateOnly dueDay, string? lot = null)
    {
        var needed = dueDay > Today ? dueDay : Today;
        return positions.Values
            .Where(p => p.Key.Site == site && p.Key.Item == item && p.Key.Condition == Condition.Available && FreeAt(p) > 0m)
            .Where(p => (lot is null || p.Key.Lot == lot) && ExpiryOf(p.Key) >= needed)
            .OrderBy(p => ExpiryOf(p.Key)).ThenBy(p => p.Order);
    }

    private DateOnly ExpiryOf(PositionKey key) =>
        (key.Lot is null ? null : lots[(key.Item, key.Lot)]) ?? DateOnly.MaxValue;

    private void AllocateFreeStock(SalesOrder order, int number)
    {
        var line = order.Lines[number];
        foreach (var position in Candidates(order.Site, line.Terms.Item, order.DueDay).ToList())
        {
            if (line.BackOrdered == 0m) break;
            Tie(order, number, position, Math.Min(line.BackOrdered, FreeAt(position)));
        }
    }

    private void CoverBackOrders(PositionKey key)
    {
        if (key.Condition == Condition.Available) CoverBackOrders(key.Site, key.Item);
    }

    /// <summary>What became free goes to waiting lines at once: by the day they are due, then in order of entry.</summary>
    private void CoverBackOrders(int site, string item)
    {
        var waiting = salesOrders.OrderBy(o => o.DueDay)
            .SelectMany(o => o.Lines.Select((line, number) => (Order: o, Line: line, Number: number)))
            .Where(w => w.Order.Site == site && w.Line.Terms.Item == item && w.Line.BackOrdered > 0m);
        foreach (var (order, _, number) in waiting.ToList()) AllocateFreeStock(order, number);
    }

    /// <summary>A loss that reaches into promised stock takes it from the line that would be served last; that line waits again.</summary>
    private void BreakPromises(PositionKey key, decimal needed)
    {
        var position = At(key);
        var promised = salesOrders.SelectMany((order, at) => order.Lines.Select((line, number) => (Order: order, At: at, Line: line, Number: number)))
            .Where(w => w.Line.AllocationList.Any(a => a.Position == key))
            .OrderByDescending(w => w.Order.DueDay).ThenByDescending(w => w.At).ThenByDescending(w => w.Number);
        foreach (var (order, _, line, number) in promised.ToList())
        {
            var missing = needed - FreeAt(position);
            if (missing <= 0m) return;
            Tie(order, number, position, -Math.Min(missing, line.AllocationList.Single(a => a.Position == key).Quantity));
        }
    }

    private void Tie(SalesOrder order, int number, Position position, decimal quantity)
    {
        var list = order.Lines[number].AllocationList;
        var index = list.FindIndex(a => a.Position == position.Key);
        if (index < 0) list.Add(new Allocation(position.Key, quantity));
        else list[index] = list[index] with { Quantity = list[index].Quantity + quantity };
        list.RemoveAll(a => a.Quantity == 0m);
        position.Allocated += quantity;
        effects.Allocations.Add(new AllocationChange(order.Id, number, position.Key, quantity));
    }

    private Refused? Post(Ship c)
    {
        if (FindLine(c.Order, c.Line, out SalesOrder order, out var line) is { } no) return no;
        var item = items[line.Terms.Item];
        if (CheckQuantity(item, c.Quantity) is { } refused) return refused;
        if (c.Quantity > line.Open) return No(Reason.ExceedsOpen, $"Only {line.Open} is open on this line.");
        if (CheckDay(order.Site, null) is { } closed) return closed;
        var forced = c.Quantity - Math.Min(c.Quantity, line.Allocated);
        if (forced > 0m && !(AllowsNegative(order.Site) && item.Tracking == Tracking.None))
            return No(Reason.InsufficientStock, $"{line.Allocated} is allocated, {c.Quantity} asked.");

        var pieces = TakeAllocated(order, c.Line, c.Quantity - forced);
        if (forced > 0m) pieces.Add(new ShipmentPiece(new PositionKey(order.Site, World.Bins[0], item.Name), forced));
        var shipment = new Shipment(c.Id, Today, order, c.Line, pieces);
        Keep(shipment);
        foreach (var piece in pieces)
        {
            Put(piece.From, -piece.Quantity, Today);
            piece.Cents = TakeValue(PoolAt(piece.From), piece.Quantity);
            shipment.CostOfLots[piece.From.Lot ?? ""] = shipment.CostOfLots.GetValueOrDefault(piece.From.Lot ?? "") + piece.Cents;
            if (item.Tracking == Tracking.Serial) serialsWithCustomers.Add((item.Name, piece.From.Lot!));
        }

        line.Shipped += c.Quantity;
        shipment.Invoiced = Exactly.Worth(line.Shipped, line.Terms.Price) - line.InvoicedCents;
        BookShipment(shipment, 1);
        return null;
    }

    private void BookShipment(Shipment shipment, int sign)
    {
        var entity = World.EntityOf(shipment.Order.Site);
        shipment.Line.InvoicedCents += sign * shipment.Invoiced;
        Book(entity, Today, Account.CostOfGoods, sign * shipment.CostOut);
        BookStock(shipment.Order.Site, Today, -sign * shipment.CostOut);
        Book(entity, Today, Account.Receivables, sign * shipment.Invoiced);
        Book(entity, Today, Account.Sales, -sign * shipment.Invoiced);
    }

    private List<ShipmentPiece> TakeAllocated(SalesOrder order, int number, decimal quantity)
    {
        var pieces = new List<ShipmentPiece>();
        foreach (var allocation in order.Lines[number].AllocationList.ToList())
        {
            if (quantity == 0m) break;
            var part = Math.Min(quantity, allocation.Quantity);
            Tie(order, number, At(allocation.Position), -part);
            pieces.Add(new ShipmentPiece(allocation.Position, part));
            quantity -= part;
        }

        return pieces;
    }

    private Refused? Post(CustomerReturn c)
    {
        if (!Find<Shipment>(c.Shipment, out var shipment)) return No(Reason.UnknownReference, "No such shipment.");
        var key = new PositionKey(shipment.Order.Site, c.Bin, shipment.Line.Terms.Item, c.Lot, c.Condition);
        if ((CheckPlace(key) ?? CheckQuantity(items[key.Item], c.Quantity)) is { } no) return no;
        if (shipment.ReversedBy is not null) return No(Reason.WrongState, "The shipment is reversed.");
        var pieces = shipment.Pieces.Where(p => p.From.Lot == c.Lot).ToArray();
        if (pieces.Length == 0) return No(Reason.TrackingMismatch, $"{c.Lot} was not on this shipment.");
        if (c.Quantity > pieces.Sum(p => p.Quantity - p.Returned))
            return No(Reason.ExceedsOpen, $"{pieces.Sum(p => p.Quantity - p.Returned)} can still come back.");

        if (CheckDay(key.Site, null) is { } closed) return closed;
        var cents = TakeShare(shipment.CostOfLots[c.Lot ?? ""], c.Quantity, pieces.Sum(p => p.Quantity - p.Returned));
        shipment.CostOfLots[c.Lot ?? ""] -= cents;
        var parts = new decimal[pieces.Length];
        var left = c.Quantity;
        for (var i = 0; i < pieces.Length; i++)
        {
            parts[i] = Math.Min(left, pieces[i].Quantity - pieces[i].Returned);
            pieces[i].Returned += parts[i];
            left -= parts[i];
        }

        if (c.Lot is not null) serialsWithCustomers.Remove((key.Item, c.Lot));
        Keep(new ReturnFromCustomer(c.Id, Today, shipment, pieces, key, c.Quantity, cents) { PieceQuantities = parts });
        Put(key, c.Quantity, Today);
        Bring(PoolAt(key), c.Quantity, cents, c.Id, Today);
        BookStock(key.Site, Today, cents);
        Book(World.EntityOf(key.Site), Today, Account.CostOfGoods, -cents);
        CoverBackOrders(key);
        return null;
    }
}
