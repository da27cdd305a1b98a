namespace Crossdock.Planner.Forecasting;

/// <summary>Class of a demand pattern: Syntetos, Boylan and Croston (2005), cut-offs 1.32 and 0.49.</summary>
/// <param name="Interval">ADI: periods per period with demand; null without demand.</param>
/// <param name="SquaredVariation">CV^2 of the sizes of demand, with n - 1; 0 with one size, null without demand.</param>
/// <param name="Name">smooth, erratic, intermittent, lumpy, or none.</param>
public sealed record DemandClass(double? Interval, double? SquaredVariation, string Name)
{
    /// <summary>Classifies a history of units per period.</summary>
    public static Result<DemandClass> Of(double[] values)
    {
        if ((Given.Count("history", values.Length, 1) ?? Given.AllNotNegative("history", values)) is { } no) return no;
        var sizes = values.Where(v => v > 0).ToArray();
        if (sizes.Length == 0) return new DemandClass(null, null, "none");
        var interval = values.Length / (double)sizes.Length;
        var mean = sizes.Average();
        var variation = sizes.Length < 2 ? 0 : sizes.Sum(s => (s - mean) * (s - mean)) / (sizes.Length - 1) / (mean * mean);
        var name = (interval >= 1.32, variation >= 0.49) switch
        {
            (false, false) => "smooth",
            (false, true) => "erratic",
            (true, false) => "intermittent",
            _ => "lumpy",
        };
        return new DemandClass(interval, variation, name);
    }
}
