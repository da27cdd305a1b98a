using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Kernel;

/// <summary>An ISO 4217 currency: its code and how many decimals its minor unit has (EUR 2, JPY 0, KWD 3).</summary>
[JsonConverter(typeof(CurrencyJsonConverter))]
public readonly record struct Currency : IComparable<Currency>
{
    // Only the currencies whose minor unit is not a hundredth (ISO 4217:2015 table A.1).
    private static readonly Dictionary<string, int> Digits = new(StringComparer.Ordinal)
    {
        ["BIF"] = 0,
        ["CLP"] = 0,
        ["DJF"] = 0,
        ["GNF"] = 0,
        ["ISK"] = 0,
        ["JPY"] = 0,
        ["KMF"] = 0,
        ["KRW"] = 0,
        ["PYG"] = 0,
        ["RWF"] = 0,
        ["UGX"] = 0,
        ["UYI"] = 0,
        ["VND"] = 0,
        ["VUV"] = 0,
        ["XAF"] = 0,
        ["XOF"] = 0,
        ["XPF"] = 0,
        ["BHD"] = 3,
        ["IQD"] = 3,
        ["JOD"] = 3,
        ["KWD"] = 3,
        ["LYD"] = 3,
        ["OMR"] = 3,
        ["TND"] = 3,
        ["CLF"] = 4,
        ["UYW"] = 4,
    };

    private readonly string? code;

    private Currency(string code) => this.code = code;

    /// <summary>Three upper-case letters.</summary>
    public string Code => code ?? "XXX";

    /// <summary>Decimals of the minor unit.</summary>
    public int MinorDigits => Digits.GetValueOrDefault(Code, 2);

    /// <summary>The minor unit in ten-thousandths: 100 for EUR, 10,000 for JPY, 10 for KWD.</summary>
    public long Step => MinorDigits switch { 0 => 10_000, 2 => 100, 3 => 10, _ => 1 };

    /// <summary>By code.</summary>
    public int CompareTo(Currency other) => string.CompareOrdinal(Code, other.Code);

#pragma warning disable CS1591 // by code
    public static bool operator <(Currency left, Currency right) => left.CompareTo(right) < 0;

    public static bool operator >(Currency left, Currency right) => left.CompareTo(right) > 0;

    public static bool operator <=(Currency left, Currency right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Currency left, Currency right) => left.CompareTo(right) >= 0;
#pragma warning restore CS1591

    /// <summary>The euro.</summary>
    public static Currency Eur { get; } = new("EUR");

    /// <summary>The US dollar.</summary>
    public static Currency Usd { get; } = new("USD");

    /// <summary>A currency by its code; throws when it is not three letters.</summary>
    public static Currency Of(string code) => TryParse(code, out var currency)
        ? currency
        : throw new ArgumentException($"'{code}' is no currency code.", nameof(code));

    /// <summary>A currency by its code (three letters, any case).</summary>
    public static bool TryParse(string? code, out Currency currency)
    {
        currency = default;
        if (code is not { Length: 3 } || !code.All(char.IsAsciiLetter)) return false;
        currency = new(code.ToUpperInvariant());
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Code;
}

internal sealed class CurrencyJsonConverter : JsonConverter<Currency>
{
    public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Currency.TryParse(reader.GetString(), out var currency)
            ? currency
            : throw new JsonException("Expected a currency code such as \"EUR\".");

    public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
}

/// <summary>An amount with its currency, for requests, answers and screens.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Currency">Of what.</param>
public readonly record struct Money(Amount Amount, Currency Currency)
{
    /// <summary>"12.50 EUR".</summary>
    public override string ToString() => $"{Amount.ToString(Currency)} {Currency}";
}
