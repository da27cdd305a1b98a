using Crossdock.Inventory.Ledger;
using Crossdock.Inventory.Lots;

namespace Crossdock.Inventory;

/// <summary>What a site has of an item that nobody waits for.</summary>
/// <param name="Site">The site.</param>
/// <param name="Item">The item.</param>
/// <param name="Quantity">Our own, available, not tied to a demand, not expired, less what waits without stock; in base units.</param>
public sealed record SiteFree(Site Site, ItemId Item, Quantity Quantity);

/// <summary>Free stock of several items at all sites of an entity, in a fixed number of reads.</summary>
/// <param name="directory">Sites.</param>
public sealed class FreeStock(Directory directory)
{
    /// <summary>What is free now, where anything is. Whoever decides on it holds the gates of the items.</summary>
    public async Task<IReadOnlyList<SiteFree>> OfAsync(CrossdockDb db, EntityId entity, IReadOnlyCollection<ItemId> items, DateTimeOffset now, CancellationToken cancel)
    {
        var positions = await db.Set<Position>().AsNoTracking()
            .Where(p => p.EntityId == entity && items.Contains(p.ItemId) && p.OwnerId == default && p.Condition == Condition.Available && p.Quantity > p.Allocated).ToListAsync(cancel);
        var waiting = await db.Set<Pool>().AsNoTracking().Where(p => p.EntityId == entity && items.Contains(p.ItemId) && p.Backordered > Quantity.Zero)
            .ToDictionaryAsync(p => (p.SiteId, p.ItemId), p => p.Backordered, cancel);
        var lots = positions.Where(p => p.LotId != default).Select(p => p.LotId).Distinct().ToList();
        var expiries = lots.Count == 0 ? [] : await db.Set<Lot>().AsNoTracking().Where(l => lots.Contains(l.Id) && l.ExpiresOn != null).ToDictionaryAsync(l => l.Id, l => l.ExpiresOn!.Value, cancel);
        var free = new List<SiteFree>();
        foreach (var there in positions.GroupBy(p => (p.SiteId, p.ItemId)).OrderBy(g => g.Key.SiteId.Value).ThenBy(g => g.Key.ItemId.Value))
        {
            var site = (await directory.SiteAsync(db, there.Key.SiteId, cancel))!;
            var today = site.DayOf(now);
            var quantity = there.Where(p => !expiries.TryGetValue(p.LotId, out var day) || day >= today).Aggregate(Quantity.Zero, (sum, p) => sum + p.Free)
                - waiting.GetValueOrDefault(there.Key);
            if (quantity.IsPositive) free.Add(new(site, there.Key.ItemId, quantity));
        }

        return free;
    }
}
