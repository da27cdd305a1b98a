using Crossdock.Warehouse.Counting;
using Crossdock.Warehouse.Reversing;

namespace Crossdock.Warehouse.Tests;

public sealed class CountingTests
{
    [Theory, EachDatabase]
    public async Task S35_reversing_an_old_delivery_after_a_count_adds_what_it_took(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        World.Value(await world.PostAsync(MovementKind.Receipt, 57, value: 57m));
        var first = World.Value(await world.AdjustAsync("A1", 1, "BROKEN"));
        World.Value(await world.PostAsync(MovementKind.Shipment, 3));
        World.Value(await world.PostAsync(MovementKind.Shipment, 1));
        var count = World.Value(await world.CountAsync("A1", 1, await world.EntryAsync("A1")));
        World.Value(await world.RunAsync(world.App.Get<ReverseDocument>(), new ReverseDocumentRequest(first.Number, "WRONG-UNIT")));
        Assert.Equal(Quantity.Units(2), await world.OnHandAsync("A1"));
        var line = World.Value(await world.App.AskAsync(world.App.Get<FindStockDocument>(), new(count.Number))).Counted.Single();
        Assert.Equal((Quantity.Units(1), Quantity.Units(-51)), (line.Counted, line.Difference));
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S53_the_second_of_two_counts_of_a_bin_is_refused_until_it_is_rebased(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 10, 10m);
        var entry = await world.EntryAsync("A1");
        World.Value(await world.CountAsync("A1", 20, entry));
        Assert.Equal(Quantity.Units(20), await world.OnHandAsync("A1"));
        (await world.CountAsync("A1", 30, entry)).Refused(out var refusal, out _);
        Assert.Equal("warehouse.count_overtaken", refusal?.Code);
        World.Value(await world.CountAsync("A1", 30, entry, rebase: true));
        Assert.Equal(Quantity.Units(30), await world.OnHandAsync("A1"));
        Assert.Equal(-20m, await world.AccountAsync(AccountRole.Adjustment));
        Assert.Equal(30m, await world.AccountAsync(AccountRole.Inventory));
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S54_goods_move_between_counting_and_posting(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        World.Value(await world.PostAsync(MovementKind.Receipt, 100, "A1", 200m));
        World.Value(await world.PostAsync(MovementKind.Receipt, 50, "A2", 100m));
        var (first, second) = (await world.EntryAsync("A1"), await world.EntryAsync("A2"));
        World.Value(await world.PostAsync(MovementKind.Shipment, 10));
        var count = World.Value(await world.RunAsync(world.App.Get<CountStock>(),
            new CountStockRequest("A", [new("X", Quantity.Units(97), "A1", first), new("X", Quantity.Units(50), EntryNumber: second)], "A2")));
        Assert.Equal((2, 1), (count.Lines, count.Differences));
        Assert.Equal(Quantity.Units(87), await world.OnHandAsync("A1"));
        Assert.Equal(6m, await world.AccountAsync(AccountRole.Adjustment));
        Assert.Equal(20m, await world.AccountAsync(AccountRole.CostOfGoodsSold));
        Assert.Equal(274m, await world.AccountAsync(AccountRole.Inventory));
        var counted = World.Value(await world.App.AskAsync(world.App.Get<FindStockDocument>(), new(count.Number))).Counted;
        Assert.Equal([Quantity.Units(-3), Quantity.Zero], counted.OrderBy(c => c.Place).Select(c => c.Difference));
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_was_posted_late_but_happened_before_the_scan_is_not_adjusted(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 10, 10m);
        var entry = await world.EntryAsync("A1");
        world.Time.Advance(TimeSpan.FromHours(2));
        World.Value(await world.PostAsync(MovementKind.Shipment, 4, at: World.At(1, 20, 9)));
        var count = World.Value(await world.CountAsync("A1", 6, entry, at: World.At(1, 20, 10)));
        Assert.Equal(0, count.Differences);
        var line = World.Value(await world.App.AskAsync(world.App.Get<FindStockDocument>(), new(count.Number))).Counted.Single();
        Assert.False(line.Hit);
        Assert.Equal(Quantity.Units(-4), line.Late);
    }

    [Theory, EachDatabase]
    public async Task A_count_below_what_is_allocated_releases_the_promise_served_last(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        await world.OpenStockAsync("A1", 10, 10m);
        World.Value(await world.RunAsync(world.App.Get<Transferring.CreateTransfer>(),
            new Transferring.CreateTransferRequest("A", "B", new(2026, 1, 25), [new("X", Quantity.Units(8))])));
        World.Value(await world.CountAsync("A1", 5, await world.EntryAsync("A1")));
        var there = World.Value(await world.App.AskAsync(world.App.Get<Inventory.Looking.ShowAvailability>(), new("X", "A"))).Sites.Single();
        Assert.Equal(Quantity.Units(3), there.Backordered);
        Assert.Equal(Quantity.Units(5), there.Words["allocated"]);
        await world.VerifyAsync();
    }

    [Fact]
    public void The_sheet_of_a_count_has_no_quantity() =>
        Assert.DoesNotContain(typeof(CountSheetLine).GetProperties(), p => p.PropertyType == typeof(Quantity));

    [Theory, EachDatabase]
    public async Task S50_one_of_ten_clients_gets_the_serial(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => world.PostAsync(MovementKind.Receipt, 1, value: 5m, item: "S", lot: "SN-100"))));
        Assert.Single(results, r => r.IsValue);
        Assert.All(results.Where(r => !r.IsValue), r => Assert.Equal(RefusalKind.Conflict, r.Refusal!.Kind));
        Assert.Equal(Quantity.Units(1), await world.OnHandAsync("A1", "S"));
        World.Value(await world.PostAsync(MovementKind.Shipment, 1, item: "S", lot: "SN-100"));
        (await world.PostAsync(MovementKind.Receipt, 1, value: 5m, item: "S", lot: "SN-100")).Refused(out var refusal, out _);
        Assert.Equal("inventory.serial_exists", refusal?.Code);
        World.Value(await world.PostAsync(MovementKind.CustomerReturn, 1, value: 5m, item: "S", lot: "SN-100"));
        Assert.Equal(Quantity.Units(1), await world.OnHandAsync("A1", "S"));
        await world.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_serial_that_is_booked_elsewhere_is_not_found_by_a_count(Engine engine)
    {
        await using var world = await World.OpenAsync(engine);
        World.Value(await world.PostAsync(MovementKind.Receipt, 1, "A1", 5m, "S", lot: "SN-1"));
        (await world.CountAsync("A2", 1, null, "S", lot: "SN-1")).Refused(out var refusal, out _);
        Assert.Equal("inventory.serial_exists", refusal?.Code);
        World.Value(await world.CountAsync("A2", 1, null, "S", lot: "SN-2"));
        Assert.Equal(Quantity.Units(1), await world.OnHandAsync("A2", "S"));
    }
}
