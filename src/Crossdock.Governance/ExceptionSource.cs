namespace Crossdock.Governance;

/// <summary>Something that is out of order now, as its source finds it.</summary>
/// <param name="Object">What it is about, unique in the source: a document, a line. With the source's kind it is the one live exception.</param>
/// <param name="Title">What is wrong, in a line.</param>
/// <param name="Detail">What it costs or breaks, and what can be done.</param>
/// <param name="Href">Where it is dealt with.</param>
/// <param name="Entity">The entity it concerns.</param>
/// <param name="Since">Since when it is so.</param>
public sealed record FoundException(string Object, string Title, string Detail, string Href, EntityId Entity, DateTimeOffset Since)
{
    /// <summary>The site it concerns, or null.</summary>
    public SiteId? Site { get; init; }

    /// <summary>What is at stake, in <see cref="Currency"/>; the queue is sorted by it within a day of being due.</summary>
    public Amount Value { get; init; }

    /// <summary>Currency of the value.</summary>
    public Currency Currency { get; init; } = Currency.Usd;

    /// <summary>Who answers for it, as the registry of owners says.</summary>
    internal PersonId? AskedFirst { get; init; }
}

/// <summary>
/// One cause of exceptions. It says what is out of order now; the queue raises what is new, updates what is known and clears what is gone, so that
/// an exception cannot be forgotten, doubled, or left over. Modules register theirs as singletons.
/// </summary>
public abstract class ExceptionSource
{
    /// <summary>Stable name of the cause, <c>module.what_is_wrong</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>What people call it ("Orders without an answer").</summary>
    public abstract string Title { get; }

    /// <summary>Whose work it is.</summary>
    public abstract Permission Owner { get; }

    /// <summary>Hours until one of them is overdue.</summary>
    public abstract int Hours { get; }

    /// <summary>What is out of order now.</summary>
    public abstract Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel);
}
