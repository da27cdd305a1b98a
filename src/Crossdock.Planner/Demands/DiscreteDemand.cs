namespace Crossdock.Planner.Demands;

/// <summary>
/// Demand in whole units as probabilities of 0, 1, 2, ... up to a value beyond which less than 1e-15 remains.
/// Quantities are in units of the item; probabilities sum to one.
/// </summary>
public sealed class DiscreteDemand
{
    private readonly double[] probabilities;
    private readonly double[] cumulative;

    private DiscreteDemand(double[] probabilities, double mean, double variance)
    {
        this.probabilities = probabilities;
        Mean = mean;
        Variance = variance;
        cumulative = new double[probabilities.Length];
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++) cumulative[i] = sum += probabilities[i];
    }

    /// <summary>Expected units.</summary>
    public double Mean { get; }

    /// <summary>Variance in units squared.</summary>
    public double Variance { get; }

    /// <summary>Probability of exactly 0, 1, 2, ... units.</summary>
    public ReadOnlySpan<double> Probabilities => probabilities;

    /// <summary>Probability of no demand.</summary>
    public double Zero => probabilities[0];

    /// <summary>Refuses probabilities that are negative, not numbers, or do not sum to one within 1e-6; moments follow from them.</summary>
    public static Result<DiscreteDemand> Of(double[] probabilities)
    {
        if ((Given.Count("probabilities", probabilities.Length, 1) ?? Given.AllNotNegative("probabilities", probabilities)) is { } no) return no;
        double sum = 0, mean = 0, square = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            sum += probabilities[i];
            mean += i * probabilities[i];
            square += (double)i * i * probabilities[i];
        }

        if (Math.Abs(sum - 1) > 1e-6) return Given.No($"The probabilities sum to {sum:G6}, not to 1.");
        return new DiscreteDemand(probabilities, mean, square - mean * mean);
    }

    /// <summary>With moments known exactly; for distributions cut off in the far tail.</summary>
    internal static DiscreteDemand With(double[] probabilities, double mean, double variance) => new(probabilities, mean, variance);

    /// <summary>Probability of demand at or below <paramref name="units"/>.</summary>
    public double Cumulative(long units) => units < 0 ? 0 : units >= cumulative.Length ? 1 : Math.Min(1, cumulative[units]);

    /// <summary>Probability of demand at or above <paramref name="units"/>, summed from the tail so that small values stay exact.</summary>
    public double AtLeast(long units)
    {
        if (units <= 0) return 1;
        var sum = 0.0;
        for (var i = probabilities.Length - 1; i >= units; i--) sum += probabilities[i];
        return Math.Min(1, sum);
    }

    /// <summary>Smallest number of units whose cumulative probability reaches <paramref name="level"/> (0 to 1).</summary>
    public int Quantile(double level)
    {
        int low = 0, high = cumulative.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (cumulative[middle] >= level - 1e-13) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>Expected units short when <paramref name="units"/> are there: E[(D - x)+].</summary>
    public double Shortage(long units)
    {
        if (units <= 0) return Mean - units;
        var sum = 0.0;
        for (var i = probabilities.Length - 1; i > units; i--) sum += (i - units) * probabilities[i];
        return sum;
    }

    /// <summary>Expected units left when <paramref name="units"/> are there: E[(x - D)+].</summary>
    public double Leftover(long units)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Min(units, probabilities.Length); i++) sum += (units - i) * probabilities[i];
        return units > probabilities.Length ? units - Mean : sum;
    }

    /// <summary>The sum of this demand and an independent one.</summary>
    public DiscreteDemand Plus(DiscreteDemand other)
    {
        var sum = new double[probabilities.Length + other.probabilities.Length - 1];
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] < 1e-300) continue;
            for (var j = 0; j < other.probabilities.Length; j++) sum[i + j] += probabilities[i] * other.probabilities[j];
        }

        return new(sum, Mean + other.Mean, Variance + other.Variance);
    }
}
