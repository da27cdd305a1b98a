using Crossdock.Warehouse.CustomerReturns;
using Crossdock.Warehouse.Shipping;

namespace Crossdock.Sales.Tests;

/// <summary>What leaves, at which value, and what comes back.</summary>
public sealed class CostScenarios
{
    [Theory, EachDatabase]
    public async Task S17_one_piece_out_of_a_dozen_leaves_no_cent_behind(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X", packs: new NewPack("dz", 12));
        await shop.ReceiveAsync("X", 12, 10);
        Assert.Equal([0.83m, 0.83m, 0.83m, 0.83m, 0.84m, 0.83m, 0.84m, 0.83m, 0.84m, 0.83m, 0.84m, 0.83m], await ShipOneByOneAsync(shop, 12));
        Assert.Equal(0, await shop.BalanceAsync(AccountRole.Inventory));
        Assert.Equal(10, await shop.BalanceAsync(AccountRole.CostOfGoodsSold));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S19_nine_out_of_a_box_leave_nothing(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X", packs: new NewPack("box", 9));
        await shop.ReceiveAsync("X", 9, 9.99m);
        Assert.All(await ShipOneByOneAsync(shop, 9), cost => Assert.Equal(1.11m, cost));
        Assert.Equal(0, await shop.OnHandAsync("X"));
        Assert.Equal(0, await shop.BalanceAsync(AccountRole.Inventory));
        Assert.Equal(9.99m, await shop.BalanceAsync(AccountRole.CostOfGoodsSold));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S20_one_dozen_ships_the_twelve_pieces_that_were_reserved(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X", packs: new NewPack("dz", 12));
        await shop.ReceiveAsync("X", 12, 24);
        var order = await shop.OrderAsync("X", 12);
        var shipped = (await shop.ShipAsync(order, new ShipLineRequest(1, Quantity.Units(1), "dz"))).Value;
        Assert.True(shipped.OrderComplete);
        Assert.Equal(0, await shop.OnHandAsync("X"));
        Assert.Equal(0, await shop.ReservedAsync("X"));
        Assert.Equal(12, await shop.SumAsync("SELECT SUM(shipped) FROM sales_lines", 1_000_000m));
        Assert.Equal(0, await shop.SumAsync("SELECT SUM(open) FROM sales_lines", 1_000_000m));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S24_goods_come_back_at_the_cost_they_left_with(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 1, 13.13m);
        await shop.ReceiveAsync("X", 1, 12.20m);
        var shipment = (await shop.ShipAsync(await shop.OrderAsync("X", 2))).Value;
        Assert.Equal(Amount.Of(25.33m), shipment.Cost);
        var back = (await shop.ReturnAsync(shipment.Number, true, new ReturnLineRequest(1, Quantity.Units(2), Condition: Condition.Available, Place: "A1"))).Value;
        Assert.Equal(Amount.Of(25.33m), back.Cost);
        Assert.Equal(25.33m, await shop.BalanceAsync(AccountRole.Inventory));
        Assert.Equal(0, await shop.BalanceAsync(AccountRole.CostOfGoodsSold));
        Assert.Equal(2, await shop.OnHandAsync("X"));
        Assert.Equal(0, await shop.BalanceAsync(AccountRole.Receivables));
        Assert.Equal(20, await shop.BalanceAsync(AccountRole.SalesReturns));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S24_the_last_part_of_a_return_takes_the_rest_of_the_cost(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 3, 10);
        var shipment = (await shop.ShipAsync(await shop.OrderAsync("X", 3))).Value.Number;
        Assert.Equal(Amount.Of(3.33m), (await shop.ReturnAsync(shipment, false, new ReturnLineRequest(1, Quantity.Units(1)))).Value.Cost);
        Assert.Equal(Amount.Of(6.67m), (await shop.ReturnAsync(shipment, false, new ReturnLineRequest(1, Quantity.Units(2)))).Value.Cost);
        Assert.Equal("warehouse.return_exceeds", (await shop.ReturnAsync(shipment, false, new ReturnLineRequest(1, Quantity.Units(1)))).Refusal!.Code);
        Assert.Equal(0, await shop.BalanceAsync(AccountRole.CostOfGoodsSold));
        Assert.Equal(0, await shop.ReservedAsync("X"));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S27_a_sale_across_two_layers_leaves_one_open(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X", valuation: Valuation.Fifo);
        await shop.ReceiveAsync("X", 100, 4_000_000);
        await shop.ReceiveAsync("X", 100, 5_000_000);
        await shop.ShipAsync(await shop.OrderAsync("X", 110));
        Assert.Equal(4_500_000, await shop.BalanceAsync(AccountRole.CostOfGoodsSold));
        Assert.Equal(4_500_000, await shop.BalanceAsync(AccountRole.Inventory));
        Assert.Equal(90, await shop.OnHandAsync("X"));
        Assert.Equal(1, await shop.SumAsync("SELECT COUNT(*) FROM inventory_layers WHERE remaining > 0", 1));
        Assert.Equal(90, await shop.SumAsync("SELECT SUM(remaining) FROM inventory_layers", 1_000_000m));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S29_tiny_unit_costs_are_not_rounded_away(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X", valuation: Valuation.Fifo);
        await shop.ReceiveAsync("X", 1, 10);
        await shop.ReceiveAsync("X", 100, 0.10m);
        await shop.ShipAsync(await shop.OrderAsync("X", 1));
        Assert.Equal(10, await shop.BalanceAsync(AccountRole.CostOfGoodsSold));
        Assert.Equal(0.10m, await shop.BalanceAsync(AccountRole.Inventory));
        Assert.Equal("0.001", UnitPrice.Per(Amount.Of(0.10m), Quantity.Units(100)).ToString());
        await shop.ShipAsync(await shop.OrderAsync("X", 100));
        Assert.Equal(10.10m, await shop.BalanceAsync(AccountRole.CostOfGoodsSold));
        Assert.Equal(0, await shop.BalanceAsync(AccountRole.Inventory));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S30_what_is_not_there_is_not_shipped(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        var order = await shop.OrderAsync("X", 2);
        Assert.Equal("warehouse.not_enough_allocated", (await shop.ShipAsync(order, new ShipLineRequest(1, Quantity.Units(2)))).Refusal!.Code);
        Assert.Equal(0, await shop.CountAsync("inventory_movements"));
        Assert.Equal(0, await shop.CountAsync("warehouse_shipments"));
        await shop.ReceiveAsync("X", 20, 66);
        Assert.Equal(20, await shop.OnHandAsync("X"));
        Assert.Equal(66, await shop.BalanceAsync(AccountRole.Inventory));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S30_where_negative_stock_is_allowed_the_receipt_settles_the_cost(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine, negativeStock: true);
        await shop.ItemAsync("X");
        var shipped = await shop.ShipAsync(await shop.OrderAsync("X", 2), new ShipLineRequest(1, Quantity.Units(2)));
        Assert.True(shipped.IsValue, shipped.Refusal?.Message);
        Assert.Equal(-2, await shop.OnHandAsync("X"));
        Assert.Equal(0, await shop.BalanceAsync(AccountRole.Inventory));
        await shop.ReceiveAsync("X", 20, 66);
        Assert.Equal(6.60m, await shop.BalanceAsync(AccountRole.CostOfGoodsSold));
        Assert.Equal(59.40m, await shop.BalanceAsync(AccountRole.Inventory));
        Assert.Equal(18, await shop.OnHandAsync("X"));
        Assert.Equal(-66, await shop.BalanceAsync(AccountRole.GoodsReceivedNotInvoiced));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task S35_reversing_an_old_shipment_does_not_touch_a_later_count(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 57, 57);
        var first = (await shop.ShipAsync(await shop.OrderAsync("X", 1))).Value.Number;
        await shop.ShipAsync(await shop.OrderAsync("X", 3));
        await shop.ShipAsync(await shop.OrderAsync("X", 1));
        Assert.Equal(52, await shop.OnHandAsync("X"));
        Assert.True((await shop.PostAsync("X", MovementKind.Count, 51, null, "A1", inbound: false)).IsValue);
        Assert.Equal(1, await shop.OnHandAsync("X"));

        var reversed = await shop.ReverseAsync(first);
        Assert.True(reversed.IsValue, reversed.Refusal?.Message);
        Assert.NotNull(reversed.Value.CreditNote);
        Assert.Equal(2, await shop.OnHandAsync("X"));
        Assert.Equal(51, await shop.SumAsync("SELECT SUM(quantity) FROM inventory_movements WHERE kind = 9", 1_000_000m));
        Assert.Equal(0, await shop.BackorderedAsync("X"));
        Assert.Equal(40, await shop.BalanceAsync(AccountRole.Receivables));
        Assert.Equal(-40, await shop.BalanceAsync(AccountRole.Sales));
        Assert.Equal("warehouse.shipment_reversed", (await shop.ReverseAsync(first)).Refusal!.Code);
        Assert.Empty(await shop.ProblemsAsync());
    }

    private static async Task<List<decimal>> ShipOneByOneAsync(Shop shop, int pieces)
    {
        var order = await shop.OrderAsync("X", pieces);
        var costs = new List<decimal>();
        for (var i = 0; i < pieces; i++) costs.Add((await shop.ShipAsync(order, new ShipLineRequest(1, Quantity.Units(1)))).Value.Cost.ToDecimal());
        return costs;
    }
}
