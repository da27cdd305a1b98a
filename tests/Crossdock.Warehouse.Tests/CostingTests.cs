using CsCheck;

namespace Crossdock.Warehouse.Tests;

public sealed class CostingTests
{
    [Theory, EachDatabase]
    public async Task S22_quantity_zero_means_value_zero(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        World.Value(await world.PostAsync(MovementKind.Receipt, 2, value: 10.14m));
        World.Value(await world.PostAsync(MovementKind.Receipt, 5, value: 15.10m));
        var issues = new List<decimal>();
        for (var i = 0; i < 7; i++) issues.Add(World.Value(await world.PostAsync(MovementKind.Shipment, 1)).Value);
        Assert.Equal([3.61m, 3.61m, 3.60m, 3.61m, 3.60m, 3.61m, 3.60m], issues);
        Assert.Equal(0m, await world.AccountAsync(AccountRole.Inventory));
        Assert.Equal(25.24m, await world.AccountAsync(AccountRole.CostOfGoodsSold));
        await world.VerifyAsync();
    }

    [Theory]
    [InlineData(Valuation.MovingAverage)]
    [InlineData(Valuation.Fifo)]
    public async Task S22_any_sequence_that_ends_at_zero_has_value_zero(Valuation valuation)
    {
        await using var world = await World.OpenAsync(Engine.Sqlite, new Foundations { Valuation = valuation });
        var steps = Gen.Select(Gen.Long[1, 9], Gen.Long[0, 99_999], Gen.Long[1, 9]).Array[1, 8];
        await steps.SampleAsync(async sequence =>
        {
            long there = 0;
            foreach (var (received, cents, issued) in sequence)
            {
                World.Value(await world.PostAsync(MovementKind.Receipt, received, value: cents / 100m));
                there += received;
                if (issued > there) continue;
                World.Value(await world.PostAsync(MovementKind.Shipment, issued));
                there -= issued;
            }

            if (there > 0) World.Value(await world.PostAsync(MovementKind.Shipment, there));
            return await world.AccountAsync(AccountRole.Inventory) == 0m;
        }, iter: 25, threads: 1);
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S30_what_is_not_there_is_not_shipped(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        (await world.PostAsync(MovementKind.Shipment, 2)).Refused(out var refusal, out _);
        Assert.Equal("inventory.insufficient_stock", refusal?.Code);
        World.Value(await world.PostAsync(MovementKind.Receipt, 20, value: 66m));
        Assert.Equal(Quantity.Units(20), await world.OnHandAsync("A1"));
        Assert.Equal(66m, await world.AccountAsync(AccountRole.Inventory));
    }

    [Theory, EachDatabase]
    public async Task S30_where_it_is_allowed_the_receipt_settles_the_shortage(Engine engine)
    {
        await using var world = await World.OpenAsync(engine, negativeAtA: true);
        World.Value(await world.PostAsync(MovementKind.Shipment, 2));
        Assert.Equal(Quantity.Units(-2), await world.OnHandAsync("A1"));
        Assert.Equal(0m, await world.AccountAsync(AccountRole.Inventory));
        World.Value(await world.PostAsync(MovementKind.Receipt, 20, value: 66m));
        Assert.Equal(6.60m, await world.AccountAsync(AccountRole.CostOfGoodsSold));
        Assert.Equal(59.40m, await world.AccountAsync(AccountRole.Inventory));
        Assert.Equal(-66m, await world.AccountAsync(AccountRole.GoodsReceivedNotInvoiced));
        Assert.Equal(Quantity.Units(18), await world.OnHandAsync("A1"));
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S32_a_backdated_count_that_starves_a_later_issue_is_refused(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        World.Value(await world.PostAsync(MovementKind.Receipt, 10, value: 10m, at: World.At(1, 1)));
        World.Value(await world.PostAsync(MovementKind.Shipment, 8, at: World.At(1, 10)));
        (await world.CountAsync("A1", 7, entry: 1, at: World.At(1, 1, 13))).Refused(out var refusal, out _);
        Assert.Equal("inventory.backdated", refusal?.Code);
        Assert.Equal("2026-01-10", refusal!.Explain!["day"]);
        Assert.Equal("-1", refusal.Explain["quantity"]);
        Assert.Equal(Quantity.Units(2), await world.OnHandAsync("A1"));
        World.Value(await world.CountAsync("A1", 8, entry: 1, at: World.At(1, 1, 13)));
        Assert.Equal(Quantity.Zero, await world.OnHandAsync("A1"));
        await world.VerifyAsync();
    }
}
