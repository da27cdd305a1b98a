using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Tables;
using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Procurement.Tests;

/// <summary>Routine buys flow untouched from the need to the goods.</summary>
public sealed class RoutineTests
{
    [Theory, EachDatabase]
    public async Task A_planned_need_becomes_a_released_order_by_rule_is_answered_and_received_untouched(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto", Below: Amount.Of(1000)), new("procurement-manager", From: Amount.Of(1000))]);
        await trade.TableAsync("purchase-order", Trade.UsualRows);

        var asked = await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", new
        {
            site = "A",
            planKey = "A/W/week 3",
            lines = new[] { new { item = "W", quantity = "30", needDay = "2026-01-22" } },
        });
        Assert.Equal(RequisitionState.Ordered, asked.State);
        var order = Assert.Single(asked.Orders);
        Assert.Equal("Released", order.State);

        // Whole cases: 30 pieces need three of twelve.
        var found = await trade.FindAsync(order.Number);
        Assert.Equal(("36", "10.00"), (found.Lines[0].Ordered.ToString(), found.Lines[0].Price.ToString()));
        Assert.Equal(36, await trade.OnOrderAsync("W"));

        var answer = await trade.AnswerAsync(order.Number, new { line = 1, day = "2026-01-23" });
        Assert.Equal((ProposalState.Accepted, 2), (answer.Lines[0].State, answer.OrderVersion));
        await trade.ReceiveAsync(order.Number, 36);
        Assert.Equal("Received", await trade.StateAsync(order.Number));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Planning_that_runs_again_adds_nothing(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var need = new { site = "A", planKey = "A/W/week 3", order = false, lines = new[] { new { item = "W", quantity = "30", needDay = "2026-01-22" } } };
        await trade.TableAsync("requisition", [new("auto")]);
        var first = await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", need);
        var second = await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", need);
        Assert.Equal(first.Number, second.Number);
    }

    [Theory, EachDatabase]
    public async Task Only_planning_asks_by_the_rules_of_planning_and_no_person_splits_behind_it(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto", Exception: "planned"), new("auto", Below: Amount.Of(500), Exception: "!planned"), new("procurement-manager", From: Amount.Of(500), Exception: "!planned")], windowDays: 1);
        object Need(string? planKey, string item, int quantity) => new { site = "A", planKey, order = false, duplicate = planKey is null ? "again" : null, lines = new[] { new { item, quantity = Trade.Text(quantity), needDay = "2026-01-22" } } };
        Assert.Equal((HttpStatusCode.Forbidden, "procurement.may_not_plan"), await trade.RefusedAsync("warehouse-manager", "/requisitions", Need("mine", "W", 900)));

        // What planning asked for does not count with what the same person asks for by hand; two by hand do.
        Assert.Equal(RequisitionState.Approved, (await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", Need("plan 1", "W", 900))).State);
        Assert.Equal(RequisitionState.Approved, (await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", Need(null, "W", 36))).State);
        Assert.Equal(RequisitionState.Submitted, (await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", Need(null, "W", 24))).State);
    }

    [Theory, EachDatabase]
    public async Task Requisitions_are_merged_on_one_order_line_and_keep_their_requesters(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto")]);
        await trade.TableAsync("purchase-order", [new("auto")]);
        var numbers = new List<string>();
        for (var i = 1; i <= 2; i++)
        {
            numbers.Add((await trade.PostAsync<CreateRequisitionResponse>("warehouse-manager", "/requisitions", new
            {
                site = "A",
                order = false,
                duplicate = "both are needed",
                lines = new[] { new { item = "W", quantity = Trade.Text(10 * i), needDay = $"2026-01-2{i}" } },
            }, i)).Number);
        }

        var ordered = await trade.PostAsync<OrderRequisitionsResponse>("buyer", "/requisitions/order", new { requisitions = numbers });
        var order = Assert.Single(ordered.Orders);
        var line = Assert.Single((await trade.FindAsync(order.Number)).Lines);
        Assert.Equal(("36", new DateOnly(2026, 1, 21)), (line.Ordered.ToString(), line.RequestedDay));
        foreach (var number in numbers)
        {
            var requisition = Trade.Value(await trade.App.AskAsync(trade.App.Get<FindRequisition>(), new(number)));
            Assert.Equal((RequisitionState.Ordered, order.Number), (requisition.State, Assert.Single(requisition.Lines[0].Orders)));
        }

        // Once only.
        Assert.Equal((HttpStatusCode.Conflict, "procurement.nothing_to_order"), await trade.RefusedAsync("buyer", "/requisitions/order", new { requisitions = numbers }));

        // What is cancelled is to be ordered again.
        var version = (await trade.FindAsync(order.Number)).Version;
        await trade.PostAsync<JsonObject>("buyer", $"/purchase-orders/{order.Number}/lines/1/cancel", new { reason = "the supplier is on strike" });
        var reopened = Trade.Value(await trade.App.AskAsync(trade.App.Get<FindRequisition>(), new(numbers[0])));
        Assert.Equal((RequisitionState.Approved, "0"), (reopened.State, reopened.Lines[0].Ordered.ToString()));
        Assert.True((await trade.FindAsync(order.Number)).Version > version);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_a_line_closed_short_did_not_bring_is_to_be_ordered_again_the_latest_need_first(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto")]);
        await trade.TableAsync("purchase-order", [new("auto")]);
        var numbers = new List<string>();
        for (var i = 1; i <= 2; i++)
            numbers.Add((await trade.PostAsync<CreateRequisitionResponse>("warehouse-manager", "/requisitions", new { site = "A", order = false, duplicate = "both are needed", lines = new[] { new { item = "W", quantity = Trade.Text(10 * i), needDay = $"2026-01-2{i}" } } }, i)).Number);
        var order = Assert.Single((await trade.PostAsync<OrderRequisitionsResponse>("buyer", "/requisitions/order", new { requisitions = numbers })).Orders).Number;
        await trade.ReceiveAsync(order, 24);
        await trade.PostAsync<JsonObject>("buyer", $"/purchase-orders/{order}/lines/1/short-close", new { reason = "the rest does not come" });

        // 24 of the 30 that were needed came: ten for the first, fourteen for the second.
        async Task<(RequisitionState, string)> StandAsync(string number)
        {
            var found = Trade.Value(await trade.App.AskAsync(trade.App.Get<FindRequisition>(), new(number)));
            return (found.State, found.Lines[0].Ordered.ToString());
        }

        Assert.Equal([(RequisitionState.Ordered, "10"), (RequisitionState.PartlyOrdered, "14")], [await StandAsync(numbers[0]), await StandAsync(numbers[1])]);
        var again = Assert.Single((await trade.PostAsync<OrderRequisitionsResponse>("buyer", "/requisitions/order", new { requisitions = new[] { numbers[1] } })).Orders).Number;
        Assert.Equal("12", (await trade.FindAsync(again)).Lines[0].Ordered.ToString());
        Assert.Equal((RequisitionState.Ordered, "20"), await StandAsync(numbers[1]));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_an_emergency_costs_more_goes_with_the_first_order_of_it_once(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto")]);
        await trade.TableAsync("purchase-order", [new("auto")]);
        var need = await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", new
        {
            site = "A",
            order = false,
            emergency = new { reason = "the pallet fell over", cause = "quality", premium = "25.50" },
            lines = new[] { new { item = "W", quantity = "24", needDay = "2026-01-21" } },
        });
        var first = await OrderedAsync();
        await trade.ReceiveAsync(first, 12);
        await trade.PostAsync<JsonObject>("buyer", $"/purchase-orders/{first}/lines/1/short-close", new { reason = "the rest does not come" });
        var second = await OrderedAsync();
        async Task<string> OrderedAsync() => Assert.Single((await trade.PostAsync<OrderRequisitionsResponse>("buyer", "/requisitions/order", new { requisitions = new[] { need.Number } })).Orders).Number;
        async Task<decimal> PremiumAsync(string order) => await trade.App.Database.ReadAsync(async db => (await db.Set<PurchaseOrder>().AsNoTracking().SingleAsync(o => o.Number == order)).Premium.ToDecimal());
        Assert.Equal((25.5m, 0m), (await PremiumAsync(first), await PremiumAsync(second)));
    }

    [Theory, EachDatabase]
    public async Task A_need_for_a_day_that_is_over_says_why_or_is_refused(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var need = new[] { new { item = "W", quantity = "12", needDay = "2026-01-10" } };
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "procurement.need_in_the_past"), await trade.RefusedAsync("planner", "/requisitions", new { site = "A", lines = need }));
        await trade.TableAsync("requisition", [new("auto")]);
        await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", new { site = "A", order = false, reason = "the count found nothing", lines = need });
    }

    [Theory, EachDatabase]
    public async Task What_a_supplier_will_not_deliver_is_to_be_ordered_again(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto")]);
        await trade.TableAsync("purchase-order", [new("auto")]);
        var asked = await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", new { site = "A", lines = new[] { new { item = "W", quantity = "24", needDay = "2026-02-10" } } });
        var answer = await trade.AnswerAsync(Assert.Single(asked.Orders).Number, new { line = 1, refused = true });
        await trade.PostAsync<JsonObject>("buyer", $"/proposals/{Assert.Single(answer.Lines).Proposal}/accept", new { });
        var reopened = Trade.Value(await trade.App.AskAsync(trade.App.Get<FindRequisition>(), new(asked.Number)));
        Assert.Equal((RequisitionState.Approved, RequisitionState.Approved, "0"), (reopened.State, reopened.Lines[0].State, reopened.Lines[0].Ordered.ToString()));
        Assert.Empty(reopened.Lines[0].Orders);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_was_taken_back_of_a_requisition_does_not_keep_it_open(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto")]);
        await trade.TableAsync("purchase-order", [new("auto")]);
        var asked = await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", new
        {
            site = "A",
            lines = new[] { new { item = "W", quantity = "24", needDay = "2026-02-10" }, new { item = "X", quantity = "12", needDay = "2026-02-10" } },
        });
        var order = Assert.Single(asked.Orders).Number;
        async Task CancelAsync(int line) => await trade.PostAsync<JsonObject>("buyer", $"/purchase-orders/{order}/lines/{line}/cancel", new { reason = "not needed" });
        async Task<FindRequisitionResponse> FoundAsync() => Trade.Value(await trade.App.AskAsync(trade.App.Get<FindRequisition>(), new(asked.Number)));
        await CancelAsync(1);
        Assert.Equal((RequisitionState.PartlyOrdered, RequisitionState.Approved), ((await FoundAsync()).State, (await FoundAsync()).Lines[0].State));
        await trade.PostAsync<JsonObject>("planner", $"/requisitions/{asked.Number}/cancel", new { reason = "the season is over" });
        Assert.Equal((RequisitionState.Ordered, RequisitionState.Cancelled), ((await FoundAsync()).State, (await FoundAsync()).Lines[0].State));
        await CancelAsync(2);
        var left = await FoundAsync();
        Assert.Equal((RequisitionState.Approved, RequisitionState.Cancelled, RequisitionState.Approved), (left.State, left.Lines[0].State, left.Lines[1].State));
        await trade.PostAsync<OrderRequisitionsResponse>("buyer", "/requisitions/order", new { requisitions = new[] { asked.Number } });
        Assert.Equal(RequisitionState.Ordered, (await FoundAsync()).State);
    }

    [Theory, EachDatabase]
    public async Task A_requisition_that_people_reject_orders_nothing(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("requisition", [new("procurement-manager")]);
        var asked = await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", new { site = "A", lines = new[] { new { item = "W", quantity = "12", needDay = "2026-01-22" } } });
        Assert.Equal(RequisitionState.Submitted, asked.State);
        Assert.Equal((HttpStatusCode.Conflict, "procurement.nothing_to_order"), await trade.RefusedAsync("buyer", "/requisitions/order", new { requisitions = new[] { asked.Number } }));
        await trade.ApproveAsync(asked.Approval!, answer: "reject", comment: "we have enough");
        Assert.Equal(RequisitionState.Rejected, Trade.Value(await trade.App.AskAsync(trade.App.Get<FindRequisition>(), new(asked.Number))).State);
        Assert.Equal(0, await trade.OnOrderAsync("W"));
    }

    [Theory, EachDatabase]
    public async Task What_is_on_its_way_is_not_bought_twice_unless_somebody_says_why(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var first = await trade.OrderAsync(Trade.Line("W", 12));
        var again = new { supplier = "V", site = "A", release = true, lines = new[] { Trade.Line("W", 12, day: Trade.Today.AddDays(9)) } };
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "procurement.duplicate_supply"), await trade.RefusedAsync("buyer", "/purchase-orders", again));

        // Another site, or three days apart, is another need.
        await trade.PostAsync<JsonObject>("buyer", "/purchase-orders", new { supplier = "V", site = "B", release = true, lines = new[] { Trade.Line("W", 12) } });
        await trade.PostAsync<JsonObject>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, lines = new[] { Trade.Line("W", 12, day: Trade.Today.AddDays(10)) } });

        // With a reason it is written, and those who decide see a duplicate.
        var asked = await trade.PostAsync<Ordering.CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, duplicate = "a customer took all of it", lines = new[] { Trade.Line("W", 12) } });
        Assert.Equal("Waiting for approval", asked.State);
        var request = await trade.App.AskAsync(trade.App.Get<Governance.Approving.FindRequest>(), new(asked.Approval!));
        Assert.Contains(request.Value.Attributes, a => a.Value == "duplicate");
        Assert.Contains(request.Value.Facts, f => f.Value == "a customer took all of it");
        Assert.Equal("Released", await trade.StateAsync(first.Number));
    }

    [Theory, EachDatabase]
    public async Task Two_buyers_at_once_do_not_both_buy_the_same(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var buyers = new[] { await trade.AsAsync("buyer"), await trade.AsAsync("buyer", 2) };
        for (var round = 0; round < 10; round++)
        {
            var request = new { supplier = "V", site = "A", release = true, lines = new[] { Trade.Line("W", 12, day: Trade.Today.AddDays(10 + (10 * round))) } };
            var answers = await Task.WhenAll(buyers.Select(b => b.PostUseAsync("/api/v1/purchase-orders", request)));
            Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
            Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.UnprocessableEntity));
        }
    }
}
