namespace Crossdock.MasterData;

/// <summary>Where a supplier's price comes from. Stored by number.</summary>
public enum PriceSource
{
    /// <summary>Agreed with the terms, when they were made.</summary>
    Terms = 1,

    /// <summary>A letter of the supplier.</summary>
    Letter = 2,

    /// <summary>A price list of the supplier.</summary>
    List = 3,

    /// <summary>Negotiated by us.</summary>
    Negotiated = 4,
}

/// <summary>What a supplier asks for one base unit from a day on, until a later one begins.</summary>
/// <param name="ValidFrom">The first day. It is the day an order is written, or released when that is later, as its site counts days.</param>
/// <param name="PricePerBase">In the supplier's currency.</param>
public sealed record DatedPrice(DateOnly ValidFrom, UnitPrice PricePerBase)
{
    /// <summary>Lower prices for larger orders, smallest quantity first.</summary>
    public IReadOnlyList<PriceBreak> Breaks { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    public PriceSource Source { get; init; }

    /// <summary>Number of the price change it came with; null when it came with the terms.</summary>
    public string? Change { get; init; }

    /// <summary>The price of one base unit when this many are ordered.</summary>
    public UnitPrice For(Quantity quantity) => PriceBreak.Of(PricePerBase, Breaks, quantity);

    /// <summary>Of some prices of one item, the one in force on a day; null before the first.</summary>
    public static DatedPrice? On(IEnumerable<DatedPrice> prices, DateOnly day) => prices.Where(p => p.ValidFrom <= day).MaxBy(p => p.ValidFrom);

    /// <summary>How much more some orders cost at this price than at one before: order by order, because breaks go by order. Nothing when there was none before.</summary>
    public Amount DearerBy(DatedPrice? before, IEnumerable<Quantity> orders, Currency currency) => before is null
        ? Amount.Zero
        : orders.Aggregate(Amount.Zero, (sum, q) => sum + For(q).Times(q, currency) - before.For(q).Times(q, currency));
}

/// <summary>A price that is in force from a day on because a change was decided.</summary>
/// <param name="Item">The item.</param>
/// <param name="Now">The price from that day on.</param>
public sealed record ChangedPrice(ItemId Item, DatedPrice Now);

/// <summary>A price change that was decided, for those whose orders it touches.</summary>
/// <param name="Change">Its number.</param>
/// <param name="Supplier">Whose prices.</param>
/// <param name="OpenOrders">True when the supplier says they also hold for what is on order.</param>
/// <param name="Reference">Letter or list.</param>
/// <param name="Prices">The prices.</param>
public sealed record PricesTaken(string Change, Partner Supplier, bool OpenOrders, string? Reference, IReadOnlyList<ChangedPrice> Prices);

/// <summary>What was ordered at prices, as price changes need it. Procurement answers.</summary>
public interface IPricedOrders
{
    /// <summary>What was ordered of a supplier since an instant, line by line, in base units.</summary>
    Task<ILookup<ItemId, Quantity>> OrderedAsync(CrossdockDb db, PartnerId supplier, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Follows prices into drafts and open orders, in the commit that decides on them.</summary>
    Task TakenAsync(Work work, PricesTaken taken, CancellationToken cancel);
}
