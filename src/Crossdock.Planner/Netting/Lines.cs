namespace Crossdock.Planner.Netting;

/// <summary>An open supply of an item at a site.</summary>
/// <param name="Id">Document line; unique within the item-site.</param>
/// <param name="Day">Day number on which it is expected.</param>
/// <param name="Quantity">Units still to come, above zero.</param>
/// <param name="Draft">Not yet sent: its quantity and date are ours to change, but no earlier than the lead time allows.</param>
/// <param name="Firm">Frozen by agreement or fence: it is counted but nothing is proposed for it.</param>
/// <param name="Confidence">Probability that it comes as said (0 to 1); shown, not netted.</param>
public sealed record OpenSupply(string Id, int Day, long Quantity, bool Draft = false, bool Firm = false, double Confidence = 1);

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
public sealed record NettingRule(long SafetyStock, int LeadTimeDays, long Multiple = 1, long MinimumOrder = 1, int LotDays = 7, int FenceDays = 0, int MoveThreshold = 3, long QuantityThreshold = 1);

/// <summary>All that is open of one item at one site.</summary>
public sealed record NettingInput(string Item, string Site, int Today, long OnHand, OpenSupply[] Supplies, OpenDemand[] Demands, NettingRule Rule);

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
public sealed record Proposal(string Identity, Verb Verb, string? Target, int Day, long Quantity, string Cause, string Why);
