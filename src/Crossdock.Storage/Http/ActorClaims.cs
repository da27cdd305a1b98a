using System.Globalization;
using System.Security.Claims;

namespace Crossdock.Storage.Http;

/// <summary>How an <see cref="Actor"/> travels through the request: as the identity of the signed-in principal.</summary>
public static class ActorClaims
{
    /// <summary>Claim type of a right; the value is the name of a <see cref="Permission"/>.</summary>
    public const string PermissionType = "permission";

    /// <summary>The actor of a signed-in principal; null when nobody is signed in.</summary>
    public static Actor? Read(ClaimsPrincipal principal) => (principal.Identity as ActorIdentity)?.Who;
}

/// <summary>An identity that knows its actor. The claims beside it are for policies, which ask for a right by its name.</summary>
/// <param name="actor">The actor.</param>
/// <param name="also">Claims beside those of the actor.</param>
/// <param name="authenticationType">How they proved who they are.</param>
public sealed class ActorIdentity(Actor actor, IEnumerable<Claim> also, string authenticationType)
    : ClaimsIdentity([.. ClaimsOf(actor), .. also], authenticationType)
{
    /// <summary>The actor.</summary>
    public Actor Who => actor;

    private static IEnumerable<Claim> ClaimsOf(Actor actor) =>
    [
        new(ClaimTypes.NameIdentifier, actor.Id.Value.ToString(CultureInfo.InvariantCulture)),
        new(ClaimTypes.Name, actor.Name),
        .. actor.Permissions.Select(p => new Claim(ActorClaims.PermissionType, p.ToString())),
    ];
}

/// <summary>Metadata of a route or page: the one right it needs. Routes without it are refused by a conformance test.</summary>
/// <param name="Permission">The right.</param>
public sealed record RequiresPermission(Permission Permission);
