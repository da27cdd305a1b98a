namespace Crossdock.Inventory.Commitments;

/// <summary>Demands, supplies, promises and allocations that one work has locked and changed.</summary>
internal sealed class CommitmentState
{
    private readonly Dictionary<Guid, Demand> demands = [];
    private readonly Dictionary<Guid, Supply> supplies = [];
    private readonly Dictionary<(Guid, Guid), Promise> promises = [];
    private readonly Dictionary<long, Allocation> allocations = [];
    private readonly HashSet<Guid> allocationsLoaded = [];
    private readonly HashSet<(ItemId, SiteId)> suppliesLoaded = [];
    private readonly HashSet<object> created = [];

    public Demand? Demand(Guid id) => demands.GetValueOrDefault(id);

    public Supply? Supply(Guid id) => supplies.GetValueOrDefault(id);

    public IEnumerable<Allocation> AllocationsOf(Guid demand) => allocations.Values.Where(a => a.DemandId == demand && a.Quantity.IsPositive).OrderBy(a => a.Id);

    public IEnumerable<Allocation> AllocationsAt(long position) => allocations.Values.Where(a => a.PositionId == position && a.Quantity.IsPositive);

    public IEnumerable<Promise> PromisesOf(Guid demand) => promises.Values.Where(p => p.DemandId == demand && p.Quantity.IsPositive);

    public IEnumerable<Promise> PromisesTo(Guid supply) => promises.Values.Where(p => p.SupplyId == supply && p.Quantity.IsPositive);

    /// <summary>What may come for a demand, first first: the supplies of its site, or those that are made for it alone.</summary>
    public IEnumerable<Supply> SuppliesFor(Demand demand) =>
        supplies.Values.Where(s => s.ItemId == demand.ItemId && s.SiteId == demand.SiteId && s.Open.IsPositive && s.DemandId == (demand.Direct ? demand.Id : null))
            .OrderBy(s => s.Day).ThenBy(s => s.Id);

    public void Add(Demand demand) => Created(demands, demand.Id, demand);

    public void Add(Supply supply) => Created(supplies, supply.Id, supply);

    public async Task LockDemandsAsync(Work work, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var missing = ids.Distinct().Where(id => !demands.ContainsKey(id)).Order().ToList();
        if (missing.Count > 0) Keep(await work.SelectAsync(CommitmentRows.LockDemands, missing.Select(id => new Demand { Id = id }).ToList(), cancel));
        var unread = ids.Distinct().Where(id => demands.ContainsKey(id) && allocationsLoaded.Add(id)).Order().Select(id => new Allocation { DemandId = id }).ToList();
        if (unread.Count > 0) Keep(await work.SelectAsync(CommitmentRows.LockOfDemands, unread, cancel));
    }

    public async Task LockAllocationsAtAsync(Work work, long position, CancellationToken cancel) =>
        Keep(await work.SelectAsync(CommitmentRows.LockOfPositions, [new Allocation { PositionId = position }], cancel));

    /// <summary>Demands of an item at a site that have less allocated than open, first served first.</summary>
    public async Task<List<Demand>> LockWaitingAsync(Work work, ItemId item, SiteId site, CancellationToken cancel)
    {
        Keep(await work.SelectAsync(CommitmentRows.LockWaiting, [new Demand { ItemId = item, SiteId = site }], cancel));
        return demands.Values.Where(d => d.ItemId == item && d.SiteId == site && d.Unallocated.IsPositive && !d.Direct)
            .OrderBy(d => d.Rank).ThenBy(d => d.DueDay).ThenBy(d => d.Sequence).ToList();
    }

    public async Task LockSuppliesAsync(Work work, ItemId item, SiteId site, CancellationToken cancel)
    {
        if (!suppliesLoaded.Add((item, site))) return;
        foreach (var supply in await work.SelectAsync(CommitmentRows.LockOpenSupplies, [new Supply { ItemId = item, SiteId = site }], cancel))
            supplies.TryAdd(supply.Id, supply);
        foreach (var promise in await work.SelectAsync(CommitmentRows.LockPromisesOfItem, [new Promise { ItemId = item, SiteId = site }], cancel))
            promises.TryAdd((promise.DemandId, promise.SupplyId), promise);
    }

    public async Task LockSuppliesAsync(Work work, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var missing = ids.Distinct().Where(id => !supplies.ContainsKey(id)).Order().Select(id => new Supply { Id = id }).ToList();
        if (missing.Count == 0) return;
        foreach (var supply in await work.SelectAsync(CommitmentRows.LockSupplies, missing, cancel)) supplies.TryAdd(supply.Id, supply);
    }

    /// <summary>Adds to the allocation of a demand at a position (negative: takes from it).</summary>
    public void Allocate(Work work, Demand demand, long position, Quantity quantity)
    {
        var allocation = allocations.Values.FirstOrDefault(a => a.DemandId == demand.Id && a.PositionId == position);
        if (allocation is null)
        {
            allocation = new Allocation { Id = work.NewId(), DemandId = demand.Id, PositionId = position };
            Created(allocations, allocation.Id, allocation);
        }

        allocation.Quantity += quantity;
        allocation.Changed = true;
        demand.Allocated += quantity;
        demand.Changed = true;
    }

    public void PromiseFrom(Demand demand, Supply supply, Quantity quantity)
    {
        if (!promises.TryGetValue((demand.Id, supply.Id), out var promise))
        {
            promise = new Promise { DemandId = demand.Id, SupplyId = supply.Id, ItemId = demand.ItemId, SiteId = demand.SiteId };
            Created(promises, (demand.Id, supply.Id), promise);
        }

        promise.Quantity += quantity;
        promise.Changed = true;
        supply.Promised += quantity;
        supply.Changed = true;
    }

    public void Flush(Work work)
    {
        Write(work, demands.Values, d => d.Changed, CommitmentRows.InsertDemand, CommitmentRows.UpdateDemand);
        foreach (var demand in demands.Values.Where(d => d.Changed && d.Open.IsPositive && d.PromisedDay != d.PromisedBefore && !created.Contains(d)))
        {
            work.Insert(CommitmentRows.InsertPromiseChange, new PromiseChange
            {
                Id = work.NewId(),
                PostingId = work.PostingId,
                DemandId = demand.Id,
                Before = demand.PromisedBefore,
                After = demand.PromisedDay,
                CustomerAsked = demand.CustomerAsked,
                At = work.Now,
            });
        }

        Write(work, supplies.Values, s => s.Changed, CommitmentRows.InsertSupply, CommitmentRows.UpdateSupply);
        foreach (var promise in promises.Values.Where(p => p.Changed))
            WriteTie(work, promise, promise.Quantity, CommitmentRows.InsertPromise, CommitmentRows.UpdatePromise, CommitmentRows.DeletePromise);
        foreach (var allocation in allocations.Values.Where(a => a.Changed))
            WriteTie(work, allocation, allocation.Quantity, CommitmentRows.InsertAllocation, CommitmentRows.UpdateAllocation, CommitmentRows.DeleteAllocation);
    }

    /// <summary>A tie of nothing is no row: the same two may be tied again.</summary>
    private void WriteTie<T>(Work work, T row, Quantity quantity, RowInsert<T> insert, RowUpdate<T> update, RowDelete<T> delete)
        where T : class
    {
        if (!created.Contains(row))
        {
            if (quantity.IsZero) work.Delete(delete, row);
            else work.Change(update, row);
        }
        else if (quantity.IsPositive)
        {
            work.Insert(insert, row);
        }
    }

    private void Write<T>(Work work, IEnumerable<T> rows, Func<T, bool> changed, RowInsert<T> insert, RowUpdate<T> update)
        where T : class
    {
        foreach (var row in rows)
        {
            if (created.Contains(row)) work.Insert(insert, row);
            else if (changed(row)) work.Change(update, row);
        }
    }

    private void Created<TKey, T>(Dictionary<TKey, T> kept, TKey key, T row)
        where TKey : notnull
        where T : class
    {
        kept.Add(key, row);
        created.Add(row);
    }

    private void Keep(List<Demand> found)
    {
        foreach (var demand in found)
        {
            demand.PromisedBefore = demand.PromisedDay;
            demands.TryAdd(demand.Id, demand);
        }
    }

    private void Keep(List<Allocation> found)
    {
        foreach (var allocation in found) allocations.TryAdd(allocation.Id, allocation);
    }
}
