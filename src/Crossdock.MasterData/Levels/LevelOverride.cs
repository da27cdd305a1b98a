using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Levels;

/// <summary>Where an override of a stock level stands. Stored by number.</summary>
public enum LevelOverrideState
{
    /// <summary>People decide on it.</summary>
    Waiting = 1,

    /// <summary>It holds from its first day to its last.</summary>
    Approved = 2,

    /// <summary>People said no, gave it back, or did not decide in time.</summary>
    Rejected = 3,

    /// <summary>It was taken back before it was decided on.</summary>
    Withdrawn = 4,

    /// <summary>It was ended before its last day.</summary>
    Ended = 5,
}

/// <summary>What a site keeps of an item instead of its level, from a day to a day. After its last day the level holds again by itself.</summary>
internal sealed class LevelOverride
{
    public Guid Id { get; init; }
    public required string Number { get; init; }
    public ItemId ItemId { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public Quantity ReorderPoint { get; init; }
    public Quantity OrderUpTo { get; init; }

    /// <summary>The level when it was asked for.</summary>
    public Quantity LevelReorderPoint { get; init; }

    /// <summary>The level when it was asked for.</summary>
    public Quantity LevelOrderUpTo { get; init; }

    /// <summary>How much more or less the site may keep, at standard cost, or the dearest supplier's price without one, in the entity's currency.</summary>
    public Amount Value { get; init; }

    public DateOnly FromDay { get; init; }
    public DateOnly UntilDay { get; init; }
    public required string Reason { get; init; }

    /// <summary>What it is to bring.</summary>
    public required string Effect { get; init; }

    /// <summary>Who asked for it and answers for it.</summary>
    public PersonId OwnerId { get; init; }

    public LevelOverrideState State { get; set; }

    /// <summary>The request that people decide or decided on; null when the table let it go.</summary>
    public string? Approval { get; set; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>The site's day on which it was ended early: from then on the level holds.</summary>
    public DateOnly? EndedOn { get; set; }

    public string? Why { get; set; }
    public long Version { get; set; }

    /// <summary>True while it holds on a day of the site.</summary>
    public bool HoldsOn(DateOnly day) => State == LevelOverrideState.Approved && FromDay <= day && day <= UntilDay;

    /// <summary>True when it has the site keep less than its level.</summary>
    public bool Lowers => OrderUpTo < LevelOrderUpTo || (OrderUpTo == LevelOrderUpTo && ReorderPoint < LevelReorderPoint);

    /// <summary>The day where it is the earliest on earth: what ended before it is over at every site.</summary>
    public static DateOnly EarliestToday(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12));

    public static void Model(ModelBuilder model) => model.Entity<LevelOverride>(e =>
    {
        e.ToTable("masterdata_level_overrides", t => t.HasCheckConstraint("ck_level_overrides", "reorder_point >= 0 AND order_up_to >= reorder_point AND until_day >= from_day"));
        e.HasIndex(o => o.Number).IsUnique();
        e.HasIndex(o => new { o.ItemId, o.SiteId });
        e.HasIndex(o => new { o.State, o.UntilDay });
        e.Property(o => o.Version).IsConcurrencyToken();
    });
}

/// <summary>An override was asked for, decided on, taken back or ended.</summary>
/// <param name="Override">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">The site.</param>
/// <param name="Of">The item.</param>
public sealed record LevelOverrideMoved(string Override, LevelOverrideState State, SiteId At, ItemId Of) : IFact
{
    /// <inheritdoc/>
    public static string Name => "masterdata.level_override_moved";

    /// <inheritdoc/>
    public SiteId? Site => At;

    /// <inheritdoc/>
    public ItemId? Item => Of;
}
