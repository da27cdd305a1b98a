using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Levels;

internal sealed class StoredLevel
{
    public int Id { get; init; }
    public ItemId ItemId { get; init; }
    public SiteId SiteId { get; init; }
    public Quantity ReorderPoint { get; set; }
    public Quantity OrderUpTo { get; set; }
}

internal static class LevelTables
{
    public static void Model(ModelBuilder model) => model.Entity<StoredLevel>(e =>
    {
        e.ToTable("masterdata_stock_levels", t => t.HasCheckConstraint("ck_stock_levels", "reorder_point >= 0 AND order_up_to >= reorder_point"));
        e.HasIndex(l => new { l.ItemId, l.SiteId }).IsUnique();
    });
}
