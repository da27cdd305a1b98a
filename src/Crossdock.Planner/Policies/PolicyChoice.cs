using Crossdock.Planner.Forecasting;
using Crossdock.Planner.Lots;

namespace Crossdock.Planner.Policies;

/// <summary>How an item-site may be replenished.</summary>
public enum PolicyMethod
{
    /// <summary>Bought when it is asked for.</summary>
    DoNotStock,

    /// <summary>Ordered for dated needs, period by period.</summary>
    TimePhased,

    /// <summary>A buffer of demand driven planning.</summary>
    DdmrpBuffer,

    /// <summary>Up to a level at each review.</summary>
    UpTo,

    /// <summary>Up to a maximum when at or below a minimum.</summary>
    MinMax,

    /// <summary>The economic lot at the reorder point.</summary>
    EconomicLot,

    /// <summary>The usual lot at the reorder point.</summary>
    ReorderPoint,
}

/// <summary>What decides on the method.</summary>
/// <param name="Class">Pattern of the demand.</param>
/// <param name="AnnualDemand">Units per year.</param>
/// <param name="OrderSize">Units a customer takes at once, on average.</param>
/// <param name="UnitCost">Money per unit.</param>
/// <param name="HoldingRate">Share of the cost of stock per year.</param>
/// <param name="ShortageCost">Money lost per unit that is not there.</param>
/// <param name="OrderCost">Money per order to the supplier.</param>
/// <param name="LotUnits">Smallest lot of the supplier: pack or least order.</param>
/// <param name="LeadTimeDays">Days from order to receipt.</param>
/// <param name="ReviewDays">Days between the orders the supplier takes or the lorry that comes; 0 when any day will do.</param>
/// <param name="DatedShare">Share of the demand that is known, with its day, a lead time ahead.</param>
/// <param name="SeasonalShare">Share of the variance that the season explains.</param>
/// <param name="FeedsSites">Whether other sites are supplied from here.</param>
public sealed record PolicyFacts(DemandClass Class, double AnnualDemand, double OrderSize, double UnitCost, double HoldingRate, double ShortageCost, double OrderCost, double LotUnits, double LeadTimeDays,
    double ReviewDays = 0, double DatedShare = 0, double SeasonalShare = 0, bool FeedsSites = false);

/// <summary>
/// Which method fits an item-site, with the reason. The rules are asked in this order and the first that holds decides: (1) do not stock what costs more to hold until it is asked for
/// than its absence costs, or nobody asks for; (2) time-phased where at least 70 % of the demand is dated a lead time ahead, or the season explains at least half its variance, for a
/// fixed level lags behind both; (3) a buffer where other sites are fed over at least two weeks of lead time and demand is not intermittent; (4) up to a level where the supplier is
/// ordered on fixed days; (5) min-max where demand is intermittent or lumpy, for orders then jump below the point and a fixed lot would not reach the level again; (6) the economic lot
/// where demand is smooth and that lot is larger than the supplier's own; (7) else the reorder point with the usual lot. Sources: Syntetos, Boylan and Croston (2005) for the classes;
/// Silver, Pyke and Peterson (1998), chapter 7, for which control system suits which item; Ptak and Smith (2016) for where buffers stand.
/// </summary>
/// <param name="Method">What fits.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record PolicyChoice(PolicyMethod Method, string Reason)
{
    private const double MostlyDated = 0.7;
    private const double MostlySeasonal = 0.5;
    private const double LongLeadDays = 14;

    /// <summary>Chooses the method.</summary>
    public static Result<PolicyChoice> Of(PolicyFacts facts)
    {
        if (Check(facts) is { } no) return no;
        if (facts.AnnualDemand <= 0 || facts.Class.Name == "none") return new PolicyChoice(PolicyMethod.DoNotStock, "Nobody has asked for it: it is bought when somebody does.");
        double years = facts.OrderSize / facts.AnnualDemand, holding = facts.UnitCost * facts.HoldingRate * years;
        if (holding > facts.ShortageCost)
            return Say(PolicyMethod.DoNotStock, $"A unit waits {365 * years:0} days to be asked for, which costs {holding:0.00}; its absence costs {facts.ShortageCost:0.00}: it is bought to order.");
        if (facts.DatedShare >= MostlyDated) return Say(PolicyMethod.TimePhased, $"{100 * facts.DatedShare:0} % of the demand is known a lead time ahead: it is ordered for its dates.");
        if (facts.SeasonalShare >= MostlySeasonal) return Say(PolicyMethod.TimePhased, $"The season explains {100 * facts.SeasonalShare:0} % of the variance: a fixed level would lag behind it.");
        var sparse = facts.Class.Name is "intermittent" or "lumpy";
        if (facts is { FeedsSites: true, LeadTimeDays: >= LongLeadDays } && !sparse)
            return Say(PolicyMethod.DdmrpBuffer, $"Other sites are fed from here over a lead time of {facts.LeadTimeDays:0} days and demand is {facts.Class.Name}: a buffer decouples them from the supplier.");
        if (facts.ReviewDays > 1) return Say(PolicyMethod.UpTo, $"The supplier is ordered every {facts.ReviewDays:0.#} days: at each the stock is filled up to a level that lasts to the next.");
        if (sparse) return Say(PolicyMethod.MinMax, $"Demand is {facts.Class.Name}, {facts.OrderSize:0.#} units at once: an order may fall far below the point, so it is filled up to a maximum.");
        if (facts is { OrderCost: > 0, UnitCost: > 0, HoldingRate: > 0, Class.Name: "smooth" })
        {
            if (EconomicOrderQuantity.Of(facts.OrderCost, facts.UnitCost * facts.HoldingRate, facts.AnnualDemand).Refused(out var refusal, out var lot)) return refusal;
            if (lot.Quantity > facts.LotUnits)
                return Say(PolicyMethod.EconomicLot, $"Demand is smooth and the economic lot of {lot.Quantity:0} is larger than the supplier's of {facts.LotUnits:0.#}: it balances ordering and holding.");
        }

        return facts.Class.Name == "smooth"
            ? Say(PolicyMethod.ReorderPoint, $"Demand is smooth and the supplier's lot of {facts.LotUnits:0.#} is at least the economic one: it is ordered at the reorder point.")
            : Say(PolicyMethod.ReorderPoint, $"Demand is {facts.Class.Name}: the usual lot is ordered at a reorder point that covers its spread.");
    }

    private static PolicyChoice Say(PolicyMethod method, FormattableString reason) => new(method, FormattableString.Invariant(reason));

    private static Refusal? Check(PolicyFacts f) =>
        Given.NotNegative("annual demand", f.AnnualDemand) ?? Given.Positive("order size", f.OrderSize) ?? Given.NotNegative("unit cost", f.UnitCost) ?? Given.NotNegative("holding rate", f.HoldingRate)
        ?? Given.NotNegative("shortage cost", f.ShortageCost) ?? Given.NotNegative("order cost", f.OrderCost) ?? Given.Positive("supplier's lot", f.LotUnits) ?? Given.NotNegative("lead time", f.LeadTimeDays)
        ?? Given.NotNegative("review period", f.ReviewDays) ?? Given.ShareOrBound("share of dated demand", f.DatedShare) ?? Given.ShareOrBound("share of the season", f.SeasonalShare);
}
