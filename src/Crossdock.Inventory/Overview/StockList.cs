using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Inventory.Overview;

/// <summary>What there is of an item at a site, in base units.</summary>
public sealed record StockRow
{
    /// <summary>Unique key of the pair.</summary>
    public long Id { get; init; }

    /// <summary>Item code.</summary>
    public string Item { get; init; } = "";

    /// <summary>Item name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Category of the item.</summary>
    public string Category { get; init; } = "";

    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Base unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Everything of ours at the site, whatever its condition.</summary>
    public Quantity OnHand { get; init; }

    /// <summary>In available condition and not tied to a demand.</summary>
    public Quantity Available { get; init; }

    /// <summary>Tied to demands.</summary>
    public Quantity Allocated { get; init; }

    /// <summary>At the dock, not put away.</summary>
    public Quantity Receiving { get; init; }

    /// <summary>In quarantine, on hold or damaged.</summary>
    public Quantity Blocked { get; init; }

    /// <summary>To come by purchase orders and transfers.</summary>
    public Quantity Coming { get; init; }

    /// <summary>Ordered and without stock.</summary>
    public Quantity Backordered { get; init; }

    /// <summary>What the stock at the site is worth.</summary>
    public Amount Value { get; init; }

    /// <summary>The entity's currency.</summary>
    public Currency Currency { get; init; }
}

/// <summary>Stock per item and site: one row for each pair that ever had any.</summary>
public sealed class StockList : Listing<StockRow>
{
    /// <summary>Names the columns.</summary>
    public StockList()
    {
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.Name).Search();
        Column("category", "Category", r => r.Category);
        Column("site", "Site", r => r.Site);
        Column("on-hand", "On hand", r => r.OnHand);
        Column("available", "Available", r => r.Available);
        Column("allocated", "Allocated", r => r.Allocated);
        Column("receiving", "Receiving", r => r.Receiving);
        Column("blocked", "Blocked", r => r.Blocked);
        Column("coming", "To come", r => r.Coming);
        Column("backordered", "Back-ordered", r => r.Backordered);
        Column("unit", "Unit", r => r.Unit);
        Column("value", "Value", r => r.Value);
        Column("currency", "Currency", r => r.Currency);
        Order(r => r.Id, "item");
    }

    /// <inheritdoc/>
    public override string Name => "stock";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<StockList>("GET /stock", Permission.SeeStock)
        .WithSummary("Stock per item and site: on hand, available, allocated, to come, back-ordered, value.");

    /// <inheritdoc/>
    protected override IQueryable<StockRow> Rows(Reading reading) =>
        from s in reading.Db.Set<StockSums>()
        join i in MasterRows.Items(reading.Db) on s.ItemId equals i.Id
        join at in GroupRows.Sites(reading) on s.SiteId equals at.Id
        join e in GroupRows.Entities(reading.Db) on at.EntityId equals e.Id
        select new StockRow
        {
            Id = s.Id,
            Item = i.Code,
            Name = i.Name,
            Category = i.Category,
            Site = at.Code,
            Unit = i.Unit,
            OnHand = s.OnHand,
            Available = s.Available,
            Allocated = s.Allocated,
            Receiving = s.Receiving,
            Blocked = s.Blocked,
            Coming = s.Coming,
            Backordered = s.Backordered,
            Value = s.Value,
            Currency = e.Currency,
        };
}
