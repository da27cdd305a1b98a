using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Kernel;

/// <summary>A price of one base unit, in millionths of the currency of its context. Never posted itself: <see cref="Times"/> makes the amount.</summary>
/// <param name="Millionths">The scaled whole number; 1000000 of it are one.</param>
[JsonConverter(typeof(UnitPriceJsonConverter))]
public readonly record struct UnitPrice(long Millionths) : IComparable<UnitPrice>
{
    /// <summary>How many <see cref="Millionths"/> make one.</summary>
    public const long Scale = 1_000_000;

    /// <summary>Nothing.</summary>
    public static readonly UnitPrice Zero;

    /// <summary>From a decimal; throws when it has more decimals than can be kept.</summary>
    public static UnitPrice Of(decimal value) => Decimals.TryScale(value, Scale, out var scaled)
        ? new(scaled)
        : throw new ArgumentException($"{value} cannot be kept exactly.", nameof(value));

    /// <summary>Parses a plain decimal ("12.5"); false when it is none or has too many decimals.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UnitPrice value)
    {
        var ok = Decimals.TryParse(text, Scale, out var scaled);
        value = new(scaled);
        return ok;
    }

    /// <summary>The exact decimal, for display and export.</summary>
    public decimal ToDecimal() => (decimal)Millionths / Scale;

    /// <summary>True for exactly nothing.</summary>
    public bool IsZero => Millionths == 0;

    /// <summary>True when more than nothing.</summary>
    public bool IsPositive => Millionths > 0;

    /// <summary>True when less than nothing.</summary>
    public bool IsNegative => Millionths < 0;

    /// <summary>Without its sign.</summary>
    public UnitPrice Abs() => new(Math.Abs(Millionths));

    /// <summary>The smaller of two.</summary>
    public static UnitPrice Min(UnitPrice a, UnitPrice b) => a <= b ? a : b;

    /// <summary>The larger of two.</summary>
    public static UnitPrice Max(UnitPrice a, UnitPrice b) => a >= b ? a : b;

    /// <summary>Price times quantity, rounded to the currency's minor unit, half away from zero.</summary>
    public Amount Times(Quantity quantity, Currency currency) =>
        new(checked((long)(Exact.Divide((Int128)Millionths * quantity.Micros, (Int128)Quantity.Scale * (Scale / Amount.Scale) * currency.Step) * currency.Step)));

    /// <summary>An amount at this rate of exchange, rounded once to the minor unit of the currency it becomes, half away from zero.</summary>
    public Amount Of(Amount amount, Currency currency) =>
        new(checked((long)(Exact.Divide((Int128)amount.TenThousandths * Millionths, (Int128)Scale * currency.Step) * currency.Step)));

    /// <summary>The price that an amount makes per unit, for display: rounded to a millionth.</summary>
    public static UnitPrice Per(Amount amount, Quantity quantity) =>
        new(checked((long)Exact.Divide((Int128)amount.TenThousandths * (Scale / Amount.Scale) * Quantity.Scale, quantity.Micros)));

    /// <inheritdoc/>
    public int CompareTo(UnitPrice other) => Millionths.CompareTo(other.Millionths);

    /// <summary>Plain invariant decimal, e.g. "12.5".</summary>
    public override string ToString() => Decimals.Format(Millionths, Scale, 2);

#pragma warning disable CS1591 // the operators promise what their signs promise, checked for overflow
    public static UnitPrice operator +(UnitPrice a, UnitPrice b) => new(checked(a.Millionths + b.Millionths));
    public static UnitPrice operator -(UnitPrice a, UnitPrice b) => new(checked(a.Millionths - b.Millionths));
    public static UnitPrice operator -(UnitPrice a) => new(checked(-a.Millionths));
    public static bool operator <(UnitPrice a, UnitPrice b) => a.Millionths < b.Millionths;
    public static bool operator >(UnitPrice a, UnitPrice b) => a.Millionths > b.Millionths;
    public static bool operator <=(UnitPrice a, UnitPrice b) => a.Millionths <= b.Millionths;
    public static bool operator >=(UnitPrice a, UnitPrice b) => a.Millionths >= b.Millionths;
#pragma warning restore CS1591
}

/// <summary>Decimals travel as strings; a JSON number is read too, as long as it is exact.</summary>
internal sealed class UnitPriceJsonConverter : JsonConverter<UnitPrice>
{
    public override UnitPrice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && UnitPrice.TryParse(reader.GetString(), out var value)) return value;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number)
            && Decimals.TryScale(number, UnitPrice.Scale, out var scaled)) return new(scaled);
        throw new JsonException("Expected a decimal such as \"12.5\" with at most 6 decimals and 12 digits before the point.");
    }

    public override void Write(Utf8JsonWriter writer, UnitPrice value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
