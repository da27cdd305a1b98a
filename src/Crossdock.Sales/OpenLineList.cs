using Crossdock.Sales.Orders;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales;

/// <summary>An open line of a customer order.</summary>
public sealed record OpenLineRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Number of the order.</summary>
    public string Order { get; init; } = "";

    /// <summary>Number of the line.</summary>
    public int Line { get; init; }

    /// <summary>Code of the serving site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Name of the customer.</summary>
    public string Customer { get; init; } = "";

    /// <summary>Code of the item.</summary>
    public string Item { get; init; } = "";

    /// <summary>Name of the item.</summary>
    public string ItemName { get; init; } = "";

    /// <summary>Unit of the quantities.</summary>
    public string Unit { get; init; } = "";

    /// <summary>To ship.</summary>
    public Quantity Open { get; init; }

    /// <summary>Tied to stock.</summary>
    public Quantity Allocated { get; init; }

    /// <summary>Day it is to leave.</summary>
    public DateOnly DueDay { get; init; }

    /// <summary>Day it is promised for now, or null.</summary>
    public DateOnly? PromisedDay { get; init; }
}

/// <summary>
/// Open lines of customer orders at the sites the reader works at, first due first: what is to be picked and shipped. What a supplier ships straight to the
/// customer is not among them.
/// </summary>
public sealed class OpenLineList : Listing<OpenLineRow>
{
    /// <summary>Names the columns.</summary>
    public OpenLineList()
    {
        Column("order", "Order", r => r.Order).Search();
        Column("line", "Line", r => r.Line);
        Column("site", "Site", r => r.Site);
        Column("customer", "Customer", r => r.Customer).Search();
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.ItemName).Search();
        Column("unit", "Unit", r => r.Unit);
        Column("open", "Open", r => r.Open);
        Column("allocated", "Allocated", r => r.Allocated);
        Column("due", "Due", r => r.DueDay);
        Column("promised", "Promised", r => r.PromisedDay);
        Order(r => r.Id, "due");
    }

    /// <inheritdoc/>
    public override string Name => "open-order-lines";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<OpenLineList>("GET /sales-lines", Permission.SeeStock)
        .WithSummary("Open lines of customer orders, first due first.");

    /// <inheritdoc/>
    protected override IQueryable<OpenLineRow> Rows(Reading reading) =>
        from l in reading.Db.Set<SalesLine>()
        join o in reading.Db.Set<SalesOrder>() on l.OrderId equals o.Id
        join s in GroupRows.Sites(reading) on l.SiteId equals s.Id
        join c in MasterRows.Partners(reading.Db) on l.CustomerId equals c.Id
        join i in MasterRows.Items(reading.Db) on l.ItemId equals i.Id
        join d in Demands.Rows(reading.Db) on l.Id equals d.Id
        where l.Open > Quantity.Zero && l.SupplierId == default(PartnerId)
        select new OpenLineRow
        {
            Id = l.Id,
            Order = o.Number,
            Line = l.Line,
            Site = s.Code,
            Customer = c.Name,
            Item = i.Code,
            ItemName = i.Name,
            Unit = i.Unit,
            Open = l.Open,
            Allocated = d.Allocated,
            DueDay = l.DueDay,
            PromisedDay = d.PromisedDay,
        };
}
