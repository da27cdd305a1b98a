namespace Crossdock.Procurement;

/// <summary>
/// A price as the supplier gave it, per its own unit: 24.00 per dozen, 1.00 per pound. Amounts are computed from it in one exact step and
/// rounded once, so that no cent is lost on the way over a price per base unit.
/// </summary>
/// <param name="Price">Price of one unit, in the document's currency.</param>
/// <param name="Unit">The unit it is the price of.</param>
/// <param name="Size">How many base units that unit is.</param>
public readonly record struct PurchasePrice(UnitPrice Price, string Unit, PackSize Size)
{
    /// <summary>What a quantity in base units costs, rounded to the currency's minor unit, half away from zero.</summary>
    public Amount AmountOf(Quantity quantity, Currency currency)
    {
        // price / 10^6 * (quantity / 10^6 * denominator / numerator), in ten-thousandths: 10^6 * 10^6 / 10^4 = 10^8.
        var numerator = (Int128)Price.Millionths * quantity.Micros * Size.Denominator;
        var divisor = (Int128)Size.Numerator * 100_000_000 * currency.Step;
        return new(checked((long)(Exact.Divide(numerator, divisor) * currency.Step)));
    }

    /// <summary>What a quantity costs that comes after another one of the same whole: the shares of a whole add up to what it costs.</summary>
    public Amount ShareOf(Quantity ahead, Quantity quantity, Currency currency) =>
        ahead.IsZero ? AmountOf(quantity, currency) : AmountOf(ahead + quantity, currency) - AmountOf(ahead, currency);

    /// <summary>The price of one base unit, rounded to a millionth, for display and comparison of offers. Never posted.</summary>
    public UnitPrice PerBase => new(checked((long)Exact.Divide((Int128)Price.Millionths * Size.Denominator, Size.Numerator)));

    /// <summary>True when both say the same price, whatever their units.</summary>
    public bool Equals(PurchasePrice other) =>
        (Int128)Price.Millionths * Size.Denominator * other.Size.Numerator == (Int128)other.Price.Millionths * other.Size.Denominator * Size.Numerator;

    /// <summary>Equal prices have equal codes.</summary>
    public override int GetHashCode() => PerBase.GetHashCode();

    /// <summary>"24.00 per dozen".</summary>
    public override string ToString() => $"{Price} per {Unit}";
}
