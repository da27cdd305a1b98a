namespace Crossdock.Planner.Counting;

/// <summary>A position that may be counted today.</summary>
/// <param name="Id">Its identity; unique.</param>
/// <param name="ExpectedLoss">Money that not counting it is expected to cost (<see cref="CountRisk"/>).</param>
/// <param name="Minutes">Minutes a count takes; above zero.</param>
/// <param name="AgeDays">Days since its last count.</param>
/// <param name="MaximumAgeDays">Days after which it must be counted.</param>
public sealed record CountCandidate(string Id, double ExpectedLoss, double Minutes, double AgeDays, double MaximumAgeDays);

/// <summary>A position to count, with the reason.</summary>
/// <param name="Id">Which position.</param>
/// <param name="Minutes">Minutes it takes.</param>
/// <param name="LossPerMinute">Money per minute: what its place in the list rests on.</param>
/// <param name="Overdue">True when it is counted because of its age, whatever the budget says.</param>
public sealed record PlannedCount(string Id, double Minutes, double LossPerMinute, bool Overdue);

/// <summary>
/// The counts of a day: first what has reached its greatest age, then by expected loss per minute as long as the budget lasts (Dantzig's 1957 order of the knapsack; with counts that are
/// short against the budget it loses at most the value of one). Planned every day, no position grows older than its greatest age.
/// </summary>
/// <param name="Counts">What to count: overdue ones first, each part by loss per minute.</param>
/// <param name="Minutes">Minutes in all.</param>
/// <param name="BudgetMinutes">Minutes there are.</param>
/// <param name="OverBudgetMinutes">Minutes that the overdue counts alone need beyond the budget; 0 else.</param>
/// <param name="LossAvoided">Expected loss of what is counted.</param>
/// <param name="LossLeft">Expected loss of what is not.</param>
public sealed record CountPlan(PlannedCount[] Counts, double Minutes, double BudgetMinutes, double OverBudgetMinutes, double LossAvoided, double LossLeft)
{
    /// <summary>Plans a day of <paramref name="budgetMinutes"/>. Ties go by identity, so the order in which candidates are given changes nothing.</summary>
    public static Result<CountPlan> Of(IReadOnlyList<CountCandidate> candidates, double budgetMinutes)
    {
        if (Given.NotNegative("budget of minutes", budgetMinutes) is { } no) return no;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var c in candidates)
        {
            if ((Given.NotNegative($"expected loss of {c.Id}", c.ExpectedLoss) ?? Given.Positive($"minutes of {c.Id}", c.Minutes) ?? Given.NotNegative($"age of {c.Id}", c.AgeDays)
                ?? Given.Positive($"greatest age of {c.Id}", c.MaximumAgeDays)) is { } bad) return bad;
            if (!seen.Add(c.Id)) return Given.No($"Position {c.Id} is there twice.");
        }

        var counts = new List<PlannedCount>();
        double minutes = 0, avoided = 0, must = 0;
        foreach (var c in candidates.OrderByDescending(IsOverdue).ThenByDescending(c => c.ExpectedLoss / c.Minutes).ThenBy(c => c.Id, StringComparer.Ordinal))
        {
            // A count that no longer fits is passed over for a shorter one.
            if (!IsOverdue(c) && (c.ExpectedLoss <= 0 || minutes + c.Minutes > budgetMinutes)) continue;
            counts.Add(new(c.Id, c.Minutes, c.ExpectedLoss / c.Minutes, IsOverdue(c)));
            minutes += c.Minutes;
            avoided += c.ExpectedLoss;
            if (IsOverdue(c)) must = minutes;
        }

        return new CountPlan(counts.ToArray(), minutes, budgetMinutes, Math.Max(0, must - budgetMinutes), avoided, Math.Max(0, candidates.Sum(c => c.ExpectedLoss) - avoided));
    }

    private static bool IsOverdue(CountCandidate c) => c.AgeDays >= c.MaximumAgeDays;
}
