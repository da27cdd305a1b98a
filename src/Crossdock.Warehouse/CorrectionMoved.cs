namespace Crossdock.Warehouse;

/// <summary>What a correction of stock does that is asked for. Stored by number.</summary>
public enum CorrectionKind
{
    /// <summary>Stock was found or is missing.</summary>
    Adjustment = 1,

    /// <summary>Stock is thrown away.</summary>
    WriteOff = 2,

    /// <summary>A count differs from the book.</summary>
    Count = 3,

    /// <summary>Goods of a transfer did not arrive.</summary>
    TransitLoss = 4,
}

/// <summary>Where a correction of stock stands that was asked for. Stored by number.</summary>
public enum CorrectionState
{
    /// <summary>Nothing is posted: people are to decide.</summary>
    Waiting = 1,

    /// <summary>People agreed, and it is posted under the same number.</summary>
    Posted = 2,

    /// <summary>People said no.</summary>
    Rejected = 3,

    /// <summary>Given back to be changed and asked for again.</summary>
    Returned = 4,

    /// <summary>Taken back.</summary>
    Withdrawn = 5,
}

/// <summary>A correction of stock was asked for, changed, or ended.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">How it stands.</param>
/// <param name="SiteId">The site.</param>
public sealed record CorrectionMoved(string Number, CorrectionState State, SiteId SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "warehouse.correction_moved";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}
