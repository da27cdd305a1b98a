namespace Crossdock.Kernel;

/// <summary>Parts of a whole as people read them.</summary>
public static class Share
{
    /// <summary>
    /// Percent to a tenth; finer where a tenth would claim none or all of it, which neither is: 0.03, 99.97. Past four decimals it stops
    /// short of the claim.
    /// </summary>
    public static decimal Percent(decimal part, decimal whole)
    {
        var exact = 100 * part / whole;
        if (part == 0 || part == whole) return exact;
        for (var decimals = 1; decimals <= 4; decimals++)
        {
            var rounded = decimal.Round(exact, decimals, MidpointRounding.AwayFromZero);
            if (rounded is not (0 or 100)) return rounded;
        }

        return exact switch { < 1 and > 0 => 0.0001m, > 99 and < 100 => 99.9999m, _ => exact };
    }
}
