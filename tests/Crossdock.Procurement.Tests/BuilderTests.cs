using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Procurement.Building;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Procurement.Tests;

/// <summary>One order of what waits for a supplier and a site. W costs 10.00 and X 4.00, in cases of 12; the supplier takes orders from 200 on.</summary>
public sealed class BuilderTests
{
    [Theory, EachDatabase]
    public async Task What_waits_is_one_order_and_each_requisition_keeps_its_link(Engine engine)
    {
        await using var trade = await MinimumTests.OpenAsync(engine, new { minimumValue = "200" });
        var small = await NeedAsync(trade, "W", 10);
        var draft = Assert.Single(small.Orders).Number;
        var need = await NeedAsync(trade, "X", 5, order: false);
        var plan = await PlanAsync(trade);
        Assert.Equal((Amount.Of(168), Amount.Of(32)), (plan.Goods, plan.Lacking));
        Assert.Equal([("W", "1", true), ("X", "1", false)], plan.Lines.Select(l => (l.Item, l.Quantity.ToString(), l.Sources.Single().IsDraft)));

        object Build(string? quantity) => new { supplier = "V", site = "A", needs = new[] { need.Number + "/1" }, drafts = new[] { draft }, lines = new[] { new { item = "X", quantity } } };
        Assert.Equal("procurement.below_minimum", (await trade.RefusedAsync("buyer", "/order-builder", Build(null))).Code);
        Assert.Equal(("Draft", RequisitionState.Approved), (await trade.StateAsync(draft), (await RequisitionAsync(trade, need.Number)).State));

        var order = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/order-builder", Build("2"));
        Assert.Equal(("Released", "Cancelled"), (order.State, await trade.StateAsync(draft)));
        var found = await trade.FindAsync(order.Number);
        Assert.Equal((Amount.Of(216), "W 12, X 24"), (found.Total, string.Join(", ", found.Lines.Select(l => $"{l.Item} {l.Ordered}").Order())));
        foreach (var number in new[] { small.Number, need.Number })
        {
            var requisition = await RequisitionAsync(trade, number);
            Assert.Equal((RequisitionState.Ordered, order.Number), (requisition.State, requisition.Lines[0].Orders[^1]));
        }

        Assert.Empty((await PlanAsync(trade)).Lines);
        Assert.Equal("procurement.no_draft_any_more", (await trade.RefusedAsync("buyer", "/order-builder", new { supplier = "V", site = "A", drafts = new[] { draft } })).Code);

        // What is cancelled of it is to be ordered again, as with any order.
        await trade.PostAsync<JsonObject>("buyer", $"/purchase-orders/{order.Number}/lines/1/cancel", new { reason = "the supplier is on strike" });
        Assert.Single((await PlanAsync(trade)).Lines);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Needs_and_drafts_of_the_same_item_become_one_line_that_covers_all_of_them(Engine engine)
    {
        await using var trade = await MinimumTests.OpenAsync(engine, new { minimumValue = "200" });
        var first = await NeedAsync(trade, "W", 10);
        var second = await NeedAsync(trade, "W", 3, order: false);
        var byHand = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", duplicate = "again", lines = new[] { Trade.Line("W", 24) } });
        var plan = Assert.Single((await PlanAsync(trade)).Lines);
        Assert.Equal(("37", "4"), (plan.Needed.ToString(), plan.Quantity.ToString()));
        var order = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/order-builder", new { supplier = "V", site = "A", needs = new[] { second.Number + "/1" }, drafts = new[] { first.Orders[0].Number, byHand.Number } });
        var line = Assert.Single((await trade.FindAsync(order.Number)).Lines);
        Assert.Equal("48", line.Ordered.ToString());
        Assert.Equal("it is needed", (await trade.FindAsync(order.Number)).Duplicate);
        Assert.Equal(["10", "3"], new[] { (await RequisitionAsync(trade, first.Number)).Lines[0].Ordered.ToString(), (await RequisitionAsync(trade, second.Number)).Lines[0].Ordered.ToString() });
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_is_ticked_and_typed_is_weighed_as_it_would_be_ordered(Engine engine)
    {
        await using var trade = await MinimumTests.OpenAsync(engine, new { minimumValue = "200", deliveryCharge = "15", freeFrom = "250" });
        var small = await NeedAsync(trade, "W", 10);
        var draft = Assert.Single(small.Orders).Number;
        var need = (await NeedAsync(trade, "X", 5, order: false)).Number + "/1";
        async Task<WeighOrderResponse> Weigh(string query) => await trade.LookAsync<WeighOrderResponse>("/order-builder/worth?supplier=V&site=A&" + query);

        // A case of W is 120.00, one of X 48.00.
        var all = await Weigh($"needs={need}&drafts={draft}");
        Assert.Equal((Amount.Of(168), Amount.Of(32), Amount.Of(15)), (all.Goods, all.Lacks, all.Delivery));
        Assert.Equal((await PlanAsync(trade)).Goods, all.Goods);
        Assert.Equal(("32.00 EUR lacking to the minimum of 200.00 EUR.", "Free from 250.00 EUR on, 82.00 EUR more."), (all.WorthNote, all.DeliveryNote));
        Assert.Equal(Amount.Of(120), (await Weigh($"drafts={draft}")).Goods);
        Assert.Equal(Amount.Of(48), (await Weigh($"needs={need}")).Goods);
        Assert.Equal((Amount.Zero, Amount.Zero), ((await Weigh("item=X&quantity=abc&unit=case")).Goods, (await Weigh("")).Delivery));

        var typed = await Weigh($"needs={need}&drafts={draft}&item=X&quantity=3&unit=case&item=W&quantity=&unit=case");
        Assert.Equal((Amount.Of(264), Amount.Zero, Amount.Zero), (typed.Goods, typed.Lacks, typed.Delivery));
        Assert.Equal(("The minimum of 200.00 EUR is reached.", "free"), (typed.WorthNote, typed.DeliveryWords));
        Assert.Equal((Amount.Of(120), Amount.Of(144)), (typed.Amounts["W"], typed.Amounts["X"]));
        var order = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/order-builder", new { supplier = "V", site = "A", needs = new[] { need }, drafts = new[] { draft }, lines = new[] { new { item = "X", quantity = "3", unit = "case" } } });
        Assert.Equal(typed.Goods, (await trade.FindAsync(order.Number)).Lines.Aggregate(Amount.Zero, (sum, l) => sum + l.Amount));
    }

    [Theory, EachDatabase]
    public async Task Two_buyers_who_order_at_once_order_it_once(Engine engine)
    {
        await using var trade = await MinimumTests.OpenAsync(engine, new { minimumValue = "100" });
        var need = await NeedAsync(trade, "W", 10, order: false);
        var other = await NeedAsync(trade, "X", 10);
        foreach (var buyer in new[] { 1, 2 }) await trade.AsAsync("buyer", buyer);
        var asked = new { supplier = "V", site = "A", needs = new[] { need.Number + "/1" }, drafts = new[] { other.Orders[0].Number } };
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i => await (await trade.AsAsync("buyer", 1 + (i % 2))).PostUseAsync("/api/v1/order-builder", asked)));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.All(answers.Where(a => !a.IsSuccessStatusCode), a => Assert.Equal(HttpStatusCode.Conflict, a.StatusCode));
        foreach (var answer in answers) answer.Dispose();
        Assert.Equal((12m, 12m), (await trade.OnOrderAsync("W"), await trade.OnOrderAsync("X")));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_a_buyer_adds_might_be_one_of_something_and_is_stopped(Engine engine)
    {
        await using var trade = await MinimumTests.OpenAsync(engine, null);
        await trade.OrderAsync(Trade.Line("X", 12));
        object Build(string? duplicate) => new { supplier = "V", site = "A", duplicate, lines = new[] { new { item = "X", quantity = "1" } } };
        Assert.Equal("procurement.duplicate_supply", (await trade.RefusedAsync("buyer", "/order-builder", Build(null))).Code);
        Assert.Equal("Released", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/order-builder", Build("The shop opens twice"))).State);
    }

    [Theory, EachDatabase]
    public async Task What_cannot_be_one_order_is_refused(Engine engine)
    {
        await using var trade = await MinimumTests.OpenAsync(engine, null);
        var need = await NeedAsync(trade, "W", 10, order: false);
        var priced = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", duplicate = "again", lines = new[] { Trade.Line("W", 12, 9.5m) } });
        object Build(string[]? needs = null, string[]? drafts = null, object[]? lines = null, string site = "A") => new { supplier = "V", site, needs, drafts, lines };
        Assert.Equal("procurement.nothing_to_build", (await trade.RefusedAsync("buyer", "/order-builder", Build())).Code);
        Assert.Equal("procurement.draft_alone", (await trade.RefusedAsync("buyer", "/order-builder", Build(drafts: [priced.Number]))).Code);
        var just = await NeedAsync(trade, "X", 12, order: false);
        Assert.Equal("Released", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/order-builder", Build([just.Number + "/1"], lines: [new { item = "X", quantity = "12", unit = "piece" }]))).State);
        Assert.Equal("procurement.less_than_needed", (await trade.RefusedAsync("buyer", "/order-builder", Build([need.Number + "/1"], lines: [new { item = "W", quantity = "9", unit = "piece" }]))).Code);
        Assert.Equal("procurement.item_twice", (await trade.RefusedAsync("buyer", "/order-builder", Build(lines: [new { item = "W", quantity = "1" }, new { item = "W", quantity = "2" }]))).Code);
        foreach (var wrong in new[] { Build([need.Number + "/2"]), Build([need.Number]), Build(["nonsense"]), Build([need.Number + "/1"], site: "B") })
            Assert.Equal(HttpStatusCode.NotFound, (await trade.RefusedAsync("buyer", "/order-builder", wrong)).Status);
        Assert.Equal("has prices or tolerances of its own", Assert.Single((await PlanAsync(trade)).Alone).Why);
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("receiver", "/order-builder", Build([need.Number + "/1"]))).Status);
    }

    [Theory, EachDatabase]
    public async Task The_next_price_says_from_how_much_on_and_what_it_saves(Engine engine)
    {
        await using var trade = await MinimumTests.OpenAsync(engine, null);
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<PartnerMaster>().SetTermsAsync(work,
            [new NewTerms("V", "Y", "case", 7, UnitPrice.Of(10), Breaks: [new(Quantity.Units(20), UnitPrice.Of(9)), new(Quantity.Units(60), UnitPrice.Of(5))])], cancel)).Value);
        await NeedAsync(trade, "Y", 12, order: false);

        // From 20 on it is 9.00; in cases that is 24: 216 instead of 240, and 96 more than the 120 for one case.
        var line = Assert.Single((await PlanAsync(trade)).Lines);
        Assert.Equal(new PlannedBreak(Quantity.Units(2), UnitPrice.Of(9), Amount.Of(24), Amount.Of(96)), line.Break);

        // For 48 the next one costs less as a whole: 60 at 5.00 are 300, 48 at 9.00 are 432.
        await NeedAsync(trade, "Y", 36, order: false);
        line = Assert.Single((await PlanAsync(trade)).Lines);
        Assert.Equal(new PlannedBreak(Quantity.Units(5), UnitPrice.Of(5), Amount.Of(240), Amount.Of(-132)), line.Break);
        await NeedAsync(trade, "Y", 12, order: false);
        Assert.Null(Assert.Single((await PlanAsync(trade)).Lines).Break);
    }

    [Theory, EachDatabase]
    public async Task Items_that_are_the_nearest_to_being_needed_fill_up_to_the_minimum(Engine engine)
    {
        await using var trade = await MinimumTests.OpenAsync(engine, new { minimumValue = "400" });
        using (var levels = await (await trade.AsAsync("steward")).SendUseAsync(HttpMethod.Put, "/api/v1/stock-levels", new
        {
            levels = new[] { new { item = "W", site = "A", reorderPoint = "10", orderUpTo = "40" }, new { item = "X", site = "A", reorderPoint = "20", orderUpTo = "40" } },
        })) Assert.True(levels.IsSuccessStatusCode, await levels.Content.ReadAsStringAsync());
        await trade.PostAsync<JsonObject>("integrator", "/opening-balances", new
        {
            site = "A",
            lines = new[] { new { item = "W", place = "A1", quantity = "30", value = "240" }, new { item = "X", place = "A1", quantity = "25", value = "75" } },
        });

        // X is 5 above its reorder point and lacks 15, W 20 above and lacks 10; in cases that is 24 and 12. Both are needed for 400 and do not come to it.
        var plan = await PlanAsync(trade);
        Assert.Equal([("X", "2", "25", Amount.Of(96), true), ("W", "1", "30", Amount.Of(120), true)], plan.Proposals.Select(p => (p.Item, p.Quantity.ToString(), p.Have.ToString(), p.Amount, p.Fills)));
        Assert.Equal(["All that its level takes; 304.00 EUR are still missing.", "All that its level takes; 184.00 EUR are still missing."], plan.Proposals.Select(p => p.Why));

        // A case reaches 40: no second one is proposed although the level would take it.
        await trade.RuleAsync(new { minimumValue = "40" });
        plan = await PlanAsync(trade);
        Assert.Equal([("X", "1", Amount.Of(48), true), ("W", "1", Amount.Of(120), false)], plan.Proposals.Select(p => (p.Item, p.Quantity.ToString(), p.Amount, p.Fills)));
        Assert.Equal(["Reaches the minimum, 8.00 EUR beyond it; its level would take 2 cases.", "Not needed for the minimum; so much its level takes."], plan.Proposals.Select(p => p.Why));
        var page = await (await trade.AsAsync("buyer")).PageAsync("/order-builder?supplier=V&site=A&fill=true");
        Assert.Equal("1", page.QuerySelector("input[aria-label='Order so many case of X']")!.GetAttribute("value"));
        Assert.Contains("its level would take 2 case", page.Body!.TextContent, StringComparison.Ordinal);
        await trade.RuleAsync(new { minimumValue = "90" });
        Assert.Equal([("X", true), ("W", false)], (await PlanAsync(trade)).Proposals.Select(p => (p.Item, p.Fills)));

        // What is on its way counts: nothing more is proposed of it.
        await trade.OrderAsync(Trade.Line("X", 24));
        Assert.Equal(["W"], (await PlanAsync(trade)).Proposals.Select(p => p.Item));
    }

    [Theory, EachDatabase]
    public async Task Suppliers_stand_by_the_minutes_to_their_cut_off(Engine engine)
    {
        // It is Thursday, ten o'clock in Berlin.
        await using var trade = await MinimumTests.OpenAsync(engine, new { minimumValue = "200", cutOff = "14:00" });
        await trade.RuleAsync(new { site = "B", minimumValue = "100", cutOff = "10:30" });
        await NeedAsync(trade, "W", 10, order: false);
        await NeedAsync(trade, "W", 10, order: false, site: "B");
        var rows = (await trade.LookAsync<ShowOrderQueueResponse>("/order-queue")).Rows;
        Assert.Equal([("B", 30L, true), ("A", 240L, true)], rows.Select(r => (r.Site, r.MinutesLeft!.Value, r.IsToday)));
        Assert.Equal((Amount.Of(120), Amount.Of(100)), (rows[0].Goods, rows[0].Minimum));

        trade.Time.Advance(TimeSpan.FromMinutes(30));
        rows = (await trade.LookAsync<ShowOrderQueueResponse>("/order-queue")).Rows;
        Assert.Equal([("A", true, 210L), ("B", false, 1440L)], rows.Select(r => (r.Site, r.IsToday, r.MinutesLeft!.Value)));
    }

    private static Task<CreateRequisitionResponse> NeedAsync(Trade trade, string item, decimal quantity, bool order = true, string site = "A") =>
        trade.PostAsync<CreateRequisitionResponse>("warehouse-manager", "/requisitions", new { site, order, duplicate = "it is needed", lines = new[] { new { item, quantity = Trade.Text(quantity), needDay = "2026-01-22" } } });

    private static Task<ShowOrderPlanResponse> PlanAsync(Trade trade) => trade.LookAsync<ShowOrderPlanResponse>("/order-builder?supplier=V&site=A");

    private static async Task<FindRequisitionResponse> RequisitionAsync(Trade trade, string number) => Trade.Value(await trade.App.AskAsync(trade.App.Get<FindRequisition>(), new(number)));
}
