using System.Text.Json;
using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Answering;

/// <summary>Where a proposal stands. Stored by number.</summary>
public enum ProposalState
{
    /// <summary>Outside of the tolerances, or it breaks a promise: the buyer decides.</summary>
    AwaitingBuyer = 1,

    /// <summary>Accepted by the buyer, riskier than what was approved: those who decide are asked.</summary>
    AwaitingApproval = 2,

    /// <summary>It is the order now.</summary>
    Accepted = 3,

    /// <summary>Refused.</summary>
    Refused = 4,

    /// <summary>A later one took its place, or the line was changed.</summary>
    Superseded = 5,

    /// <summary>Answered with another proposal of ours; the supplier is to answer.</summary>
    Countered = 6,
}

/// <summary>How an answer came. Stored by number.</summary>
public enum AnswerChannel
{
    /// <summary>Keyed by the buyer.</summary>
    Keyed = 1,

    /// <summary>Pasted or uploaded as a list.</summary>
    Pasted = 2,

    /// <summary>By a file or message of the supplier.</summary>
    Electronic = 3,

    /// <summary>With new prices that hold for what is on order. It answers for the price only: no day is confirmed by it.</summary>
    PriceLetter = 4,
}

/// <summary>
/// What a supplier, or we, would have a released line become. It changes nothing until it is accepted; then it is the order's next version. A line has
/// one live proposal at a time.
/// </summary>
internal sealed class Proposal
{
    public Guid Id { get; init; }
    public required string Number { get; init; }
    public Guid OrderId { get; init; }
    public required string OrderNumber { get; init; }
    public Guid LineId { get; init; }
    public int LineNumber { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PartnerId SupplierId { get; init; }
    public ItemId ItemId { get; init; }

    /// <summary>The line's revision it is about: when the line has moved on, it is stale.</summary>
    public int Revision { get; init; }

    /// <summary>The order's version it is about.</summary>
    public int OrderVersion { get; init; }

    public bool BySupplier { get; init; }
    public AnswerChannel Channel { get; init; }

    /// <summary>The parts with their days, as JSON; none when the supplier will not deliver.</summary>
    public required string Parts { get; init; }

    public UnitPrice? Price { get; init; }
    public string? PriceUnit { get; init; }
    public ItemId? SubstituteId { get; init; }

    /// <summary>Why it would go round the line's agreement; null when it would not.</summary>
    public string? OutsideReason { get; init; }

    /// <summary>What it would do, in words.</summary>
    public required string Impact { get; init; }

    /// <summary>How many promises to customers and other sites it would break.</summary>
    public int BrokenPromises { get; init; }

    public string? Note { get; init; }
    public ProposalState State { get; set; }
    public string? Approval { get; set; }
    public PersonId CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public PersonId? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? Why { get; set; }
    public long Version { get; set; }

    public IReadOnlyList<LinePart> ReadParts() => JsonSerializer.Deserialize<List<LinePart>>(Parts, Json.Web)!;

    public static string Write(IReadOnlyList<LinePart> parts) => JsonSerializer.Serialize(parts, Json.Web);
}

/// <summary>How far a supplier's answer may differ and still be taken at once. For a supplier category; empty for all others.</summary>
internal sealed class AnswerRule
{
    public required string Category { get; init; }
    public int DaysLate { get; set; }
    public int DaysEarly { get; set; }

    /// <summary>Percentages in hundredths.</summary>
    public int UnderHundredths { get; set; }
    public int OverHundredths { get; set; }
    public int DearerHundredths { get; set; }

    /// <summary>Days after the release until an answer is overdue.</summary>
    public int AnswerDays { get; set; }

    /// <summary>What holds where nothing is laid down.</summary>
    public static AnswerRule Usual { get; } = new() { Category = "", DaysLate = 2, DaysEarly = 5, AnswerDays = 2 };
}
