namespace Crossdock.Planner.Allocation;

/// <summary>Fair share by equal probability of running out: Eppen and Schrage (1981), equal fractiles of normal demand.</summary>
public static class EqualStockoutProbability
{
    /// <summary>
    /// z = (supply - sum of means) / sum of deviations, share = mean + z deviation. A place whose share would fall below zero gets nothing, and the rest is shared again.
    /// Units; answers z, the shares and the common probability of a stock-out (that of the places which got something).
    /// </summary>
    public static Result<(double Factor, double[] Shares, double StockoutProbability)> Of(double supply, double[] means, double[] deviations)
    {
        if ((Given.NotNegative("supply", supply) ?? Given.Count("places", means.Length, 1) ?? Given.SameLength("deviations", deviations.Length, "places", means.Length)
            ?? Given.AllNotNegative("means", means) ?? Given.AllPositive("deviations", deviations)) is { } no) return no;
        var inside = Enumerable.Repeat(true, means.Length).ToArray();
        while (true)
        {
            double mean = 0, deviation = 0;
            for (var i = 0; i < means.Length; i++)
                if (inside[i]) (mean, deviation) = (mean + means[i], deviation + deviations[i]);
            var z = (supply - mean) / deviation;
            var worst = -1;
            for (var i = 0; i < means.Length; i++)
                if (inside[i] && means[i] + z * deviations[i] < 0 && (worst < 0 || means[i] / deviations[i] < means[worst] / deviations[worst])) worst = i;
            if (worst >= 0) { inside[worst] = false; continue; }
            return (z, means.Select((m, i) => inside[i] ? m + z * deviations[i] : 0).ToArray(), NormalLaw.Upper(z));
        }
    }
}
