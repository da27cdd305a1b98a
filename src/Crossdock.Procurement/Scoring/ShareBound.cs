namespace Crossdock.Procurement.Scoring;

/// <summary>
/// The lower end of the 95 % interval of a share: what it is at least, given how few cases it rests on. Three of three is 43.9 %, ninety-six of a
/// hundred 90.2 %, so few deliveries cannot win. E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
/// American Statistical Association 22 (1927), 209-212: (k + z²/2 - z √(k (n - k)/n + z²/4)) / (n + z²). Floating point is allowed here: it is a
/// statistic that suppliers are sorted by, rounded to a hundredth of a percent, and nothing is posted by it.
/// </summary>
internal static class ShareBound
{
    /// <summary>The 97.5 % quantile of the normal distribution.</summary>
    private const double Z = 1.959964;

    /// <summary>The bound as a share from 0 to 1, to four decimals; null when there is no case.</summary>
    public static decimal? LowerOf(long hits, long cases)
    {
        if (cases == 0) return null;
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, cases);
        double k = hits, n = cases;
        var bound = (k + (Z * Z / 2) - (Z * Math.Sqrt((k * (n - k) / n) + (Z * Z / 4)))) / (n + (Z * Z));
        return Math.Max(decimal.Round((decimal)bound, 4, MidpointRounding.AwayFromZero), 0);
    }
}
