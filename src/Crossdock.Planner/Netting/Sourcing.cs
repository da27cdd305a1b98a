namespace Crossdock.Planner.Netting;

/// <summary>The five ways to serve a need.</summary>
public enum Way
{
    /// <summary>Bring from another site.</summary>
    Transfer,

    /// <summary>Release from a running contract.</summary>
    ContractRelease,

    /// <summary>Buy.</summary>
    Purchase,

    /// <summary>Serve with another item.</summary>
    Substitute,

    /// <summary>Let the supplier ship straight to the customer.</summary>
    DirectShipment,
}

/// <summary>One way with its facts.</summary>
/// <param name="Way">Which.</param>
/// <param name="Source">Site, contract, supplier or item it comes from.</param>
/// <param name="UnitCost">Landed cost per unit.</param>
/// <param name="FixedCost">Cost per order or shipment.</param>
/// <param name="Day">Day it arrives.</param>
/// <param name="Available">Units it can give.</param>
/// <param name="Forbidden">Why a rule forbids it, or null.</param>
/// <param name="LateProbability">Probability of coming later than said.</param>
public sealed record SourcingOption(Way Way, string Source, double UnitCost, double FixedCost, int Day, long Available, string? Forbidden = null, double LateProbability = 0);

/// <summary>A way with what it costs for the need at hand.</summary>
/// <param name="Option">The way.</param>
/// <param name="Goods">Landed cost of the units it gives.</param>
/// <param name="Fixed">Cost per order or shipment.</param>
/// <param name="Lateness">Units x days late x price of a day, and the risk of being later.</param>
/// <param name="Unserved">Price of the units it cannot give.</param>
/// <param name="Rejected">Why it was not chosen, or null for the one that was.</param>
public sealed record CostedOption(SourcingOption Option, double Goods, double Fixed, double Lateness, double Unserved, string? Rejected)
{
    /// <summary>All of it.</summary>
    public double Total => Goods + Fixed + Lateness + Unserved;
}

/// <summary>Compares the ways by expected landed cost and lateness; the rejected ones are kept with their reason.</summary>
public static class Sourcing
{
    /// <summary>
    /// Costs every way for <paramref name="quantity"/> units wanted on <paramref name="day"/>; the cheapest that is allowed comes first and is chosen, ties go to the earlier way of
    /// <see cref="Way"/>. A day late costs <paramref name="lateUnitDay"/> per unit, a unit not served <paramref name="unservedUnit"/>. Refused when no way is allowed.
    /// </summary>
    public static Result<CostedOption[]> Compare(long quantity, int day, IReadOnlyList<SourcingOption> options, double lateUnitDay, double unservedUnit)
    {
        if ((Given.Positive("quantity", quantity) ?? Given.NotNegative("price of a day late", lateUnitDay) ?? Given.NotNegative("price of a unit not served", unservedUnit)) is { } no) return no;
        foreach (var o in options)
            if ((Given.NotNegative($"unit cost of {o.Source}", o.UnitCost) ?? Given.NotNegative($"fixed cost of {o.Source}", o.FixedCost) ?? Given.ShareOrBound($"probability of {o.Source} being late", o.LateProbability)) is { } bad) return bad;
        var costed = options.Select(o => Cost(o, quantity, day, lateUnitDay, unservedUnit))
            .OrderBy(c => c.Option.Forbidden is not null || c.Option.Available <= 0).ThenBy(c => c.Total).ThenBy(c => c.Option.Way).ThenBy(c => c.Option.Source, StringComparer.Ordinal).ToArray();
        if (costed.Length == 0 || costed[0].Option.Forbidden is not null || costed[0].Option.Available <= 0) return Given.No("No way to serve the need is allowed and available.");
        for (var i = 1; i < costed.Length; i++)
        {
            var o = costed[i].Option;
            costed[i] = costed[i] with
            {
                Rejected = o.Forbidden ?? (o.Available <= 0 ? "nothing available" : FormattableString.Invariant($"costs {costed[i].Total - costed[0].Total:F2} more than {costed[0].Option.Way} from {costed[0].Option.Source}")),
            };
        }

        return costed;
    }

    private static CostedOption Cost(SourcingOption o, long quantity, int day, double lateUnitDay, double unservedUnit)
    {
        var given = Math.Clamp(o.Available, 0, quantity);
        var late = Math.Max(0, o.Day - day) + o.LateProbability * 7;
        return new(o, given * o.UnitCost, given > 0 ? o.FixedCost : 0, given * late * lateUnitDay, (quantity - given) * unservedUnit, null);
    }
}
