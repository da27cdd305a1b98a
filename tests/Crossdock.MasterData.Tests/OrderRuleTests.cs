using System.Net;
using Crossdock.MasterData.OrderRules;
using Crossdock.MasterData.PartnerRecords;
using Crossdock.Organisation.Sites;

namespace Crossdock.MasterData.Tests;

/// <summary>How suppliers take orders.</summary>
public sealed class OrderRuleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static SupplierOrderRule Until(int hour, int minute = 0, params DayOfWeek[] on) =>
        new() { Supplier = new(1), CutOffMinutes = (hour * 60) + minute, Weekdays = new HashSet<DayOfWeek>(on) };

    private static DateTimeOffset Utc(int month, int day, int hour, int minute, int second = 0) => new(2026, month, day, hour, minute, second, TimeSpan.Zero);

    [Fact]
    public void A_second_before_the_cut_off_is_in_time_and_the_cut_off_itself_is_the_next_days()
    {
        // 14:00 in Berlin is 13:00 UTC in January; the 15th is a Thursday.
        var rule = Until(14);
        var before = rule.Next(Utc(1, 15, 12, 59, 59), Berlin, WorkingDays.Usual)!;
        Assert.Equal((new DateOnly(2026, 1, 15), Utc(1, 15, 13, 0), 0L), (before.Day, before.At, before.MinutesLeft(Utc(1, 15, 12, 59, 59))));
        Assert.Equal(1, before.MinutesLeft(Utc(1, 15, 12, 59)));
        Assert.Equal(new DateOnly(2026, 1, 16), rule.Next(Utc(1, 15, 13, 0), Berlin, WorkingDays.Usual)!.Day);
        Assert.Equal(new DateOnly(2026, 1, 16), rule.Next(Utc(1, 15, 13, 0, 1), Berlin, WorkingDays.Usual)!.Day);
    }

    [Fact]
    public void The_day_is_the_sites_and_not_that_of_utc()
    {
        // Half past eleven in the evening in Chicago is the next day in UTC.
        var chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
        var next = Until(23, 45).Next(Utc(1, 16, 5, 30), chicago, WorkingDays.Usual)!;
        Assert.Equal((new DateOnly(2026, 1, 15), Utc(1, 16, 5, 45)), (next.Day, next.At));
    }

    [Fact]
    public void Over_a_change_of_clocks_the_cut_off_keeps_its_local_time()
    {
        // On 29 March 2026 clocks go from two to three: the day has 23 hours.
        var rule = Until(14, 0, DayOfWeek.Sunday);
        var now = Utc(3, 28, 23, 30);
        var next = rule.Next(now, Berlin, WorkingDays.Usual)!;
        Assert.Equal((new DateOnly(2026, 3, 29), Utc(3, 29, 12, 0), 750L), (next.Day, next.At, next.MinutesLeft(now)));

        // A time that is left out is the first instant after it; on 25 October the day has 25 hours.
        Assert.Equal(Utc(3, 29, 1, 0), Until(2, 30, DayOfWeek.Sunday).Next(now, Berlin, WorkingDays.Usual)!.At);
        Assert.Equal(Utc(10, 25, 13, 0), rule.Next(Utc(10, 24, 22, 0), Berlin, WorkingDays.Usual)!.At);
    }

    [Fact]
    public void Orders_are_taken_on_the_weekdays_of_the_supplier_else_on_the_working_days_of_the_site()
    {
        var friday = Utc(1, 16, 15, 0);
        Assert.Equal(new DateOnly(2026, 1, 19), Until(14).Next(friday, Berlin, WorkingDays.Usual)!.Day);
        Assert.Equal(new DateOnly(2026, 1, 20), Until(14).Next(friday, Berlin, WorkingDays.Usual with { Closed = new HashSet<DateOnly> { new(2026, 1, 19) } })!.Day);
        Assert.Equal(new DateOnly(2026, 1, 17), Until(14, 0, DayOfWeek.Saturday, DayOfWeek.Wednesday).Next(friday, Berlin, WorkingDays.Usual)!.Day);
        Assert.Null(new SupplierOrderRule { Supplier = new(1), MinimumValue = Amount.Of(5) }.Next(friday, Berlin, WorkingDays.Usual));

        // Weekdays alone: until the day ends.
        var tuesdays = new SupplierOrderRule { Supplier = new(1), Weekdays = new HashSet<DayOfWeek> { DayOfWeek.Tuesday } };
        Assert.Equal(Utc(1, 20, 23, 0), tuesdays.Next(friday, Berlin, WorkingDays.Usual)!.At);
    }

    [Fact]
    public void The_minimum_is_reached_to_the_cent_and_delivery_is_free_from_its_value_on()
    {
        var rule = new SupplierOrderRule { Supplier = new(1), MinimumValue = Amount.Of(100), DeliveryCharge = Amount.Of(12.50m), FreeFrom = Amount.Of(200) };
        Assert.Equal([Amount.Of(0.01m), Amount.Zero, Amount.Zero], new[] { 99.99m, 100m, 100.01m }.Select(goods => rule.Lacks(Amount.Of(goods))));
        Assert.Equal([Amount.Of(12.50m), Amount.Zero], new[] { 199.99m, 200m }.Select(goods => rule.ChargeFor(Amount.Of(goods))));
        Assert.Equal(Amount.Of(12.50m), (rule with { FreeFrom = null }).ChargeFor(Amount.Of(1_000_000)));
    }

    [Theory, EachDatabase]
    public async Task A_rule_of_a_site_comes_before_that_of_all_and_goes_when_it_is_removed(Engine engine)
    {
        await using var app = await OpenAsync(engine);
        var steward = await app.AsAsync("steward");
        Assert.Null(await SetAsync(steward, new { minimumValue = "100", cutOff = "14:00", weekdays = new[] { "monday", "thursday" }, titlePoint = "destination", deliveryCharge = "12.50", freeFrom = "500", incoterm = "dap" }));
        Assert.Null(await SetAsync(steward, new { site = "A", minimumValue = "40", titlePoint = "origin" }));
        var own = (await FindAsync(app, "A"))!;
        Assert.Equal((Amount.Of(40), default(int?), TitlePoint.Origin), (own.MinimumValue, own.CutOffMinutes, own.TitlePoint));
        Assert.Equal("masterdata.no_order_rule", await SetAsync(steward, new { site = "B", remove = true }));
        Assert.Null(await SetAsync(steward, new { site = "A", remove = true }));
        var all = (await FindAsync(app, "A"))!;
        Assert.Equal((Amount.Of(100), 840, "DAP"), (all.MinimumValue, all.CutOffMinutes, all.Incoterm));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Thursday], all.Weekdays.Order());
        var shown = await app.AskAsync(app.Get<ListOrderRules>(), new PartnerRequest("V"));
        Assert.Equal("14:00", Assert.Single(shown.Value.Rules).CutOff);
    }

    [Theory, EachDatabase]
    public async Task A_minimum_by_weight_and_one_by_volume_are_kept_beside_that_by_value(Engine engine)
    {
        await using var app = await OpenAsync(engine);
        var steward = await app.AsAsync("steward");
        Assert.Null(await SetAsync(steward, new { minimumValue = "100", minimumWeight = "500.25", minimumVolume = "1200" }));
        Assert.Equal(new OrderMinima(Amount.Of(100), Quantity.Of(500.25m), Quantity.Units(1200)), (await FindAsync(app, "A"))!.Minimum);
        Assert.Equal("100.00 EUR, 500.25 kg and 1,200 l", (await FindAsync(app, "A"))!.Minimum.Words(Currency.Eur));
        var shown = Assert.Single((await app.AskAsync(app.Get<ListOrderRules>(), new PartnerRequest("V"))).Value.Rules);
        Assert.Equal((Quantity.Of(500.25m), Quantity.Units(1200)), (shown.MinimumWeight, shown.MinimumVolume));
        var page = await steward.PageAsync("/suppliers/V");
        Assert.Contains("100.00 EUR, 500.25 kg and 1,200 l", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["500.25", "1200"], new[] { "minimumWeight", "minimumVolume" }.Select(n => page.QuerySelector($"#order-rule [name={n}]")!.GetAttribute("value")));

        // A weight alone is a rule; what replaces it keeps nothing of it.
        Assert.Null(await SetAsync(steward, new { minimumWeight = "0.000001" }));
        Assert.Equal(new OrderMinima(Weight: new(1)), (await FindAsync(app, "A"))!.Minimum);
        Assert.Null(await SetAsync(steward, new { minimumVolume = "3" }));
        Assert.Equal(new OrderMinima(Volume: Quantity.Units(3)), (await FindAsync(app, "A"))!.Minimum);
    }

    [Theory, EachDatabase]
    public async Task What_makes_no_sense_is_refused(Engine engine)
    {
        await using var app = await OpenAsync(engine);
        var steward = await app.AsAsync("steward");
        Assert.Equal("masterdata.cut_off", await SetAsync(steward, new { cutOff = "25:00" }));
        Assert.Equal("masterdata.order_rule_amount", await SetAsync(steward, new { minimumValue = "-1" }));
        Assert.Equal("masterdata.order_rule_amount", await SetAsync(steward, new { minimumValue = "1.005" }));
        Assert.Equal("masterdata.order_rule_measure", await SetAsync(steward, new { minimumWeight = "-0.000001" }));
        Assert.Equal("masterdata.order_rule_measure", await SetAsync(steward, new { minimumVolume = "-1" }));
        Assert.Equal("http.json", await SetAsync(steward, new { minimumWeight = "1.0000001" }));
        Assert.Equal("masterdata.free_of_nothing", await SetAsync(steward, new { freeFrom = "10" }));
        Assert.Equal("masterdata.empty_order_rule", await SetAsync(steward, new { }));
        using var buyer = await (await app.AsAsync("buyer")).SendUseAsync(HttpMethod.Put, "/api/v1/suppliers/V/order-rules", new { minimumValue = "1" });
        Assert.Equal(HttpStatusCode.Forbidden, buyer.StatusCode);
    }

    private static async Task<CrossdockApp> OpenAsync(Engine engine)
    {
        var app = await CrossdockApp.StartAsync(engine);
        Assert.True((await app.RunAsync(new Founding(app.Get<Foundation>()), new FoundingRequest())).IsValue);
        Assert.Null((await app.RunAsync(app.Get<ImportPartners>(), new ImportPartnersRequest([new(PartnerKind.Supplier, "V", "Supplier V", "EUR")]))).Refusal);
        return app;
    }

    private static async Task<string?> SetAsync(HttpClient client, object rule)
    {
        using var answer = await client.SendUseAsync(HttpMethod.Put, "/api/v1/suppliers/V/order-rules", rule);
        return answer.IsSuccessStatusCode ? null : await answer.CodeAsync();
    }

    private static Task<SupplierOrderRule?> FindAsync(CrossdockApp app, string site) => app.Database.ReadAsync(async db =>
    {
        var supplier = (await app.Get<Partners>().FindAsync(db, PartnerKind.Supplier, "V"))!;
        return await app.Get<SupplierOrderRules>().FindAsync(db, supplier.Id, (await app.Get<Directory>().SiteAsync(db, site))!.Id, CancellationToken.None);
    });

    private sealed record FoundingRequest;

    /// <summary>An entity with two sites.</summary>
    private sealed class Founding(Foundation foundation) : IUse<FoundingRequest, Done>
    {
        public async Task<Result<Done>> ExecuteAsync(Work work, FoundingRequest request, CancellationToken cancel)
        {
            if ((await foundation.CreateEntityAsync(work, new("E1", "Entity", "EUR", "Europe/Berlin"), cancel)).Refused(out var refusal, out _)) return refusal;
            foreach (var code in new[] { "A", "B" })
                if ((await foundation.CreateSiteAsync(work, new CreateSiteRequest("E1", code, "Site " + code), cancel)).Refused(out refusal, out _)) return refusal;
            return Done.Yes;
        }
    }
}
