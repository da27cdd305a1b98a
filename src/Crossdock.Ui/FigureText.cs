using System.Globalization;
using Crossdock.Kernel;

namespace Crossdock.Ui;

/// <summary>A number as people read it: negative ones stand in brackets and are spoken with a minus.</summary>
/// <param name="Text">What is seen: <c>1,250.00</c> or <c>(1,250.00)</c>.</param>
/// <param name="Spoken">What a screen reader says instead; equal to <paramref name="Text"/> unless negative.</param>
/// <param name="IsNegative">Shown in red when true.</param>
public readonly record struct FigureText(string Text, string Spoken, bool IsNegative)
{
    /// <summary>An amount with the currency's decimals, and more only when it has them.</summary>
    public static FigureText Of(Amount amount, Currency currency, CultureInfo? culture = null) =>
        Of(amount.ToDecimal(), currency.MinorDigits, 4, culture);

    /// <summary>A quantity with only the decimals it has.</summary>
    public static FigureText Of(Quantity quantity, CultureInfo? culture = null) => Of(quantity.ToDecimal(), 0, 6, culture);

    /// <summary>A unit price: two decimals, and up to six when it has them.</summary>
    public static FigureText Of(UnitPrice price, CultureInfo? culture = null) => Of(price.ToDecimal(), 2, 6, culture);

    /// <summary>Any decimal with at least and at most so many decimals.</summary>
    public static FigureText Of(decimal value, int leastDecimals, int mostDecimals, CultureInfo? culture = null)
    {
        var format = "#,##0" + (mostDecimals > 0 ? "." : "") + new string('0', leastDecimals) + new string('#', mostDecimals - leastDecimals);
        var text = Math.Abs(value).ToString(format, culture ?? CultureInfo.CurrentCulture);
        return value < 0 ? new($"({text})", "−" + text, true) : new(text, text, false);
    }
}
