namespace Crossdock.Warehouse.Shipping;

/// <summary>A wish to ship: so much of a line, perhaps from a certain place or lot.</summary>
internal sealed record ShipWish(LineToShip Line, Item Item, Quantity Quantity, PlaceId? Place, LotId? Lot);

/// <summary>What leaves: from where, for which line.</summary>
internal sealed record ShipTake(LineToShip Line, StockAt At, Quantity Quantity);

/// <summary>Decides from which allocations a shipment takes. No database, no clock.</summary>
internal static class ShipmentPlan
{
    /// <summary>
    /// Takes picked goods first, then the other allocations in their order. What has no allocation leaves from <paramref name="beyond"/>
    /// where the site allows negative stock, and is refused everywhere else.
    /// </summary>
    public static Result<List<ShipTake>> Decide(OrderToShip order, IReadOnlyList<ShipWish> wishes, IReadOnlyList<AllocationView> allocations, PlaceId shipping, StockAt? beyond)
    {
        var left = allocations.Select(a => (Allocation: a, a.Quantity)).ToList();
        var takes = new List<ShipTake>();
        foreach (var wish in wishes)
        {
            var lacking = wish.Quantity;
            var allocated = Quantity.Zero;
            var mine = left.Select((l, index) => (l.Allocation, index))
                .Where(l => l.Allocation.Demand == wish.Line.Id && (wish.Place is null || l.Allocation.At.Place == wish.Place) && (wish.Lot is null || l.Allocation.At.Lot == wish.Lot))
                .OrderBy(l => l.Allocation.At.Place == shipping ? 0 : 1).ToList();
            foreach (var (allocation, index) in mine)
            {
                allocated += left[index].Quantity;
                var part = Quantity.Min(lacking, left[index].Quantity);
                if (!part.IsPositive) continue;
                takes.Add(new(wish.Line, allocation.At, part));
                left[index] = (allocation, left[index].Quantity - part);
                lacking -= part;
            }

            if (!lacking.IsPositive) continue;
            if (beyond is not { } outside) return new NotEnoughAllocated(order.Number, wish.Line.Line, wish.Item.Code, allocated, wish.Quantity);
            takes.Add(new(wish.Line, outside with { Place = wish.Place ?? outside.Place, Lot = wish.Lot ?? wish.Line.Lot }, lacking));
        }

        return takes;
    }

    /// <summary>True when all that is open of the order and leaves from here leaves.</summary>
    public static bool IsWhole(OrderToShip order, IReadOnlyList<ShipWish> wishes) =>
        order.Lines.All(l => l.IsDirect || l.Open == wishes.Where(w => w.Line.Id == l.Id).Aggregate(Quantity.Zero, (sum, w) => sum + w.Quantity));
}
