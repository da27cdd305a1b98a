namespace Crossdock.Books.Posting;

/// <summary>Head of a journal: one document's entries in one entity's books.</summary>
internal sealed class JournalRow
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public EntityId EntityId { get; init; }

    /// <summary>Accounting day, in the entity's time zone.</summary>
    public DateOnly Day { get; init; }

    public JournalKind Kind { get; init; }
    public Currency Currency { get; init; }
    public string Document { get; init; } = "";
    public Guid? DocumentId { get; init; }
    public long? ReverseOf { get; init; }
}

/// <summary>A line of a journal. Debit is positive.</summary>
internal sealed class LineRow
{
    public long JournalId { get; init; }
    public int Line { get; init; }
    public EntityId EntityId { get; init; }
    public int AccountId { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>In the entity's currency.</summary>
    public Amount Amount { get; init; }

    /// <summary>In the journal's document currency.</summary>
    public Amount DocumentAmount { get; init; }

    public SiteId? SiteId { get; init; }
    public PartnerId? PartnerId { get; init; }
}

internal static class JournalStatements
{
    public static readonly RowMap<JournalRow> Journals = new("books_journals");
    public static readonly RowMap<LineRow> Lines = new("books_lines");
    public static readonly RowInsert<JournalRow> InsertJournal = new(Journals, sealedRow: true);
    public static readonly RowInsert<LineRow> InsertLine = new(Lines, sealedRow: true);
}
