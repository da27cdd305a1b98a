namespace Crossdock.Planner.Lots;

/// <summary>An item of the supplier.</summary>
/// <param name="Item">Its identity.</param>
/// <param name="Ordered">Units of it in the order at hand; 0 when it is not in it.</param>
/// <param name="Pack">Units per pack; what is added are whole packs.</param>
/// <param name="UnitCost">Money per unit.</param>
/// <param name="Measure">What one unit counts towards the minimum: its money, weight, or 1.</param>
/// <param name="DailyDemand">Units per day.</param>
/// <param name="DaysToNext">Days until it would be ordered (again) anyway.</param>
/// <param name="NextQuantity">Units it would then be ordered in.</param>
public sealed record MinimumItem(string Item, double Ordered, double Pack, double UnitCost, double Measure, double DailyDemand, double DaysToNext, double NextQuantity);

/// <summary>Units brought forward.</summary>
/// <param name="Item">Which item.</param>
/// <param name="Packs">Whole packs.</param>
/// <param name="Units">Units in them.</param>
/// <param name="Cost">Money for holding them until they would have come anyway.</param>
/// <param name="Why">One sentence for the buyer.</param>
public sealed record BroughtForward(string Item, int Packs, double Units, double Cost, string Why);

/// <summary>What to do with an order below the supplier's minimum.</summary>
public enum BelowMinimum
{
    /// <summary>It is not below: send it.</summary>
    Send,

    /// <summary>Fill it up and send it.</summary>
    FillUp,

    /// <summary>Wait until the next orders of the supplier lift it over the minimum.</summary>
    Wait,
}

/// <summary>
/// An order below the supplier's minimum is filled up with what will be needed soonest for the money, or waits; whichever costs less. Filling up is the minimum knapsack; it is done by
/// the greedy rule that remembers the best single pack to close the gap (Csirik, Frenk, Labbe and Zhang 1991), which costs at most twice the least.
/// </summary>
/// <param name="Choice">What costs less; filling up when both cost the same.</param>
/// <param name="Added">What is brought forward when it is filled up, whatever the choice; by cost per measure.</param>
/// <param name="FillCost">Money for filling up; null when the items within the horizon do not reach the minimum.</param>
/// <param name="WaitCost">Money for waiting; null when the next orders do not reach it either.</param>
/// <param name="WaitDays">Days until the next orders reach it; null when they do not.</param>
public sealed record SupplierMinimum(BelowMinimum Choice, BroughtForward[] Added, double? FillCost, double? WaitCost, double? WaitDays)
{
    private const int MostPacks = 100_000;

    /// <summary>
    /// Weighs the two. A pack of an item is brought forward by the days to its next order, each further pack by the days its demand takes to use up one more; it costs holding for so long.
    /// Refused when neither reaches the minimum.
    /// </summary>
    /// <param name="minimum">The supplier's minimum in its measure.</param>
    /// <param name="items">Items of the supplier, those of the order and others.</param>
    /// <param name="holdingRate">Share of the cost of stock per year.</param>
    /// <param name="waitCostPerDay">Money that a day's delay of the order at hand costs: expected units short times their price.</param>
    /// <param name="mostDays">Nothing is brought forward by more days than this.</param>
    public static Result<SupplierMinimum> Of(double minimum, IReadOnlyList<MinimumItem> items, double holdingRate, double waitCostPerDay, double mostDays = 180)
    {
        if ((Given.NotNegative("minimum", minimum) ?? Given.Count("items", items.Count, 1) ?? Given.NotNegative("holding rate", holdingRate) ?? Given.NotNegative("cost of a day's wait", waitCostPerDay)
            ?? Given.NotNegative("days brought forward at most", mostDays)) is { } no) return no;
        foreach (var i in items)
            if ((Given.NotNegative($"quantity of {i.Item}", i.Ordered) ?? Given.Positive($"pack of {i.Item}", i.Pack) ?? Given.NotNegative($"unit cost of {i.Item}", i.UnitCost)
                ?? Given.NotNegative($"measure of {i.Item}", i.Measure) ?? Given.NotNegative($"demand of {i.Item}", i.DailyDemand) ?? Given.NotNegative($"days to the next order of {i.Item}", i.DaysToNext)
                ?? Given.NotNegative($"next quantity of {i.Item}", i.NextQuantity)) is { } bad) return bad;
        var gap = minimum - items.Sum(i => i.Ordered * i.Measure);
        if (gap <= Slack(minimum)) return new SupplierMinimum(BelowMinimum.Send, [], null, null, null);
        var filled = Fill(gap, minimum, items, holdingRate, mostDays);
        double? fillCost = filled?.Sum(p => p.Cost), days = DaysToWait(gap, minimum, items), waitCost = days * waitCostPerDay;
        if (fillCost is null && waitCost is null) return Given.No(FormattableString.Invariant($"Neither what is needed within {mostDays:0.#} days nor the next orders reach the minimum; {gap:0.##} are missing."));
        var choice = fillCost is { } fill && !(fill > waitCost) ? BelowMinimum.FillUp : BelowMinimum.Wait;
        return new SupplierMinimum(choice, filled is null ? [] : Told(filled, items), fillCost, waitCost, days);
    }

    private static double Slack(double minimum) => 1e-9 * (1 + minimum);

    // The nth pack of an item: what it adds to the measure, and what holding it until needed costs.
    private readonly record struct Pack(int Item, int Number, double Measure, double Cost);

    private static Pack? Next(IReadOnlyList<MinimumItem> items, int at, int number, double holdingRate, double mostDays)
    {
        var i = items[at];
        if (i.Measure <= 0 || i.DailyDemand <= 0) return null;
        var days = i.DaysToNext + number * i.Pack / i.DailyDemand;
        return days > mostDays ? null : new(at, number, i.Pack * i.Measure, i.Pack * i.UnitCost * holdingRate * days / 365);
    }

    // Packs by cost per measure until the gap is closed; each step also tries to close it with the one pack that does so most cheaply, and the cheapest close of all is kept.
    private static List<Pack>? Fill(double gap, double minimum, IReadOnlyList<MinimumItem> items, double holdingRate, double mostDays)
    {
        var next = Enumerable.Range(0, items.Count).Select(i => Next(items, i, 0, holdingRate, mostDays)).ToArray();
        var taken = new List<Pack>();
        var (left, spent, best, bestCost, bestLast) = (gap, 0.0, -1, double.PositiveInfinity, default(Pack));
        while (taken.Count < MostPacks)
        {
            var offered = next.OfType<Pack>().ToArray();
            if (offered.Length == 0) break;
            foreach (var pack in offered)
                if (pack.Measure >= left - Slack(minimum) && spent + pack.Cost < bestCost) (best, bestCost, bestLast) = (taken.Count, spent + pack.Cost, pack);
            // A pack that closes the gap has been tried; only those that do not are worth going on with.
            var cheapest = offered.Where(p => p.Measure < left - Slack(minimum)).OrderBy(p => p.Cost / p.Measure).ThenBy(p => p.Number).ThenBy(p => p.Item).Select(p => (Pack?)p).FirstOrDefault();
            if (cheapest is not { } step || spent + step.Cost >= bestCost) break;
            taken.Add(step);
            left -= step.Measure;
            spent += step.Cost;
            next[step.Item] = Next(items, step.Item, step.Number + 1, holdingRate, mostDays);
        }

        return best < 0 ? null : [.. taken.Take(best), bestLast];
    }

    private static double? DaysToWait(double gap, double minimum, IReadOnlyList<MinimumItem> items)
    {
        foreach (var i in items.OrderBy(i => i.DaysToNext))
            if ((gap -= i.NextQuantity * i.Measure) <= Slack(minimum)) return i.DaysToNext;
        return null;
    }

    private static BroughtForward[] Told(List<Pack> packs, IReadOnlyList<MinimumItem> items) =>
        packs.GroupBy(p => p.Item).Select(g => (Item: items[g.Key], Packs: g.Count(), Measure: g.Sum(p => p.Measure), Cost: g.Sum(p => p.Cost)))
            .OrderBy(g => g.Cost / g.Measure).ThenBy(g => g.Item.Item, StringComparer.Ordinal)
            .Select(g => new BroughtForward(g.Item.Item, g.Packs, g.Packs * g.Item.Pack, g.Cost, FormattableString.Invariant(
                $"{g.Packs * g.Item.Pack:0.##} of {g.Item.Item} would be ordered in {g.Item.DaysToNext:0.#} days anyway; having them earlier costs {g.Cost:0.00}."))).ToArray();
}
