namespace Crossdock.Planner.Numerics;

/// <summary>
/// Minimum of a function of several variables without derivatives: the simplex of Nelder and Mead (1965) with the
/// dimension-dependent coefficients of Gao and Han (2012), restarted from its best point until a restart gains nothing.
/// </summary>
public static class NelderMead
{
    /// <summary>Lowest point found.</summary>
    /// <param name="function">To be made small; infinite where not allowed.</param>
    /// <param name="start">First point, where the function is finite.</param>
    /// <param name="steps">Size of the first simplex along each variable.</param>
    /// <param name="evaluations">At most so many evaluations in all.</param>
    public static (double[] Point, double Value) Minimise(Func<double[], double> function, double[] start, double[] steps, int evaluations)
    {
        var best = (double[])start.Clone();
        var bestValue = function(best);
        var left = evaluations;
        for (var restart = 0; restart < 12 && left > 0; restart++)
        {
            var before = bestValue;
            var scale = restart == 0 ? 1 : Math.Pow(0.5, restart % 3) * (restart % 2 == 0 ? 1 : -1);
            var (point, value) = Once(function, best, bestValue, steps, scale, ref left);
            if (value < bestValue) (best, bestValue) = (point, value);
            if (restart > 1 && before - bestValue < 1e-7 * (1 + Math.Abs(bestValue))) break;
        }

        return (best, bestValue);
    }

    private static (double[], double) Once(Func<double[], double> function, double[] start, double startValue, double[] steps, double scale, ref int left)
    {
        var n = start.Length;
        double reflect = 1, expand = 1 + 2.0 / Math.Max(n, 2), contract = 0.75 - 0.5 / Math.Max(n, 2), shrink = 1 - 1.0 / Math.Max(n, 2);
        var points = new double[n + 1][];
        var values = new double[n + 1];
        points[0] = (double[])start.Clone();
        values[0] = startValue;
        for (var i = 0; i < n; i++)
        {
            points[i + 1] = (double[])start.Clone();
            points[i + 1][i] += steps[i] * scale;
            values[i + 1] = function(points[i + 1]);
            if (double.IsInfinity(values[i + 1]))
            {
                points[i + 1][i] = start[i] - steps[i] * scale * 0.5;
                values[i + 1] = function(points[i + 1]);
            }
        }

        left -= n;
        var centre = new double[n];
        while (left > 0)
        {
            Array.Sort(values, points);
            if (Math.Abs(values[n] - values[0]) <= 1e-10 * (Math.Abs(values[0]) + 1e-10)) break;
            Array.Clear(centre);
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++) centre[j] += points[i][j] / n;
            var reflected = Along(centre, points[n], -reflect);
            var atReflected = function(reflected);
            left--;
            if (atReflected < values[0])
            {
                var expanded = Along(centre, points[n], -reflect * expand);
                var atExpanded = function(expanded);
                left--;
                (points[n], values[n]) = atExpanded < atReflected ? (expanded, atExpanded) : (reflected, atReflected);
            }
            else if (atReflected < values[n - 1])
            {
                (points[n], values[n]) = (reflected, atReflected);
            }
            else
            {
                var contracted = Along(centre, points[n], atReflected < values[n] ? -contract : contract);
                var atContracted = function(contracted);
                left--;
                if (atContracted < Math.Min(atReflected, values[n])) (points[n], values[n]) = (contracted, atContracted);
                else
                {
                    for (var i = 1; i <= n; i++)
                    {
                        points[i] = Along(points[0], points[i], shrink);
                        values[i] = function(points[i]);
                    }

                    left -= n;
                }
            }
        }

        Array.Sort(values, points);
        return (points[0], values[0]);
    }

    private static double[] Along(double[] from, double[] to, double share)
    {
        var point = new double[from.Length];
        for (var i = 0; i < point.Length; i++) point[i] = from[i] + share * (to[i] - from[i]);
        return point;
    }
}
