using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Organisation.Sites;

/// <summary>A new site; its dock, staging, shipping, quarantine and transit places come with it.</summary>
/// <param name="Entity">Code of the entity that owns it.</param>
/// <param name="Code">Its code, unique in the group.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it is in the network.</param>
/// <param name="TimeZone">IANA name of its time zone; the entity's when absent.</param>
/// <param name="NegativeStockAllowed">True when picks may run ahead of late receipts.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record CreateSiteRequest(
    [Required, StringLength(12)] string Entity,
    [Required, StringLength(12)] string Code,
    [Required, StringLength(100)] string Name,
    SiteRole Role = SiteRole.Branch,
    [StringLength(60)] string? TimeZone = null,
    bool NegativeStockAllowed = false,
    [Range(-90, 90)] decimal? Latitude = null,
    [Range(-180, 180)] decimal? Longitude = null);

/// <summary>The site that was created.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Its code as stored.</param>
public sealed record CreateSiteResponse(int Id, string Code) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/sites/{Code}";
}

internal sealed class CreateSite(Foundation foundation) : IUse<CreateSiteRequest, CreateSiteResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateSite>("POST /sites", Permission.MaintainSites)
        .WithSummary("Create a site with its standard places.");

    public async Task<Result<CreateSiteResponse>> ExecuteAsync(Work work, CreateSiteRequest request, CancellationToken cancel)
    {
        if ((await foundation.CreateSiteAsync(work, request, cancel)).Refused(out var refusal, out var site)) return refusal;
        work.Subject = $"site {site.Code}";
        return new CreateSiteResponse(site.Id.Value, site.Code);
    }
}
