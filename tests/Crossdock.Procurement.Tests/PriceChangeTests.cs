using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Tables;
using Crossdock.MasterData.PartnerRecords;
using Crossdock.MasterData.Pricing;
using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Repricing;
using Crossdock.Procurement.Scoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement.Tests;

/// <summary>A price holds from a day on, and only after it was decided.</summary>
public sealed class PriceChangeTests
{
    /// <summary>What rises by less than 100 a year and by at most 10 % goes by rule, as does what falls; the rest is decided on, first prices too.</summary>
    internal static readonly ApprovalRowRequest[] Rules =
    [
        new("auto", Below: Amount.Of(100), Exception: "!above-10-percent, !new"),
        new("procurement-manager", Below: Amount.Of(100), Exception: "above-10-percent, new"),
        new("procurement-manager", From: Amount.Of(100)),
    ];

    [Theory, EachDatabase]
    public async Task An_order_costs_what_holds_on_its_day_and_keeps_it(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var before = await OrderAsync(trade, Line("W", 12));
        var change = await ChangeAsync(trade, "W;10.50;2026-01-20;24=10.20\nX;3.90;2026-01-21");
        Assert.Equal((PriceChangeState.Taken, 2, "above-2-percent"), (change.State, change.Rows, change.Exception));

        At(trade, 19);
        Assert.Equal("10.00", await PriceOfAsync(trade, await OrderAsync(trade, Line("W", 24))));
        var known = (await trade.LookAsync<PartnerView>("/suppliers/V")).Terms.Single(t => t.Item == "W");
        Assert.Equal((UnitPrice.Of(10), UnitPrice.Of(10.5m), new DateOnly(2026, 1, 20)), (known.PricePerBase, known.NextPrice!.Value, known.NextFrom!.Value));
        At(trade, 20);
        Assert.Equal("10.50", await PriceOfAsync(trade, await OrderAsync(trade, Line("W", 12))));
        Assert.Equal("10.20", await PriceOfAsync(trade, await OrderAsync(trade, Line("W", 24))));
        Assert.Equal("4.00", await PriceOfAsync(trade, await OrderAsync(trade, Line("X", 12))));
        Assert.Equal("10.00", await PriceOfAsync(trade, before));
        Assert.Null((await trade.LookAsync<PartnerView>("/suppliers/V")).Terms.Single(t => t.Item == "W").NextPrice);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_costs_much_in_a_year_waits_and_holds_from_the_commit_that_approves_it(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.TableAsync("price-change", Rules);
        await OrderAsync(trade, Line("W", 120));
        Assert.Equal(PriceChangeState.Taken, (await ChangeAsync(trade, "X;4.40")).State);
        var change = await ChangeAsync(trade, "W;11.00;2026-01-16");
        Assert.Equal((PriceChangeState.Waiting, Amount.Of(120), Amount.Zero, "above-5-percent"), (change.State, change.Rise, change.Fall, change.Exception));

        At(trade, 18);
        Assert.Equal("10.00", await PriceOfAsync(trade, await OrderAsync(trade, Line("W", 12))));
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("steward", "/approvals/decide", new { requests = new[] { change.Approval }, answer = "approve" })).Status);
        await trade.ApproveAsync(change.Approval!);
        Assert.Equal("11.00", await PriceOfAsync(trade, await OrderAsync(trade, Line("W", 12))));

        // Decided on the 18th, so from the 18th, and everybody who did it is on the row.
        var price = await trade.App.Database.ReadAsync(db => db.Set<StoredPrice>().SingleAsync(p => p.Change == change.Number));
        Assert.Equal((new DateOnly(2026, 1, 18), 2, PriceSource.Letter), (price.ValidFrom, price.Revision, price.Source));
        Assert.NotEqual(0, price.DecisionId);
        Assert.Equal(await trade.App.Database.ReadAsync(db => db.Set<StoredPrice>().Where(p => p.Change != null && p.Change != change.Number).Select(p => p.PersonId).SingleAsync()), price.PersonId);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Drafts_at_the_terms_follow_at_once_and_at_their_release_what_has_a_price_of_its_own_does_not(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var follows = await DraftAsync(trade, Line("W", 12));
        var own = await DraftAsync(trade, Line("W", 12, 9.80m));
        var later = await DraftAsync(trade, Line("X", 12));
        var change = await ChangeAsync(trade, "W;10.60\nX;4.40;2026-01-20", ask: false);
        var effects = await trade.LookAsync<PriceEffectsView>($"/price-changes/{change.Number}/effects");
        Assert.Equal([(follows, Amount.Of(7.2m)), (later, Amount.Of(4.8m))], effects.Drafts.Select(d => (d.Order, d.Difference)));
        Assert.Equal([("W", 0.5m, 0.47m), ("X", 0.8m, 0.78m)], effects.Margins.Select(m => (m.Item, m.Before!.Value, m.After)));
        Assert.Equal("10.00", await PriceOfAsync(trade, follows));

        await AskAsync(trade, change.Number);
        Assert.Equal(("10.60", "9.80", "4.00"), (await PriceOfAsync(trade, follows), await PriceOfAsync(trade, own), await PriceOfAsync(trade, later)));
        At(trade, 20);
        await ReleaseAsync(trade, later);
        Assert.Equal("4.40", await PriceOfAsync(trade, later));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_draft_that_people_look_at_is_asked_about_anew_when_its_price_moves(Engine engine)
    {
        await using var trade = await OpenAsync(engine, Trade.UsualRows);
        var order = await trade.OrderAsync(Line("W", 120));
        Assert.NotNull(order.Approval);
        await ChangeAsync(trade, "W;10.60");
        var found = await trade.FindAsync(order.Number);
        Assert.Equal(("10.60", null, "Draft"), (found.Lines[0].Price.ToString(), found.Approval, found.State));
        await ReleaseAsync(trade, order.Number);
        Assert.NotNull((await trade.FindAsync(order.Number)).Approval);
    }

    [Theory, EachDatabase]
    public async Task What_is_on_order_gets_a_proposal_when_the_supplier_says_so_and_what_came_keeps_its_price(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var order = (await OrderAsync(trade, Line("W", 60))).Number;
        await trade.ReceiveAsync(order, 24);
        var soon = (await OrderAsync(trade, Line("X", 12, day: Trade.Today.AddDays(2)))).Number;
        var answered = (await OrderAsync(trade, Line("W", 12))).Number;
        await trade.AnswerAsync(answered, new { line = 1, day = "2026-02-20" });
        var change = await ChangeAsync(trade, "W;11.00;2026-01-20\nX;4.20;2026-01-20", openOrders: true, ask: false);
        var effects = await trade.LookAsync<PriceEffectsView>($"/price-changes/{change.Number}/effects");
        Assert.Equal([(order, "36", Amount.Of(36)), (answered, "12", Amount.Of(12))], effects.Open.Select(l => (l.Order, l.Quantity.ToString(), l.Difference)));
        await AskAsync(trade, change.Number);

        // Goods that come before the day keep their price, and an answer that waits is decided on first.
        Assert.Empty((await trade.FindAsync(soon)).Proposals);
        Assert.Contains("days later", Assert.Single((await trade.FindAsync(answered)).Proposals).Impact, StringComparison.Ordinal);
        var proposal = Assert.Single((await trade.FindAsync(order)).Proposals);
        Assert.Contains("11.00 per piece instead of 10.00", proposal.Impact, StringComparison.Ordinal);
        await trade.PostAsync<JsonObject>("buyer", $"/proposals/{proposal.Number}/accept", new { });
        var found = await trade.FindAsync(order);
        Assert.Equal([("24", "10.00"), ("36", "11.00")], found.Lines.Select(l => (l.Ordered.ToString(), l.Price.ToString())));
        Assert.All(found.Lines, l => Assert.Null(l.ConfirmedDay));
        Assert.Equal((HttpStatusCode.BadRequest, "procurement.channel"), await trade.RefusedAsync("buyer", $"/purchase-orders/{answered}/answer", new { lines = new[] { new { line = 1 } }, channel = "priceLetter" }));

        // A letter about prices is no answer to the order, and its parts are one line to the supplier.
        At(trade, 30);
        var score = (await trade.LookAsync<SupplierScoreView>("/supplier-scores/V")).Score;
        Assert.Equal((1m, 3m), (score[ScoreFigure.Answered].N, score[ScoreFigure.Answered].D));
        Assert.Equal(3m, score[ScoreFigure.Requested].D);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Every_wrong_row_is_told_and_none_is_taken(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var text = "item;price;from\nW;10.50\nNONE;1\nY;5\nX;4.00\nW;10.70;2026-01-14\nX;-1;2026-01-20\nX;ten\nX;4.10;2029-01-01\nX;4.10;2026-01-21;12=4 12=3\nW;10.50";
        var told = await trade.PostAsync<PriceChangeStandResponse>("steward", "/price-changes", new { supplier = "V", text, dryRun = true });
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10, 11], told.Faults.Select(f => f.Row));
        Assert.Equal((1, ""), (told.Rows, told.Number));
        Assert.Equal((HttpStatusCode.BadRequest, "masterdata.price_rows"), await trade.RefusedAsync("steward", "/price-changes", new { supplier = "V", text, ask = true }));
        Assert.Equal((HttpStatusCode.BadRequest, "masterdata.no_prices"), await trade.RefusedAsync("steward", "/price-changes", new { supplier = "V", text = "item;price" }));
        Assert.Equal((HttpStatusCode.BadRequest, "masterdata.price_source"), await trade.RefusedAsync("steward", "/price-changes", new { supplier = "V", text = "W;11", source = "terms" }));
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("buyer", "/price-changes", new { supplier = "V", text = "W;11" })).Status);
        Assert.Equal(0, await trade.App.Database.ReadAsync(db => db.Set<PriceChange>().CountAsync()));
        var many = string.Join('\n', Enumerable.Range(0, 5001).Select(i => $"N{i};1"));
        Assert.Equal("masterdata.too_many_prices", (await trade.RefusedAsync("steward", "/price-changes", new { supplier = "V", text = many })).Code);
    }

    [Theory, EachDatabase]
    public async Task Of_two_changes_of_one_price_the_second_is_overtaken(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.TableAsync("price-change", [new("procurement-manager")]);
        var (first, second) = (await ChangeAsync(trade, "W;10.50"), await ChangeAsync(trade, "W;10.80\nX;4.10"));
        await trade.ApproveAsync(first.Approval!);
        await trade.ApproveAsync(second.Approval!);
        var found = await trade.LookAsync<PriceChangeView>($"/price-changes/{second.Number}");
        Assert.Equal(PriceChangeState.Overtaken, found.State);
        Assert.NotNull(found.Why);
        Assert.Equal("4.00", await PriceOfAsync(trade, await OrderAsync(trade, Line("X", 12))));
        Assert.Equal((HttpStatusCode.Conflict, "masterdata.price_change_ended"), await trade.RefusedAsync("steward", $"/price-changes/{second.Number}/withdraw", new { reason = "late" }));
        var third = await ChangeAsync(trade, "W;10.90");
        await trade.PostAsync<JsonObject>("steward", $"/price-changes/{third.Number}/withdraw", new { reason = "the letter was withdrawn" });
        Assert.Equal((PriceChangeState.Withdrawn, null), ((await trade.LookAsync<PriceChangeView>($"/price-changes/{third.Number}")).State, (await trade.LookAsync<PriceChangeView>($"/price-changes/{third.Number}")).Approval));
    }

    [Theory, EachDatabase]
    public async Task Two_who_change_one_price_at_once_do_not_both_change_what_they_saw(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var changes = new[] { await ChangeAsync(trade, "W;10.50", ask: false), await ChangeAsync(trade, "W;10.80", ask: false), await ChangeAsync(trade, "W;10.90", ask: false) };
        await trade.AsAsync("steward");
        await Task.WhenAll(changes.Select(c => AskAsync(trade, c.Number)));
        var states = new List<PriceChangeState>();
        foreach (var change in changes) states.Add((await trade.LookAsync<PriceChangeView>($"/price-changes/{change.Number}")).State);
        Assert.Equal([PriceChangeState.Taken, PriceChangeState.Overtaken, PriceChangeState.Overtaken], states.Order());
        Assert.Equal(1, await trade.App.Database.ReadAsync(db => db.Set<StoredPrice>().CountAsync(p => p.Change != null)));
        Assert.Equal((HttpStatusCode.Conflict, "masterdata.price_change_ended"), await trade.RefusedAsync("steward", $"/price-changes/{changes[0].Number}/ask", new { }, ifMatch: 1));
    }

    [Theory, EachDatabase]
    public async Task Terms_bring_a_first_price_only_where_no_one_decides_on_it_and_never_a_second(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.TableAsync("price-change", Rules);
        var steward = await trade.AsAsync("steward");
        await RefusedAsync(Terms("W", "11.00"), "masterdata.price_by_change");
        await RefusedAsync(Terms("Y", "5.00"), "masterdata.first_price_decided");
        using (var put = await steward.SendUseAsync(HttpMethod.Put, "/api/v1/supplier-terms", Terms("Y", null))) Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        using (var same = await steward.SendUseAsync(HttpMethod.Put, "/api/v1/supplier-terms", Terms("W", "10.00"))) Assert.True(same.IsSuccessStatusCode, await same.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.BadRequest, "procurement.no_price"), await trade.RefusedAsync("buyer", "/purchase-orders", new { supplier = "V", site = "A", lines = new[] { Line("Y", 12) } }));
        var change = await ChangeAsync(trade, "Y;5.00");
        Assert.Equal((PriceChangeState.Waiting, "new"), (change.State, change.Exception));
        await trade.ApproveAsync(change.Approval!);
        Assert.Equal("5.00", await PriceOfAsync(trade, await OrderAsync(trade, Line("Y", 12))));

        static object Terms(string item, string? price) => new { terms = new[] { new { supplier = "V", item, unit = "case", pricePerBase = price, leadTimeDays = 7 } } };

        async Task RefusedAsync(object terms, string code)
        {
            using var answer = await steward.SendUseAsync(HttpMethod.Put, "/api/v1/supplier-terms", terms);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.StatusCode, await answer.CodeAsync()));
        }
    }

    [Theory, EachDatabase]
    public async Task A_price_that_rises_within_a_week_is_an_exception_with_its_figures(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await OrderAsync(trade, Line("W", 120));
        var change = await ChangeAsync(trade, "W;11.00;2026-01-23\nX;3.00;2026-01-20");
        var source = trade.App.Services.GetServices<ExceptionSource>().OfType<RisingPrices>().Single();
        Assert.Empty(await FindAsync());
        At(trade, 16);
        var found = Assert.Single(await FindAsync());
        Assert.Equal((Amount.Of(120), Currency.Eur, $"/price-changes/{change.Number}"), (found.Value, found.Currency, found.Href));
        Assert.Contains("saves 10.00", found.Detail, StringComparison.Ordinal);
        At(trade, 23);
        Assert.Empty(await FindAsync());

        Task<IReadOnlyList<FoundException>> FindAsync() => trade.App.Database.ReadAsync(db => source.FindAsync(db, trade.Time.GetUtcNow(), CancellationToken.None));
    }

    [Fact]
    public void The_dearest_step_says_what_a_change_does()
    {
        var before = new DatedPrice(default, UnitPrice.Of(10)) { Breaks = [new(Quantity.Units(24), UnitPrice.Of(9))] };
        Assert.Equal("decrease", PriceRules.ExceptionOf(before, before with { PricePerBase = UnitPrice.Of(9.5m) }));
        Assert.Equal("above-10-percent", PriceRules.ExceptionOf(before, before with { Breaks = [] }));
        Assert.Equal("increase", PriceRules.ExceptionOf(before, before with { PricePerBase = UnitPrice.Of(10.2m) }));
        Assert.Equal("above-2-percent", PriceRules.ExceptionOf(before, before with { PricePerBase = UnitPrice.Of(10.200001m) }));
        Assert.Equal("new", PriceRules.ExceptionOf(null, before));

        // Ten orders of 12 at 10 and two of 24 at 9; the break moves to 48.
        var orders = Enumerable.Repeat(Quantity.Units(12), 10).Concat(Enumerable.Repeat(Quantity.Units(24), 2));
        Assert.Equal(Amount.Of(48), (before with { Breaks = [new(Quantity.Units(48), UnitPrice.Of(9))] }).DearerBy(before, orders, Currency.Eur));
    }

    internal static async Task<Trade> OpenAsync(Engine engine, ApprovalRowRequest[]? orders = null)
    {
        var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", orders ?? [new("auto")]);
        return trade;
    }

    internal static object Line(string item, decimal quantity, decimal? price = null, DateOnly? day = null) => Trade.Line(item, quantity, price, day);

    internal static Task<PriceChangeStandResponse> ChangeAsync(Trade trade, string text, bool openOrders = false, bool ask = true) =>
        trade.PostAsync<PriceChangeStandResponse>("steward", "/price-changes", new { supplier = "V", text, openOrders, ask, reference = "letter of 12 January" });

    internal static async Task AskAsync(Trade trade, string number)
    {
        var version = (await trade.LookAsync<PriceChangeView>($"/price-changes/{number}")).Version;
        using var answer = await (await trade.AsAsync("steward")).SendUseAsync(HttpMethod.Post, $"/api/v1/price-changes/{number}/ask", new { }, version);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    internal static Task<CreatePurchaseOrderResponse> OrderAsync(Trade trade, object line) =>
        trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, duplicate = "each is needed", lines = new[] { line } });

    internal static async Task<string> DraftAsync(Trade trade, object line) =>
        (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", duplicate = "each is needed", lines = new[] { line } })).Number;

    internal static async Task ReleaseAsync(Trade trade, string order)
    {
        using var answer = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{order}/release", new { }, (await trade.FindAsync(order)).Version);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    internal static Task<string> PriceOfAsync(Trade trade, CreatePurchaseOrderResponse order) => PriceOfAsync(trade, order.Number);

    internal static async Task<string> PriceOfAsync(Trade trade, string order) => (await trade.FindAsync(order)).Lines[0].Price.ToString();

    internal static void At(Trade trade, int day) => trade.Time.SetUtcNow(new DateTimeOffset(2026, 1, day, 9, 0, 0, TimeSpan.Zero));
}
