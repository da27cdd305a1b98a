namespace Crossdock.Model;

/// <summary>Where stock is: site, bin, item, lot or serial, condition. The owner is the site's entity.</summary>
public readonly record struct PositionKey(
    int Site, string Bin, string Item, string? Lot = null, Condition Condition = Condition.Available);

/// <summary>One line of a position's ledger.</summary>
public sealed record PositionEntry(int Number, int Document, DateOnly Day, decimal Quantity, bool IsAdjustment, bool AtEndOfDay = false);

/// <summary>The stock of one position with its own ledger.</summary>
public sealed class Position
{
    private readonly List<PositionEntry> entries = [];

    internal Position(PositionKey key, int order) => (Key, Order) = (key, order);

    /// <summary>Where it is.</summary>
    public PositionKey Key { get; }

    /// <summary>Positions in the order in which they were first used.</summary>
    public int Order { get; }

    /// <summary>The quantity there.</summary>
    public decimal OnHand { get; private set; }

    /// <summary>The part of it that is tied to order lines.</summary>
    public decimal Allocated { get; internal set; }

    /// <summary>The ledger, numbered from 1 without gaps.</summary>
    public IReadOnlyList<PositionEntry> Entries => entries;

    internal PositionEntry Write(int document, DateOnly day, decimal quantity, bool isAdjustment, bool atEndOfDay)
    {
        var entry = new PositionEntry(entries.Count + 1, document, day, quantity, isAdjustment, atEndOfDay);
        entries.Add(entry);
        OnHand += quantity;
        return entry;
    }

    internal decimal BookAt(int number) => entries.Take(number).Sum(e => e.Quantity);

    /// <summary>
    /// The day on which the balance would first fall below zero if so much were taken at the end of the given one. What was posted with an
    /// earlier day happened at that day's end, arrivals first; everything else in the order in which it was posted.
    /// </summary>
    internal DateOnly? FirstShortDay(DateOnly from, decimal taken)
    {
        var line = entries.OrderBy(e => e.Day).ThenBy(e => e.AtEndOfDay).ThenBy(e => e.AtEndOfDay && e.Quantity < 0m).ThenBy(e => e.Number).ToList();
        var balance = line.Where(e => e.Day <= from).Sum(e => e.Quantity) - taken;
        if (balance < 0m) return from;
        foreach (var entry in line.Where(e => e.Day > from))
            if ((balance += entry.Quantity) < 0m) return entry.Day;
        return null;
    }
}
