using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Procurement.Requisitioning;
using Crossdock.Procurement.Tracing;

namespace Crossdock.Procurement.Tests;

/// <summary>One purchase is told from the need to the money, with who did each step and under which seal.</summary>
public sealed class TrailTests
{
    [Theory, EachDatabase]
    public async Task A_purchase_is_told_from_the_need_to_the_money(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var (requisition, order) = await BoughtAsync(trade);
        var receipt = (await trade.ReceiveAsync(order, 120))["number"]!.GetValue<string>();
        var invoice = (await trade.PostAsync<JsonObject>("ap-clerk", "/supplier-invoices", new
        {
            supplier = "V",
            number = "Rn-77",
            day = "2026-01-15",
            total = "1200.00",
            lines = new[] { new { order, line = 1, quantity = "120", unit = "piece", price = "10" } },
        }))["number"]!.GetValue<string>();
        var payment = (await trade.PostAsync<JsonObject>("controller", "/supplier-payments", new
        {
            entity = "E1",
            supplier = "V",
            amount = "1200.00",
            allocations = new[] { new { invoice, amount = "1200.00" } },
        }, 2))["number"]!.GetValue<string>();

        var told = await TraceAsync(trade, order);
        var duties = told.Steps.Select(s => s.Duty).ToList();
        Assert.Equal(
            [TrailDuty.Asked, TrailDuty.Decided, TrailDuty.Wrote, TrailDuty.Released, TrailDuty.Answered, TrailDuty.Changed, TrailDuty.Received, TrailDuty.Billed, TrailDuty.Paid],
            duties.Distinct());
        Assert.Equal([TrailDuty.Asked, TrailDuty.Paid], [duties[0], duties[^1]]);
        Assert.Contains(told.Steps, s => s.Duty == TrailDuty.Decided && s.What.EndsWith("by people", StringComparison.Ordinal) && s.Detail!.Contains("Procurement manager", StringComparison.Ordinal));
        Assert.Contains(told.Steps, s => s.Duty == TrailDuty.Received && s.What.StartsWith(receipt, StringComparison.Ordinal) && s.Detail!.StartsWith("line 1: 120 piece W", StringComparison.Ordinal));
        Assert.Contains(told.Steps, s => s.Duty == TrailDuty.Paid && s.What == $"{payment}: paid on {invoice}" && s.Detail == "1,200.00 EUR");

        Assert.All(told.Steps.Where(s => s.What.EndsWith("by rule", StringComparison.Ordinal)), s => Assert.Equal("Crossdock", s.Person));

        // Each duty had a person of its own, and each step is sealed and chained.
        foreach (var person in told.People) Assert.Empty(Clashing(person));
        Assert.All(told.Steps, s => Assert.Equal(64, s.ContentHash.Length));
        if (engine == Engine.Sqlite) Assert.All(told.Steps, s => Assert.NotNull(s.SealNo));
        Assert.Equal(told.Steps.Select(s => s.SealNo ?? long.MaxValue).Order(), told.Steps.Select(s => s.SealNo ?? long.MaxValue));

        // Any document of the purchase leads to it.
        foreach (var document in new[] { requisition, order, receipt, invoice, "rN-77", payment })
            Assert.Equal([order], Trade.Value(await trade.App.AskAsync(trade.App.Get<FindPurchaseOf>(), new(document))).Orders);
    }

    [Theory, EachDatabase]
    public async Task What_is_reversed_or_sent_back_stays_in_the_trail(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", [new("auto")]);
        var order = (await trade.OrderAsync(Trade.Line("W", 24))).Number;
        var wrong = (await trade.ReceiveAsync(order, 12))["number"]!.GetValue<string>();
        await trade.PostAsync<JsonObject>("warehouse-manager", $"/receipts/{wrong}/reverse", new { reason = "counted twice" });
        var right = (await trade.ReceiveAsync(order, 24))["number"]!.GetValue<string>();
        var back = (await trade.PostAsync<JsonObject>("warehouse-manager", "/supplier-returns", new { receipt = right, reason = "broken", lines = new[] { new { line = 1, quantity = "2", unit = "piece", place = "A1" } } }))["number"]!.GetValue<string>();

        var told = await TraceAsync(trade, order);
        Assert.Equal(2, told.Steps.Count(s => s.What.EndsWith("goods received", StringComparison.Ordinal)));
        Assert.Contains(told.Steps, s => s.What.EndsWith($"receipt {wrong} reversed", StringComparison.Ordinal) && s.Detail == "counted twice");
        Assert.Contains(told.Steps, s => s.Duty == TrailDuty.SentBack && s.What.StartsWith(back, StringComparison.Ordinal) && s.Detail == "line 1: 2 piece W; broken");
        Assert.Equal([order], Trade.Value(await trade.App.AskAsync(trade.App.Get<FindPurchaseOf>(), new(back))).Orders);
    }

    [Theory, EachDatabase]
    public async Task Only_those_who_may_see_the_audit_trail_read_it_and_only_of_their_sites(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", [new("auto")]);
        var order = (await trade.OrderAsync(Trade.Line("W", 24))).Number;
        using var buyer = await (await trade.AsAsync("buyer")).GetAsync($"/api/v1/purchase-orders/{order}/trail");
        Assert.Equal(HttpStatusCode.Forbidden, buyer.StatusCode);
        using var auditor = await (await trade.AsAsync("auditor")).GetAsync($"/api/v1/purchase-orders/{order}/trail?format=csv");
        var file = await auditor.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.OK, true), (auditor.StatusCode, file.Contains("Version 1: Released", StringComparison.Ordinal)));
        var elsewhere = Actor.System("elsewhere") with { Sites = new HashSet<SiteId>() };
        Assert.Equal("not_found", (await trade.App.AskAsync(trade.App.Get<TracePurchase>(), new(order), elsewhere)).Refusal?.Code);
        Assert.Equal("not_found", (await trade.App.AskAsync(trade.App.Get<FindPurchaseOf>(), new(order), elsewhere)).Refusal?.Code);
    }

    /// <summary>A need above the limit: asked, ordered by the buyer, approved by people, released, answered.</summary>
    private static async Task<(string Requisition, string Order)> BoughtAsync(Trade trade)
    {
        await trade.TableAsync("requisition", [new("auto")]);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var need = await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", new { site = "A", order = false, lines = new[] { new { item = "W", quantity = "120", needDay = "2026-01-22" } } });
        var made = await trade.PostAsync<OrderRequisitionsResponse>("buyer", "/requisitions/order", new { requisitions = new[] { need.Number } });
        var order = Assert.Single(made.Orders).Number;
        await trade.ApproveAsync((await trade.FindAsync(order)).Approval!);
        await trade.AnswerAsync(order, new { line = 1, day = "2026-01-22" });
        return (need.Number, order);
    }

    private static async Task<TracePurchaseResponse> TraceAsync(Trade trade, string order) => Trade.Value(await trade.App.AskAsync(trade.App.Get<TracePurchase>(), new(order)));

    private static IEnumerable<(TrailDuty, TrailDuty)> Clashing(TracePerson person) =>
        new[] { (TrailDuty.Wrote, TrailDuty.Received), (TrailDuty.Received, TrailDuty.Billed), (TrailDuty.Billed, TrailDuty.Paid), (TrailDuty.Asked, TrailDuty.Paid) }
            .Where(pair => person.Duties.Contains(pair.Item1) && person.Duties.Contains(pair.Item2));
}
