using System.Globalization;

namespace Crossdock.Kernel;

/// <summary>
/// How much of the item's base unit one other unit is, as a fraction (1 dozen = 12/1 piece, 1 lb = 45359237/100000000 kg).
/// Factors are never decimals that were rounded once.
/// </summary>
/// <param name="Numerator">Base units, positive.</param>
/// <param name="Denominator">Per this many of the other unit, positive.</param>
public readonly record struct PackSize(long Numerator, long Denominator)
{
    /// <summary>The base unit itself.</summary>
    public static PackSize One { get; } = new(1, 1);

    /// <summary>A whole number of base units per pack.</summary>
    public static PackSize Of(long baseUnits) => new(baseUnits, 1);

    /// <summary>
    /// True when one whole unit, expressed in the base unit, comes out exact with the decimals the base unit has.
    /// A definition for which this is false is refused when it is made, not at the first shipment.
    /// </summary>
    /// <param name="baseDecimals">Decimals the base unit allows, 0 to 6.</param>
    public bool IsExact(int baseDecimals)
    {
        if (Numerator <= 0 || Denominator <= 0) return false;
        var scale = (Int128)1;
        for (var i = 0; i < baseDecimals; i++) scale *= 10;
        return (Int128)Numerator * scale % Denominator == 0;
    }

    /// <summary>To base units; false when the result is not exact in millionths.</summary>
    /// <param name="quantity">Quantity in the other unit.</param>
    /// <param name="inBase">The same in the base unit.</param>
    public bool TryToBase(Quantity quantity, out Quantity inBase)
    {
        var product = (Int128)quantity.Micros * Numerator;
        inBase = default;
        if (product % Denominator != 0) return false;
        var micros = product / Denominator;
        if (micros > long.MaxValue || micros < long.MinValue) return false;
        inBase = new((long)micros);
        return true;
    }

    /// <summary>From base units for display: rounded half away from zero to the unit's decimals. The base quantity stays in control.</summary>
    /// <param name="inBase">Quantity in the base unit.</param>
    /// <param name="decimals">Decimals of the other unit, 0 to 6.</param>
    public Quantity FromBase(Quantity inBase, int decimals = 6)
    {
        var step = 1L;
        for (var i = decimals; i < 6; i++) step *= 10;
        return new(checked((long)(Exact.Divide((Int128)inBase.Micros * Denominator, (Int128)Numerator * step) * step)));
    }

    /// <summary>The smallest whole number of this unit that covers <paramref name="need"/> base units.</summary>
    public long UnitsCovering(Quantity need)
    {
        var one = (Int128)Numerator * Quantity.Scale;
        var asked = (Int128)need.Micros * Denominator;
        return checked((long)((asked + one - 1) / one));
    }

    /// <summary>"12" or "45359237/100000000".</summary>
    public override string ToString() => Denominator == 1
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
