using System.Net;
using System.Text.Json.Nodes;
using Crossdock.MasterData.Qualifying;
using Crossdock.Procurement.Ordering;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Procurement.Tests;

/// <summary>Whom we buy from and pay is decided, and what blocks it says its clause.</summary>
public sealed class SupplierTests
{
    private static object OrderOf(string supplier, int day = 0) => new { supplier, site = "A", release = true, lines = new[] { Trade.Line("W", 12, 10, Trade.Today.AddDays(20 + day)) } };

    [Theory, EachDatabase]
    public async Task A_new_supplier_is_ordered_from_when_those_who_decide_agree(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("supplier", [new("procurement-manager then controller")]);
        await trade.PostAsync<JsonObject>("steward", "/suppliers", new { code = "N", name = "New one", currency = "EUR" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "masterdata.supplier_not_approved"), await trade.RefusedAsync("buyer", "/purchase-orders", OrderOf("N")));

        // A draft may be written; it is not released.
        await trade.PostAsync<JsonObject>("buyer", "/purchase-orders", new { supplier = "N", site = "A", lines = new[] { Trade.Line("X", 12, 4) } });
        var request = (await (await trade.AsAsync("procurement-manager")).GetStringAsync("/api/v1/approvals?mine=true&state=pending"));
        var number = JsonNode.Parse(request)!["items"]![0]!["number"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("steward", "/approvals/decide", new { requests = new[] { number }, answer = "approve" })).Status);
        await trade.ApproveAsync(number);
        await trade.ApproveAsync(number, "controller");
        await trade.PostAsync<JsonObject>("buyer", "/purchase-orders", OrderOf("N"));
    }

    [Theory, EachDatabase]
    public async Task A_supplier_that_was_stopped_is_looked_at_again_however_little_of_it_has_changed(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("supplier", [new("procurement-manager then controller")]);
        await trade.PostAsync<JsonObject>("steward", "/suppliers", new { code = "N", name = "New one", currency = "EUR" });
        async Task<string> ApprovedAsync()
        {
            var waiting = await (await trade.AsAsync("procurement-manager")).GetStringAsync("/api/v1/approvals?mine=true&state=pending");
            var number = JsonNode.Parse(waiting)!["items"]!.AsArray().Single()!["number"]!.GetValue<string>();
            await trade.ApproveAsync(number);
            await trade.ApproveAsync(number, "controller");
            return number;
        }

        var first = await ApprovedAsync();
        await trade.PostAsync<JsonObject>("steward", "/suppliers/N/suspend", new { reason = "their paper was forged" });
        var again = await trade.PostAsync<JsonObject>("steward", "/suppliers/N/request-approval", new { reason = "they say it was not" });
        Assert.Equal("requested", again["standing"]!.GetValue<string>());
        Assert.Equal("masterdata.supplier_not_approved", (await trade.RefusedAsync("buyer", "/purchase-orders", OrderOf("N"))).Code);
        Assert.NotEqual(first, await ApprovedAsync());
        await trade.PostAsync<JsonObject>("buyer", "/purchase-orders", OrderOf("N"));
    }

    [Theory, EachDatabase]
    public async Task A_suspended_supplier_gets_nothing_not_even_what_was_approved(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = await trade.OrderAsync(Trade.Line("W", 120));
        await trade.PostAsync<JsonObject>("steward", "/suppliers/V/suspend", new { reason = "their paper was forged" });
        await trade.ApproveAsync(order.Approval!);
        Assert.Equal(("Draft", 0m), (await trade.StateAsync(order.Number), await trade.OnOrderAsync("W")));

        // Approved again, the order goes without asking anew: it was approved.
        await trade.PostAsync<JsonObject>("steward", "/suppliers/V/request-approval", new { reason = "the paper was right" });
        using var release = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{order.Number}/release", new { }, (await trade.FindAsync(order.Number)).Version);
        Assert.Equal("Released", (await Trade.ReadAsync<PurchaseOrderStandResponse>(release)).State);
        Assert.Equal(120, await trade.OnOrderAsync("W"));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_certificate_that_ends_stops_the_release_on_the_day_after(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        using (var rule = await (await trade.AsAsync("council")).SendUseAsync(HttpMethod.Put, "/api/v1/certificate-rules", new { kind = "Food Safety", clause = "Purchasing policy 4.2" }))
            Assert.True(rule.IsSuccessStatusCode, await rule.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "masterdata.certificate_missing"), await trade.RefusedAsync("buyer", "/purchase-orders", OrderOf("V")));
        var paper = await trade.PostAsync<JsonObject>("steward", "/suppliers/V/certificates", new { kind = "food safety", number = "F-1", validFrom = "2025-01-01", validUntil = "2026-01-15" });
        await trade.PostAsync<JsonObject>("buyer", "/purchase-orders", OrderOf("V"));

        // The last day is a day of the buying entity: in Berlin it is over an hour before UTC.
        trade.Time.Advance(TimeSpan.FromHours(13.9));
        await trade.PostAsync<JsonObject>("buyer", "/purchase-orders", OrderOf("V", 10));
        trade.Time.Advance(TimeSpan.FromHours(0.2));
        using (var blocked = await (await trade.AsAsync("buyer")).PostUseAsync("/api/v1/purchase-orders", OrderOf("V", 20)))
        {
            var detail = JsonNode.Parse(await blocked.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>();
            Assert.StartsWith("Purchasing policy 4.2: the supplier V needs a valid certificate 'food safety', and its last one ended on 15 Jan 2026.", detail, StringComparison.Ordinal);
        }

        await trade.PostAsync<JsonObject>("steward", "/suppliers/V/certificates", new { kind = "food safety", number = "F-2", validFrom = "2026-01-16", validUntil = "2027-01-15" });
        await trade.PostAsync<JsonObject>("buyer", "/purchase-orders", OrderOf("V", 20));
        var second = await trade.App.Database.ReadAsync(db => db.Set<StoredCertificate>().Where(c => c.Number == "F-2").Select(c => c.Id).SingleAsync());
        await trade.PostAsync<JsonObject>("steward", $"/certificates/{second}/withdraw", new { reason = "a copy" });
        Assert.Equal("masterdata.certificate_missing", (await trade.RefusedAsync("buyer", "/purchase-orders", OrderOf("V", 30))).Code);
        Assert.NotNull(paper["id"]);
    }

    [Theory, EachDatabase]
    public async Task A_bank_account_is_confirmed_by_another_and_cools_before_it_is_paid_to(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        object Pay() => new { entity = "E1", supplier = "V", amount = "10.00" };
        Assert.Equal("masterdata.iban", (await trade.RefusedAsync("steward", "/suppliers/V/bank-accounts", new { iban = "DE89370400440532013001", holder = "V", evidence = "paper" })).Code);
        var account = await trade.PostAsync<JsonObject>("steward", "/suppliers/V/bank-accounts", new { iban = "DE89 3704 0044 0532 0130 00", holder = "V", evidence = "called back" });
        Assert.Equal("masterdata.bank_unconfirmed", (await trade.RefusedAsync("controller", "/supplier-payments", Pay())).Code);

        var path = $"/bank-accounts/{account["id"]}/confirm";
        var steward = await trade.App.Database.ReadAsync(db => db.Set<StoredBankAccount>().Select(a => a.ProposedBy).SingleAsync());
        var own = await trade.App.RunAsync(trade.App.Get<ConfirmBankAccount>(), new ConfirmBankAccountRequest(account["id"]!.GetValue<int>(), 1, true, "me"), new Actor(steward, "the steward") { Permissions = Roles.Find("controller")!.Permissions });
        Assert.Equal("masterdata.own_bank_account", own.Refusal?.Code);
        using (var confirmed = await (await trade.AsAsync("procurement-manager")).SendUseAsync(HttpMethod.Post, "/api/v1" + path, new { agree = true, reason = "called them myself" }, 1))
            Assert.True(confirmed.IsSuccessStatusCode, await confirmed.Content.ReadAsStringAsync());
        Assert.Equal("masterdata.bank_cooling", (await trade.RefusedAsync("controller", "/supplier-payments", Pay())).Code);
        Assert.Equal("masterdata.bank_decided", (await trade.RefusedAsync("procurement-manager", path, new { agree = true, reason = "again" }, ifMatch: 2)).Code);
        trade.Time.Advance(TimeSpan.FromDays(3.1));
        await trade.PostAsync<JsonObject>("controller", "/supplier-payments", Pay());

        // Another change is none until somebody has confirmed it: the confirmed account is paid to as before.
        await trade.PostAsync<JsonObject>("steward", "/suppliers/V/bank-accounts", new { iban = "GB82 WEST 1234 5698 7654 32", holder = "V", evidence = "a letter" });
        await trade.PostAsync<JsonObject>("controller", "/supplier-payments", Pay());
    }
}
