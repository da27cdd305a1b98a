using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Kernel;

/// <summary>
/// A GS1 trade item number, always in its 14-digit form with a correct check digit, so that the EAN-8, UPC-A, EAN-13 and
/// ITF-14 spelling of one number are equal. <c>default</c> is no number and is never handed out.
/// </summary>
[JsonConverter(typeof(GtinJsonConverter))]
public readonly record struct Gtin : IComparable<Gtin>
{
    private readonly string? digits;

    private Gtin(string digits) => this.digits = digits;

    /// <summary>The 14 digits.</summary>
    public string Digits => digits ?? "00000000000000";

    /// <summary>The packaging level the first digit announces: 0 for the item itself, 1 to 8 for packs of it, 9 for variable measure.</summary>
    public int Indicator => Digits[0] - '0';

    /// <summary>Reads 8, 12, 13 or 14 digits whose check digit is right; refuses anything else and never repairs.</summary>
    public static Result<Gtin> Parse(string? text) => Read(text, out var trimmed) is { } refusal
        ? refusal
        : trimmed.Length is 8 or 12 or 13 or 14 ? new Gtin(trimmed.PadLeft(14, '0')) : new GtinLengthWrong(trimmed);

    /// <summary>
    /// Reads a number whose leading zeros a spreadsheet may have eaten: 9 to 11 digits are a UPC-A short of its zeros. The
    /// check digit counts from the right, so it still proves the number; one that fails is refused, not guessed.
    /// </summary>
    public static Result<GtinRepair> Repair(string? text)
    {
        if (Read(text, out var trimmed) is { } refusal) return refusal;
        if (trimmed.Length is < 8 or > 14) return new GtinLengthWrong(trimmed);
        return new GtinRepair(new(trimmed.PadLeft(14, '0')), trimmed.Length is 9 or 10 or 11 ? 12 - trimmed.Length : 0);
    }

    /// <summary>The modulo-10 check digit of the digits before it (GTIN, SSCC, GLN alike).</summary>
    /// <exception cref="ArgumentException">A character is no digit.</exception>
    public static int CheckDigit(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            if (!char.IsAsciiDigit(body[i])) throw new ArgumentException($"'{body}' is not all digits.", nameof(body));
            sum += (body[i] - '0') * ((body.Length - i) % 2 == 1 ? 3 : 1);
        }

        return (10 - sum % 10) % 10;
    }

    /// <summary>True for at least two digits of which the last is the check digit of the others.</summary>
    public static bool HasRightCheckDigit(ReadOnlySpan<char> digits) =>
        digits.Length >= 2 && !digits.ContainsAnyExceptInRange('0', '9') && CheckDigit(digits[..^1]) == digits[^1] - '0';

    /// <summary>The usual spelling: 12 digits for a UPC, 13 for an EAN, 14 for a pack with an indicator, 8 for an EAN-8.</summary>
    public string ToShortest()
    {
        var text = Digits;
        foreach (var length in (ReadOnlySpan<int>)[8, 12, 13])
        {
            if (!text.AsSpan(0, 14 - length).ContainsAnyExcept('0')) return text[^length..];
        }

        return text;
    }

    /// <inheritdoc/>
    public int CompareTo(Gtin other) => string.CompareOrdinal(Digits, other.Digits);

    /// <summary>The 14 digits.</summary>
    public override string ToString() => Digits;

#pragma warning disable CS1591 // the operators promise what their signs promise
    public static bool operator <(Gtin a, Gtin b) => a.CompareTo(b) < 0;
    public static bool operator >(Gtin a, Gtin b) => a.CompareTo(b) > 0;
    public static bool operator <=(Gtin a, Gtin b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Gtin a, Gtin b) => a.CompareTo(b) >= 0;
#pragma warning restore CS1591

    private static Refusal? Read(string? text, out string trimmed)
    {
        trimmed = (text ?? "").Trim();
        if (trimmed.Length == 0 || !trimmed.AsSpan().ContainsAnyExcept('0')) return new GtinMissing();
        if (trimmed.AsSpan().ContainsAnyExceptInRange('0', '9')) return new GtinNotDigits(trimmed);
        if (trimmed.Length is < 8 or > 14) return new GtinLengthWrong(trimmed);
        return HasRightCheckDigit(trimmed) ? null : new GtinCheckDigitWrong(trimmed);
    }
}

/// <summary>A number that was read, and what had to be put back to read it.</summary>
/// <param name="Gtin">The number.</param>
/// <param name="ZerosRestored">Leading zeros that had been lost; 0 when it was whole.</param>
public readonly record struct GtinRepair(Gtin Gtin, int ZerosRestored);

/// <summary>There is no number, or nothing but zeros.</summary>
public sealed record GtinMissing() : Refusal(RefusalKind.Invalid, "barcode.gtin_missing",
    "There is no trade item number; enter the digits printed under the barcode.");

/// <summary>Something in the number is not a digit.</summary>
/// <param name="Text">What was read.</param>
public sealed record GtinNotDigits(string Text) : Refusal(RefusalKind.Invalid, "barcode.gtin_not_digits",
    $"'{Text}' is no trade item number: it may hold digits only.");

/// <summary>The number has a length no trade item number has.</summary>
/// <param name="Text">What was read.</param>
public sealed record GtinLengthWrong(string Text) : Refusal(RefusalKind.Invalid, "barcode.gtin_length",
    $"'{Text}' has {Text.Length} digits; a trade item number has 8, 12, 13 or 14.");

/// <summary>The last digit does not prove the others.</summary>
/// <param name="Text">What was read.</param>
public sealed record GtinCheckDigitWrong(string Text) : Refusal(RefusalKind.Invalid, "barcode.gtin_check_digit",
    $"'{Text}' ends in {Text[^1]} but its check digit would be {Gtin.CheckDigit(Text.AsSpan(0, Text.Length - 1))}; read it again from the pack.");

internal sealed class GtinJsonConverter : JsonConverter<Gtin>
{
    public override Gtin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Gtin.Parse(reader.GetString()) is { IsValue: true } parsed
            ? parsed.Value
            : throw new JsonException("Expected a trade item number of 8, 12, 13 or 14 digits with a right check digit.");

    public override void Write(Utf8JsonWriter writer, Gtin value, JsonSerializerOptions options) => writer.WriteStringValue(value.Digits);
}
