using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Organisation.Sites;

/// <summary>New places of a site, all or none.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Places">One to a thousand places.</param>
public sealed record CreatePlacesRequest(
    [Required, StringLength(12)] string Site,
    [Required, MinLength(1), MaxLength(1000)] IReadOnlyList<NewPlace> Places);

/// <summary>One new place.</summary>
/// <param name="Code">Its code, unique in the site; what is printed on the label.</param>
/// <param name="Kind">What kind of place it is.</param>
/// <param name="Zone">The part of the warehouse it is in.</param>
/// <param name="PickSequence">Order of the pick path.</param>
/// <param name="PalletCapacity">How many pallets fit.</param>
public sealed record NewPlace(
    [Required, StringLength(20)] string Code,
    PlaceKind Kind = PlaceKind.Bin,
    [StringLength(20)] string? Zone = null,
    [Range(0, 1_000_000)] int PickSequence = 0,
    [Range(1, 100_000)] int? PalletCapacity = null);

/// <summary>How many places were created.</summary>
/// <param name="Created">The number.</param>
public sealed record CreatePlacesResponse(int Created);

internal sealed class CreatePlaces(Foundation foundation, Directory directory) : IUse<CreatePlacesRequest, CreatePlacesResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreatePlaces>("POST /sites/{site}/places", Permission.MaintainPlaces)
        .WithSummary("Create bins and other places of a site.");

    public async Task<Result<CreatePlacesResponse>> ExecuteAsync(Work work, CreatePlacesRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id))
            return Refusal.NotFound("site", request.Site);
        if ((await foundation.CreatePlacesAsync(work, site.Id, request.Places, cancel)).Refused(out var refusal, out var places)) return refusal;
        work.Subject = $"site {site.Code}";
        return new CreatePlacesResponse(places.Count);
    }
}
