namespace Crossdock.Governance;

/// <summary>Where a request for approval stands. Stored by number.</summary>
public enum ApprovalState
{
    /// <summary>People are to decide.</summary>
    Pending = 1,

    /// <summary>All steps agreed.</summary>
    Approved = 2,

    /// <summary>Somebody said no.</summary>
    Rejected = 3,

    /// <summary>Given back to be edited.</summary>
    Returned = 4,

    /// <summary>The requester took it back.</summary>
    Withdrawn = 5,

    /// <summary>What was to be decided on was edited.</summary>
    Voided = 6,

    /// <summary>Nobody decided in time.</summary>
    Expired = 7,
}

/// <summary>A request that people have ended.</summary>
/// <param name="Request">Its number.</param>
/// <param name="Document">The document.</param>
/// <param name="Hash">The content it was about.</param>
/// <param name="State">How it ended.</param>
/// <param name="Decision">Key of the decision, when approved.</param>
public sealed record ApprovalEnd(string Request, string Document, byte[] Hash, ApprovalState State, long Decision)
{
    /// <summary>True when it was done already, by rule, and people looked at it afterwards: a no is an objection.</summary>
    public bool IsReview { get; init; }
}

/// <summary>
/// A kind of thing that may need approval. The module that owns the documents registers one, under its name, and hears in the same commit how a
/// request ended, so that what was approved happens at once and by the owner's own rules.
/// </summary>
public abstract class ApprovalSubject
{
    /// <summary>Its name in cases and tables; stored, so it is never renamed.</summary>
    public abstract string Kind { get; }

    /// <summary>What people call it ("Purchase orders").</summary>
    public abstract string Title { get; }

    /// <summary>Which of its cases count together within a table's window, in words ("orders to one supplier"); null when each stands by itself.</summary>
    public virtual string? Together => null;

    /// <summary>Who may read its requests without having to do with them.</summary>
    public virtual Permission Reads => Permission.SeeApprovals;

    /// <summary>Row of the conflict matrix that keeps those who wrote its documents from deciding on them.</summary>
    public virtual int Conflict => 3;

    /// <summary>
    /// Whether somebody's right may speak for a document, after all else they did for it: refuses whoever has a duty in hand that conflicts with
    /// approving it. Asked for whoever votes, and for whoever lent the right that is used.
    /// </summary>
    public virtual Task<Result<Done>> VoteAsync(Work work, PersonId voice, string document, CancellationToken cancel) => Task.FromResult(Done.Yes);

    /// <summary>The right without which nobody is shown a case, not even who asked for it; null when there is none. What must stay blind is not read from the inbox.</summary>
    public virtual Permission? Shows => null;

    /// <summary>Values of open dimensions that its cases bring, for the editor of tables.</summary>
    public virtual IReadOnlyDictionary<string, IReadOnlyList<string>> Values => new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// Hears that people ended a request: does what was approved, or lets the document know that it was not. A refusal keeps the vote from being
    /// taken, so refuse only where the vote itself makes no sense any more.
    /// </summary>
    public abstract Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel);
}
