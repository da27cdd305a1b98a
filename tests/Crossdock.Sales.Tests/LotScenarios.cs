using Crossdock.Warehouse.CustomerReturns;
using Crossdock.Warehouse.Picking;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Sales.Tests;

/// <summary>Lots and serials: which one is promised, which one leaves, which one may come back.</summary>
public sealed class LotScenarios
{
    [Theory, EachDatabase]
    public async Task S51_first_expired_goes_first_over_several_lots(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X", Tracking.Lot);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await shop.ReceiveAsync("X", 14, 14, lot: "HP-01", expires: today.AddDays(300));
        await shop.ReceiveAsync("X", 3, 3, lot: "HP-02", expires: today.AddDays(200));
        await shop.ReceiveAsync("X", 2, 2, lot: "HP-03", expires: today.AddDays(100));
        var order = await shop.OrderAsync("X", 5);
        Assert.Equal(2, await shop.ReservedAsync("X", "HP-03"));
        Assert.Equal(3, await shop.ReservedAsync("X", "HP-02"));
        var shipped = (await shop.ShipAsync(order)).Value;
        Assert.Equal(2, shipped.Lines);
        Assert.Equal(0, await shop.OnHandAsync("X", "HP-03"));
        Assert.Equal(0, await shop.OnHandAsync("X", "HP-02"));
        Assert.Equal(14, await shop.OnHandAsync("X", "HP-01"));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S52_a_lot_that_expires_before_it_leaves_is_never_promised(Engine engine)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        await using var shop = await Shop.OpenAsync(engine, options: new AppOptions { Time = clock });
        await shop.ItemAsync("X", Tracking.Lot);
        await shop.ReceiveAsync("X", 5, 5, lot: "A", expires: new DateOnly(2026, 12, 10));
        await shop.ReceiveAsync("X", 5, 5, lot: "B", expires: new DateOnly(2026, 12, 31));
        await shop.OrderAsync("X", 5, day: new DateOnly(2026, 12, 15));
        Assert.Equal(5, await shop.ReservedAsync("X", "B"));
        await shop.OrderAsync("X", 1, day: new DateOnly(2026, 12, 15));
        Assert.Equal(0, await shop.ReservedAsync("X", "A"));
        Assert.Equal(1, await shop.BackorderedAsync("X"));

        // Midnight of the site, not of UTC: Berlin is an hour ahead.
        clock.SetUtcNow(new DateTimeOffset(2026, 12, 10, 22, 59, 59, TimeSpan.Zero));
        Assert.Equal(5, await FreeAsync(shop));
        clock.SetUtcNow(new DateTimeOffset(2026, 12, 10, 23, 0, 1, TimeSpan.Zero));
        Assert.Equal(0, await FreeAsync(shop));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S50_a_serial_that_left_comes_back_only_by_a_return(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X", Tracking.Serial);
        await shop.ReceiveAsync("X", 1, 10, lot: "SN-1");
        var shipment = (await shop.ShipAsync(await shop.OrderAsync("X", 1, lot: "SN-1"))).Value.Number;
        Assert.Equal("inventory.serial_exists", (await shop.PostAsync("X", MovementKind.Receipt, 1, 10, "A1", inbound: true, lot: "SN-1")).Refusal!.Code);
        Assert.Equal("warehouse.other_lot", (await shop.ReturnAsync(shipment, false, new ReturnLineRequest(1, Quantity.Units(1), Lot: "SN-2"))).Refusal!.Code);
        var back = await shop.ReturnAsync(shipment, false, new ReturnLineRequest(1, Quantity.Units(1), Lot: "SN-1"));
        Assert.True(back.IsValue, back.Refusal?.Message);
        Assert.Equal(1, await shop.OnHandAsync("X", "SN-1"));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task Picked_goods_keep_their_allocation_and_leave_from_the_shipping_place(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 10, 10);
        var order = await shop.OrderAsync("X", 6);
        var picked = (await shop.PickAsync(order)).Value;
        Assert.Equal(1, picked.Picked);
        Assert.Equal(6, await shop.ReservedAsync("X"));
        Assert.Equal("warehouse.nothing_to_pick", (await shop.PickAsync(order)).Refusal!.Code);
        Assert.True((await shop.ShipAsync(order)).Value.OrderComplete);
        Assert.Equal(4, await shop.OnHandAsync("X"));
        Assert.Equal(4, await FreeAsync(shop));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task A_short_pick_takes_other_stock_and_holds_what_was_not_found(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 5, 5, "A1");
        await shop.ReceiveAsync("X", 2, 2, "A2");
        var order = await shop.OrderAsync("X", 5);
        var picked = (await shop.PickAsync(order, new PickLineRequest(1, "A1", Quantity.Units(1), ShortReason: "bin nearly empty"))).Value;
        Assert.Equal((1, 1, 1), (picked.Picked, picked.Missing, picked.Backordered));
        Assert.Equal(3, await shop.ReservedAsync("X"));
        Assert.Equal(2, await shop.BackorderedAsync("X"));
        Assert.Equal(4, await shop.SumAsync("SELECT SUM(quantity) FROM inventory_positions WHERE condition = 4", 1_000_000m));
        Assert.Equal(0, await FreeAsync(shop));
        Assert.Empty(await shop.ProblemsAsync());
    }

    private static async Task<decimal> FreeAsync(Shop shop)
    {
        var item = (await shop.FindItemAsync("X")).Id;
        var site = await shop.SiteAsync();
        var partitions = await shop.App.Database.ReadAsync(db => shop.App.Get<StockView>().PartitionAsync(db, item, site.Id, CancellationToken.None));
        return partitions.Single().Free.ToDecimal();
    }
}
