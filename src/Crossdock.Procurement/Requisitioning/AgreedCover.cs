using Crossdock.Procurement.Agreeing;

namespace Crossdock.Procurement.Requisitioning;

/// <summary>
/// What agreements bear of a requisition, and at which price, as its order would use them: the first of the supplier that covers the day. What
/// one line takes is gone for the next, and what is more than is left is not weighed at a price it would not get.
/// </summary>
/// <param name="offers">The agreements that cover its items at its site, the first to be used first.</param>
internal sealed class AgreedCover(IReadOnlyList<AgreedTerms> offers)
{
    private readonly Dictionary<Guid, Quantity> quantities = [];
    private readonly Dictionary<Guid, Amount> amounts = [];

    /// <summary>What a line would cost, in the supplier's currency; null when no agreement bears it, or only one without a price where the terms have none either.</summary>
    public Amount? Take(Partner supplier, Item item, Quantity quantity, DateOnly day, SupplierTerms? terms)
    {
        if (offers.FirstOrDefault(o => o.CoversItem(item.Id) && o.Bears(supplier.Id, supplier.Currency, day)) is not { } offer) return null;
        if (!offer.Line.IsPriced && terms is null) return null;
        var worth = offer.Line.IsPriced ? offer.Line.PriceFor(quantity).AmountOf(quantity, supplier.Currency) : terms!.PriceFor(quantity).Times(quantity, supplier.Currency);
        var (taken, spent) = (quantities.GetValueOrDefault(offer.Line.Id) + quantity, amounts.GetValueOrDefault(offer.Agreement.Id) + worth);
        if (taken > offer.Line.QuantityLeft || spent > offer.Agreement.ValueLeft) return null;
        (quantities[offer.Line.Id], amounts[offer.Agreement.Id]) = (taken, spent);
        return worth;
    }
}
