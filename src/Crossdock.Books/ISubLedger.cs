namespace Crossdock.Books;

/// <summary>
/// A sub-ledger as the proof sees it: the rows behind a control account, summed on their own, never read from the account itself.
/// Modules register theirs as singletons.
/// </summary>
public interface ISubLedger
{
    /// <summary>The account it stands behind.</summary>
    AccountRole Role { get; }

    /// <summary>What the rows are, for the page: "cost pools", "open receivables".</summary>
    string Name { get; }

    /// <summary>Sum per entity (debit positive) of what was posted up to a moment; null means now.</summary>
    Task<IReadOnlyDictionary<EntityId, Amount>> SumsAsync(CrossdockDb db, DateTimeOffset? moment, CancellationToken cancel);
}
