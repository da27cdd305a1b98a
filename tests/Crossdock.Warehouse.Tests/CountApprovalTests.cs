using System.Net;
using Crossdock.Governance.Tables;
using Crossdock.Warehouse.Correcting;
using Crossdock.Warehouse.Counting;

namespace Crossdock.Warehouse.Tests;

/// <summary>The variance of a whole count goes by rule or waits for somebody who did not count it.</summary>
public sealed class CountApprovalTests
{
    private static readonly ApprovalRowRequest[] Rows =
    [
        new("auto", Below: Amount.Of(100), Exception: "within-tolerance"),
        new("auto", Below: Amount.Of(50), Exception: "!within-tolerance"),
        new("warehouse-manager", From: Amount.Of(50), Below: Amount.Of(100), Exception: "!within-tolerance"),
        new("warehouse-manager then controller", From: Amount.Of(100)),
    ];

    private static object Line(decimal counted, string place = "A1", string item = "X", string? lot = null) => new { item, place, counted = Depot.Text(counted), lot };

    private static Task<CountStockResponse> CountAsync(Depot depot, params object[] lines) => depot.PostAsync<CountStockResponse>("counter", "/counts", new { site = "A", lines });

    [Theory, EachDatabase]
    public async Task A_variance_within_the_rule_is_posted_and_a_larger_one_waits(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("count-variance", Rows);
        Assert.Equal(("posted", 1), (await CountAsync(depot, Line(96)) is var small ? (small.Stand, small.Differences) : default));
        var asked = await CountAsync(depot, Line(90));
        Assert.Equal($"asked, {asked.Approval} waits for Warehouse manager", asked.Stand);
        Assert.Equal(Quantity.Units(96), await depot.OnHandAsync());
        await depot.VerifyAsync(960m);

        // Goods go on moving while people decide: the count still refers to the balance that was counted.
        World.Value(await depot.World.PostAsync(MovementKind.Shipment, 40));
        await depot.DecideAsync(asked.Approval!, "warehouse-manager");
        Assert.Equal(Quantity.Units(50), await depot.OnHandAsync());
        var line = World.Value(await depot.World.App.AskAsync(depot.World.App.Get<Reversing.FindStockDocument>(), new(asked.Number))).Counted.Single();
        Assert.Equal((Quantity.Units(96), Quantity.Units(90), Quantity.Units(-6)), (line.Book, line.Counted, line.Difference));
        Assert.Equal(CorrectionState.Posted, (await depot.CorrectionAsync(asked.Number)).State);
        await depot.VerifyAsync(500m);
    }

    [Theory, EachDatabase]
    public async Task What_agrees_with_the_book_asks_nobody(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("count-variance", [new("controller")]);
        Assert.Equal(("posted", 0), (await CountAsync(depot, Line(100)) is var count ? (count.Stand, count.Differences) : default));
        await depot.VerifyAsync(1000m);
    }

    [Theory, EachDatabase]
    public async Task Gains_do_not_hide_losses_and_lines_are_not_weighed_one_by_one(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.World.OpenStockAsync("A2", 100, 1000m);
        await depot.TableAsync("count-variance", Rows);
        var asked = await CountAsync(depot, Line(97), Line(103, "A2"));
        Assert.NotNull(asked.Approval);
        Assert.Equal(Amount.Of(60), (await depot.CorrectionAsync(asked.Number)).Value);
        await depot.DecideAsync(asked.Approval!, "warehouse-manager");
        Assert.Equal((Quantity.Units(97), Quantity.Units(103)), (await depot.OnHandAsync(), await depot.OnHandAsync("A2")));
        await depot.VerifyAsync(2000m);
    }

    [Theory, EachDatabase]
    public async Task Counting_bin_by_bin_by_two_people_is_counted_together(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.World.OpenStockAsync("A2", 100, 1000m);
        await depot.TableAsync("count-variance", Rows, windowDays: 3);
        Assert.Null((await CountAsync(depot, Line(97))).Approval);
        Assert.NotNull((await depot.PostAsync<CountStockResponse>("counter", "/counts", new { site = "A", lines = new[] { Line(97, "A2") } }, 2)).Approval);
        Assert.Equal(Quantity.Units(100), await depot.OnHandAsync("A2"));
    }

    [Theory, EachDatabase]
    public async Task Whoever_counted_neither_decides_nor_sees_the_book(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("count-variance", Rows);
        var asked = await CountAsync(depot, Line(92));
        using var look = await (await depot.AsAsync("counter")).GetAsync($"/api/v1/approvals/{asked.Approval}");
        Assert.Equal(HttpStatusCode.NotFound, look.StatusCode);
        var inbox = await (await (await depot.AsAsync("counter")).GetAsync("/api/v1/approvals")).Content.ReadAsStringAsync();
        Assert.DoesNotContain(asked.Approval!, inbox, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await depot.RefusedAsync("counter", "/approvals/decide", Depot.Decision(asked.Approval!))).Status);

        // A manager who counts is a counter.
        var own = await depot.PostAsync<CountStockResponse>("warehouse-manager", "/counts", new { site = "A", lines = new[] { Line(93) } });
        using (var refused = await (await depot.AsAsync("warehouse-manager")).PostUseAsync("/api/v1/approvals/decide", Depot.Decision(own.Approval!)))
        {
            Assert.Equal("governance.own_request", await refused.CodeAsync());
            Assert.Contains("Conflict 8 (concealment)", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await depot.DecideAsync(own.Approval!, "warehouse-manager", number: 2);
        Assert.Equal(Quantity.Units(93), await depot.OnHandAsync());

        // The other count of the bin is older than that correction now.
        Assert.Equal("warehouse.count_overtaken", (await depot.RefusedAsync("warehouse-manager", "/approvals/decide", Depot.Decision(asked.Approval!))).Code);
        await depot.PostAsync<CorrectionStandResponse>("counter", $"/corrections/{asked.Number}/withdrawal", new { reason = "counted again" });
        await depot.VerifyAsync(930m);
    }

    [Theory, EachDatabase]
    public async Task Two_who_approve_a_count_at_once_post_it_once(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("count-variance", Rows);
        var asked = await CountAsync(depot, Line(92));
        var answers = await Task.WhenAll(new[] { 1, 2, 1, 2 }.Select(async i =>
        {
            using var answer = await (await depot.AsAsync("warehouse-manager", i)).PostUseAsync("/api/v1/approvals/decide", Depot.Decision(asked.Approval!));
            return answer.StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Equal(Quantity.Units(92), await depot.OnHandAsync());
        await depot.VerifyAsync(920m);
    }

    [Theory, EachDatabase]
    public async Task What_was_counted_and_then_picked_is_not_missing_as_well(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("count-variance", Rows);
        var asked = await CountAsync(depot, Line(92));
        World.Value(await depot.World.PostAsync(MovementKind.Shipment, 95));
        Assert.Equal("inventory.insufficient_stock", (await depot.RefusedAsync("warehouse-manager", "/approvals/decide", Depot.Decision(asked.Approval!))).Code);
        await depot.DecideAsync(asked.Approval!, "warehouse-manager", "reject", "they were there: they are sold");
        Assert.Equal(Quantity.Units(5), await depot.OnHandAsync());
        await depot.VerifyAsync(50m);
    }

    [Theory, EachDatabase]
    public async Task A_serial_the_book_never_saw_is_here_only_when_people_agree(Engine engine)
    {
        await using var depot = await Depot.OpenAsync(engine);
        await depot.TableAsync("count-variance", [new("warehouse-manager")]);
        var rejected = await CountAsync(depot, Line(1, item: "S", lot: "SN-1"));
        await depot.DecideAsync(rejected.Approval!, "warehouse-manager", "reject", "a sticker without its box");
        Assert.Equal(Quantity.Zero, await depot.OnHandAsync("A1", "S"));
        var asked = await CountAsync(depot, Line(1, item: "S", lot: "SN-1"));
        await depot.DecideAsync(asked.Approval!, "warehouse-manager");
        Assert.Equal(Quantity.Units(1), await depot.OnHandAsync("A1", "S"));
        await depot.World.VerifyAsync();
    }
}
