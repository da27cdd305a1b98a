using Crossdock.Planner.Demands;

namespace Crossdock.Planner.Networks;

/// <summary>
/// A warehouse and its retailers, unit Poisson demand, every place ordering one for one. Exact by binomial split of the warehouse's back-orders
/// (Simon 1971; Graves 1985), beside the METRIC approximation (Sherbrooke 1968).
/// </summary>
/// <param name="WarehouseBackorders">Expected units the warehouse owes.</param>
/// <param name="WarehouseOnHand">Expected units on hand at the warehouse.</param>
/// <param name="WarehouseDelay">Expected wait of a unit at the warehouse, in time units (Little's law).</param>
/// <param name="Retailers">Exact figures of each retailer.</param>
/// <param name="Metric">The same by METRIC.</param>
public sealed record TwoEchelonOneForOne(double WarehouseBackorders, double WarehouseOnHand, double WarehouseDelay, TwoEchelonOneForOne.Place[] Retailers, TwoEchelonOneForOne.Place[] Metric)
{
    /// <summary>A retailer's expected back-orders and on hand in units, and its fill rate.</summary>
    public sealed record Place(double Backorders, double OnHand, double FillRate);

    /// <summary>Rates in units per time unit, lead times in time units, base stocks in whole units.</summary>
    public static Result<TwoEchelonOneForOne> Of(double[] rates, double warehouseLeadTime, double[] leadTimes, int warehouseStock, int[] stocks)
    {
        if ((Given.Count("retailers", rates.Length, 1) ?? Given.AllPositive("demand rates", rates) ?? Given.SameLength("lead times", leadTimes.Length, "retailers", rates.Length)
            ?? Given.SameLength("base stocks", stocks.Length, "retailers", rates.Length) ?? Given.AllNotNegative("lead times", leadTimes)
            ?? Given.NotNegative("warehouse lead time", warehouseLeadTime) ?? Given.NotNegative("warehouse base stock", warehouseStock)) is { } no) return no;
        var total = rates.Sum();
        if (PoissonDemand.Of(total * warehouseLeadTime).Refused(out var refusal, out var pipeline)) return refusal;
        var owed = pipeline.Probabilities.Length <= warehouseStock ? [1.0] : pipeline.Probabilities[warehouseStock..].ToArray();
        if (pipeline.Probabilities.Length > warehouseStock) owed[0] = pipeline.Cumulative(warehouseStock);
        var backorders = pipeline.Shortage(warehouseStock);
        var delay = backorders / total;
        var exact = new Place[rates.Length];
        var metric = new Place[rates.Length];
        for (var i = 0; i < rates.Length; i++)
        {
            if (PoissonDemand.Of(rates[i] * leadTimes[i]).Refused(out refusal, out var own)) return refusal;
            if (PoissonDemand.Of(rates[i] * (leadTimes[i] + delay)).Refused(out refusal, out var approximate)) return refusal;
            var share = DiscreteDemand.With(Thinned(owed, rates[i] / total), backorders * rates[i] / total, 0);
            exact[i] = At(own.Plus(share), stocks[i]);
            metric[i] = At(approximate, stocks[i]);
        }

        return new TwoEchelonOneForOne(backorders, pipeline.Leftover(warehouseStock), delay, exact, metric);
    }

    private static Place At(DiscreteDemand outstanding, int stock) =>
        new(outstanding.Shortage(stock), outstanding.Leftover(stock), outstanding.Cumulative(stock - 1));

    // Each owed unit belongs to the retailer with the given probability: binomial rows built one from the other.
    private static double[] Thinned(double[] owed, double share)
    {
        var result = new double[owed.Length];
        var row = new double[owed.Length];
        row[0] = 1;
        for (var n = 0; n < owed.Length; n++)
        {
            if (n > 0)
            {
                for (var k = n; k > 0; k--) row[k] = row[k] * (1 - share) + row[k - 1] * share;
                row[0] *= 1 - share;
            }

            if (owed[n] < 1e-18 && n > 0) continue;
            for (var k = 0; k <= n; k++) result[k] += owed[n] * row[k];
        }

        return result;
    }
}
