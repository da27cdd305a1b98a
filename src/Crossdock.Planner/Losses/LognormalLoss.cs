namespace Crossdock.Planner.Losses;

/// <summary>Expected shortage and leftover under lognormal demand.</summary>
public static class LognormalLoss
{
    /// <summary>
    /// E[(D - x)+] = exp(mu + sigma^2 / 2) Phi((mu + sigma^2 - ln x) / sigma) - x (1 - Phi((ln x - mu) / sigma)).
    /// <paramref name="mu"/> and <paramref name="sigma"/> are those of the logarithm; the level is in units.
    /// </summary>
    public static Result<(double Shortage, double Leftover)> Of(double mu, double sigma, double level)
    {
        if ((Given.Finite("mean of the logarithm", mu) ?? Given.Positive("deviation of the logarithm", sigma) ?? Given.Finite("level", level)) is { } no) return no;
        var mean = Math.Exp(mu + sigma * sigma / 2);
        if (level <= 0) return (mean - level, 0.0);
        var log = Math.Log(level);
        var shortage = mean * NormalLaw.Cumulative((mu + sigma * sigma - log) / sigma) - level * NormalLaw.Upper((log - mu) / sigma);
        return (shortage, level - mean + shortage);
    }
}
