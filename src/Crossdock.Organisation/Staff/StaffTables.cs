using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Staff;

internal sealed class StoredPerson
{
    public PersonId Id { get; init; }

    /// <summary>What the person signs in with, lower case.</summary>
    public required string Login { get; init; }

    public required string Name { get; set; }
    public bool Active { get; set; }

    /// <summary>True for another system: nobody signs in as it, so administrators may make its keys.</summary>
    public bool Service { get; init; }

    public long Version { get; set; }
}

/// <summary>How a person proves who they are. Kept apart, so that no list of people ever reads a hash.</summary>
internal sealed class StoredAccount
{
    public PersonId PersonId { get; init; }
    public string? PasswordHash { get; set; }

    /// <summary>Changes with the password: older sign-ins end.</summary>
    public required string SecurityStamp { get; set; }

    public int FailedCount { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }
}

internal sealed class StoredPersonRole
{
    public PersonId PersonId { get; init; }
    public required string Role { get; init; }
}

internal sealed class StoredPersonEntity
{
    public PersonId PersonId { get; init; }
    public EntityId EntityId { get; init; }
}

internal sealed class StoredPersonSite
{
    public PersonId PersonId { get; init; }
    public SiteId SiteId { get; init; }
}

internal sealed class StoredApiKey
{
    public int Id { get; init; }
    public PersonId PersonId { get; init; }
    public required string Name { get; init; }

    /// <summary>The first characters of the key, to tell keys apart in a list.</summary>
    public required string Prefix { get; init; }

    public required byte[] KeyHash { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }
}

internal static class StaffTables
{
    /// <summary>Storage leaves the values of properties with this annotation out of the audit trail.</summary>
    private const string Secret = "Crossdock:Secret";

    public static void Model(ModelBuilder model)
    {
        model.Entity<StoredPerson>(e =>
        {
            e.ToTable("organisation_people");
            e.HasIndex(x => x.Login).IsUnique();
            e.Property(x => x.Version).IsConcurrencyToken();
        });
        model.Entity<StoredAccount>(e =>
        {
            e.ToTable("organisation_accounts");
            e.HasKey(x => x.PersonId);

            // Attempts at once are counted one after another: whoever loses the race counts again.
            e.Property(x => x.FailedCount).IsConcurrencyToken();
            e.Property(x => x.LockedUntil).IsConcurrencyToken();
            e.Property(x => x.PasswordHash).HasAnnotation(Secret, true);
            e.Property(x => x.SecurityStamp).HasAnnotation(Secret, true);
            e.HasOne<StoredPerson>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredPersonRole>(e =>
        {
            e.ToTable("organisation_person_roles");
            e.HasKey(x => new { x.PersonId, x.Role });
            e.HasOne<StoredPerson>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredPersonEntity>(e =>
        {
            e.ToTable("organisation_person_entities");
            e.HasKey(x => new { x.PersonId, x.EntityId });
            e.HasOne<StoredPerson>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredPersonSite>(e =>
        {
            e.ToTable("organisation_person_sites");
            e.HasKey(x => new { x.PersonId, x.SiteId });
            e.HasOne<StoredPerson>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredApiKey>(e =>
        {
            e.ToTable("organisation_api_keys");
            e.HasIndex(x => x.KeyHash).IsUnique();
            e.HasIndex(x => x.PersonId);
            e.Property(x => x.KeyHash).HasAnnotation(Secret, true);
            e.HasOne<StoredPerson>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
