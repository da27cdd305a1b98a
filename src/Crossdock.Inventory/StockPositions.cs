using Crossdock.Inventory.Ledger;
using Crossdock.Inventory.Lots;

namespace Crossdock.Inventory;

/// <summary>Stock in one state, as it is now.</summary>
/// <param name="Item">Item.</param>
/// <param name="At">State.</param>
/// <param name="Quantity">How much is there.</param>
/// <param name="Allocated">Part of it that is tied to demands.</param>
/// <param name="EntryNumber">Number of the balance's last entry, to which a count refers.</param>
/// <param name="Lot">Lot or serial, or null.</param>
/// <param name="ExpiresOn">Last day of use of the lot, or null.</param>
public sealed record PositionNow(ItemId Item, StockAt At, Quantity Quantity, Quantity Allocated, long EntryNumber, string? Lot, DateOnly? ExpiresOn);

/// <summary>Lists what lies where.</summary>
public sealed class StockPositions
{
    /// <summary>
    /// Positions of a site with something in them, optionally of one place or one item, by place, item and age. At most
    /// <paramref name="most"/>.
    /// </summary>
    public async Task<IReadOnlyList<PositionNow>> ListAsync(CrossdockDb db, SiteId? site, PlaceId? place, ItemId? item, int most, CancellationToken cancel)
    {
        var positions = await db.Set<Position>().AsNoTracking()
            .Where(p => (site == null || p.SiteId == site) && (place == null || p.PlaceId == place) && (item == null || p.ItemId == item) && p.Quantity != Quantity.Zero)
            .OrderBy(p => p.PlaceId).ThenBy(p => p.ItemId).ThenBy(p => p.Id).Take(most).ToListAsync(cancel);
        var ids = positions.Where(p => p.LotId != default).Select(p => p.LotId).Distinct().ToList();
        var lots = ids.Count == 0 ? [] : await db.Set<Lot>().AsNoTracking().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, cancel);
        return positions.ConvertAll(p =>
        {
            var lot = lots.GetValueOrDefault(p.LotId);
            return new PositionNow(p.ItemId, p.At, p.Quantity, p.Allocated, p.Entries, lot?.Code, lot?.ExpiresOn);
        });
    }
}
