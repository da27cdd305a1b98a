using Crossdock.MasterData.ItemRecords;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.MasterData.PartnerRecords;

/// <summary>One supplier of a list.</summary>
public sealed record SupplierRow
{
    /// <summary>Its code.</summary>
    public string Code { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The currency of its documents.</summary>
    public Currency Currency { get; init; }

    /// <summary>Days from invoice to payment.</summary>
    public int PaymentDays { get; init; }

    /// <summary>Usual delivery term.</summary>
    public string? Incoterm { get; init; }

    /// <summary>How many items it is the usual supplier of.</summary>
    public int Items { get; init; }

    /// <summary>Whether new orders may be made.</summary>
    public bool Active { get; init; }
}

/// <summary>All suppliers.</summary>
public sealed class SupplierList : Listing<SupplierRow>
{
    /// <summary>Names the columns.</summary>
    public SupplierList()
    {
        Column("code", "Supplier", r => r.Code).Search();
        Column("name", "Name", r => r.Name).Search();
        Column("currency", "Currency", r => r.Currency);
        Column("payment-days", "Payment days", r => r.PaymentDays);
        Column("incoterm", "Incoterm", r => r.Incoterm);
        Column("items", "Items", r => r.Items);
        Column("active", "Active", r => r.Active);
        Order(r => r.Code, "code");
    }

    /// <inheritdoc/>
    public override string Name => "suppliers";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<SupplierList>("GET /suppliers", Permission.SeePurchasing)
        .WithSummary("Suppliers.");

    /// <inheritdoc/>
    protected override IQueryable<SupplierRow> Rows(Reading reading) =>
        from p in reading.Db.Set<StoredPartner>()
        where p.Kind == PartnerKind.Supplier
        select new SupplierRow
        {
            Code = p.Code,
            Name = p.Name,
            Currency = p.Currency,
            PaymentDays = p.PaymentDays,
            Incoterm = p.Incoterm,
            Items = reading.Db.Set<StoredItem>().Count(i => i.SupplierId == p.Id),
            Active = p.Active,
        };
}

/// <summary>One customer of a list.</summary>
public sealed record CustomerRow
{
    /// <summary>Its code.</summary>
    public string Code { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The currency of its documents.</summary>
    public Currency Currency { get; init; }

    /// <summary>Days from invoice to payment.</summary>
    public int PaymentDays { get; init; }

    /// <summary>Code of the site that usually serves it.</summary>
    public string? HomeSite { get; init; }

    /// <summary>Its channel.</summary>
    public string? Channel { get; init; }

    /// <summary>How much it may owe.</summary>
    public Amount? CreditLimit { get; init; }

    /// <summary>Whether new orders may be made.</summary>
    public bool Active { get; init; }
}

/// <summary>All customers.</summary>
public sealed class CustomerList : Listing<CustomerRow>
{
    /// <summary>Names the columns.</summary>
    public CustomerList()
    {
        Column("code", "Customer", r => r.Code).Search();
        Column("name", "Name", r => r.Name).Search();
        Column("currency", "Currency", r => r.Currency);
        Column("payment-days", "Payment days", r => r.PaymentDays);
        Column("site", "Home site", r => r.HomeSite);
        Column("channel", "Channel", r => r.Channel);
        Column("credit-limit", "Credit limit", r => r.CreditLimit);
        Column("active", "Active", r => r.Active);
        Order(r => r.Code, "code");
    }

    /// <inheritdoc/>
    public override string Name => "customers";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<CustomerList>("GET /customers", Permission.SeeSales)
        .WithSummary("Customers.");

    /// <inheritdoc/>
    protected override IQueryable<CustomerRow> Rows(Reading reading) =>
        from p in reading.Db.Set<StoredPartner>()
        where p.Kind == PartnerKind.Customer
        join site in GroupRows.Sites(reading.Db) on p.HomeSiteId equals (SiteId?)site.Id into sites
        from s in sites.DefaultIfEmpty()
        select new CustomerRow
        {
            Code = p.Code,
            Name = p.Name,
            Currency = p.Currency,
            PaymentDays = p.PaymentDays,
            HomeSite = s.Code,
            Channel = p.Channel,
            CreditLimit = p.CreditLimit,
            Active = p.Active,
        };
}
