namespace Crossdock.Inventory.Checking;

/// <summary>Inventory as the proof sees it: what movements put into and took out of cost pools.</summary>
internal sealed class PoolSums : ISubLedger
{
    public AccountRole Role => AccountRole.Inventory;

    public string Name => "values of stock movements";

    public Task<IReadOnlyDictionary<EntityId, Amount>> SumsAsync(CrossdockDb db, DateTimeOffset? moment, CancellationToken cancel) =>
        SubLedgerSums.ReadAsync(db,
            "SELECT m.entity_id AS \"EntityId\", CAST(SUM(COALESCE(CASE WHEN m.to_pool_id IS NULL THEN 0 ELSE m.to_value END, 0) - COALESCE(CASE WHEN m.from_pool_id IS NULL THEN 0 ELSE m.from_value END, 0)) AS bigint) AS \"Amount\" "
            + "FROM inventory_movements m JOIN storage_postings p ON p.id = m.posting_id WHERE p.posted_at <= {0} GROUP BY m.entity_id", cancel, SubLedgerSums.Until(moment));
}

/// <summary>Goods on the way as the proof sees them: what left pools into transit less what arrived or was lost.</summary>
internal sealed class TransitSums : ISubLedger
{
    public AccountRole Role => AccountRole.InTransit;

    public string Name => "values of goods on the way";

    public Task<IReadOnlyDictionary<EntityId, Amount>> SumsAsync(CrossdockDb db, DateTimeOffset? moment, CancellationToken cancel) =>
        SubLedgerSums.ReadAsync(db,
            "SELECT m.entity_id AS \"EntityId\", CAST(SUM(CASE WHEN m.from_pool_id IS NOT NULL THEN m.from_value ELSE -m.from_value END) AS bigint) AS \"Amount\" "
            + "FROM inventory_movements m JOIN storage_postings p ON p.id = m.posting_id WHERE m.transit_id IS NOT NULL AND p.posted_at <= {0} GROUP BY m.entity_id", cancel, SubLedgerSums.Until(moment));
}
