using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Consigning;

/// <summary>A consignment arrangement in the list; quantities in base units.</summary>
public sealed record ArrangementRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

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

    /// <summary>Price of one price unit today; of its first day before that.</summary>
    public UnitPrice Price { get; init; }

    /// <summary>The price unit.</summary>
    public string PriceUnit { get; init; } = "";

    /// <summary>Currency of the price.</summary>
    public Currency Currency { get; init; }

    /// <summary>The supplier is asked for more below it.</summary>
    public Quantity Minimum { get; init; }

    /// <summary>The most that is to lie here.</summary>
    public Quantity Maximum { get; init; }

    /// <summary>The base unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Who pays for what is lost.</summary>
    public LossBearer Loss { get; init; }

    /// <summary>Customer orders may be promised it.</summary>
    public bool Promisable { get; init; }

    /// <summary>First day.</summary>
    public DateOnly From { get; init; }

    /// <summary>Last day, or null.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>Consignment arrangements at the sites the reader works at.</summary>
public sealed class ArrangementList : Listing<ArrangementRow>
{
    /// <summary>Names the columns.</summary>
    public ArrangementList()
    {
        Column("number", "Arrangement", r => r.Number).Search();
        Column("supplier", "Supplier", r => r.Supplier).Search();
        Column("supplier-name", "Supplier name", r => r.SupplierName).Search();
        Column("item", "Item", r => r.Item).Search();
        Column("name", "Name", r => r.ItemName).Search();
        Column("site", "Site", r => r.Site);
        Column("price", "Price", r => r.Price);
        Column("price-unit", "Per", r => r.PriceUnit);
        Column("currency", "Currency", r => r.Currency);
        Column("minimum", "Minimum", r => r.Minimum);
        Column("maximum", "Maximum", r => r.Maximum);
        Column("unit", "Unit", r => r.Unit);
        Column("loss", "Loss borne by", r => r.Loss);
        Column("promisable", "Promisable", r => r.Promisable);
        Column("from", "From", r => r.From);
        Column("until", "Until", r => r.Until);
        Order(r => r.Id, "supplier");
    }

    /// <inheritdoc/>
    public override string Name => "consignments";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<ArrangementList>("GET /consignments", Permission.SeePurchasing)
        .WithSummary("Consignment arrangements: whose stock lies where until it is used, at which price.");

    /// <inheritdoc/>
    protected override IQueryable<ArrangementRow> Rows(Reading reading)
    {
        var today = DateOnly.FromDateTime(reading.Now.UtcDateTime);
        var prices = reading.Db.Set<ArrangementPrice>();
        return from a in reading.Db.Set<Arrangement>()
               join s in GroupRows.Sites(reading) on a.SiteId equals s.Id
               join p in MasterRows.Partners(reading.Db) on a.SupplierId equals p.Id
               join i in MasterRows.Items(reading.Db) on a.ItemId equals i.Id
               let price = prices.Where(x => x.ArrangementId == a.Id && (x.FromDay <= today || x.FromDay == a.FromDay)).OrderByDescending(x => x.FromDay).ThenByDescending(x => x.Id).First()
               select new ArrangementRow
               {
                   Id = a.Id,
                   Number = a.Number,
                   Supplier = p.Code,
                   SupplierName = p.Name,
                   Item = i.Code,
                   ItemName = i.Name,
                   Site = s.Code,
                   Price = price.Price,
                   PriceUnit = price.PriceUnit,
                   Currency = a.Currency,
                   Minimum = a.Minimum,
                   Maximum = a.Maximum,
                   Unit = i.Unit,
                   Loss = a.Loss,
                   Promisable = a.Promisable,
                   From = a.FromDay,
                   Until = a.UntilDay,
               };
    }
}
