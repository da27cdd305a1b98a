using Crossdock.Sales;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.DropShipping;

/// <summary>A line of a customer's order that a supplier is to ship and that no purchase order brings yet, or not all of it.</summary>
public sealed record DirectNeedRow
{
    /// <summary>Key of the line.</summary>
    public Guid Id { get; init; }

    /// <summary>Number of the customer's order.</summary>
    public string SalesOrder { get; init; } = "";

    /// <summary>Its line.</summary>
    public int Line { get; init; }

    /// <summary>Name of the customer.</summary>
    public string CustomerName { get; init; } = "";

    /// <summary>Code of the site that sold it.</summary>
    public string Site { get; init; } = "";

    /// <summary>Code of the supplier that is to ship it.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Name of the supplier.</summary>
    public string SupplierName { get; init; } = "";

    /// <summary>Code of the item.</summary>
    public string Item { get; init; } = "";

    /// <summary>Name of the item.</summary>
    public string ItemName { get; init; } = "";

    /// <summary>Base unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What the customer still wants.</summary>
    public Quantity Open { get; init; }

    /// <summary>What drafts and released orders bring of it.</summary>
    public Quantity Bound { get; init; }

    /// <summary>Day it is to leave.</summary>
    public DateOnly DueDay { get; init; }
}

/// <summary>Lines of customers' orders that a supplier is to ship and that are not ordered, or not all of them: first due first.</summary>
public sealed class DirectNeedList : Listing<DirectNeedRow>
{
    /// <summary>Names the columns.</summary>
    public DirectNeedList()
    {
        Column("order", "Customer order", r => r.SalesOrder).Search();
        Column("line", "Line", r => r.Line);
        Column("customer", "Customer", r => r.CustomerName).Search();
        Column("site", "Sold by", r => r.Site);
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("supplier-name", "Supplier name", r => r.SupplierName).Search();
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.ItemName).Search();
        Column("open", "Wanted", r => r.Open);
        Column("bound", "Ordered", r => r.Bound);
        Column("unit", "Unit", r => r.Unit);
        Column("due", "Due", r => r.DueDay);
        Order(r => r.Id, "due");
    }

    /// <inheritdoc/>
    public override string Name => "drop-shipments";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<DirectNeedList>("GET /drop-shipments", Permission.SeePurchasing)
        .WithSummary("Lines of customers' orders that a supplier is to ship and that are not ordered yet.");

    /// <inheritdoc/>
    protected override IQueryable<DirectNeedRow> Rows(Reading reading)
    {
        var none = default(PartnerId);
        return from d in SalesOrders.Rows(reading.Db)
               join s in GroupRows.Sites(reading) on d.SiteId equals s.Id
               join c in MasterRows.Partners(reading.Db) on d.CustomerId equals c.Id
               join p in MasterRows.Partners(reading.Db) on d.SupplierId equals p.Id
               join i in MasterRows.Items(reading.Db) on d.ItemId equals i.Id
               where d.SupplierId != none && d.Open > Quantity.Zero && !reading.Db.Set<DirectSum>().Any(b => b.Id == d.Id && b.Bound >= d.Open)
               select new DirectNeedRow
               {
                   Id = d.Id,
                   SalesOrder = d.Order,
                   Line = d.Line,
                   CustomerName = c.Name,
                   Site = s.Code,
                   Supplier = p.Code,
                   SupplierName = p.Name,
                   Item = i.Code,
                   ItemName = i.Name,
                   Unit = i.Unit,
                   Open = d.Open,
                   Bound = reading.Db.Set<DirectSum>().Where(b => b.Id == d.Id).Select(b => b.Bound).FirstOrDefault(),
                   DueDay = d.DueDay,
               };
    }
}
