namespace Crossdock.Warehouse;

/// <summary>Goods left for a customer, or a shipment was reversed.</summary>
/// <param name="Shipment">Its number.</param>
/// <param name="Order">Number of the order.</param>
/// <param name="SiteId">Site they left.</param>
public sealed record GoodsShipped(string Shipment, string Order, SiteId? SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "warehouse.goods_shipped";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>Goods were picked for a customer order.</summary>
/// <param name="Pick">Its number.</param>
/// <param name="Order">Number of the order.</param>
/// <param name="SiteId">Site.</param>
public sealed record GoodsPicked(string Pick, string Order, SiteId? SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "warehouse.goods_picked";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>A picker did not find what the books say: the place should be counted.</summary>
/// <param name="Order">Number of the order.</param>
/// <param name="Place">Place.</param>
/// <param name="Quantity">What was missing, in base units.</param>
/// <param name="Reason">What the picker said.</param>
/// <param name="ItemId">Item.</param>
/// <param name="SiteId">Site.</param>
public sealed record PickFoundLess(string Order, PlaceId Place, Quantity Quantity, string Reason, ItemId? ItemId, SiteId? SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "warehouse.pick_found_less";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => ItemId;
}

/// <summary>Goods came back from a customer.</summary>
/// <param name="Return">Its number.</param>
/// <param name="Shipment">Number of the shipment they left with.</param>
/// <param name="SiteId">Site.</param>
public sealed record GoodsReturned(string Return, string Shipment, SiteId? SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "warehouse.goods_returned";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>A supplier shipped straight to our customer, or what was keyed about it was reversed.</summary>
/// <param name="Notice">Number of the ship notice.</param>
/// <param name="Purchase">Number of the purchase order.</param>
/// <param name="Order">Number of the customer's order.</param>
/// <param name="SiteId">Site that sold it.</param>
public sealed record SupplierShipped(string Notice, string Purchase, string Order, SiteId? SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "warehouse.supplier_shipped";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}
