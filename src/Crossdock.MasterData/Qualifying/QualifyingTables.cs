using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Qualifying;

/// <summary>A paper that says what a supplier may or can do, for a time.</summary>
internal sealed class StoredCertificate
{
    public int Id { get; init; }
    public PartnerId SupplierId { get; init; }

    /// <summary>What it is about, as rules name it ("food safety"), lower case.</summary>
    public required string Kind { get; init; }

    public required string Number { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>The last day it holds.</summary>
    public DateOnly ValidUntil { get; init; }

    /// <summary>Where the paper can be seen.</summary>
    public string? Evidence { get; init; }

    public PersonId AddedBy { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public long Version { get; set; }
}

/// <summary>Suppliers of a category must hold a kind of certificate, or nothing is ordered from them. Empty category: all suppliers.</summary>
internal sealed class StoredCertificateRule
{
    public required string Category { get; init; }
    public required string Kind { get; init; }

    /// <summary>The clause that asks for it, named whenever it blocks.</summary>
    public required string Clause { get; set; }
}

/// <summary>Where a bank account stands. Stored by number.</summary>
public enum BankAccountState
{
    /// <summary>Entered; a second person is to confirm it.</summary>
    Proposed = 1,

    /// <summary>Confirmed; it can be paid to when its cooling time is over.</summary>
    Confirmed = 2,

    /// <summary>Not confirmed, or replaced.</summary>
    Retired = 3,
}

/// <summary>A bank account of a supplier.</summary>
internal sealed class StoredBankAccount
{
    public int Id { get; init; }
    public PartnerId SupplierId { get; init; }
    public required string Iban { get; init; }
    public required string Holder { get; init; }
    public string? Evidence { get; init; }
    public BankAccountState State { get; set; }
    public PersonId ProposedBy { get; init; }
    public DateTimeOffset ProposedAt { get; init; }
    public PersonId? ConfirmedBy { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>From then on it can be paid to.</summary>
    public DateTimeOffset? UsableAt { get; set; }

    public long Version { get; set; }
}

internal static class QualifyingTables
{
    public static void Model(ModelBuilder model)
    {
        model.Entity<StoredCertificate>(e =>
        {
            e.ToTable("masterdata_certificates");
            e.HasIndex(c => new { c.SupplierId, c.Kind, c.ValidUntil });
            e.HasIndex(c => c.ValidUntil);
            e.Property(c => c.Version).IsConcurrencyToken();
        });
        model.Entity<StoredCertificateRule>(e =>
        {
            e.ToTable("masterdata_certificate_rules");
            e.HasKey(r => new { r.Category, r.Kind });
        });
        model.Entity<StoredBankAccount>(e =>
        {
            e.ToTable("masterdata_bank_accounts");
            e.HasIndex(a => new { a.SupplierId, a.State });
            e.Property(a => a.Version).IsConcurrencyToken();
        });
    }
}
