namespace Crossdock.Warehouse.Counting;

/// <summary>One counted position, written once: what the book said at the scan, what was found, and the tolerance in force.</summary>
internal sealed class CountLine
{
    public Guid Id { get; init; }
    public Guid DocumentId { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PlaceId PlaceId { get; init; }
    public ItemId ItemId { get; init; }
    public LotId LotId { get; init; }
    public PartnerId OwnerId { get; init; }
    public Condition Condition { get; init; }

    /// <summary>Entry of the balance the count refers to.</summary>
    public long EntryNumber { get; init; }

    /// <summary>Book as posted at the scan: the headline of record accuracy compares with this.</summary>
    public Quantity Book { get; init; }

    /// <summary>Posted late, but happened before the scan: a matter of posting discipline, not of stock.</summary>
    public Quantity Late { get; init; }

    /// <summary>Corrected by others since, when the count was rebased on them.</summary>
    public Quantity Corrected { get; init; }

    public Quantity Counted { get; init; }

    /// <summary>What was adjusted.</summary>
    public Quantity Difference { get; init; }

    public Quantity Tolerance { get; init; }

    /// <summary>True when the book as posted was within the tolerance.</summary>
    public bool Hit { get; init; }

    /// <summary>True when a doubt caused the count.</summary>
    public bool Triggered { get; init; }

    public DateTimeOffset ScannedAt { get; init; }

    public static readonly RowMap<CountLine> Lines = new("warehouse_count_lines");
    public static readonly RowInsert<CountLine> Insert = new(Lines, sealedRow: true);

    public static void Model(ModelBuilder model) => model.Entity<CountLine>(e =>
    {
        e.ToTable("warehouse_count_lines", t => t.HasCheckConstraint("ck_count_lines_counted", "counted >= 0"));
        e.HasIndex(l => l.DocumentId);
        e.HasIndex(l => new { l.SiteId, l.ScannedAt });
        e.HasIndex(l => new { l.ItemId, l.SiteId });
    });

    /// <summary>
    /// The difference to adjust: counted less what the book should say. A count older than a correction of the same position is
    /// refused until it is rebased, which takes the correction for granted (rule 11 of the ledger).
    /// </summary>
    public static Result<Quantity> Decide(string item, Quantity counted, BookAtCount book, bool rebase)
    {
        if (book.CorrectedBy is { } document && !rebase) return new CountOvertaken(item, document);
        return counted - book.Book - book.Late - book.Corrected;
    }

    /// <summary>What the book may be off without counting as an error: nothing for A, lots and serials, 1 % for B, 2 % for the rest.</summary>
    public static Quantity ToleranceOf(Item item, Quantity book)
    {
        var percent = item.Tracking != Tracking.None ? 0 : item.Class.ToUpperInvariant() switch { "A" => 0, "B" => 1, _ => 2 };
        return new(Exact.MultiplyDivide(book.Abs().Micros, percent, 100));
    }
}

internal sealed record CountOvertaken(string Item, string Document) : Refusal(RefusalKind.Conflict, "warehouse.count_overtaken",
    $"Bin adjusted since this count: {Document} corrected {Item} there. Count again, or post it rebased on {Document}.");

internal sealed record CountedWhere(string Item) : Refusal(RefusalKind.Invalid, "warehouse.counted_where", $"Say in which place {Item} was counted.");

internal sealed record CountNegative() : Refusal(RefusalKind.Invalid, "warehouse.count_negative", "What is counted cannot be less than zero.");

internal sealed record CountedTwice(string Item, string Place) : Refusal(RefusalKind.Invalid, "warehouse.counted_twice",
    $"{Item} at {Place} stands twice in this count. Add the quantities up.");
