namespace Crossdock.Planner.Numerics;

/// <summary>Root of a monotone function by halving a bracket.</summary>
public static class Bisection
{
    /// <summary>
    /// The point between <paramref name="low"/> and <paramref name="high"/> where <paramref name="function"/> changes sign, to the resolution of a double.
    /// If it does not change sign, the end with the smaller absolute value.
    /// </summary>
    public static double Root(Func<double, double> function, double low, double high)
    {
        double atLow = function(low), atHigh = function(high);
        if (atLow == 0) return low;
        if (atHigh == 0) return high;
        if (Math.Sign(atLow) == Math.Sign(atHigh)) return Math.Abs(atLow) < Math.Abs(atHigh) ? low : high;
        for (var i = 0; i < 200; i++)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) break;
            var value = function(middle);
            if (value == 0) return middle;
            if (Math.Sign(value) == Math.Sign(atLow)) low = middle;
            else high = middle;
        }

        return low + (high - low) / 2;
    }

    /// <summary>
    /// The lowest point found, in so many steps between <paramref name="low"/> and <paramref name="high"/>, at which something holds that holds from some point on;
    /// <paramref name="high"/> where it holds nowhere below.
    /// </summary>
    public static double Lowest(Func<double, bool> holds, double low, double high, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var middle = (low + high) / 2;
            if (holds(middle)) high = middle;
            else low = middle;
        }

        return high;
    }
}
