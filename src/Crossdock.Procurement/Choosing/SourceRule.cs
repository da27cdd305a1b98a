using System.ComponentModel.DataAnnotations.Schema;

namespace Crossdock.Procurement.Choosing;

/// <summary>Whether and in which order a supplier is asked for an item, at a site or everywhere. What it was before is in the audit trail.</summary>
internal sealed class SourceRule
{
    public int Id { get; init; }
    public ItemId ItemId { get; init; }

    /// <summary>The site it is for; null for all that have none of their own.</summary>
    public SiteId? SiteId { get; init; }

    public PartnerId SupplierId { get; init; }

    /// <summary>1 is asked first; 0 of a supplier that is kept out.</summary>
    public int Rank { get; set; }

    /// <summary>The share of what is bought, in hundredths of a percent; 0 where the order decides.</summary>
    public int Share { get; set; }

    /// <summary>Nothing is released to it.</summary>
    [NotMapped]
    public bool Blocked => Rank == 0;

    /// <summary>The last day it is kept out; null for no end.</summary>
    public DateOnly? BlockedUntil { get; set; }

    public string? Reason { get; set; }

    public bool IsBlockedOn(DateOnly day) => Blocked && (BlockedUntil is not { } until || day <= until);
}

internal static class SourceTables
{
    public static void Model(ModelBuilder model) => model.Entity<SourceRule>(e =>
    {
        e.ToTable("procurement_source_rules", t => t.HasCheckConstraint("ck_source_rules", "share >= 0 AND share <= 10000 AND rank >= 0"));
        e.HasIndex(r => new { r.ItemId, r.SiteId, r.SupplierId }).IsUnique();
    });
}
