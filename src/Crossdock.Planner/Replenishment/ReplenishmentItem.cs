namespace Crossdock.Planner.Replenishment;

/// <summary>What is known of an item before its demand is looked at.</summary>
/// <param name="Price">Selling price per unit.</param>
/// <param name="Cost">Cost per unit; zero or absent is answered with 60 % of the price.</param>
/// <param name="Pack">Units per pack; orders are whole packs.</param>
/// <param name="OrderCost">Money per order line.</param>
/// <param name="Supplier">Index into the suppliers.</param>
public sealed record ReplenishmentItem(double Price, double Cost, double Pack, double OrderCost, int Supplier);

/// <summary>What a group of items is planned for.</summary>
/// <param name="TargetFill">Share of the value of demand that is to be served from stock (0 to 1).</param>
/// <param name="HoldingRate">Share of the cost of stock per year.</param>
/// <param name="PeriodsPerYear">365 for days, 52 for weeks, 12 for months.</param>
/// <param name="ReviewEvery">Periods between reviews.</param>
/// <param name="Lost">True when unserved demand is lost, false when it is back-ordered.</param>
public sealed record ReplenishmentGoal(double TargetFill, double HoldingRate, double PeriodsPerYear, double ReviewEvery, bool Lost)
{
    /// <summary>Errors measured on the data the variances came from understate those to come: a tenth is kept back.</summary>
    private const double Usual = 0.9;

    /// <summary>
    /// Share of what may stay unserved that the prediction may use up; the rest is for what it does not see. A network needs far more of it than one warehouse:
    /// units at the wrong branch count in the echelon position and serve nobody.
    /// </summary>
    public double Allowance { get; init; } = Usual;

    /// <summary>True when what the policy delivers is first tried on the history, and the prediction corrected by it. A hub's branches cannot be played from its demand alone.</summary>
    public bool Rehearsed { get; init; } = true;

    /// <summary>
    /// Periods that are smoothed together: a week of days, else one period. Days alone carry the rhythm of the week, which no reorder point needs.
    /// </summary>
    public int Bucket => PeriodsPerYear >= 300 ? 7 : 1;

    /// <summary>Buckets per year.</summary>
    public int BucketsPerYear => (int)Math.Round(PeriodsPerYear / Bucket);

    /// <summary>
    /// Price of a lost unit of turnover by plain economics: a lost sale costs the usual gross margin of 40 %, a back-order half of it.
    /// </summary>
    public double EconomicPrice => Lost ? 0.4 : 0.2;

    /// <summary>
    /// Highest multiple of the economic price that is paid for the target. A target of 80 % is honoured only as far as it pays; each step towards 100 % is worth more, without end.
    /// </summary>
    public double MostPriceMultiple => Math.Pow(0.2 / (1 - Math.Min(TargetFill, 0.9999)) * (Usual / Allowance), 3);

    /// <summary>
    /// Lowest multiple that is paid: from 95 % on the target is the least that is wanted, and what pays beyond it is served too; at 90 % or less it is met and no more, since
    /// capital is what is short.
    /// </summary>
    public double LeastPriceMultiple => Math.Pow(1e-4, Economy);

    /// <summary>
    /// Share of the economic order quantity that is ordered at once. A target of 90 % or less says that capital is what is short: lots are cut to a third.
    /// From 95 % on service is what is wanted, and lots are economic; between, the share follows the logarithm of what stays unserved.
    /// </summary>
    public double LotShare => Math.Pow(0.35, Economy);

    /// <summary>The target from which service goes before capital.</summary>
    internal const double ServiceFirst = 0.95;

    /// <summary>How far capital goes before service: 1 at targets of 90 % or less, 0 from 95 % on.</summary>
    private double Economy => Math.Clamp(Math.Log((1 - Math.Min(TargetFill, 0.9999)) / (1 - ServiceFirst)) / Math.Log(2), 0, 1);
}
