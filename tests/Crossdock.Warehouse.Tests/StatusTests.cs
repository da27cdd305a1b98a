using Crossdock.Warehouse.Conditions;

namespace Crossdock.Warehouse.Tests;

public sealed class StatusTests
{
    private static readonly Condition[] All = Enum.GetValues<Condition>();

    [Fact]
    public void Every_word_has_exactly_one_row() =>
        Assert.Equal(Enum.GetValues<StockWord>(), StatusTable.Words.Select(w => w.Word).Order());

    [Theory]
    [InlineData(StockWord.Available, "PPPOVC")]
    [InlineData(StockWord.Allocated, "-P-OVC")]
    [InlineData(StockWord.Picked, "---OVC")]
    [InlineData(StockWord.InTransit, "--POV-")]
    [InlineData(StockWord.Receiving, "--POVC")]
    [InlineData(StockWord.Quarantined, "---OVC")]
    [InlineData(StockWord.Held, "---OVC")]
    [InlineData(StockWord.Damaged, "---OVC")]
    [InlineData(StockWord.Consigned, "-----C")]
    public void What_may_be_done_with_a_word_is_this(StockWord word, string row)
    {
        var rule = StatusTable.Words.Single(w => w.Word == word);
        bool[] actual = [rule.Promisable, rule.Pickable, rule.Plannable, rule.Owned, rule.Valued, rule.Countable];
        Assert.Equal(row.Select(c => c != '-'), actual);
    }

    [Theory, EachDatabase]
    public async Task Each_change_of_condition_is_allowed_or_refused_as_the_table_says(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        foreach (var from in All) await world.OpenStockAsync("A1", 100, 100m, condition: from);
        foreach (var from in All)
        {
            foreach (var to in All)
            {
                var request = new ChangeConditionRequest("A", "A1", "X", Quantity.Units(1), from, to, "QUALITY");
                var refused = (await world.RunAsync(world.App.Get<ChangeCondition>(), request)).Refused(out var refusal, out _);
                Assert.True(refused == !StatusTable.Allows(from, to), $"{from} to {to}: {refusal?.Message}");
                if (refused) Assert.Equal("warehouse.condition_not_allowed", refusal!.Code);
            }
        }

        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task The_words_of_an_item_add_up_to_its_total(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        foreach (var condition in All) await world.OpenStockAsync("A1", 10, 10m, condition: condition);
        World.Value(await world.RunAsync(world.App.Get<Transferring.CreateTransfer>(), new Transferring.CreateTransferRequest("A", "B", new(2026, 1, 25), [new("X", Quantity.Units(4))])));
        var site = World.Value(await world.App.AskAsync(world.App.Get<Inventory.Looking.ShowAvailability>(), new("X", "A"))).Sites.Single();
        Assert.Equal(Quantity.Units(50), site.Total);
        Assert.Equal(site.Total, site.Words.Values.Aggregate(Quantity.Zero, (sum, q) => sum + q));
        Assert.Equal(Quantity.Units(4), site.Words["allocated"]);
        Assert.Equal(Quantity.Units(6), site.Words["available"]);
    }
}
