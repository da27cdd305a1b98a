namespace Crossdock.Payables.Tests;

public sealed class CostScenarios
{
    [Theory, EachDatabase]
    public async Task S22_quantity_zero_means_value_zero(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        await buying.BuyAsync("X", 2, 5.07m);
        await buying.BuyAsync("X", 5, 3.02m);
        var left = new List<decimal>();
        for (var i = 0; i < 7; i++) left.Add(await buying.ShipAsync("X", 1));
        Assert.Equal([3.61m, 3.61m, 3.60m, 3.61m, 3.60m, 3.61m, 3.60m], left);
        await buying.BalancesAsync(stock: 0, sold: 25.24m);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S25_a_return_is_owed_at_the_receipts_price_and_leaves_at_the_average(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var first = await buying.BuyAsync("X", 10, 100);
        await buying.BuyAsync("X", 5, 110);
        await buying.BalancesAsync(stock: 1550, uninvoiced: -1550);
        var returned = Buying.Value(await buying.ReturnAsync(first, 5));
        Assert.Equal((Amount.Of(516.67m), Amount.Of(500)), (returned.Value, returned.Owed));
        Assert.Equal(10, await buying.OnHandAsync("X"));
        await buying.BalancesAsync(stock: 1033.33m, uninvoiced: -1050, variance: 16.67m);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S26_a_return_never_makes_the_rest_negative(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var first = await buying.BuyAsync("X", 10, 100);
        await buying.BuyAsync("X", 100, 10);
        Assert.Equal(1818.18m, await buying.ShipAsync("X", 100));
        Assert.Equal(Amount.Of(145.46m), Buying.Value(await buying.ReturnAsync(first, 8)).Value);
        Assert.Equal(2, await buying.OnHandAsync("X"));
        await buying.BalancesAsync(stock: 36.36m, uninvoiced: -1200, variance: -654.54m, sold: 1818.18m);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S28_a_returned_receipt_takes_its_own_layer(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X", Valuation.Fifo);
        await buying.BuyAsync("X", 1, 10);
        var second = await buying.BuyAsync("X", 1, 20);
        Assert.Empty(Buying.Value(await buying.ReturnAsync(second, 1)).Notes);
        await buying.BalancesAsync(stock: 10, uninvoiced: -10, variance: 0);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S28_a_return_whose_layer_is_used_up_takes_the_oldest_and_says_why(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X", Valuation.Fifo);
        await buying.BuyAsync("X", 1, 10);
        var second = await buying.BuyAsync("X", 1, 20);
        await buying.BuyAsync("X", 1, 30);
        Assert.Equal(30m, await buying.ShipAsync("X", 2));
        Assert.Single(Buying.Value(await buying.ReturnAsync(second, 1)).Notes);
        await buying.BalancesAsync(stock: 0, uninvoiced: -40, variance: 10, sold: 30);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_new_price_for_the_open_part_never_touches_what_was_received(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var order = await buying.OrderAsync("X", 10, 5);
        await buying.ReceiveAsync(order, 4);
        var version = Buying.Value(await buying.App.AskAsync(buying.App.Get<Procurement.Ordering.FindPurchaseOrder>(), new(order))).Version;
        var changed = Buying.Value(await buying.App.RunAsync(
            buying.App.Get<Procurement.Ordering.ChangePurchaseLine>(), new Procurement.Ordering.ChangePurchaseLineRequest(order, 1, version, Price: UnitPrice.Of(6), Reason: "dearer steel")));
        Assert.Equal(2, changed.NewLine);
        Assert.Equal(6, await buying.OnOrderAsync("X"));
        Buying.Value(await buying.ReceiveAsync(new Warehouse.Receiving.ReceiptLineRequest(Quantity.Units(6), Order: order, Item: "X", Place: "A1")));
        await buying.BalancesAsync(stock: 56, uninvoiced: -56);
        Assert.Equal(0, await buying.OnOrderAsync("X"));
        await buying.VerifyAsync();
    }
}
