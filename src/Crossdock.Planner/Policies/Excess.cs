namespace Crossdock.Planner.Policies;

/// <summary>A supply row of an item-site.</summary>
/// <param name="Id">Document line; unique within the item-site.</param>
/// <param name="Day">Day it was received, or is expected.</param>
/// <param name="Units">Units of it.</param>
/// <param name="Open">True while it is still to come.</param>
public sealed record SupplyRow(string Id, int Day, double Units, bool Open);

/// <summary>Ways out of an excess.</summary>
public enum WayOutKind
{
    /// <summary>Cancel an open order.</summary>
    Cancel,

    /// <summary>Let an open order come later.</summary>
    PushOut,

    /// <summary>Bring it where it is needed.</summary>
    Transfer,

    /// <summary>Give it back to the supplier.</summary>
    Return,

    /// <summary>Sell it for less.</summary>
    MarkDown,
}

/// <summary>A way out that is offered.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Target">The open order (cancel, push out), else site, supplier or price list.</param>
/// <param name="Units">Units it can take at most.</param>
/// <param name="UnitValue">Money a unit gains against being kept.</param>
/// <param name="FixedCost">Money it costs once.</param>
public sealed record WayOut(WayOutKind Kind, string Target, double Units, double UnitValue, double FixedCost = 0);

/// <summary>An item-site that may have too much.</summary>
/// <param name="Item">Item.</param>
/// <param name="Site">Site.</param>
/// <param name="OnHand">Units there; below zero they are owed.</param>
/// <param name="UnitCost">Money per unit.</param>
/// <param name="DailyDemand">Units per day.</param>
/// <param name="CoverDays">Days of demand that its class may hold.</param>
/// <param name="Supplies">What is to come, and what was received, as far back as known.</param>
/// <param name="WaysOut">What could be done with it.</param>
public sealed record ExcessInput(string Item, string Site, double OnHand, double UnitCost, double DailyDemand, double CoverDays, SupplyRow[] Supplies, WayOut[] WaysOut);

/// <summary>Part of an excess that a supply row brought; the row is null for stock older than the rows known.</summary>
public sealed record ExcessCause(string? Supply, bool Open, double Units, double Cash);

/// <summary>A way out that is taken, with the units and the money it gains.</summary>
public sealed record ExcessAction(WayOutKind Kind, string Target, double Units, double Value);

/// <summary>
/// What an item-site has beyond the cover of its class: on hand + on order - demand over the cover days. Goods leave first in, first out, so what is too much is what came, or comes,
/// last.
/// </summary>
/// <param name="Item">Item.</param>
/// <param name="Site">Site.</param>
/// <param name="Units">Units too many.</param>
/// <param name="Cash">Their cost.</param>
/// <param name="CoverDays">Days that all there is would last; null without demand.</param>
/// <param name="Causes">Supply rows that brought it, latest first; they sum to the units.</param>
/// <param name="Actions">What to do, by value per unit.</param>
/// <param name="Value">Money the actions gain.</param>
/// <param name="Kept">Units for which nothing is better than keeping them.</param>
public sealed record Excess(string Item, string Site, double Units, double Cash, double? CoverDays, ExcessCause[] Causes, ExcessAction[] Actions, double Value, double Kept)
{
    /// <summary>Item-sites with an excess, most cash first; ties by item and site.</summary>
    public static Result<Excess[]> Of(IReadOnlyList<ExcessInput> inputs)
    {
        var found = new List<Excess>();
        foreach (var input in inputs)
        {
            if (Check(input) is { } no) return no;
            var total = input.OnHand + input.Supplies.Where(s => s.Open).Sum(s => s.Units);
            var units = total - input.DailyDemand * input.CoverDays;
            if (units > 1e-9 * (1 + Math.Abs(total))) found.Add(One(input, total, units));
        }

        return found.OrderByDescending(e => e.Cash).ThenBy(e => e.Item, StringComparer.Ordinal).ThenBy(e => e.Site, StringComparer.Ordinal).ToArray();
    }

    private static Excess One(ExcessInput input, double total, double units)
    {
        var causes = Attribute(input, units);
        var actions = new List<ExcessAction>();
        // Open units can be cancelled or pushed out order by order; what is there can be moved, returned or sold.
        var open = causes.Where(c => c.Open).ToDictionary(c => c.Supply!, c => c.Units, StringComparer.Ordinal);
        var there = units - open.Values.Sum();
        foreach (var way in input.WaysOut.OrderByDescending(w => w.UnitValue).ThenBy(w => w.Kind).ThenBy(w => w.Target, StringComparer.Ordinal))
        {
            var ofOrder = way.Kind is WayOutKind.Cancel or WayOutKind.PushOut;
            var taken = Math.Min(way.Units, ofOrder ? open.GetValueOrDefault(way.Target) : Math.Max(0, there));
            var value = taken * way.UnitValue - way.FixedCost;
            if (taken <= 0 || value <= 0) continue;
            if (ofOrder) open[way.Target] -= taken;
            else there -= taken;
            actions.Add(new(way.Kind, way.Target, taken, value));
        }

        return new(input.Item, input.Site, units, units * input.UnitCost, input.DailyDemand > 0 ? total / input.DailyDemand : null, causes, actions.ToArray(), actions.Sum(a => a.Value),
            Math.Max(0, units - actions.Sum(a => a.Units)));
    }

    private static ExcessCause[] Attribute(ExcessInput input, double units)
    {
        var (causes, left, received) = (new List<ExcessCause>(), units, Math.Max(0, input.OnHand));
        foreach (var row in input.Supplies.OrderByDescending(s => s.Open).ThenByDescending(s => s.Day).ThenBy(s => s.Id, StringComparer.Ordinal))
        {
            // Of what was received no more can be too much than is still there.
            var part = Math.Min(left, row.Open ? row.Units : Math.Min(row.Units, received));
            if (!row.Open) received -= Math.Min(row.Units, received);
            if (part <= 0) continue;
            causes.Add(new(row.Id, row.Open, part, part * input.UnitCost));
            left -= part;
        }

        if (left > 1e-9 * (1 + units)) causes.Add(new(null, false, left, left * input.UnitCost));
        return causes.ToArray();
    }

    private static Refusal? Check(ExcessInput input)
    {
        if ((Given.Finite($"stock of {input.Item}", input.OnHand) ?? Given.NotNegative($"unit cost of {input.Item}", input.UnitCost) ?? Given.NotNegative($"demand of {input.Item}", input.DailyDemand)
            ?? Given.NotNegative($"cover of {input.Item}", input.CoverDays)) is { } no) return no;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in input.Supplies)
        {
            if (Given.NotNegative($"units of {row.Id}", row.Units) is { } bad) return bad;
            if (!seen.Add(row.Id)) return Given.No($"Supply {row.Id} is there twice.");
        }

        foreach (var way in input.WaysOut)
            if ((Given.NotNegative($"units of {way.Target}", way.Units) ?? Given.Finite($"value of {way.Target}", way.UnitValue) ?? Given.NotNegative($"fixed cost of {way.Target}", way.FixedCost)) is { } bad) return bad;
        return null;
    }
}
