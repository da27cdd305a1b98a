using System.Globalization;
using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Answering;

/// <summary>What a proposal would do, in words, and how many promises it would break.</summary>
/// <param name="Words">A sentence for the buyer.</param>
/// <param name="Broken">Promises to customers and other sites that it would break.</param>
internal sealed record Impact(string Words, int Broken)
{
    /// <summary>Compares a line with what it would become; null means the supplier will not deliver what is open.</summary>
    public static Impact Of(PurchaseLine line, Item item, LineEdit? edit, IReadOnlyList<PeggedDemand> pegged)
    {
        if (edit is null)
        {
            return new($"The supplier will not deliver the {line.Open.Words(item.BaseUnit)} that are open." + Promises(pegged.Count), pegged.Count);
        }

        var parts = new List<string>();
        if (edit.Substitute is { } other) parts.Add($"{other.Code} {other.Name} instead");
        var quantity = edit.Total;
        if (edit.Substitute is null && quantity != line.Ordered) parts.Add($"{quantity.Words(item.BaseUnit)} instead of {line.Ordered.Grouped}");
        if (edit.Parts.Count > 1) parts.Add($"in {edit.Parts.Count} parts, the last on {Day(edit.Parts.Max(p => p.Day))}");
        else if (edit.Parts[0].Day != line.ExpectedDay) parts.Add(Shift(line.ExpectedDay, edit.Parts[0].Day));
        if (edit.Price is { } price && !price.Equals(line.PriceAsGiven)) parts.Add($"{price} instead of {line.PriceAsGiven}, {Percent(line.PriceAsGiven.PerBase, price.PerBase)}");

        var broken = edit.Substitute is not null ? pegged.Count : BrokenBy(line, edit, pegged);
        return new((parts.Count == 0 ? "As ordered." : char.ToUpperInvariant(parts[0][0]) + string.Join(", ", parts)[1..] + ".") + Promises(broken), broken);
    }

    /// <summary>Who would be served too late: goods go to the most urgent first, part by part.</summary>
    private static int BrokenBy(PurchaseLine line, LineEdit edit, IReadOnlyList<PeggedDemand> pegged)
    {
        var taken = line.Received;
        var coming = new Queue<LinePart>();
        foreach (var part in edit.Parts.OrderBy(p => p.Day))
        {
            var used = Quantity.Min(taken, part.Quantity);
            taken -= used;
            if (part.Quantity > used) coming.Enqueue(part with { Quantity = part.Quantity - used });
        }

        var broken = 0;
        foreach (var demand in pegged)
        {
            var needed = demand.Quantity;
            DateOnly? last = null;
            while (needed.IsPositive && coming.TryPeek(out var part))
            {
                var given = Quantity.Min(needed, part.Quantity);
                needed -= given;
                last = part.Day;
                coming.Dequeue();
                if (part.Quantity > given) coming = new Queue<LinePart>(coming.Prepend(part with { Quantity = part.Quantity - given }));
            }

            // Late already is not broken by this.
            if (needed.IsPositive || (last > demand.DueDay && last > line.ExpectedDay)) broken++;
        }

        return broken;
    }

    private static string Promises(int broken) => broken switch { 0 => "", 1 => " It breaks 1 promise.", _ => $" It breaks {broken} promises." };

    private static string Shift(DateOnly from, DateOnly to) => (to.DayNumber - from.DayNumber) switch
    {
        1 => $"1 day later, on {Day(to)}",
        > 1 and var days => $"{days} days later, on {Day(to)}",
        -1 => $"1 day earlier, on {Day(to)}",
        var days => $"{-days} days earlier, on {Day(to)}",
    };

    private static string Day(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    private static string Percent(UnitPrice from, UnitPrice to) => from.IsZero
        ? "from nothing"
        : (((decimal)to.Millionths / from.Millionths) - 1).ToString("+0.0 %;-0.0 %", CultureInfo.InvariantCulture);
}
