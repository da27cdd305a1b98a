using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;
using Crossdock.Procurement.Sourcing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Procurement.Tests;

/// <summary>Who wins, who decides that, and what is ordered by it.</summary>
public sealed class AwardTests
{
    /// <summary>V bids 10.00 and D 12.00 euro, both in seven days; the time is over.</summary>
    private static async Task<(Tender Tender, string Request)> OpenedAsync(Engine engine, string v = "10", string d = "12")
    {
        var tender = await Tender.OpenAsync(engine);
        var request = await tender.AskAsync();
        await tender.BidAsync(request, Tender.Bid("V", v));
        await tender.BidAsync(request, Tender.Bid("D", d));
        tender.Open();
        return (tender, request);
    }

    [Theory, EachDatabase]
    public async Task The_best_bid_is_awarded_by_rule_and_becomes_one_order_at_its_price(Engine engine)
    {
        var (tender, request) = await OpenedAsync(engine);
        await using var _ = tender;
        Assert.Equal("procurement.award_not_approved", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/convert", new { })).Code);
        Assert.Equal(QuotationState.Awarded, (await tender.AwardedAsync(request, null, Tender.Give("V", "60"))).State);
        var made = Assert.Single((await tender.ConvertAsync(request)).Orders);
        Assert.Equal("Draft", made.State);
        var order = await tender.Trade.FindAsync(made.Number);
        var line = Assert.Single(order.Lines);
        Assert.Equal(("V", "60", "10.00", "piece", request), (order.Supplier, line.Ordered.ToString(), line.Price.ToString(), line.PriceUnit, order.Reference));
        Assert.Equal(new DateOnly(2026, 2, 10), line.RequestedDay);
        Assert.Equal("procurement.award_converted", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/convert", new { })).Code);
        var found = await tender.FindAsync(request);
        Assert.Equal((QuotationState.Converted, made.Number), (found.State, found.Award[0].Order));
        var notice = Assert.Single(found.Notices);
        Assert.Equal("D", notice.Supplier);
        Assert.Contains("another offer", notice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("10", notice.Text.Replace(request, "", StringComparison.Ordinal), StringComparison.Ordinal);
        await tender.Trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task An_award_becomes_a_contract_that_is_asked_about_and_prices_what_is_ordered_then(Engine engine)
    {
        var (tender, request) = await OpenedAsync(engine, v: "8");
        await using var _ = tender;
        var path = $"/quotation-requests/{request}/contract";
        var asked = new { validTo = "2026-12-31", capped = true };
        await tender.Trade.TableAsync("agreement", [new("procurement-manager")]);
        Assert.Equal("procurement.award_not_approved", (await tender.Trade.RefusedAsync("buyer", path, asked)).Code);
        await tender.AwardedAsync(request, null, Tender.Give("V", "60"));
        Assert.Equal("procurement.agreement_over", (await tender.Trade.RefusedAsync("buyer", path, new { validTo = "2026-01-01" })).Code);
        Assert.Equal(QuotationState.Awarded, (await tender.FindAsync(request)).State);

        // Of several at once one writes it; nobody orders by the award as well.
        var buyers = new[] { await tender.Trade.AsAsync("buyer"), await tender.Trade.AsAsync("buyer", 2) };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => buyers[i % 2].PostUseAsync("/api/v1" + path, asked)));
        var made = Assert.Single((await Trade.ReadAsync<ContractAwardResponse>(Assert.Single(answers, a => a.IsSuccessStatusCode))).Agreements);
        Assert.Equal("procurement.award_converted", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/convert", new { })).Code);
        var found = await tender.FindAsync(request);
        Assert.Equal((QuotationState.Converted, made.Number), (found.State, found.Award[0].Order));

        // It holds once those who decide have agreed, at the price of the bid and for no more than was awarded.
        await tender.Trade.ApproveAsync(made.Approval!);
        var line = Assert.Single((await tender.Trade.FindAsync((await tender.Trade.OrderAsync(Trade.Line("W", 48))).Number)).Lines);
        Assert.Equal("8.00", line.Price.ToString());
        Assert.Equal("procurement.agreement_exceeded", (await tender.Trade.RefusedAsync("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, duplicate = "more", lines = new[] { Trade.Line("W", 24, day: new(2026, 3, 1)) } })).Code);
        await tender.Trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Two_awards_at_once_are_one_and_two_conversions_are_one(Engine engine)
    {
        var (tender, request) = await OpenedAsync(engine);
        await using var _ = tender;
        var version = (await tender.FindAsync(request)).Version;
        var awards = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => tender.AwardAsync(request, [Tender.Give("V", "60")], null, 1 + (i % 2), version)));
        Assert.Equal(1, awards.Count(a => a.IsSuccessStatusCode));
        Assert.All(awards.Where(a => !a.IsSuccessStatusCode), a => Assert.Equal(HttpStatusCode.PreconditionFailed, a.StatusCode));
        Assert.Single((await tender.FindAsync(request)).Award);

        var buyers = new[] { await tender.Trade.AsAsync("buyer"), await tender.Trade.AsAsync("buyer", 2) };
        var conversions = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => buyers[i % 2].PostUseAsync($"/api/v1/quotation-requests/{request}/convert", new { })));
        Assert.Equal(1, conversions.Count(a => a.IsSuccessStatusCode));
        Assert.Equal(1, await tender.Trade.App.Database.ReadAsync(db => db.Set<PurchaseOrder>().CountAsync()));
        await tender.Trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Passing_the_best_over_needs_a_reason_and_a_decision(Engine engine)
    {
        var (tender, request) = await OpenedAsync(engine);
        await using var _ = tender;
        var (code, sentence) = await tender.RefusedAwardAsync(request, Tender.Give("D", "60"));
        Assert.Equal("procurement.award_reason", code);
        Assert.Contains("60 pieces from V Supplier V", sentence, StringComparison.Ordinal);
        var waits = await tender.AwardedAsync(request, "V was late three times", Tender.Give("D", "60"));
        Assert.Equal(QuotationState.Closed, waits.State);
        Assert.NotNull(waits.Approval);
        Assert.Equal("procurement.award_not_approved", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/convert", new { })).Code);
        await tender.Trade.ApproveAsync(waits.Approval);
        Assert.Equal(QuotationState.Awarded, (await tender.FindAsync(request)).State);
        await tender.ConvertAsync(request);
    }

    [Theory, EachDatabase]
    public async Task A_change_of_the_award_voids_what_was_asked_and_what_was_approved(Engine engine)
    {
        var (tender, request) = await OpenedAsync(engine, v: "30", d: "31");
        await using var _ = tender;
        var first = await tender.AwardedAsync(request, null, Tender.Give("V", "60"));
        var second = await tender.AwardedAsync(request, null, Tender.Give("V", "59"));
        Assert.NotEqual(first.Approval, second.Approval);
        Assert.Equal("governance.request_ended", (await tender.Trade.RefusedAsync("procurement-manager", "/approvals/decide", new { requests = new[] { first.Approval }, answer = "approve" })).Code);
        await tender.Trade.ApproveAsync(second.Approval!);
        Assert.Equal(QuotationState.Awarded, (await tender.FindAsync(request)).State);

        // Less of the same supplier is another award as well: it is asked about, and nothing can be ordered meanwhile.
        var third = await tender.AwardedAsync(request, null, Tender.Give("V", "58"));
        Assert.Equal(QuotationState.Closed, third.State);
        Assert.NotNull(third.Approval);
        Assert.Equal("procurement.award_not_approved", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/convert", new { })).Code);
        await tender.Trade.ApproveAsync(third.Approval, answer: "reject", comment: "all or nothing");
        Assert.Equal((QuotationState.Closed, null), ((await tender.FindAsync(request)).State, (await tender.FindAsync(request)).Approval));
        Assert.Equal("procurement.award_not_approved", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/convert", new { })).Code);
    }

    [Theory, EachDatabase]
    public async Task Nobody_decides_on_an_award_they_wrote_bid_for_or_asked_the_goods_of(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        var needed = await tender.Trade.PostAsync<CreateRequisitionResponse>("procurement-manager", "/requisitions", new { site = "A", order = false, lines = new[] { new { item = "W", quantity = "60", needDay = "2026-02-10" } } });
        var both = await tender.PersonAsync("buyer", "procurement-manager");
        var request = await tender.AskAsync(new { lines = Array.Empty<object>(), requisitions = new[] { needed.Number } });
        using (var keyed = await both.PostUseAsync($"/api/v1/quotation-requests/{request}/bids", Tender.Bid("V", "30"))) Assert.True(keyed.IsSuccessStatusCode);
        tender.Open();
        var writer = await tender.PersonAsync("buyer", "controller", "procurement-manager");
        using var answer = await writer.SendUseAsync(HttpMethod.Post, $"/api/v1/quotation-requests/{request}/award", new { lines = new[] { Tender.Give("V", "60") } }, (await tender.FindAsync(request)).Version);
        var approval = (await Trade.ReadAsync<QuotationStandResponse>(answer)).Approval!;
        foreach (var person in new[] { writer, both, await tender.Trade.AsAsync("procurement-manager") })
        {
            using var own = await person.PostUseAsync("/api/v1/approvals/decide", new { requests = new[] { approval }, answer = "approve" });
            Assert.Equal("governance.own_request", await own.CodeAsync());
        }

        await tender.Trade.PostAsync<JsonObject>("procurement-manager", "/approvals/decide", new { requests = new[] { approval }, answer = "approve" }, 2);
        Assert.Equal(QuotationState.Awarded, (await tender.FindAsync(request)).State);
    }

    [Theory, EachDatabase]
    public async Task A_bid_in_another_currency_wins_only_by_the_rate_of_the_day_of_the_opening(Engine engine)
    {
        // 11.00 dollars are 9.999 euro at 0.909, and 10.0001 at 0.9091.
        foreach (var (rate, best) in new[] { (0.909m, "D"), (0.9091m, "V") })
        {
            await using var tender = await Tender.OpenAsync(engine, rate);
            var request = await tender.AskAsync();
            await tender.BidAsync(request, Tender.Bid("V", "10"));
            await tender.BidAsync(request, Tender.Bid("D", "11", currency: "USD"));
            tender.Open();
            var offers = (await tender.FindAsync(request)).Lines[0].Offers;
            Assert.Equal(best, offers[0].Supplier);
            Assert.Equal(1, offers[0].Rank);

            // What the dollar does afterwards changes nothing.
            tender.Open(86_400);
            await tender.Trade.DoAsync(async (work, cancel) => _ = (await tender.Trade.App.Get<RateTable>().SetAsync(work, [new(Currency.Of("USD"), Currency.Of("EUR"), new DateOnly(2026, 1, 17), UnitPrice.Of(best == "D" ? 2m : 0.1m))], cancel)).Value);
            Assert.Equal(best, (await tender.FindAsync(request)).Lines[0].Offers[0].Supplier);
            await tender.AwardedAsync(request, null, Tender.Give(best, "60"));
            var order = await tender.Trade.FindAsync((await tender.ConvertAsync(request)).Orders[0].Number);
            Assert.Equal(best == "D" ? "USD" : "EUR", order.Currency.Code);
        }
    }

    [Theory, EachDatabase]
    public async Task Without_a_rate_an_offer_cannot_win(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        var request = await tender.AskAsync();
        await tender.BidAsync(request, Tender.Bid("V", "10"));
        await tender.BidAsync(request, Tender.Bid("D", "1", currency: "CNY"));
        tender.Open();
        var last = (await tender.FindAsync(request)).Lines[0].Offers[1];
        Assert.Equal(("D", 0, null), (last.Supplier, last.Rank, last.PricePerBase));
        Assert.Equal("procurement.no_rate", (await tender.RefusedAwardAsync(request, Tender.Give("D", "60"))).Code);
    }

    [Theory, EachDatabase]
    public async Task It_is_split_to_the_last_piece_and_not_beyond(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        var request = await tender.AskAsync();
        await tender.BidAsync(request, Tender.Bid("V", "10", quantity: "25", minimum: "20"));
        await tender.BidAsync(request, Tender.Bid("D", "9", quantity: "36"));
        tender.Open();
        Assert.Equal([("D", "36"), ("V", "24")], (await tender.FindAsync(request)).Lines[0].Offers.Select(o => (o.Supplier, o.Suggested.ToString())));
        Assert.Equal("procurement.award_beyond_asked", (await tender.RefusedAwardAsync(request, Tender.Give("D", "36"), Tender.Give("V", "25"))).Code);
        Assert.Equal("procurement.award_beyond_offer", (await tender.RefusedAwardAsync(request, Tender.Give("D", "37"))).Code);
        Assert.Equal("procurement.award_below_minimum", (await tender.RefusedAwardAsync(request, Tender.Give("V", "19"))).Code);
        Assert.Equal("procurement.award_twice", (await tender.RefusedAwardAsync(request, Tender.Give("D", "18"), Tender.Give("d", "18"))).Code);
        Assert.Equal("masterdata.unit_indivisible", (await tender.RefusedAwardAsync(request, Tender.Give("D", "0.5"))).Code);
        Assert.Equal("procurement.award_empty", (await tender.RefusedAwardAsync(request, Tender.Give("D", "0"))).Code);
        Assert.Equal("procurement.award_reason", (await tender.RefusedAwardAsync(request, Tender.Give("D", "35"), Tender.Give("V", "25"))).Code);
        await tender.AwardedAsync(request, null, Tender.Give("D", "36"), Tender.Give("V", "24"));
        var orders = (await tender.ConvertAsync(request)).Orders;
        Assert.Equal(2, orders.Count);
        var lines = await tender.Trade.App.Database.ReadAsync(db => db.Set<PurchaseLine>().OrderBy(l => l.OrderNumber).ToListAsync());
        Assert.Equal(["24", "36"], lines.Select(l => l.Ordered.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task A_bid_by_the_case_is_compared_and_ordered_as_it_was_given(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        var request = await tender.AskAsync();
        Assert.Equal("masterdata.unit_unknown", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/bids", Tender.Bid("V", "119", priceUnit: "barrel"))).Code);
        Assert.Equal("masterdata.unit_indivisible", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/bids", Tender.Bid("V", "119", quantity: "4.5", unit: "case"))).Code);
        await tender.BidAsync(request, Tender.Bid("V", "119.99", quantity: "5", unit: "case", priceUnit: "case"));
        await tender.BidAsync(request, Tender.Bid("D", "10.00"));
        tender.Open();
        var best = (await tender.FindAsync(request)).Lines[0].Offers[0];
        Assert.Equal(("V", "60", "119.99", "case", "9.999167"), (best.Supplier, best.Quantity.ToString(), best.Price.ToString(), best.PriceUnit, best.PricePerBase.ToString()));
        await tender.AwardedAsync(request, null, Tender.Give("V", "5", unit: "case"));
        Assert.Equal(Amount.Of(599.95m), (await tender.FindAsync(request)).Award[0].Worth);
        var order = await tender.Trade.FindAsync((await tender.ConvertAsync(request)).Orders[0].Number);
        Assert.Equal((Amount.Of(599.95m), "case", "5"), (order.Total, order.Lines[0].Unit, order.Lines[0].UnitQuantity.ToString()));
    }

    [Theory, EachDatabase]
    public async Task Who_may_not_be_ordered_from_can_bid_and_cannot_win(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        await tender.Trade.TableAsync("supplier", [new("procurement-manager")]);
        await tender.Trade.PostAsync<JsonObject>("steward", "/suppliers", new { code = "N", name = "New one", currency = "EUR" });
        using (var rule = await (await tender.Trade.AsAsync("steward")).SendUseAsync(HttpMethod.Put, "/api/v1/certificate-rules", new { kind = "food safety", clause = "Purchasing policy 4.2", category = "food" })) _ = rule;
        var request = await tender.AskAsync(new { suppliers = new[] { "V", "D", "N" } });
        await tender.BidAsync(request, Tender.Bid("N", "1", 1));
        await tender.BidAsync(request, Tender.Bid("D", "12"));
        tender.Open();
        var offers = (await tender.FindAsync(request)).Lines[0].Offers;
        Assert.Equal([("D", 1), ("N", 0)], offers.Select(o => (o.Supplier, o.Rank)));
        Assert.Contains("not approved yet", offers[1].CannotWin, StringComparison.Ordinal);

        // What cannot win sets no measure: D alone is as cheap and as fast as can be.
        Assert.Equal("90.00", offers[0].Score);
        Assert.Equal("masterdata.supplier_not_approved", (await tender.RefusedAwardAsync(request, Tender.Give("N", "60"))).Code);
        await tender.AwardedAsync(request, null, Tender.Give("D", "60"));

        // Stopped between the award and the order: no order.
        await tender.Trade.PostAsync<JsonObject>("steward", "/suppliers/D/suspend", new { reason = "recall" });
        Assert.Equal("masterdata.supplier_not_approved", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/convert", new { })).Code);
        Assert.Equal(QuotationState.Awarded, (await tender.FindAsync(request)).State);
    }

    [Theory, EachDatabase]
    public async Task One_source_needs_a_reason_and_those_who_decide_read_it(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        Assert.Equal("procurement.too_few_invited", (await tender.Trade.RefusedAsync("buyer", "/quotation-requests", new
        {
            site = "A", dueAt = Tender.Due, suppliers = new[] { "V", "v" }, lines = new[] { new { item = "W", quantity = "6", needDay = "2026-02-10" } },
        })).Code);
        var request = await tender.AskAsync(new { suppliers = new[] { "V" }, singleSourceReason = "only V has the mould" });
        await tender.BidAsync(request, Tender.Bid("V", "1"));
        tender.Open();
        var waits = await tender.AwardedAsync(request, null, Tender.Give("V", "60"));
        var page = await (await tender.Trade.AsAsync("procurement-manager")).GetStringAsync($"/api/v1/approvals/{waits.Approval}");
        Assert.Contains("only V has the mould", page, StringComparison.Ordinal);
        Assert.Contains("single source", page, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Rules_are_locked_once_suppliers_know_of_them(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        var request = await tender.AskAsync(new { publish = false });
        Assert.Equal("procurement.quotation_state", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/bids", Tender.Bid("V", "1"))).Code);
        var path = $"/quotation-requests/{request}/change";
        Assert.Equal("procurement.quotation_weights", (await tender.Trade.RefusedAsync("buyer", path, new { priceWeight = 61 }, ifMatch: 1)).Code);
        using (var changed = await (await tender.Trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, "/api/v1" + path, new { priceWeight = 0, leadTimeWeight = 100, qualityWeight = 0, suppliers = new[] { "V" } }, 1)) Assert.True(changed.IsSuccessStatusCode);
        Assert.Equal("procurement.too_few_invited", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/publish", new { })).Code);
        using (var changed = await (await tender.Trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, "/api/v1" + path, new { suppliers = new[] { "V", "D" } }, 2)) Assert.True(changed.IsSuccessStatusCode);
        await tender.Trade.PostAsync<QuotationStandResponse>("buyer", $"/quotation-requests/{request}/publish", new { });
        Assert.Equal("procurement.quotation_state", (await tender.Trade.RefusedAsync("buyer", path, new { priceWeight = 60, leadTimeWeight = 20, qualityWeight = 20 }, ifMatch: 4)).Code);
        Assert.Equal("procurement.not_invited", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{(await tender.AskAsync(new { suppliers = new[] { "V" }, singleSourceReason = "only one" }))}/bids", Tender.Bid("D", "1"))).Code);
        await tender.BidAsync(request, Tender.Bid("V", "1", 9));
        await tender.BidAsync(request, Tender.Bid("D", "99", 8));
        tender.Open();
        Assert.Equal("D", (await tender.FindAsync(request)).Lines[0].Offers[0].Supplier);
    }

    [Theory, EachDatabase]
    public async Task Requisitions_are_served_by_the_orders_of_the_award_and_by_nothing_else_meanwhile(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        async Task<string> NeedAsync(string quantity) => (await tender.Trade.PostAsync<CreateRequisitionResponse>(
            "planner", "/requisitions", new { site = "A", order = false, duplicate = "two shops", lines = new[] { new { item = "W", quantity, needDay = "2026-02-10" } } })).Number;
        var (first, second) = (await NeedAsync("24"), await NeedAsync("36"));
        var request = await tender.AskAsync(new { lines = Array.Empty<object>(), requisitions = new[] { first, second } });
        Assert.Equal("60", Assert.Single((await tender.FindAsync(request)).Lines).Quantity.ToString());
        Assert.Equal("procurement.requisition_in_quotation", (await tender.Trade.RefusedAsync("buyer", "/quotation-requests", new { site = "A", dueAt = Tender.Due, suppliers = new[] { "V", "D" }, requisitions = new[] { second } })).Code);
        await tender.BidAsync(request, Tender.Bid("V", "9", quantity: "30"));
        await tender.BidAsync(request, Tender.Bid("D", "10"));
        tender.Open();
        await tender.AwardedAsync(request, null, Tender.Give("V", "30"), Tender.Give("D", "30"));

        // Ordered some other way in between: nothing is bought twice.
        var usual = (await tender.Trade.PostAsync<OrderRequisitionsResponse>("buyer", "/requisitions/order", new { requisitions = new[] { first }, release = false })).Orders[0].Number;
        Assert.Equal("procurement.requisition_ordered_meanwhile", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/convert", new { })).Code);
        await tender.Trade.PostAsync<JsonObject>("buyer", $"/purchase-orders/{usual}/lines/1/cancel", new { reason = "by the award" });

        var orders = (await tender.ConvertAsync(request)).Orders;
        async Task<FindRequisitionResponse> LookAsync(string number) => Trade.Value(await tender.Trade.App.AskAsync(tender.Trade.App.Get<FindRequisition>(), new(number)));
        Assert.Equal((RequisitionState.Ordered, RequisitionState.Ordered), ((await LookAsync(first)).State, (await LookAsync(second)).State));
        Assert.Equal([orders[0].Number], (await LookAsync(first)).Lines[0].Orders);
        Assert.Equal(orders.Select(o => o.Number), (await LookAsync(second)).Lines[0].Orders);
        await tender.Trade.PostAsync<JsonObject>("buyer", $"/purchase-orders/{orders[1].Number}/lines/1/cancel", new { reason = "no more need" });
        Assert.Equal("6", (await LookAsync(second)).Lines[0].Ordered.ToString());
        await tender.Trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Goods_that_are_on_their_way_already_are_not_ordered_again_by_an_award(Engine engine)
    {
        var (tender, request) = await OpenedAsync(engine);
        await using var _ = tender;
        await tender.AwardedAsync(request, null, Tender.Give("V", "60"));
        await tender.Trade.OrderAsync(Trade.Line("W", 12, day: new DateOnly(2026, 2, 10)));
        Assert.Equal("procurement.duplicate_supply", (await tender.Trade.RefusedAsync("buyer", $"/quotation-requests/{request}/convert", new { })).Code);
        var made = await tender.Trade.PostAsync<ConvertAwardResponse>("buyer", $"/quotation-requests/{request}/convert", new { duplicate = "a second shop" });
        Assert.Single(made.Orders);
    }

    [Theory, EachDatabase]
    public async Task An_award_is_made_on_what_was_looked_at(Engine engine)
    {
        var (tender, request) = await OpenedAsync(engine);
        await using var _ = tender;
        var version = (await tender.FindAsync(request)).Version;
        await tender.BidAsync(request, Tender.Bid("D", "1"));
        using var stale = await tender.AwardAsync(request, [Tender.Give("V", "60")], version: version);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "procurement.quotation_moved"), (stale.StatusCode, await stale.CodeAsync()));
        var waits = await tender.AwardedAsync(request, "trust", Tender.Give("D", "60"));
        Assert.Equal("procurement.award_waits", (await tender.Trade.RefusedAsync("procurement-manager", $"/quotation-requests/{request}/bids/D/2/accept", new { reason = "cheap" })).Code);
        Assert.NotNull(waits.Approval);
    }

    [Theory, EachDatabase]
    public async Task What_was_given_up_is_decided_on_no_more(Engine engine)
    {
        var (tender, request) = await OpenedAsync(engine, v: "30");
        await using var _ = tender;
        var waits = await tender.AwardedAsync(request, "trust", Tender.Give("V", "60"));
        await tender.Trade.PostAsync<QuotationStandResponse>("buyer", $"/quotation-requests/{request}/cancel", new { reason = "season is over" });
        Assert.Equal("governance.request_ended", (await tender.Trade.RefusedAsync("procurement-manager", "/approvals/decide", new { requests = new[] { waits.Approval }, answer = "approve" })).Code);
        Assert.Equal("procurement.quotation_state", (await tender.RefusedAwardAsync(request, Tender.Give("V", "60"))).Code);
    }

    [Theory, EachDatabase]
    public async Task What_is_to_be_evaluated_waits_in_the_buyers_queue_until_it_is_awarded(Engine engine)
    {
        await using var tender = await Tender.OpenAsync(engine);
        var request = await tender.AskAsync();
        var buyer = await tender.Trade.AsAsync("buyer");
        async Task<bool> WaitsAsync(string address = "/api/v1/quotation-requests?state=closed&filter=approval%3Aeq%3A&sort=due") => (await buyer.GetStringAsync(address)).Contains(request, StringComparison.Ordinal);
        Assert.Equal((false, true), (await WaitsAsync(), await WaitsAsync("/api/v1/quotation-requests?state=published")));
        await tender.BidAsync(request, Tender.Bid("V", "30"));
        tender.Open();
        Assert.Equal((true, false), (await WaitsAsync(), await WaitsAsync("/api/v1/quotation-requests?state=published")));
        Assert.Contains("Quotations to evaluate", await buyer.GetStringAsync("/"), StringComparison.Ordinal);
        var waits = await tender.AwardedAsync(request, null, Tender.Give("V", "60"));
        Assert.Equal((false, false), (await WaitsAsync(), await WaitsAsync("/api/v1/quotation-requests?state=awarded")));
        await tender.Trade.ApproveAsync(waits.Approval!);
        Assert.True(await WaitsAsync("/api/v1/quotation-requests?state=awarded"));
    }

    [Theory, EachDatabase]
    public async Task The_trail_of_an_order_begins_with_who_asked_for_quotations(Engine engine)
    {
        var (tender, request) = await OpenedAsync(engine, v: "30", d: "31");
        await using var _ = tender;
        var waits = await tender.AwardedAsync(request, null, Tender.Give("V", "60"));
        await tender.Trade.ApproveAsync(waits.Approval!);
        var order = (await tender.ConvertAsync(request)).Orders[0].Number;
        var trail = await (await tender.Trade.AsAsync("auditor")).GetStringAsync($"/api/v1/purchase-orders/{order}/trail?format=csv");
        foreach (var step in new[] { $"{request}: create quotation", $"{request}: key bid", $"{request}: award quotation", $"Award of {request} went", $"{request}: convert award", $"Wrote {order}" })
            Assert.Contains(step, trail, StringComparison.Ordinal);
        Assert.Contains(order, await (await tender.Trade.AsAsync("auditor")).GetStringAsync($"/api/v1/purchase-orders/of?document={request}"), StringComparison.Ordinal);
    }
}
