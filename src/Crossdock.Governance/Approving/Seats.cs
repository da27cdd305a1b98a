using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Approving;

/// <summary>The votes that steps need, each a seat that some people may take. Nobody takes two: whoever holds two roles cannot be both voices.</summary>
internal static class Seats
{
    /// <summary>The seats of a step, given who holds each of its approvers.</summary>
    public static IEnumerable<IReadOnlySet<PersonId>> Of(RouteStep step, IReadOnlyDictionary<string, IReadOnlySet<PersonId>> holders) => step.Needed == 0
        ? step.Approvers.Select(a => holders[a])
        : Enumerable.Repeat<IReadOnlySet<PersonId>>(step.Approvers.SelectMany(a => holders[a]).ToHashSet(), step.Needed);

    /// <summary>How many of the seats different people can take at most.</summary>
    public static int Filled(IReadOnlyList<IReadOnlySet<PersonId>> seats)
    {
        var taken = new Dictionary<PersonId, int>();
        return Enumerable.Range(0, seats.Count).Count(seat => Take(seat, []));

        // Whoever sits there moves to another seat, if there is one for them.
        bool Take(int seat, HashSet<PersonId> tried)
        {
            foreach (var person in seats[seat])
            {
                if (!tried.Add(person) || (taken.TryGetValue(person, out var other) && !Take(other, tried))) continue;
                taken[person] = seat;
                return true;
            }

            return false;
        }
    }
}
