using System.Net;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Tests;

/// <summary>Orders use what is agreed, never more of it, and give back what they do not need.</summary>
public sealed class AgreementReleaseTests
{
    [Theory, EachDatabase]
    public async Task An_order_uses_the_agreement_in_force_at_its_tier_price(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.ContractAsync(cap: 100, breaks: [new { from = "48", price = "8.50" }]);
        Assert.Equal(AgreementState.Active, agreement.State);

        var small = await trade.LineAsync((await trade.OrderedAsync(Agreed.Line("W", 12))).Number);
        var large = await trade.LineAsync((await trade.OrderedAsync(Agreed.Line("W", 48))).Number);
        Assert.Equal(("9.00", "8.50", agreement.Number), (small.Price.ToString(), large.Price.ToString(), large.Agreement!.Number));
        var found = await trade.AgreementAsync(agreement.Number);
        Assert.Equal((60m, 516m, 40m), (found.ReleasedQuantity.ToDecimal(), found.Released.ToDecimal(), found.Lines[0].Left!.Value.ToDecimal()));
        Assert.Equal(2, found.Releases.Count);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Of_two_orders_at_once_for_the_last_ten_pieces_one_gets_them(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.ContractAsync(cap: 10);
        var drafts = new[] { await trade.OrderedAsync(Agreed.Line("W", 10), release: false), await trade.OrderedAsync(Agreed.Line("W", 10), release: false) };
        await trade.AsAsync("buyer");
        var answers = await Task.WhenAll(drafts.Select(d => trade.TryReleaseAsync(d.Number)));

        Assert.Single(answers, a => a.IsSuccessStatusCode);
        var refused = Assert.Single(answers, a => !a.IsSuccessStatusCode);
        Assert.Equal("procurement.agreement_exceeded", await refused.CodeAsync());
        var states = new[] { await trade.StateAsync(drafts[0].Number), await trade.StateAsync(drafts[1].Number) };
        Assert.Equal(["Draft", "Released"], states.Order());
        Assert.Equal((10m, 90m), await trade.LedgerAsync(agreement.Number));
        Assert.Equal(AgreementState.Exhausted, (await trade.AgreementAsync(agreement.Number)).State);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Many_hands_at_once_never_pass_the_cap(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.ContractAsync(cap: 50);
        await trade.AsAsync("buyer");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
            await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, "/api/v1/purchase-orders", Agreed.Order(Agreed.Line("W", 7, agreement: agreement.Number)))));
        Assert.Equal(7, answers.Count(a => a.IsSuccessStatusCode));
        Assert.All(await Task.WhenAll(answers.Where(a => !a.IsSuccessStatusCode).Select(a => a.CodeAsync())), code => Assert.Equal("procurement.agreement_exceeded", code));
        Assert.Equal(49m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_draft_reserves_nothing_and_says_what_would_be_left(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.ContractAsync(cap: 10);
        var draft = await trade.OrderedAsync(Agreed.Line("W", 8), release: false);
        Assert.Equal(2m, (await trade.LineAsync(draft.Number)).Agreement!.Left!.Value.ToDecimal());
        Assert.Equal(0m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        await trade.OrderedAsync(Agreed.Line("W", 5));
        Assert.Equal(-3m, (await trade.LineAsync(draft.Number)).Agreement!.Left!.Value.ToDecimal());

        // The refusal loses nothing: the draft is there, and less of it goes.
        Assert.Equal("procurement.agreement_exceeded", await (await trade.TryReleaseAsync(draft.Number)).CodeAsync());
        await trade.ChangeAsync(draft.Number, 1, new { quantity = "5", unit = "piece" });
        Assert.True((await trade.TryReleaseAsync(draft.Number)).IsSuccessStatusCode);
        Assert.Equal(10m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task The_last_cent_of_a_cap_of_value_is_there_and_not_one_more(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.BlanketAsync(100.01m);
        await trade.OrderedAsync(Agreed.Line("W", 9));
        Assert.Equal("procurement.agreement_exceeded", (await trade.NotOrderedAsync(Agreed.Line("X", 1, 10.02m))).Code);
        await trade.OrderedAsync(Agreed.Line("X", 1, 10.01m));
        var found = await trade.AgreementAsync(agreement.Number);
        Assert.Equal((0m, AgreementState.Exhausted, 100), (found.Left!.Value.ToDecimal(), found.State, found.Usage.Percent));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_cap_of_zero_means_nothing_and_none_means_no_cap(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var nothing = await trade.ContractAsync(cap: 0);
        Assert.Equal(AgreementState.Exhausted, (await trade.AgreementAsync(nothing.Number)).State);
        Assert.Equal("procurement.agreement_exceeded", (await trade.NotOrderedAsync(Agreed.Line("W", 1, agreement: nothing.Number))).Code);
        var any = await trade.ContractAsync(item: "X", price: 3);
        await trade.OrderedAsync(Agreed.Line("X", 200));
        var worthless = await trade.PostAsync<AgreementStandResponse>("buyer", "/agreements", new { kind = "blanket", entity = "E1", supplier = "V", validFrom = "2026-01-01", validTo = "2026-02-01", valueCap = "0", submit = true });
        Assert.Equal("procurement.agreement_exceeded", (await trade.NotOrderedAsync(Agreed.Line("W", 1, agreement: worthless.Number))).Code);
        Assert.Equal(200m, (await trade.LedgerAsync(any.Number)).Quantity);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task It_holds_until_the_end_of_its_last_day_where_its_entity_keeps_its_days(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.ContractAsync(cap: 100, to: Trade.Today);
        var draft = await trade.OrderedAsync(Agreed.Line("W", 5, day: Trade.Today), release: false);

        // Berlin is one hour ahead: 22:59:59 UTC is the last second of its day.
        trade.Time.SetUtcNow(new DateTimeOffset(2026, 1, 15, 22, 59, 59, TimeSpan.Zero));
        await trade.OrderedAsync(Agreed.Line("W", 5, day: Trade.Today));
        Assert.Equal(AgreementState.Active, (await trade.AgreementAsync(agreement.Number)).State);
        trade.Time.SetUtcNow(new DateTimeOffset(2026, 1, 15, 23, 0, 0, TimeSpan.Zero));
        Assert.Equal(AgreementState.Expired, (await trade.AgreementAsync(agreement.Number)).State);
        Assert.Equal("procurement.agreement_not_in_force", await (await trade.TryReleaseAsync(draft.Number)).CodeAsync());
        Assert.Equal("procurement.agreement_not_there", (await trade.NotOrderedAsync(Agreed.Line("W", 5, day: Trade.Today.AddDays(1), agreement: agreement.Number))).Code);

        // Without naming it the order goes as if there had never been one.
        Assert.Null((await trade.LineAsync((await trade.OrderedAsync(Agreed.Line("W", 5))).Number)).Agreement);
        Assert.Equal(5m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_day_outside_of_its_time_is_not_covered(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.ContractAsync(to: Trade.Today.AddDays(7));
        Assert.Equal("procurement.agreement_day", (await trade.NotOrderedAsync(Agreed.Line("W", 5, day: Trade.Today.AddDays(8), agreement: agreement.Number))).Code);
        var order = await trade.OrderedAsync(Agreed.Line("W", 5, day: Trade.Today.AddDays(7)));
        Assert.Equal(agreement.Number, (await trade.LineAsync(order.Number)).Agreement!.Number);
        var version = (await trade.FindAsync(order.Number)).Version;
        Assert.Equal("procurement.agreement_day", (await trade.RefusedAsync("buyer", $"/purchase-orders/{order.Number}/lines/1/change", new { requestedDay = "2026-01-23" }, ifMatch: version)).Code);

        // The supplier may be late: that is no new release.
        await trade.AnswerAsync(order.Number, new { line = 1, day = "2026-01-24" });
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Another_currency_supplier_or_item_is_not_covered(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<RateTable>().SetAsync(work, [new(Currency.Usd, Currency.Eur, new DateOnly(2026, 1, 1), UnitPrice.Of(0.9m))], cancel)).Value);
        var agreement = await trade.ContractAsync(cap: 100);
        Assert.Equal("procurement.agreement_currency", (await trade.NotOrderedAsync(Agreed.Line("W", 5, 9, agreement: agreement.Number), currency: "USD")).Code);
        Assert.Equal("procurement.agreement_not_there", (await trade.NotOrderedAsync(Agreed.Line("W", 5, 9, agreement: agreement.Number), supplier: "D")).Code);
        Assert.Equal("procurement.agreement_not_there", (await trade.NotOrderedAsync(Agreed.Line("X", 5, agreement: agreement.Number))).Code);

        // In dollars, or from D, it is bought round the agreement, and the line says so.
        foreach (var (supplier, currency) in new[] { ("V", "USD"), ("D", (string?)null) })
        {
            var order = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", Agreed.Order(Agreed.Line("W", 5, 9), supplier: supplier, currency: currency));
            Assert.Equal((AgreementUse.Outside, agreement.Number), ((await trade.LineAsync(order.Number)).Agreement!.Use, (await trade.LineAsync(order.Number)).Agreement!.Number));
        }

        Assert.Equal(0m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Of_several_the_first_to_end_is_used_first(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var late = await trade.ContractAsync(cap: 100, price: 8, to: Trade.Today.AddDays(60));
        var early = await trade.ContractAsync(cap: 10, to: Trade.Today.AddDays(20));
        Assert.Equal(early.Number, (await trade.LineAsync((await trade.OrderedAsync(Agreed.Line("W", 10))).Number)).Agreement!.Number);

        // It is used up: the next one is.
        Assert.Equal(late.Number, (await trade.LineAsync((await trade.OrderedAsync(Agreed.Line("W", 10))).Number)).Agreement!.Number);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_is_taken_back_is_given_back_exactly(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.ContractAsync(cap: 100, price: 3.3333m);
        var order = await trade.OrderedAsync(Agreed.Line("W", 12));
        var before = await trade.LedgerAsync(agreement.Number);
        Assert.Equal((12m, 40.00m), before);

        await trade.ChangeAsync(order.Number, 1, new { quantity = "7", unit = "piece" });
        Assert.Equal((7m, 23.33m), await trade.LedgerAsync(agreement.Number));
        await trade.ChangeAsync(order.Number, 1, new { quantity = "12", unit = "piece" });
        Assert.Equal(before, await trade.LedgerAsync(agreement.Number));

        // Some comes, the rest is given up: what came is taken.
        await trade.ReceiveAsync(order.Number, 5);
        await trade.PostAsync<PurchaseLineStandResponse>("buyer", $"/purchase-orders/{order.Number}/lines/1/short-close", new { reason = "No more" });
        Assert.Equal((5m, 16.67m), await trade.LedgerAsync(agreement.Number));
        var other = await trade.OrderedAsync(Agreed.Line("W", 95));
        Assert.Equal(100m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        await trade.PostAsync<PurchaseLineStandResponse>("buyer", $"/purchase-orders/{other.Number}/lines/1/cancel", new { reason = "Not needed" });
        Assert.Equal((5m, 16.67m), await trade.LedgerAsync(agreement.Number));
        Assert.Equal(5, (await trade.AgreementAsync(agreement.Number)).Releases.Count + 0 - 1);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_the_supplier_will_not_deliver_is_given_back(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.ContractAsync(cap: 100);
        var refused = await trade.OrderedAsync(Agreed.Line("W", 12));
        var answer = await trade.AnswerAsync(refused.Number, new { line = 1, refused = true });
        await trade.PostAsync<Answering.ProposalStandResponse>("buyer", $"/proposals/{answer.Lines[0].Proposal}/accept", new { });
        Assert.Equal((0m, 0m), await trade.LedgerAsync(agreement.Number));

        var less = await trade.OrderedAsync(Agreed.Line("W", 12));
        answer = await trade.AnswerAsync(less.Number, new { line = 1, quantity = "8", unit = "piece" });
        Assert.Equal(12m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        await trade.PostAsync<Answering.ProposalStandResponse>("buyer", $"/proposals/{answer.Lines[0].Proposal}/accept", new { });
        Assert.Equal((8m, 72m), await trade.LedgerAsync(agreement.Number));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_supplier_who_sends_more_than_is_left_is_not_accepted_unseen(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        using var rule = await (await trade.AsAsync("council")).SendUseAsync(HttpMethod.Put, "/api/v1/answer-rules", new { daysLate = 2, daysEarly = 5, underPercent = "10", overPercent = "10", dearerPercent = "10", answerDays = 2, reason = "A test" });
        Assert.True(rule.IsSuccessStatusCode);
        var agreement = await trade.ContractAsync(cap: 100);
        var order = await trade.OrderedAsync(Agreed.Line("W", 100));
        var answer = await trade.AnswerAsync(order.Number, new { line = 1, quantity = "105", unit = "piece" });
        Assert.Equal(Answering.ProposalState.AwaitingBuyer, answer.Lines[0].State);
        Assert.Equal("procurement.agreement_exceeded", (await trade.RefusedAsync("buyer", $"/proposals/{answer.Lines[0].Proposal}/accept", new { })).Code);

        // Dearer than agreed is a price outside of it, whatever the tolerance says.
        var other = await trade.ContractAsync(item: "X", price: 4, cap: 100);
        var dear = await trade.OrderedAsync(Agreed.Line("X", 12));
        answer = await trade.AnswerAsync(dear.Number, new { line = 1, price = "4.10", priceUnit = "piece" });
        Assert.Equal(Answering.ProposalState.AwaitingBuyer, answer.Lines[0].State);
        await trade.PostAsync<Answering.ProposalStandResponse>("buyer", $"/proposals/{answer.Lines[0].Proposal}/accept", new { });
        Assert.Equal(AgreementUse.Outside, (await trade.LineAsync(dear.Number)).Agreement!.Use);
        Assert.Equal(0m, (await trade.LedgerAsync(other.Number)).Quantity);
        Assert.Equal(100m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Another_price_needs_a_reason_and_the_approval_table_sees_outside(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", [new("auto", Contract: "!outside"), new("procurement-manager", Contract: "outside")]);
        var agreement = await trade.ContractAsync(cap: 100);
        Assert.Equal("procurement.agreement_price", (await trade.NotOrderedAsync(Agreed.Line("W", 12, 9.50m))).Code);
        Assert.Equal("procurement.agreement_and_outside", (await trade.NotOrderedAsync(Agreed.Line("W", 12, agreement: agreement.Number, outside: "Faster"))).Code);
        Assert.Equal("Released", (await trade.OrderedAsync(Agreed.Line("W", 12, 9))).State);
        var outside = await trade.OrderedAsync(Agreed.Line("W", 12, 9.50m, outside: "They can deliver tomorrow"));
        Assert.Equal("Waiting for approval", outside.State);
        await trade.ApproveAsync(outside.Approval!);
        Assert.Equal("They can deliver tomorrow", (await trade.LineAsync(outside.Number)).Agreement!.Why);

        // From D at any price: there is an agreement with V on it, so it is bought round it.
        Assert.Equal("Waiting for approval", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", Agreed.Order(Agreed.Line("W", 12, 5), supplier: "D", currency: "EUR"))).State);
        Assert.Equal(12m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_is_open_goes_outside_for_a_reason_and_what_came_stays_inside(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.ContractAsync(cap: 20);
        var order = await trade.OrderedAsync(Agreed.Line("W", 20));
        await trade.ReceiveAsync(order.Number, 8);
        var version = (await trade.FindAsync(order.Number)).Version;
        Assert.Equal("procurement.agreement_exceeded", (await trade.RefusedAsync("buyer", $"/purchase-orders/{order.Number}/lines/1/change", new { quantity = "30", unit = "piece" }, ifMatch: version)).Code);
        var stand = await trade.ChangeAsync(order.Number, 1, new { quantity = "30", unit = "piece", outsideAgreement = "The cap is too small" });
        Assert.Equal(2, stand.NewLine);
        Assert.Equal((8m, 72m), await trade.LedgerAsync(agreement.Number));
        Assert.Equal((AgreementUse.Inside, AgreementUse.Outside), ((await trade.LineAsync(order.Number)).Agreement!.Use, (await trade.LineAsync(order.Number, 2)).Agreement!.Use));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_receipt_that_is_reversed_after_the_line_was_closed_gives_back_too(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.ContractAsync(cap: 20);
        var order = await trade.OrderedAsync(Agreed.Line("W", 20));
        var receipt = await trade.ReceiveAsync(order.Number, 8);
        await trade.PostAsync<PurchaseLineStandResponse>("buyer", $"/purchase-orders/{order.Number}/lines/1/short-close", new { reason = "No more" });
        Assert.Equal(8m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        await trade.PostAsync<System.Text.Json.Nodes.JsonObject>("warehouse-manager", $"/receipts/{receipt["number"]}/reverse", new { reason = "Counted on the wrong order" });
        Assert.Equal((0m, 0m), await trade.LedgerAsync(agreement.Number));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_need_that_an_agreement_does_not_bear_becomes_a_draft_and_is_not_lost(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto")]);
        var agreement = await trade.ContractAsync(cap: 20);
        var asked = await trade.PostAsync<Requisitioning.CreateRequisitionResponse>("planner", "/requisitions", new { site = "A", lines = new[] { new { item = "W", quantity = "24", needDay = "2026-01-22" } } });
        Assert.Equal("Draft", Assert.Single(asked.Orders).State);
        Assert.Equal(-4m, (await trade.LineAsync(asked.Orders[0].Number)).Agreement!.Left!.Value.ToDecimal());
        Assert.Equal(0m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        await trade.VerifyAsync();
    }
}
