using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Crossdock.Ui;

/// <summary>Which pages a person may open, by the rights the pages themselves ask for; so that nobody is led to a page that refuses them.</summary>
/// <param name="endpoints">All addresses of the product.</param>
public sealed class PageRights(EndpointDataSource endpoints)
{
    private readonly Lazy<ILookup<string, Page>> pages = new(() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        .OrderBy(e => e.Order).ThenBy(e => e.RoutePattern.InboundPrecedence)
        .Select(e => new Page(FirstOf(e.RoutePattern.RawText ?? ""), new(new(e.RoutePattern), []), RightsOf(e.Metadata)))
        .ToLookup(p => p.First));

    /// <summary>False when the address is a page whose right the person lacks. Without a person nothing is known, and nothing hidden.</summary>
    public bool MayOpen(ClaimsPrincipal? person, string href)
    {
        if (person is null) return true;
        var path = href.Split('?', '#')[0];
        var page = pages.Value[FirstOf(path)].FirstOrDefault(p => p.Matcher.TryMatch(path, []));
        return page is null || page.Rights.All(needed => needed.AllowedValues!.Any(right => person.HasClaim(needed.ClaimType, right)));
    }

    private static string FirstOf(string path) => path.TrimStart('/').Split('/')[0];

    private static IReadOnlyList<ClaimsAuthorizationRequirement> RightsOf(EndpointMetadataCollection metadata) =>
        [.. metadata.OfType<IAuthorizationRequirementData>().SelectMany(d => d.GetRequirements()).OfType<ClaimsAuthorizationRequirement>().Where(r => r.AllowedValues is not null)];

    private sealed record Page(string First, TemplateMatcher Matcher, IReadOnlyList<ClaimsAuthorizationRequirement> Rights);
}
