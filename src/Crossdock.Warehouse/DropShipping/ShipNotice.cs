using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Warehouse.DropShipping;

/// <summary>
/// A supplier's word that it shipped straight to our customer, or the mirror of one that was wrong. Receipt and shipment in one: nothing of it was ever here.
/// </summary>
internal sealed class ShipNotice
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PartnerId SupplierId { get; init; }
    public PartnerId CustomerId { get; init; }
    public string PurchaseOrder { get; init; } = "";
    public Guid SalesOrderId { get; init; }
    public string SalesOrder { get; init; } = "";

    /// <summary>Number on the supplier's delivery note: the same one is taken once per order.</summary>
    public string? DeliveryNote { get; init; }

    public string? Carrier { get; init; }
    public string? Tracking { get; init; }

    /// <summary>Day it left the supplier; the accounting day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The entity's currency, in which <see cref="Value"/> is.</summary>
    public Currency Currency { get; init; }

    public Amount Value { get; init; }
    public Guid? InvoiceId { get; init; }
    public string? InvoiceNumber { get; init; }
    public Guid? MirrorOf { get; init; }
    public string? ReversedBy { get; set; }
    public string? Reason { get; init; }
    public long PostingId { get; init; }
    public DateTimeOffset PostedAt { get; init; }
    public PersonId PostedBy { get; init; }
    public long Version { get; set; }
}

/// <summary>What left of one purchase line in one lot.</summary>
internal sealed class ShipNoticeLine
{
    public Guid Id { get; init; }
    public Guid NoticeId { get; init; }
    public int Line { get; init; }
    public Guid PurchaseLineId { get; init; }
    public int PurchaseLine { get; init; }
    public Guid SalesLineId { get; init; }
    public int SalesLine { get; init; }
    public ItemId ItemId { get; init; }
    public LotId LotId { get; init; }

    /// <summary>As the supplier told it, for people; <see cref="Quantity"/> controls.</summary>
    public Quantity UnitQuantity { get; init; }

    public string Unit { get; init; } = "";
    public Quantity Quantity { get; init; }

    /// <summary>In the purchase order's currency.</summary>
    public Amount Amount { get; init; }

    /// <summary>In the entity's currency: cost of goods sold against goods received, not invoiced.</summary>
    public Amount Value { get; init; }

    public Guid? InvoiceLineId { get; set; }
}

/// <summary>Tables, services and routes of drop shipment.</summary>
internal static class DropShippingTables
{
    public static readonly RowMap<ShipNotice> Notices = new("warehouse_ship_notices");
    public static readonly RowMap<ShipNoticeLine> Lines = new("warehouse_ship_notice_lines");
    public static readonly RowInsert<ShipNotice> InsertNotice = new(Notices);
    public static readonly RowInsert<ShipNoticeLine> InsertLine = new(Lines, sealedRow: true);
    public static readonly RowSelect<ShipNotice> LockNotice = new(Notices, lockRows: true, "id", nameof(ShipNotice.Number));
    public static readonly RowUpdate<ShipNotice> MarkReversed = new("warehouse_ship_notices", "reversed_by = @ReversedBy, version = version + 1", "id = @Id AND version = @Version");

    public const string AppendOnly = "warehouse_ship_notice_lines";

    public static void Model(ModelBuilder model)
    {
        model.Entity<ShipNotice>(e =>
        {
            e.ToTable("warehouse_ship_notices");
            e.HasIndex(n => n.Number).IsUnique();
            e.HasIndex(n => n.PurchaseOrder);
            e.HasIndex(n => n.SalesOrderId);
            e.HasIndex(n => n.MirrorOf).IsUnique();
            e.HasIndex(n => new { n.SiteId, n.Id });
        });
        model.Entity<ShipNoticeLine>(e =>
        {
            e.ToTable("warehouse_ship_notice_lines", t => t.HasCheckConstraint("ck_ship_notice_lines_quantity", "quantity > 0 AND value >= 0"));
            e.HasIndex(l => new { l.NoticeId, l.Line }).IsUnique();
            e.HasIndex(l => l.PurchaseLineId);
            e.HasIndex(l => l.SalesLineId);
        });
    }

    public static void Services(IServiceCollection services) => services
        .AddSingleton<KeyShipNotice>().AddSingleton<ReverseShipNotice>().AddSingleton<FindShipNotice>().AddSingleton<ShipNoticeList>().AddSingleton<PurchaseTrailSource, NoticeSteps>()
        .AddNavigation(new NavigationEntry("Warehouse", "Drop shipments", "/ship-notices", "truck", Permission.SeeStock, 302));

    public static void Map(IEndpointRouteBuilder routes)
    {
        KeyShipNotice.Map(routes);
        ReverseShipNotice.Map(routes);
        FindShipNotice.Map(routes);
        ShipNoticeList.Map(routes);
    }
}
