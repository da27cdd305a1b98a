using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Levels;

/// <summary>Sets how much of items sites are to keep: all of them or none.</summary>
/// <param name="Levels">One to five hundred levels.</param>
/// <param name="Reason">Why, for the audit trail.</param>
public sealed record SetStockLevelsRequest(
    [Required, MinLength(1), MaxLength(500)] IReadOnlyList<NewStockLevel> Levels, [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>How much of an item a site is to keep, in base units.</summary>
/// <param name="Item">Code of the item.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="ReorderPoint">It orders at or below this.</param>
/// <param name="OrderUpTo">It orders up to this; what it has beyond is surplus that other sites may be offered.</param>
public sealed record NewStockLevel([Required, StringLength(60)] string Item, [Required, StringLength(12)] string Site, Quantity ReorderPoint, Quantity OrderUpTo);

/// <summary>How many levels were set.</summary>
/// <param name="Set">The number.</param>
public sealed record SetStockLevelsResponse(int Set);

internal sealed class SetStockLevels(Items items, Directory directory) : IUse<SetStockLevelsRequest, SetStockLevelsResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetStockLevels>("PUT /stock-levels", Permission.MaintainItems)
        .WithSummary("Set the reorder point and the order-up-to level of items at sites.");

    public async Task<Result<SetStockLevelsResponse>> ExecuteAsync(Work work, SetStockLevelsRequest request, CancellationToken cancel)
    {
        for (var i = 0; i < request.Levels.Count; i++)
        {
            if ((await SetAsync(work, request.Levels[i], cancel)).Refused(out var refusal, out _)) return refusal with { Pointer = $"/levels/{i}{refusal.Pointer}" };
        }

        work.Subject = request.Levels.Count == 1
            ? $"stock level of {Code.Normal(request.Levels[0].Item)} at {Code.Normal(request.Levels[0].Site)}"
            : $"{request.Levels.Count} stock levels";
        return new SetStockLevelsResponse(request.Levels.Count);
    }

    private async Task<Result<Done>> SetAsync(Work work, NewStockLevel wanted, CancellationToken cancel)
    {
        if (await items.FindAsync(work.Db, wanted.Item, cancel) is not { } item) return Refusal.NotFound("item", wanted.Item) with { Pointer = "/item" };
        if (await directory.SiteAsync(work.Db, wanted.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id))
            return Refusal.NotFound("site", wanted.Site) with { Pointer = "/site" };
        if (wanted.ReorderPoint.IsNegative || wanted.OrderUpTo < wanted.ReorderPoint) return new LevelsCrossed(item.Code, site.Code);
        if (!item.Allows(wanted.ReorderPoint) || !item.Allows(wanted.OrderUpTo)) return new LevelNotExact(item.Code, item.BaseUnit);
        var stored = work.Db.Set<StoredLevel>().Local.FirstOrDefault(l => l.ItemId == item.Id && l.SiteId == site.Id)
            ?? await work.Db.Set<StoredLevel>().SingleOrDefaultAsync(l => l.ItemId == item.Id && l.SiteId == site.Id, cancel);
        if (stored is null) work.Db.Add(stored = new StoredLevel { Id = work.NewKey("stock_levels"), ItemId = item.Id, SiteId = site.Id });
        (stored.ReorderPoint, stored.OrderUpTo) = (wanted.ReorderPoint, wanted.OrderUpTo);
        return Done.Yes;
    }
}

internal sealed record LevelsCrossed(string Item, string Site) : Refusal(RefusalKind.Invalid, "masterdata.levels_crossed",
    $"{Item} at {Site}: the reorder point is not negative, and the order-up-to level is not below it.");

internal sealed record LevelNotExact(string Item, string Unit) : Refusal(RefusalKind.Invalid, "masterdata.level_not_exact",
    $"The levels of {Item} are more finely divided than {Unit} can be.");
