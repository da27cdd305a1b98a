namespace Crossdock.Procurement.Building;

/// <summary>Something that could fill up an order.</summary>
/// <param name="Price">What it costs.</param>
/// <param name="Most">As much as its level takes, in whole packs and base units.</param>
internal sealed record Filler(ItemPrice Price, Quantity Most);

/// <summary>How much of it is proposed, in base units.</summary>
/// <param name="Quantity">How much.</param>
/// <param name="Size">What that costs, weighs and takes up.</param>
/// <param name="Fills">True when it is among those that bring the order to the minimum.</param>
/// <param name="Left">What is still missing after it, by measure; less than zero where the order comes to more than the minimum.</param>
internal sealed record Filled(Quantity Quantity, OrderSize Size, bool Fills, MinimumGap Left)
{
    public Amount Amount => Size.Value;
}

/// <summary>
/// Fills an order up to the minimum and no further than it must: what is needed soonest first, each up to its level while that does not reach, and of the one
/// that reaches it only as many packs as it takes. So the order is never a pack of its last item beyond the minimum, unless that item sells no less.
/// Where value, weight and volume are asked for, every one that is missing counts: an item that brings nothing of them is passed over, and one that brings
/// something of only some goes no further than those.
/// </summary>
internal static class FillUp
{
    /// <summary>What is proposed of each, in their order. Those that are not needed for the minimum are shown with what their level takes.</summary>
    public static IReadOnlyList<Filled> Propose(MinimumGap lacks, IEnumerable<Filler> soonestFirst)
    {
        var proposals = new List<Filled>();
        var left = lacks;
        foreach (var (price, most) in soonestFirst)
        {
            var fills = left.IsHelpedBy(price.SizeOf(most));
            var quantity = fills ? Enough(price, most, left) : most;
            var size = price.SizeOf(quantity);
            if (fills) left -= size;
            proposals.Add(new(quantity, size, fills, left));
        }

        return proposals;
    }

    /// <summary>The fewest packs that bring all that is missing, as far as the item brings any of it; all that the level takes when they do not.</summary>
    private static Quantity Enough(ItemPrice price, Quantity most, MinimumGap missing)
    {
        var all = price.SizeOf(most);
        var least = price.Covering(price.Pack);
        var last = (most.Micros - least.Micros) / price.Pack.Micros;

        // Between two breaks more costs more; at a break it may cost less than before.
        var starts = price.Breaks.Where(b => b > least && b <= most).Select(b => (b.Micros - least.Micros + price.Pack.Micros - 1) / price.Pack.Micros).Prepend(0).Distinct().Order().ToList();
        for (var i = 0; i < starts.Count && most >= least; i++)
        {
            var (low, high) = (starts[i] - 1, i + 1 < starts.Count ? starts[i + 1] - 1 : last);
            if (high <= low || !Fills(high)) continue;
            while (high - low > 1)
            {
                var middle = low + ((high - low) / 2);
                if (Fills(middle)) high = middle;
                else low = middle;
            }

            return Of(high);
        }

        return most;

        bool Fills(long more) => missing.IsFilledBy(price.SizeOf(Of(more)), all);

        Quantity Of(long more) => price.Covering(new(least.Micros + (more * price.Pack.Micros)));
    }
}
