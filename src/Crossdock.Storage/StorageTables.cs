using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage;

/// <summary>
/// One committed use: who, when, what, why, before and after, and the hash of every ledger row it wrote. The audit trail is made of these rows.
/// </summary>
public sealed class Posting
{
    /// <summary>Ledger id; not the order of commits, which is the seal's.</summary>
    public long Id { get; init; }

    /// <summary>When it was posted.</summary>
    public DateTimeOffset PostedAt { get; init; }

    /// <summary>The person or job.</summary>
    public PersonId ActorId { get; init; }

    /// <summary>The use.</summary>
    public required string Use { get; init; }

    /// <summary>The request.</summary>
    public Guid RequestId { get; init; }

    /// <summary>The document or master record it is about, or null.</summary>
    public string? Subject { get; set; }

    /// <summary>The reason given, or null.</summary>
    public string? Why { get; init; }

    /// <summary>Field changes as JSON: <c>[{"table","key","field":[before,after]}]</c>, or null when only ledger rows were written.</summary>
    public string? Changes { get; set; }

    /// <summary>SHA-256 of the canonical bytes of this row and of all ledger rows and facts of the posting.</summary>
    public byte[] ContentHash { get; set; } = [];
}

/// <summary>The dense, final order of postings, each chained to the one before.</summary>
public sealed class Seal
{
    /// <summary>1, 2, 3, ... without gap.</summary>
    public long SealNo { get; init; }

    /// <summary>The posting.</summary>
    public long PostingId { get; init; }

    /// <summary>SHA-256 of the previous chain hash, the number and the posting's content hash.</summary>
    public required byte[] ChainHash { get; init; }
}

/// <summary>A committed posting that waits for its seal (PostgreSQL only; SQLite seals in the commit).</summary>
internal sealed class PendingSeal
{
    public long OrderNo { get; init; }
    public long PostingId { get; init; }
}

/// <summary>A fact as stored: followers read them in the order of seals.</summary>
public sealed class FactRow
{
    /// <summary>The posting that announced it.</summary>
    public long PostingId { get; init; }

    /// <summary>1, 2, ... within the posting.</summary>
    public int Sequence { get; init; }

    /// <summary>Stable name, <c>module.what_happened</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Site it concerns.</summary>
    public SiteId? SiteId { get; init; }

    /// <summary>Item it concerns.</summary>
    public ItemId? ItemId { get; init; }

    /// <summary>JSON of the fact.</summary>
    public required string Body { get; init; }
}

/// <summary>The effect of a request under its key.</summary>
internal sealed class RequestKey
{
    public PersonId PrincipalId { get; init; }
    public required string Key { get; init; }
    public required byte[] ContentHash { get; init; }
    public long PostingId { get; init; }
    public required string Answer { get; init; }
    public DateTimeOffset KeptAt { get; init; }
}

/// <summary>A block counter: ids and document numbers.</summary>
internal sealed class Counter
{
    public required string Name { get; init; }
    public long Next { get; set; }
}

/// <summary>How far a follower has come; moved in the transaction of its effect.</summary>
internal sealed class FollowerCursor
{
    public required string Name { get; init; }
    public long SealNo { get; set; }
    public long Epoch { get; set; }
    public string? Owner { get; set; }
    public DateTimeOffset LeaseUntil { get; set; }
}

/// <summary>One value about the database itself (schema stamp, sample state).</summary>
internal sealed class Setting
{
    public required string Name { get; init; }
    public required string Value { get; set; }
}

internal static class StorageTables
{
    public static readonly string[] AppendOnly = ["storage_postings", "storage_seals", "storage_facts"];

    public static void Model(ModelBuilder model, Engine engine)
    {
        model.Entity<Posting>(e =>
        {
            e.ToTable("storage_postings");
            e.HasIndex(p => new { p.Subject, p.Id });

            // Refused writes are few among very many postings; whoever audits asks for just them.
            e.HasIndex(p => new { p.Use, p.Id }).HasFilter("use = 'RefusedAttempt'");
        });
        model.Entity<Seal>(e =>
        {
            e.ToTable("storage_seals");
            e.HasKey(s => s.SealNo);
            e.HasIndex(s => s.PostingId).IsUnique();
        });
        model.Entity<FactRow>(e =>
        {
            e.ToTable("storage_facts");
            e.HasKey(f => new { f.PostingId, f.Sequence });
        });
        if (engine == Engine.Postgres)
        {
            model.HasSequence<long>("storage_order");
            model.Entity<PendingSeal>(e =>
            {
                e.ToTable("storage_pending_seals");
                e.HasKey(p => p.PostingId);
                e.Property(p => p.OrderNo).HasDefaultValueSql("nextval('storage_order')");
            });
        }

        model.Entity<RequestKey>(e =>
        {
            e.ToTable("storage_request_keys");
            e.HasKey(k => new { k.PrincipalId, k.Key });
        });
        model.Entity<Counter>(e =>
        {
            e.ToTable("storage_counters");
            e.HasKey(c => c.Name);
        });
        model.Entity<FollowerCursor>(e =>
        {
            e.ToTable("storage_cursors");
            e.HasKey(c => c.Name);
        });
        Mailing.Mail.Model(model);
        model.Entity<Setting>(e =>
        {
            e.ToTable("storage_settings");
            e.HasKey(s => s.Name);
        });
        model.Entity<Microsoft.AspNetCore.DataProtection.EntityFrameworkCore.DataProtectionKey>(e => e.ToTable("storage_data_protection_keys"));
    }
}
