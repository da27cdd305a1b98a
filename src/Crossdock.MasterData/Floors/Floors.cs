using System.ComponentModel.DataAnnotations;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Floors;

/// <summary>How low a site lets its stock of an item go before it gives any away.</summary>
internal sealed class StoredFloor
{
    public SiteId SiteId { get; init; }
    public ItemId ItemId { get; init; }
    public Quantity Quantity { get; set; }

    public static void Model(ModelBuilder model) => model.Entity<StoredFloor>(e =>
    {
        e.ToTable("masterdata_floors");
        e.HasKey(f => new { f.SiteId, f.ItemId });
    });
}

/// <summary>Sets floors of a site, replacing those of the same items: all of them or none.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Floors">Items and their floors.</param>
/// <param name="Reason">Why.</param>
public sealed record SetFloorsRequest(
    [Required, StringLength(20)] string Site, [Required, MinLength(1), MaxLength(500)] IReadOnlyList<NewFloor> Floors, [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>A floor.</summary>
/// <param name="Item">Item code, cross-reference or trade item number.</param>
/// <param name="Quantity">In base units; without one the item has no floor any more.</param>
public sealed record NewFloor([Required, StringLength(60)] string Item, Quantity? Quantity = null);

/// <summary>How many floors were set.</summary>
/// <param name="Set">The number.</param>
public sealed record SetFloorsResponse(int Set);

internal sealed class SetFloors(Directory directory, Items items) : IUse<SetFloorsRequest, SetFloorsResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetFloors>("PUT /stock-floors", Permission.MaintainItems)
        .WithSummary("Say how low a site lets its stock of items go before it gives any away.");

    public async Task<Result<SetFloorsResponse>> ExecuteAsync(Work work, SetFloorsRequest request, CancellationToken cancel)
    {
        if (await directory.SiteAsync(work.Db, request.Site, cancel) is not { } site || !work.Actor.WorksAt(site.EntityId, site.Id)) return Refusal.NotFound("site", request.Site);
        var wanted = new Dictionary<ItemId, Quantity?>();
        for (var i = 0; i < request.Floors.Count; i++)
        {
            if (await items.FindAsync(work.Db, request.Floors[i].Item, cancel) is not { } item) return Refusal.NotFound("item", request.Floors[i].Item) with { Pointer = $"/floors/{i}/item" };
            if (request.Floors[i].Quantity is { } floor && (floor.IsNegative || !item.Allows(floor))) return new FloorNotExact(item.Code, item.BaseUnit) { Pointer = $"/floors/{i}/quantity" };
            if (!wanted.TryAdd(item.Id, request.Floors[i].Quantity)) return new FloorTwice(item.Code) { Pointer = $"/floors/{i}/item" };
        }

        var keys = wanted.Keys.ToList();
        var known = await work.Db.Set<StoredFloor>().Where(f => f.SiteId == site.Id && keys.Contains(f.ItemId)).ToDictionaryAsync(f => f.ItemId, cancel);
        foreach (var (item, quantity) in wanted)
        {
            if (known.TryGetValue(item, out var stored))
            {
                if (quantity is { } changed) stored.Quantity = changed;
                else work.Db.Remove(stored);
            }
            else if (quantity is { } first) work.Db.Add(new StoredFloor { SiteId = site.Id, ItemId = item, Quantity = first });
        }

        work.Subject = $"{wanted.Count} floors of {site.Code}";
        return new SetFloorsResponse(wanted.Count);
    }
}

/// <summary>A floor in the list.</summary>
public sealed record FloorRow
{
    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Code of the item.</summary>
    public string Item { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The floor, in base units.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>Base unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Orders the list.</summary>
    public string Key { get; init; } = "";
}

/// <summary>Floors of the sites the reader works at.</summary>
public sealed class FloorList : Listing<FloorRow>
{
    /// <summary>Names the columns.</summary>
    public FloorList()
    {
        Column("site", "Site", r => r.Site);
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.Name).Search();
        Column("quantity", "Floor", r => r.Quantity);
        Column("unit", "Unit", r => r.Unit);
        Column("key", "Key", r => r.Key).Hide();
        Order(r => r.Key, "site");
    }

    /// <inheritdoc/>
    public override string Name => "stock-floors";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<FloorList>("GET /stock-floors", Permission.SeeItems)
        .WithSummary("How low sites let their stock go before they give any away.");

    /// <inheritdoc/>
    protected override IQueryable<FloorRow> Rows(Reading reading) =>
        from f in reading.Db.Set<StoredFloor>()
        join s in GroupRows.Sites(reading) on f.SiteId equals s.Id
        join i in MasterRows.Items(reading.Db) on f.ItemId equals i.Id
        select new FloorRow { Site = s.Code, Item = i.Code, Name = i.Name, Quantity = f.Quantity, Unit = i.Unit, Key = s.Code + " " + i.Code };
}

internal sealed record FloorNotExact(string Item, string Unit) : Refusal(RefusalKind.Invalid, "masterdata.floor_not_exact", $"The floor of {Item} is a quantity its base unit {Unit} allows, and not less than zero.");

internal sealed record FloorTwice(string Item) : Refusal(RefusalKind.Invalid, "masterdata.floor_twice", $"{Item} stands twice. Give it one floor.");
