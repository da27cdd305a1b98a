using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Tables;
using Crossdock.Procurement.Building;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Procurement.Tests;

/// <summary>What a supplier takes at least, and what an order costs beside its goods. W costs 10.00 and X 4.00, in cases of 12.</summary>
public sealed class MinimumTests
{
    [Theory, EachDatabase]
    public async Task At_the_minimum_an_order_goes_and_a_cent_below_it_needs_a_reason(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumValue = "120" });
        Assert.Equal("Released", (await trade.OrderAsync(Trade.Line("W", 12))).State);
        var below = new { supplier = "V", site = "A", release = true, duplicate = "again", lines = new[] { Trade.Line("W", 12, 9.999m) } };
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "procurement.below_minimum"), await trade.RefusedAsync("buyer", "/purchase-orders", below));
        var order = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { below.supplier, below.site, below.release, below.duplicate, below.lines, belowMinimum = "The season is over" });
        Assert.Equal("Released", order.State);
        Assert.Equal("The season is over", (await trade.FindAsync(order.Number)).BelowMinimum);

        // A rule of the site itself comes before the one for all.
        await trade.RuleAsync(new { site = "A", minimumValue = "119.99" });
        Assert.Equal("Released", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", below)).State);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_draft_says_what_it_lacks_and_is_released_with_a_reason_that_those_who_decide_read(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumValue = "120" }, [new("auto", Exception: "!below-minimum"), new("procurement-manager", Exception: "below-minimum")]);
        var draft = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", lines = new[] { Trade.Line("X", 12) } });
        var shortfall = (await trade.FindAsync(draft.Number)).Shortfall!;
        Assert.Equal((Amount.Of(48), Amount.Of(120), Currency.Eur, 0), (shortfall.Goods, shortfall.Minimum, shortfall.Currency, shortfall.Measures.Count));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "procurement.below_minimum"), await trade.RefusedAsync("buyer", $"/purchase-orders/{draft.Number}/release", new { }, ifMatch: draft.Version));
        using var released = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{draft.Number}/release", new { belowMinimum = "Only these are missing" }, draft.Version);
        var waits = await Trade.ReadAsync<PurchaseOrderStandResponse>(released);
        Assert.Equal("Waiting for approval", waits.State);
        await trade.AsAsync("procurement-manager");
        var shown = await Trade.ReadAsync<JsonObject>(await (await trade.AsAsync("procurement-manager")).GetAsync($"/api/v1/approvals/{waits.Approval}"));
        Assert.Contains("Only these are missing", shown.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("48.00 EUR of at least 120.00 EUR", shown.ToJsonString(), StringComparison.Ordinal);
        await trade.ApproveAsync(waits.Approval!);
        Assert.Equal("Released", await trade.StateAsync(draft.Number));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task The_minimum_is_in_the_suppliers_currency_whatever_the_orders(Engine engine)
    {
        // A dollar is 0.50 euro: 24 pieces at 10.00 euro are 480 dollar.
        await using var trade = await OpenAsync(engine, new { minimumValue = "480" }, supplier: "D");
        await trade.RateAsync();
        object Order(decimal price, string currency) => new { supplier = "D", site = "A", currency, release = true, duplicate = "again", lines = new[] { Trade.Line("W", 24, price) } };
        Assert.Equal("Released", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", Order(10, "EUR"))).State);
        Assert.Equal("procurement.below_minimum", (await trade.RefusedAsync("buyer", "/purchase-orders", Order(9.99m, "EUR"))).Code);
        Assert.Equal("procurement.below_minimum", (await trade.RefusedAsync("buyer", "/purchase-orders", Order(19.99m, "USD"))).Code);
        Assert.Equal("Released", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", Order(20, "USD"))).State);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Without_a_rate_the_minimum_cannot_be_told_and_nothing_is_released(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumValue = "1" }, supplier: "D");
        Assert.Equal("procurement.no_rate", (await trade.RefusedAsync("buyer", "/purchase-orders", new { supplier = "D", site = "A", currency = "EUR", release = true, lines = new[] { Trade.Line("W", 24, 10) } })).Code);
    }

    [Theory, EachDatabase]
    public async Task No_minimum_is_asked_of_an_emergency(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumValue = "1000" });
        var order = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new
        {
            supplier = "V", site = "A", release = true, lines = new[] { Trade.Line("X", 12) }, emergency = new { reason = "The line stands still", cause = "stockError" },
        });
        Assert.Equal("Released", order.State);
    }

    [Theory, EachDatabase]
    public async Task A_need_below_the_minimum_stays_a_draft_for_the_buyer_and_says_why(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumValue = "200" });
        foreach (var planKey in new[] { null, "A/X/week 3" })
        {
            var asked = await trade.PostAsync<CreateRequisitionResponse>(planKey is null ? "warehouse-manager" : "planner", "/requisitions", new
            {
                site = "A", planKey, duplicate = "both", lines = new[] { new { item = planKey is null ? "W" : "X", quantity = "10", needDay = "2026-01-22" } },
            });
            var order = Assert.Single(asked.Orders);
            Assert.Equal("Draft", order.State);
            Assert.Contains("takes orders from 200.00 EUR on", order.Why, StringComparison.Ordinal);
        }

        // A buyer who orders them says why, or adds to them.
        var waiting = await trade.PostAsync<CreateRequisitionResponse>("warehouse-manager", "/requisitions", new { site = "A", order = false, duplicate = "more", lines = new[] { new { item = "W", quantity = "1", needDay = "2026-01-25" } } });
        Assert.Equal("procurement.below_minimum", (await trade.RefusedAsync("buyer", "/requisitions/order", new { requisitions = new[] { waiting.Number } })).Code);
        var made = await trade.PostAsync<OrderRequisitionsResponse>("buyer", "/requisitions/order", new { requisitions = new[] { waiting.Number }, belowMinimum = "They ship it with another order" });
        Assert.Equal("Released", Assert.Single(made.Orders).State);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Deliveries_of_a_schedule_are_not_held_up_by_the_minimum(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { minimumValue = "1000" });
        await trade.TableAsync("agreement", [new("auto")]);
        var agreement = await trade.PostAsync<JsonObject>("buyer", "/agreements", new
        {
            kind = "scheduling", entity = "E1", supplier = "V", site = "A", validFrom = "2026-01-01", validTo = "2026-01-31", submit = true,
            lines = new[] { new { item = "W", price = "9" } }, schedule = new[] { new { item = "W", day = "2026-01-20", quantity = "12" } },
        });
        var released = await trade.PostAsync<JsonObject>("buyer", $"/agreements/{(string)agreement["number"]!}/release-schedule", new { upTo = "2026-01-31" });
        Assert.Equal("Released", await trade.StateAsync((string)released["order"]!));
    }

    [Theory, EachDatabase]
    public async Task The_standard_delivery_charge_is_written_below_its_value_and_looked_at_again_at_the_release(Engine engine)
    {
        await using var trade = await OpenAsync(engine, new { deliveryCharge = "15", freeFrom = "240", incoterm = "FCA", titlePoint = "origin" });
        var draft = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", lines = new[] { Trade.Line("W", 12) } });
        var found = await trade.FindAsync(draft.Number);
        Assert.Equal((Amount.Of(135), "FCA", TitlePoint.Origin), (found.Total, found.Incoterm, found.TitlePoint));
        Assert.Equal(new OrderCharge(ChargeKind.Freight, Amount.Of(15), "Standard delivery"), Assert.Single(found.Charges));
        await trade.ChangeAsync(draft.Number, 1, new { quantity = "24", unit = "piece" });
        await ReleaseAsync(trade, draft.Number);
        found = await trade.FindAsync(draft.Number);
        Assert.Equal((Amount.Of(240), 0), (found.Total, found.Charges.Count));

        // What a buyer set stays; an empty list is none.
        var none = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, charges = Array.Empty<object>(), lines = new[] { Trade.Line("X", 12) } });
        Assert.Equal(Amount.Of(48), (await trade.FindAsync(none.Number)).Total);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_charge_counts_for_approval_makes_a_version_and_stands_on_the_paper(Engine engine)
    {
        await using var trade = await OpenAsync(engine, null, Trade.UsualRows);

        // 960 of goods flow by rule; with 40 of freight those who decide are asked.
        var lines = new[] { Trade.Line("W", 96) };
        Assert.Equal("Waiting for approval", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, lines, charges = new[] { new { kind = "freight", amount = "40" } } })).State);
        var order = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "B", release = true, lines, charges = new[] { new { kind = "handling", amount = "39.99", note = "pallets" } } });
        Assert.Equal("Released", order.State);
        Assert.Equal(Amount.Of(999.99m), (await trade.FindAsync(order.Number)).Total);

        // Less flows, and is the next version.
        var stand = await TermsAsync(trade, order.Number, new { charges = new[] { new { kind = "handling", amount = "20", note = "pallets" } }, reason = "they gave half" });
        Assert.Null(stand.Approval);
        var version = await trade.LookAsync<JsonObject>($"/purchase-orders/{order.Number}/versions/2");
        var difference = Assert.Single(version["differences"]!.AsArray())!;
        Assert.Equal(("Charges", "handling 39.99, pallets", "handling 20.00, pallets"), ((string)difference["field"]!, (string)difference["before"]!, (string)difference["after"]!));

        // More waits: the order stands until they agree.
        stand = await TermsAsync(trade, order.Number, new { charges = new[] { new { kind = "handling", amount = "20", note = "pallets" }, new { kind = "freight", amount = "300", note = (string)null! } } });
        Assert.NotNull(stand.Approval);
        var found = await trade.FindAsync(order.Number);
        Assert.Equal((Amount.Of(980), 2), (found.Total, found.PendingCharges!.Count));
        await trade.ApproveAsync(stand.Approval!);
        found = await trade.FindAsync(order.Number);
        Assert.Equal((Amount.Of(1280), 3, default(int?)), (found.Total, found.Versions[0].Number, found.PendingCharges?.Count));

        // Once it is released the terms stay.
        using var late = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Put, $"/api/v1/purchase-orders/{order.Number}/terms", new { incoterm = "DAP", charges = Array.Empty<object>() }, found.Version);
        Assert.Equal("procurement.terms_released", await late.CodeAsync());
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Charges_that_were_rejected_leave_the_order_as_it_was(Engine engine)
    {
        await using var trade = await OpenAsync(engine, null, Trade.UsualRows);
        var order = await trade.OrderAsync(Trade.Line("W", 96));
        var stand = await TermsAsync(trade, order.Number, new { charges = new[] { new { kind = "freight", amount = "100" } } });
        await trade.ApproveAsync(stand.Approval!, answer: "reject", comment: "They pay it");
        var found = await trade.FindAsync(order.Number);
        Assert.Equal((Amount.Of(960), 1, default(int?), default(string)), (found.Total, found.Versions.Count, found.PendingCharges?.Count, found.Approval));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_wrong_charge_is_refused_where_it_stands(Engine engine)
    {
        await using var trade = await OpenAsync(engine, null);
        object With(string amount) => new { supplier = "V", site = "A", lines = new[] { Trade.Line("W", 12) }, charges = new[] { new { kind = "freight", amount } } };
        foreach (var amount in new[] { "0", "-1", "0.005", "1000000000.01" })
            Assert.Equal("procurement.charge_amount", (await trade.RefusedAsync("buyer", "/purchase-orders", With(amount))).Code);
        Assert.StartsWith("PO", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", With("0.01"))).Number, StringComparison.Ordinal);
    }

    internal static async Task<Trade> OpenAsync(Engine engine, object? rule, IReadOnlyList<ApprovalRowRequest>? rows = null, string supplier = "V")
    {
        var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto")]);
        await trade.TableAsync("purchase-order", rows ?? [new("auto")]);
        if (rule is not null) await trade.RuleAsync(rule, supplier);
        return trade;
    }

    private static async Task ReleaseAsync(Trade trade, string order)
    {
        using var answer = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{order}/release", new { }, (await trade.FindAsync(order)).Version);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<PurchaseOrderStandResponse> TermsAsync(Trade trade, string order, object terms)
    {
        using var answer = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Put, $"/api/v1/purchase-orders/{order}/terms", terms, (await trade.FindAsync(order)).Version);
        return await Trade.ReadAsync<PurchaseOrderStandResponse>(answer);
    }
}

/// <summary>How tests lay down how a supplier takes orders.</summary>
internal static class Ruled
{
    public static async Task RuleAsync(this Trade trade, object rule, string supplier = "V")
    {
        using var answer = await (await trade.AsAsync("steward")).SendUseAsync(HttpMethod.Put, $"/api/v1/suppliers/{supplier}/order-rules", rule);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
