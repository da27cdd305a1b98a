using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.DropShipping;

/// <summary>A ship notice in the list.</summary>
public sealed record ShipNoticeRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Number of the purchase order.</summary>
    public string PurchaseOrder { get; init; } = "";

    /// <summary>Number of the customer's order.</summary>
    public string SalesOrder { get; init; } = "";

    /// <summary>Name of the supplier.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Name of the customer.</summary>
    public string Customer { get; init; } = "";

    /// <summary>Code of the site that sold it.</summary>
    public string Site { get; init; } = "";

    /// <summary>Day it left.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Number of the supplier's delivery note.</summary>
    public string? DeliveryNote { get; init; }

    /// <summary>Number of the customer's invoice.</summary>
    public string? Invoice { get; init; }

    /// <summary>True when it was reversed, and for the mirror that did it.</summary>
    public bool Reversed { get; init; }
}

/// <summary>What suppliers shipped straight to our customers, newest first.</summary>
internal sealed class ShipNoticeList : Listing<ShipNoticeRow>
{
    public ShipNoticeList()
    {
        Column("number", "Notice", r => r.Number).Search();
        Column("purchase", "Purchase order", r => r.PurchaseOrder).Search();
        Column("order", "Customer order", r => r.SalesOrder).Search();
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("customer", "Customer", r => r.Customer).Search();
        Column("site", "Sold by", r => r.Site);
        Column("day", "Left", r => r.Day);
        Column("note", "Delivery note", r => r.DeliveryNote).Search();
        Column("invoice", "Invoice", r => r.Invoice).Search();
        Column("reversed", "Reversed", r => r.Reversed);
        Order(r => r.Id, "-day");
    }

    public override string Name => "ship-notices";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<ShipNoticeList>("GET /ship-notices", Permission.SeeStock)
        .WithSummary("What suppliers shipped straight to our customers, newest first.");

    protected override IQueryable<ShipNoticeRow> Rows(Reading reading) =>
        from n in reading.Db.Set<ShipNotice>()
        join s in GroupRows.Sites(reading) on n.SiteId equals s.Id
        join p in MasterRows.Partners(reading.Db) on n.SupplierId equals p.Id
        join c in MasterRows.Partners(reading.Db) on n.CustomerId equals c.Id
        select new ShipNoticeRow
        {
            Id = n.Id,
            Number = n.Number,
            PurchaseOrder = n.PurchaseOrder,
            SalesOrder = n.SalesOrder,
            Supplier = p.Name,
            Customer = c.Name,
            Site = s.Code,
            Day = n.Day,
            DeliveryNote = n.DeliveryNote,
            Invoice = n.InvoiceNumber,
            Reversed = n.MirrorOf != null || n.ReversedBy != null,
        };
}
