namespace Crossdock.Model;

/// <summary>What a product offers of the commands; what it does not offer is refused.</summary>
/// <param name="LandedCosts">Late costs of a receipt.</param>
/// <param name="OtherPrices">Supplier invoices at another price than was ordered.</param>
/// <param name="ReversedReturns">Reversals of returns of customers and to suppliers.</param>
public sealed record Offer(bool LandedCosts, bool OtherPrices, bool ReversedReturns)
{
    /// <summary>All of it.</summary>
    public static Offer Everything { get; } = new(LandedCosts: true, OtherPrices: true, ReversedReturns: true);
}
