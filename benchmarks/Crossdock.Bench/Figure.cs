using System.Text.Json;

namespace Crossdock.Bench;

/// <summary>One measured figure, beside its floor from the same run and the budget it is held to.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">Its unit; figures "per second" are better when larger, all others when smaller.</param>
/// <param name="Product">Median of the product's runs.</param>
/// <param name="Floor">Median of the floor's runs, or null where the budget is absolute.</param>
/// <param name="Budget">What is promised: a ratio to the floor where there is one, else a value in the unit.</param>
internal sealed record Figure(string Name, string Unit, double Product, double? Floor, double Budget)
{
    public double? Ratio => Floor is { } floor && floor > 0 ? Product / floor : null;

    public bool Met
    {
        get
        {
            var reached = Ratio ?? Product;
            return Unit.Contains("/s", StringComparison.Ordinal) ? reached >= Budget : reached <= Budget;
        }
    }

    public string ToJson() => JsonSerializer.Serialize(new
    {
        name = Name,
        unit = Unit,
        product = Math.Round(Product, 3),
        floor = Floor is { } floor ? Math.Round(floor, 3) : (double?)null,
        ratio = Ratio is { } ratio ? Math.Round(ratio, 3) : (double?)null,
        budget = Budget,
        met = Met,
    });
}

/// <summary>How long to measure.</summary>
/// <param name="Quick">Short runs, for a look; the figures are rougher.</param>
/// <param name="Engines">The engines to measure on.</param>
internal sealed record Pace(bool Quick, IReadOnlyList<Engine> Engines)
{
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 3 : 10);

    public TimeSpan Run => TimeSpan.FromSeconds(Quick ? 4 : 10);

    public int Runs => Quick ? 1 : 3;
}
