using Crossdock.Sales.Orders;
using Crossdock.Sales.Payments;
using Crossdock.Warehouse.CustomerReturns;
using Crossdock.Warehouse.Shipping;

namespace Crossdock.Sales.Tests;

/// <summary>Orders, invoices and money, one sentence each.</summary>
public sealed class OrderTests
{
    [Theory, EachDatabase]
    public async Task Parts_of_a_line_are_invoiced_to_the_exact_amount_of_the_line(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X", packs: new NewPack("dz", 12));
        await shop.ReceiveAsync("X", 12, 12);
        var order = await shop.OrderAsync("X", 1, unit: "dz", price: 10);
        var totals = new List<decimal>();
        for (var i = 0; i < 12; i++) totals.Add((await shop.ShipAsync(order, new ShipLineRequest(1, Quantity.Units(1)))).Value.Total.Amount.ToDecimal());
        Assert.Equal(10, totals.Sum());
        Assert.All(totals, t => Assert.InRange(t, 0.83m, 0.84m));
        Assert.Equal(10, await shop.BalanceAsync(AccountRole.Receivables));
    }

    [Theory, EachDatabase]
    public async Task Stock_that_arrives_goes_to_who_waits_and_ships(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        var first = await shop.OrderAsync("X", 4);
        var second = await shop.OrderAsync("X", 4);
        await shop.ReceiveAsync("X", 6, 6);
        Assert.True((await shop.ShipAsync(first)).Value.OrderComplete);
        Assert.False((await shop.ShipAsync(second)).Value.OrderComplete);
        Assert.Equal(2, await shop.BackorderedAsync("X"));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task A_cancelled_line_gives_its_stock_to_the_next_and_says_who_asked(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 5, 5);
        var first = await shop.OrderAsync("X", 5);
        var second = await shop.OrderAsync("X", 5);
        var cancelled = (await shop.App.RunAsync(shop.App.Get<CancelSalesLine>(), new CancelSalesLineRequest(first, 1, "too late", AskedBy.Customer, LostSale: true))).Value;
        Assert.Equal(Quantity.Units(5), cancelled.Cancelled);
        Assert.True((await shop.ShipAsync(second)).Value.OrderComplete);
        Assert.Equal("sales.line_closed", (await shop.App.RunAsync(shop.App.Get<CancelSalesLine>(), new CancelSalesLineRequest(first, 1, "again", AskedBy.Us))).Refusal!.Code);
        Assert.Equal(5, await shop.SumAsync("SELECT SUM(lost) FROM sales_lines", 1_000_000m));
        Assert.Equal(1, await shop.CountAsync("sales_line_changes"));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task A_line_is_changed_by_who_saw_its_last_version(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 8, 8);
        var order = await shop.OrderAsync("X", 5);
        ChangeSalesLineRequest Change(long version, decimal quantity) => new(order, 1, version, AskedBy.Customer, Quantity.Of(quantity));
        Assert.Equal("sales.stale", (await shop.App.RunAsync(shop.App.Get<ChangeSalesLine>(), Change(7, 3))).Refusal!.Code);
        Assert.Equal(Quantity.Units(10), (await shop.App.RunAsync(shop.App.Get<ChangeSalesLine>(), Change(1, 10))).Value.Open);
        Assert.Equal(8, await shop.ReservedAsync("X"));
        Assert.Equal(2, await shop.BackorderedAsync("X"));
        Assert.Equal(Quantity.Units(3), (await shop.App.RunAsync(shop.App.Get<ChangeSalesLine>(), Change(2, 3))).Value.Open);
        Assert.Equal(3, await shop.ReservedAsync("X"));
        Assert.Equal(0, await shop.BackorderedAsync("X"));
        await shop.ShipAsync(order, new ShipLineRequest(1, Quantity.Units(1)));
        var price = new ChangeSalesLineRequest(order, 1, 4, AskedBy.Us, Price: UnitPrice.Of(9));
        Assert.Equal("sales.price_fixed", (await shop.App.RunAsync(shop.App.Get<ChangeSalesLine>(), price)).Refusal!.Code);
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task Beyond_the_credit_limit_a_reason_and_the_right_are_needed(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 100, 100);
        await shop.CustomerAsync("C2", Amount.Of(100));
        await shop.ShipAsync(await shop.OrderAsync("X", 4, customer: "C2"));
        await shop.OrderAsync("X", 4, customer: "C2");
        Assert.Equal("sales.credit_limit", (await shop.TryOrderAsync("X", 3, customer: "C2")).Refusal!.Code);
        var clerk = Actor.System("clerk") with { Permissions = new HashSet<Permission> { Permission.CreateSalesOrder } };
        Assert.Equal("sales.credit_limit", (await shop.TryOrderAsync("X", 3, customer: "C2", reason: "they will pay", actor: clerk)).Refusal!.Code);
        Assert.True((await shop.TryOrderAsync("X", 3, customer: "C2", reason: "they will pay")).IsValue);
    }

    [Theory, EachDatabase]
    public async Task A_customer_who_takes_it_whole_gets_no_part(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.CustomerAsync("C2", shipComplete: true);
        await shop.ReceiveAsync("X", 3, 3);
        var order = await shop.OrderAsync("X", 5, customer: "C2");
        Assert.Equal("warehouse.ships_complete", (await shop.ShipAsync(order)).Refusal!.Code);
        await shop.ReceiveAsync("X", 2, 2);
        Assert.True((await shop.ShipAsync(order)).Value.OrderComplete);
    }

    [Theory, EachDatabase]
    public async Task A_payment_settles_invoices_and_its_rest_is_an_advance_until_it_is_cancelled(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 10, 10);
        var shipment = (await shop.ShipAsync(await shop.OrderAsync("X", 10))).Value;
        Assert.Equal("books.open_amount", (await shop.PayAsync(200, new PaymentAllocationRequest(shipment.Invoice, Amount.Of(150)))).Refusal!.Code);
        var paid = (await shop.PayAsync(130, new PaymentAllocationRequest(shipment.Invoice))).Value;
        Assert.Equal(Amount.Of(100), paid.Settled.Amount);
        Assert.Equal(Amount.Of(30), paid.Advance.Amount);
        Assert.Equal((0m, 130m, -30m), (await shop.BalanceAsync(AccountRole.Receivables), await shop.BalanceAsync(AccountRole.Bank), await shop.BalanceAsync(AccountRole.CustomerAdvances)));

        var cancel = new CancelPaymentRequest(paid.Number, "cheque bounced");
        Assert.True((await shop.App.RunAsync(shop.App.Get<CancelPayment>(), cancel)).IsValue);
        Assert.Equal((100m, 0m, 0m), (await shop.BalanceAsync(AccountRole.Receivables), await shop.BalanceAsync(AccountRole.Bank), await shop.BalanceAsync(AccountRole.CustomerAdvances)));
        Assert.Equal("sales.payment_cancelled", (await shop.App.RunAsync(shop.App.Get<CancelPayment>(), cancel)).Refusal!.Code);

        var credit = (await shop.ReturnAsync(shipment.Number, true, new ReturnLineRequest(1, Quantity.Units(4)))).Value;
        var set = (await shop.PayAsync(60, new PaymentAllocationRequest(shipment.Invoice), new PaymentAllocationRequest(credit.CreditNote!))).Value;
        Assert.Equal(Amount.Zero, set.Advance.Amount);
        Assert.Equal(0, await shop.BalanceAsync(AccountRole.Receivables));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task A_return_is_credited_once_and_never_beyond_what_was_invoiced(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 10, 10);
        var shipment = (await shop.ShipAsync(await shop.OrderAsync("X", 10))).Value.Number;
        var back = (await shop.ReturnAsync(shipment, false, new ReturnLineRequest(1, Quantity.Units(4)))).Value;
        Assert.Null(back.CreditNote);
        var use = shop.App.Get<CreditCustomerReturn>();
        Assert.Equal(Amount.Of(40), (await shop.App.RunAsync(use, new CreditCustomerReturnRequest(back.Number))).Value.Credited.Amount);
        Assert.Equal("warehouse.return_credited", (await shop.App.RunAsync(use, new CreditCustomerReturnRequest(back.Number))).Refusal!.Code);
        Assert.Equal("warehouse.goods_came_back", (await shop.ReverseAsync(shipment)).Refusal!.Code);
        Assert.Equal(60, await shop.BalanceAsync(AccountRole.Receivables));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task A_reversed_shipment_that_is_still_wanted_ships_again(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 5, 5);
        var order = await shop.OrderAsync("X", 5);
        var shipment = (await shop.ShipAsync(order)).Value.Number;
        Assert.True((await shop.ReverseAsync(shipment, reopen: true)).IsValue);
        Assert.Equal(5, await shop.ReservedAsync("X"));
        Assert.True((await shop.ShipAsync(order)).Value.OrderComplete);
        Assert.Equal(50, await shop.BalanceAsync(AccountRole.Receivables));
        Assert.Empty(await shop.ProblemsAsync());
    }

    [Theory, EachDatabase]
    public async Task The_order_pad_shows_what_an_order_would_get_and_enters_nothing(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        await shop.ReceiveAsync("X", 10, 60);
        var preview = (await shop.App.AskAsync(shop.App.Get<PreviewSalesOrder>(), new PreviewSalesOrderRequest("A", "C1", ["X", "X", "NONE"], ["4", "40", "1"]))).Value;
        Assert.Equal(Quantity.Units(10), preview.Lines[0].Free);
        Assert.NotNull(preview.Lines[0].PromiseDay);
        Assert.Equal((Amount.Of(40), Amount.Of(16), "40.0"), (preview.Lines[0].Net!.Value, preview.Lines[0].Margin!.Value, preview.Lines[0].MarginPercent));
        Assert.Null(preview.Lines[1].PromiseDay);
        Assert.NotNull(preview.Lines[2].Problem);
        Assert.Equal(0, await shop.CountAsync("sales_orders"));
    }

    [Theory, EachDatabase]
    public async Task A_promise_that_moves_stays_in_the_history_with_who_asked(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ItemAsync("X");
        var item = await shop.FindItemAsync("X");
        var site = await shop.SiteAsync();
        var today = site.DayOf(TimeProvider.System.GetUtcNow());
        var supply = Guid.CreateVersion7();
        Task Supply(DateOnly day) => shop.DoAsync<Supplies>(async (work, supplies, cancel) =>
            await supplies.SetAsync(work, [new SupplyNow(supply, SupplyKind.PurchaseLine, item, site, day, SupplyStage.Confirmed, Quantity.Units(10), "PO-1")], cancel));
        await Supply(today.AddDays(5));
        var order = (await shop.TryOrderAsync("X", 4)).Value;
        Assert.Equal(today.AddDays(5), order.PromisedDay);
        await Supply(today.AddDays(9));
        await shop.App.RunAsync(shop.App.Get<ChangeSalesLine>(), new ChangeSalesLineRequest(order.Number, 1, 1, AskedBy.Customer, Quantity.Units(12)));

        var line = (await shop.App.AskAsync(shop.App.Get<FindSalesOrder>(), new SalesOrderRequest(order.Number))).Value.Lines[0];
        Assert.Equal(today.AddDays(5), line.FirstPromisedDay);
        Assert.Equal([(today.AddDays(9), false), (null, true)], line.Promises.Select(p => ((DateOnly?)p.After, p.CustomerAsked)));
    }
}
