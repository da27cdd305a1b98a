namespace Crossdock.Planner.Networks;

/// <summary>What holding stock in one place instead of many saves: the square-root law, Eppen (1979).</summary>
/// <param name="PooledDeviation">Standard deviation of the summed demand.</param>
/// <param name="Decentral">Safety stock held at every place.</param>
/// <param name="Central">Safety stock held in one.</param>
public sealed record RiskPooling(double PooledDeviation, double Decentral, double Central)
{
    /// <summary>Deviations in units, one correlation between all pairs (-1 to 1), safety factor z.</summary>
    public static Result<RiskPooling> Of(double[] deviations, double correlation, double factor)
    {
        if ((Given.Count("places", deviations.Length, 1) ?? Given.AllNotNegative("deviations", deviations) ?? Given.Finite("safety factor", factor)) is { } no) return no;
        if (!(correlation is >= -1 and <= 1)) return Given.No($"A correlation of {correlation:G6} cannot be.");
        double sum = deviations.Sum(), squares = deviations.Sum(d => d * d);
        var variance = squares + correlation * (sum * sum - squares);
        if (variance < -1e-9) return Given.No($"So many places cannot all have a correlation of {correlation:G6} with each other.");
        var pooled = Math.Sqrt(Math.Max(0, variance));
        return new RiskPooling(pooled, factor * sum, factor * pooled);
    }
}
