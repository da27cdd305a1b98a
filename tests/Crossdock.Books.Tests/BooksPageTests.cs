using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Crossdock.Books.Proving;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Books.Tests;

public sealed class BooksPageTests
{
    [Theory, EachDatabase]
    public async Task Every_figure_of_the_trial_balance_is_the_sum_of_the_lines_it_leads_to(Engine engine)
    {
        await using var world = await BooksWorld.StartAsync(engine);
        await PostSomeAsync(world);
        using var client = world.App.Anonymous();
        var page = await client.PageAsync("/books?entity=E1&from=2026-03-01&to=2026-03-31");
        var answer = (await world.App.AskAsync(world.App.Get<TrialBalance>(), new("E1", new(2026, 3, 1), new(2026, 3, 31)))).Value;
        foreach (var account in new[] { "1000", "3000", "5200" })
        {
            var line = answer.Lines.Single(l => l.Account == account);
            var cells = page.QuerySelector($"[data-row='{account}']")!.QuerySelectorAll("td.number a").ToList();
            Assert.Equal([line.Opening, line.Debit, line.Credit, line.Closing], cells.Select(Shown));
            foreach (var (cell, figure) in cells.Zip([line.Opening, line.Debit, -line.Credit, line.Closing]))
            {
                var lines = await client.PageAsync(cell.GetAttribute("href")!);
                Assert.Equal(figure, Shown(lines.QuerySelector("[data-live-id='sum']")!));
                Assert.Equal(figure, lines.QuerySelectorAll("#rows tbody td[data-label='Amount']").Aggregate(Amount.Zero, (sum, td) => sum + Shown(td)));
            }
        }
    }

    [Theory, EachDatabase]
    public async Task The_export_holds_what_the_page_shows(Engine engine)
    {
        await using var world = await BooksWorld.StartAsync(engine);
        await PostSomeAsync(world);
        using var client = world.App.Anonymous();
        var page = await client.PageAsync("/books?entity=E1&from=2026-03-01&to=2026-03-31");
        var rows = (await client.GetStringAsync(page.QuerySelector(".cd-export a")!.GetAttribute("href")!)).Trim().Split("\r\n").Skip(1).ToList();
        Assert.Equal(page.QuerySelectorAll("#rows tbody tr").Length, rows.Count);
        Assert.Contains("1000,Bank,asset,100.00,40.00,15.00,125.00,EUR", rows);
        var spreadsheet = await client.GetByteArrayAsync(page.QuerySelectorAll(".cd-export a")[1].GetAttribute("href")!);
        Assert.Equal("PK"u8.ToArray(), spreadsheet[..2]);
    }

    [Theory, EachDatabase]
    public async Task The_proof_shows_no_difference_and_where_the_chain_stands(Engine engine)
    {
        await using var world = await BooksWorld.StartAsync(engine);
        await PostSomeAsync(world);
        using var client = world.App.Anonymous();
        var page = await client.PageAsync("/proof");
        var proof = (await world.App.AskAsync(world.App.Get<Proof>(), new("E1"))).Value;
        Assert.Equal("Everything agrees", State(page));
        Assert.Equal(proof.Lines.Select(l => l.Account), page.QuerySelectorAll("#rows tbody tr").Select(r => r.GetAttribute("data-row")));
        var head = (await world.App.AskAsync(world.App.Get<ShowLedgerHead>(), new("E1"))).Value;
        Assert.Equal(head.SealNumber - head.LastBeforeToday, head.Today);
        Assert.True(head.Today <= head.SealNumber);
        foreach (var word in new[] { "yesterday", "last-month", "last-year", "2026-03-15T10:30" })
            Assert.Equal("Everything agrees", State(await client.PageAsync("/proof?as-of=" + word)));
        using var nonsense = await client.GetAsync("/proof?as-of=soon");
        Assert.Contains("Choose one of the words", await nonsense.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_shows_its_lines_and_who_posted_it()
    {
        await using var world = await BooksWorld.StartAsync(Engine.Sqlite);
        await PostSomeAsync(world);
        using var client = world.App.Anonymous();
        var lines = await client.PageAsync("/books/lines?entity=E1&account=5200");
        var page = await client.PageAsync(lines.QuerySelector("#rows a.row-link")!.GetAttribute("href")!);
        Assert.Equal(2, page.QuerySelectorAll("#rows tbody tr").Length);
        Assert.Contains("15.00", page.QuerySelector("#rows tfoot")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Crossdock", page.QuerySelector("aside")!.TextContent, StringComparison.Ordinal);
        using var unknown = await client.GetAsync("/books/journals/1");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Only_who_may_close_a_period_finds_the_button()
    {
        var actor = SignedInClient.Actor();
        await using var world = await BooksWorld.StartAsync(Engine.Sqlite, () => actor);
        using var client = world.App.Anonymous();
        Assert.NotNull((await client.PageAsync("/books/periods?month=202603")).QuerySelector("form[data-use='POST /api/v1/entities/E1/periods/202603/close']"));
        actor = SignedInClient.Actor([Permission.SeeBooks]);
        Assert.Null((await client.PageAsync("/books/periods?month=202603")).QuerySelector("form[data-use*='periods']"));
    }

    [Theory, EachDatabase]
    public async Task The_end_of_the_last_open_month_is_said_a_week_before_and_the_next_is_opened_from_there(Engine engine)
    {
        var time = new FakeTimeProvider(new(2027, 12, 24, 12, 0, 0, TimeSpan.Zero));
        await using var world = await BooksWorld.StartAsync(engine, time: time);
        using var client = world.App.Anonymous();
        Assert.Null(Waiting(await client.PageAsync("/")));
        time.Advance(TimeSpan.FromDays(1));
        var row = Waiting(await client.PageAsync("/"))!;
        Assert.Equal("Nothing can be posted after 31 Dec", row.QuerySelector(".cd-queue-note")!.TextContent);
        Assert.Equal("ends 31 Dec", row.QuerySelector(".cd-queue-figure")!.TextContent);
        time.Advance(TimeSpan.FromDays(8));
        row = Waiting(await client.PageAsync("/"))!;
        Assert.Equal("2 days late", row.QuerySelector(".cd-queue-figure")!.TextContent);
        var form = (await client.PageAsync(row.GetAttribute("href")!)).QuerySelector("form[data-use$='/open']")!;
        Assert.Equal("POST /api/v1/entities/E1/periods/202801/open", form.GetAttribute("data-use"));
        Assert.False(form.QuerySelector("[name='reason']")!.HasAttribute("required"));
        using var opened = await client.PostUseAsync("/api/v1/entities/E1/periods/202801/open", new { });
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Null(Waiting(await client.PageAsync("/")));
        Assert.Contains(PeriodState.Open.ToString(), (await client.PageAsync("/books/periods")).QuerySelector("[data-row='202801']")!.TextContent, StringComparison.OrdinalIgnoreCase);

        static IElement? Waiting(IDocument home) => home.QuerySelector(".cd-queue a[href^='/books/periods?']");
    }

    [Fact]
    public async Task Whoever_may_not_see_the_books_sees_none_of_their_pages()
    {
        await using var world = await BooksWorld.StartAsync(Engine.Sqlite, () => SignedInClient.Actor([Permission.SeeStock]));
        using var client = world.App.Anonymous();
        foreach (var path in new[] { "/books", "/books/lines", "/books/journals/1", "/books/periods", "/books/open-items", "/proof" })
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    private static async Task PostSomeAsync(BooksWorld world)
    {
        await world.PostAsync(AccountRole.Bank, AccountRole.Opening, 100, new(2026, 2, 27));
        await world.PostAsync(AccountRole.Bank, AccountRole.Opening, 40, new(2026, 3, 2));
        await world.PostAsync(AccountRole.Adjustment, AccountRole.Bank, 15, new(2026, 3, 31));
        await world.PostAsync(AccountRole.Bank, AccountRole.Opening, 7, new(2026, 4, 1));
    }

    private static string State(IDocument page) => page.QuerySelector("[data-live-id='page-state']")!.TextContent.Trim();

    private static Amount Shown(IElement element)
    {
        var text = System.Text.RegularExpressions.Regex.Match(element.TextContent, @"\(?[\d,]+\.\d+\)?").Value;
        var value = decimal.Parse(text.Trim('(', ')'), CultureInfo.InvariantCulture);
        return Amount.Of(text.StartsWith('(') ? -value : value);
    }
}
