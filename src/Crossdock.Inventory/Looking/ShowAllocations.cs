using System.ComponentModel.DataAnnotations;
using Crossdock.Inventory.Commitments;
using Crossdock.Inventory.Ledger;
using Crossdock.Inventory.Lots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Inventory.Looking;

/// <summary>Asks who has an item.</summary>
/// <param name="Code">Item code.</param>
/// <param name="Site">Only this site.</param>
/// <param name="Most">At most so many, up to 500.</param>
public sealed record AllocationsRequest([Required, StringLength(60)] string Code, [StringLength(20)] string? Site = null, [Range(1, 500)] int Most = 100);

/// <summary>So much of a demand lies there.</summary>
/// <param name="Document">Number of the order or transfer.</param>
/// <param name="Kind">Kind of document.</param>
/// <param name="Site">Site.</param>
/// <param name="Place">Place.</param>
/// <param name="Lot">Lot or serial.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="DueDay">Day the goods leave.</param>
/// <param name="Rank">1 is served first.</param>
public sealed record AllocatedView(string Document, DemandKind Kind, string Site, string Place, string? Lot, Quantity Quantity, DateOnly DueDay, int Rank);

internal sealed class ShowAllocations(Directory directory, Items items) : IQuery<AllocationsRequest, IReadOnlyList<AllocatedView>>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowAllocations>("GET /items/{code}/allocations", Permission.SeeStock)
        .WithSummary("Which orders and transfers have stock of an item, and where it lies.");

    public async Task<Result<IReadOnlyList<AllocatedView>>> AnswerAsync(Reading reading, AllocationsRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if (await items.FindAsync(db, request.Code, cancel) is not { } item) return Refusal.NotFound("item", request.Code);
        SiteId? only = null;
        if (request.Site is { } code)
        {
            if (await directory.SiteAsync(db, code, cancel) is not { } site || !reading.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", code);
            only = site.Id;
        }

        var rows = await (
            from p in db.Set<Position>().AsNoTracking()
            join a in db.Set<Allocation>().AsNoTracking() on p.Id equals a.PositionId
            join d in db.Set<Demand>().AsNoTracking() on a.DemandId equals d.Id
            join known in db.Set<Lot>() on p.LotId equals known.Id into lots
            from lot in lots.DefaultIfEmpty()
            where p.ItemId == item.Id && (only == null || p.SiteId == only)
            orderby d.DueDay, d.Rank, d.Sequence, a.Id
            select new { a.Quantity, p.SiteId, p.PlaceId, d.Document, d.Kind, d.DueDay, d.Rank, Lot = (string?)lot!.Code }).Take(request.Most).ToListAsync(cancel);
        var views = new List<AllocatedView>(rows.Count);
        foreach (var row in rows)
        {
            var site = (await directory.SiteAsync(db, row.SiteId, cancel))!;
            if (!reading.Actor.WorksAt(site.EntityId, site.Id)) continue;
            views.Add(new(row.Document, row.Kind, site.Code, (await directory.PlaceAsync(db, row.PlaceId, cancel))!.Code, row.Lot, row.Quantity, row.DueDay, row.Rank));
        }

        return views;
    }
}
