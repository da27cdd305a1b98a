using System.Text.Json;
using Crossdock.Planner.Allocation;
using Crossdock.Planner.Demands;
using Crossdock.Planner.Networks;
using static Crossdock.Planner.Cli.Reference.ReferenceCommand;

namespace Crossdock.Planner.Cli.Reference;

/// <summary>Multi-echelon stock and the sharing of what is short.</summary>
internal static class NetworkCases
{
    public static KeyValuePair<string, Func<ReferenceCase, string?>>[] Kinds { get; } =
    [
        Judged("guaranteed_service_tree", Placement),
        Judged("serial_echelon_base_stock", Serial),
        Kind("serial_echelon_base_stock_normal", c =>
        {
            var chain = SerialEchelon.Normal(c.Numbers("echelon_holding_costs_from_customer_up"), c.Numbers("lead_times_from_customer_up"), c.Number("stockout_cost"), c.Number("demand_mean"), c.Number("demand_sd")).Value;
            return new { echelon_base_stock_from_customer_up = chain.Levels, cost = chain.CostRate };
        }),
        Kind("two_echelon_one_for_one", c =>
        {
            var two = TwoEchelonOneForOne.Of(c.Numbers("retailer_rates"), c.Number("warehouse_lead_time"), c.Numbers("retailer_lead_times"), c.Whole("warehouse_base_stock"), c.Wholes("retailer_base_stocks")).Value;
            object[] Places(TwoEchelonOneForOne.Place[] places) => places.Select(object (p) => new { expected_backorders = p.Backorders, expected_on_hand = p.OnHand, fill_rate = p.FillRate }).ToArray();
            return new
            {
                warehouse_expected_backorders = two.WarehouseBackorders,
                warehouse_expected_on_hand = two.WarehouseOnHand,
                warehouse_mean_delay = two.WarehouseDelay,
                retailers = Places(two.Retailers),
                metric_approximation = Places(two.Metric),
            };
        }),
        Kind("risk_pooling", c =>
        {
            var pool = RiskPooling.Of(c.Numbers("sds"), c.Number("correlation"), c.Number("z")).Value;
            return new { pooled_sd = pool.PooledDeviation, decentral_safety_stock = pool.Decentral, central_safety_stock = pool.Central };
        }),
        Kind("fair_share_equal_days", c =>
        {
            var (days, shares) = EqualRunout.Of(c.Number("supply"), c.Numbers("on_hand"), c.Numbers("demand_rate")).Value;
            return new { days_of_supply = days, allocation = shares, integer_allocation = WholeUnits.Of(shares) };
        }),
        Kind("fair_share_proportional", c =>
        {
            var shares = Proportional.Of(c.Number("supply"), c.Numbers("orders")).Value;
            return new { allocation = shares, integer_allocation = WholeUnits.Of(shares) };
        }),
        Kind("fair_share_max_min", c =>
        {
            var (cap, shares) = MaxMin.Of(c.Number("supply"), c.Numbers("orders")).Value;
            return new { cap, allocation = shares, integer_allocation = WholeUnits.Of(shares) };
        }),
        Kind("fair_share_equal_stockout_probability", c =>
        {
            var (z, shares, probability) = EqualStockoutProbability.Of(c.Number("supply"), c.Numbers("mean"), c.Numbers("sd")).Value;
            return new { z, allocation = shares, stockout_probability = probability };
        }),
        Kind("allocation_marginal_value", c =>
        {
            var (units, penalty) = MarginalValue.Of(c.Whole("supply"), c.Numbers("poisson_mean").Select(m => PoissonDemand.Of(m).Value).ToArray(), c.Numbers("penalty")).Value;
            return new { allocation = units, expected_penalty = penalty };
        }),
    ];

    // Placements may tie: the cost decides, and the service times answered must really cost that.
    private static string? Placement(ReferenceCase item)
    {
        var nodes = item.Inputs.GetProperty("nodes").EnumerateArray().ToArray();
        var index = nodes.Select((n, i) => (Id: n.GetProperty("node").ToString(), i)).ToDictionary(p => p.Id, p => p.i);
        double Value(JsonElement node, string name) => node.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number ? v.GetDouble() : 0;
        int? Time(JsonElement node, string name) => node.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number ? (int)Math.Round(v.GetDouble()) : null;
        var stages = nodes.Select(n => new GuaranteedService.Stage(n.GetProperty("successors").EnumerateArray().Select(s => index[s.ToString()]).ToArray(),
            Time(n, "processing_time") ?? 0, Time(n, "external_inbound_cst"), Time(n, "external_outbound_cst"), Value(n, "holding_cost"), Value(n, "demand_bound_constant"), Value(n, "demand_sd"))).ToArray();
        var placed = GuaranteedService.Of(stages).Value;
        var paid = GuaranteedService.CostOf(stages, placed.ServiceTimes).Value;
        return Verdict.Differs(item.Expected.GetProperty("cost"), Verdict.Tree(placed.Cost), item.Tolerance, "/cost")
            ?? Verdict.Differs(item.Expected.GetProperty("cost"), Verdict.Tree(paid), item.Tolerance, "/cost of the service times");
    }

    // Published with levels from a discretised search: one unit (or 1 %) of grid is allowed there, the cost must agree.
    private static string? Serial(ReferenceCase item)
    {
        var stages = item.Inputs.GetProperty("stages").EnumerateArray().ToArray();
        var byId = stages.ToDictionary(s => s.GetProperty("stage").ToString());
        var supplierOf = stages.SelectMany(s => s.GetProperty("downstream").EnumerateArray().Select(d => (Down: d.ToString(), Up: s))).ToDictionary(p => p.Down, p => p.Up);
        var chain = new List<JsonElement>();
        for (var stage = stages.Single(s => s.GetProperty("downstream").GetArrayLength() == 0); ;)
        {
            chain.Add(stage);
            if (!supplierOf.TryGetValue(stage.GetProperty("stage").ToString(), out stage)) break;
        }

        double? Maybe(JsonElement s, string name) => s.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number ? v.GetDouble() : null;
        var local = chain.Select(s => Maybe(s, "local_holding_cost")).ToArray();
        var holding = chain.Select((s, j) => Maybe(s, "echelon_holding_cost") ?? local[j]!.Value - (j + 1 < chain.Count ? local[j + 1]!.Value : 0)).ToArray();
        var times = chain.Select(s => s.GetProperty("lead_time").GetDouble()).ToArray();
        var stockout = chain[0].GetProperty("stockout_cost").GetDouble();
        var demand = item.Inputs.GetProperty("demand");
        var (mean, poisson) = (demand.GetProperty("mean").GetDouble(), demand.GetProperty("type").GetString() == "P");
        var levels = poisson ? SerialEchelon.Poisson(holding, times, stockout, mean).Value : SerialEchelon.Normal(holding, times, stockout, mean, demand.GetProperty("sd").GetDouble()).Value;
        var heuristic = poisson ? SerialEchelon.ShangSong(holding, times, stockout, mean).Value : null;
        for (var j = 0; j < chain.Count; j++)
        {
            var id = chain[j].GetProperty("stage").ToString();
            var wanted = item.Expected.GetProperty("echelon_base_stock").GetProperty(id).GetDouble();
            if (Math.Abs(levels.Levels[j] - wanted) > Math.Max(1, item.Tolerance * wanted)) return $"/echelon_base_stock/{id} is {levels.Levels[j]}, expected {wanted}";
            if (heuristic is not null && item.Expected.TryGetProperty("shang_song_heuristic_echelon_base_stock", out var rule)
                && Verdict.Differs(rule.GetProperty(id), Verdict.Tree(heuristic[j]), 1e-9, "/shang_song/" + id) is { } differs) return differs;
        }

        return Verdict.Differs(item.Expected.GetProperty("cost"), Verdict.Tree(levels.CostRate), item.Tolerance, "/cost");
    }
}
