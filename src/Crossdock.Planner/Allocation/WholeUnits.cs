namespace Crossdock.Planner.Allocation;

/// <summary>Turns shares into whole units without losing any: largest remainder, ties to the first (Hamilton's method).</summary>
public static class WholeUnits
{
    /// <summary>Whole units per share; they sum to the rounded sum of the shares. Shares are in units and not negative.</summary>
    public static long[] Of(double[] shares)
    {
        var whole = new long[shares.Length];
        long given = 0;
        for (var i = 0; i < shares.Length; i++) given += whole[i] = (long)Math.Floor(shares[i] + 1e-9);
        var left = (long)Math.Round(shares.Sum()) - given;
        foreach (var i in Enumerable.Range(0, shares.Length).OrderByDescending(i => Math.Round(shares[i] - whole[i], 9)).ThenBy(i => i))
        {
            if (left-- <= 0) break;
            whole[i]++;
        }

        return whole;
    }
}
