namespace Crossdock.Planner.Forecasting;

/// <summary>Locally weighted regression on equally spaced points (Cleveland 1979), as STL uses it.</summary>
internal static class Loess
{
    /// <summary>Fitted at every <paramref name="jump"/>-th point and straight lines between; window in points, degree 0 or 1.</summary>
    public static double[] Smooth(double[] values, int window, int degree, int jump, double[]? weights)
    {
        var n = values.Length;
        var fit = new double[n];
        if (n < 2) { fit[0] = values[0]; return fit; }
        jump = Math.Min(jump, n - 1);
        for (var t = 0; t < n; t += jump) fit[t] = Point(values, window, degree, t, weights);
        if (jump == 1) return fit;
        for (var t = 0; t + jump < n; t += jump) Between(fit, t, t + jump);
        var last = (n - 1) / jump * jump;
        if (last != n - 1)
        {
            fit[n - 1] = Point(values, window, degree, n - 1, weights);
            if (last < n - 2) Between(fit, last, n - 1);
        }

        return fit;
    }

    /// <summary>Fit at position <paramref name="x"/> (counted from 1) from the points left..right (from 1); null when all weights vanish.</summary>
    public static double? At(double[] values, int window, int degree, double x, int left, int right, double[]? weights)
    {
        var n = values.Length;
        var reach = Math.Max(x - left, right - x);
        if (window > n) reach += (window - n) / 2;
        double total = 0, mean = 0;
        var weight = new double[right + 1];
        for (var j = left; j <= right; j++)
        {
            var distance = Math.Abs(j - x);
            if (distance > 0.999 * reach) continue;
            weight[j] = distance > 0.001 * reach ? Math.Pow(1 - Math.Pow(distance / reach, 3), 3) : 1;
            if (weights is not null) weight[j] *= weights[j - 1];
            total += weight[j];
        }

        if (total <= 0) return null;
        for (var j = left; j <= right; j++)
        {
            weight[j] /= total;
            mean += weight[j] * j;
        }

        if (reach > 0 && degree > 0)
        {
            var spread = 0.0;
            for (var j = left; j <= right; j++) spread += weight[j] * (j - mean) * (j - mean);
            if (Math.Sqrt(spread) > 0.001 * (n - 1.0))
            {
                var slope = (x - mean) / spread;
                for (var j = left; j <= right; j++) weight[j] *= slope * (j - mean) + 1;
            }
        }

        var fit = 0.0;
        for (var j = left; j <= right; j++) fit += weight[j] * values[j - 1];
        return fit;
    }

    private static double Point(double[] values, int window, int degree, int index, double[]? weights)
    {
        var n = values.Length;
        var x = index + 1;
        int left = 1, right = n;
        if (window < n)
        {
            var half = (window + 1) / 2;
            left = Math.Clamp(x - half + 1, 1, n - window + 1);
            right = left + window - 1;
        }

        return At(values, window, degree, x, left, right, weights) ?? values[index];
    }

    private static void Between(double[] fit, int from, int to)
    {
        var slope = (fit[to] - fit[from]) / (to - from);
        for (var t = from + 1; t < to; t++) fit[t] = fit[from] + slope * (t - from);
    }
}
