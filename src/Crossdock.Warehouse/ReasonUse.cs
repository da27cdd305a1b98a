namespace Crossdock.Warehouse;

/// <summary>What a reason may be given for. Stored by number.</summary>
public enum ReasonUse
{
    /// <summary>Stock that was found.</summary>
    Found = 1,

    /// <summary>Stock that is missing.</summary>
    Lost = 2,

    /// <summary>Stock that is thrown away.</summary>
    Scrap = 3,

    /// <summary>Another condition.</summary>
    Condition = 4,

    /// <summary>Goods that did not arrive from another site.</summary>
    TransitLoss = 5,

    /// <summary>A document that was wrong.</summary>
    Reversal = 6,

    /// <summary>A transfer that is not sent.</summary>
    Cancellation = 7,
}
