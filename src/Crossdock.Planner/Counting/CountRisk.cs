using MathNet.Numerics;

namespace Crossdock.Planner.Counting;

/// <summary>A position of stock (an item in a place) and what is known of its errors.</summary>
/// <param name="Value">Money at risk when its record is wrong: what is there, or what it would cost to find out too late.</param>
/// <param name="MovementsPerDay">Velocity.</param>
/// <param name="Criticality">Weight of its service, 1 for the usual.</param>
/// <param name="Errors">Past counts that found its record wrong.</param>
/// <param name="Movements">Movements before those counts, all counts together.</param>
/// <param name="DaysSinceCount">Days since the last count, or since it came to be.</param>
public sealed record CountPosition(double Value, double MovementsPerDay, double Criticality, int Errors, double Movements, double DaysSinceCount);

/// <summary>Belief in the probability that a movement breaks a record: beta.</summary>
/// <param name="Alpha">Errors it is worth; above zero.</param>
/// <param name="Beta">Movements without error it is worth; above zero.</param>
public sealed record ErrorRate(double Alpha, double Beta)
{
    /// <summary>Expected errors per movement.</summary>
    public double Mean => Alpha / (Alpha + Beta);
}

/// <summary>
/// What not counting a position is expected to cost: value x criticality x probability that its record is wrong by now. Each movement may break the record with a probability that is
/// beta by the history of counts, shrunk to its class (beta-binomial: Gelman et al., Bayesian Data Analysis, chapter 5); a record stays right while no movement breaks it.
/// </summary>
/// <param name="ErrorsPerMovement">Expected probability that a movement breaks the record.</param>
/// <param name="Wrong">Probability that the record is wrong by now.</param>
/// <param name="ExpectedLoss">Money.</param>
public sealed record CountRisk(double ErrorsPerMovement, double Wrong, double ExpectedLoss)
{
    /// <summary>What lies still is not safe: a year of lying still counts as one movement.</summary>
    public const double StillMovementsPerDay = 1.0 / 365;

    /// <summary>
    /// Belief in the errors per movement of a class, worth <paramref name="strength"/> movements. Half an error in one movement is added (Jeffreys), so that a class without any error yet
    /// is not taken for one without errors.
    /// </summary>
    public static Result<ErrorRate> OfClass(int errors, double movements, double strength = 200)
    {
        if ((Given.NotNegative("errors of the class", errors) ?? Given.NotNegative("movements of the class", movements) ?? Given.Positive("strength of the class", strength)) is { } no) return no;
        if (errors > movements) return Given.No($"{errors} errors in {movements:G6} movements cannot be.");
        var rate = (errors + 0.5) / (movements + 1);
        return new ErrorRate(strength * rate, strength * (1 - rate));
    }

    /// <summary>Risk of a position whose class has the errors per movement <paramref name="prior"/>.</summary>
    public static Result<CountRisk> Of(CountPosition position, ErrorRate prior)
    {
        var p = position;
        if ((Given.NotNegative("value at risk", p.Value) ?? Given.NotNegative("movements per day", p.MovementsPerDay) ?? Given.NotNegative("criticality", p.Criticality)
            ?? Given.NotNegative("errors", p.Errors) ?? Given.NotNegative("movements", p.Movements) ?? Given.NotNegative("days since the last count", p.DaysSinceCount)
            ?? Given.Positive("errors of the class", prior.Alpha) ?? Given.Positive("right movements of the class", prior.Beta)) is { } no) return no;
        if (p.Errors > p.Movements) return Given.No($"{p.Errors} errors in {p.Movements:G6} movements cannot be.");
        double alpha = prior.Alpha + p.Errors, beta = prior.Beta + p.Movements - p.Errors, since = (p.MovementsPerDay + StillMovementsPerDay) * p.DaysSinceCount;
        // E[(1 - p)^m] under the beta law: B(alpha, beta + m) / B(alpha, beta).
        var right = Math.Exp(SpecialFunctions.GammaLn(beta + since) - SpecialFunctions.GammaLn(beta) - SpecialFunctions.GammaLn(alpha + beta + since) + SpecialFunctions.GammaLn(alpha + beta));
        var wrong = Math.Clamp(1 - right, 0, 1);
        return new CountRisk(alpha / (alpha + beta), wrong, p.Value * p.Criticality * wrong);
    }
}
