using Crossdock.Planner.Demands;
using Crossdock.Planner.Policies;
using static Crossdock.Planner.Cli.Reference.ReferenceCommand;

namespace Crossdock.Planner.Cli.Reference;

/// <summary>Newsvendor, (r, Q), (s, S) and safety stock.</summary>
internal static class PolicyCases
{
    public static KeyValuePair<string, Func<ReferenceCase, string?>>[] Kinds { get; } =
    [
        Kind("newsvendor_normal", c => Level(Newsvendor.Normal(c.Number("holding_cost"), c.Number("stockout_cost"), c.Number("demand_mean"), c.Number("demand_sd")).Value)),
        Kind("newsvendor_lognormal", c => Level(Newsvendor.Lognormal(c.Number("holding_cost"), c.Number("stockout_cost"), c.Number("demand_mean"), c.Number("demand_sd")).Value)),
        Kind("base_stock_normal", c => Level(Newsvendor.Normal(c.Number("holding_cost"), c.Number("stockout_cost"), c.Number("demand_mean"), c.Number("demand_sd"), c.Number("lead_time")).Value)),
        Kind("base_stock_normal_cost", c => new
        {
            cost = Newsvendor.NormalCost(c.Number("holding_cost"), c.Number("stockout_cost"), c.Number("demand_mean"), c.Number("demand_sd"), c.Number("lead_time"), c.Number("base_stock_level")).Value,
        }),
        Kind("newsvendor_poisson", c => Discrete(c, PoissonDemand.Of(c.Number("demand_mean")))),
        Kind("base_stock_poisson", c => Discrete(c, PoissonDemand.Of(c.Number("demand_mean") * (c.Number("lead_time") + 1)))),
        Kind("newsvendor_negative_binomial", c => Discrete(c, NegativeBinomialDemand.Of(c.Number("demand_mean"), c.Number("demand_variance")))),
        Kind("newsvendor_discrete", c => Discrete(c, DiscreteDemand.Of(DemandCases.Spread(c.Masses("demand_pmf"))))),
        Kind("newsvendor_normal_profit", c =>
        {
            var (level, profit) = Newsvendor.NormalProfit(c.Number("revenue"), c.Number("purchase_cost"), c.Number("salvage_value"), c.Number("demand_mean"), c.Number("demand_sd")).Value;
            return new { base_stock_level = level, profit };
        }),
        Kind("rq_eil_approx", c => Point(Normal(c).ExpectedInventory().Value)),
        Kind("rq_eoqb", c => Point(Normal(c).FromBackorderQuantity().Value)),
        Kind("rq_eoq_ss", c => Point(Normal(c).OrderQuantityPlusSafetyStock().Value)),
        Kind("rq_loss", c => Point(Normal(c).LossApproximation().Value)),
        Kind("rq_cost_normal", c => new { cost_rate = Normal(c).CostRate(c.Number("r"), c.Number("Q")).Value }),
        Kind("rq_poisson_exact", c => Point(PoissonReorderPoint.Of(c.Number("holding_cost"), c.Number("stockout_cost"), c.Number("fixed_cost"), c.Number("demand_mean"), c.Number("lead_time")).Value)),
        Kind("rq_poisson_cost", c => new
        {
            cost_rate = PoissonReorderPoint.CostRate(c.Number("holding_cost"), c.Number("stockout_cost"), c.Number("fixed_cost"), c.Number("demand_mean"), c.Number("lead_time"), c.Whole("r"), c.Whole("Q")).Value,
        }),
        Kind("ss_poisson_exact", c => Policy(PeriodicPolicy.OptimalPoisson(c.Number("holding_cost"), c.Number("stockout_cost"), c.Number("fixed_cost"), c.Number("demand_mean"), (int)c.Number("lead_time", 0)).Value)),
        Kind("ss_poisson_cost", c => new
        {
            cost_rate = PeriodicPolicy.PoissonCost(c.Number("holding_cost"), c.Number("stockout_cost"), c.Number("fixed_cost"), c.Number("demand_mean"), (int)c.Number("lead_time", 0), c.Whole("s"), c.Whole("S")).Value,
        }),
        Kind("ss_power_approximation", c => Policy(PeriodicPolicy.PowerApproximation(c.Number("holding_cost"), c.Number("stockout_cost"), c.Number("fixed_cost"), c.Number("demand_mean"), c.Number("demand_sd"), c.Number("lead_time", 0)).Value)),
        Kind("safety_stock_cycle_service", c =>
        {
            var cover = Safety(c).ForCycleService(c.Number("cycle_service_level")).Value;
            return new { z = cover.Factor, sd_over_risk_period = Safety(c).RiskDeviation, safety_stock = cover.Stock, reorder_point = cover.Level };
        }),
        Kind("order_up_to_cycle_service", c =>
        {
            var cover = Safety(c).ForCycleService(c.Number("cycle_service_level")).Value;
            return new { z = cover.Factor, sd_over_risk_period = Safety(c).RiskDeviation, safety_stock = cover.Stock, order_up_to = cover.Level };
        }),
        Kind("fill_rate_rq_approx", c =>
        {
            var (shortage, fill, service) = Safety(c).Achieved(c.Number("order_quantity"), c.Number("reorder_point")).Value;
            return new { expected_shortage_per_cycle = shortage, fill_rate = fill, cycle_service_level = service };
        }),
        Kind("safety_stock_fill_rate", c =>
        {
            var (usual, exact) = (Safety(c).ForFillRate(c.Number("order_quantity"), c.Number("fill_rate")).Value, Safety(c).ForFillRateExactly(c.Number("order_quantity"), c.Number("fill_rate")).Value);
            return new
            {
                sd_over_risk_period = Safety(c).RiskDeviation,
                k_approx = usual.Factor,
                safety_stock_approx = usual.Stock,
                k_exact = exact.Factor,
                safety_stock_exact = exact.Stock,
                reorder_level_exact = exact.Level,
            };
        }),
        Kind("rq_poisson_service", c =>
        {
            var (fill, onHand, backorders) = PoissonService.Of(c.Number("demand_rate"), c.Number("lead_time"), c.Whole("r"), c.Whole("Q")).Value;
            return new { fill_rate = fill, expected_on_hand = onHand, expected_backorders = backorders };
        }),
        Kind("order_up_to_negbin_fill_rate", c =>
        {
            var (level, fill, less) = OrderUpToFillRate.Of(c.Number("period_demand_mean"), c.Number("period_demand_variance"), c.Number("lead_time_periods"), c.Number("review_periods"), c.Number("fill_rate")).Value;
            return new { order_up_to = level, achieved_fill_rate = fill, fill_rate_one_less = less };
        }),
    ];

    private static object Level((double Level, double Cost) plan) => new { base_stock_level = plan.Level, cost = plan.Cost };

    private static object Discrete(ReferenceCase item, Result<DiscreteDemand> demand)
    {
        var (level, cost) = Newsvendor.Discrete(item.Number("holding_cost"), item.Number("stockout_cost"), demand.Value).Value;
        return new { base_stock_level = level, cost };
    }

    private static NormalReorderPoint Normal(ReferenceCase item) => new(item.Number("holding_cost"), item.Number("stockout_cost"), item.Number("fixed_cost", 1),
        item.Number("demand_mean"), item.Number("demand_sd"), item.Number("lead_time"));

    private static object Point(ReorderPoint point) => new { r = point.Level, Q = point.Quantity, cost_rate = point.CostRate };

    private static Dictionary<string, double> Policy(PeriodicPolicy policy) => new() { ["s"] = policy.ReorderLevel, ["S"] = policy.OrderUpTo, ["cost_rate"] = policy.CostRate };

    private static SafetyStock Safety(ReferenceCase item) => new(item.Number("demand_mean"), item.Number("demand_sd"), item.Number("lead_time_mean"),
        item.Number("lead_time_sd", 0), item.Number("review_period", 0));
}
