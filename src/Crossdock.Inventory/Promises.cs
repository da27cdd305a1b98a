using Crossdock.Inventory.Commitments;
using Crossdock.Inventory.Consigning;
using Crossdock.Inventory.Ledger;
using Crossdock.Inventory.Lots;

namespace Crossdock.Inventory;

/// <summary>
/// Ties demands to stock (allocations) and to supplies on their way (promises). Every call takes the gates of the items at their sites
/// first, so two demands can never get the same unit.
/// </summary>
/// <param name="directory">Sites and places.</param>
public sealed class Promises(Directory directory)
{
    private const int OurTurn = 1;
    private static readonly IReadOnlyDictionary<PartnerId, int> OnlyOurs = new Dictionary<PartnerId, int>();

    /// <summary>
    /// Enters demands: allocates what is free, first expired first out, promises the rest from dated supplies, leaves what remains as
    /// back-order. Refused when back-orders are not allowed and not all is free.
    /// </summary>
    public async Task<Result<IReadOnlyList<DemandAnswer>>> AddAsync(Work work, IReadOnlyList<NewDemand> demands, CancellationToken cancel)
    {
        var state = work.State<LedgerState>();
        await state.LockPoolsAsync(work, demands.Select(d => (d.Item, d.Site)), cancel);
        var answers = new List<DemandAnswer>();
        foreach (var wanted in demands)
        {
            var pool = state.Pool(wanted.Item.Id, wanted.Site.Id);
            var demand = new Demand
            {
                Id = wanted.Id,
                Kind = wanted.Kind,
                EntityId = wanted.Site.EntityId,
                SiteId = wanted.Site.Id,
                ItemId = wanted.Item.Id,
                LotId = wanted.Lot,
                DueDay = wanted.DueDay,
                Rank = wanted.Rank,
                Sequence = work.NewId(),
                Ordered = wanted.Quantity,
                Document = wanted.Document,
                Direct = wanted.Direct,
            };
            var candidates = demand.Direct ? [] : await CandidatesAsync(work, state, demand, cancel);
            var free = candidates.Aggregate(Quantity.Zero, (sum, p) => sum + p.Free);
            if (!wanted.BackordersAllowed && !wanted.Direct && free < wanted.Quantity) return NotEnough(wanted, free, candidates.Count);
            state.Commitments.Add(demand);
            Allocate(work, state, demand, candidates);
            Wait(pool, demand, demand.Unallocated);
            if (demand.Unallocated.IsPositive) await PromiseAsync(work, state, demand, cancel);
            else demand.PromisedDay = wanted.Site.DayOf(work.Now);
            var promised = state.Commitments.PromisesOf(demand.Id).Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity);
            answers.Add(new(demand.Id, free, demand.Allocated, promised, demand.PromisedDay));
        }

        return answers;
    }

    /// <summary>
    /// Cancels what is open of a demand, or part of it; its stock and promises go to the demands that wait. Answers what was
    /// cancelled. Picked stock stays where it is and becomes free.
    /// </summary>
    public async Task<Result<Quantity>> CancelAsync(Work work, Guid id, Quantity? quantity, Item item, Site site, CancellationToken cancel)
    {
        var state = work.State<LedgerState>();
        await state.LockPoolsAsync(work, [(item, site)], cancel);
        await state.Commitments.LockDemandsAsync(work, [id], cancel);
        if (state.Commitments.Demand(id) is not { } demand) return Refusal.NotFound("demand", id.ToString());
        var cancelled = quantity ?? demand.Open;
        if (cancelled > demand.Open || !cancelled.IsPositive)
            return new Refusal(RefusalKind.Conflict, "inventory.demand_open", $"Open on this line: {demand.Open}, asked to cancel {cancelled}.");
        var pool = state.Pool(item.Id, site.Id);
        var fromWaiting = Quantity.Min(cancelled, demand.Unallocated);
        Wait(pool, demand, -fromWaiting);
        var release = cancelled - fromWaiting;
        await state.LockPositionsAsync(work, state.Commitments.AllocationsOf(id).Select(a => a.PositionId), cancel);
        foreach (var allocation in state.Commitments.AllocationsOf(id).Reverse().ToList())
        {
            if (release.IsZero) break;
            var part = Quantity.Min(release, allocation.Quantity);
            Tie(work, state, demand, state.Position(allocation.PositionId), -part);
            release -= part;
        }

        demand.Cancelled += cancelled;
        demand.Changed = true;
        await state.Commitments.LockSuppliesAsync(work, item.Id, site.Id, cancel);
        ReleasePromises(state, demand);
        await CoverAsync(work, item, site, cancel);
        return cancelled;
    }

    /// <summary>Allocations of demands, locked, in the order they were made. Gates first: pass the items and sites of the demands.</summary>
    public async Task<IReadOnlyList<AllocationView>> AllocationsAsync(Work work, IReadOnlyCollection<Guid> demands, IEnumerable<(Item, Site)> gates, CancellationToken cancel)
    {
        var state = work.State<LedgerState>();
        await state.LockPoolsAsync(work, gates, cancel);
        await state.Commitments.LockDemandsAsync(work, demands, cancel);
        var allocations = demands.SelectMany(state.Commitments.AllocationsOf).ToList();
        await state.LockPositionsAsync(work, allocations.Select(a => a.PositionId), cancel);
        return allocations.Select(a =>
        {
            var position = state.Position(a.PositionId);
            return new AllocationView(a.DemandId, position.ItemId, position.At, a.Quantity);
        }).ToList();
    }

    /// <summary>How much of an item at a site is ordered and has no stock. Takes the gate.</summary>
    public async Task<Quantity> WaitingAsync(Work work, Item item, Site site, CancellationToken cancel)
    {
        var state = work.State<LedgerState>();
        await state.LockPoolsAsync(work, [(item, site)], cancel);
        return state.Pool(item.Id, site.Id).Backordered;
    }

    /// <summary>The same for several at once, in one go: base units that wait, per item and site. Takes the gates.</summary>
    public async Task<IReadOnlyDictionary<ItemId, Quantity>> WaitingAsync(Work work, IReadOnlyCollection<Item> items, Site site, CancellationToken cancel)
    {
        var state = work.State<LedgerState>();
        await state.LockPoolsAsync(work, items.Select(i => (i, site)), cancel);
        return items.DistinctBy(i => i.Id).ToDictionary(i => i.Id, i => state.Pool(i.Id, site.Id).Backordered);
    }

    /// <summary>Gives free stock to the demands that wait, first served first.</summary>
    internal async Task CoverAsync(Work work, Item item, Site site, CancellationToken cancel)
    {
        var state = work.State<LedgerState>();
        var pool = state.Pool(item.Id, site.Id);
        if (!pool.Backordered.IsPositive) return;
        foreach (var demand in await state.Commitments.LockWaitingAsync(work, item.Id, site.Id, cancel))
        {
            await state.Commitments.LockDemandsAsync(work, [demand.Id], cancel);
            var before = demand.Unallocated;
            Allocate(work, state, demand, await CandidatesAsync(work, state, demand, cancel));
            var covered = before - demand.Unallocated;
            if (covered.IsZero) continue;
            pool.Backordered -= covered;
            pool.Changed = true;
            await state.Commitments.LockSuppliesAsync(work, item.Id, site.Id, cancel);
            ReleasePromises(state, demand);
            if (demand.Unallocated.IsZero) demand.PromisedDay = site.DayOf(work.Now);
            work.Announce(new BackorderCovered(demand.Id, demand.Document, covered, item.Id, site.Id));
        }
    }

    /// <summary>Releases allocations at a position until so much is free, last served first: a count found less than was tied.</summary>
    internal async Task ReleaseAsync(Work work, Position position, Quantity needed, CancellationToken cancel)
    {
        var state = work.State<LedgerState>();
        await state.Commitments.LockAllocationsAtAsync(work, position.Id, cancel);
        await state.Commitments.LockDemandsAsync(work, state.Commitments.AllocationsAt(position.Id).Select(a => a.DemandId).ToList(), cancel);
        var pool = state.Pool(position.ItemId, position.SiteId);
        var last = state.Commitments.AllocationsAt(position.Id).Select(a => (Allocation: a, Demand: state.Commitments.Demand(a.DemandId)!))
            .OrderByDescending(x => x.Demand.Rank).ThenByDescending(x => x.Demand.DueDay).ThenByDescending(x => x.Demand.Sequence).ToList();
        foreach (var (allocation, demand) in last)
        {
            if (position.Free >= needed) break;
            var part = Quantity.Min(needed - position.Free, allocation.Quantity);
            Tie(work, state, demand, position, -part);
            demand.PromisedDay = null;
            pool.Backordered += part;
            pool.Changed = true;
            work.Announce(new PromiseBroken(demand.Id, demand.Document, part, position.ItemId, position.SiteId));
        }
    }

    /// <summary>So much more of a demand waits for stock, or with a negative quantity less. What a supplier ships straight to the customer never waits for stock.</summary>
    internal static void Wait(Pool pool, Demand demand, Quantity quantity)
    {
        if (demand.Direct || quantity.IsZero) return;
        pool.Backordered += quantity;
        pool.Changed = true;
    }

    /// <summary>Ties stock to a demand, or with a negative quantity unties it.</summary>
    internal static void Tie(Work work, LedgerState state, Demand demand, Position position, Quantity quantity)
    {
        position.Allocated += quantity;
        position.Changed = true;
        state.Commitments.Allocate(work, demand, position.Id, quantity);
    }

    /// <summary>Takes promises back until they fit what the demand still lacks; the latest supply is let go first.</summary>
    internal static void ReleasePromises(LedgerState state, Demand demand)
    {
        var kept = state.Commitments.PromisesOf(demand.Id).OrderByDescending(p => state.Commitments.Supply(p.SupplyId)!.Day).ToList();
        var surplus = kept.Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity) - demand.Unallocated;
        foreach (var promise in kept)
        {
            if (!surplus.IsPositive) break;
            var part = Quantity.Min(surplus, promise.Quantity);
            state.Commitments.PromiseFrom(demand, state.Commitments.Supply(promise.SupplyId)!, -part);
            surplus -= part;
        }
    }

    private static void Allocate(Work work, LedgerState state, Demand demand, List<Position> candidates)
    {
        foreach (var position in candidates)
        {
            if (!demand.Unallocated.IsPositive) break;
            var part = Quantity.Min(position.Free, demand.Unallocated);
            if (part.IsPositive) Tie(work, state, demand, position, part);
        }
    }

    /// <summary>
    /// Free stock a demand may get: available, ours or a supplier's who lets customers have it, unblocked, not expired on the day it leaves,
    /// which is today when it is overdue; by whose turn it is, then first expired, then oldest.
    /// </summary>
    private async Task<List<Position>> CandidatesAsync(Work work, LedgerState state, Demand demand, CancellationToken cancel)
    {
        await state.LockPositionsAsync(work, demand.ItemId, demand.SiteId, Condition.Available, cancel);
        var positions = state.PositionsOf(demand.ItemId, demand.SiteId, Condition.Available).Where(p => p.Free.IsPositive).ToList();
        if (demand.LotId != default) positions = positions.Where(p => p.LotId == demand.LotId).ToList();
        var today = (await directory.SiteAsync(work.Db, demand.SiteId, cancel))!.DayOf(work.Now);
        var turns = OnlyOurs;
        if (positions.Exists(p => !p.IsOwn))
        {
            // What is sent to another site is ours: a supplier's stock stays where it was agreed to lie.
            if (demand.Kind == DemandKind.SalesLine) turns = await ConsignedRule.TurnsAsync(work.Db, demand.ItemId, demand.SiteId, today, cancel);
            positions = positions.Where(p => p.IsOwn || turns.ContainsKey(p.OwnerId)).ToList();
        }

        var lots = await LotBook.OfAsync(work, positions.Where(p => p.LotId != default).Select(p => p.LotId), cancel);
        var leaves = demand.DueDay > today ? demand.DueDay : today;
        var usable = new List<(Position Position, DateOnly Expiry)>();
        foreach (var position in positions)
        {
            var expiry = lots.TryGetValue(position.LotId, out var lot) ? lot.ExpiresOn ?? DateOnly.MaxValue : DateOnly.MaxValue;
            if (expiry < leaves) continue;
            if (await directory.PlaceAsync(work.Db, position.PlaceId, cancel) is not { Blocked: false }) continue;
            usable.Add((position, expiry));
        }

        return usable.OrderBy(u => turns.GetValueOrDefault(u.Position.OwnerId, OurTurn)).ThenBy(u => u.Expiry).ThenBy(u => u.Position.Id).Select(u => u.Position).ToList();
    }

    internal static async Task PromiseAsync(Work work, LedgerState state, Demand demand, CancellationToken cancel)
    {
        await state.Commitments.LockSuppliesAsync(work, demand.ItemId, demand.SiteId, cancel);
        var lacking = demand.Unallocated;
        DateOnly? day = null;
        foreach (var supply in state.Commitments.SuppliesFor(demand))
        {
            if (lacking.IsZero) break;
            var part = Quantity.Min(lacking, supply.Open - supply.Promised);
            if (!part.IsPositive) continue;
            state.Commitments.PromiseFrom(demand, supply, part);
            day = supply.Day;
            lacking -= part;
        }

        demand.PromisedDay = lacking.IsZero ? day : null;
        demand.Changed = true;
    }

    private static Refusal NotEnough(NewDemand wanted, Quantity free, int candidates) =>
        wanted.Lot != default && wanted.Item.Tracking == Tracking.Serial && candidates == 0
            ? new Refusal(RefusalKind.Refused, "inventory.serial_reserved", $"This serial of {wanted.Item.Code} is already reserved or not here.")
            : new Refusal(RefusalKind.Refused, "inventory.insufficient_stock", $"Insufficient stock of {wanted.Item.Code} at {wanted.Site.Code}: {free} free, asked {wanted.Quantity}.")
            {
                Explain = new Dictionary<string, string> { ["free"] = free.ToString(), ["asked"] = wanted.Quantity.ToString() },
            };
}

/// <summary>Waiting demand got stock.</summary>
public sealed record BackorderCovered(Guid Demand, string Document, Quantity Quantity, ItemId ItemId, SiteId SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "inventory.backorder_covered";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => ItemId;
}

/// <summary>Stock that was tied to a demand turned out not to be there.</summary>
public sealed record PromiseBroken(Guid Demand, string Document, Quantity Quantity, ItemId ItemId, SiteId SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "inventory.promise_broken";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => ItemId;
}
