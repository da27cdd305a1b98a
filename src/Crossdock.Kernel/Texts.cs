namespace Crossdock.Kernel;

/// <summary>What people type into fields.</summary>
public static class Texts
{
    /// <summary>The text without spaces around it; null when nothing else is there.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
