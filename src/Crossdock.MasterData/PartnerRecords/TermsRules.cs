namespace Crossdock.MasterData.PartnerRecords;

/// <summary>What supplier terms must be before they may be set.</summary>
internal static class TermsRules
{
    public static Result<SupplierTerms> Decide(PartnerId supplier, Item item, NewTerms terms)
    {
        if (item.PackOf(terms.Unit) is not { } pack) return new UnitUnknown(item.Code, terms.Unit, string.Join(", ", item.Packs.Select(p => p.Unit)));
        if (!pack.Purchase) return new UnitNotBought(item.Code, pack.Unit);
        var (price, breaks) = (terms.PricePerBase ?? default, terms.Breaks ?? []);
        if (terms.PricePerBase is null && breaks.Count > 0) return new BreaksWithoutPrice(item.Code);
        var minimum = terms.MinimumQuantity ?? Quantity.Zero;
        var multiple = terms.Multiple ?? UsualMultiple(pack);
        if (price.IsNegative || minimum.IsNegative || multiple.IsNegative
            || breaks.Any(b => !b.From.IsPositive || b.PricePerBase.IsNegative)) return new TermsNegative(item.Code);
        if (!item.Allows(minimum) || !item.Allows(multiple) || breaks.Any(b => !item.Allows(b.From))) return new TermsNotExact(item.Code, item.BaseUnit);
        for (var i = 1; i < breaks.Count; i++)
            if (breaks[i].From <= breaks[i - 1].From) return new BreaksNotRising(item.Code);
        return new SupplierTerms(supplier, item.Id, pack.Unit, price, minimum, multiple, terms.LeadTimeDays) { Breaks = breaks };
    }

    /// <summary>Whole packs for a unit that is counted; any quantity for one that is measured.</summary>
    private static Quantity UsualMultiple(Pack pack) =>
        pack.Decimals == 0 && pack.Size.TryToBase(Quantity.Units(1), out var one) ? one : Quantity.Zero;
}
