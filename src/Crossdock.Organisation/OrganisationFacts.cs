namespace Crossdock.Organisation;

/// <summary>Entities, sites, places or calendars were created or changed.</summary>
/// <param name="Site">The site, when it concerns one.</param>
public sealed record SitesChanged(SiteId? Site) : IFact
{
    /// <inheritdoc/>
    public static string Name => "organisation.sites_changed";

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>People, their roles, scopes, passwords or API keys changed.</summary>
public sealed record PeopleChanged : IFact
{
    /// <inheritdoc/>
    public static string Name => "organisation.people_changed";

    /// <inheritdoc/>
    public SiteId? Site => null;

    /// <inheritdoc/>
    public ItemId? Item => null;
}
