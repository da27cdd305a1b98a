using System.Net;
using Crossdock.Governance;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Payables.Tests;

/// <summary>Stock that stays the supplier's until it is used: nothing is owed before, exactly its price of the day afterwards.</summary>
public sealed class ConsignmentTests
{
    [Theory, EachDatabase]
    public async Task Consigned_goods_come_without_value_and_are_owed_when_they_leave(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        var arrangement = await counter.ArrangeAsync();
        var (order, _) = await counter.ConsignAsync(10);
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: 0);
        Assert.Equal((10m, 0m, 10m), (await counter.PartAsync(StockWord.Consigned), await counter.PartAsync(StockWord.Available), await counter.FreeAsync()));
        Assert.Equal(("procurement.consigned_not_billed", "Received"), (Refused(await counter.Company.InvoiceAsync(order, 1, 10, 10)), await StateAsync(counter, order)));
        await counter.VerifyAsync();

        await counter.ShipAsync(await counter.SellAsync(4));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -40, sold: 40, payable: 0);
        Assert.Equal(6, await counter.PartAsync(StockWord.Consigned));
        var used = (await counter.UsedAsync())[0]!;
        Assert.Equal(("2026-01", 4m, 0m, 40m), (Counter.Text(used["month"]), Counter.Number(used["used"]), Counter.Number(used["billed"]), Counter.Number(used["amount"])));
        Assert.Equal(6, Counter.Number((await counter.ArrangementAsync(arrangement))["here"]));
        await counter.VerifyAsync();

        // The supplier bills what was used, and not a piece more.
        var bill = Counter.Text(used["order"]);
        Assert.Equal("procurement.invoiced_beyond_received", Refused(await counter.Company.InvoiceAsync(bill, 5, 10, 50)));
        Buying.Value(await counter.Company.InvoiceAsync(bill, 4, 10, 40));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: 0, sold: 40, payable: -40);
        Assert.Equal(4, Counter.Number((await counter.UsedAsync())[0]!["billed"]));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task The_price_is_that_of_the_day_of_use(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        var arrangement = await counter.ArrangeAsync();
        await counter.ConsignAsync(10);
        await counter.DoAsync("procurement-manager", $"/consignments/{arrangement}/prices", new { price = "12.5", from = "2026-01-16" });
        Assert.Equal("procurement.price_backdated", await counter.RefusedAsync("procurement-manager", $"/consignments/{arrangement}/prices", new { price = "9", from = "2026-01-14" }));
        await counter.ShipAsync(await counter.SellAsync(2));
        await counter.Company.BalancesAsync(uninvoiced: -20, sold: 20);

        counter.Company.Time.Advance(TimeSpan.FromDays(1));
        await counter.ShipAsync(await counter.SellAsync(2));
        await counter.Company.BalancesAsync(uninvoiced: -45, sold: 45);

        // What left yesterday and is entered today costs what it cost yesterday.
        await counter.ShipAsync(await counter.SellAsync(1), happenedAt: "2026-01-15T15:00:00Z");
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -55, sold: 55);
        var used = (await counter.UsedAsync()).AsArray();
        Assert.Equal([(3m, 10m), (2m, 12.5m)], used.Select(r => (Counter.Number(r!["used"]), Counter.Number(r["price"]))).OrderBy(r => r.Item2));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public Task Ours_goes_first(Engine engine) => MixedAsync(engine, first: false, stock: 0, owed: -30, sold: 30, consigned: 6);

    [Theory, EachDatabase]
    public Task Theirs_goes_first_where_that_was_agreed(Engine engine) => MixedAsync(engine, first: true, stock: 20, owed: -80, sold: 60, consigned: 1);

    /// <summary>Own 5 at 4.00, consigned 7 at 10.00; 6 are picked and shipped in one.</summary>
    private static async Task MixedAsync(Engine engine, bool first, decimal stock, decimal owed, decimal sold, decimal consigned)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        await counter.ArrangeAsync(first: first);
        await counter.Company.BuyAsync("X", 5, 4);
        await counter.ConsignAsync(7);
        var order = await counter.SellAsync(6);
        await counter.DoAsync("picker", "/picks", new { order });
        await counter.VerifyAsync();
        await counter.ShipAsync(order);
        await counter.Company.BalancesAsync(stock: stock, uninvoiced: owed, sold: sold);
        Assert.Equal(consigned, await counter.PartAsync(StockWord.Consigned));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Consigned_stock_leaves_at_just_its_price_out_of_a_fifo_pool(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("F", Valuation.Fifo);
        await counter.ArrangeAsync("F", first: true);
        await counter.Company.BuyAsync("F", 3, 4);
        await counter.ConsignAsync(3, "F");
        var shipment = await counter.ShipAsync(await counter.SellAsync(2, "F"));
        await counter.Company.BalancesAsync(stock: 12, uninvoiced: -32, sold: 20);
        await counter.VerifyAsync();
        await counter.DoAsync("warehouse-manager", $"/shipments/{shipment}/reverse", new { reason = "not gone" });
        await counter.Company.BalancesAsync(stock: 12, uninvoiced: -12, sold: 0, variance: 0);
        Assert.Equal(3, await counter.PartAsync(StockWord.Consigned, "F"));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_reversed_shipment_gives_the_stock_back_unless_it_is_billed(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        var arrangement = await counter.ArrangeAsync();
        await counter.Company.BuyAsync("X", 2, 4);
        await counter.ConsignAsync(5);
        var shipment = await counter.ShipAsync(await counter.SellAsync(4));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -28, sold: 28);
        await counter.DoAsync("warehouse-manager", $"/shipments/{shipment}/reverse", new { reason = "not gone" });
        await counter.Company.BalancesAsync(stock: 8, uninvoiced: -8, sold: 0, variance: 0);
        Assert.Equal((5m, 2m), (await counter.PartAsync(StockWord.Consigned), await counter.PartAsync(StockWord.Available)));
        Assert.Empty((await counter.UsedAsync()).AsArray());
        await counter.VerifyAsync();

        // Used again at the same price, it is the same line, and billed it stays used.
        shipment = await counter.ShipAsync(await counter.SellAsync(4));
        var bill = Counter.Text((await counter.UsedAsync())[0]!["order"]);
        Buying.Value(await counter.Company.InvoiceAsync(bill, 1, 10, 10));
        Assert.Equal("procurement.usage_billed", await counter.RefusedAsync("warehouse-manager", $"/shipments/{shipment}/reverse", new { reason = "not gone" }));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -18, sold: 28, payable: -10);
        Assert.Equal(3, (await counter.ArrangementAsync(arrangement))["usage"]!.AsArray().Count);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Two_hands_never_use_the_last_piece_twice(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        await counter.ArrangeAsync();
        await counter.ConsignAsync(1);
        object take = new { site = "A", place = "A1", item = "X", owner = "V", quantity = "1", reason = "needed" };
        using var first = await counter.SendAsync("buyer", "/ownership-changes", new { site = "A", place = "A1", item = "X", owner = "V", quantity = "2", reason = "needed" });
        Assert.Equal("inventory.insufficient_stock", await first.CodeAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => counter.SendAsync("buyer", "/ownership-changes", take))));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.All(answers.Where(a => !a.IsSuccessStatusCode), a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.StatusCode));
        await counter.Company.BalancesAsync(stock: 10, uninvoiced: -10);
        Assert.Equal((0m, 1m), (await counter.PartAsync(StockWord.Consigned), await counter.PartAsync(StockWord.Available)));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Two_uses_at_once_share_the_line_of_the_month(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        await counter.ItemAsync("Y");
        await counter.ArrangeAsync("X", 3.333m);
        await counter.ArrangeAsync("Y", 0.005m);
        await counter.ConsignAsync(20, "X");
        await counter.ConsignAsync(20, "Y");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => counter.SendAsync(
            "buyer", "/ownership-changes", new { site = "A", place = "A1", item = i % 2 == 0 ? "X" : "Y", owner = "V", quantity = "1", reason = "needed" }))));
        foreach (var answer in answers) Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());

        // Six at 3.333 are 20.00 and six at 0.005 are 0.03, however the cents fell.
        var used = (await counter.UsedAsync()).AsArray();
        Assert.Equal([(6m, 0.03m), (6m, 20m)], used.Select(r => (Counter.Number(r!["used"]), Counter.Number(r["amount"]))).OrderBy(r => r.Item2));
        Assert.Single(used.Select(r => Counter.Text(r!["order"])).Distinct());
        await counter.Company.BalancesAsync(stock: 20.03m, uninvoiced: -20.03m);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public Task What_is_lost_is_owed(Engine engine) => LoseAsync(engine, "us", -30, 30);

    [Theory, EachDatabase]
    public Task What_is_lost_is_the_suppliers_loss_where_that_was_agreed(Engine engine) => LoseAsync(engine, "supplier", 0, 0);

    private static async Task LoseAsync(Engine engine, string bearer, decimal owed, decimal loss)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        var arrangement = await counter.ArrangeAsync(loss: bearer);
        await counter.ConsignAsync(10);
        await counter.SellAsync(9);
        var count = Counter.Text((await counter.DoAsync("counter", "/counts", new { site = "A", lines = new[] { new { item = "X", counted = "7", place = "A1", owner = "V" } } }))["number"]);
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: owed);
        Assert.Equal((loss, 7m), (await counter.AccountAsync(AccountRole.Adjustment), await counter.PartAsync(StockWord.Consigned)));
        await counter.VerifyAsync();

        var scrap = Counter.Text((await counter.DoAsync("warehouse-manager", "/adjustments", new { site = "A", place = "A1", item = "X", quantity = "2", reason = "BROKEN", owner = "V" }))["number"]);
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: owed / 3 * 5);
        Assert.Equal(loss / 3 * 2, await counter.AccountAsync(AccountRole.Scrap));
        var usage = (await counter.ArrangementAsync(arrangement))["usage"]!.AsArray();
        Assert.All(usage, u => Assert.Equal("lost", Counter.Text(u!["kind"])));
        Assert.Equal("warehouse.suppliers_stock", await counter.RefusedAsync("warehouse-manager", $"/stock-documents/{scrap}/reversal", new { reason = "WRONG-UNIT", replacement = new { quantity = "1" } }));
        await counter.VerifyAsync();

        foreach (var document in new[] { scrap, count }) await counter.DoAsync("warehouse-manager", $"/stock-documents/{document}/reversal", new { reason = "WRONG-UNIT" });
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: 0);
        Assert.Equal((0m, 0m, 10m), (await counter.AccountAsync(AccountRole.Adjustment), await counter.AccountAsync(AccountRole.Scrap), await counter.PartAsync(StockWord.Consigned)));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_loss_that_we_would_owe_is_weighed_at_its_price_and_owed_when_people_agree(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        foreach (var kind in new[] { "stock-adjustment", "write-off", "count-variance" }) await counter.TableAsync(kind, 50);
        await counter.ItemAsync("X");
        await counter.ArrangeAsync();
        await counter.ConsignAsync(30);

        // Four pieces are 40.00: by rule. Six are 60.00: nothing is posted before somebody agrees.
        object Broken(string quantity) => new { site = "A", place = "A1", item = "X", quantity, reason = "BROKEN", owner = "V", note = "fell down" };
        await counter.DoAsync("warehouse-manager", "/adjustments", Broken("4"));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -40);
        var asked = await counter.DoAsync("warehouse-manager", "/adjustments", Broken("6"));
        Assert.Equal(60m, Counter.Number(asked["value"]));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -40);
        await counter.AgreeAsync(Counter.Text(asked["approval"]));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -100);

        var count = await counter.DoAsync("counter", "/counts", new { site = "A", lines = new[] { new { item = "X", counted = "13", place = "A1", owner = "V" } } });
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -100);
        await counter.AgreeAsync(Counter.Text(count["approval"]));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -170);
        Assert.Equal((13m, 100m, 70m), (await counter.PartAsync(StockWord.Consigned), await counter.AccountAsync(AccountRole.Scrap), await counter.AccountAsync(AccountRole.Adjustment)));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_goes_back_unused_posts_nothing(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        await counter.ArrangeAsync();
        var (_, receipt) = await counter.ConsignAsync(10);
        await counter.ShipAsync(await counter.SellAsync(7));
        Assert.Equal("inventory.insufficient_stock", await counter.RefusedAsync("warehouse-manager", "/supplier-returns", new { receipt, reason = "not sold", lines = new[] { new { line = 1, quantity = "4" } } }));
        await counter.DoAsync("warehouse-manager", "/supplier-returns", new { receipt, reason = "not sold", lines = new[] { new { line = 1, quantity = "3" } } });
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -70, sold: 70, variance: 0);
        Assert.Equal(0, await counter.PartAsync(StockWord.Consigned));
        await counter.VerifyAsync();

        var (_, wrong) = await counter.ConsignAsync(5);
        await counter.DoAsync("warehouse-manager", $"/receipts/{wrong}/reverse", new { reason = "wrong goods" });
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -70);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Customers_get_it_only_where_that_was_agreed(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        await counter.ArrangeAsync(promisable: false);
        await counter.ConsignAsync(10);
        Assert.Equal((10m, 0m), (await counter.PartAsync(StockWord.Consigned), await counter.FreeAsync()));
        var order = await counter.SellAsync(4);
        Assert.Equal("warehouse.nothing_allocated", await counter.RefusedAsync("picker", "/shipments", new { order }));
        await counter.DoAsync("buyer", "/ownership-changes", new { site = "A", place = "A1", item = "X", owner = "V", quantity = "6", reason = "sold" });
        await counter.ShipAsync(order);
        await counter.Company.BalancesAsync(stock: 20, uninvoiced: -60, sold: 40);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Units_levels_and_days_are_minded(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        var arrangement = await counter.ArrangeAsync(until: "2026-01-20", minimum: 20);
        Assert.Equal("procurement.arranged_already", await counter.RefusedAsync("procurement-manager", "/consignments", new { supplier = "V", item = "X", site = "A", price = "9", maximum = "5", from = "2026-01-20" }));
        Assert.Equal("procurement.consignment_levels", await counter.RefusedAsync("procurement-manager", "/consignments", new { supplier = "W", item = "X", site = "A", price = "9", maximum = "5", minimum = "6" }));
        Assert.Equal("masterdata.unit_unknown", await counter.RefusedAsync("procurement-manager", "/consignments", new { supplier = "W", item = "X", site = "A", price = "9", maximum = "5", unit = "pallet" }));
        Assert.Equal("procurement.no_arrangement", await counter.RefusedAsync("buyer", "/purchase-orders", new { supplier = "W", site = "A", consigned = true, lines = new[] { new { item = "X", quantity = "1", requestedDay = "2026-01-22" } } }));
        Assert.Equal("procurement.above_maximum", await counter.RefusedAsync("buyer", "/purchase-orders", new { supplier = "V", site = "A", consigned = true, lines = new[] { new { item = "X", quantity = "9", unit = "case", requestedDay = "2026-01-22" } } }));
        var order = Counter.Text((await counter.DoAsync("buyer", $"/consignments/{arrangement}/replenish", new { requestedDay = "2026-01-22" }))["number"]);
        Assert.Equal("procurement.enough_here", await counter.RefusedAsync("buyer", $"/consignments/{arrangement}/replenish", new { }));
        await counter.ReceiveAsync(order, 100);
        object Take(string quantity, string unit) => new { site = "A", place = "A1", item = "X", owner = "V", quantity, unit, reason = "needed" };
        Assert.Equal("masterdata.unit_unknown", await counter.RefusedAsync("buyer", "/ownership-changes", Take("1", "pallet")));
        Assert.Equal("masterdata.unit_indivisible", await counter.RefusedAsync("buyer", "/ownership-changes", Take("0.5", "piece")));
        Assert.Equal("inventory.insufficient_stock", await counter.RefusedAsync("buyer", "/ownership-changes", Take("9", "case")));
        await counter.DoAsync("buyer", "/ownership-changes", Take("2", "case"));
        await counter.Company.BalancesAsync(stock: 240, uninvoiced: -240);

        // The last day is the last on which it is promised; what is still here is used at the last price.
        counter.Company.Time.Advance(TimeSpan.FromDays(5));
        Assert.Equal(100, await counter.FreeAsync());
        counter.Company.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(24, await counter.FreeAsync());
        Assert.Equal("procurement.no_arrangement", await counter.RefusedAsync("buyer", $"/consignments/{arrangement}/replenish", new { quantity = "1" }));
        await counter.DoAsync("buyer", "/ownership-changes", Take("1", "piece"));
        await counter.Company.BalancesAsync(stock: 250, uninvoiced: -250);
        Assert.Equal("procurement.used_line", await counter.RefusedAsync("buyer", $"/purchase-orders/{Counter.Text((await counter.UsedAsync())[0]!["order"])}/lines/1/cancel", new { reason = "no" }));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_runs_out_or_lies_too_long_is_an_exception(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        var arrangement = await counter.ArrangeAsync(minimum: 8, ageDays: 30);
        Assert.Equal(["procurement.consigned_low"], await ExceptionsAsync(counter));
        await counter.ConsignAsync(10);
        Assert.Empty(await ExceptionsAsync(counter));
        counter.Company.Time.Advance(TimeSpan.FromDays(20));
        await counter.ConsignAsync(5);
        counter.Company.Time.Advance(TimeSpan.FromDays(11));
        await counter.ShipAsync(await counter.SellAsync(6));
        Assert.Equal(["procurement.consigned_aged"], await ExceptionsAsync(counter));
        Assert.Equal(4, Counter.Number((await counter.ArrangementAsync(arrangement))["aged"]));
        await counter.ShipAsync(await counter.SellAsync(4));
        Assert.Equal(["procurement.consigned_low"], await ExceptionsAsync(counter));

        var seen = (await counter.SeeAsync("buyer", "/consigned-stock/V?days=5"))["stock"]![0]!;
        Assert.Equal((5m, 10m, 95m, 100m), (Counter.Number(seen["here"]), Counter.Number(seen["used"]), Counter.Number(seen["wanted"]), Counter.Number(seen["toBillAmount"])));
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_suppliers_currency_is_owed_at_the_rate_of_the_day(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        await counter.Company.RateAsync(new DateOnly(2026, 1, 1), 0.9m);
        await counter.Company.RateAsync(new DateOnly(2026, 1, 16), 0.8m);
        await counter.ArrangeAsync(supplier: "D");
        await counter.ConsignAsync(10, supplier: "D");
        await counter.ShipAsync(await counter.SellAsync(1));
        counter.Company.Time.Advance(TimeSpan.FromDays(1));
        await counter.ShipAsync(await counter.SellAsync(1));
        await counter.Company.BalancesAsync(stock: 0, uninvoiced: -17, sold: 17);
        Buying.Value(await counter.Company.InvoiceAsync(Counter.Text((await counter.UsedAsync("D"))[0]!["order"]), 2, 10, 20, supplier: "D", day: new DateOnly(2026, 1, 16)));
        await counter.Company.BalancesAsync(uninvoiced: 0, payable: -16, exchange: -1);
        await counter.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Nobody_else_may_agree_or_take_over(Engine engine)
    {
        await using var counter = await Counter.OpenAsync(engine);
        await counter.ItemAsync("X");
        using var arrange = await counter.SendAsync("receiver", "/consignments", new { supplier = "V", item = "X", site = "A", price = "9", maximum = "5" });
        using var take = await counter.SendAsync("warehouse-manager", "/ownership-changes", new { site = "A", place = "A1", item = "X", owner = "V", quantity = "1", reason = "needed" });
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (arrange.StatusCode, take.StatusCode));
    }

    private static string? Refused<T>(Result<T> result) => result.Refused(out var refusal, out _) ? refusal.Code : null;

    private static async Task<string> StateAsync(Counter counter, string order) => Counter.Text((await counter.SeeAsync("buyer", $"/purchase-orders/{order}"))["state"]);

    private static async Task<IReadOnlyList<string>> ExceptionsAsync(Counter counter)
    {
        var found = new List<string>();
        foreach (var source in counter.Company.App.Services.GetServices<ExceptionSource>().Where(s => s.Kind.StartsWith("procurement.consigned", StringComparison.Ordinal)))
            found.AddRange((await counter.Company.App.Database.ReadAsync(db => source.FindAsync(db, counter.Company.Time.GetUtcNow(), CancellationToken.None))).Select(_ => source.Kind));
        return found;
    }
}
