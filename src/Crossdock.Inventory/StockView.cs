using Crossdock.Inventory.Commitments;
using Crossdock.Inventory.Consigning;
using Crossdock.Inventory.Ledger;
using Crossdock.Inventory.Lots;

namespace Crossdock.Inventory;

/// <summary>How much of an item at a site is in each of the trade's words; the parts add up to the total, always.</summary>
/// <param name="Site">Site.</param>
/// <param name="Parts">Quantity per word, in the order of <see cref="StatusTable.Words"/>; zeros included.</param>
/// <param name="Total">Everything at the site or on its way to it between our sites.</param>
/// <param name="Value">Value of the owned part, in the entity's currency.</param>
/// <param name="Expired">Part of available that its lot's date no longer lets us promise.</param>
/// <param name="Backordered">Ordered by customers and other sites, without stock.</param>
/// <param name="OnOrder">To come by purchase orders.</param>
public sealed record SitePartition(
    Site Site, IReadOnlyDictionary<StockWord, Quantity> Parts, Quantity Total, Amount Value, Quantity Expired, Quantity Backordered, Quantity OnOrder)
{
    /// <summary>Part of consigned that customer orders may be promised, by arrangement with its supplier.</summary>
    public Quantity PromisableConsigned { get; init; }

    /// <summary>Free to promise now: available less what is expired, and what suppliers let us promise of theirs.</summary>
    public Quantity Free => Parts[StockWord.Available] - Expired + PromisableConsigned;
}

/// <summary>A dated step of what can be promised.</summary>
/// <param name="Day">From this day on.</param>
/// <param name="Quantity">So much can be promised cumulatively.</param>
/// <param name="Expected">True when part of it is not confirmed by the supplier.</param>
public sealed record PromiseStep(DateOnly Day, Quantity Quantity, bool Expected);

/// <summary>Reads what stock there is, in the trade's words. Never a stored sum that could lag: positions, allocations and transits themselves.</summary>
/// <param name="directory">Sites and places.</param>
/// <param name="time">The clock: expiry is a matter of the site's day.</param>
public sealed class StockView(Directory directory, TimeProvider time)
{
    /// <summary>The exclusive partition of an item at every site (or one), for all to see who may see stock.</summary>
    public async Task<IReadOnlyList<SitePartition>> PartitionAsync(CrossdockDb db, ItemId item, SiteId? only, CancellationToken cancel)
    {
        var positions = await db.Set<Position>().AsNoTracking()
            .Where(p => p.ItemId == item && (only == null || p.SiteId == only) && (p.Quantity != Quantity.Zero || p.Allocated != Quantity.Zero)).ToListAsync(cancel);
        var transits = await db.Set<Transit>().AsNoTracking().Where(t => t.ItemId == item && (only == null || t.ToSiteId == only) && t.Quantity != Quantity.Zero).ToListAsync(cancel);
        var pools = await db.Set<Pool>().AsNoTracking().Where(p => p.ItemId == item && (only == null || p.SiteId == only)).ToListAsync(cancel);
        var supplies = await db.Set<Supply>().AsNoTracking()
            .Where(s => s.ItemId == item && s.Kind == SupplyKind.PurchaseLine && s.DemandId == null && (only == null || s.SiteId == only) && s.Open > Quantity.Zero).ToListAsync(cancel);
        var lotIds = positions.Where(p => p.LotId != default).Select(p => p.LotId).Distinct().ToList();
        var expiries = lotIds.Count == 0 ? [] : await db.Set<Lot>().AsNoTracking().Where(l => lotIds.Contains(l.Id) && l.ExpiresOn != null).ToDictionaryAsync(l => l.Id, l => l.ExpiresOn!.Value, cancel);
        var partitions = new List<SitePartition>();
        foreach (var site in await directory.SitesAsync(db, cancel))
        {
            if (only is not null && site.Id != only) continue;
            var own = positions.Where(p => p.SiteId == site.Id).ToList();
            var coming = transits.Where(t => t.ToSiteId == site.Id).ToList();
            var pool = pools.FirstOrDefault(p => p.SiteId == site.Id);
            var onOrder = supplies.Where(s => s.SiteId == site.Id).Aggregate(Quantity.Zero, (sum, s) => sum + s.Open);
            if (own.Count == 0 && coming.Count == 0 && onOrder.IsZero && pool is null) continue;
            partitions.Add(await PartitionAsync(db, site, own, coming, pool, expiries, onOrder, cancel));
        }

        return partitions;
    }

    /// <summary>
    /// Cumulative available-to-promise of an item at a site: free now, then each dated supply less the demand that waits; a supply the
    /// supplier has not confirmed makes the step expected.
    /// </summary>
    public async Task<IReadOnlyList<PromiseStep>> AvailableToPromiseAsync(CrossdockDb db, ItemId item, Site site, CancellationToken cancel)
    {
        var partition = (await PartitionAsync(db, item, site.Id, cancel)).FirstOrDefault();
        var today = site.DayOf(time.GetUtcNow());
        var supplies = await db.Set<Supply>().AsNoTracking().Where(s => s.ItemId == item && s.SiteId == site.Id && s.DemandId == null && s.Open > Quantity.Zero)
            .OrderBy(s => s.Day).ToListAsync(cancel);
        var steps = new List<PromiseStep> { new(today, partition?.Free ?? Quantity.Zero, false) };
        var waiting = (partition?.Backordered ?? Quantity.Zero) - supplies.Aggregate(Quantity.Zero, (sum, s) => sum + s.Promised);
        var cumulative = steps[0].Quantity;
        var expected = false;
        foreach (var supply in supplies)
        {
            var free = supply.Open - supply.Promised;
            var taken = Quantity.Min(free, Quantity.Max(waiting, Quantity.Zero));
            waiting -= taken;
            free -= taken;
            if (!free.IsPositive) continue;
            cumulative += free;
            expected |= supply.Stage == SupplyStage.Released;
            var day = supply.Day < today ? today : supply.Day;
            if (steps[^1].Day == day && steps.Count > 1) steps[^1] = new(day, cumulative, expected);
            else steps.Add(new(day, cumulative, expected));
        }

        return steps;
    }

    /// <summary>What is free to promise of items at a site now: available, not allocated, not expired. Items with nothing are left out.</summary>
    public async Task<IReadOnlyDictionary<ItemId, Quantity>> FreeAsync(CrossdockDb db, Site site, IReadOnlyCollection<ItemId> items, CancellationToken cancel)
    {
        var today = site.DayOf(time.GetUtcNow());
        var own = default(PartnerId);
        var free = await db.Set<Position>().AsNoTracking()
            .Where(p => p.SiteId == site.Id && items.Contains(p.ItemId) && p.Condition == Condition.Available && p.OwnerId == own && p.Quantity != p.Allocated
                && !db.Set<Lot>().Any(l => l.Id == p.LotId && l.ExpiresOn < today))
            .Select(p => new { p.ItemId, p.Quantity, p.Allocated }).ToListAsync(cancel);
        return free.GroupBy(p => p.ItemId).ToDictionary(g => g.Key, g => g.Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity - p.Allocated));
    }

    /// <summary>What is ordered from a site and has no stock, per item; items nobody waits for are left out.</summary>
    public async Task<IReadOnlyDictionary<ItemId, Quantity>> WaitingAsync(CrossdockDb db, SiteId site, IReadOnlyCollection<ItemId> items, CancellationToken cancel) =>
        await db.Set<Pool>().AsNoTracking().Where(p => p.SiteId == site && items.Contains(p.ItemId) && p.Backordered > Quantity.Zero).ToDictionaryAsync(p => p.ItemId, p => p.Backordered, cancel);

    private async Task<SitePartition> PartitionAsync(
        CrossdockDb db, Site site, List<Position> positions, List<Transit> coming, Pool? pool, Dictionary<LotId, DateOnly> expiries, Quantity onOrder, CancellationToken cancel)
    {
        var parts = StatusTable.Words.ToDictionary(w => w.Word, _ => Quantity.Zero);
        var expired = Quantity.Zero;
        var promisable = Quantity.Zero;
        var today = site.DayOf(time.GetUtcNow());
        var turns = positions.Find(p => !p.IsOwn) is { } stranger ? await ConsignedRule.TurnsAsync(db, stranger.ItemId, site.Id, today, cancel) : null;
        foreach (var position in positions)
        {
            var past = position.Condition == Condition.Available && expiries.TryGetValue(position.LotId, out var expiry) && expiry < today;
            if (!position.IsOwn)
            {
                parts[StockWord.Consigned] += position.Quantity;
                if (position.Condition == Condition.Available && !past && turns!.ContainsKey(position.OwnerId)) promisable += position.Free;
                continue;
            }

            var kind = (await directory.PlaceAsync(db, position.PlaceId, cancel))?.Kind;
            parts[kind is PlaceKind.Staging or PlaceKind.Shipping ? StockWord.Picked : StockWord.Allocated] += position.Allocated;
            parts[StatusTable.WordOf(position.Condition)] += position.Free;
            if (past) expired += position.Free;
        }

        foreach (var transit in coming) parts[StockWord.InTransit] += transit.Quantity;
        var total = positions.Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity) + coming.Aggregate(Quantity.Zero, (sum, t) => sum + t.Quantity);
        var value = (pool?.Value ?? Amount.Zero) + coming.Aggregate(Amount.Zero, (sum, t) => sum + t.Value);
        return new(site, parts, total, value, expired, pool?.Backordered ?? Quantity.Zero, onOrder) { PromisableConsigned = promisable };
    }
}
