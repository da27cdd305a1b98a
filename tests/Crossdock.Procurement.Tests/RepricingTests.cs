using System.Net;
using System.Text.Json.Nodes;
using Crossdock.MasterData.Pricing;
using Crossdock.Organisation.Sites;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Repricing;
using Microsoft.EntityFrameworkCore;
using static Crossdock.Procurement.Tests.PriceChangeTests;

namespace Crossdock.Procurement.Tests;

/// <summary>When a price begins, for whom, and what it leaves alone.</summary>
public sealed class RepricingTests
{
    [Theory, EachDatabase]
    public async Task A_price_begins_with_the_day_of_the_site_that_orders(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<Foundation>().CreateSiteAsync(work, new CreateSiteRequest("E1", "U", "Far away", TimeZone: "America/Chicago"), cancel)).Value);
        await ChangeAsync(trade, "W;10.50;2026-01-20");
        foreach (var (instant, here, far) in new[]
        {
            ("2026-01-19T22:59:59Z", "10.00", "10.00"), ("2026-01-19T23:00:00Z", "10.50", "10.00"), ("2026-01-20T05:59:59Z", "10.50", "10.00"), ("2026-01-20T06:00:00Z", "10.50", "10.50"),
            ("2026-01-21T12:00:00Z", "10.50", "10.50"),
        })
        {
            trade.Time.SetUtcNow(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal((instant, here, far), (instant, await At("A"), await At("U")));
        }

        async Task<string> At(string site)
        {
            var order = (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site, duplicate = "each is needed", lines = new[] { Line("W", 12) } })).Number;
            var written = await PriceOfAsync(trade, order);
            await ReleaseAsync(trade, order);
            Assert.Equal(written, await PriceOfAsync(trade, order));
            return written;
        }
    }

    [Theory, EachDatabase]
    public async Task Where_a_price_begins_while_people_look_at_an_order_they_look_at_it_again(Engine engine)
    {
        await using var trade = await OpenAsync(engine, Trade.UsualRows);
        await ChangeAsync(trade, "W;10.50;2026-01-20");
        var order = await trade.OrderAsync(Line("W", 120));
        At(trade, 20);
        await trade.ApproveAsync(order.Approval!);
        var found = await trade.FindAsync(order.Number);
        Assert.Equal(("Draft", "10.50", null), (found.State, found.Lines[0].Price.ToString(), found.Approval));

        await ReleaseAsync(trade, order.Number);
        var again = (await trade.FindAsync(order.Number)).Approval!;
        Assert.NotEqual(order.Approval, again);
        await trade.ApproveAsync(again);
        found = await trade.FindAsync(order.Number);
        Assert.Equal(("Released", "10.50"), (found.State, found.Lines[0].Price.ToString()));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_prices_cost_in_a_year_is_right_to_the_cent_of_the_books(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.RateAsync();
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<PartnerMaster>().SetTermsAsync(work, [new NewTerms("D", "Y", "case", 7, UnitPrice.Of(0.333333m))], cancel)).Value);
        foreach (var quantity in new[] { 7, 10 })
            await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "D", site = "A", release = true, duplicate = "each is needed", lines = new[] { Line("Y", quantity) } });

        // 7 cost 2.33 and then 2.59, 10 cost 3.33 and then 3.70: 0.63 dollars are 0.32 euro.
        var change = await trade.PostAsync<PriceChangeStandResponse>("steward", "/price-changes", new { supplier = "D", text = "Y;0.37" });
        Assert.Equal((Amount.Of(0.32m), Currency.Eur, "above-10-percent"), (change.Rise, change.Currency, change.Exception));
        var found = await trade.LookAsync<PriceChangeView>($"/price-changes/{change.Number}");
        Assert.Equal((Currency.Usd, Amount.Of(0.32m), "17"), (found.Currency, found.Rows[0].Effect, found.Rows[0].Yearly.ToString()));
    }

    [Theory, EachDatabase]
    public async Task A_price_that_an_agreement_says_is_not_touched(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.ContractAsync();
        var released = await OrderAsync(trade, Line("W", 12));
        var draft = await DraftAsync(trade, Line("W", 12));
        Assert.Equal(("9.00", "9.00"), (await PriceOfAsync(trade, released), await PriceOfAsync(trade, draft)));
        var change = await ChangeAsync(trade, "W;11.00", openOrders: true);
        Assert.Equal(PriceChangeState.Taken, change.State);
        var effects = await trade.LookAsync<PriceEffectsView>($"/price-changes/{change.Number}/effects");
        Assert.Equal((0, 0), (effects.Drafts.Count, effects.Open.Count));
        Assert.Empty((await trade.FindAsync(released.Number)).Proposals);
        await ReleaseAsync(trade, draft);
        Assert.Equal(("9.00", "9.00"), (await PriceOfAsync(trade, released), await PriceOfAsync(trade, draft)));
    }

    [Theory, EachDatabase]
    public async Task A_price_of_stock_that_stays_the_suppliers_is_not_touched(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.PostAsync<JsonObject>("procurement-manager", "/consignments", new { supplier = "V", item = "W", site = "A", price = "9.50", maximum = "100" });
        var orders = new List<string>();
        foreach (var release in new[] { true, false })
            orders.Add((await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release, consigned = true, duplicate = "each is needed", lines = new[] { Line("W", 12) } })).Number);
        var change = await ChangeAsync(trade, "W;11.00", openOrders: true);
        Assert.Equal((PriceChangeState.Taken, Amount.Zero), (change.State, change.Rise));
        await ReleaseAsync(trade, orders[1]);
        foreach (var order in orders)
        {
            var found = await trade.FindAsync(order);
            Assert.Equal(("9.50", 0), (found.Lines[0].Price.ToString(), found.Proposals.Count));
        }
    }

    [Theory, EachDatabase]
    public async Task The_same_letter_sent_twice_is_one_change(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var steward = await trade.AsAsync("steward");
        var letter = new { supplier = "V", text = "W;10.50", ask = true };
        var numbers = new List<string>();
        for (var time = 0; time < 2; time++)
        {
            using var answer = await steward.PostUseAsync("/api/v1/price-changes", letter, "one key");
            numbers.Add((await Trade.ReadAsync<PriceChangeStandResponse>(answer)).Number);
        }

        Assert.Equal(numbers[0], numbers[1]);
        using (var other = await steward.PostUseAsync("/api/v1/price-changes", letter with { text = "W;10.60" }, "one key")) Assert.False(other.IsSuccessStatusCode);
        Assert.Equal((1, 1), await trade.App.Database.ReadAsync(async db => (await db.Set<PriceChange>().CountAsync(), await db.Set<StoredPrice>().CountAsync(p => p.Change != null))));
    }

    [Theory, EachDatabase]
    public async Task Of_a_yes_and_a_withdrawal_at_once_one_is_told_no(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.TableAsync("price-change", [new("procurement-manager")]);
        foreach (var price in new[] { "10.10", "10.20", "10.30" })
        {
            var change = await ChangeAsync(trade, $"W;{price}");
            var (decider, steward) = (await trade.AsAsync("procurement-manager"), await trade.AsAsync("steward"));
            var answers = await Task.WhenAll(
                decider.PostUseAsync("/api/v1/approvals/decide", new { requests = new[] { change.Approval }, answer = "approve" }),
                steward.PostUseAsync($"/api/v1/price-changes/{change.Number}/withdraw", new { reason = "a mistake" }));
            var state = (await trade.LookAsync<PriceChangeView>($"/price-changes/{change.Number}")).State;
            Assert.Equal(state == PriceChangeState.Withdrawn, answers[1].IsSuccessStatusCode);
            Assert.Contains(state, new[] { PriceChangeState.Taken, PriceChangeState.Withdrawn });
            Assert.Equal(state == PriceChangeState.Taken ? 1 : 0, await trade.App.Database.ReadAsync(db => db.Set<StoredPrice>().CountAsync(p => p.Change == change.Number)));
        }

        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_decision_that_comes_late_does_not_replace_a_price_that_nobody_compared_with(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.TableAsync("price-change", [new("procurement-manager")]);
        var (early, later) = (await ChangeAsync(trade, "W;10.50;2026-01-20"), await ChangeAsync(trade, "W;10.80;2026-01-22"));
        await trade.ApproveAsync(later.Approval!);
        At(trade, 23);
        await trade.ApproveAsync(early.Approval!);
        Assert.Equal(PriceChangeState.Overtaken, (await trade.LookAsync<PriceChangeView>($"/price-changes/{early.Number}")).State);
        Assert.Equal("10.80", await PriceOfAsync(trade, await OrderAsync(trade, Line("W", 12, day: new DateOnly(2026, 1, 30)))));
    }

    [Theory, EachDatabase]
    public async Task A_price_that_is_not_approved_never_holds_and_what_held_stays_to_be_read(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await ChangeAsync(trade, "W;10.50");
        var order = await OrderAsync(trade, Line("W", 12));
        await trade.TableAsync("price-change", [new("procurement-manager")]);
        var change = await ChangeAsync(trade, "W;12.00", openOrders: true);
        Assert.Empty((await trade.FindAsync(order.Number)).Proposals);
        await trade.ApproveAsync(change.Approval!, answer: "reject", comment: "too dear");
        Assert.Equal(PriceChangeState.Rejected, (await trade.LookAsync<PriceChangeView>($"/price-changes/{change.Number}")).State);
        Assert.Equal(("10.50", "10.50"), (await PriceOfAsync(trade, order), await PriceOfAsync(trade, await OrderAsync(trade, Line("W", 12)))));

        change = await ChangeAsync(trade, "W;11.00", openOrders: true);
        await trade.ApproveAsync(change.Approval!);
        var proposal = Assert.Single((await trade.FindAsync(order.Number)).Proposals);
        await trade.PostAsync<JsonObject>("buyer", $"/proposals/{proposal.Number}/accept", new { });
        Assert.Equal("11.00", await PriceOfAsync(trade, order));
        Assert.Contains("10.50", (await trade.LookAsync<JsonObject>($"/purchase-orders/{order.Number}/versions/1")).ToJsonString(), StringComparison.Ordinal);
        var prices = await trade.App.Database.ReadAsync(db => db.Set<StoredPrice>().Where(p => p.Change != null || p.Revision == 1).Join(db.Set<PurchaseLine>().Where(l => l.OrderNumber == order.Number), p => p.ItemId, l => l.ItemId, (p, _) => p).OrderBy(p => p.Revision).ToListAsync());
        Assert.Equal([(1, "10.00"), (2, "10.50"), (3, "11.00")], prices.Select(p => (p.Revision, p.PricePerBase.ToString())));
    }

    [Theory, EachDatabase]
    public async Task The_longest_list_is_taken_in_one_commit(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        var codes = Enumerable.Range(0, ChangePrices.MostRows).Select(i => $"L{i}").ToList();
        foreach (var part in codes.Chunk(500))
        {
            await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<ItemMaster>().CreateManyAsync(work, [.. part.Select(c => new NewItem(c, "Item " + c, "piece"))], cancel)).Value);
            await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<PartnerMaster>().SetTermsAsync(work, [.. part.Select(c => new NewTerms("V", c, "piece", 7, UnitPrice.Of(1)))], cancel)).Value);
        }

        var change = await ChangeAsync(trade, string.Join('\n', codes.Select(c => $"{c};1.02")));
        Assert.Equal((PriceChangeState.Taken, ChangePrices.MostRows, "increase"), (change.State, change.Rows, change.Exception));
        Assert.Equal("1.02", await PriceOfAsync(trade, await OrderAsync(trade, Line(codes[^1], 12))));
    }

    [Theory, EachDatabase]
    public async Task Who_asks_for_a_price_that_another_wrote_has_no_vote_either(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.TableAsync("price-change", [new("procurement-manager")]);
        var change = await ChangeAsync(trade, "W;10.50", ask: false);
        var asker = await trade.PersonAsync("asker", "steward");
        var version = (await trade.LookAsync<PriceChangeView>($"/price-changes/{change.Number}")).Version;
        using (var asked = await asker.SendUseAsync(HttpMethod.Post, $"/api/v1/price-changes/{change.Number}/ask", new { }, version)) Assert.True(asked.IsSuccessStatusCode, await asked.Content.ReadAsStringAsync());
        var approval = (await trade.LookAsync<PriceChangeView>($"/price-changes/{change.Number}")).Approval!;
        using (var moved = await (await trade.AsAsync("administrator")).SendUseAsync(HttpMethod.Put, "/api/v1/people/asker/roles", new { roles = new[] { "buyer", "procurement-manager" } })) Assert.True(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
        using var vote = await asker.PostUseAsync("/api/v1/approvals/decide", new { requests = new[] { approval }, answer = "approve" });
        Assert.Equal("governance.own_request", await vote.CodeAsync());

        // Conflict 10 outlives the change of roles.
        var order = await DraftAsync(trade, Line("W", 12));
        using var release = await asker.SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{order}/release", new { }, (await trade.FindAsync(order)).Version);
        Assert.Equal((HttpStatusCode.Forbidden, "organisation.duties_clash"), (release.StatusCode, await release.CodeAsync()));
        Assert.Contains("Conflict 10 (margin or valuation abuse)", await release.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
