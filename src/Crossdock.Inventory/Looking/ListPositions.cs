using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Inventory.Looking;

/// <summary>Asks what lies where.</summary>
/// <param name="Site">Code of the site; all sites in scope when left out, then an item is needed.</param>
/// <param name="Place">Code of a place of the site.</param>
/// <param name="Item">Item code.</param>
/// <param name="Most">At most so many lines, up to 500.</param>
public sealed record PositionsRequest(
    [StringLength(20)] string? Site = null, [StringLength(40)] string? Place = null, [StringLength(60)] string? Item = null, [Range(1, 500)] int Most = 100);

/// <summary>Stock in one state.</summary>
/// <param name="Site">Site.</param>
/// <param name="Place">Place.</param>
/// <param name="Item">Item code.</param>
/// <param name="ItemName">Item name.</param>
/// <param name="Condition">Condition.</param>
/// <param name="Lot">Lot or serial.</param>
/// <param name="ExpiresOn">Last day of use.</param>
/// <param name="Owner">Code of the supplier or customer that owns it; null when it is ours.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Allocated">Part tied to orders.</param>
/// <param name="Unit">Base unit.</param>
public sealed record PositionView(
    string Site, string Place, string Item, string ItemName, Condition Condition, string? Lot, DateOnly? ExpiresOn, string? Owner, Quantity Quantity, Quantity Allocated, string Unit);

internal sealed class ListPositions(Directory directory, Items items, Partners partners, StockPositions positions) : IQuery<PositionsRequest, IReadOnlyList<PositionView>>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListPositions>("GET /positions", Permission.SeeStock)
        .WithSummary("What lies where: positions of a site, a place or an item.");

    public async Task<Result<IReadOnlyList<PositionView>>> AnswerAsync(Reading reading, PositionsRequest request, CancellationToken cancel)
    {
        Site? site = null;
        Place? place = null;
        Item? item = null;
        if (request.Site is { } code)
        {
            site = await directory.SiteAsync(reading.Db, code, cancel);
            if (site is null || !reading.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", code);
            if (request.Place is { } placeCode && (place = await directory.PlaceAsync(reading.Db, site.Id, placeCode, cancel)) is null) return Refusal.NotFound("place", placeCode);
        }

        if (request.Item is { } itemCode && (item = await items.FindAsync(reading.Db, itemCode, cancel)) is null) return Refusal.NotFound("item", itemCode);
        if (site is null && item is null) return Refusal.Invalid("inventory.positions_of_what", "Name a site or an item.", "/site");
        var found = await positions.ListAsync(reading.Db, site?.Id, place?.Id, item?.Id, request.Most, cancel);
        var known = await items.FindManyAsync(reading.Db, found.Select(p => p.Item), cancel);
        var owners = await partners.FindManyAsync(reading.Db, found.Where(p => p.At.Owner != default).Select(p => p.At.Owner), cancel);
        var views = new List<PositionView>(found.Count);
        foreach (var position in found)
        {
            var at = (await directory.SiteAsync(reading.Db, position.At.Site, cancel))!;
            if (!reading.Actor.WorksAt(at.EntityId, at.Id)) continue;
            var of = known[position.Item];
            views.Add(new(at.Code, (await directory.PlaceAsync(reading.Db, position.At.Place, cancel))!.Code, of.Code, of.Name, position.At.Condition, position.Lot, position.ExpiresOn,
                owners.TryGetValue(position.At.Owner, out var owner) ? owner.Code : null, position.Quantity, position.Allocated, of.BaseUnit));
        }

        return views;
    }
}
