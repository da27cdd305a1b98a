using System.ComponentModel.DataAnnotations;
using Crossdock.Inventory.Ledger;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Inventory.Looking;

/// <summary>Asks for movements, newest first.</summary>
/// <param name="Item">Item code.</param>
/// <param name="Site">Code of the site on either side.</param>
/// <param name="Place">Code of a place of the site, on either side.</param>
/// <param name="Kind">Why.</param>
/// <param name="Document">Number of the document.</param>
/// <param name="Person">Key of the person that posted it.</param>
/// <param name="FromDay">Posted on this UTC day or later.</param>
/// <param name="ToDay">Posted on this UTC day or earlier.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
/// <param name="Size">Lines of a page, up to 200.</param>
public sealed record MovementsRequest(
    [StringLength(60)] string? Item = null,
    [StringLength(20)] string? Site = null,
    [StringLength(40)] string? Place = null,
    MovementKind? Kind = null,
    [StringLength(40)] string? Document = null,
    int? Person = null,
    DateOnly? FromDay = null,
    DateOnly? ToDay = null,
    long? Cursor = null,
    [Range(1, 200)] int Size = 50);

/// <summary>A page of movements.</summary>
/// <param name="Rows">Newest first; each with the balances it left behind.</param>
/// <param name="Next">Cursor of the next page, or null at the end.</param>
public sealed record MovementsView(IReadOnlyList<MovementView> Rows, long? Next) : ITabular
{
    string ITabular.FileName => "movements";

    IReadOnlyList<string> ITabular.Headings =>
        ["Movement", "Kind", "Document", "Item", "Name", "Quantity", "Unit", "Lot", "From site", "From place", "To site", "To place", "Value", "Currency", "Happened", "Posted", "Reason"];

    IEnumerable<object?[]> ITabular.Cells => Rows.Select(r => new object?[]
    {
        r.Id, r.Kind, r.Document, r.Item, r.ItemName, r.Quantity, r.Unit, r.Lot, r.From?.Site, r.From?.Place, r.To?.Site, r.To?.Place, r.Value, r.Currency, r.HappenedAt, r.PostedAt, r.Reason,
    });
}

internal sealed class ListMovements(Directory directory, Items items, MovementReader reader) : IQuery<MovementsRequest, MovementsView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListMovements>("GET /movements", Permission.SeeStock)
        .WithSummary("Movements of the stock ledger with their running balances, newest first.");

    public async Task<Result<MovementsView>> AnswerAsync(Reading reading, MovementsRequest request, CancellationToken cancel)
    {
        var query = Scoped(reading, reading.Db.Set<Movement>().AsNoTracking());
        if (request.Item is { } itemCode)
        {
            if (await items.FindAsync(reading.Db, itemCode, cancel) is not { } item) return Refusal.NotFound("item", itemCode);
            query = query.Where(m => m.ItemId == item.Id);
        }

        if (request.Site is { } siteCode)
        {
            var site = await directory.SiteAsync(reading.Db, siteCode, cancel);
            if (site is null || !reading.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", siteCode);
            PlaceId? only = null;
            if (request.Place is { } placeCode)
            {
                if (await directory.PlaceAsync(reading.Db, site.Id, placeCode, cancel) is not { } place) return Refusal.NotFound("place", placeCode);
                only = place.Id;
            }

            var positions = reading.Db.Set<Position>().Where(p => p.SiteId == site.Id && (only == null || p.PlaceId == only));
            query = query.Where(m => positions.Any(p => p.Id == m.FromPositionId || p.Id == m.ToPositionId));
        }

        if (request.Kind is { } kind) query = query.Where(m => m.Kind == kind);
        if (request.Document is { } document) query = query.Where(m => m.Document == document);
        if (request.Person is { } person) query = query.Where(m => reading.Db.Set<Posting>().Any(p => p.Id == m.PostingId && p.ActorId == new PersonId(person)));
        if (request.FromDay is { } from)
        {
            var start = new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero);
            query = query.Where(m => m.PostedAt >= start);
        }

        if (request.ToDay is { } to)
        {
            var end = new DateTimeOffset(to.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
            query = query.Where(m => m.PostedAt < end);
        }

        if (request.Cursor is { } cursor) query = query.Where(m => m.Id < cursor);
        var found = await query.OrderByDescending(m => m.Id).Take(request.Size + 1).ToListAsync(cancel);
        var rows = await reader.ReadAsync(reading.Db, found.Take(request.Size).ToList(), cancel);
        return new MovementsView(rows, found.Count > request.Size ? rows[^1].Id : null);
    }

    /// <summary>Movements on whose either side the person works; those between sites or of value only by their entity.</summary>
    internal static IQueryable<Movement> Scoped(Reading reading, IQueryable<Movement> query)
    {
        if (reading.Actor.Entities is { } entities)
        {
            var own = entities.ToList();
            query = query.Where(m => own.Contains(m.EntityId));
        }

        if (reading.Actor.Sites is not { } sites) return query;
        var ownSites = sites.ToList();
        var positions = reading.Db.Set<Position>();
        return query.Where(m => positions.Any(p => (p.Id == m.FromPositionId || p.Id == m.ToPositionId) && ownSites.Contains(p.SiteId)));
    }
}
