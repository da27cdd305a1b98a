using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Planner.Cli.Reference;

/// <summary>Whether an answer agrees with what is expected, and where it first does not.</summary>
internal static class Verdict
{
    private static readonly JsonSerializerOptions Plain = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>An answer as a tree that can be compared.</summary>
    public static JsonNode? Tree(object answer) => JsonSerializer.SerializeToNode(answer, Plain);

    /// <summary>Null when every expected number is met within the tolerance, relative to max(1, |expected|); else where and by how much not.</summary>
    public static string? Differs(JsonElement expected, JsonNode? answer, double tolerance, string path = "")
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in expected.EnumerateObject())
                {
                    if (answer is not JsonObject shape || !shape.ContainsKey(property.Name)) return $"{path}/{property.Name} is not answered";
                    if (Differs(property.Value, shape[property.Name], tolerance, $"{path}/{property.Name}") is { } inner) return inner;
                }

                return null;
            case JsonValueKind.Array:
                if (answer is not JsonArray list || list.Count != expected.GetArrayLength()) return $"{path} has not {expected.GetArrayLength()} entries";
                var i = 0;
                foreach (var item in expected.EnumerateArray())
                {
                    if (Differs(item, list[i], tolerance, $"{path}/{i}") is { } inner) return inner;
                    i++;
                }

                return null;
            case JsonValueKind.Number:
                var (wanted, got) = (expected.GetDouble(), Number(answer));
                return Math.Abs(got - wanted) <= tolerance * Math.Max(1, Math.Abs(wanted)) ? null : $"{path} is {got:R}, expected {wanted:R}";
            case JsonValueKind.Null:
                return answer is null || !double.IsFinite(Number(answer)) ? null : $"{path} is {answer}, expected none";
            default:
                return string.Equals(expected.ToString(), answer?.ToString(), StringComparison.OrdinalIgnoreCase) ? null : $"{path} is {answer}, expected {expected}";
        }
    }

    private static double Number(JsonNode? node)
    {
        if (node is not JsonValue value) return double.NaN;
        if (value.GetValueKind() == JsonValueKind.Number) return value.GetValue<JsonElement>().GetDouble();
        return value.ToString() switch { "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, _ => double.NaN };
    }
}
