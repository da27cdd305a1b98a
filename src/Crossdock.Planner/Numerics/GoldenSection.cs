namespace Crossdock.Planner.Numerics;

/// <summary>Least point of a function that falls towards it from both sides: golden section search (Kiefer 1953).</summary>
internal static class GoldenSection
{
    private static readonly double Ratio = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The middle of a bracket no wider than <paramref name="width"/> in which <paramref name="function"/> is least between <paramref name="low"/> and <paramref name="high"/>.</summary>
    public static double Least(Func<double, double> function, double low, double high, double width)
    {
        var (left, right) = (high - Ratio * (high - low), low + Ratio * (high - low));
        var (ofLeft, ofRight) = (function(left), function(right));
        while (high - low > width)
        {
            if (ofLeft <= ofRight)
            {
                (high, right, ofRight) = (right, left, ofLeft);
                left = high - Ratio * (high - low);
                ofLeft = function(left);
            }
            else
            {
                (low, left, ofLeft) = (left, right, ofRight);
                right = low + Ratio * (high - low);
                ofRight = function(right);
            }
        }

        return (low + high) / 2;
    }
}
