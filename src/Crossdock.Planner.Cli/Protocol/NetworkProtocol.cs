using System.Text.Json;
using Crossdock.Planner.Replenishment;

namespace Crossdock.Planner.Cli.Protocol;

/// <summary>
/// The line protocol for a hub and its branches: <c>init_network</c>, <c>history</c> and <c>demand</c> with rows [item, branch, units], <c>review</c> with rows
/// [item, hub on hand, hub on order, [on hand..], [on the way..], [back-orders..]]; answered with <c>{"buy":[[item,units]..],"ship":[[item,branch,units]..]}</c>.
/// </summary>
internal static class NetworkProtocol
{
    public static int Run(Stream input, Stream output)
    {
        var lines = new Lines(input);
        NetworkPlanner? planner = null;
        var branches = 0;
        var writer = new ArrayWriter(output);
        var bought = new List<(int Item, double Units)>();
        while (lines.Next(out var line))
        {
            if (line.IsEmpty) continue;
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            var message = document.RootElement;
            switch (message.GetProperty("type").GetString())
            {
                case "init_network":
                    branches = message.GetProperty("branches").GetInt32();
                    if (Start(message, branches).Refused(out var refusal, out planner))
                    {
                        Console.Error.WriteLine("crossdock planner: " + refusal.Message);
                        return 65;
                    }

                    break;
                case "history" or "demand":
                    var day = message.GetProperty("day").GetInt32();
                    planner!.CloseUntil(day);
                    foreach (var row in message.GetProperty("demand").EnumerateArray())
                        if (planner.AddDemand(row[0].GetInt32(), row[1].GetInt32(), row[2].GetDouble()) is { } no) Console.Error.WriteLine("crossdock planner: " + no.Message);
                    planner.CloseUntil(day + 1);
                    break;
                case "go":
                    writer.Text("{\"ready\":true}\n"u8);
                    break;
                case "review":
                    planner!.PlanIfDue();
                    bought.Clear();
                    writer.Text("{\"ship\":["u8);
                    Review(planner, message, branches, writer, bought);
                    writer.Text("],\"buy\":["u8);
                    var first = true;
                    foreach (var (item, units) in bought) writer.Row(ref first, item, units);
                    writer.Text("]}\n"u8);
                    break;
                default:
                    break;
            }

            writer.Flush();
        }

        return 0;
    }

    private static void Review(NetworkPlanner planner, JsonElement message, int branches, ArrayWriter writer, List<(int, double)> bought)
    {
        var (positions, ship) = (new double[branches], new double[branches]);
        var first = true;
        foreach (var row in message.GetProperty("state").EnumerateArray())
        {
            var item = row[0].GetInt32();
            for (var b = 0; b < branches; b++) positions[b] = row[3][b].GetDouble() + row[4][b].GetDouble() - row[5][b].GetDouble();
            var buy = planner.Decide(item, row[1].GetDouble(), row[2].GetDouble(), positions, ship);
            if (buy > 0) bought.Add((item, buy));
            for (var b = 0; b < branches; b++)
                if (ship[b] > 0) writer.Row(ref first, item, b, ship[b]);
        }
    }

    private static Result<NetworkPlanner> Start(JsonElement message, int branches)
    {
        var rows = message.GetProperty("items");
        var orderCost = message.GetProperty("order_cost").GetDouble();
        var items = new ReplenishmentItem[rows.GetArrayLength()];
        foreach (var row in rows.EnumerateArray()) items[row[0].GetInt32()] = new(row[2].GetDouble(), row[3].GetDouble(), 1, orderCost, row[4].GetInt32());
        var times = message.GetProperty("suppliers").EnumerateArray().Select(s => s.EnumerateArray().Select(t => t.GetDouble()).ToArray()).ToArray();
        return NetworkPlanner.Of(items, times, branches, message.GetProperty("ship_days").GetDouble(),
            new(message.GetProperty("target_fill").GetDouble(), message.GetProperty("holding_rate").GetDouble(), 365, 1, false));
    }
}
