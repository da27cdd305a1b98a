namespace Crossdock.Planner.Replenishment;

/// <summary>
/// A hub that buys for its branches. The hub sees the demand of the end customers of all branches and its echelon position (all stock and orders in the network less back-orders), so a
/// branch's orders never echo as demand (Clark and Scarf 1960; Chen, Drezner, Ryan and Simchi-Levi 2000). Branches are filled to an equal fractile of their own demand until the next
/// delivery; when the hub cannot fill all, the fractile sinks for all alike (Eppen and Schrage 1981).
/// </summary>
public sealed class NetworkPlanner
{
    /// <summary>
    /// Deviations of cover a branch is filled to when the hub has plenty. Stock costs the same at hub and branch, but only at a branch it serves; what is held back at the hub
    /// is what a branch would need only in its rarest weeks. Wholesale demand is lumpy: a few deviations do not cover one customer's large order.
    /// </summary>
    private const double FullCover = 8;

    private readonly ReplenishmentPlanner hub;
    private readonly ReplenishmentItem[] items;
    private readonly int branches;
    private readonly double shipDays;
    private readonly DemandColumns demand;
    private readonly LevelBank bank;
    private int offset = -1;

    private NetworkPlanner(ReplenishmentPlanner hub, ReplenishmentItem[] items, int branches, double shipDays)
    {
        (this.hub, this.items, this.branches, this.shipDays) = (hub, items, branches, shipDays);
        demand = new(items.Length * branches);
        bank = new(items.Length * branches);
    }

    /// <summary>
    /// A planner for items bought by the hub and sold at so many branches, supplied in <paramref name="shipDays"/> days; periods are days. Refused like a single warehouse.
    /// </summary>
    public static Result<NetworkPlanner> Of(ReplenishmentItem[] items, double[][] supplierLeadTimes, int branches, double shipDays, ReplenishmentGoal goal)
    {
        if ((Given.Positive("number of branches", branches) ?? Given.NotNegative("days between hub and branch", shipDays)) is { } no) return no;
        // What is bought serves only after the way to the branch and the review there.
        if (ReplenishmentPlanner.Of(items, supplierLeadTimes, goal with { ReviewEvery = goal.ReviewEvery + shipDays + 1, Allowance = 0.1, Rehearsed = false }).Refused(out var refusal, out var hub)) return refusal;
        return new NetworkPlanner(hub, items, branches, shipDays);
    }

    /// <summary>Adds demand of an item at a branch in the day that is open; refused when negative, not a number, or of an unknown branch.</summary>
    public Refusal? AddDemand(int item, int branch, double units)
    {
        if (branch < 0 || branch >= branches) return Given.No($"There is no branch {branch}.");
        return hub.AddDemand(item, units) ?? demand.Add(item * branches + branch, units);
    }

    /// <summary>Closes all days before <paramref name="day"/>.</summary>
    public void CloseUntil(int day)
    {
        hub.CloseUntil(day);
        demand.CloseUntil(day);
    }

    /// <summary>Plans anew when a week has been closed since the last plan.</summary>
    public void PlanIfDue()
    {
        hub.PlanIfDue();
        if (offset < 0) offset = demand.Periods % 7;
        bank.Follow(demand, offset, 7);
    }

    /// <summary>Units to buy, and to ship to each branch, of an item.</summary>
    /// <param name="item">Index of the item.</param>
    /// <param name="onHand">Units at the hub.</param>
    /// <param name="onOrder">Units bought and not received.</param>
    /// <param name="positions">Per branch: on hand + on the way - back-orders.</param>
    /// <param name="ship">Answer: whole units per branch; never more than the hub has.</param>
    public double Decide(int item, double onHand, double onOrder, ReadOnlySpan<double> positions, Span<double> ship)
    {
        Share(item, onHand, positions, ship);
        var echelon = onHand + onOrder;
        foreach (var position in positions) echelon += position;
        return hub.Order(item, echelon);
    }

    private void Share(int item, double onHand, ReadOnlySpan<double> positions, Span<double> ship)
    {
        ship.Clear();
        if (onHand < 1) return;
        var days = shipDays + 2;
        Span<double> mean = stackalloc double[branches], deviation = stackalloc double[branches];
        for (var b = 0; b < branches; b++)
        {
            var i = item * branches + b;
            var weekly = bank.Buckets == 0 || bank.Born(i) < 0 ? 0 : 0.5 * (bank.Level(1, i, bank.Buckets - 1) + bank.Level(2, i, bank.Buckets - 1));
            mean[b] = weekly * days / 7;
            var variance = 0.5 * (bank.Variance(i) + bank.RecentVariance(i));
            deviation[b] = weekly > 0 ? Math.Sqrt(Math.Max(variance, weekly) * days / 7) : 0;
        }

        var high = FullCover;
        if (Wanted(high, mean, deviation, positions, ship) > onHand)
        {
            var low = -20.0;
            for (var step = 0; step < 40; step++)
            {
                var middle = (low + high) / 2;
                if (Wanted(middle, mean, deviation, positions, ship) > onHand) high = middle;
                else low = middle;
            }

            var left = onHand - Wanted(low, mean, deviation, positions, ship);
            // Back-orders come before cover when even those cannot all be met.
            for (var b = 0; b < branches && left >= 1; b++)
            {
                var owed = Math.Min(Math.Floor(left), Math.Max(0, Math.Ceiling(-positions[b]) - ship[b]));
                ship[b] += owed;
                left -= owed;
            }
        }
    }

    private static double Wanted(double factor, ReadOnlySpan<double> mean, ReadOnlySpan<double> deviation, ReadOnlySpan<double> positions, Span<double> ship)
    {
        var total = 0.0;
        for (var b = 0; b < mean.Length; b++)
        {
            var level = factor <= -20 ? double.NegativeInfinity : Math.Max(0, mean[b] + factor * deviation[b]);
            ship[b] = Math.Max(0, Math.Ceiling(level - positions[b] - 1e-9));
            total += ship[b];
        }

        return total;
    }
}
