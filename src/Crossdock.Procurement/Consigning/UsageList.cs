using Crossdock.Procurement.Ordering;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Consigning;

/// <summary>What was used of a supplier's stock of an item in a month at one price, and what of it is billed.</summary>
public sealed record UsageRow
{
    /// <summary>Key of the order line.</summary>
    public Guid Id { get; init; }

    /// <summary>The month, as 2026-03.</summary>
    public string Month { get; init; } = "";

    /// <summary>Code of the supplier.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Name of the supplier.</summary>
    public string SupplierName { get; init; } = "";

    /// <summary>Code of the item.</summary>
    public string Item { get; init; } = "";

    /// <summary>Name of the item.</summary>
    public string ItemName { get; init; } = "";

    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>Used, in base units, less what was taken back.</summary>
    public Quantity Used { get; init; }

    /// <summary>Billed by the supplier.</summary>
    public Quantity Billed { get; init; }

    /// <summary>Used and not billed.</summary>
    public bool ToBill { get; init; }

    /// <summary>The base unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Price of one price unit on the days of use.</summary>
    public UnitPrice Price { get; init; }

    /// <summary>The price unit.</summary>
    public string PriceUnit { get; init; } = "";

    /// <summary>What the used quantity costs.</summary>
    public Amount Amount { get; init; }

    /// <summary>Currency of price and amount.</summary>
    public Currency Currency { get; init; }

    /// <summary>The order the supplier bills it on.</summary>
    public string Order { get; init; } = "";

    /// <summary>The line in it.</summary>
    public int Line { get; init; }
}

/// <summary>Used consigned stock at the sites the reader works at, the latest month first.</summary>
public sealed class UsageList : Listing<UsageRow>
{
    /// <summary>Names the columns.</summary>
    public UsageList()
    {
        Column("month", "Month", r => r.Month).Search();
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("supplier-name", "Supplier name", r => r.SupplierName).Search();
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.ItemName).Search();
        Column("site", "Site", r => r.Site);
        Column("used", "Used", r => r.Used);
        Column("unit", "Unit", r => r.Unit);
        Column("price", "Price", r => r.Price);
        Column("price-unit", "Per", r => r.PriceUnit);
        Column("amount", "Amount", r => r.Amount);
        Column("currency", "Currency", r => r.Currency);
        Column("billed", "Billed", r => r.Billed);
        Column("to-bill", "To bill", r => r.ToBill);
        Column("order", "Order", r => r.Order).Search();
        Column("line", "Line", r => r.Line);
        Order(r => r.Id, "-month");
    }

    /// <inheritdoc/>
    public override string Name => "consigned-usage";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<UsageList>("GET /consigned-usage", Permission.SeePurchasing)
        .WithSummary("What was used of suppliers' stock, per month, item and price, and what of it is billed.");

    /// <inheritdoc/>
    protected override IQueryable<UsageRow> Rows(Reading reading) =>
        from l in reading.Db.Set<PurchaseLine>()
        join o in reading.Db.Set<PurchaseOrder>() on l.OrderId equals o.Id
        join s in GroupRows.Sites(reading) on l.SiteId equals s.Id
        join p in MasterRows.Partners(reading.Db) on l.SupplierId equals p.Id
        join i in MasterRows.Items(reading.Db) on l.ItemId equals i.Id
        where l.Kind == PurchaseOrderKind.Used && l.Received > Quantity.Zero
        select new UsageRow
        {
            Id = l.Id,
            Month = o.Reference!,
            Supplier = p.Code,
            SupplierName = p.Name,
            Item = i.Code,
            ItemName = i.Name,
            Site = s.Code,
            Used = l.Received,
            Billed = l.Invoiced,
            ToBill = l.Received - l.WrittenOff > l.Invoiced,
            Unit = i.Unit,
            Price = l.Price,
            PriceUnit = l.PriceUnit,
            Amount = l.ReceivedAmount,
            Currency = l.Currency,
            Order = l.OrderNumber,
            Line = l.Number,
        };
}
