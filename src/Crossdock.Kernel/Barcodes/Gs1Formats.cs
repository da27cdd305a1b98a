using System.Collections.Frozen;
using System.Globalization;

namespace Crossdock.Kernel;

/// <summary>One part of an element's value: its characters, how many, and what else must hold.</summary>
/// <param name="Kind">N digits, X the 82 characters of GS1, Y the 39, Z the 64 of file-safe base 64.</param>
/// <param name="Shortest">Fewest characters.</param>
/// <param name="Longest">Most characters.</param>
/// <param name="Optional">May be left out at the end.</param>
/// <param name="Check">'!' check digit, 'd' date with day 00 allowed, 'D' date, or nothing.</param>
internal readonly record struct Gs1Part(char Kind, int Shortest, int Longest, bool Optional, char Check);

/// <summary>What the value of one application identifier looks like.</summary>
/// <param name="PredefinedLength">True when no separator is needed after it.</param>
/// <param name="Parts">Its parts, in order.</param>
internal sealed record Gs1Format(bool PredefinedLength, Gs1Part[] Parts)
{
    public int Longest => Parts.Sum(part => part.Longest);
}

/// <summary>Every application identifier of the GS1 General Specifications with the shape of its value.</summary>
internal static class Gs1Formats
{
    // Format, then the identifiers that have it. A leading * marks the predefined lengths, which need no separator behind them.
    private static readonly (string Format, string Identifiers)[] Table =
    [
        ("*N18!", "00"), ("*N14!", "01 02 03"), ("*N6d", "11 12 13 15 16 17"), ("*N2", "20"), ("*N13!", "410-417"),
        ("*N6", "3100-3105 3110-3115 3120-3125 3130-3135 3140-3145 3150-3155 3160-3165 3200-3205 3210-3215 3220-3225 3230-3235"),
        ("*N6", "3240-3245 3250-3255 3260-3265 3270-3275 3280-3285 3290-3295 3300-3305 3310-3315 3320-3325 3330-3335 3340-3345"),
        ("*N6", "3350-3355 3360-3365 3370-3375 3400-3405 3410-3415 3420-3425 3430-3435 3440-3445 3450-3455 3460-3465 3470-3475"),
        ("*N6", "3480-3485 3490-3495 3500-3505 3510-3515 3520-3525 3530-3535 3540-3545 3550-3555 3560-3565 3570-3575 3600-3605"),
        ("*N6", "3610-3615 3620-3625 3630-3635 3640-3645 3650-3655 3660-3665 3670-3675 3680-3685 3690-3695"),
        ("X..20", "10 21 22 243 254 420 4318 7020-7022 710-717 7240 8002 8012"), ("X..28", "235"),
        ("X..30", "240 241 250 251 400 401 403 4308 4319 7002 7023 8004 90"), ("N..6", "242"), ("N..8", "30 37"),
        ("N13! [X..17]", "253"), ("N13! [N..12]", "255"), ("N..15", "3900-3909 3920-3929"), ("N3 N..15", "3910-3919 3930-3939"),
        ("N4", "3940-3943 8111"), ("N6", "3950-3955 8005"), ("N17!", "402"), ("N3 X..9", "421"), ("N3", "422 424 426"),
        ("N3 [N3] [N3] [N3] [N3]", "423 425"), ("X..3", "427 7008"), ("X..35", "4300 4301 4310 4311 4320"),
        ("X..70", "4302-4306 4312-4316 7257 8110 8112 8200"), ("X2", "4307 4317"), ("N10 N10", "4309"), ("N1", "4321-4323 7252"),
        ("N6d N4", "4324 4325"), ("N6D", "4326 7006"), ("N6 [X1]", "4330-4333"), ("N13", "7001"), ("N6D N4", "7003"), ("N..4", "7004"),
        ("X..12", "7005"), ("N6D [N6D]", "7007"), ("X..10", "7009 7255"), ("X..2", "7010"), ("N6D [N4]", "7011"), ("N3 X..27", "7030-7039"),
        ("N1 X1 X1 X1", "7040"), ("X..4", "7041"), ("X2 X..28", "7230-7239"), ("N2", "7241"), ("X..25", "7242 8013 8014 8020"), ("N8", "7250"),
        ("N8 N4", "7251"), ("X..40", "7253 7254 7259"), ("X..90", "7256 91-99"), ("X3", "7258"), ("N4 N5 N3 N1 N1", "8001"),
        ("N1 N13! [X..16]", "8003"), ("N14! N4", "8006 8026"), ("X..34", "8007"), ("N6D N2 [N2] [N2]", "8008"), ("X..50", "8009"),
        ("Y..30", "8010"), ("N..12", "8011"), ("N18!", "8017 8018"), ("N..10", "8019"), ("Z..90", "8030"), ("N15", "8040 8041"),
        ("N32", "8042"), ("N18 [N..2]", "8043"),
    ];

    private static readonly FrozenDictionary<string, Gs1Format> ByIdentifier = Build();

    /// <summary>The identifier at the start of <paramref name="text"/> (2 to 4 digits; no identifier is the start of another).</summary>
    public static bool TryMatch(ReadOnlySpan<char> text, out string identifier, out Gs1Format format)
    {
        var lookup = ByIdentifier.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = 2; length <= 4 && length <= text.Length; length++)
        {
            if (!lookup.TryGetValue(text[..length], out format!)) continue;
            identifier = text[..length].ToString();
            return true;
        }

        identifier = "";
        format = null!;
        return false;
    }

    private static FrozenDictionary<string, Gs1Format> Build()
    {
        var all = new Dictionary<string, Gs1Format>(StringComparer.Ordinal);
        foreach (var (text, identifiers) in Table)
        {
            var format = new Gs1Format(text[0] == '*', [.. text.TrimStart('*').Split(' ').Select(ReadPart)]);
            foreach (var range in identifiers.Split(' '))
            {
                var ends = range.Split('-');
                for (var i = int.Parse(ends[0], CultureInfo.InvariantCulture); i <= int.Parse(ends[^1], CultureInfo.InvariantCulture); i++)
                    all.Add(i.ToString(CultureInfo.InvariantCulture).PadLeft(ends[0].Length, '0'), format);
            }
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static Gs1Part ReadPart(string text)
    {
        var optional = text[0] == '[';
        text = text.Trim('[', ']');
        var check = char.IsAsciiDigit(text[^1]) ? ' ' : text[^1];
        var upTo = text.Contains("..", StringComparison.Ordinal);
        var longest = int.Parse(text[(upTo ? 3 : 1)..].TrimEnd(check), CultureInfo.InvariantCulture);
        return new(text[0], upTo ? 1 : longest, longest, optional, check);
    }
}
