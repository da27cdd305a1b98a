namespace Crossdock.Governance.Excepting;

/// <summary>Where an exception stands. Stored by number; those below <see cref="Resolved"/> are live.</summary>
public enum ExceptionState
{
    /// <summary>Nobody has taken it.</summary>
    Raised = 1,

    /// <summary>Somebody works on it.</summary>
    InProgress = 2,

    /// <summary>Out of sight until a moment.</summary>
    Snoozed = 3,

    /// <summary>Lived with until a moment, for a reason.</summary>
    AcceptedRisk = 4,

    /// <summary>Somebody did something about it; if the cause stays it comes back.</summary>
    Resolved = 5,

    /// <summary>The cause is gone.</summary>
    Cleared = 6,

    /// <summary>It was none.</summary>
    FalseAlarm = 7,
}

/// <summary>An exception: one decision that waits. For a cause and an object there is one live at a time.</summary>
internal sealed class ExceptionItem
{
    public Guid Id { get; init; }
    public required string Number { get; init; }
    public required string Kind { get; init; }
    public required string Object { get; init; }

    /// <summary>The object while it is live, else the key: unique, so that no two are live.</summary>
    public required string LiveKey { get; set; }

    public required string Title { get; set; }
    public required string Detail { get; set; }
    public required string Href { get; set; }
    public EntityId EntityId { get; init; }
    public SiteId? SiteId { get; init; }
    public Amount Value { get; set; }
    public Currency Currency { get; set; }
    public Permission Owner { get; init; }

    /// <summary>Who answers for such exceptions there, or null.</summary>
    public PersonId? AskedFirst { get; set; }

    public PersonId? TakenBy { get; set; }
    public ExceptionState State { get; set; }
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset RaisedAt { get; init; }
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Until when it is snoozed or its risk accepted.</summary>
    public DateTimeOffset? Until { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
    public PersonId? EndedBy { get; set; }
    public string? Reason { get; set; }

    /// <summary>How often the same cause has come back for the same object before.</summary>
    public int Repeats { get; init; }

    public long Version { get; set; }

    public bool IsLive => State < ExceptionState.Resolved;

    /// <summary>True when it says just what its source finds now.</summary>
    public bool Says(FoundException found) => Title == found.Title && Detail == found.Detail && Value == found.Value && Href == found.Href && AskedFirst == found.AskedFirst;

    /// <summary>True when it was out of sight and its time is over.</summary>
    public bool Wakes(DateTimeOffset now) => State is ExceptionState.Snoozed or ExceptionState.AcceptedRisk && !(Until > now);

    public void End(ExceptionState state, DateTimeOffset at, PersonId? by, string? reason)
    {
        (State, EndedAt, EndedBy, Reason, Until) = (state, at, by, reason, null);
        LiveKey = Id.ToString("N");
        Version++;
    }
}
