namespace Crossdock.Governance.Parameters;

/// <summary>
/// One value that somebody set for a scope. Never changed: a new value is a new row. A value with a last day falls back by itself to what was, or
/// would have been, in force without it.
/// </summary>
internal sealed class ParameterValue : IDatedRow
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public string Parameter { get; init; } = "";
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }

    /// <summary>1, 2, ... for the parameter and scope: the order in which they were set.</summary>
    public int Number { get; init; }

    /// <summary>The value, in the unit of its kind; null to go by the larger scope again.</summary>
    public long? Value { get; init; }

    public DateOnly ValidFrom { get; init; }

    /// <summary>The last day it holds; null for as long as nothing else is set.</summary>
    public DateOnly? Until { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>What it is to bring, for a value outside of the bounds.</summary>
    public string? Effect { get; init; }

    /// <summary>Number of the request that people approved, when it lay outside of the bounds.</summary>
    public string? Request { get; init; }

    public PersonId PersonId { get; init; }
    public DateTimeOffset At { get; init; }

    public Scope Scope => new(EntityId, SiteId);
}

/// <summary>The bounds that were laid down for a scope. Never changed: new bounds are a new row.</summary>
internal sealed class ParameterBounds
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public string Parameter { get; init; } = "";
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }

    /// <summary>1, 2, ... for the parameter and scope: the order in which they were laid down.</summary>
    public int Number { get; init; }

    public long? Low { get; init; }
    public long? High { get; init; }

    /// <summary>The words that are allowed, a bit for each; null for a number.</summary>
    public long? Allowed { get; init; }

    public string Reason { get; init; } = "";
    public PersonId PersonId { get; init; }
    public DateTimeOffset At { get; init; }

    public Scope Scope => new(EntityId, SiteId);

    /// <summary>True when the row takes the scope's own bounds away: those of the larger scope hold again.</summary>
    public bool IsLifted => Low is null && High is null && Allowed is null;

    public bool Contains(long value) => Allowed is { } words ? (words >> (int)value & 1) != 0 : !(value < Low) && !(value > High);

    public string Words(ParameterDefinition of) => this switch
    {
        { Allowed: { } words } => string.Join(" or ", of.AllWords.Where((_, i) => (words >> i & 1) != 0)),
        { Low: { } low, High: { } high } => low == high ? "only " + of.Words(low) : $"{of.Text(low)} to {of.Words(high)}",
        { Low: { } low } => "at least " + of.Words(low),
        { High: { } high } => "at most " + of.Words(high),
        _ => "none",
    };
}

/// <summary>A value outside of the bounds that somebody asked for, and what became of it.</summary>
internal sealed class ParameterRequest
{
    public Guid Id { get; init; }

    /// <summary>Its number, the document that people decide on.</summary>
    public required string Number { get; init; }

    public required string Parameter { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public long Value { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly Until { get; init; }
    public required string Reason { get; init; }
    public required string Effect { get; init; }

    /// <summary>The bounds it lay outside of, in words: others than these nobody has decided on.</summary>
    public required string Bounds { get; init; }

    public PersonId PersonId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Number of the request for approval.</summary>
    public string? Approval { get; set; }

    public ApprovalState State { get; set; }
    public long Version { get; set; }

    public Scope Scope => new(EntityId, SiteId);

    public bool Says(ParameterRequest other) =>
        (Value, ValidFrom, Until, Reason, Effect, Bounds) == (other.Value, other.ValidFrom, other.Until, other.Reason, other.Effect, other.Bounds);
}

internal static class ParameterTables
{
    public static readonly RowMap<ParameterValue> Values = new("governance_parameter_values");
    public static readonly RowMap<ParameterBounds> Bounds = new("governance_parameter_bounds");
    public static readonly RowInsert<ParameterValue> InsertValue = new(Values, sealedRow: true);
    public static readonly RowInsert<ParameterBounds> InsertBounds = new(Bounds, sealedRow: true);

    public static void Model(ModelBuilder model)
    {
        model.Entity<ParameterValue>(e =>
        {
            e.ToTable("governance_parameter_values");
            e.HasIndex(v => new { v.Parameter, v.EntityId, v.SiteId, v.Number }).IsUnique();
            e.Ignore(v => v.Scope);
        });
        model.Entity<ParameterBounds>(e =>
        {
            e.ToTable("governance_parameter_bounds");
            e.HasIndex(b => new { b.Parameter, b.EntityId, b.SiteId, b.Number }).IsUnique();
            e.Ignore(b => b.Scope);
            e.Ignore(b => b.IsLifted);
        });
        model.Entity<ParameterRequest>(e =>
        {
            e.ToTable("governance_parameter_requests");
            e.HasIndex(r => r.Number).IsUnique();
            e.HasIndex(r => new { r.Parameter, r.EntityId, r.SiteId, r.State });
            e.Property(r => r.Version).IsConcurrencyToken();
            e.Ignore(r => r.Scope);
        });
    }
}
