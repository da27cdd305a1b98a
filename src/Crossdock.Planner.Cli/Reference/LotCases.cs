using Crossdock.Planner.Lots;
using static Crossdock.Planner.Cli.Reference.ReferenceCommand;

namespace Crossdock.Planner.Cli.Reference;

/// <summary>Order quantities: constant demand, price breaks, joint orders, demand by period.</summary>
internal static class LotCases
{
    public static KeyValuePair<string, Func<ReferenceCase, string?>>[] Kinds { get; } =
    [
        Kind("eoq", c => Lot(EconomicOrderQuantity.Of(c.Number("fixed_cost"), c.Number("holding_cost"), c.Number("demand_rate")).Value)),
        Kind("eoq_cost", c => new { cost_rate = EconomicOrderQuantity.CostRate(c.Number("fixed_cost"), c.Number("holding_cost"), c.Number("demand_rate"), c.Number("order_quantity")).Value }),
        Kind("eoq_backorders", c =>
        {
            var (lot, share) = EconomicOrderQuantity.WithBackorders(c.Number("fixed_cost"), c.Number("holding_cost"), c.Number("stockout_cost"), c.Number("demand_rate")).Value;
            return new { order_quantity = lot.Quantity, stockout_fraction = share, cost_rate = lot.CostRate };
        }),
        Kind("epq", c => Lot(EconomicOrderQuantity.Produced(c.Number("fixed_cost"), c.Number("holding_cost"), c.Number("demand_rate"), c.Number("production_rate")).Value)),
        Kind("eoq_all_units_discount", c => Lot(AllUnitsDiscount.Of(c.Number("fixed_cost"), c.Number("holding_cost_rate"), c.Number("demand_rate"), Breaks(c)).Value)),
        Kind("eoq_incremental_discount", c => Lot(IncrementalDiscount.Of(c.Number("fixed_cost"), c.Number("holding_cost_rate"), c.Number("demand_rate"), Breaks(c)).Value)),
        Kind("eoq_all_units_discount_moq_multiple", c => Lot(AllUnitsDiscount.InMultiples(c.Number("fixed_cost"), c.Number("holding_cost_rate"), c.Number("demand_rate"), Breaks(c),
            c.Number("moq", 0), c.Number("multiple", 1)).Value)),
        Kind("joint_replenishment_silver", c =>
        {
            var plan = JointReplenishment.Of(c.Number("shared_fixed_cost"), c.Numbers("individual_fixed_costs"), c.Numbers("holding_costs"), c.Numbers("demand_rates")).Value;
            return new { order_quantities = plan.Quantities, base_cycle_time = plan.BaseCycle, order_multiples = plan.Multiples, cost_rate = plan.CostRate };
        }),
        Kind("eoq_disruptions", c => Lot(SupplyDisruptions.Of(c.Number("fixed_cost"), c.Number("holding_cost"), c.Number("stockout_cost"), c.Number("demand_rate"),
            c.Number("disruption_rate"), c.Number("recovery_rate")).Value)),
        Judged("wagner_whitin", c => Plan(c, WagnerWhitin.Of(c.Number("fixed_cost"), c.Number("holding_cost"), c.Numbers("demand")).Value, false)),
        Judged("silver_meal", c => Plan(c, SilverMeal.Of(c.Number("fixed_cost"), c.Number("holding_cost"), c.Numbers("demand")).Value, true)),
        Judged("least_unit_cost", c => Plan(c, LeastUnitCost.Of(c.Number("fixed_cost"), c.Number("holding_cost"), c.Numbers("demand")).Value, true)),
        Judged("part_period_balancing", c => Plan(c, PartPeriodBalancing.Of(c.Number("fixed_cost"), c.Number("holding_cost"), c.Numbers("demand")).Value, true)),
    ];

    private static object Lot(LotSize lot) => new { order_quantity = lot.Quantity, cost_rate = lot.CostRate, region = lot.Region, unit_cost = lot.UnitCost };

    private static PriceBreaks Breaks(ReferenceCase item) => new(item.Numbers("breakpoints"), item.Numbers("unit_costs"));

    // Optimal plans may tie, so the cost decides and the plan must really cost that; a heuristic's plan is fixed by its rule.
    private static string? Plan(ReferenceCase item, DynamicLots plan, bool samePlan)
    {
        if (Verdict.Differs(item.Expected.GetProperty("cost"), Verdict.Tree(plan.Cost), item.Tolerance, "/cost") is { } cost) return cost;
        var paid = DynamicLots.CostOf(item.Number("fixed_cost"), item.Number("holding_cost"), item.Numbers("demand"), plan.Quantities).Value;
        if (Math.Abs(paid - plan.Cost) > 1e-6 * Math.Max(1, paid)) return $"the plan costs {paid:R}, not the {plan.Cost:R} it says";
        return samePlan ? Verdict.Differs(item.Expected, Verdict.Tree(new { order_quantities = plan.Quantities, cost = plan.Cost }), item.Tolerance) : null;
    }
}
