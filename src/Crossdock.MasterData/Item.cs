namespace Crossdock.MasterData;

/// <summary>How single pieces of an item are told apart.</summary>
public enum Tracking
{
    /// <summary>They are not.</summary>
    None = 0,

    /// <summary>By lot.</summary>
    Lot = 1,

    /// <summary>Each by its serial number.</summary>
    Serial = 2,
}

/// <summary>Which value leaves stock with an issue.</summary>
public enum Valuation
{
    /// <summary>The average of the pool.</summary>
    MovingAverage = 1,

    /// <summary>The oldest layer first.</summary>
    Fifo = 2,
}

/// <summary>A unit an item is bought, sold or scanned in.</summary>
/// <param name="Unit">Its code, unique in the item.</param>
/// <param name="Size">How many base units it is.</param>
/// <param name="Gtin">The 14 digits of its trade item number, or null.</param>
/// <param name="Decimals">Decimals a quantity in this unit may have.</param>
/// <param name="Purchase">True when it may stand on purchase orders.</param>
/// <param name="Sales">True when it may stand on customer orders.</param>
public sealed record Pack(string Unit, PackSize Size, string? Gtin, int Decimals, bool Purchase, bool Sales);

/// <summary>An item of the group.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Its code, upper case.</param>
/// <param name="Name">Its name.</param>
/// <param name="Category">What it is.</param>
/// <param name="Class">How it is planned and counted (A, B, C, ...).</param>
/// <param name="BaseUnit">The unit stock is kept in.</param>
/// <param name="BaseDecimals">Decimals a stock quantity may have; 0 for an indivisible unit.</param>
/// <param name="Tracking">How pieces are told apart.</param>
/// <param name="Valuation">Which value leaves stock.</param>
/// <param name="Active">False when it may no longer be ordered.</param>
/// <param name="StandardCost">Expected cost of one base unit.</param>
/// <param name="ListPrice">List price of one base unit.</param>
/// <param name="SupplierId">The usual supplier.</param>
/// <param name="ShelfLifeDays">Days from receipt to expiry, or null.</param>
/// <param name="Packs">All its units, the base unit first.</param>
/// <param name="Weight">What one base unit weighs, in kilograms; null when nobody has said.</param>
/// <param name="Volume">What room one base unit takes up, in litres; null when nobody has said.</param>
public sealed record Item(
    ItemId Id,
    string Code,
    string Name,
    string Category,
    string Class,
    string BaseUnit,
    int BaseDecimals,
    Tracking Tracking,
    Valuation Valuation,
    bool Active,
    UnitPrice StandardCost,
    UnitPrice ListPrice,
    PartnerId? SupplierId,
    int? ShelfLifeDays,
    IReadOnlyList<Pack> Packs,
    Quantity? Weight = null,
    Quantity? Volume = null)
{
    /// <summary>The pack of a unit, in any case; the base unit is one of them. Null when the item has no such unit.</summary>
    public Pack? PackOf(string unit)
    {
        foreach (var pack in Packs)
            if (string.Equals(pack.Unit, unit, StringComparison.OrdinalIgnoreCase)) return pack;
        return null;
    }

    /// <summary>
    /// A quantity in some unit as base units: exact, or refused. An indivisible unit refuses a remainder; nothing is ever rounded.
    /// </summary>
    public Result<Quantity> ToBase(Quantity quantity, string unit)
    {
        if (PackOf(unit) is not { } pack) return new UnitUnknown(Code, unit, string.Join(", ", Packs.Select(p => p.Unit)));
        if (!HasDecimals(quantity, pack.Decimals)) return new UnitIndivisible(Code, quantity, pack.Unit, pack.Decimals);
        if (!pack.Size.TryToBase(quantity, out var inBase) || !HasDecimals(inBase, BaseDecimals))
            return new NotExactInBase(Code, quantity, pack.Unit, BaseUnit);
        return inBase;
    }

    /// <summary>The class of the most critical of some items, as approval tables name it.</summary>
    public static string CriticalityOf(IEnumerable<Item> items) =>
        items.Select(i => i.Class).Where(c => c.Length > 0).Order(StringComparer.OrdinalIgnoreCase).FirstOrDefault() ?? Dimensions.None;

    /// <summary>True when a base quantity has no more decimals than stock of this item may have.</summary>
    public bool Allows(Quantity inBase) => HasDecimals(inBase, BaseDecimals);

    private static bool HasDecimals(Quantity quantity, int decimals)
    {
        var step = Quantity.Scale;
        for (var i = 0; i < decimals; i++) step /= 10;
        return quantity.Micros % step == 0;
    }
}

/// <summary>The item has no such unit.</summary>
/// <param name="Item">The item.</param>
/// <param name="Unit">What was asked.</param>
/// <param name="Known">The units it has.</param>
public sealed record UnitUnknown(string Item, string Unit, string Known) : Refusal(RefusalKind.Refused, "masterdata.unit_unknown",
    $"{Item} has no unit '{Unit}'. It is kept in: {Known}.");

/// <summary>The quantity has more decimals than the unit can be divided into.</summary>
/// <param name="Item">The item.</param>
/// <param name="Quantity">What was asked.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Decimals">What it allows.</param>
public sealed record UnitIndivisible(string Item, Quantity Quantity, string Unit, int Decimals) : Refusal(RefusalKind.Refused, "masterdata.unit_indivisible",
    Decimals == 0
        ? $"{Quantity.Words(Unit)} of {Item}: only whole {UnitName.Many(Unit)} can be entered."
        : $"{Quantity.Words(Unit)} of {Item}: at most {Decimals} decimals can be entered.");

/// <summary>The quantity does not come out exact in the base unit.</summary>
/// <param name="Item">The item.</param>
/// <param name="Quantity">What was asked.</param>
/// <param name="Unit">In which unit.</param>
/// <param name="BaseUnit">The base unit.</param>
public sealed record NotExactInBase(string Item, Quantity Quantity, string Unit, string BaseUnit) : Refusal(RefusalKind.Refused, "masterdata.not_exact_in_base",
    $"{Quantity.Words(Unit)} of {Item} is not an exact number of {UnitName.Many(BaseUnit)}. Enter the quantity in {UnitName.Many(BaseUnit)}.");
