namespace Crossdock.Kernel;

/// <summary>What people type into fields, and things said one after the other.</summary>
public static class Texts
{
    /// <summary>The text without spaces around it; null when nothing else is there.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Several things in a sentence: "a", "a and b", "a, b and c"; the empty text for none.</summary>
    public static string Listed(this IReadOnlyList<string> parts) => parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
}
