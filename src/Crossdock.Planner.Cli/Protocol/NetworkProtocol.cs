using System.Text.Json;
using Crossdock.Planner.Replenishment;

namespace Crossdock.Planner.Cli.Protocol;

/// <summary>
/// The line protocol for a hub and its branches: demand has rows [item, branch, units], a review rows
/// [item, hub on hand, hub on order, [on hand..], [on the way..], [back-orders..]]; answered with <c>{"ship":[[item,branch,units]..],"buy":[[item,units]..]}</c>.
/// </summary>
internal sealed class NetworkProtocol : LineProtocol
{
    private readonly List<(int Item, double Units)> bought = [];
    private NetworkPlanner? planner;
    private int branches;

    protected override Refusal? Start(JsonElement message)
    {
        branches = message.GetProperty("branches").GetInt32();
        var rows = message.GetProperty("items");
        var orderCost = message.GetProperty("order_cost").GetDouble();
        var items = new ReplenishmentItem[rows.GetArrayLength()];
        foreach (var row in rows.EnumerateArray()) items[row[0].GetInt32()] = new(row[2].GetDouble(), row[3].GetDouble(), 1, orderCost, row[4].GetInt32());
        var times = message.GetProperty("suppliers").EnumerateArray().Select(s => s.EnumerateArray().Select(t => t.GetDouble()).ToArray()).ToArray();
        return NetworkPlanner.Of(items, times, branches, message.GetProperty("ship_days").GetDouble(),
            new(message.GetProperty("target_fill").GetDouble(), message.GetProperty("holding_rate").GetDouble(), 365, 1, false)).Refused(out var refusal, out planner) ? refusal : null;
    }

    protected override void CloseUntil(int period) => planner!.CloseUntil(period);

    protected override Refusal? AddDemand(JsonElement row) => planner!.AddDemand(row[0].GetInt32(), row[1].GetInt32(), row[2].GetDouble());

    protected override void Review(JsonElement state, ArrayWriter writer)
    {
        planner!.PlanIfDue();
        bought.Clear();
        writer.Text("{\"ship\":["u8);
        var (positions, ship) = (new double[branches], new double[branches]);
        var first = true;
        foreach (var row in state.EnumerateArray())
        {
            var item = row[0].GetInt32();
            for (var b = 0; b < branches; b++) positions[b] = row[3][b].GetDouble() + row[4][b].GetDouble() - row[5][b].GetDouble();
            var buy = planner.Decide(item, row[1].GetDouble(), row[2].GetDouble(), positions, ship);
            if (buy > 0) bought.Add((item, buy));
            for (var b = 0; b < branches; b++)
                if (ship[b] > 0) writer.Row(ref first, item, b, ship[b]);
        }

        writer.Text("],\"buy\":["u8);
        first = true;
        foreach (var (item, units) in bought) writer.Row(ref first, item, units);
        writer.Text("]}\n"u8);
    }
}
