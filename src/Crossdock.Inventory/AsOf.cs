using Crossdock.Inventory.Ledger;

namespace Crossdock.Inventory;

/// <summary>What a past moment is asked by.</summary>
public enum Knowledge
{
    /// <summary>What the ledger said then.</summary>
    AsKnownThen = 1,

    /// <summary>What we know today had happened by then: late entries are put where they belong.</summary>
    AsKnownNow = 2,
}

/// <summary>Stock of one position at a past moment.</summary>
/// <param name="Position">Position.</param>
/// <param name="Item">Item.</param>
/// <param name="At">State.</param>
/// <param name="Quantity">Quantity then.</param>
public sealed record PositionThen(long Position, ItemId Item, StockAt At, Quantity Quantity);

/// <summary>Quantity and value of an item at a site at a past moment.</summary>
/// <param name="Item">Item.</param>
/// <param name="Site">Site.</param>
/// <param name="Quantity">Quantity then.</param>
/// <param name="Value">Value then, in the entity's currency.</param>
public sealed record PoolThen(ItemId Item, SiteId Site, Quantity Quantity, Amount Value);

/// <summary>
/// Stock as of any moment. Each entry keeps the balance it left, so the answer is the last entry up to the moment per position: one index
/// probe each, however long the ledger is. Value follows the order of posting, so it is always as known then.
/// </summary>
public sealed class AsOf
{
    /// <summary>Quantities per position of a site, optionally of one item; positions that were empty are left out.</summary>
    public async Task<IReadOnlyList<PositionThen>> PositionsAsync(CrossdockDb db, SiteId site, ItemId? item, DateTimeOffset moment, Knowledge knowledge, CancellationToken cancel)
    {
        var movements = db.Set<Movement>().AsNoTracking();
        var rows = await db.Set<Position>().AsNoTracking().Where(p => p.SiteId == site && (item == null || p.ItemId == item)).Select(p => new
        {
            Position = p,
            FromNo = movements.Where(m => m.FromPositionId == p.Id && m.PostedAt <= moment).OrderByDescending(m => m.PostedAt).ThenByDescending(m => m.FromNo).Select(m => m.FromNo).FirstOrDefault(),
            FromBalance = movements.Where(m => m.FromPositionId == p.Id && m.PostedAt <= moment).OrderByDescending(m => m.PostedAt).ThenByDescending(m => m.FromNo).Select(m => m.FromBalance).FirstOrDefault(),
            ToNo = movements.Where(m => m.ToPositionId == p.Id && m.PostedAt <= moment).OrderByDescending(m => m.PostedAt).ThenByDescending(m => m.ToNo).Select(m => m.ToNo).FirstOrDefault(),
            ToBalance = movements.Where(m => m.ToPositionId == p.Id && m.PostedAt <= moment).OrderByDescending(m => m.PostedAt).ThenByDescending(m => m.ToNo).Select(m => m.ToBalance).FirstOrDefault(),
        }).ToListAsync(cancel);
        var then = rows.ToDictionary(r => r.Position.Id, r => (r.Position, Quantity: ((r.FromNo ?? 0) > (r.ToNo ?? 0) ? r.FromBalance : r.ToBalance) ?? Quantity.Zero));
        if (knowledge == Knowledge.AsKnownNow)
        {
            foreach (var late in await LateAsync(movements, moment, cancel))
            {
                if (late.FromPositionId is { } from && then.TryGetValue(from, out var left)) then[from] = (left.Position, left.Quantity - late.Quantity);
                if (late.ToPositionId is { } to && then.TryGetValue(to, out var reached)) then[to] = (reached.Position, reached.Quantity + late.Quantity);
            }
        }

        return then.Values.Where(t => !t.Quantity.IsZero)
            .Select(t => new PositionThen(t.Position.Id, t.Position.ItemId, t.Position.At, t.Quantity)).OrderBy(t => t.Item.Value).ThenBy(t => t.Position).ToList();
    }

    /// <summary>Quantity and value per item of a site.</summary>
    public async Task<IReadOnlyList<PoolThen>> ValuesAsync(CrossdockDb db, SiteId site, ItemId? item, DateTimeOffset moment, CancellationToken cancel)
    {
        var movements = db.Set<Movement>().AsNoTracking();
        var rows = await db.Set<Pool>().AsNoTracking().Where(p => p.SiteId == site && (item == null || p.ItemId == item)).Select(p => new
        {
            p.ItemId,
            p.SiteId,
            FromId = movements.Where(m => m.FromPoolId == p.Id && m.PostedAt <= moment).OrderByDescending(m => m.PostedAt).ThenByDescending(m => m.FromPoolNo).Select(m => (long?)m.Id).FirstOrDefault(),
            ToId = movements.Where(m => m.ToPoolId == p.Id && m.PostedAt <= moment).OrderByDescending(m => m.PostedAt).ThenByDescending(m => m.ToPoolNo).Select(m => (long?)m.Id).FirstOrDefault(),
        }).ToListAsync(cancel);
        var ids = rows.SelectMany(r => new[] { r.FromId, r.ToId }).OfType<long>().Distinct().ToList();
        var last = new Dictionary<long, Movement>();
        foreach (var chunk in ids.Chunk(500))
            foreach (var movement in await movements.Where(m => chunk.Contains(m.Id)).ToListAsync(cancel)) last[movement.Id] = movement;
        return rows.Select(r =>
        {
            var from = r.FromId is { } f ? last[f] : null;
            var to = r.ToId is { } t ? last[t] : null;
            var leftLast = (from?.FromPoolNo ?? 0) > (to?.ToPoolNo ?? 0);
            return new PoolThen(r.ItemId, r.SiteId, (leftLast ? from!.FromPoolQuantity : to?.ToPoolQuantity) ?? Quantity.Zero, (leftLast ? from!.FromPoolValue : to?.ToPoolValue) ?? Amount.Zero);
        }).Where(p => !p.Quantity.IsZero || !p.Value.IsZero).OrderBy(p => p.Item.Value).ToList();
    }

    /// <summary>Posted after the moment, happened before it: the late ones by their own index, the near ones by the hour after.</summary>
    private static async Task<List<Movement>> LateAsync(IQueryable<Movement> movements, DateTimeOffset moment, CancellationToken cancel)
    {
        var hour = moment.AddHours(1);
        var late = await movements.Where(m => m.Late && m.HappenedAt <= moment && m.PostedAt > moment).ToListAsync(cancel);
        var near = await movements.Where(m => !m.Late && m.HappenedAt <= moment && m.PostedAt > moment && m.PostedAt <= hour).ToListAsync(cancel);
        return [.. late, .. near];
    }
}
