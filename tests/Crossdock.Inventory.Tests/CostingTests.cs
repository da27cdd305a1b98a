namespace Crossdock.Inventory.Tests;

public sealed class CostingTests
{
    [Theory, EachDatabase]
    public async Task S22_quantity_zero_means_value_zero(Engine engine)
    {
        await using var world = await LedgerWorld.StartAsync(engine);
        var item = await world.ItemAsync("X");
        Assert.True((await world.PostAsync(await world.ReceiptAsync(item, 2, 10.14m))).IsValue);
        Assert.True((await world.PostAsync(await world.ReceiptAsync(item, 5, 15.10m))).IsValue);
        var values = new List<decimal>();
        for (var i = 0; i < 7; i++) values.Add((await world.PostAsync(await world.IssueAsync(item, 1))).Value.Moves[0].Value.ToDecimal());
        Assert.Equal([3.61m, 3.61m, 3.60m, 3.61m, 3.60m, 3.61m, 3.60m], values);
        Assert.Equal(0m, await world.BalanceAsync(AccountRole.Inventory));
        Assert.Equal(25.24m, await world.BalanceAsync(AccountRole.CostOfGoodsSold));
        Assert.Equal(0m, await world.OnHandAsync(item));
        await world.ShouldAgreeAsync();
    }

    [Theory, EachDatabase]
    public async Task S26_a_return_does_not_make_the_rest_negative(Engine engine)
    {
        await using var world = await LedgerWorld.StartAsync(engine);
        var item = await world.ItemAsync("X");
        await world.PostAsync(await world.ReceiptAsync(item, 10, 1000m));
        await world.PostAsync(await world.ReceiptAsync(item, 100, 1000m));
        var issue = (await world.PostAsync(await world.IssueAsync(item, 100))).Value;
        Assert.Equal(1818.18m, issue.Moves[0].Value.ToDecimal());
        var back = (await world.PostAsync(await world.IssueAsync(item, 8, MovementKind.SupplierReturn) with { Value = Amount.Of(800m) })).Value;
        Assert.Equal(145.46m, back.Moves[0].Value.ToDecimal());
        Assert.Equal(36.36m, await world.BalanceAsync(AccountRole.Inventory));
        Assert.Equal(-1200m, await world.BalanceAsync(AccountRole.GoodsReceivedNotInvoiced));
        Assert.Equal(-654.54m, await world.BalanceAsync(AccountRole.PriceVariance));
    }

    [Theory, EachDatabase]
    public async Task S27_a_sale_crosses_two_layers(Engine engine)
    {
        await using var world = await LedgerWorld.StartAsync(engine);
        var item = await world.ItemAsync("X", Valuation.Fifo);
        await world.PostAsync(await world.ReceiptAsync(item, 100, 4_000_000m));
        await world.PostAsync(await world.ReceiptAsync(item, 100, 5_000_000m));
        Assert.Equal(4_500_000m, (await world.PostAsync(await world.IssueAsync(item, 110))).Value.Moves[0].Value.ToDecimal());
        Assert.Equal(4_500_000m, await world.BalanceAsync(AccountRole.Inventory));
    }

    [Theory, EachDatabase]
    public async Task S30_selling_what_is_not_there_is_refused_or_settled_by_the_receipt(Engine engine)
    {
        await using var off = await LedgerWorld.StartAsync(engine);
        var item = await off.ItemAsync("X");
        Assert.Equal("inventory.insufficient_stock", (await off.PostAsync(await off.IssueAsync(item, 2))).Refusal?.Code);
        await off.PostAsync(await off.ReceiptAsync(item, 20, 66m));
        Assert.Equal(66m, await off.BalanceAsync(AccountRole.Inventory));

        await using var on = await LedgerWorld.StartAsync(engine, negative: true);
        item = await on.ItemAsync("X");
        Assert.True((await on.PostAsync(await on.IssueAsync(item, 2))).IsValue);
        Assert.Equal(-2m, await on.OnHandAsync(item));
        await on.PostAsync(await on.ReceiptAsync(item, 20, 66m));
        Assert.Equal(6.60m, await on.BalanceAsync(AccountRole.CostOfGoodsSold));
        Assert.Equal(59.40m, await on.BalanceAsync(AccountRole.Inventory));
        Assert.Equal(18m, await on.OnHandAsync(item));
        await on.ShouldAgreeAsync();
    }

    [Theory, EachDatabase]
    public async Task A_reversal_mirrors_once(Engine engine)
    {
        await using var world = await LedgerWorld.StartAsync(engine);
        var item = await world.ItemAsync("X");
        await world.PostAsync(await world.ReceiptAsync(item, 57, 57m));
        var first = (await world.PostAsync(await world.IssueAsync(item, 1))).Value.Document;
        await world.PostAsync(await world.IssueAsync(item, 55));
        Assert.True((await world.ReverseAsync(first)).IsValue);
        Assert.Equal("inventory.already_reversed", (await world.ReverseAsync(first)).Refusal?.Code);
        Assert.Equal(2m, await world.OnHandAsync(item));
        Assert.Equal(2m, await world.BalanceAsync(AccountRole.Inventory));
        await world.ShouldAgreeAsync();
    }
}
