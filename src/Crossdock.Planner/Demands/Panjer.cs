namespace Crossdock.Planner.Demands;

/// <summary>The recursion of Panjer (1981) for a number of orders of the (a, b, 0) class, each of a random size.</summary>
internal static class Panjer
{
    /// <summary>
    /// Probability of a total of 0, 1, 2, ... units: P(x) = sum of (a + b j / x) f(j) P(x - j) over (1 - a f0). It ends where less than <paramref name="tail"/> remains beyond the mean.
    /// </summary>
    /// <param name="atZero">P(0).</param>
    /// <param name="a">a; 0 for a Poisson number.</param>
    /// <param name="b">b; the mean of a Poisson number.</param>
    /// <param name="sizes">f: probability of an order of 0, 1, 2, ... units.</param>
    /// <param name="mean">Expected total.</param>
    /// <param name="length">Longest answer.</param>
    /// <param name="tail">What may remain.</param>
    public static double[] Total(double atZero, double a, double b, double[] sizes, double mean, int length, double tail)
    {
        var total = new double[length];
        total[0] = atZero;
        double sum = atZero, others = 1 - a * sizes[0];
        for (var x = 1; x < length; x++)
        {
            var part = 0.0;
            for (var j = 1; j < Math.Min(sizes.Length, x + 1); j++) part += (a + b * j / x) * sizes[j] * total[x - j];
            total[x] = Math.Max(0, part / others);
            sum += total[x];
            if (x > mean && 1 - sum < tail && total[x] < 1e-18) { Array.Resize(ref total, x + 1); break; }
        }

        return total;
    }
}
