using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Sites;

internal sealed class StoredEntity
{
    public EntityId Id { get; init; }
    public required string Code { get; init; }
    public required string Name { get; set; }
    public Currency Currency { get; init; }
    public required string TimeZone { get; init; }

    public LegalEntity ToEntity() => new(Id, Code, Name, Currency, TimeZone);
}

internal sealed class StoredSite
{
    public SiteId Id { get; init; }
    public EntityId EntityId { get; init; }
    public required string Code { get; init; }
    public required string Name { get; set; }
    public SiteRole Role { get; set; }
    public required string TimeZone { get; init; }
    public bool NegativeStockAllowed { get; set; }
    public int? LatitudeMicrodegrees { get; set; }
    public int? LongitudeMicrodegrees { get; set; }

    /// <summary>Why it is registered as small; null when it is not.</summary>
    public string? SmallReason { get; set; }

    public PersonId? SmallBy { get; set; }

    public Site ToSite() => new(
        Id, EntityId, Code, Name, Role, TimeZone, NegativeStockAllowed, LatitudeMicrodegrees / 1_000_000m, LongitudeMicrodegrees / 1_000_000m) { IsSmall = SmallReason is not null };
}

internal sealed class StoredPlace
{
    public PlaceId Id { get; init; }
    public SiteId SiteId { get; init; }
    public required string Code { get; init; }
    public PlaceKind Kind { get; init; }
    public required string Zone { get; set; }
    public int PickSequence { get; set; }
    public int? PalletCapacity { get; set; }
    public bool Blocked { get; set; }

    public Place ToPlace() => new(Id, SiteId, Code, Kind, Zone, PickSequence, Blocked) { PalletCapacity = PalletCapacity };
}

internal sealed class StoredCalendar
{
    public SiteId SiteId { get; init; }

    /// <summary>Bit 0 is Sunday, bit 6 Saturday.</summary>
    public int Weekdays { get; set; }
}

internal sealed class StoredClosedDay
{
    public SiteId SiteId { get; init; }
    public DateOnly Day { get; init; }
}

internal static class SiteTables
{
    public static void Model(ModelBuilder model)
    {
        model.Entity<StoredEntity>(e =>
        {
            e.ToTable("organisation_entities");
            e.HasIndex(x => x.Code).IsUnique();
        });
        model.Entity<StoredSite>(e =>
        {
            e.ToTable("organisation_sites");
            e.HasIndex(x => x.Code).IsUnique();
            e.HasOne<StoredEntity>().WithMany().HasForeignKey(x => x.EntityId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredPlace>(e =>
        {
            e.ToTable("organisation_places");
            e.HasIndex(x => new { x.SiteId, x.Code }).IsUnique();
            e.HasOne<StoredSite>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredCalendar>(e =>
        {
            e.ToTable("organisation_calendars");
            e.HasKey(x => x.SiteId);
            e.HasOne<StoredSite>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredClosedDay>(e =>
        {
            e.ToTable("organisation_closed_days");
            e.HasKey(x => new { x.SiteId, x.Day });
            e.HasOne<StoredSite>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
