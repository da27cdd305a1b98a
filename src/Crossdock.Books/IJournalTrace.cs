namespace Crossdock.Books;

/// <summary>Something a journal was made from: a movement, an invoice.</summary>
/// <param name="Text">What it is, in words.</param>
/// <param name="Href">Its page.</param>
/// <param name="Amount">What it contributes, debit positive, or null when it says nothing alone.</param>
public sealed record JournalSource(string Text, string Href, Amount? Amount);

/// <summary>Names the rows of a module that lie behind a journal. Modules register theirs as singletons.</summary>
public interface IJournalTrace
{
    /// <summary>What the rows are, for the page: "Movements".</summary>
    string Name { get; }

    /// <summary>The rows behind a journal; empty when none are this module's. The posting is the one that wrote it.</summary>
    Task<IReadOnlyList<JournalSource>> BehindAsync(CrossdockDb db, long journal, long posting, CancellationToken cancel);
}
