using Crossdock.Procurement.Ordering;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Uninvoiced;

/// <summary>An order line with something on goods received, not invoiced.</summary>
public sealed record UnbilledRow
{
    /// <summary>Key of the order line.</summary>
    public Guid Id { get; init; }

    /// <summary>Number of the order.</summary>
    public string Order { get; init; } = "";

    /// <summary>Number of the line in it.</summary>
    public int Line { get; init; }

    /// <summary>Code of the supplier.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Its name.</summary>
    public string SupplierName { get; init; } = "";

    /// <summary>Code of the item.</summary>
    public string Item { get; init; } = "";

    /// <summary>Its name.</summary>
    public string ItemName { get; init; } = "";

    /// <summary>Code of the site that received.</summary>
    public string Site { get; init; } = "";

    /// <summary>Received, net of returns, in base units.</summary>
    public Quantity Received { get; init; }

    /// <summary>Invoiced.</summary>
    public Quantity Invoiced { get; init; }

    /// <summary>Neither invoiced nor written off; negative when the supplier owes a credit.</summary>
    public Quantity Left { get; init; }

    /// <summary>The item's base unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What that is on goods received, not invoiced, in the entity's currency.</summary>
    public Amount Value { get; init; }

    /// <summary>Currency of that.</summary>
    public Currency Currency { get; init; }

    /// <summary>Accounting day of the last receipt.</summary>
    public DateOnly? Last { get; init; }
}

/// <summary>What makes up goods received, not invoiced: order lines of the sites the reader works at, longest waiting first.</summary>
public sealed class UnbilledList : Listing<UnbilledRow>
{
    /// <summary>Names the columns.</summary>
    public UnbilledList()
    {
        Column("order", "Order", r => r.Order).Search();
        Column("line", "Line", r => r.Line);
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("name", "Name", r => r.SupplierName).Search();
        Column("item", "Item", r => r.Item).Search();
        Column("description", "Description", r => r.ItemName).Search();
        Column("site", "Site", r => r.Site);
        Column("received", "Received", r => r.Received);
        Column("invoiced", "Invoiced", r => r.Invoiced);
        Column("left", "Not invoiced", r => r.Left);
        Column("unit", "Unit", r => r.Unit);
        Column("value", "Value", r => r.Value);
        Column("currency", "Currency", r => r.Currency);
        Column("last", "Last received", r => r.Last);
        Order(r => r.Id, "last");
    }

    /// <inheritdoc/>
    public override string Name => "received-not-invoiced";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<UnbilledList>("GET /received-not-invoiced", Permission.SeeBooks)
        .WithSummary("Order lines that make up goods received, not invoiced, longest waiting first.");

    /// <inheritdoc/>
    protected override IQueryable<UnbilledRow> Rows(Reading reading)
    {
        var entries = reading.Db.Set<GrniEntry>();
        return from l in reading.Db.Set<PurchaseLine>()
               where l.Kind != PurchaseOrderKind.Consigned
                   && (l.Received != l.Returned + l.Invoiced + l.WrittenOff || l.ReceivedValue != l.ReturnedValue + l.ClearedValue + l.WrittenOffValue)
               join s in GroupRows.Sites(reading) on l.SiteId equals s.Id
               join e in GroupRows.Entities(reading.Db) on l.EntityId equals e.Id
               join p in MasterRows.Partners(reading.Db) on l.SupplierId equals p.Id
               join i in MasterRows.Items(reading.Db) on l.ItemId equals i.Id
               select new UnbilledRow
               {
                   Id = l.Id,
                   Order = l.OrderNumber,
                   Line = l.Number,
                   Supplier = p.Code,
                   SupplierName = p.Name,
                   Item = i.Code,
                   ItemName = i.Name,
                   Site = s.Code,
                   Received = l.Received - l.Returned,
                   Invoiced = l.Invoiced,
                   Left = l.Received - l.Returned - l.Invoiced - l.WrittenOff,
                   Unit = i.Unit,
                   Value = l.ReceivedValue - l.ReturnedValue - l.ClearedValue - l.WrittenOffValue,
                   Currency = e.Currency,
                   Last = entries.Where(g => g.LineId == l.Id && (g.Kind == GrniKind.Receipt || g.Kind == GrniKind.Usage)).Max(g => (DateOnly?)g.Day),
               };
    }
}
