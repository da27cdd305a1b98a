namespace Crossdock.Planner.Forecasting;

/// <summary>How a component enters an exponential smoothing model.</summary>
public enum EtsPart
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Added.</summary>
    Additive,

    /// <summary>Multiplied (error and season only).</summary>
    Multiplicative,
}

/// <summary>
/// An exponential smoothing state space model in the taxonomy of Hyndman, Koehler, Ord and Snyder (2008): error, trend (none or additive, damped or not), season.
/// </summary>
/// <param name="Error">Additive or multiplicative.</param>
/// <param name="Trend">None or additive.</param>
/// <param name="Damped">Trend damped by phi.</param>
/// <param name="Season">None, additive or multiplicative.</param>
public sealed record EtsModel(EtsPart Error, EtsPart Trend, bool Damped, EtsPart Season)
{
    /// <summary>From a short name: error, trend, d when damped, season, as in <c>MAdM</c> or <c>ANN</c>.</summary>
    public static Result<EtsModel> Named(string name)
    {
        var damped = name.Length == 4 && name[2] == 'd';
        if (name.Length != (damped ? 4 : 3)) return Given.No($"'{name}' names no exponential smoothing model.");
        var (error, trend, season) = (Part(name[0]), Part(name[1]), Part(name[^1]));
        if (error is null or EtsPart.None || trend is null or EtsPart.Multiplicative || season is null || (damped && trend == EtsPart.None))
            return Given.No($"'{name}' names no exponential smoothing model that is known here.");
        return new EtsModel(error.Value, trend.Value, damped, season.Value);
    }

    /// <summary>The short name.</summary>
    public string Name => $"{Letter(Error)}{Letter(Trend)}{(Damped ? "d" : "")}{Letter(Season)}";

    internal bool HasTrend => Trend != EtsPart.None;

    internal bool HasSeason => Season != EtsPart.None;

    // Free numbers: smoothing parameters, first states (one season index follows from the others), and the variance.
    internal int Parameters(int frequency) => 3 + (HasTrend ? 2 : 0) + (Damped ? 1 : 0) + (HasSeason ? frequency : 0);

    private static EtsPart? Part(char letter) => letter switch { 'N' => EtsPart.None, 'A' => EtsPart.Additive, 'M' => EtsPart.Multiplicative, _ => null };

    private static char Letter(EtsPart part) => part switch { EtsPart.None => 'N', EtsPart.Additive => 'A', _ => 'M' };
}

/// <summary>Smoothing parameters: level, trend, season (0 to 1 each), and damping; those the model lacks are ignored.</summary>
public sealed record EtsParameters(double Alpha, double Beta, double Gamma, double Phi);

/// <summary>States of a model.</summary>
/// <param name="Level">Level in units.</param>
/// <param name="Trend">Change per period.</param>
/// <param name="Season">Indices, the first one that of the most recent period.</param>
public sealed record EtsStates(double Level, double Trend, double[] Season);
