using Crossdock.Inventory.Commitments;
using Crossdock.Inventory.Ledger;
using Crossdock.Inventory.Lots;

namespace Crossdock.Inventory;

/// <summary>A demand as it stands.</summary>
/// <param name="Id">Key of the order line.</param>
/// <param name="Ordered">Asked for, in base units.</param>
/// <param name="Allocated">Tied to stock.</param>
/// <param name="Shipped">Left.</param>
/// <param name="Cancelled">No longer wanted.</param>
/// <param name="DueDay">Day it is to leave.</param>
/// <param name="PromisedDay">Day its last unit is promised for, or null when part of it has no supply yet.</param>
public sealed record DemandView(Guid Id, Quantity Ordered, Quantity Allocated, Quantity Shipped, Quantity Cancelled, DateOnly DueDay, DateOnly? PromisedDay)
{
    /// <summary>Still to ship.</summary>
    public Quantity Open => Ordered - Cancelled - Shipped;

    /// <summary>Open and not tied to stock.</summary>
    public Quantity Unallocated => Open - Allocated;
}

/// <summary>A supply a demand waits for.</summary>
/// <param name="Demand">Key of the order line.</param>
/// <param name="Document">Number of the supply's document.</param>
/// <param name="Day">Day it is expected.</param>
/// <param name="Stage">How sure it is.</param>
/// <param name="Quantity">How much of the demand it is to cover.</param>
public sealed record PromisedFrom(Guid Demand, string Document, DateOnly Day, SupplyStage Stage, Quantity Quantity);

/// <summary>A promised day that changed after entry.</summary>
/// <param name="Demand">Key of the order line.</param>
/// <param name="Before">Day before, or null when there was none.</param>
/// <param name="After">Day since, or null when the promise was lost.</param>
/// <param name="CustomerAsked">True when the customer asked for it.</param>
/// <param name="At">When.</param>
public sealed record PromiseMoved(Guid Demand, DateOnly? Before, DateOnly? After, bool CustomerAsked, DateTimeOffset At);

/// <summary>What lists join of a demand.</summary>
public sealed record DemandHead
{
    /// <summary>Key of the order line.</summary>
    public Guid Id { get; init; }

    /// <summary>Tied to stock.</summary>
    public Quantity Allocated { get; init; }

    /// <summary>Day its last unit is promised for.</summary>
    public DateOnly? PromisedDay { get; init; }
}

/// <summary>Demands after they were entered: looks at them, changes them, lets allocations go, takes shipments back.</summary>
/// <param name="promises">Ties demands to stock and supplies.</param>
public sealed class Demands(Promises promises)
{
    /// <summary>Demands by the keys of their order lines; those that do not exist are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, DemandView>> FindAsync(CrossdockDb db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, DemandView>();
        foreach (var part in ids.Distinct().Chunk(500))
        {
            foreach (var demand in await db.Set<Demand>().AsNoTracking().Where(d => part.Contains(d.Id)).ToListAsync(cancel))
                found[demand.Id] = View(demand);
        }

        return found;
    }

    /// <summary>Where the stock of demands lies, not locked: for screens.</summary>
    public async Task<IReadOnlyList<AllocationView>> AllocationsAsync(CrossdockDb db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var found = new List<AllocationView>();
        foreach (var part in ids.Distinct().Chunk(500))
        {
            var rows = await db.Set<Allocation>().AsNoTracking().Where(a => part.Contains(a.DemandId))
                .Join(db.Set<Position>().AsNoTracking(), a => a.PositionId, p => p.Id, (a, p) => new { Allocation = a, Position = p })
                .OrderBy(r => r.Allocation.Id).ToListAsync(cancel);
            found.AddRange(rows.Select(r => new AllocationView(r.Allocation.DemandId, r.Position.ItemId, r.Position.At, r.Allocation.Quantity)));
        }

        return found;
    }

    /// <summary>Supplies that demands wait for, first first.</summary>
    public async Task<IReadOnlyList<PromisedFrom>> PromisesAsync(CrossdockDb db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var found = new List<PromisedFrom>();
        foreach (var part in ids.Distinct().Chunk(500))
        {
            found.AddRange(await db.Set<Promise>().AsNoTracking().Where(p => part.Contains(p.DemandId) && p.Quantity > Quantity.Zero)
                .Join(db.Set<Supply>().AsNoTracking(), p => p.SupplyId, s => s.Id, (p, s) => new PromisedFrom(p.DemandId, s.Document, s.Day, s.Stage, p.Quantity)).ToListAsync(cancel));
        }

        return found.OrderBy(p => p.Day).ToList();
    }

    /// <summary>How promised days moved after entry, oldest first.</summary>
    public async Task<IReadOnlyList<PromiseMoved>> HistoryAsync(CrossdockDb db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var found = new List<PromiseMoved>();
        foreach (var part in ids.Distinct().Chunk(500))
        {
            found.AddRange((await db.Set<PromiseChange>().AsNoTracking().Where(c => part.Contains(c.DemandId)).OrderBy(c => c.Id).ToListAsync(cancel))
                .Select(c => new PromiseMoved(c.DemandId, c.Before, c.After, c.CustomerAsked, c.At)));
        }

        return found;
    }

    /// <summary>All demands, for lists to join: sorting and filtering need them in the database.</summary>
    public static IQueryable<DemandHead> Rows(CrossdockDb db) =>
        db.Set<Demand>().Select(d => new DemandHead { Id = d.Id, Allocated = d.Allocated, PromisedDay = d.PromisedDay });

    /// <summary>
    /// Changes quantity and day of a demand and promises it anew. Lots that expire before the new day are let go. Refused when the new
    /// quantity is less than what has left or was cancelled. When the promised day moves, the history says whether the customer asked for it.
    /// </summary>
    public async Task<Result<DemandView>> ChangeAsync(Work work, Guid id, Item item, Site site, Quantity ordered, DateOnly dueDay, bool customerAsked, CancellationToken cancel)
    {
        if (await LockAsync(work, id, item, site, cancel) is not { } demand) return Refusal.NotFound("demand", id.ToString());
        var state = work.State<LedgerState>();
        demand.CustomerAsked = customerAsked;
        var less = demand.Ordered - ordered;
        if (less > demand.Open) return new Refusal(RefusalKind.Conflict, "inventory.demand_settled", $"{demand.Shipped + demand.Cancelled} of this line are shipped or cancelled; it cannot become {ordered}.");
        if (less.IsPositive)
        {
            if ((await promises.CancelAsync(work, id, less, item, site, cancel)).Refused(out var refusal, out _)) return refusal;
            demand.Cancelled -= less;
            demand.Ordered = ordered;
        }
        else if (less.IsNegative)
        {
            demand.Ordered = ordered;
            Wait(state, demand, -less);
        }

        demand.Changed = true;
        if (dueDay != demand.DueDay)
        {
            demand.DueDay = dueDay;
            await LetExpiredGoAsync(work, state, demand, item, site, cancel);
        }

        await promises.CoverAsync(work, item, site, cancel);
        await PromiseAnewAsync(work, state, demand, site, cancel);
        return View(demand);
    }

    /// <summary>Gives free stock of the items at a site to whoever waits, first served first, and answers how the given demands stand then.</summary>
    public async Task<IReadOnlyList<DemandView>> ReallocateAsync(Work work, IReadOnlyList<(Guid Id, Item Item)> wanted, Site site, CancellationToken cancel)
    {
        var state = work.State<LedgerState>();
        await state.LockPoolsAsync(work, wanted.Select(w => (w.Item, site)), cancel);
        await state.Commitments.LockDemandsAsync(work, wanted.Select(w => w.Id).ToList(), cancel);
        foreach (var item in wanted.Select(w => w.Item).DistinctBy(i => i.Id).OrderBy(i => i.Id.Value)) await promises.CoverAsync(work, item, site, cancel);
        return wanted.Select(w => View(state.Commitments.Demand(w.Id)!)).ToList();
    }

    /// <summary>
    /// Has what is open of a demand come from elsewhere: from stock and the supplies of its site, or straight from a supplier. Refused while something that is
    /// made for it is on its way.
    /// </summary>
    public async Task<Result<DemandView>> SourceAsync(Work work, Guid id, Item item, Site site, bool direct, CancellationToken cancel)
    {
        if (await LockAsync(work, id, item, site, cancel) is not { } demand) return Refusal.NotFound("demand", id.ToString());
        var state = work.State<LedgerState>();
        await state.Commitments.LockSuppliesAsync(work, item.Id, site.Id, cancel);
        if (demand.Direct && state.Commitments.SuppliesFor(demand).FirstOrDefault() is { } coming) return new StillComing(coming.Document, coming.Open);
        if (demand.Direct == direct) return View(demand);
        if (direct)
        {
            var allocations = state.Commitments.AllocationsOf(id).ToList();
            await state.LockPositionsAsync(work, allocations.Select(a => a.PositionId), cancel);
            foreach (var allocation in allocations)
            {
                var quantity = allocation.Quantity;
                Promises.Tie(work, state, demand, state.Position(allocation.PositionId), -quantity);
                Wait(state, demand, quantity);
            }

            Wait(state, demand, -demand.Unallocated);
        }

        foreach (var promise in state.Commitments.PromisesOf(demand.Id).ToList())
            state.Commitments.PromiseFrom(demand, state.Commitments.Supply(promise.SupplyId)!, -promise.Quantity);
        (demand.Direct, demand.Changed) = (direct, true);
        if (!direct) Wait(state, demand, demand.Unallocated);
        await promises.CoverAsync(work, item, site, cancel);
        await PromiseAnewAsync(work, state, demand, site, cancel);
        return View(demand);
    }

    /// <summary>Unties stock at one place from a demand, which waits again: a picker did not find it. The stock is free until somebody says what became of it.</summary>
    public async Task<Result<Done>> ReleaseAsync(Work work, Guid id, Item item, Site site, StockAt at, Quantity quantity, CancellationToken cancel)
    {
        if (await LockAsync(work, id, item, site, cancel) is not { } demand) return Refusal.NotFound("demand", id.ToString());
        var state = work.State<LedgerState>();
        await state.LockPositionsAsync(work, [(new PositionKey(item.Id, at), site)], cancel);
        var position = state.Position(new PositionKey(item.Id, at));
        var tied = state.Commitments.AllocationsOf(id).Where(a => a.PositionId == position.Id).Aggregate(Quantity.Zero, (sum, a) => sum + a.Quantity);
        if (quantity > tied || !quantity.IsPositive) return new NotAllocated(item.Code, tied, quantity);
        Promises.Tie(work, state, demand, position, -quantity);
        Wait(state, demand, quantity);
        await PromiseAnewAsync(work, state, demand, site, cancel);
        return Done.Yes;
    }

    /// <summary>Takes a shipped quantity of a demand back: it waits again when <paramref name="reopen"/>, else it counts as cancelled.</summary>
    public async Task<Result<Done>> UnshipAsync(Work work, Guid id, Item item, Site site, Quantity quantity, bool reopen, CancellationToken cancel)
    {
        if (await LockAsync(work, id, item, site, cancel) is not { } demand) return Refusal.NotFound("demand", id.ToString());
        if (quantity > demand.Shipped) throw new InvalidOperationException($"Demand {id} takes back {quantity} of {demand.Shipped} shipped.");
        demand.Shipped -= quantity;
        demand.Changed = true;
        if (!reopen)
        {
            demand.Cancelled += quantity;
            return Done.Yes;
        }

        var state = work.State<LedgerState>();
        Wait(state, demand, quantity);
        await promises.CoverAsync(work, item, site, cancel);
        await PromiseAnewAsync(work, state, demand, site, cancel);
        return Done.Yes;
    }

    /// <summary>Lets all supplies of a demand go and ties it to what is there now.</summary>
    private static async Task PromiseAnewAsync(Work work, LedgerState state, Demand demand, Site site, CancellationToken cancel)
    {
        await state.Commitments.LockSuppliesAsync(work, demand.ItemId, demand.SiteId, cancel);
        foreach (var promise in state.Commitments.PromisesOf(demand.Id).ToList())
            state.Commitments.PromiseFrom(demand, state.Commitments.Supply(promise.SupplyId)!, -promise.Quantity);
        if (demand.Unallocated.IsPositive) await Promises.PromiseAsync(work, state, demand, cancel);
        else demand.PromisedDay = site.DayOf(work.Now);
    }

    private static async Task<Demand?> LockAsync(Work work, Guid id, Item item, Site site, CancellationToken cancel)
    {
        var state = work.State<LedgerState>();
        await state.LockPoolsAsync(work, [(item, site)], cancel);
        await state.Commitments.LockDemandsAsync(work, [id], cancel);
        return state.Commitments.Demand(id);
    }

    private static async Task LetExpiredGoAsync(Work work, LedgerState state, Demand demand, Item item, Site site, CancellationToken cancel)
    {
        var allocations = state.Commitments.AllocationsOf(demand.Id).ToList();
        await state.LockPositionsAsync(work, allocations.Select(a => a.PositionId), cancel);
        foreach (var allocation in allocations)
        {
            var position = state.Position(allocation.PositionId);
            if (position.LotId == default) continue;
            if ((await LotBook.OfAsync(work, [position.LotId], cancel))[position.LotId].ExpiresOn is not { } expiry || expiry >= demand.DueDay) continue;
            var quantity = allocation.Quantity;
            Promises.Tie(work, state, demand, position, -quantity);
            Wait(state, demand, quantity);
        }
    }

    private static void Wait(LedgerState state, Demand demand, Quantity quantity) => Promises.Wait(state.Pool(demand.ItemId, demand.SiteId), demand, quantity);

    private static DemandView View(Demand demand) =>
        new(demand.Id, demand.Ordered, demand.Allocated, demand.Shipped, demand.Cancelled, demand.DueDay, demand.PromisedDay);
}

internal sealed record StillComing(string Document, Quantity Open) : Refusal(RefusalKind.Conflict, "inventory.still_coming",
    $"{Document} still brings {Open} of it straight to the customer. Have the buyer cancel or close that line first.");
