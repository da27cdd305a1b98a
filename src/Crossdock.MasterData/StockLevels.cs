using Crossdock.MasterData.Levels;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData;

/// <summary>How much of an item a site is to keep.</summary>
/// <param name="Item">The item.</param>
/// <param name="Site">The site.</param>
/// <param name="ReorderPoint">It orders when it has, and is to get, no more than this, in base units.</param>
/// <param name="OrderUpTo">It orders up to this. What it has beyond is surplus.</param>
public sealed record StockLevel(ItemId Item, SiteId Site, Quantity ReorderPoint, Quantity OrderUpTo);

/// <summary>What sites are to keep of items. An item without a level at a site is not planned there.</summary>
public sealed class StockLevels
{
    /// <summary>The levels of some items at all sites that keep them.</summary>
    public async Task<IReadOnlyList<StockLevel>> OfAsync(CrossdockDb db, IReadOnlyCollection<ItemId> items, CancellationToken cancel) =>
        await db.Set<StoredLevel>().AsNoTracking().Where(l => items.Contains(l.ItemId)).OrderBy(l => l.SiteId).ThenBy(l => l.ItemId)
            .Select(l => new StockLevel(l.ItemId, l.SiteId, l.ReorderPoint, l.OrderUpTo)).ToListAsync(cancel);
}
