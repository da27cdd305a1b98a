using Crossdock.Inventory.Commitments;

namespace Crossdock.Inventory.Ledger;

/// <summary>Key of a position: everything that makes it a state of its own.</summary>
internal readonly record struct PositionKey(ItemId Item, StockAt At);

/// <summary>
/// The ledger rows one work has locked and changed. Each is loaded once; changes are gathered here and written once per row, which is
/// why a repeated key can never be lost in a set update.
/// </summary>
internal sealed class LedgerState : IWorkState
{
    private readonly Dictionary<PositionKey, Position> positions = [];
    private readonly Dictionary<long, Position> positionsById = [];
    private readonly Dictionary<(ItemId, SiteId), Pool> pools = [];
    private readonly Dictionary<long, List<Layer>> layers = [];
    private readonly Dictionary<long, List<Shortage>> shortages = [];
    private readonly Dictionary<Guid, Transit> transits = [];
    private readonly HashSet<object> created = [];
    private readonly List<Movement> movements = [];

    public CommitmentState Commitments { get; } = new();

    public IReadOnlyList<Movement> Movements => movements;

    public Position Position(PositionKey key) => positions[key];

    public Position? PositionOrNull(PositionKey key) => positions.GetValueOrDefault(key);

    public Position Position(long id) => positionsById[id];

    public Pool Pool(ItemId item, SiteId site) => pools[(item, site)];

    public Pool? PoolOrNull(ItemId item, SiteId site) => pools.GetValueOrDefault((item, site));

    public Pool? PoolById(long id) => pools.Values.FirstOrDefault(p => p.Id == id);

    public Transit Transit(Guid id) => transits[id];

    public bool HasTransit(Guid id) => transits.ContainsKey(id);

    public List<Layer> Layers(Pool pool) => layers[pool.Id];

    public List<Shortage> Shortages(Pool pool) => shortages[pool.Id];

    public IEnumerable<Position> PositionsOf(ItemId item, SiteId site, Condition condition) =>
        positions.Values.Where(p => p.ItemId == item && p.SiteId == site && p.Condition == condition);

    /// <summary>The posting instant of this work: now, or the latest posting of what it has locked when another node's clock is ahead.</summary>
    public DateTimeOffset PostingInstant(DateTimeOffset now)
    {
        foreach (var position in positionsById.Values) if (position.LastPostedAt > now) now = position.LastPostedAt;
        foreach (var pool in pools.Values) if (pool.LastPostedAt > now) now = pool.LastPostedAt;
        return now;
    }

    public void Add(Movement movement) => movements.Add(movement);

    public void Add(Transit transit)
    {
        transits.Add(transit.Id, transit);
        created.Add(transit);
    }

    public void Add(Pool pool, Layer layer)
    {
        layers[pool.Id].Add(layer);
        created.Add(layer);
    }

    public void Add(Pool pool, Shortage shortage)
    {
        shortages[pool.Id].Add(shortage);
        created.Add(shortage);
    }

    /// <summary>Locks the gates of items at sites, in order; missing ones are made. FIFO layers and open shortages come along.</summary>
    public async Task LockPoolsAsync(Work work, IEnumerable<(Item Item, Site Site)> keys, CancellationToken cancel)
    {
        var wanted = keys.DistinctBy(k => (k.Item.Id, k.Site.Id)).Where(k => !pools.ContainsKey((k.Item.Id, k.Site.Id)))
            .OrderBy(k => k.Item.Id.Value).ThenBy(k => k.Site.Id.Value).ToList();
        if (wanted.Count == 0) return;
        var probes = wanted.Select(k => new Pool { ItemId = k.Item.Id, SiteId = k.Site.Id }).ToList();
        var found = await work.SelectAsync(LedgerRows.LockPools, probes, cancel);
        if (found.Count < wanted.Count)
        {
            var missing = wanted.Where(k => !found.Any(p => p.ItemId == k.Item.Id && p.SiteId == k.Site.Id)).ToList();
            await work.EnsureAsync(LedgerRows.EnsurePool, missing.Select(k => new Pool
            {
                Id = work.NewId(),
                EntityId = k.Site.EntityId,
                ItemId = k.Item.Id,
                SiteId = k.Site.Id,
                Method = k.Item.Valuation,
            }), cancel);
            found.AddRange(await work.SelectAsync(LedgerRows.LockPools, missing.Select(k => new Pool { ItemId = k.Item.Id, SiteId = k.Site.Id }).ToList(), cancel));
        }

        await KeepAsync(work, found, cancel);
    }

    /// <summary>Locks pools that are known by id only (where a shortage's goods went).</summary>
    public async Task LockPoolsAsync(Work work, IEnumerable<long> ids, CancellationToken cancel)
    {
        var probes = ids.Distinct().Where(id => PoolById(id) is null).Select(id => new Pool { Id = id }).ToList();
        if (probes.Count > 0) await KeepAsync(work, await work.SelectAsync(LedgerRows.LockPoolsById, probes, cancel), cancel);
    }

    /// <summary>Locks positions in order of their ids; missing ones are made empty.</summary>
    public async Task LockPositionsAsync(Work work, IEnumerable<(PositionKey Key, Site Site)> keys, CancellationToken cancel)
    {
        var wanted = keys.DistinctBy(k => k.Key).Where(k => !positions.ContainsKey(k.Key)).ToList();
        if (wanted.Count == 0) return;
        Keep(await work.SelectAsync(LedgerRows.LockPositions, wanted.Select(k => Probe(k.Key)).ToList(), cancel));
        var missing = wanted.Where(k => !positions.ContainsKey(k.Key)).ToList();
        if (missing.Count == 0) return;
        await work.EnsureAsync(LedgerRows.EnsurePosition, missing.Select(k => new Position
        {
            Id = work.NewId(),
            EntityId = k.Site.EntityId,
            SiteId = k.Key.At.Site,
            PlaceId = k.Key.At.Place,
            ItemId = k.Key.Item,
            LotId = k.Key.At.Lot,
            OwnerId = k.Key.At.Owner,
            HandlingUnit = k.Key.At.HandlingUnit,
            Condition = k.Key.At.Condition,
            // What a supplier owns never goes below nothing: somebody else would be billed for it.
            NegativeAllowed = k.Site.NegativeStockAllowed && k.Key.At.Owner == default,
        }), cancel);
        Keep(await work.SelectAsync(LedgerRows.LockPositions, missing.Select(k => Probe(k.Key)).ToList(), cancel));
    }

    /// <summary>Locks every position of an item at a site in one condition.</summary>
    public async Task LockPositionsAsync(Work work, ItemId item, SiteId site, Condition condition, CancellationToken cancel) =>
        Keep(await work.SelectAsync(LedgerRows.LockPositionsOfItem, [new Position { ItemId = item, SiteId = site, Condition = condition }], cancel));

    public async Task LockPositionsAsync(Work work, IEnumerable<long> ids, CancellationToken cancel)
    {
        var probes = ids.Distinct().Where(id => !positionsById.ContainsKey(id)).Order().Select(id => new Position { Id = id }).ToList();
        if (probes.Count > 0) Keep(await work.SelectAsync(LedgerRows.LockPositionsById, probes, cancel));
    }

    public async Task LockTransitsAsync(Work work, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var probes = ids.Distinct().Where(id => !transits.ContainsKey(id)).Order().Select(id => new Transit { Id = id }).ToList();
        if (probes.Count == 0) return;
        foreach (var transit in await work.SelectAsync(LedgerRows.LockTransits, probes, cancel)) transits.Add(transit.Id, transit);
    }

    public void Flush(Work work)
    {
        foreach (var position in positionsById.Values.Where(p => p.Changed)) work.Change(LedgerRows.UpdatePosition, position);
        foreach (var pool in pools.Values.Where(p => p.Changed)) work.Change(LedgerRows.UpdatePool, pool);
        foreach (var layer in layers.Values.SelectMany(l => l)) Write(work, layer, layer.Changed, LedgerRows.InsertLayer, LedgerRows.UpdateLayer);
        foreach (var shortage in shortages.Values.SelectMany(l => l)) Write(work, shortage, shortage.Changed, LedgerRows.InsertShortage, LedgerRows.UpdateShortage);
        foreach (var transit in transits.Values) Write(work, transit, transit.Changed, LedgerRows.InsertTransit, LedgerRows.UpdateTransit);
        foreach (var movement in movements) work.Insert(LedgerRows.InsertMovement, movement);
        Commitments.Flush(work);
    }

    private void Write<T>(Work work, T row, bool changed, RowInsert<T> insert, RowUpdate<T> update)
        where T : class
    {
        if (created.Contains(row)) work.Insert(insert, row);
        else if (changed) work.Change(update, row);
    }

    private async Task KeepAsync(Work work, List<Pool> found, CancellationToken cancel)
    {
        foreach (var pool in found) pools[(pool.ItemId, pool.SiteId)] = pool;
        var fifo = found.Where(p => p.Method == Valuation.Fifo).Select(p => new Layer { PoolId = p.Id }).ToList();
        var layerRows = fifo.Count == 0 ? [] : await work.SelectAsync(LedgerRows.LockLayers, fifo, cancel);
        var negative = found.Where(p => p.Quantity.IsNegative).Select(p => new Shortage { PoolId = p.Id }).ToList();
        var shortageRows = negative.Count == 0 ? [] : await work.SelectAsync(LedgerRows.LockShortages, negative, cancel);
        foreach (var pool in found)
        {
            layers[pool.Id] = layerRows.Where(l => l.PoolId == pool.Id).OrderBy(l => l.Id).ToList();
            shortages[pool.Id] = shortageRows.Where(l => l.PoolId == pool.Id).OrderBy(l => l.Id).ToList();
        }
    }

    private void Keep(List<Position> found)
    {
        foreach (var position in found)
        {
            if (!positionsById.TryAdd(position.Id, position)) continue;
            positions[new(position.ItemId, position.At)] = position;
        }
    }

    private static Position Probe(PositionKey key) => new()
    {
        ItemId = key.Item,
        PlaceId = key.At.Place,
        LotId = key.At.Lot,
        OwnerId = key.At.Owner,
        HandlingUnit = key.At.HandlingUnit,
        Condition = key.At.Condition,
    };
}
