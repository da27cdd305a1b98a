namespace Crossdock.Procurement;

/// <summary>What somebody did in the life of a purchase: the duties that different people should do.</summary>
public enum TrailDuty
{
    /// <summary>Said that it is needed.</summary>
    Asked = 1,

    /// <summary>Wrote the order.</summary>
    Wrote = 2,

    /// <summary>Decided that it may be bought.</summary>
    Decided = 3,

    /// <summary>Sent it to the supplier.</summary>
    Released = 4,

    /// <summary>Took down what the supplier answered, or decided on it.</summary>
    Answered = 5,

    /// <summary>Changed, cancelled or closed a line.</summary>
    Changed = 6,

    /// <summary>Received the goods.</summary>
    Received = 7,

    /// <summary>Sent goods back.</summary>
    SentBack = 8,

    /// <summary>Booked the invoice.</summary>
    Billed = 9,

    /// <summary>Paid.</summary>
    Paid = 10,
}

/// <summary>One step in the life of a purchase. Who, when and under which seal follow from its posting.</summary>
/// <param name="Posting">The posting that did it.</param>
/// <param name="Duty">What kind of step it is.</param>
/// <param name="What">What happened, in a sentence.</param>
/// <param name="Detail">More: the rule, the reason, the money.</param>
/// <param name="Href">Where its document is shown.</param>
public sealed record TrailStep(long Posting, TrailDuty Duty, string What, string? Detail, string? Href)
{
    /// <summary>True when a rule did it, whoever's posting it was in.</summary>
    public bool ByRule { get; init; }
}

/// <summary>The purchase whose life is told.</summary>
/// <param name="Id">Key of the order.</param>
/// <param name="Number">Its number.</param>
/// <param name="Lines">Keys of its lines, each with its number.</param>
public sealed record TracedPurchase(Guid Id, string Number, IReadOnlyDictionary<Guid, int> Lines);

/// <summary>
/// Where steps of a purchase come from. Each module that has documents about purchase lines registers one as a singleton, so that the whole
/// chain from the need to the money is told in one place.
/// </summary>
public abstract class PurchaseTrailSource
{
    /// <summary>The steps this module knows of a purchase, in any order.</summary>
    public abstract Task<IReadOnlyList<TrailStep>> StepsAsync(CrossdockDb db, TracedPurchase purchase, CancellationToken cancel);

    /// <summary>Numbers of the orders a document of this module belongs to; none when it knows no such document.</summary>
    public abstract Task<IReadOnlyList<string>> OrdersOfAsync(CrossdockDb db, string document, CancellationToken cancel);
}
