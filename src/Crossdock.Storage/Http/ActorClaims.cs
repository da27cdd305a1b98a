using System.Globalization;
using System.Security.Claims;

namespace Crossdock.Storage.Http;

/// <summary>How an <see cref="Actor"/> travels through the request: as claims of the signed-in principal.</summary>
public static class ActorClaims
{
    /// <summary>Claim type of a right; the value is the name of a <see cref="Permission"/>.</summary>
    public const string PermissionType = "permission";

    /// <summary>Claim type of an entity in scope; none means all.</summary>
    public const string EntityType = "entity";

    /// <summary>Claim type of a site in scope; none means all sites of the entities.</summary>
    public const string SiteType = "site";

    /// <summary>Writes an actor as claims.</summary>
    public static IEnumerable<Claim> Write(Actor actor)
    {
        yield return new(ClaimTypes.NameIdentifier, actor.Id.Value.ToString(CultureInfo.InvariantCulture));
        yield return new(ClaimTypes.Name, actor.Name);
        foreach (var permission in actor.Permissions) yield return new(PermissionType, permission.ToString());
        foreach (var entity in actor.Entities ?? (IEnumerable<EntityId>)[]) yield return new(EntityType, entity.Value.ToString(CultureInfo.InvariantCulture));
        foreach (var site in actor.Sites ?? (IEnumerable<SiteId>)[]) yield return new(SiteType, site.Value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The actor of a signed-in principal; null when nobody is signed in.</summary>
    public static Actor? Read(ClaimsPrincipal principal)
    {
        if (principal.Identity is ActorIdentity known) return known.Who;
        if (principal.Identity is not { IsAuthenticated: true }) return null;
        if (!int.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)) return null;
        var entities = principal.FindAll(EntityType).Select(c => new EntityId(int.Parse(c.Value, CultureInfo.InvariantCulture))).ToHashSet();
        var sites = principal.FindAll(SiteType).Select(c => new SiteId(int.Parse(c.Value, CultureInfo.InvariantCulture))).ToHashSet();
        return new Actor(new PersonId(id), principal.Identity.Name ?? "")
        {
            Permissions = principal.FindAll(PermissionType).Select(c => Enum.Parse<Permission>(c.Value)).ToHashSet(),
            Entities = entities.Count == 0 ? null : entities,
            Sites = sites.Count == 0 ? null : sites,
        };
    }
}

/// <summary>An identity that knows its actor, so that the claims are written once and read back by nobody who has it.</summary>
/// <param name="actor">The actor.</param>
/// <param name="also">Claims beside those of the actor.</param>
/// <param name="authenticationType">How they proved who they are.</param>
public sealed class ActorIdentity(Actor actor, IEnumerable<Claim> also, string authenticationType)
    : ClaimsIdentity([.. ActorClaims.Write(actor), .. also], authenticationType)
{
    /// <summary>The actor.</summary>
    public Actor Who => actor;
}

/// <summary>Metadata of a route or page: the one right it needs. Routes without it are refused by a conformance test.</summary>
/// <param name="Permission">The right.</param>
public sealed record RequiresPermission(Permission Permission);
