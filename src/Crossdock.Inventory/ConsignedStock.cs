using Crossdock.Inventory.Consigning;
using Crossdock.Inventory.Ledger;

namespace Crossdock.Inventory;

/// <summary>What may be done with a supplier's stock of an item at a site, from a day on.</summary>
/// <param name="Owner">The supplier.</param>
/// <param name="Item">The item.</param>
/// <param name="Site">The site.</param>
/// <param name="From">First day it holds.</param>
/// <param name="Until">Last day it holds; null when it has no end.</param>
/// <param name="Promisable">True when customer orders may be promised and given it.</param>
/// <param name="First">True when it is used before our own stock, else after it.</param>
public sealed record ConsignedUse(PartnerId Owner, ItemId Item, SiteId Site, DateOnly From, DateOnly? Until, bool Promisable, bool First);

/// <summary>What of a supplier's stock lies at a site.</summary>
/// <param name="Owner">The supplier.</param>
/// <param name="Item">The item.</param>
/// <param name="Site">The site.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Allocated">Part of it that is tied to customer orders.</param>
public sealed record ConsignedNow(PartnerId Owner, ItemId Item, SiteId Site, Quantity Quantity, Quantity Allocated);

/// <summary>A receipt of a supplier's stock that stands.</summary>
/// <param name="Owner">The supplier.</param>
/// <param name="Item">The item.</param>
/// <param name="Site">The site.</param>
/// <param name="At">When it came.</param>
/// <param name="Quantity">How much, in base units.</param>
public sealed record ConsignedArrival(PartnerId Owner, ItemId Item, SiteId Site, DateTimeOffset At, Quantity Quantity);

/// <summary>A supplier's stock of an item at a site, as lists join it.</summary>
public sealed class ConsignedSum
{
    /// <summary>Unique key of the three.</summary>
    public long Id { get; init; }

    /// <summary>The supplier.</summary>
    public PartnerId OwnerId { get; init; }

    /// <summary>The item.</summary>
    public ItemId ItemId { get; init; }

    /// <summary>The site.</summary>
    public SiteId SiteId { get; init; }

    /// <summary>How much lies there.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>Part of it that is tied to customer orders.</summary>
    public Quantity Allocated { get; init; }
}

/// <summary>Stock that lies with us and is a supplier's: it is counted and, where agreed, promised; it is worth nothing until it is used.</summary>
public sealed class ConsignedStock
{
    /// <summary>States what may be done with a supplier's stock; promising looks at it from the commit on.</summary>
    public async Task StateAsync(Work work, ConsignedUse use, CancellationToken cancel)
    {
        var known = await work.Db.Set<ConsignedRule>().FirstOrDefaultAsync(r => r.ItemId == use.Item && r.SiteId == use.Site && r.OwnerId == use.Owner && r.FromDay == use.From, cancel);
        if (known is null) work.Db.Add(known = new ConsignedRule { ItemId = use.Item, SiteId = use.Site, OwnerId = use.Owner, FromDay = use.From });
        (known.UntilDay, known.Promisable, known.First) = (use.Until, use.Promisable, use.First);
    }

    /// <summary>What suppliers' stock lies where, optionally of one supplier, item and site only.</summary>
    public async Task<IReadOnlyList<ConsignedNow>> OnHandAsync(CrossdockDb db, PartnerId? owner, ItemId? item, SiteId? site, CancellationToken cancel)
    {
        var found = await Sums(db).Where(s => (owner == null || s.OwnerId == owner) && (item == null || s.ItemId == item) && (site == null || s.SiteId == site)).ToListAsync(cancel);
        return found.ConvertAll(s => new ConsignedNow(s.OwnerId, s.ItemId, s.SiteId, s.Quantity, s.Allocated));
    }

    /// <summary>Receipts of suppliers' stock since a moment that were not reversed, oldest first.</summary>
    public async Task<IReadOnlyList<ConsignedArrival>> ArrivedAsync(CrossdockDb db, DateTimeOffset since, PartnerId? owner, ItemId? item, CancellationToken cancel)
    {
        var movements = db.Set<Movement>().AsNoTracking();
        var found = await (from m in movements
                           join p in db.Set<Position>().AsNoTracking() on m.ToPositionId equals p.Id
                           where m.Kind == MovementKind.Receipt && m.HappenedAt >= since && m.ReverseOf == null && p.OwnerId != default(PartnerId)
                                 && (owner == null || p.OwnerId == owner) && (item == null || p.ItemId == item) && !movements.Any(r => r.ReverseOf == m.Id)
                           orderby m.HappenedAt
                           select new { p.OwnerId, p.ItemId, p.SiteId, m.HappenedAt, m.Quantity }).ToListAsync(cancel);
        return found.ConvertAll(m => new ConsignedArrival(m.OwnerId, m.ItemId, m.SiteId, m.HappenedAt, m.Quantity));
    }

    /// <summary>The same as a query, which the lists of other modules join.</summary>
    public static IQueryable<ConsignedSum> Sums(CrossdockDb db) => db.Set<ConsignedSum>();
}
