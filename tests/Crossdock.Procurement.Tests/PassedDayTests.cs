using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;

namespace Crossdock.Procurement.Tests;

/// <summary>Nothing is asked for or promised on a day that has passed at the site; what lay that long is asked for from today.</summary>
public sealed class PassedDayTests
{
    private static readonly DateOnly Yesterday = Trade.Today.AddDays(-1);

    [Theory, EachDatabase]
    public async Task A_buyer_neither_orders_nor_changes_nor_answers_for_a_day_that_has_passed(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        object Order(DateOnly day) => new { supplier = "V", site = "A", release = true, lines = new[] { Trade.Line("W", 12), Trade.Line("W", 12, day: day) } };
        Assert.Equal((HttpStatusCode.BadRequest, "procurement.day_passed"), await trade.RefusedAsync("buyer", "/purchase-orders", Order(Yesterday)));
        Assert.Equal(0, await CountAsync(trade));

        var made = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", Order(Trade.Today));
        var found = await trade.FindAsync(made.Number);
        Assert.Equal((HttpStatusCode.BadRequest, "procurement.day_passed"), await trade.RefusedAsync("buyer", $"/purchase-orders/{made.Number}/lines/1/change", new { requestedDay = "2026-01-14" }, ifMatch: found.Version));
        foreach (var said in new object[] { new { line = 1, day = "2025-01-22" }, new { line = 1, parts = new[] { new { quantity = "6", day = "2026-01-20" }, new { quantity = "6", day = "2026-01-14" } } } })
            Assert.Equal((HttpStatusCode.BadRequest, "procurement.day_passed"), await trade.RefusedAsync("buyer", $"/purchase-orders/{made.Number}/answer", new { lines = new[] { said } }));
        Assert.Equal((HttpStatusCode.BadRequest, "procurement.day_passed"), await trade.RefusedAsync("buyer", $"/purchase-orders/{made.Number}/lines/1/confirm", new { day = "2026-01-14" }));
        Assert.Equal(1, (await trade.FindAsync(made.Number)).Versions[0].Number);
        Assert.Equal(ProposalState.Accepted, (await trade.AnswerAsync(made.Number, new { line = 1, day = "2026-01-22" })).Lines[0].State);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_day_passes_where_the_site_is(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);

        // Half past eleven at night in London is the next day in Berlin.
        trade.Time.SetUtcNow(new DateTimeOffset(2026, 1, 15, 23, 30, 0, TimeSpan.Zero));
        Assert.Equal("procurement.day_passed", (await trade.RefusedAsync("buyer", "/purchase-orders", new { supplier = "V", site = "A", lines = new[] { Trade.Line("W", 12, day: Trade.Today) } })).Code);
        await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", lines = new[] { Trade.Line("W", 12, day: Trade.Today.AddDays(1)) } });
    }

    [Theory, EachDatabase]
    public async Task A_need_from_before_is_ordered_for_today_and_a_draft_that_lay_is_released_for_today(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto")]);
        await trade.TableAsync("purchase-order", [new("auto")]);
        var need = new { site = "A", reason = "Sold out since Monday", lines = new[] { new { item = "W", quantity = "12", needDay = "2026-01-12" } } };
        var asked = await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", need);
        var line = (await trade.FindAsync(asked.Orders[0].Number)).Lines[0];
        Assert.Equal((Trade.Today, Trade.Today), (line.RequestedDay, line.FirstRequestedDay));

        var draft = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", duplicate = "a second truck", lines = new[] { Trade.Line("W", 24, day: Trade.Today.AddDays(2)) } });
        trade.Time.Advance(TimeSpan.FromDays(10));
        using (var answer = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{draft.Number}/release", new { }, draft.Version)) await Trade.ReadAsync<JsonObject>(answer);
        line = (await trade.FindAsync(draft.Number)).Lines[0];
        Assert.Equal((Trade.Today.AddDays(10), Trade.Today.AddDays(10), "Released"), (line.RequestedDay, line.FirstRequestedDay, await trade.StateAsync(draft.Number)));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Whoever_brings_in_open_orders_of_another_system_says_the_days_they_were_asked_for(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var made = Trade.Value(await trade.App.RunAsync(trade.App.Get<CreatePurchaseOrder>(), new CreatePurchaseOrderRequest("V", "A", [new("W", Quantity.Of(12), RequestedDay: Yesterday)], Release: true)));
        Assert.Equal(Yesterday, (await trade.FindAsync(made.Number)).Lines[0].FirstRequestedDay);
    }

    private static async Task<int> CountAsync(Trade trade) => (await trade.LookAsync<JsonObject>("/purchase-orders"))["items"]!.AsArray().Count;
}
