using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Consigning;

/// <summary>A supplier's stock of an item at a site, in base units.</summary>
public sealed record ConsignedStockRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Code of the supplier that owns it.</summary>
    public string Supplier { get; init; } = "";

    /// <summary>Name of the supplier.</summary>
    public string SupplierName { get; init; } = "";

    /// <summary>Code of the item.</summary>
    public string Item { get; init; } = "";

    /// <summary>Name of the item.</summary>
    public string ItemName { get; init; } = "";

    /// <summary>Code of the site.</summary>
    public string Site { get; init; } = "";

    /// <summary>What lies there.</summary>
    public Quantity Here { get; init; }

    /// <summary>Part of it that is tied to customer orders.</summary>
    public Quantity Allocated { get; init; }

    /// <summary>The supplier is asked for more below it.</summary>
    public Quantity Minimum { get; init; }

    /// <summary>The most that is to lie there.</summary>
    public Quantity Maximum { get; init; }

    /// <summary>The base unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>True when less is there than was agreed at least.</summary>
    public bool Low { get; init; }

    /// <summary>The arrangement.</summary>
    public string Arrangement { get; init; } = "";
}

/// <summary>Suppliers' stock at the sites the reader works at, by the latest arrangement for each.</summary>
public sealed class ConsignedStockList : Listing<ConsignedStockRow>
{
    /// <summary>Names the columns.</summary>
    public ConsignedStockList()
    {
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("supplier-name", "Supplier name", r => r.SupplierName).Search();
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.ItemName).Search();
        Column("site", "Site", r => r.Site);
        Column("here", "Here", r => r.Here);
        Column("allocated", "Allocated", r => r.Allocated);
        Column("minimum", "Minimum", r => r.Minimum);
        Column("maximum", "Maximum", r => r.Maximum);
        Column("unit", "Unit", r => r.Unit);
        Column("low", "Below minimum", r => r.Low);
        Column("arrangement", "Arrangement", r => r.Arrangement).Search();
        Order(r => r.Id, "supplier");
    }

    /// <inheritdoc/>
    public override string Name => "consigned-stock";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<ConsignedStockList>("GET /consigned-stock", Permission.SeePurchasing)
        .WithSummary("Suppliers' stock with us: what lies where, and the agreed least and most.");

    /// <inheritdoc/>
    protected override IQueryable<ConsignedStockRow> Rows(Reading reading)
    {
        var all = reading.Db.Set<Arrangement>();
        var sums = ConsignedStock.Sums(reading.Db);
        return from a in all
               join s in GroupRows.Sites(reading) on a.SiteId equals s.Id
               join p in MasterRows.Partners(reading.Db) on a.SupplierId equals p.Id
               join i in MasterRows.Items(reading.Db) on a.ItemId equals i.Id
               where !all.Any(later => later.SupplierId == a.SupplierId && later.ItemId == a.ItemId && later.SiteId == a.SiteId && later.FromDay > a.FromDay)
               let here = sums.Where(x => x.OwnerId == a.SupplierId && x.ItemId == a.ItemId && x.SiteId == a.SiteId).Select(x => x.Quantity).FirstOrDefault()
               select new ConsignedStockRow
               {
                   Id = a.Id,
                   Supplier = p.Code,
                   SupplierName = p.Name,
                   Item = i.Code,
                   ItemName = i.Name,
                   Site = s.Code,
                   Here = here,
                   Allocated = sums.Where(x => x.OwnerId == a.SupplierId && x.ItemId == a.ItemId && x.SiteId == a.SiteId).Select(x => x.Allocated).FirstOrDefault(),
                   Minimum = a.Minimum,
                   Maximum = a.Maximum,
                   Unit = i.Unit,
                   Low = here < a.Minimum,
                   Arrangement = a.Number,
               };
    }
}
