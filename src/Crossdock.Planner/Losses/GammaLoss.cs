using MathNet.Numerics;

namespace Crossdock.Planner.Losses;

/// <summary>Expected shortage and leftover under gamma demand.</summary>
public static class GammaLoss
{
    /// <summary>
    /// E[(D - x)+] = shape scale (1 - P(shape + 1, x / scale)) - x (1 - P(shape, x / scale)), P the regularised lower incomplete gamma function.
    /// Scale and level in units; shape dimensionless. Refused unless shape and scale are above zero.
    /// </summary>
    public static Result<(double Shortage, double Leftover)> Of(double shape, double scale, double level)
    {
        if ((Given.Positive("shape", shape) ?? Given.Positive("scale", scale) ?? Given.Finite("level", level)) is { } no) return no;
        var mean = shape * scale;
        if (level <= 0) return (mean - level, 0.0);
        var shortage = mean * SpecialFunctions.GammaUpperRegularized(shape + 1, level / scale) - level * SpecialFunctions.GammaUpperRegularized(shape, level / scale);
        shortage = Math.Max(0, shortage);
        return (shortage, level - mean + shortage);
    }
}
