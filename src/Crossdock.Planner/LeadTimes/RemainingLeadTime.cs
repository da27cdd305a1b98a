namespace Crossdock.Planner.LeadTimes;

/// <summary>How much longer an open order takes, given how old it is: past lead times longer than its age.</summary>
/// <param name="Count">Past orders that took longer than the age.</param>
/// <param name="Mean">Mean time still to go.</param>
/// <param name="Fallback">Set when no past order took so long: then the mean is the longest past lead time's tenth, a named guess.</param>
public sealed record RemainingLeadTime(int Count, double Mean, string? Fallback)
{
    private double[] Remaining { get; init; } = [];

    /// <summary>Empirical conditional distribution; durations and age in one unit of time.</summary>
    public static Result<RemainingLeadTime> Of(double[] history, double age)
    {
        if ((Given.Count("past lead times", history.Length, 1) ?? Given.AllNotNegative("past lead times", history) ?? Given.NotNegative("age", age)) is { } no) return no;
        var longer = history.Where(l => l > age).Select(l => l - age).Order().ToArray();
        return longer.Length == 0
            ? new RemainingLeadTime(0, history.Max() / 10, "older than every past order: a tenth of the longest lead time is assumed")
            : new RemainingLeadTime(longer.Length, longer.Average(), null) { Remaining = longer };
    }

    /// <summary>Probability that more than <paramref name="time"/> is still to go; 1 or 0 around the mean under the fallback.</summary>
    public double LaterThan(double time) => Remaining.Length == 0 ? (Mean > time ? 1 : 0) : Remaining.Count(r => r > time) / (double)Remaining.Length;

    /// <summary>Remaining time not exceeded with probability <paramref name="level"/> (type 7).</summary>
    public double Quantile(double level) => Remaining.Length == 0 ? Mean : SampleQuantiles.OfSorted(Remaining, level);
}
