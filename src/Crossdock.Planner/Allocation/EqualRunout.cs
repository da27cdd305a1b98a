namespace Crossdock.Planner.Allocation;

/// <summary>Fair share by equal days of supply: those with the least cover are lifted first (water filling).</summary>
public static class EqualRunout
{
    /// <summary>
    /// The days t with sum of max(0, rate t - on hand) = supply, and what each place gets. Places without demand get nothing.
    /// </summary>
    /// <param name="supply">Units to share out.</param>
    /// <param name="onHand">Units at each place; back-orders count negative.</param>
    /// <param name="rates">Units per day of each place.</param>
    public static Result<(double Days, double[] Shares)> Of(double supply, double[] onHand, double[] rates)
    {
        if ((Given.NotNegative("supply", supply) ?? Given.Count("places", rates.Length, 1) ?? Given.SameLength("stocks", onHand.Length, "places", rates.Length)
            ?? Given.AllFinite("stocks", onHand) ?? Given.AllNotNegative("demand rates", rates)) is { } no) return no;
        if (rates.Sum() <= 0) return Given.No("No place has any demand, so there is no fair share.");
        var order = Enumerable.Range(0, rates.Length).Where(i => rates[i] > 0).OrderBy(i => onHand[i] / rates[i]).ToArray();
        double stock = 0, rate = 0, days = 0;
        for (var k = 0; k < order.Length; k++)
        {
            stock += onHand[order[k]];
            rate += rates[order[k]];
            days = (supply + stock) / rate;
            if (k + 1 == order.Length || days <= onHand[order[k + 1]] / rates[order[k + 1]]) break;
        }

        var shares = new double[rates.Length];
        foreach (var i in order) shares[i] = Math.Max(0, rates[i] * days - onHand[i]);
        return (days, shares);
    }
}
