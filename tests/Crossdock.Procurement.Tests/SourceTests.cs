using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Procurement.Choosing;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;

namespace Crossdock.Procurement.Tests;

/// <summary>From whom an item is bought, and why.</summary>
public sealed class SourceTests
{
    [Theory, EachDatabase]
    public async Task The_first_of_the_list_is_asked_and_the_next_when_it_may_not_be_ordered_from(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        Assert.Equal(("Supplier V", "usual supplier"), await FromAsync(trade, "W"));
        await SetAsync(trade, "W", null, new { supplier = "U" }, new { supplier = "V" });
        Assert.Equal(("Supplier U", "choice 1 of 2"), await FromAsync(trade, "W"));

        // Only for B the other way round; A keeps what holds for all.
        await SetAsync(trade, "W", "B", new { supplier = "V" }, new { supplier = "U" });
        Assert.Equal(("Supplier V", "choice 1 of 2"), await FromAsync(trade, "W", "B"));
        Assert.Equal("Supplier U", (await FromAsync(trade, "W")).Supplier);

        await trade.PostAsync<JsonObject>("steward", "/suppliers/U/suspend", new { reason = "bad goods" });
        Assert.Equal(("Supplier V", "choice 2 of 2; U may not be ordered from"), await FromAsync(trade, "W"));

        // An empty list gives the item back.
        await SetAsync(trade, "W", null);
        Assert.Equal(("Supplier V", "usual supplier"), await FromAsync(trade, "W"));
    }

    [Theory, EachDatabase]
    public async Task Shares_are_kept_by_asking_who_is_furthest_behind(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto")]);
        await trade.TableAsync("purchase-order", [new("auto")]);
        await SetAsync(trade, "W", null, new { supplier = "V", share = "60" }, new { supplier = "U", share = "40" });
        var asked = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            var made = await NeedAsync(trade, "W", "A", 12, order: true);
            Assert.Equal("Released", Assert.Single(made.Orders).State);
            asked.Add((await trade.FindAsync(made.Orders[0].Number)).Supplier);
        }

        // Had over share: V 0, U 0, V 12/60 < U 12/40, V 24/60 > ... worked out by hand.
        Assert.Equal(["V", "U", "V", "U", "V", "V", "U", "V", "U", "V"], asked);
        Assert.Equal("share of 60 %: had 72 of 120 piece", (await FromAsync(trade, "W")).Why);

        // What a supplier cancels does not count.
        var last = (await trade.LookAsync<JsonObject>("/purchase-orders?sort=-number&limit=1"))["items"]![0]!["number"]!.GetValue<string>();
        await trade.PostAsync<JsonObject>("buyer", $"/purchase-orders/{last}/lines/1/cancel", new { reason = "not needed" });
        Assert.Equal("share of 60 %: had 60 of 108 piece", (await FromAsync(trade, "W")).Why);
    }

    [Theory, EachDatabase]
    public async Task Nothing_is_released_to_a_supplier_that_is_kept_out_not_even_after_people_approved(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto")]);
        await trade.TableAsync("purchase-order", [new("procurement-manager")]);
        var waiting = await trade.OrderAsync(Trade.Line("W", 12));
        Assert.Equal("Waiting for approval", await trade.StateAsync(waiting.Number));

        await SetAsync(trade, "W", "A", new { supplier = "V", until = "2026-01-20", keptOut = "bottles leak" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "procurement.source_blocked"), await ReleaseRefusedAsync(trade));
        await trade.ApproveAsync((await trade.FindAsync(waiting.Number)).Approval!);
        Assert.Equal("Draft", await trade.StateAsync(waiting.Number));

        // A need of it waits for a buyer instead of being refused; another site buys on; from the day after, all is as before.
        var need = await NeedAsync(trade, "W", "A", 12, order: true);
        Assert.Equal(RequisitionState.Approved, need.State);
        Assert.Equal(("nobody", "the usual supplier is kept out"), await LineAsync(trade, need.Number));
        Assert.Equal("Supplier V", (await FromAsync(trade, "W", "B")).Supplier);
        trade.Time.Advance(TimeSpan.FromDays(6));
        Assert.Equal("Supplier V", (await FromAsync(trade, "W", day: new DateOnly(2026, 2, 20))).Supplier);

        Task<(HttpStatusCode Status, string? Code)> ReleaseRefusedAsync(Trade t) =>
            t.RefusedAsync("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, duplicate = "more", lines = new[] { Trade.Line("W", 12) } });
    }

    [Theory, EachDatabase]
    public async Task What_makes_no_list_is_refused_with_its_place(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        async Task<string?> RefusedAsync(params object[] sources)
        {
            using var answer = await (await trade.AsAsync("steward")).SendUseAsync(HttpMethod.Put, "/api/v1/sources", new { item = "W", sources });
            Assert.False(answer.IsSuccessStatusCode);
            return await answer.CodeAsync();
        }

        Assert.Equal("procurement.source_shares", await RefusedAsync(new { supplier = "V", share = "60" }, new { supplier = "U" }));
        Assert.Equal("procurement.source_shares", await RefusedAsync(new { supplier = "V", share = "60" }, new { supplier = "U", share = "39.99" }));
        Assert.Equal("procurement.source_shares", await RefusedAsync(new { supplier = "V", share = "100.001" }));
        Assert.Equal("procurement.source_twice", await RefusedAsync(new { supplier = "V" }, new { supplier = "V" }));
        Assert.Equal("procurement.source_without_terms", await RefusedAsync(new { supplier = "D" }));
        Assert.Equal("procurement.block_reason_missing", await RefusedAsync(new { supplier = "V", until = "2026-02-01" }));
        Assert.Equal("procurement.block_over", await RefusedAsync(new { supplier = "V", until = "2026-01-14", keptOut = "late" }));
        Assert.Equal(("Supplier V", "usual supplier"), await FromAsync(trade, "W"));
        using var buyer = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Put, "/api/v1/sources", new { item = "W", sources = Array.Empty<object>() });
        Assert.Equal(HttpStatusCode.Forbidden, buyer.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task An_item_with_one_supplier_left_is_a_single_source(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        Assert.Equal(["X"], await OnlyAsync(trade));
        await trade.PostAsync<JsonObject>("steward", "/suppliers/U/suspend", new { reason = "bad goods" });
        Assert.Equal(["W", "X"], await OnlyAsync(trade));

        static async Task<string[]> OnlyAsync(Trade trade) =>
            [.. (await trade.LookAsync<JsonObject>("/single-sources?sort=item"))["items"]!.AsArray().Select(i => i!["item"]!.GetValue<string>())];
    }

    [Theory, EachDatabase]
    public async Task The_page_of_a_list_shows_its_item_and_suppliers_by_name_and_says_when_there_is_no_such_item(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        await SetAsync(trade, "W", null, new { supplier = "U" }, new { supplier = "V" });
        var steward = await trade.AsAsync("steward");
        var page = await steward.PageAsync("/sources/edit?item=w");
        Assert.Equal(("W", "W Item W"), Shown(page, "item"));
        Assert.Equal(("U", "U Supplier U"), Shown(page, "sources[0].supplier"));
        Assert.Equal(("V", "V Supplier V"), Shown(page, "sources[1].supplier"));
        Assert.Contains("There is no item NOPE.", (await steward.PageAsync("/sources/edit?item=NOPE")).QuerySelector(".cd-notice")!.TextContent, StringComparison.Ordinal);

        static (string? Sent, string? Read) Shown(AngleSharp.Dom.IDocument page, string name)
        {
            var sent = page.QuerySelector($"input[name='{name}']")!;
            return (sent.GetAttribute("value"), sent.ParentElement!.QuerySelector("input[role=combobox]")!.GetAttribute("value"));
        }
    }

    [Theory, EachDatabase]
    public async Task The_page_of_a_supplier_pages_its_terms_and_says_what_prices_and_minimums_are_in(Engine engine)
    {
        await using var trade = await OpenAsync(engine);
        for (var part = 0; part < 205; part += 100)
        {
            var codes = Enumerable.Range(part, Math.Min(100, 205 - part)).Select(i => $"T{i:000}").ToList();
            await trade.DoAsync(async (work, cancel) =>
            {
                foreach (var code in codes) _ = (await trade.App.Get<ItemMaster>().CreateAsync(work, new NewItem(code, "Thing " + code, "bottle", Packs: [new NewPack("case", 6)]), cancel)).Value;
            });
            await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<PartnerMaster>().SetTermsAsync(work, [.. codes.Select(c => new NewTerms("D", c, "case", 7, UnitPrice.Of(14), MinimumQuantity: Quantity.Units(6)))], cancel)).Value);
        }

        var buyer = await trade.AsAsync("buyer");
        var page = await buyer.PageAsync("/suppliers/D");
        var first = page.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("T000", StringComparison.Ordinal)).TextContent;
        Assert.Contains("T000 Thing T000", first, StringComparison.Ordinal);
        Assert.Contains("14.00USD per bottle", first, StringComparison.Ordinal);
        Assert.Contains("6bottles", first, StringComparison.Ordinal);
        Assert.Equal("205", page.QuerySelector(".cd-count")!.TextContent);
        var next = await buyer.PageAsync(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(["T200 Thing T200", "T201 Thing T201", "T202 Thing T202", "T203 Thing T203", "T204 Thing T204"], next.QuerySelectorAll("td[data-label='Item']").Select(c => c.TextContent.Trim()));
        Assert.Null(next.QuerySelector("a[rel=next]"));
    }

    /// <summary>The usual company, with a second supplier U of W.</summary>
    private static async Task<Trade> OpenAsync(Engine engine)
    {
        var trade = await Trade.OpenAsync(engine);
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<PartnerMaster>().CreateAsync(work, new NewPartner(PartnerKind.Supplier, "U", "Supplier U", "EUR"), cancel)).Value);
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<PartnerMaster>().SetTermsAsync(work, [new NewTerms("U", "W", "case", 7, UnitPrice.Of(11))], cancel)).Value);
        return trade;
    }

    private static async Task SetAsync(Trade trade, string item, string? site, params object[] sources)
    {
        using var answer = await (await trade.AsAsync("steward")).SendUseAsync(HttpMethod.Put, "/api/v1/sources", new { item, site, sources });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static Task<CreateRequisitionResponse> NeedAsync(Trade trade, string item, string site, decimal quantity, bool order, DateOnly? day = null) => trade.PostAsync<CreateRequisitionResponse>(
        "planner", "/requisitions", new { site, order, duplicate = "needed", lines = new[] { new { item, quantity = Trade.Text(quantity), needDay = day ?? new DateOnly(2026, 1, 22) } } });

    private static async Task<(string Supplier, string Why)> FromAsync(Trade trade, string item, string site = "A", DateOnly? day = null) =>
        await LineAsync(trade, (await NeedAsync(trade, item, site, 12, order: false, day)).Number);

    private static async Task<(string Supplier, string Why)> LineAsync(Trade trade, string number)
    {
        var line = Trade.Value(await trade.App.AskAsync(trade.App.Get<FindRequisition>(), new(number))).Lines[0];
        return (line.Supplier ?? "nobody", line.Source);
    }
}
