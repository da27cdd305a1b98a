using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Shipping;

/// <summary>A shipment in the list.</summary>
public sealed record ShipmentRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Number of the order.</summary>
    public string Order { get; init; } = "";

    /// <summary>Name of the customer.</summary>
    public string Customer { get; init; } = "";

    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Accounting day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Who took it.</summary>
    public string? Carrier { get; init; }

    /// <summary>The carrier's number.</summary>
    public string? Tracking { get; init; }

    /// <summary>Number of its invoice.</summary>
    public string? Invoice { get; init; }

    /// <summary>True when it was reversed, and for the mirror that did it.</summary>
    public bool Reversed { get; init; }
}

/// <summary>Shipments to customers, newest first.</summary>
internal sealed class ShipmentList : Listing<ShipmentRow>
{
    public ShipmentList()
    {
        Column("number", "Shipment", r => r.Number).Search();
        Column("order", "Order", r => r.Order).Search();
        Column("customer", "Customer", r => r.Customer).Search();
        Column("site", "Site", r => r.Site);
        Column("day", "Day", r => r.Day);
        Column("carrier", "Carrier", r => r.Carrier).Search();
        Column("tracking", "Tracking", r => r.Tracking).Search();
        Column("invoice", "Invoice", r => r.Invoice).Search();
        Column("reversed", "Reversed", r => r.Reversed);
        Order(r => r.Id, "-day");
    }

    public override string Name => "shipments";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<ShipmentList>("GET /shipments", Permission.SeeStock)
        .WithSummary("Shipments to customers, newest first.");

    protected override IQueryable<ShipmentRow> Rows(Reading reading) =>
        from h in reading.Db.Set<Shipment>()
        join s in GroupRows.Sites(reading) on h.SiteId equals s.Id
        join c in MasterRows.Partners(reading.Db) on h.CustomerId equals c.Id
        select new ShipmentRow
        {
            Id = h.Id,
            Number = h.Number,
            Order = h.OrderNumber,
            Customer = c.Name,
            Site = s.Code,
            Day = h.Day,
            Carrier = h.Carrier,
            Tracking = h.Tracking,
            Invoice = h.InvoiceNumber,
            Reversed = h.MirrorOf != null || h.ReversedBy != null,
        };
}
