namespace Crossdock.Payables;

/// <summary>Where a write-off stands. Stored by number.</summary>
public enum WriteOffState
{
    /// <summary>Nothing is posted: people are to decide.</summary>
    Waiting = 1,

    /// <summary>In the books.</summary>
    Posted = 2,

    /// <summary>People said no.</summary>
    Rejected = 3,

    /// <summary>Given back to be changed and asked for again.</summary>
    Returned = 4,

    /// <summary>Taken back.</summary>
    Withdrawn = 5,
}

/// <summary>A write-off of goods received, not invoiced was asked for, changed, ended or reversed.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">How it stands.</param>
/// <param name="Where">The site that received.</param>
/// <param name="What">The item.</param>
public sealed record WriteOffMoved(string Number, WriteOffState State, SiteId Where, ItemId What) : IFact
{
    /// <inheritdoc/>
    public static string Name => "payables.write_off_moved";

    /// <inheritdoc/>
    public SiteId? Site => Where;

    /// <inheritdoc/>
    public ItemId? Item => What;
}
