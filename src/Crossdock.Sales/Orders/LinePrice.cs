namespace Crossdock.Sales.Orders;

/// <summary>A price for one of a unit, with the unit's size as a fraction: the amount is computed once, in 128 bits, and rounded once.</summary>
/// <param name="Price">Price of one unit.</param>
/// <param name="Unit">The unit it holds for.</param>
/// <param name="Size">How many base units that is.</param>
internal readonly record struct LinePrice(UnitPrice Price, string Unit, PackSize Size)
{
    /// <summary>The net amount of a quantity in base units.</summary>
    public Amount For(Quantity inBase, Currency currency)
    {
        var numerator = (Int128)Price.Millionths * inBase.Micros * Size.Denominator;
        var denominator = (Int128)Size.Numerator * Quantity.Scale * (UnitPrice.Scale / Amount.Scale) * currency.Step;
        return new(checked((long)(Exact.Divide(numerator, denominator) * currency.Step)));
    }

    /// <summary>The same price for one base unit, rounded to a millionth: for comparing and for screens.</summary>
    public UnitPrice PerBase() => new(Exact.MultiplyDivide(Price.Millionths, Size.Denominator, Size.Numerator));
}
