using Crossdock.MasterData.PartnerRecords;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.MasterData.ItemRecords;

/// <summary>One item of a list.</summary>
public sealed record ItemRow
{
    /// <summary>Its code.</summary>
    public string Code { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is.</summary>
    public string Category { get; init; } = "";

    /// <summary>How it is planned and counted.</summary>
    public string Class { get; init; } = "";

    /// <summary>The unit stock is kept in.</summary>
    public string BaseUnit { get; init; } = "";

    /// <summary>How pieces are told apart.</summary>
    public Tracking Tracking { get; init; }

    /// <summary>Expected cost of one base unit.</summary>
    public UnitPrice StandardCost { get; init; }

    /// <summary>List price of one base unit.</summary>
    public UnitPrice ListPrice { get; init; }

    /// <summary>What one base unit weighs, in kilograms; null when not known.</summary>
    public Quantity? Weight { get; init; }

    /// <summary>What room one base unit takes up, in litres; null when not known.</summary>
    public Quantity? Volume { get; init; }

    /// <summary>Code of the usual supplier.</summary>
    public string? Supplier { get; init; }

    /// <summary>Its name.</summary>
    public string? SupplierName { get; init; }

    /// <summary>Whether it may be ordered.</summary>
    public bool Active { get; init; }
}

/// <summary>All items of the group.</summary>
public sealed class ItemList : Listing<ItemRow>
{
    /// <summary>Names the columns.</summary>
    public ItemList()
    {
        Column("code", "Item", r => r.Code).Search();
        Column("name", "Name", r => r.Name).Search();
        Column("category", "Category", r => r.Category).Search();
        Column("class", "Class", r => r.Class);
        Column("unit", "Unit", r => r.BaseUnit);
        Column("tracking", "Tracking", r => r.Tracking);
        Column("cost", "Standard cost", r => r.StandardCost);
        Column("price", "List price", r => r.ListPrice);
        Column("weight", "Weight, kg", r => r.Weight);
        Column("volume", "Volume, l", r => r.Volume);
        Column("supplier", "Supplier", r => r.Supplier);
        Column("supplier-name", "Supplier's name", r => r.SupplierName);
        Column("active", "Active", r => r.Active);
        Order(r => r.Code, "code");
    }

    /// <inheritdoc/>
    public override string Name => "items";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<ItemList>("GET /items", Permission.SeeItems)
        .WithSummary("Items of the group.");

    /// <inheritdoc/>
    protected override IQueryable<ItemRow> Rows(Reading reading) =>
        from i in reading.Db.Set<StoredItem>()
        join p in reading.Db.Set<StoredPartner>() on i.SupplierId equals (PartnerId?)p.Id into suppliers
        from s in suppliers.DefaultIfEmpty()
        select new ItemRow
        {
            Code = i.Code,
            Name = i.Name,
            Category = i.Category,
            Class = i.Class,
            BaseUnit = i.BaseUnit,
            Tracking = i.Tracking,
            StandardCost = i.StandardCost,
            ListPrice = i.ListPrice,
            Weight = i.Weight,
            Volume = i.Volume,
            Supplier = s.Code,
            SupplierName = s.Name,
            Active = i.Active,
        };
}
