using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Ordering;

namespace Crossdock.Procurement.Tests;

/// <summary>A supplier's answer is a proposal: taken at once when it is harmless, else somebody decides.</summary>
public sealed class AnswerTests
{
    private static async Task<(Trade Trade, string Order)> OrderedAsync(Engine engine, decimal quantity = 60)
    {
        var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        return (trade, (await trade.OrderAsync(Trade.Line("W", quantity))).Number);
    }

    [Theory, EachDatabase]
    public async Task Two_days_late_is_taken_three_are_not(Engine engine)
    {
        var (trade, order) = await OrderedAsync(engine);
        await using var _ = trade;
        Assert.Equal(ProposalState.Accepted, (await trade.AnswerAsync(order, new { line = 1, day = "2026-01-24" })).Lines[0].State);
        var late = (await trade.AnswerAsync(order, new { line = 1, day = "2026-01-25" })).Lines[0];
        Assert.Equal((ProposalState.AwaitingBuyer, "1 day later, on 25 Jan."), (late.State, late.Impact));
        Assert.Equal(new DateOnly(2026, 1, 24), (await trade.FindAsync(order)).Lines[0].ConfirmedDay);
        await trade.PostAsync<JsonObject>("buyer", $"/proposals/{late.Proposal}/accept", new { });
        var found = await trade.FindAsync(order);
        Assert.Equal((new DateOnly(2026, 1, 25), 3), (found.Lines[0].ConfirmedDay!.Value, found.Versions[0].Number));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_dearer_price_waits_for_the_buyer_and_then_for_those_who_decide(Engine engine)
    {
        var (trade, order) = await OrderedAsync(engine);
        await using var _ = trade;
        var dearer = (await trade.AnswerAsync(order, new { line = 1, price = "11.00", priceUnit = "piece" })).Lines[0];
        Assert.Equal(ProposalState.AwaitingBuyer, dearer.State);
        Assert.Contains("+10.0 %", dearer.Impact, StringComparison.Ordinal);
        var accepted = await trade.PostAsync<ProposalStandResponse>("buyer", $"/proposals/{dearer.Proposal}/accept", new { });
        Assert.Equal(ProposalState.AwaitingApproval, accepted.State);
        Assert.Equal("10.00", (await trade.FindAsync(order)).Lines[0].Price.ToString());
        await trade.ApproveAsync(accepted.Approval!);
        Assert.Equal("11.00", (await trade.FindAsync(order)).Lines[0].Price.ToString());
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Less_that_breaks_a_promise_says_how_many(Engine engine)
    {
        var (trade, order) = await OrderedAsync(engine);
        await using var _ = trade;
        await trade.PostAsync<JsonObject>("sales", "/sales-orders", new { customer = "C", site = "A", lines = new[] { new { item = "W", quantity = "50", requestedDay = "2026-01-26" } } });
        var less = (await trade.AnswerAsync(order, new { line = 1, quantity = "24", unit = "piece" })).Lines[0];
        Assert.Equal((ProposalState.AwaitingBuyer, "24 pieces instead of 60. It breaks 1 promise."), (less.State, less.Impact));
        var refused = await trade.PostAsync<ProposalStandResponse>("buyer", $"/proposals/{less.Proposal}/refuse", new { reason = "we need all of it" });
        Assert.Equal((ProposalState.Refused, 60m), (refused.State, await trade.OnOrderAsync("W")));
    }

    [Theory, EachDatabase]
    public async Task Parts_make_lines_and_a_substitute_replaces_what_is_open(Engine engine)
    {
        var (trade, order) = await OrderedAsync(engine);
        await using var _ = trade;
        var parts = (await trade.AnswerAsync(order, new { line = 1, unit = "piece", parts = new[] { new { quantity = "24", day = "2026-01-22" }, new { quantity = "36", day = "2026-02-05" } } })).Lines[0];
        Assert.Equal(ProposalState.AwaitingBuyer, parts.State);
        await trade.PostAsync<JsonObject>("buyer", $"/proposals/{parts.Proposal}/accept", new { });
        var split = (await trade.FindAsync(order)).Lines;
        Assert.Equal([("24", new DateOnly(2026, 1, 22)), ("36", new DateOnly(2026, 2, 5))], split.Select(l => (l.Ordered.ToString(), l.ConfirmedDay!.Value)));
        Assert.Equal(60, await trade.OnOrderAsync("W"));

        await trade.ReceiveAsync(order, 12);
        var other = (await trade.AnswerAsync(order, new { line = 1, substitute = "X", quantity = "12", unit = "piece", day = "2026-01-23" })).Lines[0];
        await trade.PostAsync<JsonObject>("buyer", $"/proposals/{other.Proposal}/accept", new { });
        Assert.Equal((36m, 12m), (await trade.OnOrderAsync("W"), await trade.OnOrderAsync("X")));
        Assert.Equal(["12", "36", "12"], (await trade.FindAsync(order)).Lines.Select(l => l.Ordered.ToString()));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_supplier_that_will_not_deliver_ends_the_line_when_the_buyer_says_so(Engine engine)
    {
        var (trade, order) = await OrderedAsync(engine);
        await using var _ = trade;
        var no = (await trade.AnswerAsync(order, new { line = 1, refused = true, note = "out of production" })).Lines[0];
        Assert.Equal(60, await trade.OnOrderAsync("W"));
        await trade.PostAsync<JsonObject>("buyer", $"/proposals/{no.Proposal}/accept", new { });
        Assert.Equal((0m, "Cancelled"), (await trade.OnOrderAsync("W"), await trade.StateAsync(order)));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_line_has_one_live_proposal_and_it_is_accepted_once(Engine engine)
    {
        var (trade, order) = await OrderedAsync(engine);
        await using var _ = trade;
        var first = (await trade.AnswerAsync(order, new { line = 1, day = "2026-02-10" })).Lines[0];
        var second = (await trade.AnswerAsync(order, new { line = 1, day = "2026-02-11" })).Lines[0];
        Assert.Equal("procurement.proposal_ended", (await trade.RefusedAsync("buyer", $"/proposals/{first.Proposal}/accept", new { })).Code);
        var buyer = await trade.AsAsync("buyer");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => buyer.PostUseAsync($"/api/v1/proposals/{second.Proposal}/accept", new { })));
        Assert.Equal(1, answers.Count(a => a.IsSuccessStatusCode));
        Assert.Equal(2, (await trade.FindAsync(order)).Versions.Count);
    }

    [Theory, EachDatabase]
    public async Task An_answer_to_an_older_version_is_stale(Engine engine)
    {
        var (trade, order) = await OrderedAsync(engine);
        await using var _ = trade;
        await trade.ChangeAsync(order, 1, new { quantity = "48", unit = "piece" });
        Assert.Equal((HttpStatusCode.PreconditionFailed, "procurement.answer_stale"), await trade.RefusedAsync("buyer", $"/purchase-orders/{order}/answer", new { seen = 1, lines = new[] { new { line = 1, day = "2026-01-22" } } }));
        await trade.PostAsync<JsonObject>("buyer", $"/purchase-orders/{order}/answer", new { seen = 2, lines = new[] { new { line = 1, day = "2026-01-22" } } });

        // A proposal is about the line as it was: when goods or a change came since, it is asked for again.
        var late = (await trade.AnswerAsync(order, new { line = 1, day = "2026-02-20" })).Lines[0];
        await trade.ChangeAsync(order, 1, new { quantity = "36", unit = "piece" });
        Assert.Equal((HttpStatusCode.PreconditionFailed, "procurement.proposal_stale"), await trade.RefusedAsync("buyer", $"/proposals/{late.Proposal}/accept", new { }));
    }

    [Theory, EachDatabase]
    public async Task Answer_change_receipt_and_approval_at_once_leave_books_that_agree(Engine engine)
    {
        var (trade, order) = await OrderedAsync(engine);
        await using var _ = trade;
        var waiting = await trade.ChangeAsync(order, 1, new { quantity = "120", unit = "piece" });
        var version = (await trade.FindAsync(order)).Version;
        var (buyer, receiver, manager) = (await trade.AsAsync("buyer"), await trade.AsAsync("receiver"), await trade.AsAsync("procurement-manager"));
        var answers = await Task.WhenAll(
            buyer.PostUseAsync($"/api/v1/purchase-orders/{order}/answer", new { lines = new[] { new { line = 1, day = "2026-01-23" } } }),
            buyer.SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{order}/lines/1/change", new { requestedDay = "2026-01-21" }, version),
            receiver.PostUseAsync("/api/v1/receipts", new { site = "A", lines = new[] { new { order, line = 1, quantity = "12", unit = "piece", place = "A1" } } }),
            manager.PostUseAsync("/api/v1/approvals/decide", new { requests = new[] { waiting.Approval }, answer = "approve" }));
        Assert.All(answers, a => Assert.True((int)a.StatusCode < 500, a.StatusCode.ToString()));
        Assert.True(answers[2].IsSuccessStatusCode, await answers[2].Content.ReadAsStringAsync());
        var found = await trade.FindAsync(order);
        Assert.Contains(found.Lines[0].Ordered.ToString(), new[] { "60", "120" });
        Assert.Equal(found.Lines[0].Open.ToDecimal(), await trade.OnOrderAsync("W"));
        await trade.VerifyAsync();
    }
}
