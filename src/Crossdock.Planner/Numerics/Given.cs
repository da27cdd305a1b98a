namespace Crossdock.Planner.Numerics;

/// <summary>Checks of what a caller gives: each answers a refusal that names the value, or null when it is usable.</summary>
internal static class Given
{
    private const string Code = "planner.bad_input";

    /// <summary>A finite number above zero.</summary>
    public static Refusal? Positive(string name, double value) =>
        double.IsFinite(value) && value > 0 ? null : No($"The {name} must be a number above zero, not {Text(value)}.");

    /// <summary>A finite number, zero or more.</summary>
    public static Refusal? NotNegative(string name, double value) =>
        double.IsFinite(value) && value >= 0 ? null : No($"The {name} must be zero or more, not {Text(value)}.");

    /// <summary>A finite number.</summary>
    public static Refusal? Finite(string name, double value) =>
        double.IsFinite(value) ? null : No($"The {name} must be a number, not {Text(value)}.");

    /// <summary>Strictly between zero and one.</summary>
    public static Refusal? Share(string name, double value) =>
        value > 0 && value < 1 ? null : No($"The {name} must lie between 0 and 1, not {Text(value)}.");

    /// <summary>Between zero and one, both allowed.</summary>
    public static Refusal? ShareOrBound(string name, double value) =>
        value is >= 0 and <= 1 ? null : No($"The {name} must lie between 0 and 1, not {Text(value)}.");

    /// <summary>At least so many values.</summary>
    public static Refusal? Count(string name, int count, int least) =>
        count >= least ? null : No($"At least {least} values of {name} are needed; there are {count}.");

    /// <summary>As many values as there are of the other.</summary>
    public static Refusal? SameLength(string name, int count, string other, int expected) =>
        count == expected ? null : No($"There are {count} values of {name} for {expected} of {other}.");

    /// <summary>All finite.</summary>
    public static Refusal? AllFinite(string name, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i])) return No($"Value {i + 1} of the {name} is not a number.");
        return null;
    }

    /// <summary>All finite and zero or more.</summary>
    public static Refusal? AllNotNegative(string name, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!(double.IsFinite(values[i]) && values[i] >= 0)) return No($"Value {i + 1} of the {name} must be zero or more, not {Text(values[i])}.");
        return null;
    }

    /// <summary>All finite and above zero.</summary>
    public static Refusal? AllPositive(string name, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!(double.IsFinite(values[i]) && values[i] > 0)) return No($"Value {i + 1} of the {name} must be above zero, not {Text(values[i])}.");
        return null;
    }

    /// <summary>A refusal of what was given, in words.</summary>
    public static Refusal No(string message) => Refusal.Invalid(Code, message);

    private static string Text(double value) => value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture);
}
