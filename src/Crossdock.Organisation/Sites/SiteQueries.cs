using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Organisation.Sites;

/// <summary>Asks for the entities in scope.</summary>
public sealed record EntitiesRequest;

/// <summary>One entity.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">Currency of its books.</param>
/// <param name="TimeZone">Zone of its accounting days.</param>
public sealed record EntityView(int Id, string Code, string Name, Currency Currency, string TimeZone);

internal sealed class ListEntities(Directory directory) : IQuery<EntitiesRequest, IReadOnlyList<EntityView>>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListEntities>("GET /entities", Permission.SignIn)
        .WithSummary("Legal entities you work for.");

    public async Task<Result<IReadOnlyList<EntityView>>> AnswerAsync(Reading reading, EntitiesRequest request, CancellationToken cancel) =>
        Result<IReadOnlyList<EntityView>>.Of([
            .. (await directory.EntitiesAsync(reading.Db, cancel)).Where(e => reading.Actor.WorksFor(e.Id))
                .Select(e => new EntityView(e.Id.Value, e.Code, e.Name, e.Currency, e.TimeZone))]);
}

/// <summary>Asks for the sites in scope.</summary>
public sealed record SitesRequest;

/// <summary>One site.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Entity">Code of its entity.</param>
/// <param name="Role">What it is in the network.</param>
/// <param name="TimeZone">Zone of its shipping days.</param>
/// <param name="NegativeStockAllowed">True when picks may run ahead of late receipts.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record SiteView(
    int Id, string Code, string Name, string Entity, SiteRole Role, string TimeZone, bool NegativeStockAllowed, decimal? Latitude = null, decimal? Longitude = null);

internal sealed class ListSites(Directory directory) : IQuery<SitesRequest, IReadOnlyList<SiteView>>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListSites>("GET /sites", Permission.SignIn)
        .WithSummary("Sites you work at.");

    public async Task<Result<IReadOnlyList<SiteView>>> AnswerAsync(Reading reading, SitesRequest request, CancellationToken cancel)
    {
        var views = new List<SiteView>();
        foreach (var site in await directory.SitesAsync(reading.Db, cancel))
        {
            if (!reading.Actor.WorksAt(site.EntityId, site.Id)) continue;
            var entity = await directory.EntityAsync(reading.Db, site.EntityId, cancel);
            views.Add(new(site.Id.Value, site.Code, site.Name, entity!.Code, site.Role, site.TimeZone, site.NegativeStockAllowed, site.Latitude, site.Longitude));
        }

        return Result<IReadOnlyList<SiteView>>.Of(views);
    }
}

/// <summary>Asks for the places of a site.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Kind">Only this kind, e.g. <c>bin</c>.</param>
/// <param name="Zone">Only this zone.</param>
/// <param name="After">Go on after the place with this code.</param>
/// <param name="Take">How many, at most 500.</param>
public sealed record PlacesRequest(string Site, string? Kind = null, string? Zone = null, string? After = null, [Range(1, 500)] int? Take = null);

/// <summary>Places of a site in pick order.</summary>
/// <param name="Places">One page of them.</param>
/// <param name="Next">Code to go on after, or null at the end.</param>
public sealed record PlacesView(IReadOnlyList<PlaceView> Places, string? Next = null);

/// <summary>One place.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Its code.</param>
/// <param name="Kind">What kind of place it is.</param>
/// <param name="Zone">The part of the warehouse.</param>
/// <param name="PickSequence">Order of the pick path.</param>
/// <param name="Blocked">True when blocked.</param>
/// <param name="PalletCapacity">How many pallets fit.</param>
public sealed record PlaceView(int Id, string Code, PlaceKind Kind, string Zone, int PickSequence, bool Blocked, int? PalletCapacity = null);

internal sealed class ListPlaces(Directory directory) : IQuery<PlacesRequest, PlacesView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListPlaces>("GET /sites/{site}/places", Permission.SignIn)
        .WithSummary("Places of a site, in pick order.");

    public async Task<Result<PlacesView>> AnswerAsync(Reading reading, PlacesRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(reading.Db, request.Site, cancel) is not { } site || !reading.Actor.WorksAt(site.EntityId, site.Id))
            return Refusal.NotFound("site", request.Site);
        IEnumerable<Place> places = (await directory.PlacesAsync(reading.Db, site.Id, cancel)).Where(p => !p.IsVirtual);
        if (request.Kind is { Length: > 0 } text)
        {
            if (!Enum.TryParse<PlaceKind>(text, ignoreCase: true, out var kind) || !Enum.IsDefined(kind)) return new PlaceKindUnknown(text);
            places = places.Where(p => p.Kind == kind);
        }

        if (request.Zone is { } zone) places = places.Where(p => p.Zone == zone);
        if (request.After is { } after) places = places.SkipWhile(p => p.Code != after).Skip(1);
        var take = request.Take ?? 100;
        var page = places.Take(take + 1).Select(p => new PlaceView(p.Id.Value, p.Code, p.Kind, p.Zone, p.PickSequence, p.Blocked, p.PalletCapacity)).ToList();
        if (page.Count <= take) return new PlacesView(page, null);
        page.RemoveAt(take);
        return new PlacesView(page, page[^1].Code);
    }
}
