namespace Crossdock.Books;

/// <summary>Where a journal stands that is written by hand. Stored by number.</summary>
public enum ManualJournalState
{
    /// <summary>Nothing is posted: people are to decide.</summary>
    Waiting = 1,

    /// <summary>In the books.</summary>
    Posted = 2,

    /// <summary>People said no.</summary>
    Rejected = 3,

    /// <summary>Given back to be changed and asked for again.</summary>
    Returned = 4,

    /// <summary>Taken back.</summary>
    Withdrawn = 5,
}

/// <summary>A journal written by hand was asked for, changed, or ended.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">How it stands.</param>
public sealed record ManualJournalMoved(string Number, ManualJournalState State) : IFact
{
    /// <inheritdoc/>
    public static string Name => "books.manual_journal_moved";

    /// <inheritdoc/>
    public SiteId? Site => null;

    /// <inheritdoc/>
    public ItemId? Item => null;
}
