using System.Text.Json;

namespace Crossdock.Planner.Cli.Reference;

/// <summary><c>crossdock reference DIR</c>: evaluates every case file of a folder and says what failed.</summary>
internal static class ReferenceCommand
{
    private static readonly Dictionary<string, Func<ReferenceCase, string?>> Kinds =
        LotCases.Kinds.Concat(PolicyCases.Kinds).Concat(DemandCases.Kinds).Concat(NetworkCases.Kinds).Concat(ObservationCases.Kinds).Concat(ForecastCases.Kinds)
            .ToDictionary(k => k.Key, k => k.Value);

    public static int Run(string folder, TextWriter output)
    {
        if (!Directory.Exists(folder))
        {
            output.WriteLine($"There is no folder '{folder}'.");
            return 2;
        }

        int passed = 0, failed = 0;
        foreach (var item in Read(folder))
        {
            var why = Evaluate(item);
            if (why is null) passed++;
            else
            {
                failed++;
                output.WriteLine($"FAILED {item.Topic} {item.Name} ({item.Kind}): {why}");
            }
        }

        output.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 && passed > 0 ? 0 : 1;
    }

    /// <summary>All cases of all files of a folder, in the order of their names. Files without cases are only looked through for time series.</summary>
    public static IEnumerable<ReferenceCase> Read(string folder)
    {
        var files = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(f => JsonDocument.Parse(File.ReadAllBytes(f)).RootElement).ToArray();
        var series = new Dictionary<string, double[]>();
        foreach (var file in files)
        {
            var root = file.ValueKind == JsonValueKind.Object && file.TryGetProperty("series", out var inner) ? inner : file;
            if (root.ValueKind != JsonValueKind.Object) continue;
            foreach (var one in root.EnumerateObject())
                if (one.Value.ValueKind == JsonValueKind.Object && one.Value.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array)
                    series[one.Name] = values.EnumerateArray().Select(v => v.GetDouble()).ToArray();
        }

        foreach (var file in files)
        {
            if (file.ValueKind != JsonValueKind.Object || !file.TryGetProperty("cases", out var cases)) continue;
            var topic = file.TryGetProperty("category", out var category) ? category.GetString()! : "";
            foreach (var item in cases.EnumerateArray())
                yield return new(topic, item.GetProperty("name").GetString()!, item.GetProperty("kind").GetString()!, item.GetProperty("inputs"), item.GetProperty("expected"),
                    item.TryGetProperty("tolerance", out var tolerance) && tolerance.ValueKind == JsonValueKind.Number ? tolerance.GetDouble() : 1e-6, series);
        }
    }

    /// <summary>Null when the case is met, else what is wrong.</summary>
    public static string? Evaluate(ReferenceCase item)
    {
        if (!Kinds.TryGetValue(item.Kind, out var evaluate)) return "no such kind of case is known";
        try
        {
            return evaluate(item);
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // A case that lacks an input, or that the library refuses, has failed; the others still run.
            return error.Message;
        }
    }

    /// <summary>The usual way: compute an answer and compare it number by number.</summary>
    internal static KeyValuePair<string, Func<ReferenceCase, string?>> Kind(string name, Func<ReferenceCase, object> answer) =>
        new(name, item => Verdict.Differs(item.Expected, Verdict.Tree(answer(item)), item.Tolerance));

    /// <summary>Its own way of comparing.</summary>
    internal static KeyValuePair<string, Func<ReferenceCase, string?>> Judged(string name, Func<ReferenceCase, string?> judge) => new(name, judge);
}
