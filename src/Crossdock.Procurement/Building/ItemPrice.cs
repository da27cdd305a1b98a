using Crossdock.Procurement.Agreeing;

namespace Crossdock.Procurement.Building;

/// <summary>
/// What one item costs from one supplier by quantity: by the agreement that covers it, else by what is agreed with the supplier in general. It is the
/// price an order written now would have.
/// </summary>
internal sealed record ItemPrice(Item Item, Currency Currency, SupplierTerms? Terms, AgreedTerms? Agreed)
{
    /// <summary>The unit the supplier sells in.</summary>
    public Pack Unit => Item.PackOf(Terms?.Unit ?? Item.BaseUnit) ?? Item.PackOf(Item.BaseUnit)!;

    /// <summary>The step in which it is bought: what the supplier sells by, else one of its unit.</summary>
    public Quantity Pack => Terms is { Multiple.IsPositive: true } terms ? terms.Multiple : Unit.Size.TryToBase(Quantity.Units(1), out var one) ? one : Quantity.Units(1);

    /// <summary>True when a price is agreed.</summary>
    public bool IsKnown => Terms is not null || Agreed is { Line.IsPriced: true };

    public PurchasePrice For(Quantity quantity) =>
        Agreed is { Line.IsPriced: true } agreed ? agreed.Line.PriceFor(quantity) : new(Terms?.PriceFor(quantity) ?? default, Item.BaseUnit, PackSize.One);

    public Amount AmountOf(Quantity quantity) => For(quantity).AmountOf(quantity, Currency);

    /// <summary>What a quantity costs, weighs and takes up.</summary>
    public OrderSize SizeOf(Quantity quantity) => OrderSize.Of(Item, quantity, AmountOf(quantity));

    /// <summary>The least the supplier accepts that covers a need.</summary>
    public Quantity Covering(Quantity need) => Terms?.OrderQuantityFor(need) ?? need;

    /// <summary>From how much on another price holds.</summary>
    public IEnumerable<Quantity> Breaks => Agreed is { Line.IsPriced: true } agreed ? TermsText.ReadBreaks(agreed.Line.Breaks).Select(s => s.From) : Terms?.Breaks.Select(b => b.From) ?? [];

    /// <summary>The next lower price: from how much on, and what that quantity saves against buying all of it at today's price. Null when there is none.</summary>
    public BreakHint? NextBreak(Quantity quantity)
    {
        foreach (var from in Breaks.Where(s => s > quantity).Order())
        {
            var target = Covering(from);
            var saves = For(quantity).AmountOf(target, Currency) - AmountOf(target);
            if (saves.IsPositive) return new BreakHint(target, For(target), saves, AmountOf(target) - AmountOf(quantity));
        }

        return null;
    }
}

/// <summary>The next lower price of an item.</summary>
/// <param name="Quantity">The least that can be ordered at it, in base units.</param>
/// <param name="Price">The price.</param>
/// <param name="Saves">What that quantity costs less than at the price before.</param>
/// <param name="CostsMore">What the order costs more by it; less than zero when the larger quantity is cheaper as a whole.</param>
internal sealed record BreakHint(Quantity Quantity, PurchasePrice Price, Amount Saves, Amount CostsMore);
