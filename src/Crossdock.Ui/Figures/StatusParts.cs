using Crossdock.Kernel;

namespace Crossdock.Ui;

/// <summary>One exclusive part of a stock figure.</summary>
/// <param name="Status">One of the trade's words: available, allocated, picked, in transit, receiving, quarantined, held, damaged, consigned, on order, announced.</param>
/// <param name="Quantity">How much of the total is in it.</param>
/// <param name="Href">Where the part is taken apart, or null.</param>
public sealed record StatusPart(string Status, Quantity Quantity, string? Href = null);

/// <summary>A part with its place on a bar 10,000 wide.</summary>
/// <param name="Part">The part.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Width">How wide it is; nothing for a part that is not positive.</param>
internal readonly record struct StatusSlice(StatusPart Part, long Start, long Width);

/// <summary>Lays exclusive parts out on one bar, and shows it when they do not add up to the total.</summary>
internal static class StatusSlices
{
    internal const long Whole = 10_000;

    /// <summary>The word for what the parts leave open; it must never be seen, so it is shown loudly.</summary>
    internal const string Unexplained = "unexplained";

    internal static IReadOnlyList<StatusSlice> Of(IReadOnlyList<StatusPart> parts, Quantity total)
    {
        var sum = parts.Aggregate(Quantity.Zero, (sofar, part) => sofar + part.Quantity);
        List<StatusPart> all = [.. parts];
        if (sum != total) all.Add(new(Unexplained, total - sum));

        // Negative parts cannot be drawn; the bar then shows the positive ones, the legend all of them.
        var drawn = all.Aggregate((Int128)0, (sofar, part) => sofar + Math.Max(0, part.Quantity.Micros));
        List<StatusSlice> slices = [];
        Int128 before = 0;
        foreach (var part in all)
        {
            var after = before + Math.Max(0, part.Quantity.Micros);
            var (start, end) = drawn == 0 ? (0L, 0L) : ((long)(before * Whole / drawn), (long)(after * Whole / drawn));
            slices.Add(new(part, start, end - start));
            before = after;
        }
        return slices;
    }
}
