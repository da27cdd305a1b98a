using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;

namespace Crossdock.Storage.Http;

/// <summary>The one right a page needs: <c>@attribute [Needs(Permission.SeeStock)]</c>. A page without it is refused by a conformance test.</summary>
/// <param name="permission">The right.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Permission permission) : Attribute, IAuthorizationRequirementData
{
    /// <summary>The right.</summary>
    public Permission Permission => permission;

    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() =>
        [new DenyAnonymousAuthorizationRequirement(), new ClaimsAuthorizationRequirement(ActorClaims.PermissionType, [permission.ToString()])];
}

/// <summary>A page for everyone who has signed in, whatever their roles.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignedInAttribute : Attribute, IAuthorizationRequirementData
{
    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new DenyAnonymousAuthorizationRequirement()];
}
