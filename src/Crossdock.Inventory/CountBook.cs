using Crossdock.Inventory.Ledger;

namespace Crossdock.Inventory;

/// <summary>A position somebody counted.</summary>
/// <param name="Item">Item.</param>
/// <param name="Site">Site.</param>
/// <param name="At">State.</param>
/// <param name="EntryNumber">Number of the balance's last entry when it was counted; null means its last entry now.</param>
/// <param name="ScannedAt">When the goods were counted, if a device says so.</param>
public sealed record CountPoint(Item Item, Site Site, StockAt At, long? EntryNumber, DateTimeOffset? ScannedAt);

/// <summary>What the book says about a count.</summary>
/// <param name="EntryNumber">The entry the count is compared with.</param>
/// <param name="Book">Balance after that entry.</param>
/// <param name="Late">Net of what was posted after it although it had happened before the scan.</param>
/// <param name="Corrected">Net of adjustments and counts posted after it.</param>
/// <param name="CorrectedBy">Number of the latest of those documents, or null.</param>
public sealed record BookAtCount(long EntryNumber, Quantity Book, Quantity Late, Quantity Corrected, string? CorrectedBy);

/// <summary>Compares counts with the ledger at the entry they were made at, so that goods may move between counting and posting.</summary>
public sealed class CountBook
{
    /// <summary>Locks the gates and positions, then reads the book of each count, in the order given.</summary>
    public async Task<Result<IReadOnlyList<BookAtCount>>> ReadAsync(Work work, IReadOnlyList<CountPoint> points, CancellationToken cancel)
    {
        var state = work.State<LedgerState>();
        await state.LockPoolsAsync(work, points.Select(p => (p.Item, p.Site)), cancel);
        await state.LockPositionsAsync(work, points.Select(p => (new PositionKey(p.Item.Id, p.At), p.Site)), cancel);
        var books = new List<BookAtCount>(points.Count);
        foreach (var point in points)
        {
            var position = state.Position(new PositionKey(point.Item.Id, point.At));
            var number = point.EntryNumber ?? position.Entries;
            if (number < 0 || number > position.Entries)
                return new Refusal(RefusalKind.Refused, "inventory.entry_unknown", $"The balance of {point.Item.Code} has {position.Entries} entries, not {number}. Load the sheet again and count anew.");
            books.Add(number == position.Entries
                ? new(number, position.Quantity, Quantity.Zero, Quantity.Zero, null)
                : await SinceAsync(work, position, number, point.ScannedAt, cancel));
        }

        return books;
    }

    private static async Task<BookAtCount> SinceAsync(Work work, Position position, long number, DateTimeOffset? scannedAt, CancellationToken cancel)
    {
        var movements = work.Db.Set<Movement>().AsNoTracking();
        var left = await movements.Where(m => m.FromPositionId == position.Id && m.FromNo > number)
            .Select(m => new Since(m.FromNo!.Value, m.Kind, m.HappenedAt, m.Document, -m.Quantity.Micros)).ToListAsync(cancel);
        var reached = await movements.Where(m => m.ToPositionId == position.Id && m.ToNo > number)
            .Select(m => new Since(m.ToNo!.Value, m.Kind, m.HappenedAt, m.Document, m.Quantity.Micros)).ToListAsync(cancel);
        var since = left.Concat(reached).OrderBy(m => m.Number).ToList();
        var corrections = since.Where(m => IsCorrection(m.Kind)).ToList();
        var late = since.Where(m => !IsCorrection(m.Kind) && m.HappenedAt < scannedAt);
        return new(number, new(position.Quantity.Micros - since.Sum(m => m.Signed)), new(late.Sum(m => m.Signed)), new(corrections.Sum(m => m.Signed)), corrections.LastOrDefault()?.Document);
    }

    /// <summary>What changes the book without goods moving.</summary>
    private static bool IsCorrection(MovementKind kind) => kind is MovementKind.Count or MovementKind.Adjustment or MovementKind.Scrap or MovementKind.Opening;

    private sealed record Since(long Number, MovementKind Kind, DateTimeOffset HappenedAt, string Document, long Signed);
}
