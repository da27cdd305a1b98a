using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Parameters;
using Crossdock.Governance.Tables;
using Crossdock.MasterData;
using Crossdock.MasterData.Levels;

namespace Crossdock.Procurement.Tests;

/// <summary>A site keeps more or less than its level for a time, by a rule or by people, and goes back by itself. W costs 10.00 from V and has no standard cost.</summary>
public sealed class LevelOverrideTests
{
    private static readonly ApprovalRowRequest[] Rules =
    [
        new("auto", Below: Amount.Of(125), Exception: "!lowers"),
        new("procurement-manager", Below: Amount.Of(125), Exception: "lowers"),
        new("procurement-manager", From: Amount.Of(125)),
    ];

    private static async Task<Trade> OpenAsync(Engine engine, int windowDays = 0)
    {
        var trade = await Trade.OpenAsync(engine);
        _ = await trade.AsAsync("procurement-manager");
        await trade.TableAsync("policy-override", Rules, windowDays: windowDays);
        using var set = await (await trade.AsAsync("steward")).SendUseAsync(HttpMethod.Put, "/api/v1/stock-levels", new { levels = new[] { new { item = "W", site = "A", reorderPoint = "12", orderUpTo = "36" }, new { item = "W", site = "B", reorderPoint = "0", orderUpTo = "24" }, new { item = "Y", site = "A", reorderPoint = "0", orderUpTo = "10" } } });
        Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync());
        return trade;
    }

    private static object Asks(decimal reorder, decimal upTo, string until, string? from = null, string site = "A", string? effect = "No empty shelf", string item = "W", string? reason = "Holidays") =>
        new { site, item, reorderPoint = Trade.Text(reorder), orderUpTo = Trade.Text(upTo), until, from, effect, reason };

    private static Task<LevelOverrideStandResponse> AskAsync(Trade trade, object asked) => trade.PostAsync<LevelOverrideStandResponse>("planner", "/level-overrides", asked);

    private static async Task<(string ReorderPoint, string OrderUpTo, string? Override)> LevelAsync(Trade trade, string site = "A")
    {
        var found = await trade.App.Database.ReadAsync(async db =>
        {
            var item = (await trade.App.Get<Items>().FindAsync(db, "W"))!;
            var at = (await trade.App.Get<Organisation.Directory>().SiteAsync(db, site))!;
            return (await trade.App.Get<StockLevels>().OfAsync(db, [item.Id], trade.Time.GetUtcNow(), default)).Single(l => l.Site == at.Id);
        });
        return (found.ReorderPoint.ToString(), found.OrderUpTo.ToString(), found.Override);
    }

    private static void At(Trade trade, int day) => trade.Time.SetUtcNow(new DateTimeOffset(2026, 1, day, 9, 0, 0, TimeSpan.Zero));

    [Theory, EachDatabase]
    public async Task A_small_one_goes_by_rule_holds_from_its_first_to_its_last_day_and_the_level_comes_back_by_itself(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var asked = await AskAsync(trade, Asks(12, 48, "2026-01-20", "2026-01-18"));
        Assert.Equal(("LO-000001", LevelOverrideState.Approved, null, Amount.Of(120)), (asked.Number, asked.State, asked.Approval, asked.Value));
        Assert.Equal(("12", "36", null), await LevelAsync(trade));
        At(trade, 18);
        Assert.Equal(("12", "48", "LO-000001"), await LevelAsync(trade));
        At(trade, 20);
        Assert.Equal(("12", "48", "LO-000001"), await LevelAsync(trade));
        At(trade, 21);
        Assert.Equal(("12", "36", null), await LevelAsync(trade));
        Assert.Equal(("0", "24", null), await LevelAsync(trade, "B"));
    }

    [Theory, EachDatabase]
    public async Task A_larger_one_and_one_that_lowers_wait_for_people_and_hold_nothing_until_then(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var large = await AskAsync(trade, Asks(12, 49, "2026-02-20"));
        Assert.Equal((LevelOverrideState.Waiting, Amount.Of(130)), (large.State, large.Value));
        Assert.Equal(("12", "36", null), await LevelAsync(trade));
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("planner", "/approvals/decide", new { requests = new[] { large.Approval }, answer = "approve" })).Status);
        await trade.ApproveAsync(large.Approval!);
        Assert.Equal(("12", "49", large.Number), await LevelAsync(trade));

        var lowers = await AskAsync(trade, Asks(0, 20, "2026-02-20", site: "B"));
        Assert.Equal((LevelOverrideState.Waiting, Amount.Of(40)), (lowers.State, lowers.Value));
        await trade.ApproveAsync(lowers.Approval!, answer: "reject", comment: "Not before the sale");
        Assert.Equal(("0", "24", null), await LevelAsync(trade, "B"));
        Assert.Equal("Rejected", (await trade.LookAsync<JsonObject>($"/level-overrides/{lowers.Number}"))["state"]!.GetValue<string>(), ignoreCase: true);
    }

    [Theory, EachDatabase]
    public async Task Approved_after_its_last_day_it_is_not_taken(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var asked = await AskAsync(trade, Asks(12, 100, "2026-01-16"));
        At(trade, 17);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "masterdata.override_over"),
            await trade.RefusedAsync("procurement-manager", "/approvals/decide", new { requests = new[] { asked.Approval }, answer = "approve" }));
        await trade.ApproveAsync(asked.Approval!, answer: "return", comment: "Too late");
        Assert.Equal(("12", "36", null), await LevelAsync(trade));
    }

    [Theory, EachDatabase]
    public async Task Levels_of_a_site_are_not_moved_one_by_one_past_what_would_be_asked_of_them_together(Engine engine)
    {
        await using var trade = await OpenAsync(engine, windowDays: 30);
        using var set = await (await trade.AsAsync("steward")).SendUseAsync(HttpMethod.Put, "/api/v1/stock-levels", new { levels = new[] { new { item = "X", site = "A", reorderPoint = "0", orderUpTo = "10" } } });
        Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync());
        Assert.Equal(LevelOverrideState.Approved, (await AskAsync(trade, Asks(12, 47, "2026-02-20"))).State);
        Assert.Equal(LevelOverrideState.Waiting, (await AskAsync(trade, Asks(0, 20, "2026-02-20", item: "X"))).State);
    }

    [Theory, EachDatabase]
    public async Task Two_who_ask_for_the_same_days_at_once_get_one_and_what_overlaps_is_refused(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var client = await trade.AsAsync("planner");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => client.PostUseAsync("/api/v1/level-overrides", Asks(12, 40 + i, "2026-01-25", "2026-01-20"))));
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode == HttpStatusCode.OK ? HttpStatusCode.Created : a.StatusCode).Order());
        Assert.Equal((HttpStatusCode.Conflict, "masterdata.overridden_already"), await trade.RefusedAsync("planner", "/level-overrides", Asks(12, 41, "2026-01-20")));
        Assert.Equal((HttpStatusCode.Conflict, "masterdata.overridden_already"), await trade.RefusedAsync("planner", "/level-overrides", Asks(12, 41, "2026-01-30", "2026-01-25")));
        await AskAsync(trade, Asks(12, 41, "2026-01-19"));
        await AskAsync(trade, Asks(12, 41, "2026-01-30", "2026-01-26"));
    }

    [Theory, EachDatabase]
    public async Task What_makes_no_sense_is_refused_with_the_field(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        (string Code, object Asked)[] all =
        [
            ("masterdata.override_begins", Asks(12, 48, "2026-01-20", "2026-01-14")), ("masterdata.override_ends", Asks(12, 48, "2026-01-14")), ("masterdata.override_too_long", Asks(12, 48, "2026-04-15")),
            ("masterdata.level_is_that", Asks(12, 36, "2026-01-20")), ("masterdata.no_level_to_override", Asks(12, 36, "2026-01-20", item: "X")), ("masterdata.levels_crossed", Asks(12, 11, "2026-01-20")),
            ("masterdata.level_not_exact", Asks(12, 36.5m, "2026-01-20")), ("masterdata.override_unpriced", Asks(0, 11, "2026-01-20", item: "Y")),
        ];
        foreach (var (code, asked) in all) Assert.Equal(code, (await trade.RefusedAsync("planner", "/level-overrides", asked)).Code);
        Assert.Equal(HttpStatusCode.BadRequest, (await trade.RefusedAsync("planner", "/level-overrides", Asks(12, 48, "2026-01-20", effect: null))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await trade.RefusedAsync("planner", "/level-overrides", Asks(12, 48, "2026-01-20", reason: ""))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("buyer", "/level-overrides", Asks(12, 48, "2026-01-20"))).Status);
        Assert.Equal("LO-000001", (await AskAsync(trade, Asks(12, 48, "2026-04-14"))).Number);
    }

    [Theory, EachDatabase]
    public async Task Ended_early_the_level_holds_at_once_and_what_waits_is_taken_back(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var holds = await AskAsync(trade, Asks(12, 40, "2026-01-25"));
        At(trade, 17);
        Assert.Equal("LO-000001", (await LevelAsync(trade)).Override);
        Assert.Equal(LevelOverrideState.Ended, (await trade.PostAsync<LevelOverrideStandResponse>("planner", $"/level-overrides/{holds.Number}/end", new { reason = "The holidays are over" })).State);
        Assert.Equal(("12", "36", null), await LevelAsync(trade));
        Assert.Equal((HttpStatusCode.Conflict, "masterdata.override_ended"), await trade.RefusedAsync("planner", $"/level-overrides/{holds.Number}/end", new { reason = "Again" }));
        var waits = await AskAsync(trade, Asks(12, 100, "2026-01-25"));
        Assert.Equal(LevelOverrideState.Withdrawn, (await trade.PostAsync<LevelOverrideStandResponse>("planner", $"/level-overrides/{waits.Number}/end", new { reason = "Not needed" })).State);
        Assert.Equal("Withdrawn", (await trade.LookAsync<JsonObject>($"/approvals/{waits.Approval}"))["state"]!.GetValue<string>(), ignoreCase: true);
    }

    [Theory, EachDatabase]
    public async Task How_far_a_site_keeps_to_its_levels_counts_them_beside_its_parameters(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var before = await SiteAsync(trade, "all");
        await AskAsync(trade, Asks(12, 40, "2026-01-17"));
        await AskAsync(trade, Asks(12, 41, "2026-01-19", "2026-01-18"));
        await AskAsync(trade, Asks(12, 42, "2026-01-25", "2026-01-22"));
        var (site, rows) = await SiteAsync(trade, "all");
        Assert.Equal((before.Site.Values, 1, 2, 0, 0), (site.Values, site.Live, site.Planned, site.Ended, site.Prolonged));
        Assert.Equal(["LO-000001", "LO-000002", "LO-000003"], rows.Select(r => r.Key));
        Assert.Equal("12 to 40 pieces instead of 12 to 36", rows[0].Value);
        At(trade, 20);
        (site, rows) = await SiteAsync(trade, "all");
        Assert.Equal((0, 1, 1, 1), (site.Live, site.Planned, site.Ended, site.Prolonged));
        Assert.Equal([OverrideState.Prolonged, OverrideState.Ended, OverrideState.Planned], rows.Select(r => r.State));

        var page = (await trade.AsAsync("planner")).PageAsync("/level-overrides/LO-000003");
        Assert.Contains("42 pieces instead of 36 pieces", System.Text.RegularExpressions.Regex.Replace((await page).Body!.QuerySelector("main")!.TextContent, @"\s+", " "), StringComparison.Ordinal);
    }

    private static async Task<(OverrideSite Site, IReadOnlyList<OverrideRow> Rows)> SiteAsync(Trade trade, string state)
    {
        var view = Trade.Value(await trade.App.AskAsync(trade.App.Get<ShowOverrides>(), new("A", state)));
        return (Assert.Single(view.Sites), view.Rows);
    }
}
