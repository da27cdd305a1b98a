namespace Crossdock.Planner.Netting;

/// <summary>How a supply comes that is not bought under the rule of its item-site.</summary>
/// <param name="Way">Which way.</param>
/// <param name="Source">Site, contract, supplier or item it comes from.</param>
/// <param name="Earliest">Day on which it can be there at the earliest.</param>
/// <param name="For">The one demand it serves (shipped straight to a customer, or another item in its place); null when it comes into stock.</param>
public sealed record Sourced(Way Way, string Source, int Earliest, string? For = null)
{
    /// <summary>Bought, and so in the lots of the rule; other ways bring what is needed.</summary>
    internal static bool IsBought(Sourced? how) => how is null or { Way: Way.Purchase or Way.ContractRelease };

    /// <summary>The same for supplies that could be one.</summary>
    internal static (Way, string, string?)? Key(Sourced? how) => how is null ? null : (how.Way, how.Source, how.For);
}

/// <summary>What hurrying an order would bring: the day it could be there, and what it costs in all.</summary>
public sealed record Hurry(int Day, double Cost);

/// <summary>An open supply of an item at a site.</summary>
/// <param name="Id">Document line; unique within the item-site.</param>
/// <param name="Day">Day number on which it is expected.</param>
/// <param name="Quantity">Units still to come, above zero.</param>
/// <param name="Draft">Not yet sent: its quantity and date are ours to change, but no earlier than the lead time allows.</param>
/// <param name="Firm">Frozen by agreement or fence: it is counted but nothing is proposed for it.</param>
/// <param name="Confidence">Probability that it comes as said (0 to 1); shown, not netted.</param>
/// <param name="Sourced">How it comes; null when it is bought under the rule.</param>
/// <param name="Hurry">What hurrying it costs: then it is only hurried when the days late it saves are worth more; null when hurrying is free.</param>
public sealed record OpenSupply(string Id, int Day, long Quantity, bool Draft = false, bool Firm = false, double Confidence = 1, Sourced? Sourced = null, Hurry? Hurry = null);

/// <summary>An open demand of an item at a site: units wanted on a day. Days in the past are wanted today.</summary>
public sealed record OpenDemand(string Id, int Day, long Quantity);

/// <summary>How an item-site is netted.</summary>
/// <param name="SafetyStock">Units kept back from stock; wanted last, after all dated demand.</param>
/// <param name="LeadTimeDays">Days from order to receipt, 0 to 3,650.</param>
/// <param name="Multiple">New orders are whole multiples of it.</param>
/// <param name="MinimumOrder">New orders are at least so much.</param>
/// <param name="LotDays">A new order also covers the demand of so many further days.</param>
/// <param name="FenceDays">Nothing is proposed for supplies due within so many days; they cannot be changed any more.</param>
/// <param name="MoveThreshold">Moves of fewer days are not proposed (damping).</param>
/// <param name="QuantityThreshold">Decreases below it are not proposed (damping).</param>
/// <param name="LateUnitDay">Price of one unit being late one day; weighs whether an order is worth hurrying.</param>
public sealed record NettingRule(long SafetyStock, int LeadTimeDays, long Multiple = 1, long MinimumOrder = 1, int LotDays = 7, int FenceDays = 0, int MoveThreshold = 3, long QuantityThreshold = 1, double LateUnitDay = 0);

/// <summary>All that is open of one item at one site.</summary>
/// <param name="Item">Item.</param>
/// <param name="Site">Site.</param>
/// <param name="Today">Day number of today.</param>
/// <param name="OnHand">Units there; below zero they are owed.</param>
/// <param name="Supplies">What is to come.</param>
/// <param name="Demands">What is wanted.</param>
/// <param name="Rule">How it is netted.</param>
/// <param name="Options">
/// Ways to serve a demand (by its identity, or "safety stock"), as <see cref="Sourcing.Compare"/> orders them: the first that is allowed serves it, the next ones what it cannot give, a
/// purchase under the rule the rest. What a source has available is beyond the supplies given. Null or without the demand: bought under the rule.
/// </param>
public sealed record NettingInput(string Item, string Site, int Today, long OnHand, OpenSupply[] Supplies, OpenDemand[] Demands, NettingRule Rule,
    IReadOnlyDictionary<string, CostedOption[]>? Options = null);

/// <summary>What is proposed for a supply or a need.</summary>
public enum Verb
{
    /// <summary>Order something new.</summary>
    New,

    /// <summary>Needed later than expected.</summary>
    PushOut,

    /// <summary>Needed earlier, and there is time to say so.</summary>
    PullIn,

    /// <summary>Order more with a draft that goes to the same need.</summary>
    Increase,

    /// <summary>Part of it is not needed.</summary>
    Decrease,

    /// <summary>None of it is needed.</summary>
    Cancel,

    /// <summary>Part is needed earlier than the rest.</summary>
    Split,

    /// <summary>Needed earlier, within the lead time: ask the supplier to hurry.</summary>
    Expedite,

    /// <summary>Bring from another site.</summary>
    Transfer,

    /// <summary>Serve with another item.</summary>
    Substitute,
}

/// <summary>A proposal.</summary>
/// <param name="Identity">The same for the same item, site and cause, whoever plans and however often.</param>
/// <param name="Verb">What to do.</param>
/// <param name="Target">The supply it is about, or null for a new one.</param>
/// <param name="Day">New expected day; of a split, of the early part.</param>
/// <param name="Quantity">New quantity of the supply; of a split, of the early part.</param>
/// <param name="Cause">The demand that asks for it, or "safety stock", or "no need".</param>
/// <param name="Why">One sentence for the buyer.</param>
/// <param name="Sourced">How something new comes; null when it is bought under the rule.</param>
public sealed record Proposal(string Identity, Verb Verb, string? Target, int Day, long Quantity, string Cause, string Why, Sourced? Sourced = null);
