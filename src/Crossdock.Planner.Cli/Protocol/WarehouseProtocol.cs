using System.Text.Json;
using Crossdock.Planner.Replenishment;

namespace Crossdock.Planner.Cli.Protocol;

/// <summary>The line protocol of the policy backtest for one warehouse; each review is answered with <c>{"orders":[[item,units]..]}</c>.</summary>
internal sealed class WarehouseProtocol : LineProtocol
{
    private ReplenishmentPlanner? planner;
    private double[] position = [];

    protected override Refusal? Start(JsonElement message)
    {
        var items = message.GetProperty("items");
        var known = new ReplenishmentItem[items.GetArrayLength()];
        position = new double[known.Length];
        foreach (var item in items.EnumerateArray())
        {
            var i = item.GetProperty("i").GetInt32();
            known[i] = new(item.GetProperty("price").GetDouble(), item.GetProperty("cost").GetDouble(), item.GetProperty("pack").GetDouble(), item.GetProperty("order_cost").GetDouble(), item.GetProperty("supplier").GetInt32());
            position[i] = item.GetProperty("on_hand").GetDouble();
        }

        var suppliers = message.GetProperty("suppliers");
        var times = new double[suppliers.GetArrayLength()][];
        foreach (var supplier in suppliers.EnumerateArray())
            times[supplier.GetProperty("id").GetInt32()] = supplier.GetProperty("lead_time_samples").EnumerateArray().Select(t => t.GetDouble()).ToArray();
        var goal = new ReplenishmentGoal(message.GetProperty("target_fill").GetDouble(), message.GetProperty("holding_rate").GetDouble(),
            message.GetProperty("periods_per_year").GetDouble(), message.GetProperty("review_every").GetDouble(), message.GetProperty("mode").GetString() == "lost");
        return ReplenishmentPlanner.Of(known, times, goal).Refused(out var refusal, out planner) ? refusal : null;
    }

    protected override void CloseUntil(int period) => planner!.CloseUntil(period);

    protected override Refusal? AddDemand(JsonElement row) => planner!.AddDemand(row[0].GetInt32(), row[1].GetDouble());

    protected override void Ready() => planner!.PlanIfDue();

    protected override void Review(JsonElement state, ArrayWriter writer)
    {
        foreach (var row in state.EnumerateArray())
            position[row[0].GetInt32()] = row[1].GetDouble() + row[2].GetDouble() - row[3].GetDouble();
        planner!.PlanIfDue();
        writer.Text("{\"orders\":["u8);
        var first = true;
        for (var i = 0; i < position.Length; i++)
            if (planner.Order(i, position[i]) is > 0 and var units) writer.Row(ref first, i, units);
        writer.Text("]}\n"u8);
    }

    protected override string? Remark() => planner?.Coverage is { Windows: > 0 } held
        ? FormattableString.Invariant($"coverage of the 0.90 quantile {held.Ninety:F3}, of the 0.95 quantile {held.NinetyFive:F3}, over {held.Windows} windows")
        : null;
}
