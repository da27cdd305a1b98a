using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Kernel;

/// <summary>An amount of money in ten-thousandths of the currency of its context (document, entity). Posted amounts are rounded to the currency's minor unit.</summary>
/// <param name="TenThousandths">The scaled whole number; 10000 of it are one.</param>
[JsonConverter(typeof(AmountJsonConverter))]
public readonly record struct Amount(long TenThousandths) : IComparable<Amount>
{
    /// <summary>How many <see cref="TenThousandths"/> make one.</summary>
    public const long Scale = 10_000;

    /// <summary>Nothing.</summary>
    public static readonly Amount Zero;

    /// <summary>From a decimal; throws when it has more decimals than can be kept.</summary>
    public static Amount Of(decimal value) => Decimals.TryScale(value, Scale, out var scaled)
        ? new(scaled)
        : throw new ArgumentException($"{value} cannot be kept exactly.", nameof(value));

    /// <summary>Parses a plain decimal ("12.5"); false when it is none or has too many decimals.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Amount value)
    {
        var ok = Decimals.TryParse(text, Scale, out var scaled);
        value = new(scaled);
        return ok;
    }

    /// <summary>The exact decimal, for display and export.</summary>
    public decimal ToDecimal() => (decimal)TenThousandths / Scale;

    /// <summary>True for exactly nothing.</summary>
    public bool IsZero => TenThousandths == 0;

    /// <summary>True when more than nothing.</summary>
    public bool IsPositive => TenThousandths > 0;

    /// <summary>True when less than nothing.</summary>
    public bool IsNegative => TenThousandths < 0;

    /// <summary>Without its sign.</summary>
    public Amount Abs() => new(Math.Abs(TenThousandths));

    /// <summary>The smaller of two.</summary>
    public static Amount Min(Amount a, Amount b) => a <= b ? a : b;

    /// <summary>The larger of two.</summary>
    public static Amount Max(Amount a, Amount b) => a >= b ? a : b;

    /// <summary>Rounded to the currency's minor unit, half away from zero: the only form in which an amount is posted.</summary>
    public Amount RoundTo(Currency currency) => new(Exact.RoundTo(TenThousandths, currency.Step));

    /// <summary>The share <c>part / whole</c> of this amount, rounded to the currency's minor unit.</summary>
    public Amount Share(Quantity part, Quantity whole, Currency currency) =>
        new(checked((long)(Exact.Divide((Int128)TenThousandths * part.Micros, (Int128)whole.Micros * currency.Step) * currency.Step)));

    /// <summary>For sentences and cases: grouped, in the currency's decimals, with its code ("1,234.50 EUR").</summary>
    public string Words(Currency currency) => $"{Grouped(currency)} {currency.Code}";

    /// <summary>The same where the currency is said elsewhere ("1,234.50").</summary>
    public string Grouped(Currency currency) => ToDecimal().ToString("N" + currency.MinorDigits, CultureInfo.InvariantCulture);

    /// <summary>Two decimals at least, in the currency's own number of decimals.</summary>
    public string ToString(Currency currency) => Decimals.Format(TenThousandths, Scale, currency.MinorDigits);

    /// <inheritdoc/>
    public int CompareTo(Amount other) => TenThousandths.CompareTo(other.TenThousandths);

    /// <summary>Plain invariant decimal, e.g. "12.5".</summary>
    public override string ToString() => Decimals.Format(TenThousandths, Scale, 2);

#pragma warning disable CS1591 // the operators promise what their signs promise, checked for overflow
    public static Amount operator +(Amount a, Amount b) => new(checked(a.TenThousandths + b.TenThousandths));
    public static Amount operator -(Amount a, Amount b) => new(checked(a.TenThousandths - b.TenThousandths));
    public static Amount operator -(Amount a) => new(checked(-a.TenThousandths));
    public static bool operator <(Amount a, Amount b) => a.TenThousandths < b.TenThousandths;
    public static bool operator >(Amount a, Amount b) => a.TenThousandths > b.TenThousandths;
    public static bool operator <=(Amount a, Amount b) => a.TenThousandths <= b.TenThousandths;
    public static bool operator >=(Amount a, Amount b) => a.TenThousandths >= b.TenThousandths;
#pragma warning restore CS1591
}

/// <summary>Decimals travel as strings; a JSON number is read too, as long as it is exact.</summary>
internal sealed class AmountJsonConverter : JsonConverter<Amount>
{
    public override Amount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && Amount.TryParse(reader.GetString(), out var value)) return value;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number)
            && Decimals.TryScale(number, Amount.Scale, out var scaled)) return new(scaled);
        throw new JsonException("Expected a decimal such as \"12.5\" with at most 4 decimals and 12 digits before the point.");
    }

    public override void Write(Utf8JsonWriter writer, Amount value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
