using System.Globalization;
using Crossdock.Browser.Tests;
using Crossdock.Organisation;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ShownCompany))]

namespace Crossdock.Browser.Tests;

/// <summary>The small sample company on an address of its own, and a browser to look at it with. All tests share both.</summary>
public sealed class ShownCompany : IAsyncLifetime
{
    private const string BrowserKey = "CROSSDOCK_TEST_BROWSER";

    // These tests ask whether a page comes, not how fast: other suites run beside them, and the first visit of a page compiles it.
    private const float PatienceMilliseconds = 60_000;
    private const int Desk = 1440;

    private SmallCompany? company;
    private IPlaywright? driver;
    private IBrowser? browser;

    /// <summary>The product.</summary>
    public CrossdockApp App => company!.App;

    /// <summary>Checks that find something in the books.</summary>
    internal Task<IReadOnlyList<string>> FaultsAsync() => company!.FaultsAsync();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable(BrowserKey);
        if (string.IsNullOrEmpty(path)) throw new InvalidOperationException($"These tests need Chromium: run ./test, or set {BrowserKey} to its executable.");
        company = await SmallCompany.LoadedAsync(Engine.Sqlite, new()
        {
            Listen = true,
            // All roles sign in from one address within a minute.
            Services = services => services.PostConfigure<RateLimiterOptions>(o => o.GlobalLimiter = null),
        });
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        driver = await Playwright.CreateAsync();
        browser = await driver.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox"] });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        driver?.Dispose();
        if (company is not null) await company.DisposeAsync();
    }

    /// <summary>A browser window of somebody who has just signed in.</summary>
    /// <param name="role">Name of the role.</param>
    /// <param name="width">Width of the window: a desk's unless said otherwise.</param>
    internal async Task<Visit> VisitAsync(string role, int width = Desk)
    {
        var visit = await OpenAsync(role, width);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in as " + role, Exact = true }).ClickAsync();
        await visit.ArriveAsync(url => url.AbsolutePath == "/");
        return visit;
    }

    /// <summary>A browser window of somebody who has just signed in with a password, which the administrator gave.</summary>
    internal async Task<Visit> VisitAsync(string login, string password)
    {
        var visit = await OpenAsync(login, Desk);
        await visit.FillAsync("login", login);
        await visit.FillAsync("password", password);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await visit.ArriveAsync(url => url.AbsolutePath == "/");
        return visit;
    }

    /// <summary>A browser window at the door.</summary>
    private async Task<Visit> OpenAsync(string who, int width)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = App.Address.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(PatienceMilliseconds);
        var visit = new Visit(context, page, who);
        await visit.OpenAsync("/sign-in");
        return visit;
    }

    /// <summary>The bin of a site where most of an item lies.</summary>
    internal async Task<string> PlaceAsync(string site, string item) => (await LyingAsync(site, item)).Place;

    /// <summary>The bin of a site where most of an item lies, and how much.</summary>
    internal async Task<(string Place, long OnHand)> LyingAsync(string site, string item)
    {
        var row = (await company!.RowsAsync($"""
            SELECT p.code, SUM(q.quantity) / 1000000 FROM inventory_positions q JOIN organisation_places p ON p.id = q.place_id JOIN organisation_sites s ON s.id = p.site_id JOIN masterdata_items i ON i.id = q.item_id
            WHERE s.code = '{site}' AND i.code = '{item}' AND p.code LIKE '_-%' GROUP BY p.code ORDER BY SUM(q.quantity) DESC LIMIT 1
            """)).Single().Split(' ');
        return (row[0], long.Parse(row[1], CultureInfo.InvariantCulture));
    }

    /// <summary>A client without script, signed in as the role's sample account.</summary>
    internal async Task<HttpClient> ClientAsync(Role role)
    {
        var client = new HttpClient { BaseAddress = App.Address };
        await client.SignInAsync(role);
        return client;
    }
}
