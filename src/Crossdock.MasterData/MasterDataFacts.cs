namespace Crossdock.MasterData;

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
