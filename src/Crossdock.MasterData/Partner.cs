namespace Crossdock.MasterData;

/// <summary>Which side of our business a partner is on.</summary>
public enum PartnerKind
{
    /// <summary>We buy from them.</summary>
    Supplier = 1,

    /// <summary>They buy from us.</summary>
    Customer = 2,
}

/// <summary>How risky a supplier is held to be. Stored by number.</summary>
public enum SupplierRisk
{
    /// <summary>Nobody has said.</summary>
    None = 0,

    /// <summary>Low.</summary>
    Low = 1,

    /// <summary>Medium.</summary>
    Medium = 2,

    /// <summary>High.</summary>
    High = 3,
}

/// <summary>Whether a supplier may be ordered from. Stored by number.</summary>
public enum SupplierStanding
{
    /// <summary>Approved: may be ordered from.</summary>
    Approved = 0,

    /// <summary>Asked for; not approved yet.</summary>
    Requested = 1,

    /// <summary>Approved before, and stopped.</summary>
    Suspended = 2,

    /// <summary>Not approved.</summary>
    Rejected = 3,
}

/// <summary>A supplier or a customer.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Kind">Supplier or customer.</param>
/// <param name="Code">Its code, unique in its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">The currency of its documents.</param>
/// <param name="PaymentDays">Days from invoice to payment.</param>
/// <param name="Active">False when no new order may be made.</param>
/// <param name="HomeSite">The site that usually serves this customer, or null.</param>
/// <param name="Incoterm">Usual delivery term, or null.</param>
/// <param name="CreditLimit">How much a customer may owe in its currency; null is no limit.</param>
public sealed record Partner(
    PartnerId Id,
    PartnerKind Kind,
    string Code,
    string Name,
    Currency Currency,
    int PaymentDays,
    bool Active,
    SiteId? HomeSite,
    string? Incoterm,
    Amount? CreditLimit)
{
    /// <summary>Channel a customer belongs to, or null.</summary>
    public string? Channel { get; init; }

    /// <summary>True when a customer takes an order only as a whole.</summary>
    public bool ShipComplete { get; init; }

    /// <summary>What kind of supplier it is, as approval tables name it; or null.</summary>
    public string? Category { get; init; }

    /// <summary>How risky a supplier is held to be.</summary>
    public SupplierRisk Risk { get; init; }

    /// <summary>Where a supplier's orders are mailed to, or null.</summary>
    public string? OrderEmail { get; init; }

    /// <summary>Whether a supplier may be ordered from.</summary>
    public SupplierStanding Standing { get; init; }

    /// <summary>The tax code of its documents, or null.</summary>
    public string? TaxCode { get; init; }

    /// <summary>Its address, lines separated by line breaks, or null.</summary>
    public string? Address { get; init; }
}

/// <summary>What a supplier asks for an item.</summary>
/// <param name="Supplier">The supplier.</param>
/// <param name="Item">The item.</param>
/// <param name="Unit">The unit it is ordered in.</param>
/// <param name="PricePerBase">Price of one base unit in the supplier's currency.</param>
/// <param name="MinimumQuantity">The least that can be ordered, in base units.</param>
/// <param name="Multiple">Orders are a multiple of this many base units; zero when any quantity goes.</param>
/// <param name="LeadTimeDays">Days from order to delivery, as agreed.</param>
public sealed record SupplierTerms(
    PartnerId Supplier, ItemId Item, string Unit, UnitPrice PricePerBase, Quantity MinimumQuantity, Quantity Multiple, int LeadTimeDays)
{
    /// <summary>Lower prices for larger orders, smallest quantity first.</summary>
    public IReadOnlyList<PriceBreak> Breaks { get; init; } = [];

    /// <summary>The next price that is decided already, with its day; null while none is.</summary>
    public DatedPrice? Next { get; init; }

    /// <summary>The price of one base unit when this many are ordered.</summary>
    public UnitPrice PriceFor(Quantity quantity) => PriceBreak.Of(PricePerBase, Breaks, quantity);

    /// <summary>The smallest quantity that covers the need and that the supplier accepts.</summary>
    public Quantity OrderQuantityFor(Quantity need)
    {
        var quantity = Quantity.Max(need, MinimumQuantity);
        if (!Multiple.IsPositive) return quantity;
        var rest = quantity.Micros % Multiple.Micros;
        return rest == 0 ? quantity : new(checked(quantity.Micros + Multiple.Micros - rest));
    }
}

/// <summary>From this quantity on, this price.</summary>
/// <param name="From">Base units ordered at once.</param>
/// <param name="PricePerBase">Price of one base unit.</param>
public sealed record PriceBreak(Quantity From, UnitPrice PricePerBase)
{
    /// <summary>The price of one base unit when this many are ordered.</summary>
    /// <param name="price">The price below the first break.</param>
    /// <param name="breaks">The breaks, smallest quantity first.</param>
    /// <param name="quantity">What is ordered.</param>
    internal static UnitPrice Of(UnitPrice price, IReadOnlyList<PriceBreak> breaks, Quantity quantity)
    {
        foreach (var step in breaks)
            if (quantity >= step.From) price = step.PricePerBase;
        return price;
    }
}

/// <summary>A sales or input tax rate.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="RateMillionths">The rate: 190000 is 19 %.</param>
/// <param name="Active">False when it may no longer be used.</param>
public sealed record TaxCode(string Code, string Name, long RateMillionths, bool Active)
{
    /// <summary>The tax on a net amount, rounded to the currency's minor unit, half away from zero.</summary>
    public Amount On(Amount net, Currency currency) =>
        new(checked((long)(Exact.Divide((Int128)net.TenThousandths * RateMillionths, (Int128)1_000_000 * currency.Step) * currency.Step)));
}
