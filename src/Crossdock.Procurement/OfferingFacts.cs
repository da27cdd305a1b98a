namespace Crossdock.Procurement;

/// <summary>A purchase line was offered goods of another site, or such an offer was answered.</summary>
public sealed record TransferOfferMoved(string Document, Offering.OfferState State, ItemId ItemId, SiteId SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "procurement.transfer_offer_moved";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => ItemId;
}
