namespace Crossdock.Inventory;

/// <summary>The condition stock is in. Stored by number.</summary>
public enum Condition
{
    /// <summary>Arrived, not put away.</summary>
    Receiving = 1,

    /// <summary>May be promised, allocated and picked.</summary>
    Available = 2,

    /// <summary>Waits for inspection.</summary>
    Quarantine = 3,

    /// <summary>Blocked by a decision.</summary>
    Hold = 4,

    /// <summary>Broken.</summary>
    Damaged = 5,
}

/// <summary>The trade's words for stock. Every unit in our places is in exactly one of them.</summary>
public enum StockWord
{
    /// <summary>Free to promise now.</summary>
    Available = 1,

    /// <summary>Tied to a demand, still in its bin.</summary>
    Allocated = 2,

    /// <summary>Tied to a demand and taken from its bin.</summary>
    Picked = 3,

    /// <summary>Shipped between our sites, not received.</summary>
    InTransit = 4,

    /// <summary>At the dock, not put away.</summary>
    Receiving = 5,

    /// <summary>Waiting for inspection.</summary>
    Quarantined = 6,

    /// <summary>Blocked.</summary>
    Held = 7,

    /// <summary>Broken.</summary>
    Damaged = 8,

    /// <summary>Owned by a supplier or a customer.</summary>
    Consigned = 9,
}

/// <summary>What may be done with stock under each word.</summary>
/// <param name="Word">The word.</param>
/// <param name="Promisable">May a new demand get it?</param>
/// <param name="Pickable">May it be taken for a shipment?</param>
/// <param name="Plannable">Does planning count it as supply?</param>
/// <param name="Owned">Does it belong to the site's entity?</param>
/// <param name="Valued">Is it on the inventory account?</param>
/// <param name="Countable">Can a counter find it in a bin?</param>
public sealed record WordRule(StockWord Word, bool Promisable, bool Pickable, bool Plannable, bool Owned, bool Valued, bool Countable);

/// <summary>The two tables on which every screen, promise and posting rests.</summary>
public static class StatusTable
{
    /// <summary>One row per word.</summary>
    public static IReadOnlyList<WordRule> Words { get; } =
    [
        new(StockWord.Available, Promisable: true, Pickable: true, Plannable: true, Owned: true, Valued: true, Countable: true),
        new(StockWord.Allocated, Promisable: false, Pickable: true, Plannable: false, Owned: true, Valued: true, Countable: true),
        new(StockWord.Picked, Promisable: false, Pickable: false, Plannable: false, Owned: true, Valued: true, Countable: true),
        new(StockWord.InTransit, Promisable: false, Pickable: false, Plannable: true, Owned: true, Valued: true, Countable: false),
        new(StockWord.Receiving, Promisable: false, Pickable: false, Plannable: true, Owned: true, Valued: true, Countable: true),
        new(StockWord.Quarantined, Promisable: false, Pickable: false, Plannable: false, Owned: true, Valued: true, Countable: true),
        new(StockWord.Held, Promisable: false, Pickable: false, Plannable: false, Owned: true, Valued: true, Countable: true),
        new(StockWord.Damaged, Promisable: false, Pickable: false, Plannable: false, Owned: true, Valued: true, Countable: true),
        new(StockWord.Consigned, Promisable: false, Pickable: false, Plannable: false, Owned: false, Valued: false, Countable: true),
    ];

    // From, to: the changes a person may make by a condition change. Receiving is left by putaway, never entered again.
    private static readonly HashSet<(Condition, Condition)> Changes =
    [
        (Condition.Receiving, Condition.Available), (Condition.Receiving, Condition.Quarantine), (Condition.Receiving, Condition.Hold), (Condition.Receiving, Condition.Damaged),
        (Condition.Available, Condition.Quarantine), (Condition.Available, Condition.Hold), (Condition.Available, Condition.Damaged),
        (Condition.Quarantine, Condition.Available), (Condition.Quarantine, Condition.Hold), (Condition.Quarantine, Condition.Damaged),
        (Condition.Hold, Condition.Available), (Condition.Hold, Condition.Quarantine), (Condition.Hold, Condition.Damaged),
        (Condition.Damaged, Condition.Quarantine), (Condition.Damaged, Condition.Available),
    ];

    /// <summary>True when the change of condition is allowed.</summary>
    public static bool Allows(Condition from, Condition to) => Changes.Contains((from, to));

    /// <summary>The word of own, unallocated stock in a condition.</summary>
    public static StockWord WordOf(Condition condition) => condition switch
    {
        Condition.Receiving => StockWord.Receiving,
        Condition.Available => StockWord.Available,
        Condition.Quarantine => StockWord.Quarantined,
        Condition.Hold => StockWord.Held,
        Condition.Damaged => StockWord.Damaged,
        _ => throw new InvalidOperationException($"{condition} has no word."),
    };
}
