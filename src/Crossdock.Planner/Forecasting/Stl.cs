namespace Crossdock.Planner.Forecasting;

/// <summary>Season, trend and remainder by loess: Cleveland, Cleveland, McRae and Terpenning (1990), Journal of Official Statistics 6(1).</summary>
/// <param name="Seasonal">Seasonal part of each value.</param>
/// <param name="Trend">Trend of each value.</param>
/// <param name="Remainder">Value - seasonal - trend.</param>
public sealed record Stl(double[] Seasonal, double[] Trend, double[] Remainder)
{
    /// <summary>
    /// Decomposes a history of at least two seasons. Windows of trend and low pass follow the paper: the next odd number from 1.5 m / (1 - 1.5 / s) and from m; loess is evaluated
    /// at every tenth of a window and interpolated.
    /// </summary>
    /// <param name="values">History, any unit.</param>
    /// <param name="frequency">Periods per season m, 2 or more.</param>
    /// <param name="seasonalWindow">Loess window of the seasonal part in seasons (odd); null for a fixed season ("periodic").</param>
    /// <param name="robust">15 outer rounds that down-weight outliers, with one inner round each; else two inner rounds.</param>
    public static Result<Stl> Of(double[] values, int frequency, int? seasonalWindow, bool robust)
    {
        if (frequency < 2) return Given.No($"A season of {frequency} period is none.");
        if ((Given.Count("history", values.Length, 2 * frequency + 1) ?? Given.AllFinite("history", values)) is { } no) return no;
        if (seasonalWindow < 3) return Given.No("The seasonal window must be at least 3 seasons.");
        var n = values.Length;
        var periodic = seasonalWindow is null;
        var ns = seasonalWindow is { } window ? Odd(window) : 10 * n + 1;
        var shape = new Shape(frequency, ns, Odd(Math.Ceiling(1.5 * frequency / (1 - 1.5 / ns))), Odd(frequency));
        var (seasonal, trend) = (new double[n], new double[n]);
        double[]? weights = null;
        for (var outer = 0; outer <= (robust ? 15 : 0); outer++)
        {
            for (var inner = 0; inner < (robust ? 1 : 2); inner++) shape.Inner(values, weights, seasonal, trend);
            if (robust) weights = Robustness(values, seasonal, trend);
        }

        if (periodic)
            for (var position = 0; position < frequency; position++)
            {
                double sum = 0, count = 0;
                for (var t = position; t < n; t += frequency) (sum, count) = (sum + seasonal[t], count + 1);
                for (var t = position; t < n; t += frequency) seasonal[t] = sum / count;
            }

        return new Stl(seasonal, trend, values.Select((v, t) => v - seasonal[t] - trend[t]).ToArray());
    }

    private static int Odd(double least) => (int)least % 2 == 0 ? (int)least + 1 : (int)least;

    // Bisquare weights of the remainder against six times its median.
    private static double[] Robustness(double[] values, double[] seasonal, double[] trend)
    {
        var absolute = values.Select((v, t) => Math.Abs(v - seasonal[t] - trend[t])).ToArray();
        var placed = (double[])absolute.Clone();
        var n = placed.Length;
        PartialSort.Place(placed, n / 2, n - n / 2 - 1);
        var six = 3 * (placed[n / 2] + placed[n - n / 2 - 1]);
        return absolute.Select(r => r <= 0.001 * six ? 1 : r <= 0.999 * six ? Math.Pow(1 - Math.Pow(r / six, 2), 2) : 0).ToArray();
    }

    private sealed class Shape(int m, int ns, int nt, int nl)
    {
        // The season is smoothed by a local constant, trend and low pass by a local line.
        private const int SeasonalDegree = 0;

        public void Inner(double[] values, double[]? weights, double[] seasonal, double[] trend)
        {
            var n = values.Length;
            var detrended = values.Select((v, t) => v - trend[t]).ToArray();
            var cycle = new double[n + 2 * m];
            for (var position = 0; position < m; position++)
            {
                var k = (n - position - 1) / m + 1;
                var sub = new double[k];
                var subWeights = weights is null ? null : new double[k];
                for (var i = 0; i < k; i++)
                {
                    sub[i] = detrended[position + i * m];
                    if (subWeights is not null) subWeights[i] = weights![position + i * m];
                }

                var smooth = Loess.Smooth(sub, ns, SeasonalDegree, (ns + 9) / 10, subWeights);
                var right = Math.Min(ns, k);
                cycle[position] = Loess.At(sub, ns, SeasonalDegree, 0, 1, right, subWeights) ?? smooth[0];
                for (var i = 0; i < k; i++) cycle[position + (i + 1) * m] = smooth[i];
                cycle[position + (k + 1) * m] = Loess.At(sub, ns, SeasonalDegree, k + 1, Math.Max(1, k - ns + 1), k, subWeights) ?? smooth[k - 1];
            }

            var low = Average(Average(Average(cycle, m), m), 3);
            var lowPass = Loess.Smooth(low, nl, 1, (nl + 9) / 10, null);
            var deseasonal = new double[n];
            for (var t = 0; t < n; t++)
            {
                seasonal[t] = cycle[m + t] - lowPass[t];
                deseasonal[t] = values[t] - seasonal[t];
            }

            Loess.Smooth(deseasonal, nt, 1, (nt + 9) / 10, weights).CopyTo(trend, 0);
        }

        private static double[] Average(double[] values, int length)
        {
            var result = new double[values.Length - length + 1];
            var sum = 0.0;
            for (var t = 0; t < values.Length; t++)
            {
                sum += values[t];
                if (t >= length) sum -= values[t - length];
                if (t >= length - 1) result[t - length + 1] = sum / length;
            }

            return result;
        }
    }
}
