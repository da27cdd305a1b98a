using System.ComponentModel.DataAnnotations;

namespace Crossdock.MasterData;

/// <summary>Whose number for an item it is.</summary>
public enum ReferenceKind
{
    /// <summary>A supplier's part number.</summary>
    Supplier = 2,

    /// <summary>A customer's part number.</summary>
    Customer = 3,

    /// <summary>A number it had before.</summary>
    Superseded = 4,
}

/// <summary>A new item with its units and numbers.</summary>
/// <param name="Code">Its code: letters, digits, '-', '.' and '_'.</param>
/// <param name="Name">Its name.</param>
/// <param name="BaseUnit">The unit stock is kept in; it never changes.</param>
/// <param name="Category">What it is.</param>
/// <param name="Class">How it is planned and counted.</param>
/// <param name="BaseDecimals">Decimals of a stock quantity; it never changes.</param>
/// <param name="Tracking">How pieces are told apart; it never changes.</param>
/// <param name="Valuation">Which value leaves stock; it never changes.</param>
/// <param name="StandardCost">Expected cost of one base unit.</param>
/// <param name="ListPrice">List price of one base unit.</param>
/// <param name="Supplier">Code of the usual supplier.</param>
/// <param name="ShelfLifeDays">Days from receipt to expiry.</param>
/// <param name="Gtin">Trade item number of the base unit.</param>
/// <param name="Packs">Further units.</param>
/// <param name="References">Numbers others have for it.</param>
/// <param name="Weight">What one base unit weighs, in kilograms; not known when absent.</param>
/// <param name="Volume">What room one base unit takes up, in litres; not known when absent.</param>
public sealed record NewItem(
    [Required, StringLength(40)] string Code,
    [Required, StringLength(200)] string Name,
    [Required, StringLength(12)] string BaseUnit,
    [StringLength(80)] string? Category = null,
    [StringLength(12)] string? Class = null,
    [Range(0, 6)] int BaseDecimals = 0,
    Tracking Tracking = Tracking.None,
    Valuation Valuation = Valuation.MovingAverage,
    UnitPrice? StandardCost = null,
    UnitPrice? ListPrice = null,
    [StringLength(40)] string? Supplier = null,
    [Range(1, 36500)] int? ShelfLifeDays = null,
    [StringLength(14)] string? Gtin = null,
    [MaxLength(20)] IReadOnlyList<NewPack>? Packs = null,
    [MaxLength(50)] IReadOnlyList<NewReference>? References = null,
    Quantity? Weight = null,
    Quantity? Volume = null);

/// <summary>A further unit of an item: <paramref name="Contains"/> base units make <paramref name="Per"/> of it.</summary>
/// <param name="Unit">Its code.</param>
/// <param name="Contains">Base units.</param>
/// <param name="Per">Per this many of the unit; 1 except for measures (45359237 kg per 100000000 lb).</param>
/// <param name="Gtin">Its trade item number.</param>
/// <param name="Decimals">Decimals a quantity in this unit may have.</param>
/// <param name="Purchase">True when it may stand on purchase orders.</param>
/// <param name="Sales">True when it may stand on customer orders.</param>
public sealed record NewPack(
    [Required, StringLength(12)] string Unit,
    [Range(1, 1_000_000_000_000)] long Contains,
    [Range(1, 1_000_000_000_000)] long Per = 1,
    [StringLength(14)] string? Gtin = null,
    [Range(0, 6)] int Decimals = 0,
    bool Purchase = true,
    bool Sales = true);

/// <summary>A number somebody else has for an item.</summary>
/// <param name="Kind">Whose.</param>
/// <param name="Number">The number.</param>
/// <param name="Partner">Code of the supplier or customer; none for a superseded number.</param>
public sealed record NewReference(
    ReferenceKind Kind,
    [Required, StringLength(60)] string Number,
    [StringLength(40)] string? Partner = null);

/// <summary>A new supplier or customer.</summary>
/// <param name="Kind">Supplier or customer.</param>
/// <param name="Code">Its code, unique in its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">The currency of its documents; it never changes.</param>
/// <param name="PaymentDays">Days from invoice to payment.</param>
/// <param name="HomeSite">Code of the site that usually serves this customer.</param>
/// <param name="Incoterm">Usual delivery term, three letters.</param>
/// <param name="CreditLimit">How much a customer may owe.</param>
/// <param name="Channel">Channel of a customer.</param>
/// <param name="ShipComplete">True when a customer takes an order only as a whole.</param>
/// <param name="TaxCode">Tax code of its documents.</param>
/// <param name="Address">Its address.</param>
public sealed record NewPartner(
    PartnerKind Kind,
    [Required, StringLength(40)] string Code,
    [Required, StringLength(200)] string Name,
    [Required, StringLength(3)] string Currency,
    [Range(0, 365)] int PaymentDays = 30,
    [StringLength(12)] string? HomeSite = null,
    [StringLength(3, MinimumLength = 3)] string? Incoterm = null,
    Amount? CreditLimit = null,
    [StringLength(40)] string? Channel = null,
    bool ShipComplete = false,
    [StringLength(20)] string? TaxCode = null,
    [StringLength(500)] string? Address = null);

/// <summary>What a supplier asks for an item. Quantities are in the item's base unit.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Unit">The unit it is ordered in.</param>
/// <param name="LeadTimeDays">Days from order to delivery.</param>
/// <param name="PricePerBase">First price of one base unit in the supplier's currency; later ones come with a price change, as does the first when it is left out.</param>
/// <param name="MinimumQuantity">The least that can be ordered.</param>
/// <param name="Multiple">Orders are a multiple of this; the size of the unit when absent.</param>
/// <param name="Breaks">Lower prices for larger orders.</param>
public sealed record NewTerms(
    [Required, StringLength(40)] string Supplier,
    [Required, StringLength(40)] string Item,
    [Required, StringLength(12)] string Unit,
    [Range(0, 730)] int LeadTimeDays,
    UnitPrice? PricePerBase = null,
    Quantity? MinimumQuantity = null,
    Quantity? Multiple = null,
    [MaxLength(20)] IReadOnlyList<PriceBreak>? Breaks = null);
