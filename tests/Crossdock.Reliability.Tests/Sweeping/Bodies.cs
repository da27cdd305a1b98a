using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Reliability.Tests.Sweeping;

/// <summary>A request of a use with every field filled by plausible values, and what becomes of it when single fields are spoilt.</summary>
internal static class Bodies
{
    /// <summary>Values no field may take the product down with.</summary>
    public static readonly JsonNode?[] Nonsense =
    [
        null, JsonValue.Create(""), JsonValue.Create("none such"), JsonValue.Create("-1"), JsonValue.Create("-99999999999999999999999999"), JsonValue.Create("0"), JsonValue.Create("9223372036854.775807"),
        JsonValue.Create("9223372036854775807"), JsonValue.Create("1e400"), JsonValue.Create("0.00000000001"), JsonValue.Create("NaN"), JsonValue.Create("9999-12-31"), JsonValue.Create("0001-01-01"), JsonValue.Create("2026-02-30"),
        JsonValue.Create("0001-01-01T00:00:00+14:00"), JsonValue.Create("9999-12-31T23:59:59-14:00"), JsonValue.Create(new string('x', 5000)), JsonValue.Create("a\u0000b"), JsonValue.Create("\ud83d\ude9a'; DROP TABLE x; --"),
        JsonValue.Create(-1), JsonValue.Create(0), JsonValue.Create(int.MaxValue), JsonValue.Create(long.MinValue), JsonValue.Create(1.5), JsonValue.Create(true), new JsonObject(), new JsonArray(), new JsonArray(null, JsonValue.Create(1)),
    ];

    /// <summary>The request, filled from what the company has: a value by the field's name, else by its type.</summary>
    public static JsonObject Of(Type type, IReadOnlyDictionary<string, string> known, int depth = 0)
    {
        var body = new JsonObject();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.Name is not "IfMatch"))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (Value(property.PropertyType, name, known, depth) is { } value) body[name] = value;
        }

        return body;
    }

    /// <summary>Places of all fields, those of the first element of each list included.</summary>
    public static IEnumerable<string[]> Fields(JsonNode node, params string[] at)
    {
        if (node is JsonObject map)
        {
            foreach (var (name, value) in map)
            {
                yield return [.. at, name];
                if (value is JsonObject or JsonArray)
                    foreach (var field in Fields(value, [.. at, name])) yield return field;
            }
        }
        else if (node is JsonArray { Count: > 0 } list && list[0] is JsonObject first)
        {
            foreach (var field in Fields(first, [.. at, "0"])) yield return field;
        }
    }

    /// <summary>A copy with one field replaced.</summary>
    public static JsonObject With(JsonObject body, string[] field, JsonNode? value)
    {
        var copy = (JsonObject)body.DeepClone();
        JsonNode at = copy;
        foreach (var step in field[..^1]) at = at is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : at[step]!;
        at[field[^1]] = value?.DeepClone();
        return copy;
    }

    private static JsonNode? Value(Type type, string name, IReadOnlyDictionary<string, string> known, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return known.TryGetValue(name, out var text) ? text : null;
        if (type == typeof(bool)) return false;
        if (type == typeof(int) || type == typeof(long)) return 1;
        if (type == typeof(Quantity) || type == typeof(Amount) || type == typeof(UnitPrice)) return "1";
        if (type == typeof(DateOnly)) return Desk.Today;
        if (type.IsEnum) return JsonNamingPolicy.CamelCase.ConvertName(Enum.GetNames(type)[0]);
        if (type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0] is { } element)
            return depth < 3 && Value(element, name, known, depth + 1) is { } inner ? new JsonArray(inner) : null;
        return type.IsClass && type.Namespace?.StartsWith("Crossdock", StringComparison.Ordinal) == true && depth < 3 ? Of(type, known, depth + 1) : null;
    }
}
