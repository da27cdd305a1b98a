using System.Text.Json.Nodes;
using Crossdock.Planner.Cli.Reference;

namespace Crossdock.Planner.Tests;

public sealed class ReferenceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases");

    private static readonly Lazy<Dictionary<string, ReferenceCase>> Cases = new(() => ReferenceCommand.Read(Folder).ToDictionary(c => $"{c.Topic}/{c.Name}"));

    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        foreach (var name in Cases.Value.Keys) names.Add(name);
        return names;
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_reference_number_is_met(string name) => Assert.Null(ReferenceCommand.Evaluate(Cases.Value[name]));

    [Fact]
    public void All_four_hundred_and_eighteen_cases_are_there() => Assert.Equal(418, Cases.Value.Count);

    /// <summary>A check that cannot fail proves nothing: every case must be missed once one of its numbers is wrong.</summary>
    [Fact]
    public void A_case_with_a_wrong_number_is_missed()
    {
        var met = Cases.Value.Values.Where(c => c.Kind != "ets_optimised" && c.Kind != "ets_automatic" && ReferenceCommand.Evaluate(Wrong(c)) is null).Select(c => c.Name);
        Assert.Empty(met);
    }

    [Fact]
    public void A_likelihood_out_of_reach_is_missed()
    {
        var one = Cases.Value.Values.First(c => c.Kind == "ets_optimised" && c.Inputs.GetProperty("model").GetString() == "ANN");
        var expected = JsonNode.Parse(one.Expected.GetRawText())!.AsObject();
        expected["loglik"] = expected["loglik"]!.GetValue<double>() + 2;
        Assert.NotNull(ReferenceCommand.Evaluate(one with { Expected = Element(expected) }));
    }

    [Fact]
    public void An_unknown_kind_counts_as_failed()
    {
        var one = Cases.Value.Values.First() with { Kind = "no_such_kind" };
        Assert.NotNull(ReferenceCommand.Evaluate(one));
    }

    // Doubles the first number that stands anywhere in the expected tree (plus one, so that a zero changes too).
    private static ReferenceCase Wrong(ReferenceCase one)
    {
        var tree = JsonNode.Parse(one.Expected.GetRawText())!;
        // Costs decide where plans may tie, and are checked in every judged kind.
        if (tree is JsonObject shape && shape.ContainsKey("cost")) shape["cost"] = shape["cost"]!.GetValue<double>() * 2 + 1;
        else Spoil(tree);
        return one with { Expected = Element(tree) };
    }

    private static bool Spoil(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject shape:
                foreach (var (key, value) in shape.ToArray())
                {
                    if (value is JsonValue leaf && leaf.TryGetValue<double>(out var number)) { shape[key] = number * 2 + 1; return true; }
                    if (Spoil(value)) return true;
                }

                return false;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is JsonValue leaf && leaf.TryGetValue<double>(out var number)) { list[i] = number * 2 + 1; return true; }
                    if (Spoil(list[i])) return true;
                }

                return false;
            default:
                return false;
        }
    }

    private static System.Text.Json.JsonElement Element(JsonNode node) => System.Text.Json.JsonDocument.Parse(node.ToJsonString()).RootElement;
}
