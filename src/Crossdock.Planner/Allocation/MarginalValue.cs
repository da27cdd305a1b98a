using Crossdock.Planner.Demands;

namespace Crossdock.Planner.Allocation;

/// <summary>Each unit goes where it saves most: greedy on penalty x P(demand above what is there), optimal because the saving falls with each unit (Fox 1966).</summary>
public static class MarginalValue
{
    /// <summary>
    /// Shares out <paramref name="supply"/> whole units among demands with a penalty in money per unit short; answers units per place and the expected penalty left.
    /// Ties go to the first place.
    /// </summary>
    public static Result<(int[] Units, double ExpectedPenalty)> Of(int supply, DiscreteDemand[] demands, double[] penalties)
    {
        if ((Given.NotNegative("supply", supply) ?? Given.Count("places", demands.Length, 1) ?? Given.SameLength("penalties", penalties.Length, "places", demands.Length)
            ?? Given.AllNotNegative("penalties", penalties)) is { } no) return no;
        var units = new int[demands.Length];
        var queue = new PriorityQueue<int, (double Loss, int Place)>();
        for (var i = 0; i < demands.Length; i++) queue.Enqueue(i, (-penalties[i] * demands[i].AtLeast(1), i));
        for (var given = 0; given < supply; given++)
        {
            var place = queue.Dequeue();
            units[place]++;
            queue.Enqueue(place, (-penalties[place] * demands[place].AtLeast(units[place] + 1), place));
        }

        var penalty = 0.0;
        for (var i = 0; i < demands.Length; i++) penalty += penalties[i] * demands[i].Shortage(units[i]);
        return (units, penalty);
    }
}
