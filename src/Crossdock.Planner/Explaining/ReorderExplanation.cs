namespace Crossdock.Planner.Explaining;

/// <summary>What a reorder point is made of.</summary>
/// <param name="Rate">Forecast demand per period in units.</param>
/// <param name="LeadTime">Mean lead time in periods.</param>
/// <param name="LeadTimeDeviation">Its standard deviation in periods.</param>
/// <param name="Review">Periods until the next review.</param>
/// <param name="PeriodDeviation">Standard deviation of the demand of a period in units.</param>
/// <param name="Factor">Safety factor the price of shortage (or the service target) asks for, in deviations over the risk period.</param>
/// <param name="Lot">Order quantity before packs in units.</param>
/// <param name="Pack">Units per pack.</param>
public sealed record ReorderInputs(double Rate, double LeadTime, double LeadTimeDeviation, double Review, double PeriodDeviation, double Factor, double Lot, double Pack);

/// <summary>
/// A reorder point and lot with their reasons, and what would change the recommendation.
/// </summary>
/// <param name="ReorderPoint">Order when the position is at or below it.</param>
/// <param name="OrderUpTo">Level an order aims at, in whole packs above the reorder point.</param>
/// <param name="Level">Bill of the reorder point.</param>
/// <param name="Lot">Bill of the order quantity.</param>
/// <param name="Order">Units recommended at the position given; 0 for none.</param>
/// <param name="FlipPosition">Change of the position in units at which the recommendation turns into the opposite.</param>
/// <param name="FlipRate">Demand per period at which it turns, all else equal; null when no rate up to a hundredfold does.</param>
public sealed record ReorderExplanation(long ReorderPoint, long OrderUpTo, Bill Level, Bill Lot, long Order, long FlipPosition, double? FlipRate)
{
    /// <summary>
    /// Reorder point = rate x (lead time + review) + factor x deviation over the risk period, deviation^2 = (L + R) sd^2 + rate^2 sdL^2, rounded up to whole units.
    /// Lead-time uncertainty is what the deviation grows by because the lead time varies.
    /// </summary>
    public static Result<ReorderExplanation> Of(ReorderInputs given, long position)
    {
        if ((Given.NotNegative("demand rate", given.Rate) ?? Given.NotNegative("lead time", given.LeadTime) ?? Given.NotNegative("deviation of the lead time", given.LeadTimeDeviation)
            ?? Given.NotNegative("review interval", given.Review) ?? Given.NotNegative("deviation of demand", given.PeriodDeviation) ?? Given.Finite("safety factor", given.Factor)
            ?? Given.NotNegative("lot", given.Lot) ?? Given.Positive("pack", given.Pack)) is { } no) return no;
        if (given.LeadTime > 3650) return Given.No($"A lead time of {given.LeadTime:G6} periods is absurd; at most 3,650 are taken.");
        double demandOnly = Math.Sqrt((given.LeadTime + given.Review) * given.PeriodDeviation * given.PeriodDeviation), both = Deviation(given, given.Rate);
        var exact = Exact(given, given.Rate);
        var point = (long)Math.Ceiling(Math.Round(exact, 6));
        if (Bill.Of(point, ("lead time", given.Rate * given.LeadTime), ("review", given.Rate * given.Review), ("demand uncertainty", given.Factor * demandOnly),
            ("lead-time uncertainty", given.Factor * (both - demandOnly)), ("never below zero", Math.Max(0, -Raw(given, given.Rate))), ("rounding", point - exact)).Refused(out var refusal, out var level)) return refusal;
        var packs = Math.Max(1, Math.Round(given.Lot / given.Pack));
        var lot = (long)Math.Ceiling(packs * given.Pack - 1e-9);
        if (Bill.Of(lot, ("economic lot", given.Lot), ("packs", lot - given.Lot)).Refused(out refusal, out var lotBill)) return refusal;
        long Recommended(double rate) => Quantity((long)Math.Ceiling(Math.Round(Exact(given, rate), 6)), position, given, lot);
        var order = Recommended(given.Rate);
        return new ReorderExplanation(point, point + lot, level, lotBill, order, order > 0 ? point - position + 1 : point - position, Flip(given.Rate, order > 0, r => Recommended(r) > 0));
    }

    /// <summary>The sentence a planner reads first.</summary>
    public string Sentence() => $"Order at {ReorderPoint}, up to {OrderUpTo}: {Level.Sentence()}; lots of {Lot.Total} are {Lot.Sentence()}.";

    private static double Deviation(ReorderInputs given, double rate) =>
        Math.Sqrt((given.LeadTime + given.Review) * given.PeriodDeviation * given.PeriodDeviation + rate * rate * given.LeadTimeDeviation * given.LeadTimeDeviation);

    private static double Raw(ReorderInputs given, double rate) => rate * (given.LeadTime + given.Review) + given.Factor * Deviation(given, rate);

    private static double Exact(ReorderInputs given, double rate) => Math.Max(0, Raw(given, rate));

    private static long Quantity(long point, long position, ReorderInputs given, long lot)
    {
        if (position > point) return 0;
        var need = Math.Max(lot, point - position + 1);
        return (long)Math.Ceiling(Math.Ceiling(need / given.Pack - 1e-9) * given.Pack - 1e-9);
    }

    // The recommendation turns once along the rate when the factor is not negative: halve between a rate that orders and one that does not.
    private static double? Flip(double rate, bool orders, Func<double, bool> ordersAt)
    {
        double from = rate, to = orders ? 0 : Math.Max(rate, 1e-3) * 100;
        if (ordersAt(to) == orders) return null;
        for (var step = 0; step < 60; step++)
        {
            var middle = (from + to) / 2;
            if (ordersAt(middle) == orders) from = middle;
            else to = middle;
        }

        return to;
    }
}
