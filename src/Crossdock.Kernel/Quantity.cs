using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Kernel;

/// <summary>A quantity of an item in its base unit, in millionths. Conversions from other units are exact or refused (<see cref="PackSize"/>).</summary>
/// <param name="Micros">The scaled whole number; 1000000 of it are one.</param>
[JsonConverter(typeof(QuantityJsonConverter))]
public readonly record struct Quantity(long Micros) : IComparable<Quantity>
{
    /// <summary>How many <see cref="Micros"/> make one.</summary>
    public const long Scale = 1_000_000;

    /// <summary>Nothing.</summary>
    public static readonly Quantity Zero;

    /// <summary>From a decimal; throws when it has more decimals than can be kept.</summary>
    public static Quantity Of(decimal value) => Decimals.TryScale(value, Scale, out var scaled)
        ? new(scaled)
        : throw new ArgumentException($"{value} cannot be kept exactly.", nameof(value));

    /// <summary>Parses a plain decimal ("12.5"); false when it is none or has too many decimals.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Quantity value)
    {
        var ok = Decimals.TryParse(text, Scale, out var scaled);
        value = new(scaled);
        return ok;
    }

    /// <summary>The exact decimal, for display and export.</summary>
    public decimal ToDecimal() => (decimal)Micros / Scale;

    /// <summary>True for exactly nothing.</summary>
    public bool IsZero => Micros == 0;

    /// <summary>True when more than nothing.</summary>
    public bool IsPositive => Micros > 0;

    /// <summary>True when less than nothing.</summary>
    public bool IsNegative => Micros < 0;

    /// <summary>Without its sign.</summary>
    public Quantity Abs() => new(Math.Abs(Micros));

    /// <summary>The smaller of two.</summary>
    public static Quantity Min(Quantity a, Quantity b) => a <= b ? a : b;

    /// <summary>The larger of two.</summary>
    public static Quantity Max(Quantity a, Quantity b) => a >= b ? a : b;

    /// <summary>Whole base units.</summary>
    public static Quantity Units(long units) => new(checked(units * Scale));

    /// <summary>True when it is a whole number of base units.</summary>
    public bool IsWhole => Micros % Scale == 0;

    /// <summary>A percentage in hundredths of a percent; null when it is below 0, above the most there may be, or has more than two decimals.</summary>
    public int? PercentHundredths(int most = 100) =>
        IsNegative || this > Units(most) || Micros % (Scale / 100) != 0 ? null : (int)(Micros / (Scale / 100));

    /// <summary>A part of it, in hundredths of a percent, cut to what can be kept.</summary>
    public Quantity PartOf(int hundredths) => new((long)((Int128)Micros * hundredths / 10_000));

    /// <summary>For sentences and cases: grouped, with its unit ("1,500 bottles").</summary>
    public string Words(string unit) => $"{Grouped} {UnitName.For(this, unit)}";

    /// <summary>The same where the unit is said elsewhere ("1,500").</summary>
    public string Grouped => ToDecimal().ToString("#,##0.######", System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Micros.CompareTo(other.Micros);

    /// <summary>Plain invariant decimal, e.g. "12.5".</summary>
    public override string ToString() => Decimals.Format(Micros, Scale, 0);

#pragma warning disable CS1591 // the operators promise what their signs promise, checked for overflow
    public static Quantity operator +(Quantity a, Quantity b) => new(checked(a.Micros + b.Micros));
    public static Quantity operator -(Quantity a, Quantity b) => new(checked(a.Micros - b.Micros));
    public static Quantity operator -(Quantity a) => new(checked(-a.Micros));
    public static bool operator <(Quantity a, Quantity b) => a.Micros < b.Micros;
    public static bool operator >(Quantity a, Quantity b) => a.Micros > b.Micros;
    public static bool operator <=(Quantity a, Quantity b) => a.Micros <= b.Micros;
    public static bool operator >=(Quantity a, Quantity b) => a.Micros >= b.Micros;
#pragma warning restore CS1591
}

/// <summary>Decimals travel as strings; a JSON number is read too, as long as it is exact.</summary>
internal sealed class QuantityJsonConverter : JsonConverter<Quantity>
{
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && Quantity.TryParse(reader.GetString(), out var value)) return value;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number)
            && Decimals.TryScale(number, Quantity.Scale, out var scaled)) return new(scaled);
        throw new JsonException("Expected a decimal such as \"12.5\" with at most 6 decimals and 12 digits before the point.");
    }

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
