using System.Globalization;

namespace Crossdock.Kernel;

/// <summary>Reads and writes scaled 64-bit integers as plain decimals, without ever passing through binary floating point.</summary>
internal static class Decimals
{
    public static bool TryParse(ReadOnlySpan<char> text, long scale, out long scaled)
    {
        scaled = 0;
        text = text.Trim();
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return false;
        return TryScale(value, scale, out scaled);
    }

    /// <summary>False when the value has more decimals than the scale, or does not fit.</summary>
    public static bool TryScale(decimal value, long scale, out long scaled)
    {
        scaled = 0;
        if (Math.Abs(value) > (decimal)long.MaxValue / scale) return false;
        var exact = value * scale;
        if (exact != decimal.Truncate(exact)) return false;
        scaled = (long)exact;
        return true;
    }

    public static string Format(long scaled, long scale, int minimumDecimals)
    {
        var value = (decimal)scaled / scale;
        var format = minimumDecimals == 0 ? "0.######" : "0." + new string('0', minimumDecimals) + new string('#', Math.Max(0, 6 - minimumDecimals));
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
