namespace Crossdock.Inventory.Overview;

/// <summary>What there is of an item at a site, summed from its own rows.</summary>
internal sealed class StockSums
{
    public const string Sql =
        """
        SELECT p.id, p.item_id, p.site_id, p.value, p.backordered,
          CAST(COALESCE((SELECT SUM(x.quantity) FROM inventory_positions x WHERE x.item_id = p.item_id AND x.site_id = p.site_id AND x.owner_id = 0), 0) AS bigint) AS on_hand,
          CAST(COALESCE((SELECT SUM(x.quantity - x.allocated) FROM inventory_positions x WHERE x.item_id = p.item_id AND x.site_id = p.site_id AND x.condition = 2 AND x.owner_id = 0), 0) AS bigint) AS available,
          CAST(COALESCE((SELECT SUM(x.allocated) FROM inventory_positions x WHERE x.item_id = p.item_id AND x.site_id = p.site_id AND x.owner_id = 0), 0) AS bigint) AS allocated,
          CAST(COALESCE((SELECT SUM(x.quantity - x.allocated) FROM inventory_positions x WHERE x.item_id = p.item_id AND x.site_id = p.site_id AND x.condition = 1 AND x.owner_id = 0), 0) AS bigint) AS receiving,
          CAST(COALESCE((SELECT SUM(x.quantity - x.allocated) FROM inventory_positions x WHERE x.item_id = p.item_id AND x.site_id = p.site_id AND x.condition > 2 AND x.owner_id = 0), 0) AS bigint) AS blocked,
          CAST(COALESCE((SELECT SUM(s.open) FROM inventory_supplies s WHERE s.item_id = p.item_id AND s.site_id = p.site_id AND s.open > 0 AND s.demand_id IS NULL), 0) AS bigint) AS coming
        FROM inventory_pools p
        """;

    public long Id { get; init; }
    public ItemId ItemId { get; init; }
    public SiteId SiteId { get; init; }
    public Amount Value { get; init; }
    public Quantity Backordered { get; init; }
    public Quantity OnHand { get; init; }
    public Quantity Available { get; init; }
    public Quantity Allocated { get; init; }
    public Quantity Receiving { get; init; }
    public Quantity Blocked { get; init; }
    public Quantity Coming { get; init; }
}

/// <summary>An open demand with what is left of it.</summary>
internal sealed class DemandSums
{
    public const string Sql =
        """
        SELECT sequence, id, kind, document, item_id, site_id, due_day, rank,
          ordered - cancelled - shipped AS open, allocated, ordered - cancelled - shipped - allocated AS waiting, promised_day
        FROM inventory_demands WHERE ordered - cancelled - shipped > 0 AND NOT direct
        """;

    public long Sequence { get; init; }
    public Guid Id { get; init; }
    public DemandKind Kind { get; init; }
    public string Document { get; init; } = "";
    public ItemId ItemId { get; init; }
    public SiteId SiteId { get; init; }
    public DateOnly DueDay { get; init; }
    public int Rank { get; init; }
    public Quantity Open { get; init; }
    public Quantity Allocated { get; init; }
    public Quantity Waiting { get; init; }
    public DateOnly? PromisedDay { get; init; }
}

/// <summary>A position that is not empty, with what is free of it.</summary>
internal sealed class PositionSums
{
    public const string Sql =
        """
        SELECT id, site_id, place_id, item_id, lot_id, owner_id, condition,
          quantity, allocated, quantity - allocated AS free, last_posted_at
        FROM inventory_positions WHERE quantity <> 0 OR allocated <> 0
        """;

    public long Id { get; init; }
    public SiteId SiteId { get; init; }
    public PlaceId PlaceId { get; init; }
    public ItemId ItemId { get; init; }
    public LotId LotId { get; init; }
    public PartnerId OwnerId { get; init; }
    public Condition Condition { get; init; }
    public Quantity Quantity { get; init; }
    public Quantity Allocated { get; init; }
    public Quantity Free { get; init; }
    public DateTimeOffset LastPostedAt { get; init; }
}

/// <summary>Sums that the lists read. They are queries, not tables: nothing is stored that could lag.</summary>
internal static class OverviewModel
{
    public static void Model(ModelBuilder model)
    {
        model.Entity<StockSums>(e => e.HasNoKey().ToSqlQuery(StockSums.Sql));
        model.Entity<DemandSums>(e => e.HasNoKey().ToSqlQuery(DemandSums.Sql));
        model.Entity<PositionSums>(e => e.HasNoKey().ToSqlQuery(PositionSums.Sql));
    }
}
