using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Sites;

/// <summary>Blocks a place, or frees it.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Place">Code of the place.</param>
/// <param name="Blocked">True: nothing may be put there or picked from there.</param>
/// <param name="Reason">Why, for the audit trail.</param>
public sealed record BlockPlaceRequest(
    [Required, StringLength(12)] string Site,
    [Required, StringLength(20)] string Place,
    bool Blocked,
    [Required, StringLength(200, MinimumLength = 3)] string? Reason) : IHasReason;

/// <summary>The place as it is now.</summary>
/// <param name="Place">Its code.</param>
/// <param name="Blocked">Whether it is blocked.</param>
public sealed record BlockPlaceResponse(string Place, bool Blocked);

internal sealed class BlockPlace(Directory directory) : IUse<BlockPlaceRequest, BlockPlaceResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<BlockPlace>("PUT /sites/{site}/places/{place}/blocked", Permission.MaintainPlaces)
        .WithSummary("Block a place or free it.");

    public async Task<Result<BlockPlaceResponse>> ExecuteAsync(Work work, BlockPlaceRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id))
            return Refusal.NotFound("site", request.Site);
        var code = Code.Normal(request.Place);
        var place = await work.Db.Set<StoredPlace>().SingleOrDefaultAsync(p => p.SiteId == site.Id && p.Code == code, cancel);
        if (place is null || place.Kind >= PlaceKind.Supplier) return Refusal.NotFound("place", request.Place);
        place.Blocked = request.Blocked;
        work.Subject = $"place {site.Code}/{place.Code}";
        await MasterChanges.TellAsync(work, new SitesChanged(site.Id), cancel);
        return new BlockPlaceResponse(place.Code, place.Blocked);
    }
}
