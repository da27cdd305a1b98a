using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement.Tests;

/// <summary>One line on several days: the price is that of the whole, everything else is each delivery's own. Y costs 10.00, from 60 on 9.00.</summary>
public sealed class DeliveryTests
{
    private static readonly (string Day, decimal Quantity)[] Two = [("2026-01-22", 24), ("2026-02-05", 36)];

    [Theory, EachDatabase]
    public async Task The_whole_reaches_a_price_that_no_delivery_reaches_by_itself(Engine engine)
    {
        await using var trade = await OpenAsync(engine);

        // In any order, with the line's quantity or without it.
        var order = await WriteAsync(trade, Several("Y", Two.Reverse(), 60));
        Assert.Equal("Released", order.State);
        var found = await trade.FindAsync(order.Number);
        Assert.Equal(
            [(1, "24", new DateOnly(2026, 1, 22), Amount.Of(216), 1, 2), (2, "36", new DateOnly(2026, 2, 5), Amount.Of(324), 2, 2)],
            found.Lines.Select(l => (l.Number, l.Ordered.ToString(), l.RequestedDay, l.Amount, l.Delivery, l.Deliveries)));
        Assert.All(found.Lines, l => Assert.Equal((UnitPrice.Of(9), l.RequestedDay), (l.Price, l.FirstRequestedDay)));
        Assert.Equal((Amount.Of(540), 60m), (found.Total, await trade.OnOrderAsync("Y")));

        // A piece less, and it is the usual price.
        var less = await trade.FindAsync((await WriteAsync(trade, Several("Y", [("2026-03-22", 24), ("2026-04-05", 35)]))).Number);
        Assert.Equal(Amount.Of(590), less.Total);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task The_amounts_of_the_deliveries_add_up_to_that_of_the_whole(Engine engine)
    {
        await using var trade = await OpenAsync(engine);

        // Three at 0.335 are 1.005, so 1.01; each by itself would be 0.34.
        var order = await WriteAsync(trade, Several("X", [("2026-01-22", 1), ("2026-01-23", 1), ("2026-01-24", 1)], price: 0.335m));
        await trade.RuleAsync(new { minimumValue = "1.02" });
        Assert.Equal("procurement.below_minimum", (await trade.RefusedAsync("buyer", "/purchase-orders", Request(Several("X", [("2026-03-22", 1), ("2026-03-23", 1), ("2026-03-24", 1)], price: 0.335m)))).Code);
        var found = await trade.FindAsync(order.Number);
        Assert.Equal((Amount.Of(1.01m), "0.34 0.33 0.34"), (found.Total, string.Join(' ', found.Lines.Select(l => l.Amount.ToString(Currency.Eur)))));
        var paper = await PaperAsync(trade, order.Number);
        Assert.Equal(["0.34", "0.33", "0.34"], paper.Rows.Select(r => r[6]));
        Assert.Equal("1.01", paper.Totals[^1].Value);
        for (var line = 1; line <= 3; line++) await trade.ReceiveAsync(order.Number, 1, line);
        var owed = (await trade.FindAsync(order.Number)).Lines.Aggregate(Amount.Zero, (sum, l) => sum + l.UninvoicedAmount);
        Assert.Equal(Amount.Of(1.01m), owed);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_draft_that_loses_a_delivery_costs_at_its_release_what_is_left(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var order = await WriteAsync(trade, Several("Y", Two), release: false);
        await trade.PostAsync<JsonObject>("buyer", $"/purchase-orders/{order.Number}/lines/2/cancel", new { reason = "not needed" });
        await ReleaseAsync(trade, order.Number);
        Assert.Equal(Amount.Of(240), (await trade.FindAsync(order.Number)).Total);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Each_delivery_takes_no_more_than_its_own(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var order = await WriteAsync(trade, Several("Y", Two));
        Assert.Equal("procurement.over_receipt", (await trade.RefusedAsync("receiver", "/receipts", new { site = "A", lines = new[] { new { order = order.Number, line = 1, quantity = "25", unit = "piece", place = "A1" } } })).Code);
        await trade.ReceiveAsync(order.Number, 24);
        var found = await trade.FindAsync(order.Number);
        Assert.Equal(["24 0", "0 36"], found.Lines.Select(l => $"{l.Received} {l.Open}"));
        Assert.Equal("procurement.over_receipt", (await trade.RefusedAsync("receiver", "/receipts", new { site = "A", lines = new[] { new { order = order.Number, line = 1, quantity = "1", unit = "piece", place = "A1" } } })).Code);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task An_answer_to_one_delivery_leaves_the_other(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var order = await WriteAsync(trade, Several("Y", Two));
        await trade.AnswerAsync(order.Number, new { line = 2, day = "2026-02-06" });
        var found = await trade.FindAsync(order.Number);
        Assert.Equal([default(DateOnly?), new DateOnly(2026, 2, 6)], found.Lines.Select(l => l.ConfirmedDay));
        Assert.Equal([new DateOnly(2026, 1, 22), new DateOnly(2026, 2, 5)], found.Lines.Select(l => l.RequestedDay));

        // Parts that the supplier makes of a delivery are of the same whole: three of them now.
        await trade.AnswerAsync(order.Number, new { line = 2, parts = new[] { new { quantity = "12", day = "2026-02-06" }, new { quantity = "24", day = "2026-02-10" } }, unit = "piece" });
        foreach (var waiting in (await trade.FindAsync(order.Number)).Proposals) await trade.PostAsync<JsonObject>("buyer", $"/proposals/{waiting.Number}/accept", new { });
        found = await trade.FindAsync(order.Number);
        Assert.Equal(["24 1/3", "12 2/3", "24 3/3"], found.Lines.Select(l => $"{l.Ordered} {l.Delivery}/{l.Deliveries}"));
        Assert.Equal(Amount.Of(540), found.Total);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Wrong_days_are_refused_where_they_stand_and_nothing_is_written(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await RefusedAsync(trade, Several("Y", [("2026-01-14", 24), ("2026-02-05", 36)]), "procurement.delivery_past", "/lines/0/deliveries/0/day");
        await RefusedAsync(trade, Several("Y", [("2026-02-05", 24), ("2026-01-22", 12), ("2026-02-05", 36)]), "procurement.delivery_day_twice", "/lines/0/deliveries/2/day");
        await RefusedAsync(trade, Several("Y", Two, 61), "procurement.deliveries_sum", "/lines/0/deliveries");
        await RefusedAsync(trade, Several("Y", [("2026-01-22", 24), ("2026-02-05", 0)]), "procurement.quantity", "/lines/0/deliveries/1/quantity");
        await RefusedAsync(trade, Several("Y", [("2026-01-22", 61), ("2026-02-05", -1)]), "procurement.quantity", "/lines/0/deliveries/1/quantity");
        await RefusedAsync(trade, Several("Y", [("2026-01-22", 60)]), "procurement.deliveries_few", "/lines/0/deliveries");
        await RefusedAsync(trade, new { item = "Y", unit = "piece", requestedDay = "2026-01-22", deliveries = Parts(Two) }, "procurement.deliveries_and_day", "/lines/0/requestedDay");
        await RefusedAsync(trade, new { item = "Y", unit = "piece" }, "procurement.quantity", "/lines/0/quantity");
        Assert.Equal(0, await trade.App.Database.ReadAsync(db => db.Set<PurchaseLine>().CountAsync()));
        Assert.Equal(0, await trade.OnOrderAsync("Y"));
        var days = Enumerable.Range(0, 60).Select(i => (Agreed.Iso(Trade.Today.AddDays(i)), 1m)).ToList();
        var many = new { supplier = "V", site = "A", lines = Enumerable.Range(0, 9).Select(_ => Several("Y", days)).ToArray() };
        Assert.Equal("procurement.too_many_lines", (await trade.RefusedAsync("buyer", "/purchase-orders", many)).Code);

        // Today is not over yet.
        Assert.Equal("Released", (await WriteAsync(trade, Several("Y", [("2026-01-15", 24), ("2026-02-05", 36)]))).State);
    }

    [Theory, EachDatabase]
    public async Task The_same_request_twice_is_one_order(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var request = new { supplier = "V", site = "A", release = true, lines = new[] { Several("Y", Two) } };
        var buyer = await trade.AsAsync("buyer");
        var numbers = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await buyer.PostUseAsync("/api/v1/purchase-orders", request, "schedule-1");
            numbers.Add((await Trade.ReadAsync<CreatePurchaseOrderResponse>(answer)).Number);
        }

        Assert.Single(numbers);
        Assert.Equal(60, await trade.OnOrderAsync("Y"));
    }

    [Theory, EachDatabase]
    public async Task A_line_that_is_out_is_put_on_several_days_as_a_version_and_waits_where_it_costs_more(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = (await trade.OrderAsync(Trade.Line("Y", 60))).Number;
        await trade.ReceiveAsync(order, 12);
        await trade.ChangeAsync(order, 1, new { deliveries = Parts([("2026-01-22", 24), ("2026-02-05", 36)]), unit = "piece", reason = "the shop is small" });
        var found = await trade.FindAsync(order);
        Assert.Equal(["24 12 1/2", "36 0 2/2"], found.Lines.Select(l => $"{l.Ordered} {l.Received} {l.Delivery}/{l.Deliveries}"));
        Assert.Equal(Amount.Of(540), found.Total);
        var difference = await trade.LookAsync<JsonObject>($"/purchase-orders/{order}/versions/2");
        Assert.Contains("5 Feb 2026", difference["differences"]!.ToJsonString(), StringComparison.Ordinal);

        var version = found.Version;
        foreach (var (deliveries, code) in new[]
        {
            (Parts([("2026-01-22", 2), ("2026-01-23", 3)]), "procurement.below_received"), (Parts([("2026-01-22", 12), ("2026-01-14", 12)]), "procurement.delivery_past"), (Parts([("2026-01-22", 24)]), "procurement.deliveries_few"),
        }) Assert.Equal(code, (await trade.RefusedAsync("buyer", $"/purchase-orders/{order}/lines/1/change", new { deliveries, unit = "piece" }, ifMatch: version)).Code);
        Assert.Equal("procurement.deliveries_by_supplier", (await trade.RefusedAsync("buyer", $"/purchase-orders/{order}/lines/1/change", new { deliveries = Parts(Two), unit = "piece", bySupplier = true }, ifMatch: version)).Code);

        // More than the rules let go waits, and is done as it was shown when people agree.
        var stand = await trade.ChangeAsync(order, 2, new { deliveries = Parts([("2026-02-05", 60), ("2026-03-05", 60)]), unit = "piece" });
        Assert.NotNull(stand.Approval);
        Assert.Equal(2, (await trade.FindAsync(order)).Lines.Count);
        await trade.ApproveAsync(stand.Approval!);
        Assert.Equal(["24 1/3", "60 2/3", "60 3/3"], (await trade.FindAsync(order)).Lines.Select(l => $"{l.Ordered} {l.Delivery}/{l.Deliveries}"));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Who_approves_sees_each_day_and_a_delivery_that_is_changed_then_is_asked_about_anew(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = await WriteAsync(trade, Several("Y", [("2026-01-22", 60), ("2026-02-05", 96)]));
        Assert.NotNull(order.Approval);
        var shown = (await Trade.ReadAsync<JsonObject>(await (await trade.AsAsync("procurement-manager")).GetAsync($"/api/v1/approvals/{order.Approval}"))).ToJsonString();
        foreach (var text in new[] { "60 pieces", "22 Jan 2026", "96 pieces", "5 Feb 2026" }) Assert.Contains(text, shown, StringComparison.Ordinal);

        // Another day while it waits takes the request back.
        await trade.ChangeAsync(order.Number, 2, new { requestedDay = "2026-02-06" });
        Assert.Null((await trade.FindAsync(order.Number)).Approval);
        Assert.Equal("Draft", await trade.StateAsync(order.Number));
        foreach (var number in new[] { 1, 2 }) await trade.AsAsync("procurement-manager", number);
        var again = await ReleaseAsync(trade, order.Number);
        await trade.ApproveAsync(again.Approval!);
        Assert.Equal("Released", await trade.StateAsync(order.Number));

        // What was approved as 60 and 96 is not stretched by its parts, one after the other or by new days.
        var more = await trade.ChangeAsync(order.Number, 1, new { quantity = "96", unit = "piece" });
        Assert.NotNull(more.Approval);
        await trade.PostAsync<JsonObject>("procurement-manager", "/approvals/decide", new { requests = new[] { more.Approval }, answer = "reject", comment = "no" }, 2);
        Assert.NotNull((await trade.ChangeAsync(order.Number, 1, new { deliveries = Parts([("2026-01-22", 60), ("2026-01-29", 36)]), unit = "piece" })).Approval);
        Assert.Equal(156, await trade.OnOrderAsync("Y"));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Prices_and_least_quantities_are_held_against_the_whole_and_packs_against_each_delivery(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<PartnerMaster>().SetTermsAsync(work, [new NewTerms("V", "X", "case", 7, MinimumQuantity: Quantity.Units(48))], cancel)).Value);

        // 9.50 is less than one delivery would cost by itself, and more than the whole does.
        Assert.Equal("Waiting for approval", await StateAsync(Several("Y", Two, price: 9.5m)));
        Assert.Equal("Released", await StateAsync(Several("Y", Two, price: 9m), "B"));

        // Together they come to four cases of X; half a case is no pack of W although two of them are one.
        Assert.Equal("Released", await StateAsync(Several("X", [("2026-01-22", 24), ("2026-02-05", 24)])));
        Assert.Equal("Waiting for approval", await StateAsync(Several("X", [("2026-01-22", 24), ("2026-02-05", 12)]), "B"));
        Assert.Equal("Waiting for approval", await StateAsync(Several("W", [("2026-01-22", 6), ("2026-02-05", 6)])));
        Assert.Equal("Released", await StateAsync(Several("W", [("2026-01-22", 12), ("2026-02-05", 12)]), "B"));

        async Task<string> StateAsync(object line, string site = "A") =>
            (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site, release = true, lines = new[] { line } })).State;
    }

    [Theory, EachDatabase]
    public async Task What_was_confirmed_for_one_day_is_not_confirmed_for_another(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var order = (await trade.OrderAsync(Trade.Line("Y", 60))).Number;
        await trade.AnswerAsync(order, new { line = 1, day = "2026-01-23" });
        await trade.ChangeAsync(order, 1, new { deliveries = Parts(Two), unit = "piece" });
        var found = await trade.FindAsync(order);
        Assert.Equal(
            [(new DateOnly(2026, 1, 23), new DateOnly(2026, 1, 22)), (default(DateOnly?), new DateOnly(2026, 2, 5))],
            found.Lines.Select(l => (l.ConfirmedDay, l.FirstRequestedDay)));
    }

    [Theory, EachDatabase]
    public async Task An_agreement_prices_the_whole_and_holds_for_all_of_its_days(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.TableAsync("agreement", [new("auto")]);
        var agreement = await trade.ContractAsync(cap: 100, price: 8, item: "Y", breaks: [new { from = "60", price = "7" }]);
        var order = await WriteAsync(trade, Several("Y", [("2026-01-22", 24), ("2026-01-29", 36)]), release: false);
        Assert.Equal(Amount.Of(420), (await trade.FindAsync(order.Number)).Total);

        // Less of one is another price for both.
        await trade.ChangeAsync(order.Number, 1, new { quantity = "12", unit = "piece" });
        Assert.Equal(Amount.Of(384), (await trade.FindAsync(order.Number)).Total);
        await ReleaseAsync(trade, order.Number);

        // And none of it, for the one that is left.
        var less = await WriteAsync(trade, Several("Y", [("2026-01-22", 24), ("2026-01-29", 36)]), release: false);
        await trade.PostAsync<JsonObject>("buyer", $"/purchase-orders/{less.Number}/lines/1/cancel", new { reason = "not needed" });
        Assert.Equal(Amount.Of(288), (await trade.FindAsync(less.Number)).Total);
        Assert.Equal("Released", (await ReleaseAsync(trade, less.Number)).State);
        await trade.PostAsync<JsonObject>("buyer", $"/purchase-orders/{less.Number}/lines/2/cancel", new { reason = "not needed" });
        Assert.Equal("procurement.agreement_exceeded", (await trade.RefusedAsync("buyer", "/purchase-orders", Request(Several("Y", [("2026-01-22", 24), ("2026-01-29", 36)])))).Code);
        await RefusedAsync(trade, Several("Y", [("2026-01-22", 24), ("2026-02-05", 12)]), "procurement.deliveries_apart", "/lines/0/deliveries");
        Assert.Equal("48", (await trade.AgreementAsync(agreement.Number)).Lines[0].Released.ToString());
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task The_minimum_looks_at_all_deliveries_and_the_builder_leaves_them_alone(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.RuleAsync(new { minimumValue = "540" });
        Assert.Equal("Released", (await WriteAsync(trade, Several("Y", Two))).State);
        Assert.Equal("procurement.below_minimum", (await trade.RefusedAsync("buyer", "/purchase-orders", Request(Several("Y", [("2026-03-22", 24), ("2026-04-05", 12)])))).Code);
        var draft = await WriteAsync(trade, Several("Y", [("2026-03-22", 24), ("2026-04-05", 12)]), release: false);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "procurement.draft_alone"), await trade.RefusedAsync("buyer", "/order-builder", new { supplier = "V", site = "A", drafts = new[] { draft.Number } }));
    }

    [Theory, EachDatabase]
    public async Task Paper_and_mail_name_each_day(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var order = await WriteAsync(trade, Several("Y", Two));
        var paper = await PaperAsync(trade, order.Number);
        Assert.Equal(["1", "Y", "Item Y, delivery 1 of 2", "24 piece", "9.00 per piece", "22 Jan 2026", "216.00"], paper.Rows[0]);
        Assert.Equal(["2", "Y", "Item Y, delivery 2 of 2", "36 piece", "9.00 per piece", "5 Feb 2026", "324.00"], paper.Rows[1]);
        var mail = await trade.App.Database.ReadAsync(db => trade.App.Services.GetServices<Storage.Mailing.MailSource>().OfType<OrderMail>().Single().ContentAsync(db, order.Number, 1, CancellationToken.None));
        Assert.Contains("Y: 24 piece by 22 Jan 2026, 36 piece by 5 Feb 2026", mail!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_buyer_writes_several_days_on_a_line_of_the_page()
    {
        await using var trade = await OpenAsync(Engine.Sqlite);
        var page = await (await trade.AsAsync("buyer")).PageAsync("/purchase-orders/new?supplier=V&site=A");
        Assert.NotNull(page.QuerySelector("details [data-part] input[type=date][name='lines[0].deliveries[1].day']"));
        Assert.NotNull(page.QuerySelector("details [data-part] input[data-number][name='lines[0].deliveries[1].quantity']"));
        var order = await WriteAsync(trade, Several("Y", Two), release: false);
        page = await (await trade.AsAsync("buyer")).PageAsync($"/purchase-orders/{order.Number}");
        Assert.Contains("delivery 2 of 2", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#change input[name='deliveries[0].day']"));
    }

    private static async Task<Trade> OpenAsync(Engine engine)
    {
        var trade = await MinimumTests.OpenAsync(engine, null);
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<PartnerMaster>().SetTermsAsync(work,
            [new NewTerms("V", "Y", "piece", 7, UnitPrice.Of(10), Breaks: [new(Quantity.Units(60), UnitPrice.Of(9))])], cancel)).Value);
        return trade;
    }

    private static object[] Parts(IEnumerable<(string Day, decimal Quantity)> parts) => [.. parts.Select(p => new { day = p.Day, quantity = Trade.Text(p.Quantity) })];

    private static object Several(string item, IEnumerable<(string Day, decimal Quantity)> parts, decimal? quantity = null, decimal? price = null) => new
    {
        item,
        unit = "piece",
        quantity = quantity is { } q ? Trade.Text(q) : null,
        price = price is { } p ? Trade.Text(p) : null,
        deliveries = Parts(parts),
    };

    private static object Request(object line, bool release = true) => new { supplier = "V", site = "A", release, duplicate = "again", lines = new[] { line } };

    private static Task<CreatePurchaseOrderResponse> WriteAsync(Trade trade, object line, bool release = true) =>
        trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", Request(line, release));

    private static async Task RefusedAsync(Trade trade, object line, string code, string pointer)
    {
        using var answer = await (await trade.AsAsync("buyer")).PostUseAsync("/api/v1/purchase-orders", Request(line));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal((code, pointer), ((string?)problem["code"], ((string?)problem["errors"]?[0]?["pointer"])?.TrimStart('#')));
    }

    private static async Task<PurchaseOrderStandResponse> ReleaseAsync(Trade trade, string order)
    {
        using var answer = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{order}/release", new { }, (await trade.FindAsync(order)).Version);
        return await Trade.ReadAsync<PurchaseOrderStandResponse>(answer);
    }

    private static async Task<Storage.Printing.PaperDocument> PaperAsync(Trade trade, string order) =>
        Trade.Value(await trade.App.AskAsync(trade.App.Get<PrintPurchaseOrder>(), new(order, 1)));
}
