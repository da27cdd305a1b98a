using System.Net;
using Crossdock.Governance.Approving;
using Crossdock.Warehouse.Adjusting;
using Crossdock.Warehouse.Correcting;
using Crossdock.Warehouse.Transferring;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Warehouse.Tests;

/// <summary>Adjustments and write-offs go by rule or wait for people; what waits posts nothing, and what people agreed to is posted once, as it is then.</summary>
public sealed class AdjustmentApprovalTests
{
    [Theory, EachDatabase]
    public async Task What_is_small_is_posted_at_once_and_what_is_large_when_people_agree(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment");
        var small = await depot.AdjustAsync(9);
        Assert.Equal(("posted", null), (small.Stand, small.Approval));
        Assert.Equal(Quantity.Units(91), await depot.OnHandAsync());

        var large = await depot.AdjustAsync(11);
        Assert.Equal($"asked, {large.Approval} waits for Controller", large.Stand);
        Assert.Equal((0, Amount.Of(110)), (large.Movement, large.Value));
        Assert.Equal(Quantity.Units(91), await depot.OnHandAsync());
        await depot.VerifyAsync(910m);

        await depot.DecideAsync(large.Approval!);
        Assert.Equal(Quantity.Units(80), await depot.OnHandAsync());
        Assert.Equal(CorrectionState.Posted, (await depot.CorrectionAsync(large.Number)).State);
        var document = World.Value(await depot.World.App.AskAsync(depot.World.App.Get<Reversing.FindStockDocument>(), new(large.Number)));
        Assert.Equal(("LOST", Quantity.Units(11)), (document.Reason, Assert.Single(document.Movements).Quantity));
        Assert.Equal(200m, await depot.World.AccountAsync(AccountRole.Adjustment));
        await depot.VerifyAsync(800m);
    }

    [Theory, EachDatabase]
    public async Task The_last_cent_decides(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment");
        await depot.World.OpenStockAsync("A2", 1, 99.99m, "L", lot: "P1");
        await depot.World.OpenStockAsync("A3", 1, 100m, "K");
        Assert.Null((await depot.AdjustAsync(1, item: "L", place: "A2", lot: "P1")).Approval);
        Assert.NotNull((await depot.AdjustAsync(1, item: "K", place: "A3")).Approval);
    }

    [Theory, EachDatabase]
    public async Task What_was_picked_meanwhile_is_not_missing_as_well(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment");
        var asked = await depot.AdjustAsync(60);
        World.Value(await depot.World.PostAsync(MovementKind.Shipment, 50));
        var refused = await depot.RefusedAsync("controller", "/approvals/decide", Depot.Decision(asked.Approval!));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "inventory.insufficient_stock"), refused);
        Assert.Equal(Quantity.Units(50), await depot.OnHandAsync());
        Assert.Equal("pending", (await depot.ApprovalAsync(asked.Approval!))["state"]!.GetValue<string>());
        await depot.DecideAsync(asked.Approval!, answer: "reject", comment: "they were sold");
        Assert.Equal(CorrectionState.Rejected, (await depot.CorrectionAsync(asked.Number)).State);
        await depot.VerifyAsync(500m);
    }

    [Theory, EachDatabase]
    public async Task The_last_piece_is_written_off_once(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("write-off");
        Assert.Equal("inventory.insufficient_stock", (await depot.RefusedAsync("warehouse-manager", "/adjustments", Depot.Adjustment(101, "BROKEN"))).Code);
        var first = await depot.AdjustAsync(100, "BROKEN");
        var second = await depot.AdjustAsync(100, "BROKEN", number: 2);
        foreach (var (asked, writer) in new[] { (first, 1), (second, 2) }) await depot.DecideAsync(asked.Approval!, "warehouse-manager", number: 3 - writer);
        await depot.DecideAsync(first.Approval!);
        Assert.Equal("inventory.insufficient_stock", (await depot.RefusedAsync("controller", "/approvals/decide", Depot.Decision(second.Approval!))).Code);
        Assert.Equal(Quantity.Zero, await depot.OnHandAsync());
        Assert.Equal(1000m, await depot.World.AccountAsync(AccountRole.Scrap));
        await depot.VerifyAsync(0m);
    }

    [Theory, EachDatabase]
    public async Task Two_who_approve_at_once_post_once(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment");
        await depot.AsAsync("controller", 2);
        var asked = await depot.AdjustAsync(20);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            using var answer = await (await depot.AsAsync("controller", (i % 2) + 1)).PostUseAsync("/api/v1/approvals/decide", Depot.Decision(asked.Approval!));
            return answer.StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Equal(Quantity.Units(80), await depot.OnHandAsync());
        await depot.VerifyAsync(800m);
    }

    [Theory, EachDatabase]
    public async Task Two_approvals_of_one_position_at_once_do_not_take_what_is_not_there(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment");
        var asked = new[] { await depot.AdjustAsync(60), await depot.AdjustAsync(60, number: 2) };
        var answers = await Task.WhenAll(asked.Select(async a =>
        {
            using var answer = await (await depot.AsAsync("controller")).PostUseAsync("/api/v1/approvals/decide", Depot.Decision(a.Approval!));
            return answer.StatusCode;
        }));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity], answers.Order());
        Assert.Equal(Quantity.Units(40), await depot.OnHandAsync());
        await depot.VerifyAsync(400m);
    }

    [Theory, EachDatabase]
    public async Task The_same_request_asks_once(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment");
        var first = await depot.PostAsync<AdjustStockResponse>("warehouse-manager", "/adjustments", Depot.Adjustment(20), key: "again");
        var second = await depot.PostAsync<AdjustStockResponse>("warehouse-manager", "/adjustments", Depot.Adjustment(20), key: "again");
        Assert.Equal(first, second);
        await depot.DecideAsync(first.Approval!);
        Assert.Equal("governance.request_ended", (await depot.RefusedAsync("controller", "/approvals/decide", Depot.Decision(first.Approval!))).Code);
        Assert.Equal(Quantity.Units(80), await depot.OnHandAsync());
    }

    [Theory, EachDatabase]
    public async Task An_edit_voids_what_was_asked(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment");
        var asked = await depot.AdjustAsync(20);
        var seen = await depot.CorrectionAsync(asked.Number);
        Assert.Equal("warehouse.correction_of_other", (await depot.RefusedAsync("warehouse-manager", $"/corrections/{asked.Number}/change", new { quantity = "30" }, 2, seen.Version)).Code);
        var changed = await depot.PostAsync<CorrectionStandResponse>("warehouse-manager", $"/corrections/{asked.Number}/change", new { quantity = "30" }, ifMatch: seen.Version);
        Assert.NotEqual(asked.Approval, changed.Approval);
        Assert.Equal("warehouse.correction_moved_on", (await depot.RefusedAsync("warehouse-manager", $"/corrections/{asked.Number}/change", new { quantity = "31" }, ifMatch: seen.Version)).Code);
        Assert.Equal("governance.request_ended", (await depot.RefusedAsync("controller", "/approvals/decide", Depot.Decision(asked.Approval!))).Code);
        Assert.Equal("voided", (await depot.ApprovalAsync(asked.Approval!))["state"]!.GetValue<string>());

        // Less than the rule asks for is posted at once; the request that was open is void.
        var small = await depot.PostAsync<CorrectionStandResponse>("warehouse-manager", $"/corrections/{asked.Number}/change", new { quantity = "5" }, ifMatch: changed.Version);
        Assert.Equal(("posted", CorrectionState.Posted), (small.Stand, small.State));
        Assert.Equal("governance.request_ended", (await depot.RefusedAsync("controller", "/approvals/decide", Depot.Decision(changed.Approval!))).Code);
        Assert.Equal(Quantity.Units(95), await depot.OnHandAsync());
        await depot.VerifyAsync(950m);
    }

    [Theory, EachDatabase]
    public async Task Neither_the_requester_nor_a_counter_nor_an_administrator_decides(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment", [new("auto", Below: Amount.Of(100)), new("warehouse-manager", From: Amount.Of(100))]);
        var asked = await depot.AdjustAsync(20);
        var decision = Depot.Decision(asked.Approval!);
        Assert.Equal("governance.own_request", (await depot.RefusedAsync("warehouse-manager", "/approvals/decide", decision)).Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await depot.RefusedAsync("counter", "/approvals/decide", decision)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await depot.RefusedAsync("administrator", "/approvals/decide", decision)).Status);
        Assert.Equal("governance.not_asked", (await depot.RefusedAsync("controller", "/approvals/decide", decision)).Code);
        await depot.AsAsync("warehouse-manager", 7, "B");
        Assert.Equal(HttpStatusCode.NotFound, (await depot.RefusedAsync("warehouse-manager", "/approvals/decide", decision, 7)).Status);
        Assert.Equal(Quantity.Units(100), await depot.OnHandAsync());
        await depot.DecideAsync(asked.Approval!, "warehouse-manager", number: 2);
        Assert.Equal(Quantity.Units(80), await depot.OnHandAsync());
    }

    [Theory, EachDatabase]
    public async Task Returned_and_withdrawn_are_shown_to_who_asked(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment");
        Assert.Equal("warehouse.evidence_missing", (await depot.RefusedAsync("warehouse-manager", "/adjustments", Depot.Adjustment(20, note: null))).Code);
        var asked = await depot.AdjustAsync(20);
        await depot.DecideAsync(asked.Approval!, answer: "return", comment: "which shift?");
        var found = await depot.CorrectionAsync(asked.Number);
        Assert.Equal((CorrectionState.Returned, true), (found.State, found.Own));
        var again = await depot.PostAsync<CorrectionStandResponse>("warehouse-manager", $"/corrections/{asked.Number}/change", new { note = "the night shift" }, ifMatch: found.Version);
        Assert.Equal(CorrectionState.Waiting, again.State);
        Assert.Equal("warehouse.correction_of_other", (await depot.RefusedAsync("warehouse-manager", $"/corrections/{asked.Number}/withdrawal", new { reason = "no" }, 2)).Code);
        await depot.PostAsync<CorrectionStandResponse>("warehouse-manager", $"/corrections/{asked.Number}/withdrawal", new { reason = "found behind the rack" });
        Assert.Equal(CorrectionState.Withdrawn, (await depot.CorrectionAsync(asked.Number)).State);
        Assert.Equal("governance.request_ended", (await depot.RefusedAsync("controller", "/approvals/decide", Depot.Decision(again.Approval!))).Code);
        Assert.Equal("warehouse.correction_ended", (await depot.RefusedAsync("warehouse-manager", $"/corrections/{asked.Number}/withdrawal", new { reason = "twice" })).Code);
        await depot.VerifyAsync(1000m);
    }

    [Theory, EachDatabase]
    public async Task A_closed_month_takes_no_vote_until_it_is_open(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine, now: new DateTimeOffset(2026, 2, 3, 9, 0, 0, TimeSpan.Zero));
        await depot.TableAsync("stock-adjustment", tolerance: 100);
        await depot.World.OpenStockAsync("A2", 100, 1000m, at: World.At(1, 10));
        var asked = await depot.AdjustAsync(20, place: "A2", day: "2026-01-31");
        await depot.PostAsync<System.Text.Json.Nodes.JsonObject>("controller", "/entities/ONE/periods/202601/close", new { });
        Assert.Equal("books.period_closed", (await depot.RefusedAsync("controller", "/approvals/decide", Depot.Decision(asked.Approval!))).Code);
        Assert.Equal("books.period_closed", (await depot.RefusedAsync("warehouse-manager", "/adjustments", Depot.Adjustment(20, place: "A2", day: "2026-01-30"))).Code);
        Assert.Equal(Quantity.Units(100), await depot.OnHandAsync("A2"));
        await depot.PostAsync<System.Text.Json.Nodes.JsonObject>("controller", "/entities/ONE/periods/202601/open", new { reason = "a late write-off" }, 2);
        await depot.DecideAsync(asked.Approval!);
        Assert.Equal(Quantity.Units(80), await depot.OnHandAsync("A2"));
        await depot.VerifyAsync(1800m);
    }

    [Theory, EachDatabase]
    public async Task Ten_small_ones_by_two_people_are_one_large_one(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment", windowDays: 7);
        var stands = new List<string?>();
        for (var i = 0; i < 10; i++) stands.Add((await depot.AdjustAsync(2, i % 3 == 0 ? "FOUND" : "LOST", number: (i % 2) + 1)).Approval);
        Assert.Equal(4, stands.Count(a => a is null));
        Assert.All(stands.Skip(4), a => Assert.NotNull(a));
        depot.World.Time.Advance(TimeSpan.FromDays(8));
        Assert.Null((await depot.AdjustAsync(2)).Approval);
    }

    [Theory, EachDatabase]
    public async Task Ten_small_ones_at_once_pass_the_limit_no_further_than_one_by_one(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment", windowDays: 7);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => depot.AdjustAsync(2, number: (i % 2) + 1)));
        Assert.Equal(4, answers.Count(a => a.Approval is null));
        Assert.Equal(Quantity.Units(92), await depot.OnHandAsync());
        await depot.VerifyAsync(920m);
    }

    [Theory, EachDatabase]
    public async Task What_became_dearer_than_the_tolerance_is_asked_again(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment", tolerance: 10);
        var asked = await depot.AdjustAsync(20);
        World.Value(await depot.World.PostAsync(MovementKind.Receipt, 100, "A2", 1100m));
        await depot.DecideAsync(asked.Approval!);
        Assert.Equal(Quantity.Units(80), await depot.OnHandAsync());

        var other = await depot.AdjustAsync(20);
        World.Value(await depot.World.PostAsync(MovementKind.Receipt, 100, "A3", 3000m));
        await depot.DecideAsync(other.Approval!);
        Assert.Equal(Quantity.Units(80), await depot.OnHandAsync());
        var found = await depot.CorrectionAsync(other.Number);
        Assert.Equal(CorrectionState.Waiting, found.State);
        Assert.NotEqual(other.Approval, found.Approval);
        Assert.True(found.Value > other.Value);
        await depot.DecideAsync(found.Approval!);
        Assert.Equal(Quantity.Units(60), await depot.OnHandAsync());
        Assert.Equal(CorrectionState.Posted, (await depot.CorrectionAsync(other.Number)).State);
    }

    [Theory, EachDatabase]
    public async Task Breaking_glass_posts_and_leaves_a_review(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment");
        var asked = await depot.AdjustAsync(20);
        await depot.PostAsync<System.Text.Json.Nodes.JsonObject>("procurement-manager", $"/approvals/{asked.Approval}/break-glass", new { reason = "the auditors wait at the gate" });
        Assert.Equal(Quantity.Units(80), await depot.OnHandAsync());
        var review = await depot.World.App.Database.ReadAsync(db => db.Set<ApprovalRequest>().SingleAsync(r => r.IsReview));
        Assert.Equal((asked.Number, Governance.ApprovalState.Pending), (review.Document, review.State));
        await depot.DecideAsync(review.Number, answer: "reject", comment: "it could have waited");
        Assert.Equal(CorrectionState.Posted, (await depot.CorrectionAsync(asked.Number)).State);
        await depot.VerifyAsync(800m);
    }

    [Theory, EachDatabase]
    public async Task A_serial_that_is_found_is_not_here_until_people_agree(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment", [new("controller")]);
        var asked = await depot.AdjustAsync(1, "FOUND", item: "S", lot: "SN-9");
        World.Value(await depot.World.PostAsync(MovementKind.Receipt, 1, "A2", 5m, "S", lot: "SN-9"));
        Assert.Equal("inventory.serial_exists", (await depot.RefusedAsync("controller", "/approvals/decide", Depot.Decision(asked.Approval!))).Code);
        World.Value(await depot.World.PostAsync(MovementKind.Shipment, 1, "A2", item: "S", lot: "SN-9"));
        var second = await depot.AdjustAsync(1, "FOUND", item: "S", lot: "SN-10");
        await depot.DecideAsync(second.Approval!);
        Assert.Equal(Quantity.Units(1), await depot.OnHandAsync("A1", "S"));
        await depot.World.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Without_a_table_the_right_decides_and_nothing_is_weighed(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        Assert.Equal("posted", (await depot.AdjustAsync(90)).Stand);
        Assert.Equal(0, await depot.World.App.Database.ReadAsync(db => db.Set<Decision>().CountAsync()));
        await depot.VerifyAsync(100m);
    }

    [Theory, EachDatabase]
    public async Task What_is_promised_to_others_may_be_missing_and_the_approver_sees_it(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment");
        World.Value(await depot.World.RunAsync(depot.World.App.Get<CreateTransfer>(), new CreateTransferRequest("A", "B", new(2026, 1, 25), [new("X", Quantity.Units(95))])));
        var asked = await depot.AdjustAsync(20);
        var facts = (await depot.ApprovalAsync(asked.Approval!))["facts"]!.AsArray().ToDictionary(f => f!["term"]!.GetValue<string>(), f => f!["value"]!.GetValue<string>());
        Assert.Equal("100 and 80 pc", facts["On hand there, before and after"]);
        Assert.Equal("95 pc", facts["Of that promised to orders"]);
        Assert.Equal("200.00 EUR", facts["Worth at cost"]);
        await depot.DecideAsync(asked.Approval!);
        Assert.Equal(Quantity.Units(80), await depot.OnHandAsync());
        await depot.VerifyAsync(800m);
    }

    [Theory, EachDatabase]
    public async Task A_reversal_is_no_way_round_the_rule(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("stock-adjustment", windowDays: 7);
        var found = await depot.AdjustAsync(4, "FOUND");
        Assert.Equal("warehouse.replacement_weighed", (await depot.RefusedAsync("warehouse-manager", $"/stock-documents/{found.Number}/reversal", new { reason = "WRONG-UNIT", replacement = new { quantity = "50" } })).Code);
        await depot.PostAsync<System.Text.Json.Nodes.JsonObject>("warehouse-manager", $"/stock-documents/{found.Number}/reversal", new { reason = "WRONG-UNIT" });
        Assert.Equal(Quantity.Units(100), await depot.OnHandAsync());

        // Together with what went by rule before, the next one is too much for one person.
        var other = await depot.AdjustAsync(1, "FOUND");
        var asked = await depot.AdjustAsync(20);
        await depot.DecideAsync(asked.Approval!);
        Assert.Equal("warehouse.reversal_weighed", (await depot.RefusedAsync("warehouse-manager", $"/stock-documents/{asked.Number}/reversal", new { reason = "WRONG-UNIT" })).Code);
        Assert.Equal("warehouse.reversal_weighed", (await depot.RefusedAsync("warehouse-manager", $"/stock-documents/{other.Number}/reversal", new { reason = "WRONG-UNIT" }, 2)).Code);
        await depot.VerifyAsync(810m);
    }
}
