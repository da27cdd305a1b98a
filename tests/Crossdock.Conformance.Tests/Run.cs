using Crossdock.Model;

namespace Crossdock.Conformance.Tests;

/// <summary>Sends commands to the model and to the product, and says where they first differ.</summary>
internal static class Run
{
    /// <summary>What the product offers of the model's commands.</summary>
    public static Offer Offer { get; } = new(LandedCosts: false, OtherPrices: false, ReversedReturns: false);

    public static LedgerModel Books() => new() { Offer = Offer };

    /// <summary>Commands from a seed, made for what the product offers.</summary>
    public static IReadOnlyList<Command> Commands(int seed, int count) => new ModelGenerator(seed, Books()).Take(count);

    /// <summary>The first difference or broken invariant, or nothing. Everything is compared after every command.</summary>
    /// <param name="app">The product.</param>
    /// <param name="name">Name of a company that is not in its database yet.</param>
    /// <param name="commands">What happens.</param>
    /// <param name="books">The model, when it is looked at afterwards.</param>
    /// <param name="misheard">What the product is told instead, to see that it shows.</param>
    public static async Task<Difference?> CompareAsync(
        CrossdockApp app, string name, IReadOnlyList<Command> commands, LedgerModel? books = null, Func<Command, Command>? misheard = null)
    {
        var company = await Company.FoundAsync(app, name);
        await using var ledger = await ProductLedger.OpenAsync(company);
        var driver = new Driver(company);
        var model = books ?? Books();
        for (var i = 0; i < commands.Count; i++)
        {
            var outcome = model.Apply(commands[i]);
            var refusal = await driver.ApplyAsync(misheard?.Invoke(commands[i]) ?? commands[i], outcome, model);
            if (Families.Differ(outcome, refusal) is { } different) return new(i, commands[i], different);
            if (commands[i] is CreateItem) await ledger.ItemsAsync();
            var (lines, broken) = await ledger.ReadAsync(driver.MadeDocuments);
            if (broken.Count > 0) return new(i, commands[i], string.Join("\n", broken));
            var expected = LedgerStatement.Of(model);
            if (!expected.SequenceEqual(lines))
                return new(i, commands[i], string.Join("\n", expected.Except(lines).Select(l => "model   " + l).Concat(lines.Except(expected).Select(l => "product " + l))));
        }

        return null;
    }

    /// <summary>
    /// The failing run made small, and what differs at its end. Each try is a company of its own. A try counts when a command of the same
    /// kind shows it: with commands left out, others may differ for reasons that are none (two that both apply).
    /// </summary>
    public static async Task<(IReadOnlyList<Command> Small, Difference Last)> ShrinkAsync(
        CrossdockApp app, string name, IReadOnlyList<Command> commands, Difference first, Func<Command, Command>? misheard = null)
    {
        var tries = 0;
        var last = first;
        var small = await Shrinker.ShrinkAsync([.. commands.Take(first.Index + 1)], async some =>
        {
            if (await CompareAsync(app, $"{name}R{++tries}", some, misheard: misheard) is not { } found || found.Command.GetType() != first.Command.GetType()) return false;
            last = found;
            return true;
        });
        return (small, last);
    }
}

/// <summary>Where the product and the model differ.</summary>
/// <param name="Index">Index of the command.</param>
/// <param name="Command">The command.</param>
/// <param name="What">What differs after it.</param>
internal sealed record Difference(int Index, Command Command, string What)
{
    public override string ToString() => $"after command {Index + 1}, {CommandText.Of(Command)}:\n{What}";
}
