using MathNet.Numerics;

namespace Crossdock.Planner.Demands;

/// <summary>Demand of single units at random moments: Poisson.</summary>
public static class PoissonDemand
{
    /// <summary>Largest mean that is spelt out unit by unit; above it a continuous law must be used.</summary>
    public const double LargestMean = 1e7;

    /// <summary>Demand with mean (and variance) <paramref name="mean"/> units. Refused below zero or above <see cref="LargestMean"/>.</summary>
    public static Result<DiscreteDemand> Of(double mean)
    {
        if (Given.NotNegative("mean demand", mean) is { } no) return no;
        if (mean > LargestMean) return Given.No($"A mean demand of {mean:G6} is too large for a distribution in single units.");
        if (mean == 0) return DiscreteDemand.With([1.0], 0, 0);
        var size = (int)(mean + 12 * Math.Sqrt(mean) + 40);
        var probabilities = new double[size];
        var logMean = Math.Log(mean);
        for (var i = 0; i < size; i++) probabilities[i] = Math.Exp(i * logMean - mean - SpecialFunctions.GammaLn(i + 1.0));
        return DiscreteDemand.With(probabilities, mean, mean);
    }
}
