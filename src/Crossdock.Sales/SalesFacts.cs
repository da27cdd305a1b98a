namespace Crossdock.Sales;

/// <summary>A customer order was entered.</summary>
/// <param name="Order">Its number.</param>
/// <param name="Customer">Code of the customer.</param>
/// <param name="SiteId">Site that serves it.</param>
public sealed record SalesOrderEntered(string Order, string Customer, SiteId? SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "sales.order_entered";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>A line of a customer order was changed or cancelled.</summary>
/// <param name="Order">Number of the order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="ItemId">Item.</param>
/// <param name="SiteId">Site that serves it.</param>
public sealed record SalesLineChanged(string Order, int Line, ItemId? ItemId, SiteId? SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "sales.line_changed";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => ItemId;
}

/// <summary>A customer invoice or credit note was posted.</summary>
/// <param name="Invoice">Its number.</param>
/// <param name="Order">Number of the order.</param>
/// <param name="Customer">Code of the customer.</param>
/// <param name="SiteId">Site that shipped.</param>
public sealed record CustomerInvoiced(string Invoice, string Order, string Customer, SiteId? SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "sales.customer_invoiced";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>A customer paid, or a payment was cancelled.</summary>
/// <param name="Payment">Number of the payment.</param>
/// <param name="Customer">Code of the customer.</param>
public sealed record PaymentReceived(string Payment, string Customer) : IFact
{
    /// <inheritdoc/>
    public static string Name => "sales.payment_received";

    /// <inheritdoc/>
    public SiteId? Site => null;

    /// <inheritdoc/>
    public ItemId? Item => null;
}
