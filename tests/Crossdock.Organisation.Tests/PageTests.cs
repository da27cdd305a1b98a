using System.Net;
using Crossdock.MasterData;
using Crossdock.Organisation.Staff;
using Crossdock.Storage.Http;

namespace Crossdock.Organisation.Tests;

public sealed class PageTests
{
    private const string Password = "four pallets by noon";

    [Fact]
    public async Task A_page_leads_to_sign_in_and_back()
    {
        await using var app = await Group.StartAsync(Engine.Sqlite);
        await app.PersonAsync("bob", "buyer", Password);
        using var browser = new Browser(app);
        var (status, _, location) = await browser.GetAsync("/suppliers");
        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.EndsWith("/sign-in?next=%2Fsuppliers", location, StringComparison.Ordinal);
        Assert.Equal("/sign-in?why=wrong&next=%2Fsuppliers", await browser.SignInAsync("bob", "three pallets by noon", "/suppliers"));
        Assert.Equal("/suppliers", await browser.SignInAsync("bob", Password, "/suppliers"));
        Assert.Contains("crossdock", browser.Cookies.Keys);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/suppliers")).Status);
        Assert.Equal("/sign-in", (await browser.PostAsync("/account", "/sign-out")).Location);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/suppliers")).Status);
    }

    [Theory, EachDatabase]
    public async Task Late_in_the_evening_it_is_still_today_where_the_person_works(Engine engine)
    {
        await using var app = await Group.StartAsync(engine, new(new(2026, 3, 2, 3, 30, 0, TimeSpan.Zero)));
        Group.Yes(await app.RunAsync(app.Get<Sites.CreateSite>(), new Sites.CreateSiteRequest("US1", "HNL", "Honolulu", TimeZone: "Pacific/Honolulu")));
        Group.Yes(await app.RunAsync(app.Get<Sites.CreateSite>(), new Sites.CreateSiteRequest("US1", "TYO", "Tokyo", TimeZone: "Asia/Tokyo")));
        foreach (var (login, sites, day) in new[] { ("bob", null, "Sunday 1 March 2026"), ("hana", (string[])["HNL"], "Sunday 1 March 2026"), ("taro", ["TYO"], "Monday 2 March 2026") })
        {
            await app.PersonAsync(login, "buyer", Password, sites);
            using var browser = new Browser(app);
            await browser.SignInAsync(login, Password);
            Assert.Contains(day, (await browser.GetAsync("/")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_form_without_its_token_signs_nobody_in()
    {
        await using var app = await Group.StartAsync(Engine.Sqlite);
        await app.PersonAsync("bob", "buyer", Password);
        using var client = app.Anonymous();
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent([new("login", "bob"), new("password", Password)]));
        Assert.Equal("/sign-in?why=old", answer.Headers.Location?.ToString());
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [], c => c.StartsWith("crossdock=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_closed_account_is_signed_out_on_the_next_page()
    {
        await using var app = await Group.StartAsync(Engine.Sqlite);
        await app.PersonAsync("bob", "buyer", Password);
        using var browser = new Browser(app);
        await browser.SignInAsync("bob", Password);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
        Group.Yes(await app.RunAsync(app.Get<SetPersonActive>(), new SetPersonActiveRequest("bob", false)));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task Sample_buttons_work_only_in_the_sample_company()
    {
        await using var app = await Group.StartAsync(Engine.Sqlite);
        await app.PersonAsync("bob", "buyer");
        using var browser = new Browser(app);
        Assert.Equal("/sign-in?why=wrong", (await browser.PostAsync("/sign-in", "/sign-in/sample", ("login", "bob"))).Location);
        Group.Yes(await app.RunAsync(new MarkAsSample(), new MarkAsSampleRequest()));
        Assert.Contains("Sign in as Buyer", (await browser.GetAsync("/sign-in")).Text, StringComparison.Ordinal);
        Assert.Equal("/", (await browser.PostAsync("/sign-in", "/sign-in/sample", ("login", "bob"))).Location);
    }

    [Theory]
    [InlineData("administrator", "/people", "/people?q=ann", "/people/roles", "/people/ann", "/account", "/sites")]
    [InlineData("steward", "/sites", "/sites/DSM", "/sites/DSM?place=STAGE", "/items", "/items?class=A", "/suppliers", "/suppliers/ACME", "/customers", "/customers/SHOP", "/search?q=tenn", "/search")]
    [InlineData("buyer", "/sites/DSM", "/items?supplier=ACME", "/suppliers/ACME")]
    [InlineData("auditor", "/audit", "/audit?subject=site&person=ann&from=2026-01-01&until=2026-12-31", "/customers/SHOP")]
    [InlineData("controller", "/rates", "/audit")]
    public async Task Each_role_sees_its_pages(string role, params string[] pages)
    {
        await using var app = await Group.StartAsync(Engine.Sqlite);
        await app.PersonAsync("ann", role, Password);
        Group.Yes(await app.RunAsync(new MakeMasters(app), new MakeMastersRequest()));
        using var browser = new Browser(app);
        await browser.SignInAsync("ann", Password);
        foreach (var page in pages)
        {
            var (status, text, _) = await browser.GetAsync(page);
            Assert.True(status == HttpStatusCode.OK, $"{page}: {status}");
            Assert.Contains("<h1", text, StringComparison.Ordinal);
            Assert.DoesNotContain(" style=", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("picker", "/people")]
    [InlineData("buyer", "/audit")]
    [InlineData("counter", "/suppliers")]
    [InlineData("administrator", "/items")]
    public async Task A_page_of_another_role_is_not_shown(string role, string page)
    {
        await using var app = await Group.StartAsync(Engine.Sqlite);
        await app.PersonAsync("ann", role, Password);
        using var browser = new Browser(app);
        await browser.SignInAsync("ann", Password);
        var (status, text, _) = await browser.GetAsync(page);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("it is not yours to see", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_something_that_does_not_exist_is_404()
    {
        await using var app = await Group.StartAsync(Engine.Sqlite);
        await app.PersonAsync("ann", "steward", Password);
        using var browser = new Browser(app);
        await browser.SignInAsync("ann", Password);
        foreach (var page in new[] { "/sites/NONE", "/suppliers/NONE", "/customers/NONE" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(page)).Status);
    }

    private sealed record MarkAsSampleRequest;

    private sealed class MarkAsSample : IUse<MarkAsSampleRequest, Done>
    {
        public async Task<Result<Done>> ExecuteAsync(Work work, MarkAsSampleRequest request, CancellationToken cancel)
        {
            await DatabaseSettings.SetAsync(work, "sample", "true", cancel);
            return Done.Yes;
        }
    }

    private sealed record MakeMastersRequest;

    private sealed class MakeMasters(CrossdockApp app) : IUse<MakeMastersRequest, Done>
    {
        public async Task<Result<Done>> ExecuteAsync(Work work, MakeMastersRequest request, CancellationToken cancel)
        {
            NewPartner[] partners =
            [
                new(PartnerKind.Supplier, "ACME", "Acme Spirits", "USD"), new(PartnerKind.Customer, "SHOP", "Corner Shop", "USD", CreditLimit: Amount.Of(1000)),
            ];
            if ((await app.Get<PartnerMaster>().CreateManyAsync(work, partners, cancel)).Refused(out var refusal, out _)) return refusal;
            var item = new NewItem("W-1", "Tennessee Fire", "bottle", "Whiskeys", "A", StandardCost: UnitPrice.Of(15.57m), Packs: [new("case", 12)]);
            if ((await app.Get<ItemMaster>().CreateAsync(work, item, cancel)).Refused(out refusal, out _)) return refusal;
            return (await app.Get<PartnerMaster>().SetTermsAsync(work, [new("ACME", "W-1", "case", 7, UnitPrice.Of(15))], cancel)).Refused(out refusal, out _) ? refusal : Done.Yes;
        }
    }
}
