using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Inventory.Looking;

/// <summary>Asks what there was of an item.</summary>
/// <param name="Code">Item code.</param>
/// <param name="Moment">The past moment.</param>
/// <param name="Site">Only this site.</param>
public sealed record StockThenRequest([Required, StringLength(60)] string Code, DateTimeOffset Moment, [StringLength(20)] string? Site = null);

/// <summary>What there was at a site, in both readings.</summary>
/// <param name="Site">Site.</param>
/// <param name="KnownThen">What the ledger said then.</param>
/// <param name="KnownNow">What we know today had happened by then.</param>
/// <param name="Value">Value then, in the order of posting.</param>
/// <param name="Currency">The entity's currency.</param>
public sealed record SiteThen(string Site, Quantity KnownThen, Quantity KnownNow, Amount Value, Currency Currency);

/// <summary>What there was of an item at a past moment.</summary>
/// <param name="Item">Item code.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="Moment">The moment.</param>
/// <param name="Sites">Sites where either reading finds something.</param>
public sealed record StockThenView(string Item, string Unit, DateTimeOffset Moment, IReadOnlyList<SiteThen> Sites);

internal sealed class ShowStockThen(Directory directory, Items items, AsOf asOf) : IQuery<StockThenRequest, StockThenView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowStockThen>("GET /items/{code}/as-of", Permission.SeeStock)
        .WithSummary("What there was of an item at a past moment, as known then and as known now.");

    public async Task<Result<StockThenView>> AnswerAsync(Reading reading, StockThenRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if (await items.FindAsync(db, request.Code, cancel) is not { } item) return Refusal.NotFound("item", request.Code);
        var sites = (await directory.SitesAsync(db, cancel)).Where(s => reading.Actor.WorksAt(s.EntityId, s.Id) && (request.Site is null || s.Code == request.Site)).ToList();
        if (request.Site is { } code && sites.Count == 0) return Refusal.NotFound("site", code);
        var found = new List<SiteThen>();
        foreach (var site in sites)
        {
            var then = await asOf.PositionsAsync(db, site.Id, item.Id, request.Moment, Knowledge.AsKnownThen, cancel);
            var now = await asOf.PositionsAsync(db, site.Id, item.Id, request.Moment, Knowledge.AsKnownNow, cancel);
            var value = await asOf.ValuesAsync(db, site.Id, item.Id, request.Moment, cancel);
            if (then.Count == 0 && now.Count == 0 && value.Count == 0) continue;
            found.Add(new(site.Code, Sum(then), Sum(now), value.Aggregate(Amount.Zero, (sum, p) => sum + p.Value), (await directory.EntityAsync(db, site.EntityId, cancel))!.Currency));
        }

        return new StockThenView(item.Code, item.BaseUnit, request.Moment, found);
    }

    private static Quantity Sum(IReadOnlyList<PositionThen> positions) => positions.Aggregate(Quantity.Zero, (sum, p) => sum + p.Quantity);
}
