using System.ComponentModel.DataAnnotations.Schema;
using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Approving;

/// <summary>How a table answered a case. Stored by number.</summary>
internal enum Outcome
{
    /// <summary>By rule.</summary>
    Auto = 1,

    /// <summary>By rule, looked at afterwards.</summary>
    Review = 2,

    /// <summary>People agreed.</summary>
    Approved = 4,

    /// <summary>Within what was agreed before.</summary>
    Covered = 5,

    /// <summary>By breaking glass.</summary>
    BrokenGlass = 6,
}

/// <summary>One answer of a table to a case: which row fitted, and what followed. Never changed; replays and limits read it.</summary>
internal sealed class Decision
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public string Kind { get; init; } = "";
    public string Document { get; init; } = "";
    public EntityId EntityId { get; init; }
    public SiteId? SiteId { get; init; }
    public PersonId Requester { get; init; }

    /// <summary>Amount of the case, in the entity's currency.</summary>
    public Amount Amount { get; init; }

    /// <summary>What the table looked at: the amount with others of its group, in the table's currency.</summary>
    public Amount Weighed { get; set; }

    /// <summary>The table; 0 when none was in force.</summary>
    public int TableId { get; init; }

    public int RowNumber { get; init; }
    public Outcome Outcome { get; init; }
    public byte[] ContentHash { get; init; } = [];
    public string Attributes { get; init; } = "";
    public string? GroupKey { get; init; }
    public string? Request { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The group in which the document's decision before counted; null when none did. From now on that one does not count.</summary>
    public string? ReplacesGroup { get; init; }

    /// <summary>When the decision before was made.</summary>
    public DateTimeOffset? ReplacesAt { get; init; }

    /// <summary>What the decision before counted.</summary>
    public Amount? ReplacesAmount { get; init; }

    /// <summary>True when its amount counts with others of its group: what people approved does not.</summary>
    public bool Counts => GroupKey is not null && Outcome is (Outcome.Auto or Outcome.Review);

    /// <summary>The document's decision before this one: of each document the latest counts.</summary>
    [NotMapped]
    public Decision? Before
    {
        init => (ReplacesGroup, ReplacesAt, ReplacesAmount) = value is { Counts: true } ? (value.GroupKey, value.At, value.Amount) : default((string?, DateTimeOffset?, Amount?));
    }
}

/// <summary>A request for approval: people are asked, step by step.</summary>
internal sealed class ApprovalRequest
{
    public Guid Id { get; init; }
    public required string Number { get; init; }
    public required string Kind { get; init; }
    public required string Document { get; init; }
    public required string Title { get; init; }
    public required string Href { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId? SiteId { get; init; }

    /// <summary>The site at the other end, whose people may be asked as well.</summary>
    public SiteId? OtherSiteId { get; init; }

    public PersonId Requester { get; init; }

    /// <summary>Ids of everybody who wrote it, with commas.</summary>
    public required string Writers { get; set; }

    public Amount Amount { get; init; }
    public Currency Currency { get; init; }
    public required byte[] ContentHash { get; init; }
    public required string Attributes { get; init; }
    public string? GroupKey { get; init; }
    public Amount Weighed { get; set; }
    public int TableId { get; init; }
    public int RowNumber { get; init; }

    /// <summary>The row that fitted, in words.</summary>
    public required string RowSentence { get; init; }

    public required string Route { get; init; }
    public int Hours { get; init; }

    /// <summary>What the approver sees, as JSON.</summary>
    public required string Facts { get; init; }

    public string? Reason { get; init; }

    /// <summary>True when it was done already, by rule, and is looked at afterwards.</summary>
    public bool IsReview { get; init; }

    /// <summary>The step that waits, from 1.</summary>
    public int Step { get; set; }

    public ApprovalState State { get; set; }
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset DueAt { get; set; }
    public DateTimeOffset? EscalatedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>A question nobody has answered yet.</summary>
    public string? OpenQuestion { get; set; }

    public long Version { get; set; }

    /// <summary>What it concerns.</summary>
    public Whereabouts Where() => new(EntityId, SiteId, OtherSiteId);

    /// <summary>The steps of its route.</summary>
    public IReadOnlyList<RouteStep> Steps() => ApprovalRoute.Parse(Route).Value.Steps;
}

/// <summary>Somebody whom the waiting step of a request may ask.</summary>
internal sealed class Wait
{
    public PersonId PersonId { get; init; }
    public Guid RequestId { get; init; }

    /// <summary>The approver of the route that they are asked as: a role, or @login.</summary>
    public required string Role { get; init; }
}

/// <summary>What happened to a request. Stored by number.</summary>
public enum VoteKind
{
    /// <summary>People were asked.</summary>
    Asked = 1,

    /// <summary>Agreed.</summary>
    Approved = 2,

    /// <summary>Said no.</summary>
    Rejected = 3,

    /// <summary>Gave it back to be edited.</summary>
    Returned = 4,

    /// <summary>Asked a question.</summary>
    Question = 5,

    /// <summary>Answered it.</summary>
    Answer = 6,

    /// <summary>Took it back.</summary>
    Withdrawn = 7,

    /// <summary>Ended because what it was about was edited.</summary>
    Voided = 8,

    /// <summary>Nobody decided in time: further people were asked.</summary>
    Escalated = 9,

    /// <summary>Approved alone, outside of the route.</summary>
    BrokenGlass = 10,

    /// <summary>Ended because nobody decided in time.</summary>
    Expired = 11,
}

/// <summary>One thing that somebody did about a request. Never changed.</summary>
internal sealed class Vote
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public Guid RequestId { get; init; }
    public int Step { get; init; }
    public VoteKind Kind { get; init; }
    public PersonId PersonId { get; init; }

    /// <summary>Whose right it was, when somebody stood in for them.</summary>
    public PersonId? OnBehalfOf { get; init; }

    /// <summary>The approver of the route they voted as.</summary>
    public string? Role { get; init; }

    public string? Comment { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Whose voices it has used up: the voter's, and that of whoever they stood in for.</summary>
    public IEnumerable<PersonId> Voices() => [PersonId, OnBehalfOf ?? PersonId];
}

internal static class ApprovalRows
{
    public static readonly RowMap<Decision> Decisions = new("governance_decisions");
    public static readonly RowMap<Vote> Votes = new("governance_votes");
    public static readonly RowInsert<Decision> InsertDecision = new(Decisions, sealedRow: true);
    public static readonly RowInsert<Vote> InsertVote = new(Votes, sealedRow: true);
}
