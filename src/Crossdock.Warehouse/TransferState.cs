namespace Crossdock.Warehouse;

/// <summary>Where a transfer between sites stands. Stored by number.</summary>
public enum TransferState
{
    /// <summary>Asked for; nothing has left.</summary>
    Open = 1,

    /// <summary>Part of it has left.</summary>
    PartShipped = 2,

    /// <summary>All that will be sent has left.</summary>
    Shipped = 3,

    /// <summary>Part of it has arrived.</summary>
    PartReceived = 4,

    /// <summary>Nothing is open any more.</summary>
    Closed = 5,

    /// <summary>Cancelled before anything left.</summary>
    Cancelled = 6,

    /// <summary>People of both sites are to decide; nothing is reserved.</summary>
    Requested = 7,

    /// <summary>They said no.</summary>
    Rejected = 8,
}
