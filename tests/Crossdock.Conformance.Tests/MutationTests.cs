using Crossdock.Model;

namespace Crossdock.Conformance.Tests;

/// <summary>The comparison finds what it is there to find: whatever is misheard on the way to the product shows, and is made small.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Length = 60;

    private static readonly Dictionary<string, Func<Command, Command>> Mistakes = new()
    {
        ["goods are put into another bin"] = c => c is Receive { Bin: "A1" } r ? r with { Bin = "A2" } : c,
        ["one unit too much is received"] = c => c is ReceiveUnordered r ? r with { Quantity = r.Quantity + 1m } : c,
        ["the price is a cent too high"] = c => c is ReceiveUnordered r ? r with { Price = r.Price + 0.01m } : c,
        ["damaged goods are taken for good ones"] = c => c is ReceiveUnordered { Condition: Condition.Damaged } r ? r with { Condition = Condition.Available } : c,
        ["a loss is booked as scrap"] = c => c is Adjust { Change: < 0m, Reason: AdjustReason.Correction } a ? a with { Reason = AdjustReason.Scrap } : c,
        ["an order waits that must not"] = c => c is CreateSalesOrder { BackOrderAllowed: false } o ? o with { BackOrderAllowed = true } : c,
        ["a repeated request comes under another key"] = c => c is Move m ? m with { Id = m.Id + 1_000_000 } : c,
    };

    public static TheoryData<string> Names => [.. Mistakes.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task A_mistake_on_the_way_to_the_product_is_found_and_shrinks(string name)
    {
        await using var app = await CrossdockApp.StartAsync();
        await Company.PartnersAsync(app);
        for (var seed = 1; seed <= 20; seed++)
        {
            var commands = Run.Commands(seed, Length);
            if (await Run.CompareAsync(app, $"S{seed}", commands, misheard: Mistakes[name]) is not { } found) continue;
            var (small, last) = await Run.ShrinkAsync(app, $"S{seed}", commands, found, Mistakes[name]);
            output.WriteLine($"{Shrinker.Report(seed, small)}{last}");
            Assert.InRange(small.Count, 2, 8);
            Assert.Null(await Run.CompareAsync(app, "right", small));
            return;
        }

        Assert.Fail("Nobody noticed.");
    }
}
