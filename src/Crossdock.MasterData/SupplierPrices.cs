using Crossdock.MasterData.Pricing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData;

/// <summary>A price that begins on a day, beside the one that ends with it.</summary>
/// <param name="Supplier">Whose.</param>
/// <param name="Item">For what.</param>
/// <param name="Price">The price that begins.</param>
/// <param name="Before">The one in force the day before; null when there is none.</param>
/// <param name="DecidedAt">When it was decided.</param>
public sealed record BeginningPrice(PartnerId Supplier, ItemId Item, DatedPrice Price, DatedPrice? Before, DateTimeOffset DecidedAt);

/// <summary>Prices of suppliers with their days; the price of one day is part of the terms that <see cref="Partners"/> answers.</summary>
public sealed class SupplierPrices
{
    /// <summary>Prices that begin within some days, as they stand now.</summary>
    public async Task<IReadOnlyList<BeginningPrice>> BeginningAsync(CrossdockDb db, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var all = db.Set<StoredPrice>().AsNoTracking();
        var begins = all.Where(p => p.ValidFrom >= from && p.ValidFrom <= to);
        var touched = await all.Where(p => begins.Any(b => b.SupplierId == p.SupplierId && b.ItemId == p.ItemId)).ToListAsync(cancel);
        return
        [
            .. from own in touched.GroupBy(p => (p.SupplierId, p.ItemId))
               from day in own.Where(p => p.ValidFrom >= @from && p.ValidFrom <= to).GroupBy(p => p.ValidFrom)
               let last = day.MaxBy(p => p.Revision)!
               orderby last.ValidFrom, last.SupplierId.Value, last.ItemId.Value
               select new BeginningPrice(last.SupplierId, last.ItemId, last.ToPrice(), StoredPrice.On(own, last.ValidFrom.AddDays(-1))?.ToPrice(), last.At),
        ];
    }
}
