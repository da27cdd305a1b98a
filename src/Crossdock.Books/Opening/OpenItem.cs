namespace Crossdock.Books.Opening;

/// <summary>A claim or a debt that waits for its settlement. Amounts are positive for what is owed to us, negative for what we owe.</summary>
internal sealed class OpenItem
{
    public Guid Id { get; init; }
    public EntityId EntityId { get; init; }
    public PartnerId PartnerId { get; init; }
    public OpenItemKind Kind { get; init; }
    public required string Number { get; init; }
    public required string NumberKey { get; init; }
    public Guid DocumentId { get; init; }
    public Currency Currency { get; init; }
    public Currency FunctionalCurrency { get; init; }
    public DateOnly Day { get; init; }
    public DateOnly DueDay { get; init; }
    public Amount Total { get; init; }

    /// <summary>What is still open, in the document currency.</summary>
    public Amount Open { get; set; }

    /// <summary>What is still open, at the rates it was entered with.</summary>
    public Amount OpenFunctional { get; set; }

    public long Version { get; set; }
}

/// <summary>An entry on an open item: the invoice itself, a payment, a reversal. Append-only; their sum is what is open.</summary>
internal sealed class OpenEntry
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public Guid OpenItemId { get; init; }
    public EntityId EntityId { get; init; }
    public OpenItemKind Kind { get; init; }
    public Amount Amount { get; init; }
    public Amount Functional { get; init; }
    public DateOnly Day { get; init; }
    public Guid SettledBy { get; init; }
}

internal static class OpenItemStatements
{
    public static readonly RowMap<OpenEntry> Entries = new("books_open_entries");
    public static readonly RowInsert<OpenEntry> InsertEntry = new(Entries, sealedRow: true);
}
