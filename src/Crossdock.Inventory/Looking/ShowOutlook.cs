using System.ComponentModel.DataAnnotations;
using Crossdock.Inventory.Commitments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Inventory.Looking;

/// <summary>Asks what the next eight weeks bring and take.</summary>
/// <param name="Code">Item code.</param>
/// <param name="Site">Only this site.</param>
public sealed record OutlookRequest([Required, StringLength(60)] string Code, [StringLength(20)] string? Site = null);

/// <summary>A week of an item's future, in base units.</summary>
/// <param name="Start">Its Monday; what is overdue stands in the first week.</param>
/// <param name="Confirmed">Supply that is confirmed or on its way.</param>
/// <param name="Expected">Supply that nobody has confirmed.</param>
/// <param name="Demand">Demand that has no stock yet.</param>
/// <param name="Projected">Free now, and all supply, less all demand, up to the end of the week.</param>
public sealed record OutlookWeek(DateOnly Start, Quantity Confirmed, Quantity Expected, Quantity Demand, Quantity Projected);

/// <summary>The next supply of an item.</summary>
/// <param name="Document">Number of its document.</param>
/// <param name="Site">Site it comes to.</param>
/// <param name="Day">Day it is expected.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Stage">How sure it is.</param>
public sealed record NextSupply(string Document, string Site, DateOnly Day, Quantity Quantity, SupplyStage Stage);

/// <summary>What the next weeks bring and take.</summary>
/// <param name="Free">Free to promise now.</param>
/// <param name="Coming">All that is to come, also after the weeks shown.</param>
/// <param name="Waiting">All demand without stock, also after the weeks shown.</param>
/// <param name="Next">The next supply, or null.</param>
/// <param name="Weeks">Eight weeks.</param>
public sealed record OutlookView(Quantity Free, Quantity Coming, Quantity Waiting, NextSupply? Next, IReadOnlyList<OutlookWeek> Weeks);

internal sealed class ShowOutlook(Directory directory, Items items, StockView stock) : IQuery<OutlookRequest, OutlookView>
{
    private const int Weeks = 8;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowOutlook>("GET /items/{code}/outlook", Permission.SeeStock)
        .WithSummary("Eight weeks of dated supply and demand of an item, and what is free at the end of each.");

    public async Task<Result<OutlookView>> AnswerAsync(Reading reading, OutlookRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if (await items.FindAsync(db, request.Code, cancel) is not { } item) return Refusal.NotFound("item", request.Code);
        var sites = (await directory.SitesAsync(db, cancel)).Where(s => reading.Actor.WorksAt(s.EntityId, s.Id)).ToDictionary(s => s.Id);
        if (request.Site is { } code)
        {
            if (sites.Values.FirstOrDefault(s => s.Code == code) is not { } only) return Refusal.NotFound("site", code);
            sites = new() { [only.Id] = only };
        }

        var free = (await stock.PartitionAsync(db, item.Id, null, cancel)).Where(p => sites.ContainsKey(p.Site.Id)).Aggregate(Quantity.Zero, (sum, p) => sum + p.Free);
        var supplies = (await db.Set<Supply>().AsNoTracking().Where(s => s.ItemId == item.Id && s.Open > Quantity.Zero && s.DemandId == null).OrderBy(s => s.Day).ToListAsync(cancel))
            .FindAll(s => sites.ContainsKey(s.SiteId));
        var demands = (await db.Set<Demand>().AsNoTracking().Where(d => d.ItemId == item.Id && d.Shipped != d.Ordered && !d.Direct).ToListAsync(cancel))
            .FindAll(d => sites.ContainsKey(d.SiteId) && d.Unallocated.IsPositive);
        var next = supplies.FirstOrDefault();
        return new OutlookView(
            free, supplies.Aggregate(Quantity.Zero, (sum, s) => sum + s.Open), demands.Aggregate(Quantity.Zero, (sum, d) => sum + d.Unallocated),
            next is null ? null : new(next.Document, sites[next.SiteId].Code, next.Day, next.Open, next.Stage),
            Spread(Monday(await directory.TodayAsync(db, reading.Actor, reading.Now, cancel)), free, supplies, demands));
    }

    private static List<OutlookWeek> Spread(DateOnly first, Quantity free, List<Supply> supplies, List<Demand> demands)
    {
        var weeks = new List<OutlookWeek>(Weeks);
        for (var i = 0; i < Weeks; i++)
        {
            var (from, to) = (i == 0 ? DateOnly.MinValue : first.AddDays(7 * i), first.AddDays((7 * i) + 6));
            var confirmed = Sum(supplies.Where(s => s.Day >= from && s.Day <= to && s.Stage != SupplyStage.Released).Select(s => s.Open));
            var expected = Sum(supplies.Where(s => s.Day >= from && s.Day <= to && s.Stage == SupplyStage.Released).Select(s => s.Open));
            var demand = Sum(demands.Where(d => d.DueDay >= from && d.DueDay <= to).Select(d => d.Unallocated));
            free = free + confirmed + expected - demand;
            weeks.Add(new(first.AddDays(7 * i), confirmed, expected, demand, free));
        }

        return weeks;
    }

    private static Quantity Sum(IEnumerable<Quantity> quantities) => quantities.Aggregate(Quantity.Zero, (sum, q) => sum + q);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
