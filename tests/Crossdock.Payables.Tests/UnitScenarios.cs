using CsCheck;

namespace Crossdock.Payables.Tests;

public sealed class UnitScenarios
{
    [Theory, EachDatabase]
    public async Task S16_seventeen_dozen_are_204_pieces(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X", packs: new NewPack("dozen", 12));
        Assert.Equal(17, PackSize.Of(12).UnitsCovering(Quantity.Units(200)));
        var order = await buying.OrderAsync("X", 17, 24, "dozen");
        var line = await buying.LineAsync(order);
        Assert.Equal((Quantity.Units(17), "dozen", Quantity.Units(204), Amount.Of(408)), (line.UnitQuantity, line.Unit, line.Ordered, line.Amount));

        await buying.ReceiveAsync(order, 17, "dozen");
        Assert.Equal(204, await buying.OnHandAsync("X"));
        await buying.BalancesAsync(stock: 408, uninvoiced: -408);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S17_the_pieces_of_a_dozen_leave_with_all_of_its_value(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X", packs: new NewPack("dozen", 12));
        await buying.ReceiveAsync(await buying.OrderAsync("X", 1, 10, "dozen"), 1, "dozen");
        var left = new List<decimal>();
        for (var i = 0; i < 12; i++) left.Add(await buying.ShipAsync("X", 1));
        Assert.Equal([0.83m, 0.83m, 0.83m, 0.83m, 0.84m, 0.83m, 0.84m, 0.83m, 0.84m, 0.83m, 0.84m, 0.83m], left);
        await buying.BalancesAsync(stock: 0, sold: 10);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S18_kilograms_control_an_order_in_pounds(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X", baseUnit: "kg", decimals: 3, packs: new NewPack("lb", 45359237, 100000000, Decimals: 3, Sales: false));
        var order = Buying.Value(await buying.TryOrderAsync("V", Buying.Line("X", 970, 1, "kg") with { OrderUnit = "lb" })).Number;
        var line = await buying.LineAsync(order);
        Assert.Equal((Quantity.Units(970), Quantity.Of(2138.484m), "lb"), (line.Ordered, line.UnitQuantity, line.Unit));

        await buying.ReceiveAsync(order, 970, "kg");
        Assert.Equal(970, await buying.OnHandAsync("X"));
        Assert.Equal(0, (await buying.LineAsync(order)).Open.ToDecimal());
        await buying.BalancesAsync(stock: 2138.48m, uninvoiced: -2138.48m);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S19_nine_pieces_empty_a_box(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X", packs: new NewPack("box", 9));
        await buying.ReceiveAsync(await buying.OrderAsync("X", 1, 9.99m, "box"), 1, "box");
        for (var i = 0; i < 9; i++) Assert.Equal(1.11m, await buying.ShipAsync("X", 1));
        Assert.Equal(0, await buying.OnHandAsync("X"));
        await buying.BalancesAsync(stock: 0, sold: 9.99m);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S21_four_bags_are_forty_pieces_on_order_receipt_and_invoice(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X", packs: new NewPack("bag", 10));
        var order = await buying.OrderAsync("X", 4, 25, "bag");
        Assert.Equal((Quantity.Units(40), Amount.Of(100)), ((await buying.LineAsync(order)).Ordered, (await buying.LineAsync(order)).Amount));
        await buying.ReceiveAsync(order, 40);
        Buying.Value(await buying.InvoiceAsync(order, 4, 25, 100, unit: "bag"));
        Assert.Equal(40, await buying.OnHandAsync("X"));
        await buying.BalancesAsync(stock: 100, uninvoiced: 0, payable: -100);
        await buying.VerifyAsync();
    }

    [Fact]
    public void The_worths_of_partial_receipts_add_up_to_the_worth_of_the_whole() =>
        Gen.Select(Gen.Long[0, 10_000_000_000], Gen.Long[1, 1_000], Gen.Long[1, 1_000], Gen.Long[1, 1_000_000_000].Array[1, 12]).Sample((price, numerator, denominator, parts) =>
        {
            var given = new PurchasePrice(new UnitPrice(price), "unit", new PackSize(numerator, denominator));
            var (booked, cumulative) = (Amount.Zero, Quantity.Zero);
            foreach (var part in parts)
            {
                cumulative += new Quantity(part);
                booked += given.AmountOf(cumulative, Currency.Eur) - booked;
            }

            return booked == given.AmountOf(cumulative, Currency.Eur);
        });
}
