namespace Crossdock.Planner.Lots;

/// <summary>Price breaks of a supplier.</summary>
/// <param name="From">Smallest quantity of each region, rising, the first one 0.</param>
/// <param name="UnitCosts">Price per unit in each region.</param>
public sealed record PriceBreaks(double[] From, double[] UnitCosts)
{
    internal Refusal? Check()
    {
        if ((Given.Count("price breaks", From.Length, 1) ?? Given.SameLength("prices", UnitCosts.Length, "price breaks", From.Length)
            ?? Given.AllNotNegative("price breaks", From) ?? Given.AllPositive("prices", UnitCosts)) is { } no) return no;
        for (var i = 1; i < From.Length; i++)
            if (From[i] <= From[i - 1]) return Given.No("The price breaks must rise.");
        return null;
    }

    /// <summary>Region of a quantity: the last break at or below it.</summary>
    public int RegionOf(double quantity)
    {
        var region = 0;
        while (region + 1 < From.Length && quantity >= From[region + 1]) region++;
        return region;
    }

    internal double Until(int region) => region + 1 < From.Length ? From[region + 1] : double.PositiveInfinity;
}
