using System.Net;
using AngleSharp.Dom;
using Crossdock.Inventory.Looking;
using Crossdock.Inventory.Overview;
using Crossdock.Storage.Http;
using Crossdock.Storage.Lists;

namespace Crossdock.Inventory.Tests;

public sealed class PageTests
{
    private static readonly AppOptions Everybody = SignedInClient.As(() => SignedInClient.Actor());

    [Theory, EachDatabase]
    public async Task The_bar_of_an_item_names_every_word_and_its_numbers_add_up_to_the_total(Engine engine)
    {
        await using var world = await LedgerWorld.StartAsync(engine, options: Everybody);
        var item = await StockedAsync(world);
        using var client = world.App.Anonymous();
        var page = await client.PageAsync("/items/PUMP");
        var answer = (await world.App.AskAsync(world.App.Get<ShowAvailability>(), new("PUMP"))).Value;
        Assert.Equal(Figure(answer.Free), Live(page, "free"));
        foreach (var at in answer.Sites)
        {
            var bar = page.QuerySelector($"[data-live-id='bar-{at.Site}']")!;
            var parts = bar.QuerySelectorAll("li:not(.total)").Select(Number).ToList();
            Assert.Equal(StatusTable.Words.Count, parts.Count);
            Assert.Equal(at.Total.ToDecimal(), parts.Sum());
            Assert.Equal(at.Total.ToDecimal(), Number(bar.QuerySelector("li.total")!));
        }

        Assert.Contains("T-3", page.QuerySelector("#movements")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("SO-1", page.QuerySelector("#allocations")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(item);
    }

    [Theory, EachDatabase]
    public async Task Every_word_of_the_bar_leads_to_rows_that_hold_that_much(Engine engine)
    {
        await using var world = await LedgerWorld.StartAsync(engine, options: Everybody);
        await StockedAsync(world);
        using var client = world.App.Anonymous();
        var at = (await world.App.AskAsync(world.App.Get<ShowAvailability>(), new("PUMP", "A"))).Value.Sites[0];
        foreach (var part in StockLinks.Parts("PUMP", at).Where(p => !p.Quantity.IsZero))
        {
            var page = await client.PageAsync(part.Href!);
            Assert.Equal(Figure(part.Quantity), Live(page, part.Status == "allocated" ? "sum-allocated" : "sum-free"));
        }
    }

    [Theory, EachDatabase]
    public async Task The_list_of_stock_the_page_and_the_export_show_the_same_rows(Engine engine)
    {
        await using var world = await LedgerWorld.StartAsync(engine, options: Everybody);
        await StockedAsync(world);
        using var client = world.App.Anonymous();
        var rows = (await world.App.AskAsync(world.App.Get<StockList>(), new ListRequest())).Value.Items;
        Assert.Equal([60m, 5m], rows.Select(r => r.OnHand.ToDecimal()));
        Assert.Equal([26m, 5m], rows.Select(r => r.Available.ToDecimal()));
        Assert.Equal([24m, 0m], rows.Select(r => r.Allocated.ToDecimal()));
        Assert.Equal([40m, 0m], rows.Select(r => r.Coming.ToDecimal()));
        var page = await client.PageAsync("/stock?site=A");
        var row = Assert.Single(page.QuerySelectorAll("#rows tbody tr"));
        Assert.Equal("/items/PUMP?site=A", row.QuerySelector("a.row-link")!.GetAttribute("href"));
        Assert.Contains("Site: A", page.QuerySelector(".cd-chips")!.TextContent, StringComparison.Ordinal);
        var export = await client.GetStringAsync("/api/v1/stock?site=A&format=csv");
        Assert.Contains("PUMP,Item PUMP", export, StringComparison.Ordinal);
        Assert.Equal(2, export.Trim().Split('\n').Length);
        foreach (var path in new[] { "/stock/positions", "/stock/demands", "/stock/supplies" }) Assert.NotEmpty((await client.PageAsync(path)).QuerySelectorAll("#rows tbody tr"));
    }

    [Theory, EachDatabase]
    public async Task The_outlook_starts_at_what_is_free_and_ends_at_free_and_coming_less_waiting(Engine engine)
    {
        await using var world = await LedgerWorld.StartAsync(engine, options: Everybody);
        var item = await StockedAsync(world);
        await DemandAsync(world, item, 50, "SO-2", 10);
        var outlook = (await world.App.AskAsync(world.App.Get<ShowOutlook>(), new("PUMP"))).Value;
        Assert.Equal(8, outlook.Weeks.Count);
        Assert.Equal(outlook.Free + outlook.Coming - outlook.Waiting, outlook.Weeks[^1].Projected);
        Assert.Equal(24m, outlook.Waiting.ToDecimal());
        Assert.Equal("PO-1", outlook.Next!.Document);
    }

    [Theory, EachDatabase]
    public async Task A_movement_leads_to_its_journal_and_the_journal_back_to_it(Engine engine)
    {
        await using var world = await LedgerWorld.StartAsync(engine, options: Everybody);
        await StockedAsync(world);
        using var client = world.App.Anonymous();
        var movement = (await world.App.AskAsync(world.App.Get<ListMovements>(), new(Kind: MovementKind.Receipt))).Value.Rows[^1];
        var page = await client.PageAsync($"/stock/movements/{movement.Id}");
        var journal = page.QuerySelector("a[href^='/books/journals/']")!.GetAttribute("href")!;
        var behind = await client.PageAsync(journal);
        Assert.NotNull(behind.QuerySelector($"a[href='/stock/movements/{movement.Id}']"));
    }

    [Theory, EachDatabase]
    public async Task Each_queue_of_the_start_page_counts_the_rows_it_opens_and_shows_the_first(Engine engine)
    {
        await using var world = await LedgerWorld.StartAsync(engine, options: Everybody);
        await StockedAsync(world);
        using var client = world.App.Anonymous();
        var queues = (await client.PageAsync("/")).QuerySelectorAll(".cd-queue");
        Assert.NotEmpty(queues);
        foreach (var queue in queues)
        {
            var list = await client.PageAsync(queue.QuerySelector("h2 a")!.GetAttribute("href")!);
            var rows = list.QuerySelectorAll("#rows tbody tr").Length;
            Assert.Equal(queue.QuerySelector(".cd-queue-count")!.TextContent.Trim(), rows.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(Math.Min(rows, 5), queue.QuerySelectorAll("li").Length);
        }
    }

    [Theory]
    [InlineData(Permission.MoveStock, "/putaways?site=A&from=A1")]
    [InlineData(Permission.SeeItems, "/items/PUMP")]
    public async Task A_queue_leads_those_whose_work_it_is_to_the_work_and_others_to_what_they_may_see(Permission held, string leadsTo)
    {
        await using var world = await LedgerWorld.StartAsync(Engine.Sqlite, options: SignedInClient.As(() => SignedInClient.Actor([Permission.SeeStock, held])));
        var receipt = await world.ReceiptAsync(await world.ItemAsync("PUMP"), 60, 240);
        Assert.False((await world.PostAsync(receipt with { To = await world.AtAsync(condition: Condition.Receiving) })).Refused(out _, out _));
        using var client = world.App.Anonymous();
        var queue = Assert.Single((await client.PageAsync("/")).QuerySelectorAll(".cd-queue"), q => q.QuerySelector("h2")!.TextContent.Contains("Waiting for putaway", StringComparison.Ordinal));
        Assert.Equal(leadsTo, queue.QuerySelector("li a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Whoever_may_not_see_stock_sees_no_page_of_it_and_no_link_to_it()
    {
        await using var world = await LedgerWorld.StartAsync(Engine.Sqlite, options: SignedInClient.As(() => SignedInClient.Actor([Permission.SeeBooks])));
        using var client = world.App.Anonymous();
        foreach (var path in new[] { "/stock", "/stock/positions", "/stock/movements", "/items/PUMP" })
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        var home = await client.PageAsync("/");
        Assert.Null(home.QuerySelector("nav a[href='/stock']"));
        Assert.NotNull(home.QuerySelector("nav a[href='/proof']"));
    }

    [Fact]
    public async Task A_site_out_of_scope_is_not_there()
    {
        var actor = SignedInClient.Actor();
        await using var world = await LedgerWorld.StartAsync(Engine.Sqlite, options: SignedInClient.As(() => actor));
        await StockedAsync(world);
        var at = await world.AtAsync("B");
        actor = SignedInClient.Actor(sites: new HashSet<SiteId> { at.Site });
        using var client = world.App.Anonymous();
        var page = await client.PageAsync("/items/PUMP");
        Assert.NotNull(page.QuerySelector("[data-live-id='bar-B']"));
        Assert.Null(page.QuerySelector("[data-live-id='bar-A']"));
        Assert.Single((await client.PageAsync("/stock")).QuerySelectorAll("#rows tbody tr"));
        using var refused = await client.GetAsync("/items/PUMP?site=A");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task An_item_that_never_had_stock_says_so()
    {
        await using var world = await LedgerWorld.StartAsync(Engine.Sqlite, options: Everybody);
        await world.ItemAsync("NEW");
        using var client = world.App.Anonymous();
        Assert.Equal("Never stocked", (await client.PageAsync("/items/NEW")).QuerySelector(".cd-empty-title")!.TextContent);
        using var unknown = await client.GetAsync("/items/NOTHING");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task The_past_is_answered_in_both_readings()
    {
        await using var world = await LedgerWorld.StartAsync(Engine.Sqlite, options: Everybody);
        await StockedAsync(world);
        using var client = world.App.Anonymous();
        var then = (await world.App.AskAsync(world.App.Get<ShowStockThen>(), new("PUMP", TimeProvider.System.GetUtcNow().AddMinutes(1)))).Value;
        Assert.Equal([60m, 5m], then.Sites.Select(s => s.KnownThen.ToDecimal()));
        Assert.Equal([60m, 5m], then.Sites.Select(s => s.KnownNow.ToDecimal()));
        Assert.Contains("in either reading", (await client.PageAsync("/items/PUMP?as-of=last-year")).Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<Item> StockedAsync(LedgerWorld world)
    {
        var item = await world.ItemAsync("PUMP");
        Assert.False((await world.PostAsync(await world.ReceiptAsync(item, 60, 240))).Refused(out _, out _));
        Assert.False((await world.PostAsync(await world.ReceiptAsync(item, 5, 20, "B"))).Refused(out _, out _));
        var dock = await world.AtAsync(place: "A2", condition: Condition.Quarantine);
        Assert.False((await world.PostAsync(new StockMove { Kind = MovementKind.ConditionChange, Item = item.Id, Quantity = Quantity.Of(10), From = await world.AtAsync(), To = dock, Reason = "inspect" }))
            .Refused(out var no, out _), no?.Message);
        await DemandAsync(world, item, 24, "SO-1", 3);
        await world.DoAsync(async (work, cancel) =>
        {
            var site = (await world.App.Get<Organisation.Directory>().SiteAsync(work.Db, "A", cancel))!;
            await world.App.Get<Supplies>().SetAsync(work, [new(Guid.CreateVersion7(), SupplyKind.PurchaseLine, item, site, DateOnly.FromDateTime(work.Now.UtcDateTime).AddDays(12), SupplyStage.Confirmed, Quantity.Of(40), "PO-1")], cancel);
            return Done.Yes;
        });
        return item;
    }

    private static Task<IReadOnlyList<DemandAnswer>> DemandAsync(LedgerWorld world, Item item, decimal quantity, string document, int days) => world.DoAsync(async (work, cancel) =>
    {
        var site = (await world.App.Get<Organisation.Directory>().SiteAsync(work.Db, "A", cancel))!;
        return await world.App.Get<Promises>().AddAsync(work, [new(Guid.CreateVersion7(), DemandKind.SalesLine, item, site, Quantity.Of(quantity), DateOnly.FromDateTime(work.Now.UtcDateTime).AddDays(days), 1, document)], cancel);
    });

    private static string Live(IDocument page, string id) => System.Text.RegularExpressions.Regex.Match(page.QuerySelector($"[data-live-id='{id}']")!.TextContent, @"[\d.,()]+").Value;

    private static string Figure(Quantity quantity) => quantity.ToDecimal().ToString("#,##0.######", System.Globalization.CultureInfo.InvariantCulture);

    private static decimal Number(IElement element) => decimal.Parse(System.Text.RegularExpressions.Regex.Match(element.TextContent, @"[\d.,]+").Value, System.Globalization.CultureInfo.InvariantCulture);
}
