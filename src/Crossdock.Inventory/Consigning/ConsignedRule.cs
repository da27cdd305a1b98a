namespace Crossdock.Inventory.Consigning;

/// <summary>What may be done with a supplier's stock of an item at a site: the part of an arrangement that promising must know.</summary>
internal sealed class ConsignedRule
{
    private const string Sums =
        """
        SELECT MIN(id) AS id, owner_id, item_id, site_id, CAST(SUM(quantity) AS bigint) AS quantity, CAST(SUM(allocated) AS bigint) AS allocated
        FROM inventory_positions WHERE owner_id <> 0 GROUP BY owner_id, item_id, site_id
        """;

    public ItemId ItemId { get; init; }
    public SiteId SiteId { get; init; }
    public PartnerId OwnerId { get; init; }
    public DateOnly FromDay { get; init; }
    public DateOnly? UntilDay { get; set; }
    public bool Promisable { get; set; }

    /// <summary>It is used before our own stock.</summary>
    public bool First { get; set; }

    /// <summary>
    /// Whose stock may be promised on a day, and when its turn is: 0 before ours, 2 after it (ours is 1). Read only where a supplier's stock
    /// lies, so that promising our own costs nothing more.
    /// </summary>
    public static async Task<IReadOnlyDictionary<PartnerId, int>> TurnsAsync(CrossdockDb db, ItemId item, SiteId site, DateOnly day, CancellationToken cancel) =>
        await db.Set<ConsignedRule>().AsNoTracking().Where(r => r.ItemId == item && r.SiteId == site && r.Promisable && r.FromDay <= day && (r.UntilDay == null || r.UntilDay >= day))
            .ToDictionaryAsync(r => r.OwnerId, r => r.First ? 0 : 2, cancel);

    public static void Model(ModelBuilder model)
    {
        model.Entity<ConsignedRule>(e =>
        {
            e.ToTable("inventory_consigned_rules");
            e.HasKey(r => new { r.ItemId, r.SiteId, r.OwnerId, r.FromDay });
        });
        model.Entity<ConsignedSum>(e => e.HasNoKey().ToSqlQuery(Sums));
    }
}
