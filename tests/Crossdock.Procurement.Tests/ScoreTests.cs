using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Scoring;

namespace Crossdock.Procurement.Tests;

/// <summary>What suppliers did, as figures that are the sum of rows one can look at.</summary>
public sealed class ScoreTests
{
    [Theory, EachDatabase]
    public async Task Every_figure_is_what_a_hand_computes_and_the_sum_of_its_rows(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", [new("auto")]);
        var (late, intime, reversed, never, theirs, ours) = (await OrderAsync(trade, "W", 24), await OrderAsync(trade, "W", 12), await OrderAsync(trade, "W", 12),
            await OrderAsync(trade, "W", 12, 11), await OrderAsync(trade, "W", 12), await OrderAsync(trade, "X", 12));
        var (cancelled, refused, damaged) = (await OrderAsync(trade, "X", 12), await OrderAsync(trade, "X", 12), await OrderAsync(trade, "X", 12));

        // A working day after the release, to the minute.
        At(trade, 16);
        await trade.AnswerAsync(late, new { line = 1, day = "2026-01-23" });
        await trade.AnswerAsync(theirs, new { line = 1, day = "2026-01-22" });
        await trade.AnswerAsync(theirs, new { line = 1, day = "2026-01-23" });
        await trade.ChangeAsync(ours, 1, new { requestedDay = "2026-01-28" });
        await CancelAsync(trade, cancelled, bySupplier: false);
        await CancelAsync(trade, refused, bySupplier: true);

        At(trade, 21);
        await trade.ReceiveAsync(late, 12);
        var undone = (string)(await trade.ReceiveAsync(reversed, 12))["number"]!;
        At(trade, 22);
        await trade.ReceiveAsync(intime, 12);
        var broken = (string)(await trade.PostAsync<JsonObject>("receiver", "/receipts", new
        {
            site = "A",
            lines = new object[] { new { order = damaged, line = 1, quantity = "10", unit = "piece", place = "A1" }, new { order = damaged, line = 1, quantity = "2", unit = "piece", place = "A1", condition = "damaged" } },
        }))["number"]!;

        // The day is not over: nothing could have failed yet, and nothing has succeeded.
        var early = await ScoreAsync(trade);
        Assert.Equal((0m, 0m, null), (early[ScoreFigure.Requested].N, early[ScoreFigure.Requested].D, early[ScoreFigure.Requested].Value));
        At(trade, 23);
        Assert.Equal(7m, (await ScoreAsync(trade))[ScoreFigure.Requested].D);
        await trade.ReceiveAsync(late, 12);
        await trade.ReceiveAsync(theirs, 12);
        await trade.PostAsync<JsonObject>("warehouse-manager", $"/receipts/{undone}/reverse", new { reason = "it was another supplier's pallet" });
        At(trade, 27);
        await trade.ReceiveAsync(ours, 12);
        await trade.PostAsync<JsonObject>("warehouse-manager", "/supplier-returns", new { receipt = broken, reason = "broken", lines = new[] { new { line = 2, quantity = "2" } } });

        At(trade, 30);
        var score = await ScoreAsync(trade);
        Assert.Equal((2m, 8m), Sum(score, ScoreFigure.Requested));
        Assert.Equal((1m, 2m), Sum(score, ScoreFigure.Confirmed));
        Assert.Equal((3m, 8m), Sum(score, ScoreFigure.Answered));
        Assert.Equal((6m, 7m), Sum(score, ScoreFigure.AtTerms));
        Assert.Equal((828m, 816m), Sum(score, ScoreFigure.PriceLevel));
        Assert.Equal((568m, 576m), Sum(score, ScoreFigure.Quality));
        Assert.Equal((30m, 4m), Sum(score, ScoreFigure.LeadTime));
        Assert.Equal((28m, 4m), Sum(score, ScoreFigure.FirstReceipt));
        Assert.Equal((7.5m, 7m, 8m, 0.6m), (score[ScoreFigure.LeadTime].Value, score[ScoreFigure.LeadTime].Median, score[ScoreFigure.LeadTime].Ninetieth, score[ScoreFigure.LeadTime].Spread));
        Assert.Equal((8m, 8m), (score[ScoreFigure.Answered].Median, score[ScoreFigure.Answered].Ninetieth));
        Assert.Equal((0.25m, 0.0715m), (score[ScoreFigure.Requested].Value, score[ScoreFigure.Requested].Bound));

        foreach (var figure in Enum.GetValues<ScoreFigure>())
        {
            var rows = await RowsAsync(trade, figure);
            Assert.Equal(Sum(score, figure), (rows.Rows.Sum(r => r.N), rows.Rows.Sum(r => r.D)));
            Assert.Equal((score[figure].Rows, score[figure]), (rows.Rows.Count, rows.Figure));
        }

        var requested = (await RowsAsync(trade, ScoreFigure.Requested)).Rows.ToDictionary(r => r.Order);
        Assert.DoesNotContain(cancelled, requested.Keys);
        Assert.Equal([(21, "12"), (23, "12")], requested[late].Receipts.Select(r => (r.Day.Day, r.Quantity.ToString())));
        Assert.Equal("12 of 24 pieces came from 20 Jan 2026 to 22 Jan 2026.", requested[late].Words);
        Assert.Empty(requested[reversed].Receipts);
        Assert.Equal((new DateOnly(2026, 1, 28), 1m), (requested[ours].Day, requested[ours].N));
        Assert.Equal((0m, 0m), (requested[never].N, requested[refused].N));
        Assert.Equal((1m, 0m), (requested[intime].N, requested[damaged].N));

        // Only what counts within the period.
        var later = await trade.LookAsync<SupplierScoreView>("/supplier-scores/V?from=2026-01-28&to=2026-01-30");
        Assert.Equal((1m, 1m), Sum(later.Score, ScoreFigure.Requested));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Three_of_three_do_not_beat_twenty_nine_of_thirty(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", [new("auto")]);
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<RateTable>().SetAsync(work, [new(Currency.Usd, Currency.Eur, new DateOnly(2026, 1, 1), UnitPrice.Of(0.9m))], cancel)).Value);
        var many = await OrderAsync(trade, "W", 12, lines: 30);
        var few = await OrderAsync(trade, "W", 12, 10, lines: 3, supplier: "D");
        At(trade, 22);
        await ReceiveAllAsync(trade, many, 29);
        await ReceiveAllAsync(trade, few, 3);
        At(trade, 23);
        var scores = await trade.LookAsync<SupplierScoresView>("/supplier-scores");
        Assert.Equal([("V", 0.9667m, 0.8333m), ("D", 1m, 0.4385m)], scores.Suppliers.Select(s => (s.Supplier, s[ScoreFigure.Requested].Value!.Value, s[ScoreFigure.Requested].Bound!.Value)));
        Assert.Equal((0, null), (scores.Suppliers[1][ScoreFigure.AtTerms].Rows, scores.Suppliers[1][ScoreFigure.AtTerms].Value));
        Assert.Equal(["D", "V"], (await trade.LookAsync<SupplierScoresView>("/supplier-scores?sort=requested")).Suppliers.Select(s => s.Supplier));
        Assert.Equal(["V", "D"], (await trade.LookAsync<SupplierScoresView>("/supplier-scores?sort=atTerms")).Suppliers.Select(s => s.Supplier));
        Assert.Equal("D", Assert.Single((await trade.LookAsync<SupplierScoresView>("/supplier-scores?q=supplier%20d")).Suppliers).Supplier);
        Assert.Equal((2, "D"), ((await trade.LookAsync<SupplierScoresView>("/supplier-scores?skip=1&limit=1")).Total, (await trade.LookAsync<SupplierScoresView>("/supplier-scores?skip=1&limit=1")).Suppliers.Single().Supplier));
        var buyer = await trade.AsAsync("buyer");
        Assert.Contains("Supplier V", await buyer.GetStringAsync("/api/v1/supplier-scores?format=csv"), StringComparison.Ordinal);
        Assert.Contains("pale", await buyer.GetStringAsync("/supplier-scores"), StringComparison.Ordinal);
        Assert.Contains("29 of 30 lines, at least 83.3 %", await buyer.GetStringAsync("/supplier-scores/V"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_is_written_on_a_draft_was_never_asked_of_the_supplier(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", [new("auto")]);
        var order = (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", lines = new[] { Trade.Line("W", 24) } })).Number;
        await trade.ChangeAsync(order, 1, new { quantity = "12", unit = "piece", requestedDay = "2026-01-23" });
        using (var released = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{order}/release", new { }, (await trade.FindAsync(order)).Version))
            Assert.True(released.IsSuccessStatusCode, await released.Content.ReadAsStringAsync());
        At(trade, 23);
        await trade.ReceiveAsync(order, 12);
        At(trade, 27);
        var score = await ScoreAsync(trade);
        Assert.Equal(((1m, 1m), (8m, 1m), (0m, 1m)), (Sum(score, ScoreFigure.Requested), Sum(score, ScoreFigure.LeadTime), Sum(score, ScoreFigure.Answered)));
    }

    [Theory, EachDatabase]
    public async Task A_period_that_ends_before_it_begins_an_unknown_order_and_an_unknown_supplier_are_refused(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var buyer = await trade.AsAsync("buyer");
        await RefusedAsync("/supplier-scores?from=2026-02-01&to=2026-01-01", HttpStatusCode.BadRequest, "procurement.score_period");
        await RefusedAsync("/supplier-scores?sort=weather", HttpStatusCode.BadRequest, "procurement.score_sort");
        await RefusedAsync("/supplier-scores/NOBODY", HttpStatusCode.NotFound, null);
        var none = await trade.LookAsync<SupplierScoreView>("/supplier-scores/V");
        Assert.All(none.Score.Figures, f => Assert.Equal((0m, null), (f.D, f.Value)));
        Assert.Contains("no data", await buyer.GetStringAsync("/supplier-scores/V"), StringComparison.Ordinal);

        async Task RefusedAsync(string path, HttpStatusCode status, string? code)
        {
            using var answer = await buyer.GetAsync("/api/v1" + path);
            Assert.Equal(status, answer.StatusCode);
            if (code is not null) Assert.Equal(code, await answer.CodeAsync());
        }
    }

    private static (decimal N, decimal D) Sum(SupplierScore score, ScoreFigure figure) => (score[figure].N, score[figure].D);

    private static async Task<SupplierScore> ScoreAsync(Trade trade) => (await trade.LookAsync<SupplierScoreView>("/supplier-scores/V")).Score;

    private static Task<ScoreRowsView> RowsAsync(Trade trade, ScoreFigure figure) =>
        trade.LookAsync<ScoreRowsView>($"/supplier-scores/V/rows?figure={figure}");

    private static void At(Trade trade, int day) => trade.Time.SetUtcNow(new DateTimeOffset(2026, 1, day, 9, 0, 0, TimeSpan.Zero));

    private static async Task<string> OrderAsync(Trade trade, string item, decimal quantity, decimal? price = null, int lines = 1, string supplier = "V") =>
        (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new
        {
            supplier,
            site = "A",
            release = true,
            duplicate = "each is needed",
            lines = Enumerable.Repeat(Trade.Line(item, quantity, price), lines),
        })).Number;

    private static Task<JsonObject> CancelAsync(Trade trade, string order, bool bySupplier) =>
        trade.PostAsync<JsonObject>("buyer", $"/purchase-orders/{order}/lines/1/cancel", new { reason = "not to come", bySupplier });

    private static Task<JsonObject> ReceiveAllAsync(Trade trade, string order, int lines) => trade.PostAsync<JsonObject>("receiver", "/receipts", new
    {
        site = "A",
        lines = Enumerable.Range(1, lines).Select(line => new { order, line, quantity = "12", unit = "piece", place = "A1" }),
    });
}
