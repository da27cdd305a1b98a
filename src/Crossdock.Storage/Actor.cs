namespace Crossdock.Storage;

/// <summary>
/// Who acts: a person or a named job, what they may do, and for which entities and sites. Taken from the sign-in or the API key, never from a request body.
/// </summary>
public sealed record Actor(PersonId Id, string Name)
{
    /// <summary>The rights of the person's roles.</summary>
    public required IReadOnlySet<Permission> Permissions { get; init; }

    /// <summary>Entities the person works for; null means all.</summary>
    public IReadOnlySet<EntityId>? Entities { get; init; }

    /// <summary>Sites the person works at; null means all sites of their entities.</summary>
    public IReadOnlySet<SiteId>? Sites { get; init; }

    /// <summary>True when one of the roles grants it.</summary>
    public bool May(Permission permission) => Permissions.Contains(permission);

    /// <summary>True when the entity is in scope.</summary>
    public bool WorksFor(EntityId entity) => Entities is null || Entities.Contains(entity);

    /// <summary>True when the site, of that entity, is in scope.</summary>
    public bool WorksAt(EntityId entity, SiteId site) => WorksFor(entity) && (Sites is null || Sites.Contains(site));

    /// <summary>True when what concerns a site, or only its entity, is in scope.</summary>
    public bool WorksIn(EntityId entity, SiteId? site) => site is { } at ? WorksAt(entity, at) : WorksFor(entity);

    /// <summary>The product itself: sample loading, schedules. It may do everything and is named in the audit trail.</summary>
    public static Actor System(string job) => new(new PersonId(0), job)
    {
        Permissions = Enum.GetValues<Permission>().ToHashSet(),
    };
}

/// <summary>One request: who sent it, under which key, and what it said.</summary>
public sealed record Caller(Actor Actor)
{
    /// <summary>Key under which a repeat is recognised, unique per principal; null for a request that need not be repeatable.</summary>
    public string? Key { get; init; }

    /// <summary>SHA-256 of what was asked (route and body); the same key with other content is refused.</summary>
    public byte[] ContentHash { get; init; } = [];

    /// <summary>Name of the use or job; it stands in the audit trail.</summary>
    public string Use { get; init; } = "";

    /// <summary>The request's own id, also the trace id.</summary>
    public Guid RequestId { get; init; } = Guid.CreateVersion7();

    /// <summary>
    /// The instant of a posting that is replayed from history, for jobs inside the process that load a company; null means now. No
    /// request from outside sets it, and no clock is changed for it.
    /// </summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Why, in the words of the person, where the use asks for a reason.</summary>
    public string? Why { get; init; }
}
