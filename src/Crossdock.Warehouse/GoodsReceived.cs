namespace Crossdock.Warehouse;

/// <summary>Goods were booked in.</summary>
/// <param name="Document">Number of the receipt.</param>
/// <param name="SiteId">Where.</param>
/// <param name="Supplier">From whom.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="CrossDocked">How many of them went at once to orders that waited.</param>
public sealed record GoodsReceived(string Document, SiteId SiteId, PartnerId Supplier, int Lines, int CrossDocked) : IFact
{
    /// <inheritdoc/>
    public static string Name => "warehouse.goods_received";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>A receipt was undone.</summary>
/// <param name="Document">Number of the reversal.</param>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="SiteId">Where.</param>
public sealed record ReceiptReversed(string Document, string Receipt, SiteId SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "warehouse.receipt_reversed";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>Goods went back to a supplier.</summary>
/// <param name="Document">Number of the return.</param>
/// <param name="Receipt">Number of the receipt they came with.</param>
/// <param name="SiteId">From where.</param>
/// <param name="Supplier">To whom.</param>
public sealed record GoodsReturnedToSupplier(string Document, string Receipt, SiteId SiteId, PartnerId Supplier) : IFact
{
    /// <inheritdoc/>
    public static string Name => "warehouse.goods_returned_to_supplier";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}
