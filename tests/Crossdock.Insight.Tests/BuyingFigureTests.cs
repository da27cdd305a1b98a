using System.Net;
using Crossdock.Insight.Measuring;
using Crossdock.Procurement.Requisitioning;

namespace Crossdock.Insight.Tests;

/// <summary>What the figures about buying count, and what not.</summary>
public sealed class BuyingFigureTests
{
    [Theory, EachDatabase]
    public async Task Only_a_planned_need_that_nobody_touched_is_touchless(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var planned = await PlannedAsync(trade, "W", "plan 1");
        await trade.OrderAsync(Trade.Line("X", 12));
        var (view, rows) = await ReadAsync(trade, "touchless");
        Assert.Equal((50.0m, 2, 1L, 2L), (view.Value, view.Rows, view.Numerator, view.Denominator));
        Assert.StartsWith("Touched: the order was written by buyer", rows[0].Note, StringComparison.Ordinal);
        Assert.Equal(($"{planned} line 1", "Nobody had to do with it"), (rows[1].Object, rows[1].Note));
    }

    [Theory, EachDatabase]
    public async Task A_change_of_ours_within_five_working_days_is_a_touch_a_later_one_or_the_suppliers_is_not(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var first = await PlannedAsync(trade, "W", "plan 1");
        await trade.AnswerAsync(first, new { line = 1, day = "2026-01-23" });
        Assert.Equal(100m, (await ReadAsync(trade, "touchless")).View.Value);

        // Thursday 15 January; the fifth working day is Thursday 22, and Friday 23 is too late to count.
        trade.Time.SetUtcNow(new DateTimeOffset(2026, 1, 23, 9, 0, 0, TimeSpan.Zero));
        await trade.ChangeAsync(first, 1, new { quantity = "24", unit = "piece" });
        Assert.Equal(100m, (await ReadAsync(trade, "touchless")).View.Value);
        var second = await PlannedAsync(trade, "X", "plan 2");
        trade.Time.SetUtcNow(new DateTimeOffset(2026, 1, 30, 22, 30, 0, TimeSpan.Zero));
        await trade.ChangeAsync(second, 1, new { quantity = "24", unit = "piece" });
        var (view, rows) = await ReadAsync(trade, "touchless");
        Assert.Equal(50m, view.Value);
        Assert.StartsWith("Touched: changed by buyer", rows.Single(r => r.Numerator == 0).Note, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_people_decided_on_was_touched(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var asked = await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", Need("W", "plan 1", 240));
        var order = Assert.Single(asked.Orders);
        Assert.Equal(0, (await ReadAsync(trade, "touchless")).View.Rows);
        await trade.ApproveAsync((await trade.FindAsync(order.Number)).Approval!);
        var (view, rows) = await ReadAsync(trade, "touchless");
        Assert.Equal((0m, 1), (view.Value, view.Rows));
        Assert.StartsWith("Touched: people decided on it (AP-", rows[0].Note, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Emergencies_count_by_worth_declared_or_detected_and_their_premium_once(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.OrderAsync(Trade.Line("W", 60));
        await trade.PostAsync<object>("buyer", "/purchase-orders", new
        {
            supplier = "V",
            site = "A",
            release = true,
            duplicate = "it comes too late",
            emergency = new { reason = "a pallet broke", cause = "quality", premium = "35.00" },
            lines = new[] { Trade.Line("W", 12, day: new(2026, 1, 17)), Trade.Line("X", 12, day: new(2026, 1, 17)) },
        });

        // Dearer than agreed and asked for in two days where seven are agreed: nobody declared it.
        var quiet = await trade.PostAsync<Procurement.Ordering.CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "B", release = true, lines = new[] { Trade.Line("X", 12, 5m, new(2026, 1, 17)) } });
        await trade.ApproveAsync(quiet.Approval!);

        var (share, rows) = await ReadAsync(trade, "emergency-share");
        Assert.Equal((2_280_000L, 8_280_000L, 27.5m), (share.Numerator, share.Denominator, share.Value));
        Assert.Equal(2, rows.Count(r => r.Note == "Declared: a pallet broke"));
        Assert.Equal("Detected: asked for in 2 days where 7 are agreed, outside of the terms", Assert.Single(rows, r => r.Object == $"{quiet.Number} line 1").Note);
        Assert.Equal((share.Numerator, share.Denominator), (rows.Sum(r => r.Numerator), rows.Sum(r => r.Denominator)));

        var (premium, paid) = await ReadAsync(trade, "emergency-premium");
        Assert.Equal((35m, "EUR"), (premium.Value, premium.Currency?.Code));
        Assert.Single(paid);
        var (leakage, outside) = await ReadAsync(trade, "leakage");
        Assert.Equal((600_000L, 7.2m), (leakage.Numerator, leakage.Value));
        Assert.Equal($"{quiet.Number} line 1", Assert.Single(outside, r => r.Numerator > 0).Object);
    }

    [Theory, EachDatabase]
    public async Task A_line_owes_its_answer_by_the_end_of_the_next_working_day_and_does_not_count_before(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        trade.Time.SetUtcNow(new DateTimeOffset(2026, 1, 16, 9, 0, 0, TimeSpan.Zero));
        var silent = (await trade.OrderAsync(Trade.Line("W", 12))).Number;
        var prompt = (await trade.OrderAsync(Trade.Line("X", 12))).Number;

        // Friday; the answer is due on Monday, until its last minute in Berlin.
        trade.Time.SetUtcNow(new DateTimeOffset(2026, 1, 19, 22, 59, 0, TimeSpan.Zero));
        await trade.AnswerAsync(prompt, new { line = 1, day = "2026-01-23" });
        Assert.Equal((0, null), ((await ReadAsync(trade, "confirmation")).View.Rows, (await ReadAsync(trade, "confirmation")).View.Value));
        trade.Time.SetUtcNow(new DateTimeOffset(2026, 1, 19, 23, 1, 0, TimeSpan.Zero));
        await trade.AnswerAsync(silent, new { line = 1, day = "2026-01-23" });
        var (view, rows) = await ReadAsync(trade, "confirmation");
        Assert.Equal((50m, 2), (view.Value, view.Rows));
        Assert.Equal($"{silent} line 1", rows[0].Object);
        Assert.Equal("Answered after 3.6 days", rows[0].Note);
    }

    [Theory, EachDatabase]
    public async Task The_time_from_need_to_release_is_shown_as_median_and_ninetieth_percentile(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        foreach (var hours in new[] { 1, 2, 3, 10 })
        {
            await trade.PostAsync<object>("buyer", "/purchase-orders", new
            {
                supplier = "V",
                site = "A",
                release = true,
                duplicate = "again",
                lines = new[] { new { item = "W", quantity = "12", unit = "piece", requestedDay = "2026-01-22", needArose = trade.Time.GetUtcNow().AddHours(-hours) } },
            });
        }

        foreach (var approval in await PendingAsync(trade)) await trade.ApproveAsync(approval);
        var (view, _) = await ReadAsync(trade, "cycle-time");
        Assert.Equal((10m, 2m, false), (view.Value, view.Median, view.Reached));
    }

    [Theory, EachDatabase]
    public async Task A_line_counts_on_the_day_of_its_site_and_for_those_who_work_there(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        trade.Time.SetUtcNow(new DateTimeOffset(2026, 1, 20, 23, 30, 0, TimeSpan.Zero));
        await trade.OrderAsync(Trade.Line("W", 12, day: new(2026, 1, 28)));
        async Task<int> RowsAsync(DateOnly day, Actor? actor = null, string? site = null) =>
            Trade.Value(await trade.App.AskAsync(trade.App.Get<ReadFigure>(), new("leakage", day, day, site), actor)).Rows.Count;
        Assert.Equal((0, 1, 0), (await RowsAsync(new(2026, 1, 20)), await RowsAsync(new(2026, 1, 21)), await RowsAsync(new(2026, 1, 22))));
        Assert.Equal((1, 0), (await RowsAsync(new(2026, 1, 21), site: "a"), await RowsAsync(new(2026, 1, 21), site: "B")));
        Assert.Equal(0, await RowsAsync(new(2026, 1, 21), Actor.System("elsewhere") with { Sites = new HashSet<SiteId>() }));
    }

    [Theory, EachDatabase]
    public async Task Without_rows_there_is_no_data_and_a_period_that_is_none_is_refused(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var (view, rows) = await ReadAsync(trade, "touchless");
        Assert.Equal((null, "no data", 0), (view.Value, FigureWords.Value(view), rows.Count));
        using var backwards = await (await trade.AsAsync("buyer")).GetAsync("/api/v1/figures?from=2026-01-10&until=2026-01-09");
        Assert.Equal((HttpStatusCode.BadRequest, "insight.period"), (backwards.StatusCode, await backwards.CodeAsync()));
        using var unknown = await (await trade.AsAsync("buyer")).GetAsync("/api/v1/figures/luck");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var picker = await (await trade.AsAsync("counter")).GetAsync("/api/v1/figures");
        Assert.Equal(HttpStatusCode.Forbidden, picker.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task What_entities_bought_in_other_currencies_is_added_at_the_rate_and_a_site_is_counted_in_its_own(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.DoAsync(async (work, cancel) =>
        {
            var entity = (await trade.App.Get<Foundation>().CreateEntityAsync(work, new("E2", "Second", "PLN", "Europe/Warsaw"), cancel)).Value;
            trade.App.Get<Chart>().Found(work, entity.Id, new DateOnly(2026, 1, 1), 12);
            _ = (await trade.App.Get<PartnerMaster>().CreateAsync(work, new NewPartner(PartnerKind.Supplier, "P", "Supplier P", "PLN"), cancel)).Value;
            _ = (await trade.App.Get<RateTable>().SetAsync(work, [new(Currency.Of("PLN"), Currency.Of("EUR"), new DateOnly(2026, 1, 1), UnitPrice.Of(0.25m))], cancel)).Value;
        });
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<Foundation>().CreateSiteAsync(work, new Organisation.Sites.CreateSiteRequest("E2", "Z", "Site Z"), cancel)).Value);
        await trade.OrderAsync(Trade.Line("W", 60));
        Assert.Equal(1, (await ReadAsync(trade, "leakage")).View.Rows);
        await trade.PostAsync<object>("buyer", "/purchase-orders", new
        {
            site = "Z",
            supplier = "P",
            release = true,
            lines = new[] { new { item = "X", quantity = "10", unit = "piece", price = "3", requestedDay = "2026-01-28" } },
        });
        foreach (var approval in await PendingAsync(trade)) await trade.ApproveAsync(approval);
        var (both, _) = await ReadAsync(trade, "leakage");
        Assert.Equal((607.5m, "EUR"), (new Amount(both.Denominator).ToDecimal(), both.Currency?.ToString()));
        var one = Trade.Value(await trade.App.AskAsync(trade.App.Get<ReadFigure>(), new("leakage", new(2026, 1, 1), new(2026, 2, 28), "Z")));
        Assert.Equal((30m, "PLN"), (new Amount(one.Rows.Sum(r => r.Denominator)).ToDecimal(), one.Figure.Currency?.ToString()));
    }

    private static async Task<Trade> OpenAsync(Engine engine)
    {
        var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto")]);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        return trade;
    }

    private static object Need(string item, string plan, int quantity) =>
        new { site = "A", planKey = plan, lines = new[] { new { item, quantity = Trade.Text(quantity), needDay = "2026-02-20" } } };

    private static async Task<string> PlannedAsync(Trade trade, string item, string plan) =>
        Assert.Single((await trade.PostAsync<CreateRequisitionResponse>("planner", "/requisitions", Need(item, plan, 36))).Orders).Number;

    private static async Task<(FigureView View, IReadOnlyList<FigureRow> Rows)> ReadAsync(Trade trade, string figure)
    {
        var read = Trade.Value(await trade.App.AskAsync(trade.App.Get<ReadFigure>(), new(figure, new(2026, 1, 1), new(2026, 2, 28))));
        var tile = Trade.Value(await trade.App.AskAsync(trade.App.Get<ReadFigures>(), new(new(2026, 1, 1), new(2026, 2, 28)))).Figures.Single(f => f.Definition.Id == figure);
        Assert.Equal((tile.Value, tile.Numerator, tile.Denominator, tile.Rows), (read.Figure.Value, read.Rows.Sum(r => r.Numerator), read.Rows.Sum(r => r.Denominator), read.Rows.Count));
        return (read.Figure, read.Rows);
    }

    private static async Task<IReadOnlyList<string>> PendingAsync(Trade trade)
    {
        var page = await Trade.ReadAsync<System.Text.Json.Nodes.JsonObject>(await (await trade.AsAsync("procurement-manager")).GetAsync("/api/v1/approvals?mine=true&state=pending"));
        return [.. page["items"]!.AsArray().Select(i => i!["number"]!.GetValue<string>())];
    }
}
