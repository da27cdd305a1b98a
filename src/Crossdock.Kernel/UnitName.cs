namespace Crossdock.Kernel;

/// <summary>How units are called in sentences: "1 bottle", "18 bottles", "2.5 kg".</summary>
public static class UnitName
{
    /// <summary>Signs and words that are the same for one and for many.</summary>
    private static readonly HashSet<string> Unchanged = new(StringComparer.OrdinalIgnoreCase)
    {
        "g", "kg", "mg", "t", "lb", "oz", "l", "cl", "dl", "hl", "ml", "m", "cm", "dm", "km", "mm", "h", "ha", "kwh", "mwh", "w", "kw", "ft", "in", "yd", "gal", "ea", "each", "pc", "pcs", "dz", "dozen",
    };

    /// <summary>The unit beside a quantity: many of it unless it is exactly one.</summary>
    public static string For(Quantity quantity, string unit) => quantity.Abs() == Quantity.Units(1) ? unit : Many(unit);

    /// <summary>The unit as it is called for many: "bottles", "boxes"; signs such as kg stay.</summary>
    public static string Many(string unit)
    {
        if (unit.Length < 3 || Unchanged.Contains(unit) || !unit.All(char.IsAsciiLetterLower)) return unit;
        if (unit.EndsWith('y') && !"aeiou".Contains(unit[^2], StringComparison.Ordinal)) return unit[..^1] + "ies";
        if (unit.EndsWith("ss", StringComparison.Ordinal)) return unit + "es";
        if (unit.EndsWith('s')) return unit;
        return unit + (unit[^1] is 'x' or 'z' || unit.EndsWith("ch", StringComparison.Ordinal) || unit.EndsWith("sh", StringComparison.Ordinal) ? "es" : "s");
    }
}
