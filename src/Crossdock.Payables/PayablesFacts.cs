namespace Crossdock.Payables;

/// <summary>A supplier invoice was posted.</summary>
/// <param name="Document">Our number.</param>
/// <param name="Supplier">Whose.</param>
/// <param name="Total">Gross, in its currency.</param>
public sealed record SupplierInvoicePosted(string Document, PartnerId Supplier, Amount Total) : IFact
{
    /// <inheritdoc/>
    public static string Name => "payables.invoice_posted";

    /// <inheritdoc/>
    public SiteId? Site => null;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>A supplier was paid.</summary>
/// <param name="Document">Number of the payment.</param>
/// <param name="Supplier">Who.</param>
/// <param name="Amount">How much, in its currency.</param>
public sealed record SupplierPaid(string Document, PartnerId Supplier, Amount Amount) : IFact
{
    /// <inheritdoc/>
    public static string Name => "payables.supplier_paid";

    /// <inheritdoc/>
    public SiteId? Site => null;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>An invoice or a payment was undone.</summary>
/// <param name="Document">Number of the reversal.</param>
/// <param name="Original">Number of what it undoes.</param>
public sealed record PayableReversed(string Document, string Original) : IFact
{
    /// <inheritdoc/>
    public static string Name => "payables.reversed";

    /// <inheritdoc/>
    public SiteId? Site => null;

    /// <inheritdoc/>
    public ItemId? Item => null;
}
