using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Inventory.Looking;

/// <summary>Asks what there is of an item.</summary>
/// <param name="Code">Item code, cross-reference or trade item number.</param>
/// <param name="Site">Only this site.</param>
public sealed record AvailabilityRequest([Required, StringLength(60)] string Code, [StringLength(20)] string? Site = null);

/// <summary>What there is of an item, per site.</summary>
/// <param name="Item">Item code.</param>
/// <param name="Name">Item name.</param>
/// <param name="Unit">Base unit; all quantities are in it.</param>
/// <param name="Free">Free to promise now, over all sites shown.</param>
/// <param name="Sites">Per site.</param>
public sealed record AvailabilityView(string Item, string Name, string Unit, Quantity Free, IReadOnlyList<SiteAvailability> Sites);

/// <summary>What there is at a site: every unit is under exactly one word, and the words add up to the total.</summary>
/// <param name="Site">Site.</param>
/// <param name="Words">Quantity per word, zeros left out.</param>
/// <param name="Total">All of it.</param>
/// <param name="Free">Free to promise now.</param>
/// <param name="Expired">Part of available that is past its date.</param>
/// <param name="Backordered">Ordered and without stock.</param>
/// <param name="OnOrder">To come from suppliers.</param>
/// <param name="Value">What the owned part is worth, in the entity's currency.</param>
/// <param name="Currency">The entity's currency.</param>
/// <param name="Promise">How much can be promised from which day on.</param>
public sealed record SiteAvailability(
    string Site, IReadOnlyDictionary<string, Quantity> Words, Quantity Total, Quantity Free, Quantity Expired, Quantity Backordered, Quantity OnOrder, Amount Value, Currency Currency, IReadOnlyList<PromiseStep> Promise);

internal sealed class ShowAvailability(Directory directory, Items items, StockView stock) : IQuery<AvailabilityRequest, AvailabilityView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowAvailability>("GET /items/{code}/availability", Permission.SeeStock)
        .WithSummary("What there is of an item per site, in the trade's words, and what can be promised when.");

    public async Task<Result<AvailabilityView>> AnswerAsync(Reading reading, AvailabilityRequest request, CancellationToken cancel)
    {
        if (await items.FindAsync(reading.Db, request.Code, cancel) is not { } item) return Refusal.NotFound("item", request.Code);
        Site? only = null;
        if (request.Site is { } code && ((only = await directory.SiteAsync(reading.Db, code, cancel)) is null || !reading.Actor.WorksAt(only.EntityId, only.Id))) return Refusal.NotFound("site", code);
        var sites = new List<SiteAvailability>();
        foreach (var part in await stock.PartitionAsync(reading.Db, item.Id, only?.Id, cancel))
        {
            if (!reading.Actor.WorksAt(part.Site.EntityId, part.Site.Id)) continue;
            var entity = (await directory.EntityAsync(reading.Db, part.Site.EntityId, cancel))!;
            sites.Add(new(
                part.Site.Code,
                part.Parts.Where(p => !p.Value.IsZero).ToDictionary(p => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(p.Key.ToString()), p => p.Value),
                part.Total, part.Free, part.Expired, part.Backordered, part.OnOrder, part.Value, entity.Currency,
                await stock.AvailableToPromiseAsync(reading.Db, item.Id, part.Site, cancel)));
        }

        return new AvailabilityView(item.Code, item.Name, item.BaseUnit, sites.Aggregate(Quantity.Zero, (sum, s) => sum + s.Free), sites);
    }
}
