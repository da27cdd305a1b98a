using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Releasing;

namespace Crossdock.Procurement.Offering;

/// <summary>What another site could send of what a line would buy.</summary>
/// <param name="Line">The line.</param>
/// <param name="Item">Its item.</param>
/// <param name="Pack">The unit it is bought in: only whole ones are offered.</param>
/// <param name="Currency">The entity's currency, that of the amounts.</param>
/// <param name="Donor">Who could send; null when nobody can.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Purchase">What buying that much costs.</param>
/// <param name="Cost">What a transfer costs.</param>
/// <param name="Threshold">The saving from which the buyer is asked.</param>
internal sealed record Offer(PurchaseLine Line, Item Item, Pack Pack, Currency Currency, Site? Donor, Quantity Quantity, Amount Purchase, Amount Cost, Amount Threshold)
{
    public Amount Freight => Donor is null ? Amount.Zero : Cost;

    public Amount Saving => Purchase - Freight;

    public OfferState State => Donor is null ? OfferState.NoSurplus : Saving < Threshold ? OfferState.BelowThreshold : OfferState.Asked;

    public Quantity InPacks => Pack.Size.FromBase(Quantity, Pack.Decimals);

    /// <summary>"B can send 24 piece (2 case) of W".</summary>
    public string Words => $"{Donor!.Code} can send {Quantity.Words(Item.BaseUnit)}{(Pack.Unit == Item.BaseUnit ? "" : $" ({InPacks.Words(Pack.Unit)})")} of {Item.Code}";

    public string SavingWords => Saving.Words(Currency);

    /// <summary>The largest whole number of packs in a quantity, in base units.</summary>
    public static Quantity WholePacks(Quantity quantity, PackSize size)
    {
        if (!quantity.IsPositive) return Quantity.Zero;
        var packs = (Int128)quantity.Micros * size.Denominator / ((Int128)size.Numerator * Quantity.Scale);
        return new(checked((long)(packs * size.Numerator * Quantity.Scale / size.Denominator)));
    }
}
