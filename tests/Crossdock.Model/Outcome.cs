namespace Crossdock.Model;

/// <summary>What a command led to.</summary>
public abstract record Outcome;

/// <summary>The command is refused and nothing has changed.</summary>
public sealed record Refused(Reason Reason, string Sentence) : Outcome;

/// <summary>The command took effect; every list is in the order in which things happened.</summary>
public sealed record Accepted(
    int Document,
    IReadOnlyList<PositionChange> Positions,
    IReadOnlyList<PoolChange> Pools,
    IReadOnlyList<AllocationChange> Allocations,
    IReadOnlyList<TransitChange> Transits,
    IReadOnlyList<Journal> Journals) : Outcome
{
    /// <summary>The net change of stock value at a site, in cents.</summary>
    public long ValueAt(int site) => Pools.Where(p => p.Site == site).Sum(p => p.Cents);

    /// <summary>The net change of an account over all journals of the command, in cents.</summary>
    public long Booked(Account account) =>
        Journals.SelectMany(j => j.Lines).Where(l => l.Account == account).Sum(l => l.Cents);
}

/// <summary>One entry of a position's ledger and the quantity after it.</summary>
public sealed record PositionChange(PositionKey Position, int Number, decimal Quantity, decimal After);

/// <summary>A change of a cost pool: quantity and cents, either may be zero.</summary>
public sealed record PoolChange(int Site, string Item, decimal Quantity, long Cents);

/// <summary>Stock tied to (or freed from) an order line.</summary>
public sealed record AllocationChange(int Order, int Line, PositionKey Position, decimal Quantity);

/// <summary>A change of what is under way on a transfer.</summary>
public sealed record TransitChange(int Transfer, decimal Quantity, long Cents);

/// <summary>One side of a journal in cents, debit positive; the site is set for inventory only.</summary>
public sealed record JournalLine(Account Account, int? Site, long Cents);

/// <summary>A balanced set of lines of one entity and one accounting day.</summary>
public sealed record Journal(int Number, int Document, int Entity, DateOnly Day, IReadOnlyList<JournalLine> Lines);

/// <summary>A proportional part that was taken of a value; kept so that the check can work it out again.</summary>
public sealed record ShareTaken(int Document, long Value, decimal Part, decimal Whole, long Cents);
