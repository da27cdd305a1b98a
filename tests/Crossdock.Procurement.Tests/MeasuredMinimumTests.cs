using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Procurement.Building;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement.Tests;

/// <summary>What a supplier takes at least by weight and volume. W costs 10.00, weighs 2.5 kg and takes up 4 l; X costs 4.00, and of it nothing is known; both come in cases of 12.</summary>
public sealed class MeasuredMinimumTests
{
    [Theory, EachDatabase]
    public async Task At_the_least_weight_an_order_goes_and_a_milligram_below_it_needs_a_reason(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumWeight = "120" });
        Assert.Equal("Released", (await trade.OrderAsync(Trade.Line("W", 48))).State);
        await trade.RuleAsync(new { minimumWeight = "120.000001" });
        var below = new { supplier = "V", site = "A", release = true, duplicate = "again", lines = new[] { Trade.Line("W", 48) } };
        using (var answer = await (await trade.AsAsync("buyer")).PostUseAsync("/api/v1/purchase-orders", below))
        {
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal(
                "Supplier V takes orders from 120.000001 kg on, and this one comes to 120 kg. Add goods for 0.000001 kg, or say why it goes below the minimum.", (string?)problem["detail"]);
        }

        var order = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { below.supplier, below.site, below.release, below.duplicate, below.lines, belowMinimum = "The truck comes anyway" });
        Assert.Equal(("Released", "The truck comes anyway"), (order.State, (await trade.FindAsync(order.Number)).BelowMinimum));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Every_minimum_that_is_set_must_be_reached_and_only_what_lacks_is_said(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumValue = "240", minimumWeight = "60", minimumVolume = "96" });
        Assert.Equal("Released", (await trade.OrderAsync(Trade.Line("W", 24))).State);
        async Task<string> SaidAsync(string rule, decimal price)
        {
            await trade.RuleAsync(JsonNode.Parse(rule)!);
            using var answer = await (await trade.AsAsync("buyer")).PostUseAsync("/api/v1/purchase-orders", new { supplier = "V", site = "A", release = true, duplicate = "again", lines = new[] { Trade.Line("W", 24, price) } });
            return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!;
        }

        Assert.StartsWith("Supplier V takes orders from 240.00 EUR on, and this one comes to 239.76 EUR.", await SaidAsync("""{"minimumValue":"240","minimumWeight":"60","minimumVolume":"96"}""", 9.99m), StringComparison.Ordinal);
        Assert.StartsWith("Supplier V takes orders from 61 kg on, and this one comes to 60 kg.", await SaidAsync("""{"minimumValue":"240","minimumWeight":"61","minimumVolume":"96"}""", 10), StringComparison.Ordinal);
        Assert.StartsWith("Supplier V takes orders from 97 l on, and this one comes to 96 l.", await SaidAsync("""{"minimumValue":"240","minimumWeight":"60","minimumVolume":"97"}""", 10), StringComparison.Ordinal);
        Assert.Equal(
            "Supplier V takes orders from 250.00 EUR, 500 kg and 100 l on, and this one comes to 240.00 EUR, 60 kg and 96 l. Add goods for 10.00 EUR, 440 kg and 4 l, or say why it goes below the minimum.",
            await SaidAsync("""{"minimumValue":"250","minimumWeight":"500","minimumVolume":"100"}""", 10));

        // A rule of the site itself holds alone.
        await trade.RuleAsync(new { site = "A", minimumWeight = "60" });
        Assert.Equal("Released", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, duplicate = "again", lines = new[] { Trade.Line("W", 24, 1) } })).State);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task An_item_without_a_weight_counts_as_nothing_and_is_named_to_everybody(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumWeight = "500" }, [new("auto", Exception: "!below-minimum"), new("procurement-manager", Exception: "below-minimum")]);
        var draft = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", lines = new[] { Trade.Line("W", 48), Trade.Line("X", 12) } });
        var shortfall = (await trade.FindAsync(draft.Number)).Shortfall!;
        Assert.Equal((Amount.Of(528), null), (shortfall.Goods, shortfall.Minimum));
        var measured = Assert.Single(shortfall.Measures);
        Assert.Equal((MinimumMeasure.Weight, Quantity.Units(120), Quantity.Units(500), Quantity.Units(380), "X"), (measured.Measure, measured.Goods, measured.Minimum, measured.Lacking, Assert.Single(measured.Unknown)));
        var page = await (await trade.AsAsync("buyer")).PageAsync($"/purchase-orders/{draft.Number}");
        Assert.Contains("The goods come to 120 kg, the minimum is 500 kg. No weight is known of X, which counts as nothing.", Plain(page.Body!.TextContent), StringComparison.Ordinal);
        Assert.Contains("The supplier takes orders from 500 kg on; these goods come to 120 kg. No weight is known of X", Plain(page.GetElementById("release-below")!.TextContent), StringComparison.Ordinal);
        Assert.Equal("procurement.below_minimum", (await trade.RefusedAsync("buyer", $"/purchase-orders/{draft.Number}/release", new { }, ifMatch: draft.Version)).Code);

        // Those who decide read it as well.
        using var released = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{draft.Number}/release", new { belowMinimum = "Only these are missing" }, draft.Version);
        var waits = await Trade.ReadAsync<PurchaseOrderStandResponse>(released);
        Assert.Equal("Waiting for approval", waits.State);
        var shown = await (await (await trade.AsAsync("procurement-manager")).GetAsync($"/api/v1/approvals/{waits.Approval}")).Content.ReadAsStringAsync();
        Assert.Contains("120 kg of at least 500 kg. No weight is known of X, which counts as nothing.", shown, StringComparison.Ordinal);

        // As soon as the weight is known it counts: 12 of 31.666667 kg are 380 kg and a little.
        await MeasureAsync(trade, "X", "31.666667", null);
        Assert.Null((await trade.FindAsync(draft.Number)).Shortfall);
    }

    [Theory, EachDatabase]
    public async Task Of_a_weight_no_rate_is_asked(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumWeight = "60" }, supplier: "D");
        object Order(decimal quantity) => new { supplier = "D", site = "A", currency = "EUR", release = true, duplicate = "again", lines = new[] { Trade.Line("W", quantity, 10) } };
        Assert.Equal("procurement.below_minimum", (await trade.RefusedAsync("buyer", "/purchase-orders", Order(23))).Code);
        Assert.Equal("Released", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", Order(24))).State);
        await trade.RuleAsync(new { minimumWeight = "60", minimumValue = "1" }, "D");
        Assert.Equal("procurement.no_rate", (await trade.RefusedAsync("buyer", "/purchase-orders", Order(24))).Code);
    }

    [Theory, EachDatabase]
    public async Task A_need_below_the_least_weight_stays_a_draft_and_whoever_orders_it_is_told_what_is_missing(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumWeight = "500" });
        var order = Assert.Single((await NeedAsync(trade, "W", 10)).Orders);
        Assert.Equal("Draft", order.State);
        Assert.Contains("takes orders from 500 kg on, and this one comes to 30 kg. Add goods for 470 kg", order.Why, StringComparison.Ordinal);
        Assert.Contains(
            "this one comes to 0 kg. No weight is known of X, which counts as nothing. Add goods for 500 kg, or say why", Assert.Single((await NeedAsync(trade, "X", 5)).Orders).Why, StringComparison.Ordinal);
        var need = (await NeedAsync(trade, "X", 5, order: false)).Number;
        var dialog = (await (await trade.AsAsync("buyer")).PageAsync($"/requisitions/{need}")).GetElementById("order")!;
        Assert.Contains("takes orders from 500 kg on; these goods come to 0 kg, so 500 kg are missing. No weight is known of X, which counts as nothing.", Plain(dialog.TextContent), StringComparison.Ordinal);
        Assert.NotNull(dialog.QuerySelector("[name=belowMinimum]"));
        await trade.RuleAsync(new { minimumWeight = "0" });
        Assert.Null((await (await trade.AsAsync("buyer")).PageAsync($"/requisitions/{need}")).GetElementById("order")!.QuerySelector("[name=belowMinimum]"));
    }

    [Fact]
    public async Task An_award_below_the_least_weight_asks_why()
    {
        await using var tender = await Tender.OpenAsync(Engine.Sqlite);
        await MeasureAsync(tender.Trade, "W", "2.5", null);
        await tender.Trade.RuleAsync(new { minimumWeight = "500" });
        var request = await tender.AskAsync();
        await tender.BidAsync(request, Tender.Bid("V", "10"));
        await tender.BidAsync(request, Tender.Bid("D", "12"));
        tender.Open();
        await tender.AwardedAsync(request, null, Tender.Give("V", "60"));
        async Task<AngleSharp.Dom.IElement> DialogAsync() => (await (await tender.Trade.AsAsync("buyer")).PageAsync($"/quotation-requests/{request}")).GetElementById("convert")!;
        Assert.Contains("Supplier V takes orders from 500 kg on; these goods come to 150 kg, so 350 kg are missing.", Plain((await DialogAsync()).TextContent), StringComparison.Ordinal);
        Assert.NotNull((await DialogAsync()).QuerySelector("[name=belowMinimum]"));
        await tender.Trade.RuleAsync(new { minimumWeight = "150" });
        Assert.Null((await DialogAsync()).QuerySelector("[name=belowMinimum]"));
    }

    [Theory, EachDatabase]
    public async Task The_builder_weighs_what_is_ticked_and_typed_and_names_what_has_no_weight(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumWeight = "100", minimumVolume = "48" });
        var draft = Assert.Single((await NeedAsync(trade, "W", 10)).Orders).Number;
        var need = (await NeedAsync(trade, "X", 5, order: false)).Number + "/1";
        async Task<string[]> Weigh(string query) =>
            [.. (await trade.LookAsync<WeighOrderResponse>("/order-builder/worth?supplier=V&site=A&" + query)).Measures.Select(m => $"{m.GoodsWords}: {m.Note}")];
        const string Unknown = "is known of X, which counts as nothing.";
        Assert.Equal(
            [$"30 kg: 70 kg lacking to the minimum of 100 kg. No weight {Unknown}", $"48 l: The minimum of 48 l is reached. No volume {Unknown}"], await Weigh($"needs={need}&drafts={draft}"));
        Assert.Equal(["30 kg: 70 kg lacking to the minimum of 100 kg.", "48 l: The minimum of 48 l is reached."], await Weigh($"drafts={draft}"));
        Assert.Equal(["120 kg: The minimum of 100 kg is reached.", "192 l: The minimum of 48 l is reached."], await Weigh($"drafts={draft}&item=W&quantity=4&unit=case"));
        Assert.Equal(["0 kg: 100 kg lacking to the minimum of 100 kg.", "0 l: 48 l lacking to the minimum of 48 l."], await Weigh(""));

        // The script of the page reads these names.
        var read = (await trade.LookAsync<JsonObject>($"/order-builder/worth?supplier=V&site=A&drafts={draft}"))["measures"]![0]!;
        Assert.Equal(("weight", "30 kg", "30", "70 kg lacking to the minimum of 100 kg."), ((string?)read["measure"], (string?)read["goodsWords"], (string?)read["goods"], (string?)read["note"]));

        // What the page shows at first is what it would weigh; without a least value nothing is said of one.
        var plan = await PlanAsync(trade);
        Assert.Equal(await Weigh($"needs={need}&drafts={draft}"), plan.Measures.Select(m => $"{m.GoodsWords}: {m.Note}"));
        var page = await (await trade.AsAsync("buyer")).PageAsync("/order-builder?supplier=V&site=A");
        Assert.Equal("30 kg", Plain(page.QuerySelector("[data-live-id=weight]")!.TextContent));
        Assert.Equal($"70 kg lacking to the minimum of 100 kg. No weight {Unknown}", page.QuerySelector("[data-live-id=weight-note]")!.TextContent);
        var bar = page.QuerySelector("[data-live-id=weight] progress")!;
        Assert.Equal(("100", "30", "30 kg of the minimum 100 kg"), (bar.GetAttribute("max"), bar.GetAttribute("value"), bar.GetAttribute("aria-label")));
        Assert.Equal("Of the value no minimum is asked.", page.QuerySelector("[data-live-id=goods-note]")!.TextContent);
        Assert.NotNull(page.QuerySelector("[name=belowMinimum]"));

        object Build(string? quantity) => new { supplier = "V", site = "A", needs = new[] { need }, drafts = new[] { draft }, lines = new[] { new { item = "W", quantity } } };
        Assert.Equal("procurement.below_minimum", (await trade.RefusedAsync("buyer", "/order-builder", Build("3"))).Code);
        Assert.Equal("Released", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/order-builder", Build("4"))).State);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task The_order_is_filled_up_by_what_weighs_something(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumWeight = "50" });
        using (var levels = await (await trade.AsAsync("steward")).SendUseAsync(HttpMethod.Put, "/api/v1/stock-levels", new
        {
            levels = new[] { new { item = "W", site = "A", reorderPoint = "10", orderUpTo = "48" }, new { item = "X", site = "A", reorderPoint = "20", orderUpTo = "40" } },
        })) Assert.True(levels.IsSuccessStatusCode, await levels.Content.ReadAsStringAsync());

        // X is needed sooner, but nobody knows what it weighs; two of the four cases of W reach 50 kg.
        var plan = await PlanAsync(trade);
        Assert.Equal([("X", "4", false), ("W", "2", true)], plan.Proposals.Select(p => (p.Item, p.Quantity.ToString(), p.Fills)));
        Assert.Equal(
            ["Brings nothing of the 50 kg that are missing, because no weight of it is known; so much its level takes.", "Reaches the minimum, 10 kg beyond it; its level would take 4 cases."], plan.Proposals.Select(p => p.Why));
        Assert.Equal("60 kg", Assert.Single(plan.FilledMeasures).GoodsWords);
        var page = await (await trade.AsAsync("buyer")).PageAsync("/order-builder?supplier=V&site=A&fill=true");
        Assert.Equal(("2", null), (page.QuerySelector("input[aria-label='Order so many case of W']")!.GetAttribute("value"), page.QuerySelector("input[aria-label='Order so many case of X']")!.GetAttribute("value")));
        Assert.Equal("60 kg", Plain(page.QuerySelector("[data-live-id=weight]")!.TextContent));

        // A value that is missing too is brought by X, and no more of it than that takes.
        await trade.RuleAsync(new { minimumValue = "90", minimumWeight = "50" });
        plan = await PlanAsync(trade);
        Assert.Equal([("X", "2", true), ("W", "2", true)], plan.Proposals.Select(p => (p.Item, p.Quantity.ToString(), p.Fills)));
        Assert.Equal("More of it brings nothing of the 50 kg that are still missing, because no weight of it is known; its level would take 4 cases.", plan.Proposals[0].Why);
        Assert.Equal("Reaches the minimum, 246.00 EUR and 10 kg beyond it; its level would take 4 cases.", plan.Proposals[1].Why);
    }

    [Theory, EachDatabase]
    public async Task The_queue_and_the_start_page_show_how_far_it_is_to_each_minimum(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumValue = "200", minimumWeight = "500" });
        await NeedAsync(trade, "W", 10, order: false);
        await NeedAsync(trade, "X", 5, order: false);
        var row = Assert.Single((await trade.LookAsync<ShowOrderQueueResponse>("/order-queue")).Rows);
        Assert.Equal((Amount.Of(168), Amount.Of(200), "30 kg of 500 kg", "X"), (row.Goods, row.Minimum, Assert.Single(row.Measures).Words, row.Measures[0].Unknown.Single()));
        var page = Plain((await (await trade.AsAsync("buyer")).PageAsync("/order-builder")).Body!.TextContent);
        foreach (var said in new[] { "30 kg of 500 kg", "No weight is known of X, which counts as nothing." }) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("32.00 EUR lacking", page, StringComparison.Ordinal);

        // The bar of the start page is of the minimum that is the farthest away.
        async Task<Crossdock.Organisation.QueueRow> FirstAsync() => await trade.App.Database.ReadAsync(async db => Assert.Single((await trade.App.Services.GetServices<Crossdock.Organisation.HomeQueue>().OfType<CutOffQueue>().Single()
            .SeeAsync(new(db, Actor.System("test"), trade.Time.GetUtcNow()), Trade.Today, CancellationToken.None)).First));
        var first = await FirstAsync();
        Assert.Equal(("A, 168.00 EUR of at least 200.00, 30 kg of 500 kg", "30 kg of the minimum 500 kg", 30m, 500m), (first.Note, first.Bar!.Words, first.Bar.Value, first.Bar.Maximum));
        await trade.RuleAsync(new { minimumValue = "200", minimumWeight = "30" });
        first = await FirstAsync();
        Assert.Equal(("168.00 EUR of the minimum 200.00 EUR", 168m), (first.Bar!.Words, first.Bar.Value));
        await trade.RuleAsync(new { deliveryCharge = "5" });
        Assert.Null((await FirstAsync()).Bar);
        Assert.Contains("no minimum", Plain((await (await trade.AsAsync("buyer")).PageAsync("/order-builder")).Body!.TextContent), StringComparison.Ordinal);
    }

    private static async Task<Trade> OpenAsync(Engine engine, object rule, IReadOnlyList<Governance.Tables.ApprovalRowRequest>? rows = null, string supplier = "V")
    {
        var trade = await MinimumTests.OpenAsync(engine, rule, rows, supplier);
        await MeasureAsync(trade, "W", "2.5", "4");
        return trade;
    }

    private static async Task MeasureAsync(Trade trade, string item, string weight, string? volume)
    {
        using var answer = await (await trade.AsAsync("steward")).SendUseAsync(HttpMethod.Put, $"/api/v1/items/{item}/measures", new { weight, volume });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static Task<CreateRequisitionResponse> NeedAsync(Trade trade, string item, decimal quantity, bool order = true) => trade.PostAsync<CreateRequisitionResponse>("warehouse-manager", "/requisitions", new
    {
        site = "A", order, duplicate = "it is needed", lines = new[] { new { item, quantity = Trade.Text(quantity), needDay = "2026-01-22" } },
    });

    private static Task<ShowOrderPlanResponse> PlanAsync(Trade trade) => trade.LookAsync<ShowOrderPlanResponse>("/order-builder?supplier=V&site=A");

    private static string Plain(string text) => string.Join(' ', text.Replace("EUR", " EUR ", StringComparison.Ordinal).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
