using System.Globalization;
using System.Text;

namespace Crossdock.Kernel;

/// <summary>
/// Reads what a scanner sends: GS1 element strings (GS1-128, GS1 DataMatrix, GS1 QR, DataBar, with the group separator
/// between elements), the bracketed form people type, plain EAN, UPC and ITF-14, and anything else as plain text.
/// </summary>
public static class Gs1
{
    /// <summary>The group separator a scanner sends for FNC1.</summary>
    public const char Separator = '\u001d';

    private const string Symbols = "!\"%&'()*+,-./:;<=>?_";

    /// <summary>
    /// Reads one scan. A code that claims to be GS1 (by its symbology prefix, a separator or brackets) is read as GS1 or refused;
    /// a code without a claim is read as an item number or an element string only when that leaves no doubt.
    /// </summary>
    /// <param name="scanned">As the scanner sent it, with or without the symbology prefix.</param>
    /// <param name="today">Decides the century of two-digit years: never more than 50 years ahead or 49 back.</param>
    public static Result<ScannedCode> Parse(string? scanned, DateOnly today)
    {
        var text = (scanned ?? "").Trim(' ', '\r', '\n', '\t');
        if (text.Length == 0) return new ScanEmpty();
        if (text[0] == ']') return ParsePrefixed(text, today);
        if (text[0] == '(') return ParseBracketed(text, today);
        if (text.Contains(Separator, StringComparison.Ordinal)) return ParseElements(text, today);
        if (!text.AsSpan().ContainsAnyExceptInRange('0', '9') && text.Length is 8 or 12 or 13 or 14
            && Gtin.Parse(text) is { IsValue: true } gtin) return OfItem(text, gtin.Value);
        if (LooksLikeElements(text) && ParseElements(text, today) is { IsValue: true } elements) return elements;
        return new ScannedCode { Text = text };
    }

    /// <summary>The element string of some elements: a separator first, and after each element whose length is not predefined.</summary>
    public static string Write(IReadOnlyList<Gs1Element> elements)
    {
        var text = new StringBuilder().Append(Separator);
        for (var i = 0; i < elements.Count; i++)
        {
            text.Append(elements[i].Identifier).Append(elements[i].Value);
            var known = Gs1Formats.TryMatch(elements[i].Identifier, out _, out var format);
            if (i < elements.Count - 1 && !(known && format.PredefinedLength)) text.Append(Separator);
        }

        return text.ToString();
    }

    private static Result<ScannedCode> ParsePrefixed(string text, DateOnly today)
    {
        if (text.Length <= 3) return new ScanEmpty();
        var body = text[3..];
        switch (text[..3])
        {
            case "]C1" or "]d2" or "]Q3" or "]e0" or "]J1":
                return ParseElements(body, today);
            case "]E0" or "]E4" or "]E3":
                // ]E3 is an EAN with an add-on of two or five digits behind it, which says nothing about the item.
                var digits = text[2] == '3' && body.Length > 13 ? body[..13] : body;
                return digits.Length != (text[2] == '4' ? 8 : 13) ? new GtinLengthWrong(digits)
                    : Gtin.Parse(digits).Refused(out var refusal, out var gtin) ? refusal : OfItem(body, gtin);
            case "]I0" or "]I1" when body.Length == 14:
                return Gtin.Parse(body).Refused(out refusal, out gtin) ? refusal : OfItem(body, gtin);
            default:
                return new ScannedCode { Text = body };
        }
    }

    // (01) and its 14 digits, or (00) and its 18: with a right check digit inside, a plain number of that shape is not credible.
    private static bool LooksLikeElements(string text) =>
        (text.Length >= 16 && text.StartsWith("01", StringComparison.Ordinal) && Gtin.HasRightCheckDigit(text.AsSpan(2, 14)))
        || (text.Length >= 20 && text.StartsWith("00", StringComparison.Ordinal) && Gtin.HasRightCheckDigit(text.AsSpan(2, 18)));

    private static ScannedCode OfItem(string text, Gtin gtin) => new() { Text = text, Item = gtin, Elements = [new("01", gtin.Digits)] };

    private static Result<ScannedCode> ParseElements(string text, DateOnly today)
    {
        var elements = new List<Gs1Element>();
        var rest = text.AsSpan();
        if (rest[0] == Separator) rest = rest[1..];
        if (rest.IsEmpty) return new ScanEmpty();
        while (!rest.IsEmpty)
        {
            if (!Gs1Formats.TryMatch(rest, out var identifier, out var format)) return new UnknownIdentifier(rest.ToString());
            rest = rest[identifier.Length..];
            var end = rest.IndexOf(Separator);
            if (end < 0) end = rest.Length;
            if (format.PredefinedLength) end = Math.Min(end, format.Longest);
            var element = new Gs1Element(identifier, rest[..end].ToString());
            if (Check(element, format) is { } refusal) return refusal;
            elements.Add(element);
            rest = rest[end..];
            if (!rest.IsEmpty && rest[0] == Separator) rest = rest[1..];
        }

        return Describe(text, elements, today);
    }

    private static Result<ScannedCode> ParseBracketed(string text, DateOnly today)
    {
        var elements = new List<Gs1Element>();
        var at = 0;
        while (at < text.Length)
        {
            var close = text.IndexOf(')', at);
            if (text[at] != '(' || close < 0) return new BracketsWrong(text);
            var identifier = text[(at + 1)..close];
            if (!Gs1Formats.TryMatch(identifier, out var known, out var format) || known != identifier) return new UnknownIdentifier(identifier);
            var value = new StringBuilder();
            for (at = close + 1; at < text.Length && text[at] != '('; at++)
            {
                // A bracket that belongs to the value is written with a backslash before it.
                if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '(') at++;
                value.Append(text[at]);
            }

            var element = new Gs1Element(identifier, value.ToString());
            if (Check(element, format) is { } refusal) return refusal;
            elements.Add(element);
        }

        return Describe(text, elements, today);
    }

    private static Refusal? Check(Gs1Element element, Gs1Format format)
    {
        var rest = element.Value.AsSpan();
        foreach (var part in format.Parts)
        {
            if (rest.IsEmpty && part.Optional) break;
            if (rest.Length < part.Shortest) return new ElementLengthWrong(element.Identifier, element.Value);
            var value = rest[..Math.Min(rest.Length, part.Longest)];
            rest = rest[value.Length..];
            foreach (var character in value)
            {
                if (!Allows(part.Kind, character)) return new ElementCharacterWrong(element.Identifier, element.Value);
            }

            if (part.Check == '!' && !Gtin.HasRightCheckDigit(value)) return new ElementCheckDigitWrong(element.Identifier, element.Value);
            if (part.Check is 'd' or 'D' && ReadDate(value, DateOnly.FromDayNumber(730_000), part.Check == 'd') is null)
                return new ElementDateWrong(element.Identifier, element.Value);
        }

        return rest.IsEmpty ? null : new ElementLengthWrong(element.Identifier, element.Value);
    }

    private static bool Allows(char kind, char character) => kind switch
    {
        'N' => char.IsAsciiDigit(character),
        'X' => char.IsAsciiLetterOrDigit(character) || Symbols.Contains(character, StringComparison.Ordinal),
        'Y' => char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character) || character is '#' or '-' or '/',
        _ => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '=',
    };

    // YYMMDD: the year is the one nearest to today, and day 00 is the last of the month where it is allowed.
    private static DateOnly? ReadDate(ReadOnlySpan<char> text, DateOnly today, bool dayMayBeMissing)
    {
        if (text.Length != 6 || text.ContainsAnyExceptInRange('0', '9')) return null;
        var year = int.Parse(text[..2], CultureInfo.InvariantCulture);
        var month = int.Parse(text[2..4], CultureInfo.InvariantCulture);
        var day = int.Parse(text[4..], CultureInfo.InvariantCulture);
        var ahead = year - today.Year % 100;
        var century = today.Year / 100 + (ahead >= 51 ? -1 : ahead <= -50 ? 1 : 0);
        year += century * 100;
        if (month is < 1 or > 12) return null;
        if (day == 0 && dayMayBeMissing) day = DateTime.DaysInMonth(year, month);
        return day < 1 || day > DateTime.DaysInMonth(year, month) ? null : new(year, month, day);
    }

    private static Result<ScannedCode> Describe(string text, List<Gs1Element> elements, DateOnly today)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (identifier, value) in elements)
        {
            if (!values.TryAdd(identifier, value) && values[identifier] != value) return new ElementRepeated(identifier);
        }

        if (values.ContainsKey("01") && values.ContainsKey("02")) return new ItemAndContent();
        return new ScannedCode
        {
            Text = text,
            Elements = elements,
            Item = Item("01"),
            Content = Item("02"),
            Sscc = Of("00"),
            Lot = Of("10"),
            Serial = Of("21"),
            Variant = Of("20"),
            Produced = Date("11"),
            Packed = Date("13"),
            BestBefore = Date("15"),
            Expiry = Date("17"),
            Count = (Of("30") ?? Of("37")) is { } count ? Quantity.Units(long.Parse(count, CultureInfo.InvariantCulture)) : null,
            NetKilograms = Weight(elements),
            AdditionalItem = Of("240"),
            CustomerItem = Of("241"),
            PurchaseOrder = Of("400"),
            Consignment = Of("401"),
            ShipTo = Of("410"),
            BillTo = Of("411"),
            PurchasedFrom = Of("412"),
            ShipFor = Of("413"),
            Location = Of("414"),
            ProductAddress = Of("8200"),
        };

        string? Of(string identifier) => values.GetValueOrDefault(identifier);
        DateOnly? Date(string identifier) => Of(identifier) is { } value ? ReadDate(value, today, dayMayBeMissing: true) : null;
        Gtin? Item(string identifier) => Of(identifier) is { } value && Gtin.Parse(value) is { IsValue: true } gtin ? gtin.Value : null;
    }

    // The fourth digit of the identifier says how many of the six digits are decimals.
    private static Quantity? Weight(List<Gs1Element> elements)
    {
        foreach (var (identifier, value) in elements)
        {
            if (!identifier.StartsWith("310", StringComparison.Ordinal)) continue;
            var micros = long.Parse(value, CultureInfo.InvariantCulture);
            for (var i = identifier[3] - '0'; i < 6; i++) micros *= 10;
            return new(micros);
        }

        return null;
    }
}
