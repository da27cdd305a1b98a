using System.ComponentModel.DataAnnotations;
using Crossdock.Organisation.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Separating;

/// <summary>Registers a site as too small to keep all duties apart, or takes that back.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Small">True: soft conflicts can be accepted there. False ends at once what was accepted.</param>
/// <param name="Reason">Why.</param>
public sealed record RegisterSmallSiteRequest(
    [Required, StringLength(12)] string Site, bool Small, [Required, StringLength(200, MinimumLength = 3)] string? Reason) : IHasReason;

/// <summary>The site as it is now.</summary>
/// <param name="Site">Its code.</param>
/// <param name="Small">Whether it is registered as small.</param>
public sealed record RegisterSmallSiteResponse(string Site, bool Small);

internal sealed class RegisterSmallSite(Directory directory) : IUse<RegisterSmallSiteRequest, RegisterSmallSiteResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<RegisterSmallSite>("POST /small-sites", Permission.AcceptConflict)
        .WithSummary("Register a site as too small to keep all duties apart, or take that back.");

    public async Task<Result<RegisterSmallSiteResponse>> ExecuteAsync(Work work, RegisterSmallSiteRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", request.Site);
        var stored = await work.Db.Set<StoredSite>().SingleAsync(s => s.Id == site.Id, cancel);
        stored.SmallReason = request.Small ? request.Reason!.Trim() : null;
        stored.SmallBy = request.Small ? work.Actor.Id : null;
        work.Subject = $"site {site.Code}";
        await MasterChanges.TellAsync(work, new SitesChanged(site.Id), cancel);
        return new RegisterSmallSiteResponse(site.Code, request.Small);
    }
}
