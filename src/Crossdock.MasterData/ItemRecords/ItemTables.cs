using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.ItemRecords;

internal sealed class StoredItem
{
    public ItemId Id { get; init; }
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required string Category { get; set; }
    public required string Class { get; set; }
    public required string BaseUnit { get; init; }
    public int BaseDecimals { get; init; }
    public Tracking Tracking { get; init; }
    public Valuation Valuation { get; init; }
    public bool Active { get; set; }
    public UnitPrice StandardCost { get; set; }
    public UnitPrice ListPrice { get; set; }
    public PartnerId? SupplierId { get; set; }
    public int? ShelfLifeDays { get; set; }

    /// <summary>Kilograms of one base unit.</summary>
    public Quantity? Weight { get; set; }

    /// <summary>Litres of one base unit.</summary>
    public Quantity? Volume { get; set; }

    public long Version { get; set; }

    public Item ToItem(IEnumerable<StoredPack> packs) => new(
        Id, Code, Name, Category, Class, BaseUnit, BaseDecimals, Tracking, Valuation, Active, StandardCost, ListPrice, SupplierId, ShelfLifeDays,
        [.. packs.OrderByDescending(p => p.Unit == BaseUnit).ThenBy(p => (decimal)p.Numerator / p.Denominator).ThenBy(p => p.Unit, StringComparer.Ordinal).Select(p => p.ToPack())],
        Weight, Volume);
}

internal sealed class StoredPack
{
    public ItemId ItemId { get; init; }
    public required string Unit { get; init; }
    public long Numerator { get; init; }
    public long Denominator { get; init; }
    public string? Gtin { get; set; }
    public int Decimals { get; set; }
    public bool Purchase { get; set; }
    public bool Sales { get; set; }

    public Pack ToPack() => new(Unit, new(Numerator, Denominator), Gtin, Decimals, Purchase, Sales);
}

internal sealed class StoredReference
{
    public ItemId ItemId { get; init; }
    public ReferenceKind Kind { get; init; }

    /// <summary>The supplier or customer whose number it is; 0 when it is nobody's.</summary>
    public PartnerId PartnerId { get; init; }

    public required string Number { get; init; }
}

internal static class ItemTables
{
    public static void Model(ModelBuilder model)
    {
        model.Entity<StoredItem>(e =>
        {
            e.ToTable("masterdata_items", t => t.HasCheckConstraint("ck_items_measures", "COALESCE(weight, 0) >= 0 AND COALESCE(volume, 0) >= 0"));
            e.HasIndex(x => x.Code).IsUnique();
            e.HasIndex(x => x.SupplierId);
            e.Property(x => x.Version).IsConcurrencyToken();
        });
        model.Entity<StoredPack>(e =>
        {
            e.ToTable("masterdata_packs");
            e.HasKey(x => new { x.ItemId, x.Unit });
            e.HasIndex(x => x.Gtin).IsUnique();
            e.HasOne<StoredItem>().WithMany().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredReference>(e =>
        {
            e.ToTable("masterdata_references");
            e.HasKey(x => new { x.ItemId, x.Kind, x.PartnerId, x.Number });
            e.HasIndex(x => x.Number);
            e.HasOne<StoredItem>().WithMany().HasForeignKey(x => x.ItemId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
