using System.Text.Json;

namespace Crossdock.Planner.Cli.Reference;

/// <summary>One case of a reference file: what goes in, what must come out, how near.</summary>
internal sealed record ReferenceCase(string Topic, string Name, string Kind, JsonElement Inputs, JsonElement Expected, double Tolerance, IReadOnlyDictionary<string, double[]> Series)
{
    public bool Has(string name) => Inputs.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public double Number(string name) => Inputs.GetProperty(name).GetDouble();

    public double Number(string name, double otherwise) => Has(name) ? Number(name) : otherwise;

    public int Whole(string name) => (int)Math.Round(Number(name));

    public string Text(string name) => Inputs.GetProperty(name).GetString()!;

    public bool Flag(string name) => Inputs.GetProperty(name).GetBoolean();

    public double[] Numbers(string name) => Inputs.GetProperty(name).EnumerateArray().Select(Plain).ToArray();

    public int[] Wholes(string name) => Numbers(name).Select(v => (int)Math.Round(v)).ToArray();

    /// <summary>Keys of an object as numbers, with their values: a probability mass function.</summary>
    public (double Value, double Probability)[] Masses(string name) => Inputs.GetProperty(name).EnumerateObject()
        .Select(p => (double.Parse(p.Name, System.Globalization.CultureInfo.InvariantCulture), p.Value.GetDouble())).ToArray();

    /// <summary>The time series the case names, or the values it carries itself.</summary>
    public double[] Values() => Inputs.TryGetProperty("series", out var series) && series.ValueKind == JsonValueKind.String ? Series[series.GetString()!]
        : Inputs.TryGetProperty("series", out series) ? series.EnumerateArray().Select(Plain).ToArray() : Numbers("values");

    private static double Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => element.GetDouble(),
    };
}
