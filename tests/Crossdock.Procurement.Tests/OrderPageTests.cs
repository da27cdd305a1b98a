using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Crossdock.Procurement.Requisitioning;
using Crossdock.Procurement.Sourcing;

namespace Crossdock.Procurement.Tests;

/// <summary>What pages say of orders that are below the minimum. W costs 10.00 and X 4.00, in cases of 12.</summary>
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

    private static async Task<string> NeedAsync(Trade trade, decimal quantity) => (await trade.PostAsync<CreateRequisitionResponse>("warehouse-manager", "/requisitions", new
    {
        site = "A", order = false, duplicate = "it is needed", lines = new[] { new { item = "W", quantity = Trade.Text(quantity), needDay = "2026-01-22" } },
    })).Number;

    private static async Task<IElement> DialogAsync(Trade trade, string page, string id) =>
        (await (await trade.AsAsync("buyer")).PageAsync(page)).GetElementById(id) ?? throw new InvalidOperationException($"{page} has no {id}.");

    private static string Plain(IElement element) => string.Join(' ', element.TextContent.Replace("EUR", " EUR ", StringComparison.Ordinal).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)).Replace("EUR ,", "EUR,", StringComparison.Ordinal);
}
