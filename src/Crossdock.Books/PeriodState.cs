namespace Crossdock.Books;

/// <summary>State of an accounting month.</summary>
public enum PeriodState
{
    /// <summary>Postings are accepted.</summary>
    Open = 1,

    /// <summary>Nothing is posted into it any more.</summary>
    Closed = 2,
}
