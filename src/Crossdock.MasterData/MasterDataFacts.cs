namespace Crossdock.MasterData;

/// <summary>A price change was written, asked for, decided on or taken back.</summary>
/// <param name="Change">Its number.</param>
/// <param name="State">Where it stands.</param>
public sealed record PriceChangeMoved(string Change, Pricing.PriceChangeState State) : IFact
{
    /// <inheritdoc/>
    public static string Name => "masterdata.price_change_moved";

    /// <inheritdoc/>
    public SiteId? Site => null;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>Items, their units, references or terms were created or changed.</summary>
/// <param name="Item">The item, when it is one.</param>
public sealed record ItemsChanged(ItemId? Item) : IFact
{
    /// <inheritdoc/>
    public static string Name => "masterdata.items_changed";

    /// <inheritdoc/>
    public SiteId? Site => null;
}

/// <summary>Suppliers, customers, terms, tax codes or rates were created or changed.</summary>
public sealed record PartnersChanged : IFact
{
    /// <inheritdoc/>
    public static string Name => "masterdata.partners_changed";

    /// <inheritdoc/>
    public SiteId? Site => null;

    /// <inheritdoc/>
    public ItemId? Item => null;
}
