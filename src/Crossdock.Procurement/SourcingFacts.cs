using Crossdock.Procurement.Sourcing;

namespace Crossdock.Procurement;

/// <summary>A request for quotation was written, published, answered, closed, awarded or ended. It says nothing of what was bid.</summary>
public sealed record QuotationMoved(string Request, QuotationState State, SiteId SiteId) : IFact
{
    /// <inheritdoc/>
    public static string Name => "procurement.quotation_moved";

    /// <inheritdoc/>
    public SiteId? Site => SiteId;

    /// <inheritdoc/>
    public ItemId? Item => null;
}
