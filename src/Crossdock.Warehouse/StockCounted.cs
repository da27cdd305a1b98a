namespace Crossdock.Warehouse;

/// <summary>A position was counted.</summary>
/// <param name="Document">Number of the count.</param>
/// <param name="SiteId">Site.</param>
/// <param name="ItemId">Item.</param>
/// <param name="Difference">Counted less book: what was adjusted.</param>
/// <param name="Hit">True when the book was right within the tolerance in force.</param>
/// <param name="Triggered">True when a doubt caused the count, false when it was planned.</param>
public sealed record StockCounted(string Document, SiteId SiteId, ItemId ItemId, Quantity Difference, bool Hit, bool Triggered) : IFact
{
    /// <inheritdoc/>
    public static string Name => "warehouse.stock_counted";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => ItemId;
}
