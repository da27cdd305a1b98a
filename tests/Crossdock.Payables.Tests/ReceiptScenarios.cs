using Crossdock.Procurement.Ordering;
using Crossdock.Warehouse.Receiving;

namespace Crossdock.Payables.Tests;

public sealed class ReceiptScenarios
{
    [Theory, EachDatabase]
    public async Task S07_a_receipt_validated_again_and_again_is_booked_once(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var prepared = await buying.PrepareAsync(await buying.OrderAsync("X", 10, 5), 10);

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => buying.PostAsync(prepared, i % 2 == 0 ? "same" : null)));
        Assert.All(answers.Where((_, i) => i % 2 == 0), a => Assert.True(a.IsValue || a.Refusal!.Kind == RefusalKind.Conflict, a.Refusal?.Message));
        Assert.Single(answers.Where(a => a.IsValue).Select(a => a.Value.Number).Distinct());
        var refused = answers.Where(a => !a.IsValue).Select(a => a.Refusal!).Where(r => r.Code == "warehouse.receipt_posted").ToList();
        Assert.All(refused, r => Assert.Contains(prepared, r.Message, StringComparison.Ordinal));
        Assert.NotEmpty(refused);
        Assert.Equal(10, await buying.OnHandAsync("X"));
        await buying.BalancesAsync(stock: 50, uninvoiced: -50);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S07_the_same_key_gets_the_same_answer_and_another_key_a_conflict(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var prepared = await buying.PrepareAsync(await buying.OrderAsync("X", 10, 5), 10);

        var first = Buying.Value(await buying.PostAsync(prepared, "K1"));
        var again = Buying.Value(await buying.PostAsync(prepared, "K1"));
        var other = await buying.PostAsync(prepared, "K2");

        Assert.Equal(first, again);
        Assert.Equal(RefusalKind.Conflict, other.Refusal!.Kind);
        Assert.Contains(first.Number, other.Refusal.Message, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task S08_of_two_drafts_for_one_order_one_is_posted(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var order = await buying.OrderAsync("X", 10, 5);
        var (one, two) = (await buying.PrepareAsync(order, 10), await buying.PrepareAsync(order, 10));

        var answers = await Task.WhenAll(buying.PostAsync(one), buying.PostAsync(two));
        Assert.Single(answers, a => a.IsValue);
        Assert.Contains("open quantity 0, asked 10", answers.Single(a => !a.IsValue).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(10, (await buying.LineAsync(order)).Received.ToDecimal());
        Assert.Equal(10, await buying.OnHandAsync("X"));
        await buying.BalancesAsync(stock: 50, uninvoiced: -50);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S37_a_reversed_over_receipt_leaves_the_order_as_it_was(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var order = await buying.OrderAsync("X", 300, 1, tolerancePercent: 1);
        Assert.Equal("procurement.over_receipt", (await buying.TryReceiveAsync(order, 304)).Refusal!.Code);
        var receipt = await buying.ReceiveAsync(order, 303);
        Assert.Equal(0, await buying.OnOrderAsync("X"));

        Buying.Value(await buying.ReverseAsync(receipt));
        Assert.Equal(300, (await buying.LineAsync(order)).Open.ToDecimal());
        Assert.Equal(300, await buying.OnOrderAsync("X"));
        Assert.Equal(0, await buying.OnHandAsync("X"));
        await buying.BalancesAsync(stock: 0, uninvoiced: 0);

        Buying.Value(await buying.App.RunAsync(buying.App.Get<ShortClosePurchaseLine>(), new ShortClosePurchaseLineRequest(order, 1, "will not come")));
        Assert.Equal(0, await buying.OnOrderAsync("X"));
        Assert.Equal("warehouse.receipt_reversed", (await buying.ReverseAsync(receipt)).Refusal!.Code);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S46_what_comes_within_the_tolerance_has_its_value(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var order = await buying.OrderAsync("X", 1, 100, tolerancePercent: 100);
        await buying.ReceiveAsync(order, 2);
        await buying.BalancesAsync(stock: 200, uninvoiced: -200);
        Buying.Value(await buying.InvoiceAsync(order, 2, 100, 200));
        await buying.BalancesAsync(stock: 200, uninvoiced: 0, payable: -200);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task S62_undoing_the_last_partial_receipt_leaves_the_others_alone(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var order = await buying.OrderAsync("X", 10, 2);
        await buying.ReceiveAsync(order, 4);
        Assert.Equal(4, await buying.OnHandAsync("X"));
        await buying.ReceiveAsync(order, 3);
        Assert.Equal(7, await buying.OnHandAsync("X"));
        var last = await buying.ReceiveAsync(order, 3);
        Assert.Equal(10, await buying.OnHandAsync("X"));

        Buying.Value(await buying.ReverseAsync(last));
        Assert.Equal(7, await buying.OnHandAsync("X"));
        Assert.Equal(3, (await buying.LineAsync(order)).Open.ToDecimal());
        Assert.Equal(3, await buying.OnOrderAsync("X"));
        await buying.BalancesAsync(stock: 14, uninvoiced: -14);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_wrong_unit_is_corrected_in_one_step(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X", packs: new NewPack("box", 6));
        var order = await buying.OrderAsync("X", 24, 2);
        var receipt = await buying.ReceiveAsync(order, 4);

        var corrected = Buying.Value(await buying.ReverseAsync(receipt, new ReceiveGoodsRequest("A", [new(Quantity.Units(4), "box", Order: order, Line: 1, Place: "A2")])));
        Assert.NotNull(corrected.Replacement);
        Assert.Equal(24, await buying.OnHandAsync("X"));
        Assert.Equal(0, (await buying.LineAsync(order)).Open.ToDecimal());
        await buying.BalancesAsync(stock: 48, uninvoiced: -48);
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Goods_without_an_order_get_one_and_are_invoiced_like_any(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var answer = Buying.Value(await buying.App.RunAsync(buying.App.Get<ReceiveGoods>(), new ReceiveGoodsRequest(
            "A", [new(Quantity.Units(3), Item: "X", Price: UnitPrice.Of(7), Place: "A1")], "V", DeliveryNote: "LS 9")));
        var order = Buying.Value(await buying.App.AskAsync(buying.App.Get<FindReceipt>(), new(answer.Number))).Lines.Single().Order;
        await buying.BalancesAsync(stock: 21, uninvoiced: -21);
        Buying.Value(await buying.InvoiceAsync(order, 3, 7, 21));
        await buying.BalancesAsync(stock: 21, uninvoiced: 0, payable: -21);
        Assert.Equal(0, await buying.OnOrderAsync("X"));
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_a_waiting_order_needs_is_available_at_the_dock_in_the_same_commit(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("X");
        var order = await buying.OrderAsync("X", 10, 2);
        await buying.DoAsync(async (work, cancel) =>
        {
            var item = (await buying.App.Get<Items>().FindAsync(work.Db, "X", cancel))!;
            var site = (await buying.App.Get<Directory>().SiteAsync(work.Db, "A", cancel))!;
            var answer = Buying.Value(await buying.App.Get<Promises>().AddAsync(
                work, [new NewDemand(Guid.CreateVersion7(), DemandKind.SalesLine, item, site, Quantity.Units(6), Buying.Today.AddDays(9), 1, "SO-1")], cancel)).Single();
            Assert.Equal(Quantity.Units(6), answer.Promised);
        });

        var receipt = Buying.Value(await buying.TryReceiveAsync(order, 10, place: null));
        Assert.Equal(1, receipt.CrossDocked);
        var stock = (await buying.StockAsync("X"))!;
        Assert.Equal(6, stock.Parts[StockWord.Allocated].ToDecimal());
        Assert.Equal(4, stock.Parts[StockWord.Receiving].ToDecimal());
        Assert.Equal(0, stock.Backordered.ToDecimal());
        await buying.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Serials_are_received_one_by_one_and_only_once(Engine engine)
    {
        await using var buying = await Buying.OpenAsync(engine);
        await buying.ItemAsync("S", tracking: Tracking.Serial);
        var order = await buying.OrderAsync("S", 4, 10);
        Buying.Value(await buying.ReceiveAsync(new ReceiptLineRequest(Quantity.Units(2), Order: order, Item: "S", Serials: ["N1", "N2"])));
        var again = await buying.ReceiveAsync(new ReceiptLineRequest(Quantity.Units(1), Order: order, Item: "S", Serials: ["N2"]));
        Assert.Equal(RefusalKind.Conflict, again.Refusal!.Kind);
        Assert.Equal(2, await buying.OnHandAsync("S"));
        await buying.VerifyAsync();
    }
}
