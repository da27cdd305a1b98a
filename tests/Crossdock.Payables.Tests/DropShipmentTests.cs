using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance;
using Crossdock.Procurement.DropShipping;
using Crossdock.Warehouse.DropShipping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Payables.Tests;

/// <summary>The supplier ships straight to the customer: nothing of it is ever here, and both orders, the books and the trace say the same.</summary>
public sealed partial class DropShipmentTests
{
    [Theory, EachDatabase]
    public async Task From_the_customers_order_to_both_invoices_the_books_are_right_to_the_last_cent(Engine engine)
    {
        await using var counter = await OpenAsync(engine, price: 12.34m);
        var sold = await SellAsync(counter, 10);
        Assert.Equal("To be ordered", await StateAsync(counter, sold));
        Assert.Equal(("SO", 10m, 0m), await NeedAsync(counter));
        var order = await OrderAsync(counter, sold);
        Assert.Equal(("direct", "C", sold), await ShipToAsync(counter, order));

        // It is supply of nobody but that line: the site has nothing on order, and nobody waits for stock.
        Assert.Equal((0m, 0m, 0m), await SiteAsync(counter));
        Assert.Equal(("2026-01-22", "Ordered from the supplier"), (await PromiseAsync(counter, sold), await StateAsync(counter, sold)));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: 0, sold: 0);
        await counter.VerifyAsync();

        var first = await KeyAsync(counter, order, 4, note: "D-1");
        Assert.Equal((49.36m, 80m), (Counter.Number(first["cost"]), Counter.Number(first["total"]!["amount"])));
        await BooksAsync(counter, owed: -49.36m, sold: 49.36m, revenue: -80, receivable: 80);
        Assert.Equal("2026-01-22", await PromiseAsync(counter, sold));
        await counter.VerifyAsync();
        await KeyAsync(counter, order, 6, note: "D-2");
        await BooksAsync(counter, owed: -123.40m, sold: 123.40m, revenue: -200, receivable: 200);
        Assert.Equal("Shipped", await StateAsync(counter, sold));
        Assert.Equal((0m, 0m, 0m), await SiteAsync(counter));
        await counter.VerifyAsync();

        // The supplier bills what it shipped, and not a piece more.
        Assert.Equal("procurement.invoiced_beyond_received", (await counter.Company.InvoiceAsync(order, 11, 12.34m, 135.74m)).Refusal?.Code);
        Buying.Value(await counter.Company.InvoiceAsync(order, 4, 12.34m, 49.36m));
        Buying.Value(await counter.Company.InvoiceAsync(order, 6, 12.34m, 74.04m, number: "R-2"));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: 0, sold: 123.40m, payable: -123.40m, variance: 0);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Three_parts_cost_and_bring_just_what_the_whole_does(Engine engine)
    {
        // 10 pieces at 10.00 a case of 12 are 8.33; in parts of 3, 3 and 4 they are 2.50, 2.50 and 3.33. Sold at 14.00 a case they bring 11.67.
        await using var counter = await OpenAsync(engine);
        var sold = Counter.Text((await counter.DoAsync("sales", "/sales-orders", new
        {
            site = "A", customer = "C", lines = new[] { new { item = "X", quantity = "10", unit = "piece", price = "14", priceUnit = "case", supplier = "V" } },
        }))["number"]);
        var order = Counter.Text((await counter.DoAsync("buyer", "/purchase-orders", new
        {
            supplier = "V", site = "A", salesOrder = sold, release = true, lines = new[] { new { item = "X", quantity = "10", unit = "piece", price = "10", priceUnit = "case", salesLine = 1 } },
        }))["number"]);
        foreach (var (quantity, cost, revenue) in new[] { (3m, 2.50m, -3.50m), (3m, 5.00m, -7.00m), (4m, 8.33m, -11.67m) })
        {
            await KeyAsync(counter, order, quantity, unit: "piece");
            await BooksAsync(counter, owed: -cost, sold: cost, revenue: revenue, receivable: -revenue);
            await counter.VerifyAsync();
        }

        Buying.Value(await counter.Company.InvoiceAsync(order, 10, 10, 8.33m));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: 0, payable: -8.33m);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Our_own_stock_and_whoever_waits_for_it_are_left_alone(Engine engine)
    {
        await using var counter = await OpenAsync(engine, item: "F", valuation: Valuation.Fifo);
        await counter.Company.BuyAsync("F", 2, 4);
        var waits = await counter.SellAsync(5, "F");
        await counter.Company.BalancesAsync(stock: 8, uninvoiced: -8);
        var sold = await SellAsync(counter, 3, "F");
        var order = await OrderAsync(counter, sold);
        var (free, waiting, coming) = await SiteAsync(counter, "F");
        Assert.Equal((0m, 3m, 0m), (free, waiting, coming));
        Assert.Null(await PromiseAsync(counter, waits));
        await counter.VerifyAsync();
        await KeyAsync(counter, order, 3);
        await counter.Company.BalancesAsync(stock: 8, uninvoiced: -38, sold: 30);
        Assert.Equal((0m, 3m, 0m), await SiteAsync(counter, "F"));
        await counter.VerifyAsync();

        // More of it is bought for the site: that is no duplicate of what goes to the customer, and serves who waits.
        Assert.Equal("Released", Counter.Text((await counter.DoAsync("buyer", "/purchase-orders", new
        {
            supplier = "V", site = "A", release = true, lines = new[] { new { item = "F", quantity = "3", unit = "piece", requestedDay = "2026-01-22" } },
        }))["state"]));
        Assert.Equal("2026-01-22", await PromiseAsync(counter, waits));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task The_same_notice_is_taken_once_however_often_it_is_sent(Engine engine)
    {
        await using var counter = await OpenAsync(engine);
        var sold = await SellAsync(counter, 10);
        var order = await OrderAsync(counter, sold);
        var notice = Notice(order, 4, note: "D-1");
        using var first = await counter.SendAsync("receiver", "/ship-notices", notice, key: "n-1");
        using var again = await counter.SendAsync("receiver", "/ship-notices", notice, key: "n-1");
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal("warehouse.notice_known", await counter.RefusedAsync("receiver", "/ship-notices", notice));
        await BooksAsync(counter, owed: -40, sold: 40, revenue: -80, receivable: 80);

        // Four hands at once with all that is left: one of them is right.
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => counter.SendAsync("receiver", "/ship-notices", Notice(order, 6)))));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        foreach (var answer in answers.Where(a => !a.IsSuccessStatusCode)) Assert.Equal("warehouse.shipped_beyond_ordered", await answer.CodeAsync());
        await BooksAsync(counter, owed: -100, sold: 100, revenue: -200, receivable: 200);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task One_line_is_ordered_once_also_by_two_buyers_at_once(Engine engine)
    {
        await using var counter = await OpenAsync(engine);
        var sold = await SellAsync(counter, 10);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => counter.SendAsync("buyer", "/drop-shipments", new { salesOrder = sold }))));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        foreach (var answer in answers.Where(a => !a.IsSuccessStatusCode)) Assert.Equal("procurement.nothing_to_drop_ship", await answer.CodeAsync());
        Assert.Equal("procurement.beyond_sold", await counter.RefusedAsync("buyer", "/purchase-orders", Bound(sold, 1)));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_was_not_ordered_or_not_sold_is_not_keyed(Engine engine)
    {
        await using var counter = await OpenAsync(engine);
        var sold = await SellAsync(counter, 10);
        var order = Counter.Text((await counter.DoAsync("buyer", "/purchase-orders", Bound(sold, 10, tolerance: 10)))["number"]);
        Assert.Equal("warehouse.shipped_beyond_ordered", await counter.RefusedAsync("receiver", "/ship-notices", Notice(order, 12)));

        // Within the tolerance of the purchase, but nobody ordered it from us and nothing can be kept here.
        Assert.Equal("warehouse.shipped_beyond_sold", await counter.RefusedAsync("receiver", "/ship-notices", Notice(order, 11)));
        Assert.Contains("unit", await counter.RefusedAsync("receiver", "/ship-notices", Notice(order, 1, unit: "pallet")), StringComparison.Ordinal);
        Assert.Equal("warehouse.notice_in_future", await counter.RefusedAsync("receiver", "/ship-notices", Notice(order, 1, day: "2026-01-16")));
        Assert.Equal("warehouse.drop_shipped", await counter.RefusedAsync("receiver", "/receipts", new { site = "A", lines = new[] { new { order, line = 1, quantity = "1", unit = "piece" } } }));
        Assert.Equal("warehouse.shipped_by_supplier", await counter.RefusedAsync("picker", "/shipments", new { order = sold, lines = new[] { new { line = 1, quantity = "1" } } }));
        Assert.Contains("not_found", await counter.RefusedAsync("receiver", "/ship-notices", Notice("PO-999999", 1)), StringComparison.Ordinal);
        var here = await counter.Company.OrderAsync("X", 5, 10);
        Assert.Equal("warehouse.not_drop_shipped", await counter.RefusedAsync("receiver", "/ship-notices", Notice(here, 1)));
        var notice = Counter.Text((await KeyAsync(counter, order, 10))["number"]);
        Assert.Equal("warehouse.drop_shipped_return", await counter.RefusedAsync("receiver", "/customer-returns", new { shipment = notice, reason = "broken", lines = new[] { new { line = 1, quantity = "1" } } }));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Whoever_wrote_or_released_the_order_does_not_key_what_was_shipped(Engine engine)
    {
        await using var counter = await OpenAsync(engine);
        var sold = await SellAsync(counter, 10);
        var both = Actor.System("both");
        await counter.Company.DoAsync(async (work, cancel) => both = both with { Id = (await counter.Company.App.Get<People>().CreateAsync(work, new NewPerson("both", "Both", ["buyer"]), cancel)).Value.Id });
        var order = Buying.Value(await counter.Company.App.RunAsync(counter.Company.App.Get<OrderDirect>(), new OrderDirectRequest(sold), both)).First;
        var keyed = await counter.Company.App.RunAsync(counter.Company.App.Get<KeyShipNotice>(), new KeyShipNoticeRequest(order, [new(1, Quantity.Of(10))]), both);
        Assert.Equal("procurement.buyer_receives", keyed.Refusal?.Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await counter.SendAsync("sales", "/ship-notices", Notice(order, 10))).StatusCode);
        await KeyAsync(counter, order, 10);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_notice_is_reversed_with_all_it_did_until_the_supplier_has_billed_it(Engine engine)
    {
        await using var counter = await OpenAsync(engine);
        var sold = await SellAsync(counter, 10);
        var order = await OrderAsync(counter, sold);
        await KeyAsync(counter, order, 4);
        var notice = Counter.Text((await KeyAsync(counter, order, 6))["number"]);
        var mirror = await counter.DoAsync("warehouse-manager", $"/ship-notices/{notice}/reverse", new { reason = "not gone" });
        await BooksAsync(counter, owed: -40, sold: 40, revenue: -80, receivable: 80);
        Assert.Equal(("Ordered from the supplier", "2026-01-22"), (await StateAsync(counter, sold), await PromiseAsync(counter, sold)));
        Assert.Equal("warehouse.notice_reversed", await counter.RefusedAsync("warehouse-manager", $"/ship-notices/{notice}/reverse", new { reason = "not gone" }));
        Assert.Equal("warehouse.mirror_notice", await counter.RefusedAsync("warehouse-manager", $"/ship-notices/{Counter.Text(mirror["number"])}/reverse", new { reason = "not gone" }));
        await counter.VerifyAsync();

        notice = Counter.Text((await KeyAsync(counter, order, 6))["number"]);
        Buying.Value(await counter.Company.InvoiceAsync(order, 10, 10, 100));
        Assert.Equal("warehouse.notice_billed", await counter.RefusedAsync("warehouse-manager", $"/ship-notices/{notice}/reverse", new { reason = "not gone" }));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: 0, sold: 100, payable: -100);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_the_customer_cancels_is_the_buyers_to_take_off_the_order(Engine engine)
    {
        await using var counter = await OpenAsync(engine);
        var sold = await SellAsync(counter, 10);
        var draft = Counter.Text((await counter.DoAsync("buyer", "/drop-shipments", new { salesOrder = sold, release = false }))["first"]);
        await counter.DoAsync("sales", $"/sales-orders/{sold}/lines/1/cancel", new { reason = "too many", askedBy = "customer", quantity = "4" });
        Assert.Equal("procurement.beyond_sold", await counter.RefusedAsync("buyer", $"/purchase-orders/{draft}/release", new { }, ifMatch: await VersionAsync(counter, draft)));
        await counter.DoAsync("buyer", $"/purchase-orders/{draft}/lines/1/change", new { quantity = "6" }, ifMatch: await VersionAsync(counter, draft));
        await counter.DoAsync("buyer", $"/purchase-orders/{draft}/release", new { }, ifMatch: await VersionAsync(counter, draft));
        Assert.Empty(await FoundAsync(counter, "procurement.drop_shipment_unwanted"));

        await counter.DoAsync("sales", $"/sales-orders/{sold}/lines/1/cancel", new { reason = "none at all", askedBy = "customer" });
        var unwanted = Assert.Single(await FoundAsync(counter, "procurement.drop_shipment_unwanted"));
        Assert.Contains("the customer wants 0 now", unwanted.Detail, StringComparison.Ordinal);
        Assert.Equal("warehouse.shipped_beyond_sold", await counter.RefusedAsync("receiver", "/ship-notices", Notice(draft, 6)));
        Assert.Equal("procurement.beyond_sold", await counter.RefusedAsync("buyer", $"/purchase-orders/{draft}/lines/1/change", new { quantity = "7" }, ifMatch: await VersionAsync(counter, draft)));
        await counter.VerifyAsync();
        await counter.DoAsync("buyer", $"/purchase-orders/{draft}/lines/1/cancel", new { reason = "the customer cancelled" });
        Assert.Empty(await FoundAsync(counter, "procurement.drop_shipment_unwanted"));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_line_whose_order_is_cancelled_needs_another_source(Engine engine)
    {
        await using var counter = await OpenAsync(engine);
        await counter.Company.BuyAsync("X", 3, 4);
        var sold = await SellAsync(counter, 10);
        var order = await OrderAsync(counter, sold);
        Assert.Equal("inventory.still_coming", await counter.RefusedAsync("sales", $"/sales-orders/{sold}/lines/1/source", new { reason = "from here" }));
        await counter.DoAsync("buyer", $"/purchase-orders/{order}/lines/1/cancel", new { reason = "they cannot", bySupplier = true });
        Assert.Equal(("To be ordered", null), (await StateAsync(counter, sold), await PromiseAsync(counter, sold)));
        Assert.Contains("10 piece", Assert.Single(await FoundAsync(counter, "procurement.drop_shipment_lost")).Detail, StringComparison.Ordinal);
        await counter.VerifyAsync();

        // Taken from our own stock after all: three lie here, the rest waits. Then from the supplier again.
        await counter.DoAsync("sales", $"/sales-orders/{sold}/lines/1/source", new { reason = "from here" });
        Assert.Equal("Part allocated", await StateAsync(counter, sold));
        Assert.Equal((0m, 7m, 0m), await SiteAsync(counter));
        Assert.Empty(await FoundAsync(counter, "procurement.drop_shipment_lost"));
        Assert.Equal("procurement.not_direct", await counter.RefusedAsync("buyer", "/purchase-orders", Bound(sold, 7)));
        await counter.VerifyAsync();
        await counter.DoAsync("sales", $"/sales-orders/{sold}/lines/1/source", new { supplier = "V", reason = "they can again" });
        Assert.Equal((3m, 0m, 0m), await SiteAsync(counter));
        order = await OrderAsync(counter, sold);
        await KeyAsync(counter, order, 10);
        await counter.Company.BalancesAsync(stock: 12, sold: 100);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Another_day_of_the_supplier_moves_the_promise_in_the_same_commit(Engine engine)
    {
        await using var counter = await OpenAsync(engine);
        var sold = await SellAsync(counter, 10, requestedDay: "2026-01-30");
        var order = await OrderAsync(counter, sold);
        Assert.Equal("2026-01-30", await PromiseAsync(counter, sold));
        await counter.DoAsync("buyer", $"/purchase-orders/{order}/answer", new { lines = new[] { new { line = 1, day = "2026-01-29" } } });
        Assert.Equal("2026-01-29", await PromiseAsync(counter, sold));

        // Later than the customer wants it: the buyer is asked first.
        var answer = await counter.DoAsync("buyer", $"/purchase-orders/{order}/answer", new { lines = new[] { new { line = 1, day = "2026-02-05" } } });
        Assert.Contains("It breaks 1 promise.", Counter.Text(answer["lines"]![0]!["impact"]), StringComparison.Ordinal);
        Assert.Equal("2026-01-29", await PromiseAsync(counter, sold));
        await counter.DoAsync("buyer", $"/proposals/{Counter.Text(answer["lines"]![0]!["proposal"])}/accept", new { });
        Assert.Equal("2026-02-05", await PromiseAsync(counter, sold));
        await counter.VerifyAsync();

        // More than the customer ordered, or another item, is not taken.
        answer = await counter.DoAsync("buyer", $"/purchase-orders/{order}/answer", new { lines = new[] { new { line = 1, quantity = "12", unit = "piece" } } });
        Assert.Equal("procurement.beyond_sold", await counter.RefusedAsync("buyer", $"/proposals/{Counter.Text(answer["lines"]![0]!["proposal"])}/accept", new { }));
        await counter.ItemAsync("Z");
        Assert.Equal("procurement.direct_substitute", await counter.RefusedAsync("buyer", $"/purchase-orders/{order}/answer", new { lines = new[] { new { line = 1, substitute = "Z" } } }));

        // In two parts: each is bound to the line, and the last one is its promise.
        answer = await counter.DoAsync("buyer", $"/purchase-orders/{order}/answer", new
        {
            lines = new[] { new { line = 1, unit = "piece", parts = new[] { new { quantity = "4", day = "2026-02-03" }, new { quantity = "6", day = "2026-02-10" } } } },
        });
        await counter.DoAsync("buyer", $"/proposals/{Counter.Text(answer["lines"]![0]!["proposal"])}/accept", new { });
        Assert.Equal("2026-02-10", await PromiseAsync(counter, sold));
        await KeyAsync(counter, order, 4, unit: "piece");
        Assert.Equal("2026-02-10", await PromiseAsync(counter, sold));
        await counter.DoAsync("receiver", "/ship-notices", new { order, lines = new[] { new { line = 2, quantity = "6", unit = "piece" } } });
        await BooksAsync(counter, owed: -100, sold: 100, revenue: -200, receivable: 200);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Lots_and_serials_are_kept_for_the_trace(Engine engine)
    {
        await using var counter = await OpenAsync(engine, item: "L", tracking: Tracking.Lot);
        await counter.ItemAsync("S", tracking: Tracking.Serial);
        await TermsAsync(counter, "S", 10);
        var sold = await SellAsync(counter, 5, "L");
        var order = await OrderAsync(counter, sold);
        Assert.Equal("inventory.lot_missing", await counter.RefusedAsync("receiver", "/ship-notices", Notice(order, 5)));
        await counter.DoAsync("receiver", "/ship-notices", new { order, lines = new[] { new { line = 1, quantity = "2", unit = "piece", lot = "L1" }, new { line = 1, quantity = "3", unit = "piece", lot = "L2" } } });
        Assert.Equal([("L1", "directReceipt", 2m), ("L1", "directShipment", 2m), ("L2", "directReceipt", 3m), ("L2", "directShipment", 3m)], await MovedAsync(counter, "L"));

        sold = await SellAsync(counter, 2, "S");
        order = await OrderAsync(counter, sold);
        Assert.Equal("warehouse.serials", await counter.RefusedAsync("receiver", "/ship-notices", new { order, lines = new[] { new { line = 1, quantity = "2", unit = "piece", serials = new[] { "S1" } } } }));
        var notice = Counter.Text((await counter.DoAsync("receiver", "/ship-notices", new { order, lines = new[] { new { line = 1, quantity = "2", unit = "piece", serials = new[] { "S1", "S2" } } } }))["number"]);
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -70, sold: 70);
        await counter.VerifyAsync();

        // The customer has S1: it cannot come in. After the reversal it can be keyed again.
        var more = await counter.Company.OrderAsync("S", 1, 10);
        Assert.NotNull(await counter.RefusedAsync("receiver", "/receipts", new { site = "A", lines = new[] { new { order = more, line = 1, quantity = "1", unit = "piece", lot = "S1", place = "A1" } } }));
        await counter.DoAsync("warehouse-manager", $"/ship-notices/{notice}/reverse", new { reason = "other serials" });
        await counter.DoAsync("receiver", "/ship-notices", new { order, lines = new[] { new { line = 1, quantity = "2", unit = "piece", serials = new[] { "S1", "S3" } } } });
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -70, sold: 70);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_supplier_in_another_currency_is_owed_at_the_rate_of_the_day_and_billed_to_nothing_left(Engine engine)
    {
        await using var counter = await OpenAsync(engine, supplier: "D");
        await counter.Company.RateAsync(new DateOnly(2026, 1, 1), 0.9m);
        var sold = await SellAsync(counter, 10, supplier: "D");
        var order = await OrderAsync(counter, sold);
        await KeyAsync(counter, order, 3);
        await counter.Company.RateAsync(new DateOnly(2026, 1, 16), 0.8333m);
        counter.Company.Time.Advance(TimeSpan.FromDays(1));
        await KeyAsync(counter, order, 7);
        await BooksAsync(counter, owed: -85.33m, sold: 85.33m, revenue: -200, receivable: 200);
        await counter.VerifyAsync();
        Buying.Value(await counter.Company.InvoiceAsync(order, 10, 10, 100, supplier: "D", day: new DateOnly(2026, 1, 16)));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: 0, sold: 85.33m, payable: -83.33m);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Nothing_is_keyed_into_a_closed_month(Engine engine)
    {
        await using var counter = await OpenAsync(engine);
        var sold = await SellAsync(counter, 10);
        var order = await OrderAsync(counter, sold);
        counter.Company.Time.Advance(TimeSpan.FromDays(20));
        await KeyAsync(counter, order, 1, day: "2026-01-31");
        await counter.DoAsync("controller", "/entities/E1/periods/202601/close", new { });
        Assert.Equal("books.period_closed", await counter.RefusedAsync("receiver", "/ship-notices", Notice(order, 4, day: "2026-01-31")));
        await KeyAsync(counter, order, 4);
        await BooksAsync(counter, owed: -50, sold: 50, revenue: -100, receivable: 100);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_line_is_bound_only_to_what_fits(Engine engine)
    {
        await using var counter = await OpenAsync(engine);
        await counter.ItemAsync("Z");
        Assert.Equal("sales.no_direct_terms", await counter.RefusedAsync("sales", "/sales-orders", new { site = "A", customer = "C", lines = new[] { new { item = "Z", quantity = "1", supplier = "V" } } }));
        Assert.Contains("not_found", await counter.RefusedAsync("sales", "/sales-orders", new { site = "A", customer = "C", lines = new[] { new { item = "X", quantity = "1", supplier = "nobody" } } }), StringComparison.Ordinal);
        Assert.Equal("sales.whole_but_direct", await counter.RefusedAsync("sales", "/sales-orders", new
        {
            site = "A", customer = "C", shipComplete = true, lines = new object[] { new { item = "X", quantity = "1", supplier = "V" }, new { item = "Z", quantity = "1" } },
        }));
        var plain = await counter.SellAsync(2);
        Assert.Equal("procurement.nothing_to_drop_ship", await counter.RefusedAsync("buyer", "/drop-shipments", new { salesOrder = plain }));
        Assert.Equal("procurement.leaves_here", await counter.RefusedAsync("buyer", "/drop-shipments", new { salesOrder = plain, lines = new[] { 1 } }));
        var sold = await SellAsync(counter, 10);
        Assert.Equal("procurement.sales_line_missing", await counter.RefusedAsync("buyer", "/purchase-orders", Bound(sold, 1, salesLine: null)));
        Assert.Equal("procurement.other_item_sold", await counter.RefusedAsync("buyer", "/purchase-orders", Bound(sold, 1, item: "Z")));
        Assert.Equal("procurement.not_direct", await counter.RefusedAsync("buyer", "/purchase-orders", Bound(sold, 1, supplier: "W")));
        Assert.Equal("procurement.sales_order_missing", await counter.RefusedAsync("buyer", "/purchase-orders", Bound(null, 1)));
        Assert.Equal("procurement.direct_consigned", await counter.RefusedAsync("buyer", "/purchase-orders", Bound(sold, 1, consigned: true)));
        Assert.Equal("procurement.beyond_sold", await counter.RefusedAsync("buyer", "/purchase-orders", Bound(sold, 11)));
        await counter.DoAsync("buyer", "/purchase-orders", Bound(sold, 6));
        Assert.Equal(("SO", 10m, 6m), await NeedAsync(counter));
        Assert.Null(await PromiseAsync(counter, sold));
        await OrderAsync(counter, sold);
        Assert.Equal("2026-01-22", await PromiseAsync(counter, sold));
        Assert.Equal((string.Empty, 0m, 0m), await NeedAsync(counter));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_notice_that_says_something_else_than_the_books_is_found(Engine engine)
    {
        await using var counter = await OpenAsync(engine);
        var sold = await SellAsync(counter, 10);
        var order = await OrderAsync(counter, sold);
        await KeyAsync(counter, order, 4);
        await counter.VerifyAsync();
        var check = counter.Company.App.Services.GetServices<IVerification>().Single(c => c.GetType().Name == "DropShipCheck");
        foreach (var tampering in new[]
        {
            "UPDATE procurement_lines SET received = received + 1000000 WHERE kind = 5",
            "UPDATE warehouse_ship_notices SET value = value + 1",
            "UPDATE warehouse_ship_notices SET sales_order = 'SO-999999'",
        })
        {
            var findings = await counter.Company.App.Database.ReadAsync(async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                await db.Database.ExecuteSqlRawAsync(tampering);
                return await check.RunAsync(db, 10, CancellationToken.None);
            });
            Assert.True(findings.Count > 0, tampering);
        }
    }
}
