using System.Net;
using System.Text.Json.Nodes;
using Crossdock.MasterData.Levels;
using Crossdock.Organisation.Sites;
using Crossdock.Procurement.Offering;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;

namespace Crossdock.Procurement.Tests;

/// <summary>Before something is bought, the buyer answers what another site could send. W costs 10.00 in cases of 12; a transfer costs 40, asked is from 60 on.</summary>
public sealed class OfferTests
{
    /// <summary>B keeps 24 of W and has so much.</summary>
    private static async Task<Trade> WithStockAtBAsync(Engine engine, decimal stock, decimal keeps = 24)
    {
        var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", [new("auto")]);
        await StockAsync(trade, "B", stock);
        await KeepAsync(trade, "B", keeps);
        return trade;
    }

    private static Task<JsonObject> StockAsync(Trade trade, string site, decimal quantity, string item = "W") => trade.PostAsync<JsonObject>("integrator", "/opening-balances", new
    {
        site,
        lines = new[] { new { item, place = site + "1", quantity = Trade.Text(quantity), value = Trade.Text(quantity * 8) } },
    });

    private static async Task KeepAsync(Trade trade, string site, decimal upTo)
    {
        using var answer = await (await trade.AsAsync("steward")).SendUseAsync(HttpMethod.Put, "/api/v1/stock-levels", new { levels = new[] { new { item = "W", site, reorderPoint = "0", orderUpTo = Trade.Text(upTo) } } });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<IReadOnlyList<OpenTransferOffer>> OffersAsync(Trade trade, string order) => Trade.Value(await trade.App.AskAsync(trade.App.Get<FindTransferOffers>(), new(order))).Offers;

    private static async Task<IReadOnlyList<OfferRow>> RowsAsync(Trade trade) => Trade.Value(await trade.App.AskAsync(trade.App.Get<OfferList>(), new() { Limit = 50, Sort = "at" })).Items;

    private static async Task<HttpResponseMessage> SayAsync(Trade trade, string order, object answer, int line = 1, long? version = null, int buyer = 1) =>
        await (await trade.AsAsync("buyer", buyer)).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{order}/lines/{line}/transfer-offer", answer, version ?? (await trade.FindAsync(order)).Version);

    private static async Task<AnswerTransferOfferResponse> AnswerAsync(Trade trade, string order, object answer, int line = 1) => await Trade.ReadAsync<AnswerTransferOfferResponse>(await SayAsync(trade, order, answer, line));

    private static async Task<(HttpStatusCode Status, string? Code)> RefusedAsync(Trade trade, string order, object answer)
    {
        using var said = await SayAsync(trade, order, answer);
        Assert.False(said.IsSuccessStatusCode, await said.Content.ReadAsStringAsync());
        return (said.StatusCode, await said.CodeAsync());
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> ReleaseAsync(Trade trade, string order)
    {
        using var answer = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{order}/release", new { }, (await trade.FindAsync(order)).Version);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    [Theory, EachDatabase]
    public async Task A_line_that_another_site_can_send_is_not_released_before_the_buyer_has_answered(Engine engine)
    {
        await using var trade = await WithStockAtBAsync(engine, 60);
        var order = await trade.OrderAsync(Trade.Line("W", 48));
        Assert.Equal(("Draft", 1), (order.State, order.TransferOffers));
        Assert.Equal(0, await trade.OnOrderAsync("W"));
        var offer = Assert.Single(await OffersAsync(trade, order.Number));
        Assert.Equal(("B", "36", "3", "360.00", "40.00", "320.00"), (offer.Donor, offer.Quantity.ToString(), offer.Packs.ToString(), offer.Purchase.ToString(), offer.Freight.ToString(), offer.Saving.ToString()));

        var (status, body) = await ReleaseAsync(trade, order.Number);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "procurement.transfer_first"), (status, (string?)body["code"]));
        Assert.Equal("PO-000001 line 1: B can send 36 pieces (3 cases) of W; that saves 320.00 EUR. Transfer it, transfer part of it, or say why it is bought anyway.", (string?)body["detail"]);
        Assert.Equal(("B", "36"), ((string?)body["explain"]!["donor"], (string?)body["explain"]!["quantity"]));

        Assert.Equal((HttpStatusCode.BadRequest, "procurement.transfer_offer_reason"), await RefusedAsync(trade, order.Number, new { answer = "buy", why = "donorNeedsIt" }));
        Assert.Equal((HttpStatusCode.BadRequest, "procurement.transfer_offer_reason"), await RefusedAsync(trade, order.Number, new { answer = "buy", words = "a promotion starts there" }));
        var bought = await AnswerAsync(trade, order.Number, new { answer = "buy", why = "donorNeedsIt", words = "a promotion starts there" });
        Assert.Equal((OfferState.Bought, "48"), (bought.State, bought.Left.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await ReleaseAsync(trade, order.Number)).Status);
        Assert.Equal(48, await trade.OnOrderAsync("W"));
        var row = Assert.Single(await RowsAsync(trade));
        Assert.Equal((OfferState.Bought, OfferReason.DonorNeedsIt, "a promotion starts there", "320.00", "0.00"), (row.State, row.Reason, row.Words, row.Saving.ToString(), row.Saved.ToString()));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_is_transferred_instead_is_not_bought(Engine engine)
    {
        await using var trade = await WithStockAtBAsync(engine, 72);
        await trade.TableAsync("requisition", [new("auto")]);
        var asked = await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", new { site = "A", lines = new[] { new { item = "W", quantity = "40", needDay = "2026-01-22" } } });
        var order = Assert.Single(asked.Orders);
        Assert.Equal("Draft", order.State);
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("planner", $"/purchase-orders/{order.Number}/lines/1/transfer-offer", new { answer = "buy" }, ifMatch: 1)).Status);

        var answer = await AnswerAsync(trade, order.Number, new { answer = "transfer", donor = "B", quantity = "4", unit = "case" });
        Assert.Equal((OfferState.Transferred, "0", "440.00"), (answer.State, answer.Left.ToString(), answer.Saved.ToString()));
        Assert.Equal("Cancelled", await trade.StateAsync(order.Number));
        var transfer = JsonNode.Parse(await (await trade.AsAsync("warehouse-manager")).GetStringAsync($"/api/v1/transfers/{answer.Transfer}"))!;
        Assert.Equal(("B", "A", "48"), ((string?)transfer["from"], (string?)transfer["to"], (string?)transfer["lines"]![0]!["ordered"]));
        Assert.Equal(RequisitionState.Ordered, Trade.Value(await trade.App.AskAsync(trade.App.Get<FindRequisition>(), new(asked.Number))).State);
        Assert.Equal((HttpStatusCode.Conflict, "procurement.line_state"), await RefusedAsync(trade, order.Number, new { answer = "transfer", donor = "B", quantity = "12" }));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Part_of_it_is_whole_packs_and_says_why_the_rest_is_bought_and_another_quantity_is_asked_about_again(Engine engine)
    {
        await using var trade = await WithStockAtBAsync(engine, 84);
        var order = (await trade.OrderAsync(Trade.Line("W", 48))).Number;
        Assert.Equal((HttpStatusCode.BadRequest, "procurement.transfer_whole_packs"), await RefusedAsync(trade, order, new { answer = "transfer", donor = "B", quantity = "13", why = "noTransport", words = "the van is full" }));
        Assert.Equal((HttpStatusCode.BadRequest, "procurement.transfer_offer_reason"), await RefusedAsync(trade, order, new { answer = "transfer", donor = "B", quantity = "12" }));
        Assert.Equal((HttpStatusCode.BadRequest, "procurement.quantity"), await RefusedAsync(trade, order, new { answer = "transfer", donor = "B", quantity = "0" }));
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), await RefusedAsync(trade, order, new { answer = "transfer", donor = "NOWHERE", quantity = "12" }));
        Assert.Equal((HttpStatusCode.Conflict, "procurement.transfer_offer_changed"), await RefusedAsync(trade, order, new { answer = "transfer", donor = "B", quantity = "60" }));
        var part = await AnswerAsync(trade, order, new { answer = "transfer", donor = "B", quantity = "12", why = "noTransport", words = "the van is full" });
        Assert.Equal((OfferState.PartTransferred, "36", "80.00"), (part.State, part.Left.ToString(), part.Saved.ToString()));
        Assert.Empty(await OffersAsync(trade, order));

        await trade.ChangeAsync(order, 1, new { quantity = "60", unit = "piece" });
        Assert.Equal("48", Assert.Single(await OffersAsync(trade, order)).Quantity.ToString());
        Assert.Equal(OfferState.Asked, (await RowsAsync(trade))[^1].State);
        await trade.ChangeAsync(order, 1, new { quantity = "36", unit = "piece" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ReleaseAsync(trade, order)).Status);
        await AnswerAsync(trade, order, new { answer = "buy", why = "noTransport", words = "still full" });
        Assert.Equal(HttpStatusCode.OK, (await ReleaseAsync(trade, order)).Status);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_site_keeps_its_level_to_the_piece(Engine engine)
    {
        await using var trade = await WithStockAtBAsync(engine, 35);
        Assert.Equal("Released", (await trade.OrderAsync(Trade.Line("W", 12))).State);
        Assert.Equal((OfferState.NoSurplus, null), (Assert.Single(await RowsAsync(trade)) is var row ? row.State : default, row.Donor));
        await StockAsync(trade, "B", 1);
        var order = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, duplicate = "more", lines = new[] { Trade.Line("W", 24) } });
        Assert.Equal(("Draft", "12"), (order.State, Assert.Single(await OffersAsync(trade, order.Number)).Quantity.ToString()));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task The_buyer_is_asked_from_the_threshold_on_and_not_a_cent_below_it(Engine engine)
    {
        await using var trade = await WithStockAtBAsync(engine, 36);
        object Line(string price) => new { item = "W", quantity = "1", unit = "case", price, priceUnit = "case", requestedDay = "2026-01-22" };
        var below = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, lines = new[] { Line("99.99") } });
        Assert.Equal(("Released", 0), (below.State, below.TransferOffers));
        Assert.Equal((OfferState.BelowThreshold, "59.99"), (Assert.Single(await RowsAsync(trade)) is var row ? row.State : default, row.Saving.ToString()));
        var at = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, duplicate = "more", lines = new[] { Line("100.00") } });
        Assert.Equal(("Draft", "60.00"), (at.State, Assert.Single(await OffersAsync(trade, at.Number)).Saving.ToString()));
    }

    [Theory, EachDatabase]
    public async Task Two_buyers_who_answer_the_same_offer_at_once_are_heard_once(Engine engine)
    {
        await using var trade = await WithStockAtBAsync(engine, 60);
        var order = await trade.OrderAsync(Trade.Line("W", 48));
        var yes = new { answer = "transfer", donor = "B", quantity = "36" };
        await trade.AsAsync("buyer", 2);
        var answers = await Task.WhenAll(SayAsync(trade, order.Number, yes, version: order.Version), SayAsync(trade, order.Number, yes, version: order.Version, buyer: 2));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Select(a => a.StatusCode).Order());
        Assert.Equal("12", (await trade.FindAsync(order.Number)).Lines[0].Ordered.ToString());
        Assert.Single(await RowsAsync(trade), r => r.Taken.IsPositive);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task The_last_pack_goes_to_one_of_two_orders_that_want_it(Engine engine)
    {
        await using var trade = await WithStockAtBAsync(engine, 36);
        var orders = new List<CreatePurchaseOrderResponse>();
        foreach (var why in new[] { "first", "second" })
            orders.Add(await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, duplicate = why, lines = new[] { Trade.Line("W", 12) } }));
        await trade.AsAsync("buyer", 2);
        var answers = await Task.WhenAll(orders.Select((o, i) => SayAsync(trade, o.Number, new { answer = "transfer", donor = "B", quantity = "12" }, version: o.Version, buyer: i + 1)));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        Assert.Equal("procurement.transfer_offer_changed", await answers.Single(a => !a.IsSuccessStatusCode).CodeAsync());
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Stock_that_was_taken_meanwhile_is_not_transferred_and_the_line_is_bought(Engine engine)
    {
        await using var trade = await WithStockAtBAsync(engine, 60);
        var order = (await trade.OrderAsync(Trade.Line("W", 36))).Number;
        Assert.Equal("36", Assert.Single(await OffersAsync(trade, order)).Quantity.ToString());
        await trade.PostAsync<JsonObject>("sales", "/sales-orders", new { customer = "C", site = "B", lines = new[] { new { item = "W", quantity = "20", requestedDay = "2026-01-16" } } });
        Assert.Equal((HttpStatusCode.Conflict, "procurement.transfer_offer_changed"), await RefusedAsync(trade, order, new { answer = "transfer", donor = "B", quantity = "36" }));
        Assert.Equal("12", Assert.Single(await OffersAsync(trade, order)).Quantity.ToString());
        await trade.PostAsync<JsonObject>("sales", "/sales-orders", new { customer = "C", site = "B", lines = new[] { new { item = "W", quantity = "16", requestedDay = "2026-01-16" } } });
        Assert.Equal((HttpStatusCode.Conflict, "procurement.no_transfer_offer"), await RefusedAsync(trade, order, new { answer = "buy", why = "other", words = "why not" }));
        Assert.Equal(HttpStatusCode.OK, (await ReleaseAsync(trade, order)).Status);
        Assert.Equal(OfferState.NoSurplus, Assert.Single(await RowsAsync(trade)).State);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Two_lines_are_not_offered_the_same_goods_and_another_entity_offers_nothing(Engine engine)
    {
        await using var trade = await WithStockAtBAsync(engine, 60);
        await trade.DoAsync(async (work, cancel) =>
        {
            var entity = (await trade.App.Get<Foundation>().CreateEntityAsync(work, new("E2", "Other entity", "EUR", "Europe/Berlin"), cancel)).Value;
            trade.App.Get<Chart>().Found(work, entity.Id, new DateOnly(2026, 1, 1), 12);
        });
        await trade.DoAsync(async (work, cancel) =>
        {
            var site = (await trade.App.Get<Foundation>().CreateSiteAsync(work, new CreateSiteRequest("E2", "F", "Foreign"), cancel)).Value;
            _ = (await trade.App.Get<Foundation>().CreatePlacesAsync(work, site.Id, [new NewPlace("F1", PickSequence: 1)], cancel)).Value;
        });
        await StockAsync(trade, "F", 600);
        await KeepAsync(trade, "F", 0);
        var order = (await trade.OrderAsync(Trade.Line("W", 24), Trade.Line("W", 24, day: Trade.Today.AddDays(30)))).Number;
        Assert.Equal([(1, "B", "24"), (2, "B", "12")], (await OffersAsync(trade, order)).Select(o => (o.Line, o.Donor, o.Quantity.ToString())));
    }

    [Theory, EachDatabase]
    public async Task A_level_that_makes_no_sense_is_refused(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        async Task<string?> SetAsync(string site, string reorderPoint, string orderUpTo)
        {
            using var answer = await (await trade.AsAsync("steward")).SendUseAsync(HttpMethod.Put, "/api/v1/stock-levels", new { levels = new[] { new { item = "W", site, reorderPoint, orderUpTo } } });
            return answer.IsSuccessStatusCode ? null : await answer.CodeAsync();
        }

        Assert.Equal("masterdata.levels_crossed", await SetAsync("B", "20", "19"));
        Assert.Equal("masterdata.levels_crossed", await SetAsync("B", "-1", "19"));
        Assert.Equal("masterdata.level_not_exact", await SetAsync("B", "0.5", "19"));
        Assert.Equal("not_found", await SetAsync("Z", "1", "19"));
        Assert.Null(await SetAsync("B", "19", "19"));
        Assert.Null(await SetAsync("B", "0", "12"));
        var row = Assert.Single(Trade.Value(await trade.App.AskAsync(trade.App.Get<StockLevelList>(), new() { Limit = 10 })).Items);
        Assert.Equal(("W", "B", "0", "12"), (row.Item, row.Site, row.ReorderPoint.ToString(), row.OrderUpTo.ToString()));
    }
}
