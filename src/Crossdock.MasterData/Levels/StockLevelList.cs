using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.MasterData.Levels;

/// <summary>How much of an item a site is to keep, in base units.</summary>
public sealed record StockLevelRow
{
    /// <summary>Unique key of the pair.</summary>
    public int Id { get; init; }

    /// <summary>Code of the item.</summary>
    public string Item { get; init; } = "";

    /// <summary>Name of the item.</summary>
    public string Name { get; init; } = "";

    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>It orders at or below this.</summary>
    public Quantity ReorderPoint { get; init; }

    /// <summary>It orders up to this.</summary>
    public Quantity OrderUpTo { get; init; }

    /// <summary>Number of the override that holds, begins later or waits for approval, or null.</summary>
    public string? Override { get; init; }

    /// <summary>Base unit.</summary>
    public string Unit { get; init; } = "";
}

/// <summary>Levels of the sites the reader works at.</summary>
public sealed class StockLevelList : Listing<StockLevelRow>
{
    /// <summary>Names the columns.</summary>
    public StockLevelList()
    {
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.Name).Search();
        Column("site", "Site", r => r.Site);
        Column("reorder", "Reorder point", r => r.ReorderPoint);
        Column("up-to", "Order up to", r => r.OrderUpTo);
        Column("override", "Override", r => r.Override);
        Column("unit", "Unit", r => r.Unit);
        Order(r => r.Id, "item");
    }

    /// <inheritdoc/>
    public override string Name => "stock-levels";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<StockLevelList>("GET /stock-levels", Permission.SeeItems)
        .WithSummary("Reorder points and order-up-to levels of items at sites.");

    /// <inheritdoc/>
    protected override IQueryable<StockLevelRow> Rows(Reading reading)
    {
        // What ended yesterday at the site may stand here for some hours more.
        var earliest = LevelOverride.EarliestToday(reading.Now);
        return from l in reading.Db.Set<StoredLevel>()
               join i in MasterRows.Items(reading.Db) on l.ItemId equals i.Id
               join s in GroupRows.Sites(reading) on l.SiteId equals s.Id
               select new StockLevelRow
               {
                   Id = l.Id, Item = i.Code, Name = i.Name, Site = s.Code, ReorderPoint = l.ReorderPoint, OrderUpTo = l.OrderUpTo, Unit = i.Unit,
                   Override = reading.Db.Set<LevelOverride>().Where(o => o.ItemId == l.ItemId && o.SiteId == l.SiteId && (o.State == LevelOverrideState.Approved || o.State == LevelOverrideState.Waiting) && o.UntilDay >= earliest)
                       .OrderBy(o => o.FromDay).Select(o => o.Number).FirstOrDefault(),
               };
    }
}
