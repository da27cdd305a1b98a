namespace Crossdock.Procurement.Building;

/// <summary>Something that could fill up an order.</summary>
/// <param name="Price">What it costs.</param>
/// <param name="Most">As much as its level takes, in whole packs and base units.</param>
internal sealed record Filler(ItemPrice Price, Quantity Most);

/// <summary>How much of it is proposed, in base units.</summary>
/// <param name="Quantity">How much.</param>
/// <param name="Amount">What that costs.</param>
/// <param name="Fills">True when it is among those that bring the order to the minimum.</param>
/// <param name="Left">What is still missing after it; less than zero when the order comes to more than the minimum.</param>
internal sealed record Filled(Quantity Quantity, Amount Amount, bool Fills, Amount Left);

/// <summary>
/// Fills an order up to the minimum and no further than it must: what is needed soonest first, each up to its level while that does not reach, and of the one
/// that reaches it only as many packs as it takes. So the order is never a pack of its last item beyond the minimum, unless that item sells no less.
/// </summary>
internal static class FillUp
{
    /// <summary>What is proposed of each, in their order. Those that are not needed for the minimum are shown with what their level takes.</summary>
    public static IReadOnlyList<Filled> Propose(Amount lacks, IEnumerable<Filler> soonestFirst)
    {
        var proposals = new List<Filled>();
        var left = lacks;
        foreach (var (price, most) in soonestFirst)
        {
            var fills = left.IsPositive;
            var quantity = fills ? Enough(price, most, left) : most;
            var amount = price.AmountOf(quantity);
            if (fills) left -= amount;
            proposals.Add(new(quantity, amount, fills, left));
        }

        return proposals;
    }

    /// <summary>The fewest packs that come to an amount; all that the level takes when they do not.</summary>
    private static Quantity Enough(ItemPrice price, Quantity most, Amount amount)
    {
        var least = price.Covering(price.Pack);
        var last = (most.Micros - least.Micros) / price.Pack.Micros;

        // Between two breaks more costs more; at a break it may cost less than before.
        var starts = price.Breaks.Where(b => b > least && b <= most).Select(b => (b.Micros - least.Micros + price.Pack.Micros - 1) / price.Pack.Micros).Prepend(0).Distinct().Order().ToList();
        for (var i = 0; i < starts.Count && most >= least; i++)
        {
            var (low, high) = (starts[i] - 1, i + 1 < starts.Count ? starts[i + 1] - 1 : last);
            if (high <= low || price.AmountOf(Of(high)) < amount) continue;
            while (high - low > 1)
            {
                var middle = low + ((high - low) / 2);
                if (price.AmountOf(Of(middle)) >= amount) high = middle;
                else low = middle;
            }

            return Of(high);
        }

        return most;

        Quantity Of(long more) => price.Covering(new(least.Micros + (more * price.Pack.Micros)));
    }
}
