namespace Crossdock.Inventory.History;

/// <summary>Demand of an earlier week.</summary>
internal sealed class PastDemand
{
    public SiteId SiteId { get; init; }
    public ItemId ItemId { get; init; }

    /// <summary>Its Monday.</summary>
    public DateOnly Week { get; init; }

    public Quantity Quantity { get; init; }

    public static readonly RowMap<PastDemand> Rows = new("inventory_demand_history");
    public static readonly RowInsert<PastDemand> Insert = new(Rows);

    public static void Model(ModelBuilder model) => model.Entity<PastDemand>(e =>
    {
        e.ToTable("inventory_demand_history", t => t.HasCheckConstraint("ck_demand_history_quantity", "quantity > 0"));
        e.HasKey(d => new { d.SiteId, d.ItemId, d.Week });
    });
}
