using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Excepting;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Procurement.Tests;

/// <summary>What is set is what buying goes by, at once.</summary>
public sealed class ParameterTests
{
    private static Task<JsonObject> SetAsync(Trade trade, string key, string scope, string value) =>
        trade.PostAsync<JsonObject>("council", $"/parameters/{key}/values", new { scope, value, reason = "As the trade goes here" });

    [Theory, EachDatabase]
    public async Task The_window_for_duplicates_is_the_sites(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        await SetAsync(trade, "procurement.duplicate_window", "site:B", "3");
        foreach (var site in new[] { "A", "B" })
            await trade.PostAsync<JsonObject>("buyer", "/purchase-orders", new { supplier = "V", site, release = true, lines = new[] { Trade.Line("W", 12) } });
        object Again(string site, int days) => new { supplier = "V", site, release = true, lines = new[] { Trade.Line("W", 12, day: Trade.Today.AddDays(7 + days)) } };
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "procurement.duplicate_supply"), await trade.RefusedAsync("buyer", "/purchase-orders", Again("B", 3)));
        await trade.PostAsync<JsonObject>("buyer", "/purchase-orders", Again("A", 3));
        await trade.PostAsync<JsonObject>("buyer", "/purchase-orders", Again("B", 4));

        await SetAsync(trade, "procurement.duplicate_window", "group", "0");
        await trade.PostAsync<JsonObject>("buyer", "/purchase-orders", Again("A", 1));
        Assert.Equal("procurement.duplicate_supply", (await trade.RefusedAsync("buyer", "/purchase-orders", Again("A", 1))).Code);
        Assert.Equal("procurement.duplicate_supply", (await trade.RefusedAsync("buyer", "/purchase-orders", Again("B", 1))).Code);
    }

    [Theory, EachDatabase]
    public async Task A_bank_account_cools_as_long_as_the_group_says(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await SetAsync(trade, "masterdata.bank_cooling", "group", "5");
        var account = await trade.PostAsync<JsonObject>("steward", "/suppliers/V/bank-accounts", new { iban = "DE89 3704 0044 0532 0130 00", holder = "V", evidence = "called back" });
        using var confirmed = await (await trade.AsAsync("procurement-manager")).SendUseAsync(HttpMethod.Post, $"/api/v1/bank-accounts/{account["id"]}/confirm", new { agree = true, reason = "called them myself" }, 1);
        Assert.Equal(trade.Time.GetUtcNow().AddDays(5), (await Trade.ReadAsync<JsonObject>(confirmed))["usableAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal("governance.parameter_scope", (await trade.RefusedAsync("council", "/parameters/masterdata.bank_cooling/values", new { scope = "site:A", value = "1", reason = "Faster" })).Code);
    }

    [Theory, EachDatabase]
    public async Task An_approved_need_waits_as_long_as_its_site_says(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await SetAsync(trade, "procurement.need_waits", "site:A", "5");
        foreach (var site in new[] { "A", "B" })
            await trade.PostAsync<JsonObject>("planner", "/requisitions", new { site, lines = new[] { new { item = "Y", quantity = "12", needDay = "2026-02-22" } } });
        Assert.Equal([], await NeedsAsync(trade));
        trade.Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(["B"], await NeedsAsync(trade));
        trade.Time.Advance(TimeSpan.FromDays(2.1));
        Assert.Equal(["A", "B"], await NeedsAsync(trade));
    }

    private static async Task<List<string>> NeedsAsync(Trade trade)
    {
        await trade.App.RunAsync(trade.App.Get<ReconcileExceptions>(), new ReconcileExceptionsRequest());
        return await trade.App.Database.ReadAsync(async db =>
        {
            var sites = await db.Set<ExceptionItem>().Where(e => e.Kind == "procurement.need_not_ordered").Select(e => e.SiteId).ToListAsync();
            var directory = trade.App.Get<Directory>();
            var codes = new List<string>();
            foreach (var site in sites) codes.Add((await directory.SiteAsync(db, site!.Value))!.Code);
            return codes.Order(StringComparer.Ordinal).ToList();
        });
    }
}
