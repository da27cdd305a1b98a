using Crossdock.MasterData.Levels;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData;

/// <summary>How much of an item a site is to keep.</summary>
/// <param name="Item">The item.</param>
/// <param name="Site">The site.</param>
/// <param name="ReorderPoint">It orders when it has, and is to get, no more than this, in base units.</param>
/// <param name="OrderUpTo">It orders up to this. What it has beyond is surplus.</param>
/// <param name="Override">Number of the override that holds instead of its level today; null for the level itself.</param>
public sealed record StockLevel(ItemId Item, SiteId Site, Quantity ReorderPoint, Quantity OrderUpTo, string? Override = null);

/// <summary>What sites are to keep of items. An item without a level at a site is not planned there.</summary>
public sealed class StockLevels(Directory directory)
{
    /// <summary>The levels of some items at all sites that keep them, or what overrides them on the site's day.</summary>
    public async Task<IReadOnlyList<StockLevel>> OfAsync(CrossdockDb db, IReadOnlyCollection<ItemId> items, DateTimeOffset now, CancellationToken cancel)
    {
        var levels = await db.Set<StoredLevel>().AsNoTracking().Where(l => items.Contains(l.ItemId)).OrderBy(l => l.SiteId).ThenBy(l => l.ItemId)
            .Select(l => new StockLevel(l.ItemId, l.SiteId, l.ReorderPoint, l.OrderUpTo, null)).ToListAsync(cancel);
        var earliest = LevelOverride.EarliestToday(now);
        var overrides = new Dictionary<(ItemId, SiteId), LevelOverride>();
        foreach (var one in await db.Set<LevelOverride>().AsNoTracking().Where(o => items.Contains(o.ItemId) && o.State == LevelOverrideState.Approved && o.UntilDay >= earliest).ToListAsync(cancel))
            if (one.HoldsOn((await directory.SiteAsync(db, one.SiteId, cancel))!.DayOf(now))) overrides[(one.ItemId, one.SiteId)] = one;
        return [.. levels.Select(l => overrides.TryGetValue((l.Item, l.Site), out var o) ? l with { ReorderPoint = o.ReorderPoint, OrderUpTo = o.OrderUpTo, Override = o.Number } : l)];
    }
}
