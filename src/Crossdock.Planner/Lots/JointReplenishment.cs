namespace Crossdock.Planner.Lots;

/// <summary>Items ordered together from one supplier at a shared fixed cost (Silver 1976, "A simple method of determining order quantities in joint replenishments under deterministic demand").</summary>
public static class JointReplenishment
{
    /// <summary>The common cycle and each item's whole multiple of it.</summary>
    /// <param name="Quantities">Units per order of each item.</param>
    /// <param name="BaseCycle">Time between orders.</param>
    /// <param name="Multiples">Item i is on every k-th order.</param>
    /// <param name="CostRate">Money per time unit, purchases excluded.</param>
    public sealed record Plan(double[] Quantities, double BaseCycle, int[] Multiples, double CostRate);

    /// <summary>
    /// The item with the smallest a / (h D) sets the cycle; the others get round(sqrt(a_i / (h_i D_i) * h_b D_b / (A + a_b))), at least 1;
    /// the cycle is sqrt(2 (A + sum a_i / k_i) / sum k_i h_i D_i).
    /// </summary>
    public static Result<Plan> Of(double sharedCost, double[] fixedCosts, double[] holdingCosts, double[] demandRates)
    {
        var n = fixedCosts.Length;
        if ((Given.Positive("shared fixed cost", sharedCost) ?? Given.Count("items", n, 1) ?? Given.SameLength("holding costs", holdingCosts.Length, "items", n)
            ?? Given.SameLength("demand rates", demandRates.Length, "items", n) ?? Given.AllNotNegative("fixed costs", fixedCosts)
            ?? Given.AllPositive("holding costs", holdingCosts) ?? Given.AllPositive("demand rates", demandRates)) is { } no) return no;
        var ratio = new double[n];
        for (var i = 0; i < n; i++) ratio[i] = fixedCosts[i] / (holdingCosts[i] * demandRates[i]);
        var first = Array.IndexOf(ratio, ratio.Min());
        var multiples = new int[n];
        double numerator = sharedCost, denominator = 0;
        for (var i = 0; i < n; i++)
        {
            var ideal = Math.Sqrt(ratio[i] * holdingCosts[first] * demandRates[first] / (sharedCost + fixedCosts[first]));
            multiples[i] = i == first ? 1 : (int)Math.Clamp(Math.Round(ideal), 1, 1_000_000);
            numerator += fixedCosts[i] / multiples[i];
            denominator += multiples[i] * holdingCosts[i] * demandRates[i];
        }

        var cycle = Math.Sqrt(2 * numerator / denominator);
        var quantities = new double[n];
        for (var i = 0; i < n; i++) quantities[i] = multiples[i] * cycle * demandRates[i];
        return new Plan(quantities, cycle, multiples, Math.Sqrt(2 * numerator * denominator));
    }
}
