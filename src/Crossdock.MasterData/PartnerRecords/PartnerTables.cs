using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.PartnerRecords;

internal sealed class StoredPartner
{
    public PartnerId Id { get; init; }
    public PartnerKind Kind { get; init; }
    public required string Code { get; init; }
    public required string Name { get; set; }
    public Currency Currency { get; init; }
    public int PaymentDays { get; set; }
    public bool Active { get; set; }
    public SiteId? HomeSiteId { get; set; }
    public string? Incoterm { get; set; }
    public Amount? CreditLimit { get; set; }
    public string? Channel { get; set; }
    public bool ShipComplete { get; set; }
    public string? TaxCode { get; set; }
    public string? Address { get; set; }
    public string? OrderEmail { get; set; }
    public string? Category { get; set; }
    public SupplierRisk Risk { get; set; }
    public SupplierStanding Standing { get; set; }
    public long Version { get; set; }

    public Partner ToPartner() => new(Id, Kind, Code, Name, Currency, PaymentDays, Active, HomeSiteId, Incoterm, CreditLimit)
    {
        Channel = Channel,
        ShipComplete = ShipComplete,
        TaxCode = TaxCode,
        Address = Address,
        OrderEmail = OrderEmail,
        Category = Category,
        Risk = Risk,
        Standing = Standing,
    };
}

internal sealed class StoredTerms
{
    public PartnerId SupplierId { get; init; }
    public ItemId ItemId { get; init; }
    public required string Unit { get; set; }
    public Quantity MinimumQuantity { get; set; }
    public Quantity Multiple { get; set; }
    public int LeadTimeDays { get; set; }
}

internal sealed class StoredTaxCode
{
    public required string Code { get; init; }
    public required string Name { get; set; }
    public long RateMillionths { get; init; }
    public bool Active { get; set; }

    public TaxCode ToTaxCode() => new(Code, Name, RateMillionths, Active);
}

internal sealed class StoredRate
{
    public Currency FromCurrency { get; init; }
    public Currency ToCurrency { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>How much of the other currency one unit is.</summary>
    public UnitPrice Rate { get; set; }
}

internal static class PartnerTables
{
    public static void Model(ModelBuilder model)
    {
        model.Entity<StoredPartner>(e =>
        {
            e.ToTable("masterdata_partners");
            e.HasIndex(x => new { x.Kind, x.Code }).IsUnique();
            e.Property(x => x.Version).IsConcurrencyToken();
        });
        model.Entity<StoredTerms>(e =>
        {
            e.ToTable("masterdata_terms");
            e.HasKey(x => new { x.SupplierId, x.ItemId });
            e.HasIndex(x => x.ItemId);
        });
        model.Entity<StoredTaxCode>(e =>
        {
            e.ToTable("masterdata_tax_codes");
            e.HasKey(x => x.Code);
        });
        model.Entity<StoredRate>(e =>
        {
            e.ToTable("masterdata_rates");
            e.HasKey(x => new { x.FromCurrency, x.ToCurrency, x.Day });
        });
    }
}
