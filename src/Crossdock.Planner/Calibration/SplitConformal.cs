namespace Crossdock.Planner.Calibration;

/// <summary>Distribution-free quantile of past errors: split conformal prediction (Vovk et al. 2005; Lei et al. 2018).</summary>
public static class SplitConformal
{
    /// <summary>
    /// The score of rank ceil((n + 1)(1 - alpha)); infinite when the rank exceeds the number of scores, which says that they are too few for this level.
    /// </summary>
    public static Result<(int Rank, double Quantile)> Of(double[] scores, double alpha)
    {
        if ((Given.Count("scores", scores.Length, 1) ?? Given.AllFinite("scores", scores) ?? Given.Share("alpha", alpha)) is { } no) return no;
        var rank = (int)Math.Ceiling(Math.Round((scores.Length + 1) * (1 - alpha), 9));
        return (rank, rank > scores.Length ? double.PositiveInfinity : scores.Order().ElementAt(rank - 1));
    }
}
