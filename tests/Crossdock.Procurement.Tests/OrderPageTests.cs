using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;
using Crossdock.Procurement.Sending;
using Crossdock.Procurement.Sourcing;

namespace Crossdock.Procurement.Tests;

/// <summary>What pages and the paper of an order say of minimums, charges and terms. W costs 10.00 and X 4.00, in cases of 12.</summary>
public sealed class OrderPageTests
{
    [Fact]
    public async Task A_requisition_that_would_be_ordered_below_the_minimum_asks_why_and_says_what_is_missing()
    {
        await using var trade = await MinimumTests.OpenAsync(Engine.Sqlite, new { minimumValue = "168" });
        var need = await NeedAsync(trade, 10);
        var dialog = await DialogAsync(trade, $"/requisitions/{need}", "order");
        Assert.Contains("takes orders from 168.00 EUR on; these goods come to 120.00 EUR, so 48.00 EUR are missing", Plain(dialog), StringComparison.Ordinal);
        Assert.NotNull(dialog.QuerySelector("[name=belowMinimum]"));
        Assert.Equal("/order-builder?supplier=V&site=A", dialog.QuerySelector("a")!.GetAttribute("href"));

        // What the form sends is what the use takes.
        var request = new JsonObject { ["requisitions"] = new JsonArray(need), ["release"] = true };
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "procurement.below_minimum"), await trade.RefusedAsync("buyer", "/requisitions/order", request));
        request["belowMinimum"] = "The season is over";
        var made = await trade.PostAsync<OrderRequisitionsResponse>("buyer", "/requisitions/order", request);
        Assert.Equal("The season is over", (await trade.FindAsync(made.Orders[0].Number)).BelowMinimum);

        // What comes to it, to the cent, is asked nothing; neither is what is ordered already.
        Assert.Null((await DialogAsync(trade, $"/requisitions/{need}", "order")).QuerySelector("[name=belowMinimum]"));
        await trade.RuleAsync(new { minimumValue = "120" });
        Assert.Null((await DialogAsync(trade, $"/requisitions/{await NeedAsync(trade, 10)}", "order")).QuerySelector("[name=belowMinimum]"));
    }

    [Fact]
    public async Task An_award_below_the_minimum_asks_why_by_supplier()
    {
        await using var tender = await Tender.OpenAsync(Engine.Sqlite);
        await tender.Trade.TableAsync("purchase-order", [new("auto")]);
        await tender.Trade.RuleAsync(new { minimumValue = "700" });
        var request = await tender.AskAsync();
        await tender.BidAsync(request, Tender.Bid("V", "10"));
        await tender.BidAsync(request, Tender.Bid("D", "12"));
        tender.Open();
        await tender.AwardedAsync(request, null, Tender.Give("V", "60"));
        var dialog = await DialogAsync(tender.Trade, $"/quotation-requests/{request}", "convert");
        Assert.Contains("Supplier V takes orders from 700.00 EUR on; these goods come to 600.00 EUR, so 100.00 EUR are missing", Plain(dialog), StringComparison.Ordinal);
        Assert.NotNull(dialog.QuerySelector("[name=belowMinimum]"));
        var order = Assert.Single((await tender.Trade.PostAsync<ConvertAwardResponse>("buyer", $"/quotation-requests/{request}/convert", new { release = true, belowMinimum = "They agreed on the phone" })).Orders);
        Assert.Equal(("Released", "They agreed on the phone"), (order.State, (await tender.Trade.FindAsync(order.Number)).BelowMinimum));
    }

    [Fact]
    public async Task An_award_that_comes_to_the_minimum_asks_nothing()
    {
        await using var tender = await Tender.OpenAsync(Engine.Sqlite);
        await tender.Trade.RuleAsync(new { minimumValue = "600" });
        var request = await tender.AskAsync();
        await tender.BidAsync(request, Tender.Bid("V", "10"));
        await tender.BidAsync(request, Tender.Bid("D", "12"));
        tender.Open();
        await tender.AwardedAsync(request, null, Tender.Give("V", "60"));
        Assert.Null((await DialogAsync(tender.Trade, $"/quotation-requests/{request}", "convert")).QuerySelector("[name=belowMinimum]"));
    }

    [Theory, EachDatabase]
    public async Task The_paper_shows_goods_charges_total_delivery_term_and_where_title_passes(Engine engine)
    {
        await using var trade = await MinimumTests.OpenAsync(engine, new { incoterm = "FCA", titlePoint = "origin" });
        var order = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new
        {
            supplier = "V", site = "A", release = true, lines = new[] { Trade.Line("W", 120), Trade.Line("X", 12) },
            charges = new[] { new { kind = "freight", amount = "40.50", note = "two pallets" }, new { kind = "handling", amount = "9.49", note = (string)null! } },
        });
        var paper = await PaperAsync(trade, order.Number, 1);
        Assert.Equal([("Goods", "1,248.00"), ("Freight, two pallets", "40.50"), ("Handling", "9.49"), ("Total in EUR", "1,297.99")], paper.Totals.Select(t => (t.Label, t.Value)));
        Assert.Equal([("Delivery term", "FCA"), ("Title passes", "at origin")], paper.Facts.Where(f => f.Label is "Delivery term" or "Title passes").Select(f => (f.Label, f.Value)));

        // Version one stays as it was; without charges the total stands alone.
        using var answer = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Put, $"/api/v1/purchase-orders/{order.Number}/terms", new { incoterm = "FCA", titlePoint = "origin", charges = Array.Empty<object>() }, order.Version);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal([("Total in EUR", "1,248.00")], (await PaperAsync(trade, order.Number, 2)).Totals.Select(t => (t.Label, t.Value)));
        Assert.Equal("1,297.99", (await PaperAsync(trade, order.Number, 1)).Totals[^1].Value);

        // Nothing is said of a title point that was not laid down; one of the order comes before the supplier's.
        var other = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "B", release = true, titlePoint = "destination", incoterm = "DAP", lines = new[] { Trade.Line("W", 12) } });
        Assert.Equal(["DAP", "at destination"], (await PaperAsync(trade, other.Number, 1)).Facts.Where(f => f.Label is "Delivery term" or "Title passes").Select(f => f.Value));
        await trade.RuleAsync(new { minimumValue = "1" });
        other = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "B", release = true, duplicate = "again", lines = new[] { Trade.Line("W", 12) } });
        Assert.DoesNotContain((await PaperAsync(trade, other.Number, 1)).Facts, f => f.Label is "Delivery term" or "Title passes");
    }

    [Fact]
    public async Task The_dialog_of_charges_shows_what_there_is_and_after_the_release_only_charges_change()
    {
        await using var trade = await MinimumTests.OpenAsync(Engine.Sqlite, new { incoterm = "FCA", titlePoint = "origin" });
        var draft = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new
        {
            supplier = "V", site = "A", lines = new[] { Trade.Line("W", 12) }, charges = new[] { new { kind = "handling", amount = "9.50", note = "pallets" } },
        });
        var dialog = await DialogAsync(trade, $"/purchase-orders/{draft.Number}", "terms");
        Assert.Equal(("handling", "9.50", "pallets"), (dialog.QuerySelector("select[name='charges[0].kind'] option[selected]")!.GetAttribute("value"), Value(dialog, "charges[0].amount"), Value(dialog, "charges[0].note")));
        Assert.NotNull(dialog.QuerySelector("[name='charges[2].amount']"));
        Assert.Equal(["", "freight", "handling", "other"], dialog.QuerySelectorAll("select[name='charges[1].kind'] option").Select(o => o.GetAttribute("value")));
        Assert.Equal(("FCA", "text"), (Value(dialog, "incoterm"), dialog.QuerySelector("[name=incoterm]")!.GetAttribute("type") ?? "text"));
        Assert.Equal("origin", dialog.QuerySelector("select[name=titlePoint] option[selected]")!.GetAttribute("value"));
        Assert.Equal($"PUT /api/v1/purchase-orders/{draft.Number}/terms", dialog.QuerySelector("form[data-use]")!.GetAttribute("data-use"));

        // What the form sends is taken, and it can be sent as it is.
        using var answer = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Put, $"/api/v1/purchase-orders/{draft.Number}/terms", new
        {
            incoterm = "FCA", titlePoint = "origin", charges = new object[] { new { kind = "handling", amount = "9.50", note = "pallets" }, new { kind = "freight", amount = "20" } },
        }, draft.Version);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        using var released = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{draft.Number}/release", new { }, (await trade.FindAsync(draft.Number)).Version);
        Assert.True(released.IsSuccessStatusCode, await released.Content.ReadAsStringAsync());
        dialog = await DialogAsync(trade, $"/purchase-orders/{draft.Number}", "terms");
        Assert.Equal(("hidden", "FCA", "hidden", "20.00"), (dialog.QuerySelector("[name=incoterm]")!.GetAttribute("type"), Value(dialog, "incoterm"), dialog.QuerySelector("[name=titlePoint]")!.GetAttribute("type"), Value(dialog, "charges[1].amount")));
        Assert.Contains("only its charges can change", Plain(dialog), StringComparison.Ordinal);
    }

    private static async Task<string> NeedAsync(Trade trade, decimal quantity) => (await trade.PostAsync<CreateRequisitionResponse>("warehouse-manager", "/requisitions", new
    {
        site = "A", order = false, duplicate = "it is needed", lines = new[] { new { item = "W", quantity = Trade.Text(quantity), needDay = "2026-01-22" } },
    })).Number;

    private static async Task<IElement> DialogAsync(Trade trade, string page, string id) =>
        (await (await trade.AsAsync("buyer")).PageAsync(page)).GetElementById(id) ?? throw new InvalidOperationException($"{page} has no {id}.");

    private static string? Value(IElement dialog, string name) => dialog.QuerySelector($"[name='{name}']")!.GetAttribute("value");

    private static string Plain(IElement element) => string.Join(' ', element.TextContent.Replace("EUR", " EUR ", StringComparison.Ordinal).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)).Replace("EUR ,", "EUR,", StringComparison.Ordinal);

    private static async Task<Storage.Printing.PaperDocument> PaperAsync(Trade trade, string order, int version) =>
        Trade.Value(await trade.App.AskAsync(trade.App.Get<PrintPurchaseOrder>(), new(order, version)));
}
