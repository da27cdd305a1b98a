using Crossdock.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Separating;

/// <summary>That a person did a duty on a chain, and when last. Only where no document says so by itself.</summary>
internal sealed class DutyMark
{
    /// <summary>The record or document, e.g. <c>supplier:12</c>.</summary>
    public required string Chain { get; init; }

    public PersonId PersonId { get; init; }
    public Duty Duty { get; init; }

    /// <summary>When last, to the day: within a day it is not written again.</summary>
    public DateTimeOffset At { get; set; }
}

/// <summary>A soft conflict that somebody answers for: one person, one row, one small site, with a control, until a day.</summary>
internal sealed class AcceptedConflict
{
    public int Id { get; init; }
    public int Conflict { get; init; }
    public PersonId PersonId { get; init; }
    public SiteId SiteId { get; init; }

    /// <summary>Who looks at what the person did.</summary>
    public PersonId Reviewer { get; init; }

    public int EveryDays { get; init; }

    /// <summary>What they look at.</summary>
    public required string Control { get; init; }

    public required string Reason { get; init; }
    public PersonId AcceptedBy { get; init; }
    public DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The last day it holds, at the site.</summary>
    public DateOnly Until { get; init; }

    /// <summary>The first instant it no longer holds.</summary>
    public DateTimeOffset EndsAt { get; set; }
}

/// <summary>A soft conflict that happened on a chain, under a control. Never changed.</summary>
internal sealed class ConflictHit
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public int Conflict { get; init; }
    public PersonId PersonId { get; init; }
    public SiteId SiteId { get; init; }
    public Duty Duty { get; init; }

    /// <summary>What it was done on, in words.</summary>
    public required string Chain { get; init; }

    public int AcceptanceId { get; init; }
    public DateTimeOffset At { get; init; }
}

internal static class SeparatingTables
{
    public static readonly RowMap<ConflictHit> Hits = new("organisation_conflict_hits");
    public static readonly RowInsert<ConflictHit> InsertHit = new(Hits, sealedRow: true);

    public static void Model(ModelBuilder model)
    {
        model.Entity<DutyMark>(e =>
        {
            e.ToTable("organisation_duty_marks");
            e.HasKey(m => new { m.Chain, m.PersonId, m.Duty });
        });
        model.Entity<AcceptedConflict>(e =>
        {
            e.ToTable("organisation_accepted_conflicts");
            e.HasIndex(a => a.PersonId);
            e.HasIndex(a => a.EndsAt);
        });
        model.Entity<ConflictHit>(e =>
        {
            e.ToTable("organisation_conflict_hits");
            e.HasIndex(h => h.PersonId);
        });
    }
}
