using Crossdock.Inventory.History;

namespace Crossdock.Inventory;

/// <summary>What was asked of an item at a site in one week.</summary>
/// <param name="Site">Site.</param>
/// <param name="Item">Item.</param>
/// <param name="Week">Monday of the week.</param>
/// <param name="Quantity">Base units.</param>
public sealed record DemandOfWeek(SiteId Site, ItemId Item, DateOnly Week, Quantity Quantity);

/// <summary>Demand of weeks before this product kept the orders itself, as imported: forecasts start from it.</summary>
public sealed class DemandHistory
{
    /// <summary>Weeks of a site from a Monday on, by item and week.</summary>
    public async Task<IReadOnlyList<DemandOfWeek>> OfSiteAsync(CrossdockDb db, SiteId site, DateOnly from, CancellationToken cancel) =>
        await db.Set<PastDemand>().AsNoTracking().Where(d => d.SiteId == site && d.Week >= from).OrderBy(d => d.ItemId).ThenBy(d => d.Week)
            .Select(d => new DemandOfWeek(d.SiteId, d.ItemId, d.Week, d.Quantity)).ToListAsync(cancel);

    /// <summary>Weeks of one item at a site, oldest first.</summary>
    public async Task<IReadOnlyList<DemandOfWeek>> OfItemAsync(CrossdockDb db, SiteId site, ItemId item, CancellationToken cancel) =>
        await db.Set<PastDemand>().AsNoTracking().Where(d => d.SiteId == site && d.ItemId == item).OrderBy(d => d.Week)
            .Select(d => new DemandOfWeek(d.SiteId, d.ItemId, d.Week, d.Quantity)).ToListAsync(cancel);
}
