using System.Text.Json;

namespace Crossdock.Planner.Cli.Protocol;

/// <summary>
/// What the line protocols of a warehouse and of a network have in common: one JSON object per line; <c>init</c> (of a network <c>init_network</c>) first, then <c>history</c> per
/// period, <c>go</c>, and <c>demand</c> and <c>review</c> lines. Other lines say nothing that is needed here. Each <c>go</c> and each review is answered with a line.
/// </summary>
internal abstract class LineProtocol
{
    private const int BadInput = 65;

    /// <summary>Answers until the input ends; the exit code.</summary>
    public int Run(Stream input, Stream output)
    {
        var lines = new Lines(input);
        var writer = new ArrayWriter(output);
        while (lines.Next(out var line))
        {
            if (line.IsEmpty) continue;
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            var message = document.RootElement;
            switch (message.GetProperty("type").GetString())
            {
                case "init" or "init_network":
                    if (Start(message) is { } refusal)
                    {
                        Say(refusal);
                        return BadInput;
                    }

                    break;
                case "history" or "demand":
                    var day = message.GetProperty("day").GetInt32();
                    CloseUntil(day);
                    foreach (var row in message.GetProperty("demand").EnumerateArray())
                        if (AddDemand(row) is { } no) Say(no);
                    CloseUntil(day + 1);
                    break;
                case "go":
                    Ready();
                    writer.Text("{\"ready\":true}\n"u8);
                    break;
                case "review":
                    Review(message.GetProperty("state"), writer);
                    break;
                default:
                    break;
            }

            writer.Flush();
        }

        if (Remark() is { } remark) Console.Error.WriteLine("crossdock planner: " + remark);
        return 0;
    }

    /// <summary>Makes the planner of what the first line says, or refuses it.</summary>
    protected abstract Refusal? Start(JsonElement message);

    /// <summary>Closes all periods before one.</summary>
    protected abstract void CloseUntil(int period);

    /// <summary>Takes one row of demand.</summary>
    protected abstract Refusal? AddDemand(JsonElement row);

    /// <summary>The history is over.</summary>
    protected virtual void Ready()
    {
    }

    /// <summary>Answers a review.</summary>
    protected abstract void Review(JsonElement state, ArrayWriter writer);

    /// <summary>What is to be said at the end, beside the answers.</summary>
    protected virtual string? Remark() => null;

    private static void Say(Refusal refusal) => Console.Error.WriteLine("crossdock planner: " + refusal.Message);
}
