namespace Crossdock.Governance;

internal static class MedianHours
{
    /// <summary>The median of some durations in hours, to a tenth; those that are not over (null) do not count. Null when none is.</summary>
    public static decimal? Of(IEnumerable<TimeSpan?> durations)
    {
        var hours = durations.OfType<TimeSpan>().Select(d => (decimal)d.TotalMinutes / 60).Order().ToList();
        return hours.Count == 0 ? null : decimal.Round((hours[(hours.Count - 1) / 2] + hours[hours.Count / 2]) / 2, 1);
    }
}
