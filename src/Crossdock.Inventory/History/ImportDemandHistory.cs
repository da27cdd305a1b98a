using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Inventory.History;

/// <summary>Demand of earlier weeks at a site, all or none. A week that is there already is refused.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Items">What was asked of which items.</param>
public sealed record ImportDemandHistoryRequest(
    [Required, StringLength(20, MinimumLength = 1)] string Site,
    [Required, MinLength(1), MaxLength(500)] IReadOnlyList<PastDemandOfItem> Items);

/// <summary>Earlier demand of an item.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="Weeks">Its weeks; those without demand are left out.</param>
public sealed record PastDemandOfItem([Required, StringLength(60, MinimumLength = 1)] string Item, [Required, MinLength(1), MaxLength(520)] IReadOnlyList<PastDemandWeek> Weeks);

/// <summary>A week with demand.</summary>
/// <param name="Monday">The Monday it begins with.</param>
/// <param name="Quantity">Base units that were asked for.</param>
public sealed record PastDemandWeek(DateOnly Monday, Quantity Quantity);

/// <summary>What was imported.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Weeks">How many weeks of items.</param>
public sealed record ImportDemandHistoryResponse(string Site, int Weeks);

internal sealed class ImportDemandHistory(Directory directory, Items items) : IUse<ImportDemandHistoryRequest, ImportDemandHistoryResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ImportDemandHistory>("POST /demand-history", Permission.ImportData)
        .WithSummary("Import the weekly demand of earlier years, for forecasts to start from.");

    public async Task<Result<ImportDemandHistoryResponse>> ExecuteAsync(Work work, ImportDemandHistoryRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", request.Site);
        var weeks = 0;
        foreach (var (past, index) in request.Items.Select((p, i) => (p, i)))
        {
            if (await items.FindAsync(work.Db, past.Item, cancel) is not { } item) return Refusal.NotFound("item", past.Item) with { Pointer = $"/items/{index}/item" };
            foreach (var week in past.Weeks)
            {
                if (week.Monday.DayOfWeek != DayOfWeek.Monday) return new WeekBeginsOnMonday(week.Monday) { Pointer = $"/items/{index}/weeks" };
                if (!week.Quantity.IsPositive) return new NoDemand(item.Code, week.Monday) { Pointer = $"/items/{index}/weeks" };
                work.Insert(PastDemand.Insert, new PastDemand { SiteId = site.Id, ItemId = item.Id, Week = week.Monday, Quantity = week.Quantity });
                weeks++;
            }
        }

        work.Subject = $"demand history of {site.Code}";
        return new ImportDemandHistoryResponse(site.Code, weeks);
    }
}

internal sealed record WeekBeginsOnMonday(DateOnly Day) : Refusal(RefusalKind.Invalid, "inventory.week_begins_on_monday",
    $"{Day:yyyy-MM-dd} is no Monday. A week of demand is named by the Monday it begins with.");

internal sealed record NoDemand(string Item, DateOnly Week) : Refusal(RefusalKind.Invalid, "inventory.no_demand",
    $"The demand of {Item} in the week of {Week:yyyy-MM-dd} must be more than zero. Leave weeks without demand out.");
