using Crossdock.MasterData.Floors;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData;

/// <summary>How low a site lets its stock of an item go before it gives any away: its own customers come first.</summary>
public sealed class StockFloors
{
    /// <summary>Floors of a site in base units; items without one are left out.</summary>
    public async Task<IReadOnlyDictionary<ItemId, Quantity>> OfAsync(CrossdockDb db, SiteId site, IReadOnlyCollection<ItemId> items, CancellationToken cancel) =>
        await db.Set<StoredFloor>().AsNoTracking().Where(f => f.SiteId == site && items.Contains(f.ItemId)).ToDictionaryAsync(f => f.ItemId, f => f.Quantity, cancel);
}
