using System.Text.Json;
using Crossdock.Planner.Replenishment;

namespace Crossdock.Planner.Cli.Protocol;

/// <summary>
/// The line protocol of the policy backtest for one warehouse: <c>init</c>, <c>history</c> per period, <c>go</c>, then <c>demand</c>, <c>receipt</c> and <c>review</c> lines;
/// each review is answered with <c>{"orders":[[item,units]..]}</c>.
/// </summary>
internal static class WarehouseProtocol
{
    public static int Run(Stream input, Stream output)
    {
        var lines = new Lines(input);
        ReplenishmentPlanner? planner = null;
        double[] position = [];
        var writer = new ArrayWriter(output);
        while (lines.Next(out var line))
        {
            if (line.IsEmpty) continue;
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            var message = document.RootElement;
            switch (message.GetProperty("type").GetString())
            {
                case "init":
                    if (Start(message, out position).Refused(out var refusal, out planner))
                    {
                        Console.Error.WriteLine("crossdock planner: " + refusal.Message);
                        return 65;
                    }

                    break;
                case "history" or "demand":
                    var day = message.GetProperty("day").GetInt32();
                    planner!.CloseUntil(day);
                    foreach (var pair in message.GetProperty("demand").EnumerateArray())
                        if (planner.AddDemand(pair[0].GetInt32(), pair[1].GetDouble()) is { } no) Console.Error.WriteLine("crossdock planner: " + no.Message);
                    planner.CloseUntil(day + 1);
                    break;
                case "go":
                    planner!.PlanIfDue();
                    writer.Text("{\"ready\":true}\n"u8);
                    break;
                case "review":
                    foreach (var row in message.GetProperty("state").EnumerateArray())
                        position[row[0].GetInt32()] = row[1].GetDouble() + row[2].GetDouble() - row[3].GetDouble();
                    planner!.PlanIfDue();
                    writer.Text("{\"orders\":["u8);
                    var first = true;
                    for (var i = 0; i < position.Length; i++)
                    {
                        var units = planner.Order(i, position[i]);
                        if (units <= 0) continue;
                        writer.Row(ref first, i, units);
                    }

                    writer.Text("]}\n"u8);
                    break;
                default:
                    break;
            }

            writer.Flush();
        }

        return 0;
    }

    private static Result<ReplenishmentPlanner> Start(JsonElement message, out double[] position)
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
        return ReplenishmentPlanner.Of(known, times, new(message.GetProperty("target_fill").GetDouble(), message.GetProperty("holding_rate").GetDouble(),
            message.GetProperty("periods_per_year").GetDouble(), message.GetProperty("review_every").GetDouble(), message.GetProperty("mode").GetString() == "lost"));
    }
}
