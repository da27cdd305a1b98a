namespace Crossdock.Sales;

/// <summary>How far an order is.</summary>
public enum OrderState
{
    /// <summary>Nothing has left.</summary>
    Open = 1,

    /// <summary>Some has left, some is open.</summary>
    PartShipped = 2,

    /// <summary>Everything that was not cancelled has left.</summary>
    Shipped = 3,

    /// <summary>Nothing left and nothing is open.</summary>
    Cancelled = 4,
}

/// <summary>Who asked for a change or a cancellation. Stored by number.</summary>
public enum AskedBy
{
    /// <summary>The customer.</summary>
    Customer = 1,

    /// <summary>We.</summary>
    Us = 2,
}
