using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Shipping;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Picking;

/// <summary>What was taken for an order line at one place.</summary>
/// <param name="Line">Number of the order line.</param>
/// <param name="Place">Place it was taken from.</param>
/// <param name="Quantity">How much, in the unit; 0 when nothing was there.</param>
/// <param name="Unit">Unit; the base unit when absent.</param>
/// <param name="Lot">Lot or serial, when the item is tracked.</param>
/// <param name="ShortReason">Given when there was less than allocated: the rest is looked for elsewhere.</param>
public sealed record PickLineRequest(
    int Line,
    [Required, StringLength(40)] string Place,
    Quantity Quantity,
    [StringLength(12)] string? Unit = null,
    [StringLength(60)] string? Lot = null,
    [StringLength(200, MinimumLength = 3)] string? ShortReason = null);

/// <summary>Picks goods for a customer order.</summary>
/// <param name="Order">Number of the order.</param>
/// <param name="Lines">What was taken; everything that is allocated in bins when absent.</param>
/// <param name="HappenedAt">When; now when absent.</param>
/// <param name="Source">How we know when.</param>
public sealed record PickGoodsRequest(
    [Required, StringLength(40)] string Order,
    [MaxLength(500)] IReadOnlyList<PickLineRequest>? Lines = null,
    DateTimeOffset? HappenedAt = null,
    HappenedSource? Source = null);

/// <summary>The pick as posted.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Picked">Number of places goods were taken from.</param>
/// <param name="Missing">Number of places with less than the books say.</param>
/// <param name="Backordered">Lines of the order that wait for stock now.</param>
public sealed record PickGoodsResponse(string Number, int Picked, int Missing, int Backordered);

/// <summary>
/// Moves allocated stock with its allocation from its bin to the shipping place. What a picker does not find goes on hold where it should
/// be, so that nobody is sent there again before it is counted; the order gets other stock, or waits.
/// </summary>
internal sealed class PickGoods(Directory directory, Items items, LotRegister lots, Promises promises, Demands demands, StockLedger ledger, SalesOrders orders)
    : IUse<PickGoodsRequest, PickGoodsResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<PickGoods>("POST /picks", Permission.PickGoods)
        .WithSummary("Pick allocated goods of a customer order.");

    public async Task<Result<PickGoodsResponse>> ExecuteAsync(Work work, PickGoodsRequest request, CancellationToken cancel)
    {
        if ((await orders.LockAsync(work, request.Order, cancel)).Refused(out var refusal, out var order)) return refusal;
        var site = (await directory.SiteAsync(work.Db, order.Site, cancel))!;
        var entity = (await directory.EntityAsync(work.Db, order.Entity, cancel))!;
        var shipping = (await directory.PlaceAsync(work.Db, site.Id, PlaceKind.Shipping, cancel))!;
        var gates = new List<(Item Item, Site Site)>();
        foreach (var line in order.Lines) gates.Add(((await items.FindAsync(work.Db, line.Item, cancel))!, site));
        if ((await AskedAsync(work, request, order, site, gates, cancel)).Refused(out refusal, out var asked)) return refusal;
        var open = order.Lines.Where(l => l.Open.IsPositive).Select(l => l.Id).ToList();
        var allocations = (await promises.AllocationsAsync(work, open, gates, cancel)).Where(a => a.At.Place != shipping.Id).ToList();
        if (Decide(order, allocations, asked).Refused(out refusal, out var takes)) return refusal;
        if (takes.Count == 0) return new NothingToPick(order.Number);

        var document = new StockDocument(entity.Id, work.Number("PK"), Guid.CreateVersion7(), entity.DayOf(request.HappenedAt ?? work.Now));
        var moves = takes.Where(t => t.Picked.IsPositive).Select(t => new StockMove
        {
            Kind = MovementKind.Pick,
            Item = t.Line.Item,
            Quantity = t.Picked,
            From = t.At,
            To = t.At with { Place = shipping.Id },
            Demand = t.Line.Id,
            Line = t.Line.Id,
            HappenedAt = request.HappenedAt,
            Source = request.Source ?? HappenedSource.Keyed,
        }).ToList();
        if (moves.Count > 0 && (await ledger.PostAsync(work, document, moves, cancel)).Refused(out refusal, out _)) return refusal;
        if (await HoldMissingAsync(work, order, document, takes, gates, site, cancel) is { } no) return no;
        Write(work, request, order, document, takes);
        work.Subject = $"pick {document.Number}";
        work.Announce(new GoodsPicked(document.Number, order.Number, site.Id));
        var wanted = order.Lines.Where(l => l.Open.IsPositive).Select(l => (l.Id, gates.First(g => g.Item.Id == l.Item).Item)).ToList();
        var stand = await demands.ReallocateAsync(work, wanted, site, cancel);
        return new PickGoodsResponse(document.Number, moves.Count, takes.Count(t => t.Missing.IsPositive), stand.Count(d => d.Unallocated.IsPositive));
    }

    private async Task<Refusal?> HoldMissingAsync(Work work, OrderToShip order, StockDocument document, List<PickTake> takes, List<(Item Item, Site)> gates, Site site, CancellationToken cancel)
    {
        var missing = takes.Where(t => t.Missing.IsPositive).ToList();
        foreach (var take in missing)
        {
            var item = gates.First(g => g.Item.Id == take.Line.Item).Item;
            if ((await demands.ReleaseAsync(work, take.Line.Id, item, site, take.At, take.Missing, cancel)).Refused(out var refusal, out _)) return refusal;
            work.Announce(new PickFoundLess(order.Number, take.At.Place, take.Missing, take.Reason!, item.Id, site.Id));
        }

        if (missing.Count == 0) return null;
        var holds = missing.ConvertAll(t => new StockMove
        {
            Kind = MovementKind.ConditionChange,
            Item = t.Line.Item,
            Quantity = t.Missing,
            From = t.At,
            To = t.At with { Condition = Condition.Hold },
            Line = t.Line.Id,
            Reason = t.Reason,
        });
        return (await ledger.PostAsync(work, document, holds, cancel)).Refused(out var no, out _) ? no : null;
    }

    private async Task<Result<List<Asked>?>> AskedAsync(Work work, PickGoodsRequest request, OrderToShip order, Site site, List<(Item Item, Site)> gates, CancellationToken cancel)
    {
        if (request.Lines is null) return Result<List<Asked>?>.Of(null);
        var asked = new List<Asked>();
        foreach (var wish in request.Lines)
        {
            if (order.Lines.FirstOrDefault(l => l.Line == wish.Line) is not { } line) return new OrderLineUnknown(order.Number, wish.Line);
            var item = gates.First(g => g.Item.Id == line.Item).Item;
            var quantity = Quantity.Zero;
            if (!wish.Quantity.IsZero && Addresses.InBase(item, wish.Quantity, wish.Unit).Refused(out var refusal, out quantity)) return refusal;
            if (quantity.IsZero && wish.ShortReason is null) return new ShortWithoutReason(wish.Line);
            if (await directory.PlaceAsync(work.Db, site.Id, wish.Place, cancel) is not { IsVirtual: false } place) return Refusal.NotFound("place", wish.Place);
            LotId? lot = null;
            if (!string.IsNullOrWhiteSpace(wish.Lot))
            {
                if ((await lots.NamedAsync(work, item, wish.Lot, cancel)).Refused(out refusal, out var named)) return refusal;
                lot = named;
            }

            asked.Add(new(line, place, quantity, lot, wish.ShortReason));
        }

        return asked;
    }

    /// <summary>What is taken from which allocation. Without a list: all of everything that lies in bins. No database, no clock.</summary>
    internal static Result<List<PickTake>> Decide(OrderToShip order, IReadOnlyList<AllocationView> allocations, List<Asked>? asked)
    {
        if (asked is null)
            return allocations.Select(a => new PickTake(order.Lines.First(l => l.Id == a.Demand), a.At, a.Quantity, Quantity.Zero, null)).ToList();
        var takes = new List<PickTake>();
        foreach (var wish in asked)
        {
            var there = allocations.Where(a => a.Demand == wish.Line.Id && a.At.Place == wish.Place.Id && (wish.Lot is null || a.At.Lot == wish.Lot)).ToList();
            var allocated = there.Aggregate(Quantity.Zero, (sum, a) => sum + a.Quantity);
            var before = takes.Where(t => t.Line.Id == wish.Line.Id && there.Any(a => a.At == t.At)).Aggregate(Quantity.Zero, (sum, t) => sum + t.Picked + t.Missing);
            if (wish.Quantity + before > allocated || allocated.IsZero)
                return new NotAllocatedThere(order.Number, wish.Line.Line, wish.Place.Code, allocated - before, wish.Quantity);
            var lacking = wish.Quantity;
            foreach (var allocation in there)
            {
                var left = allocation.Quantity - takes.Where(t => t.Line.Id == wish.Line.Id && t.At == allocation.At).Aggregate(Quantity.Zero, (sum, t) => sum + t.Picked + t.Missing);
                var part = Quantity.Min(lacking, left);
                var missing = wish.ShortReason is null ? Quantity.Zero : left - part;
                lacking -= part;
                if (part.IsPositive || missing.IsPositive) takes.Add(new(wish.Line, allocation.At, part, missing, wish.ShortReason));
            }
        }

        return takes;
    }

    private static void Write(Work work, PickGoodsRequest request, OrderToShip order, StockDocument document, List<PickTake> takes)
    {
        work.Insert(PickingTables.InsertPick, new Pick
        {
            Id = document.Id,
            Number = document.Number,
            EntityId = order.Entity,
            SiteId = order.Site,
            OrderId = order.Id,
            OrderNumber = order.Number,
            PostingId = work.PostingId,
            PostedAt = work.Now,
            PostedBy = work.Actor.Id,
            HappenedAt = request.HappenedAt ?? work.Now,
            Source = request.Source ?? HappenedSource.Keyed,
        });
        foreach (var (take, number) in takes.Select((t, i) => (t, i + 1)))
        {
            work.Insert(PickingTables.InsertLine, new PickLine
            {
                Id = Guid.CreateVersion7(),
                PickId = document.Id,
                Line = number,
                OrderLineId = take.Line.Id,
                ItemId = take.Line.Item,
                PlaceId = take.At.Place,
                LotId = take.At.Lot,
                Quantity = take.Picked,
                Missing = take.Missing,
                Reason = take.Reason,
            });
        }
    }
}

/// <summary>A wish to pick, looked up.</summary>
internal sealed record Asked(LineToShip Line, Place Place, Quantity Quantity, LotId? Lot, string? ShortReason);

/// <summary>What is taken from one allocation, and what was not found of it.</summary>
internal sealed record PickTake(LineToShip Line, StockAt At, Quantity Picked, Quantity Missing, string? Reason);
