using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Tables;
using Crossdock.Procurement.Ordering;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Procurement.Tests;

/// <summary>Risky buys meet the right person, and nothing goes round them.</summary>
public sealed class ApprovalTests
{
    [Theory, EachDatabase]
    public async Task What_is_over_the_limit_is_no_supply_until_people_agree(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = await trade.OrderAsync(Trade.Line("W", 120));
        Assert.Equal("Waiting for approval", order.State);
        Assert.Equal(0, await trade.OnOrderAsync("W"));
        Assert.Equal("procurement.line_not_open", (await trade.RefusedAsync("receiver", "/receipts", new { site = "A", lines = new[] { new { order = order.Number, line = 1, quantity = "12", place = "A1" } } })).Code);

        await trade.ApproveAsync(order.Approval!);
        Assert.Equal("Released", await trade.StateAsync(order.Number));
        Assert.Equal(120, await trade.OnOrderAsync("W"));
        Assert.Equal(1, Assert.Single((await trade.FindAsync(order.Number)).Versions).Number);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Two_steps_need_two_people_in_order(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = await trade.OrderAsync(Trade.Line("W", 600));
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("controller", "/approvals/decide", new { requests = new[] { order.Approval }, answer = "approve" })).Status);
        await trade.ApproveAsync(order.Approval!);
        Assert.Equal("Waiting for approval", await trade.StateAsync(order.Number));
        await trade.ApproveAsync(order.Approval!, "controller");
        Assert.Equal("Released", await trade.StateAsync(order.Number));
    }

    [Theory, EachDatabase]
    public async Task S57_no_back_door_approves(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = await trade.OrderAsync(Trade.Line("W", 900));
        var before = await trade.FindAsync(order.Number);

        // Directly, as a batch, as an import that says it is approved, and by writing the field.
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("buyer", "/approvals/decide", new { requests = new[] { order.Approval }, answer = "approve" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("buyer", "/approvals/decide", new { requests = new[] { order.Approval, order.Approval }, answer = "approve" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await trade.RefusedAsync("buyer", "/purchase-orders", new { supplier = "V", site = "A", status = "approved", lines = new[] { Trade.Line("X", 12) } })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await trade.RefusedAsync("buyer", $"/purchase-orders/{order.Number}/lines/1/change", new { state = "released" }, ifMatch: before.Version)).Status);

        using (var file = new StringContent("supplier,site,status,item,quantity\nV,A,approved,X,12\n", System.Text.Encoding.UTF8, "text/csv"))
        {
            using var imported = await (await trade.AsAsync("buyer")).PostAsync("/api/v1/imports/CreatePurchaseOrder?check=false&batch=b", file);
            Assert.Equal(HttpStatusCode.BadRequest, imported.StatusCode);
        }

        // Releasing again is the same question, not another answer.
        using var again = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{order.Number}/release", new { }, before.Version);
        Assert.Equal(order.Approval, (await Trade.ReadAsync<PurchaseOrderStandResponse>(again)).Approval);
        var after = await trade.FindAsync(order.Number);
        Assert.Equal(("Waiting for approval", 0m), (after.State, await trade.OnOrderAsync("W")));
        Assert.Equal(before.Lines[0].State, after.Lines[0].State);

        // Each attempt is in the audit trail: who, when, from where, what.
        var attempts = await trade.App.Database.ReadAsync(db => db.Set<Storage.Posting>().Where(p => p.Use == "RefusedAttempt").OrderBy(p => p.Id).ToListAsync());
        Assert.Equal(
            ["POST /api/v1/approvals/decide (API)", "POST /api/v1/approvals/decide (API)", "POST /api/v1/purchase-orders (API)", $"POST /api/v1/purchase-orders/{order.Number}/lines/1/change (API)", "POST /api/v1/imports/CreatePurchaseOrder (API)"],
            attempts.Select(a => a.Subject));
        Assert.Equal(["http.forbidden", "http.forbidden", "http.unknown_field", "http.unknown_field", "import.column"], attempts.Select(a => a.Why!.Split(':')[0]));
        Assert.All(attempts, a => Assert.NotEqual(0, a.ActorId.Value));

        // Not even the database takes a released order without a decision.
        await Assert.ThrowsAnyAsync<Exception>(() => trade.App.Database.ReadAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE procurement_orders SET released_at = 1 WHERE number = {0}", order.Number)));
    }

    [Theory, EachDatabase]
    public async Task S58_the_limit_is_money_of_the_company_that_buys(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.DoAsync(async (work, cancel) =>
        {
            var entity = (await trade.App.Get<Foundation>().CreateEntityAsync(work, new("C", "Company C", "CNY", "Asia/Shanghai"), cancel)).Value;
            trade.App.Get<Chart>().Found(work, entity.Id, new DateOnly(2026, 1, 1), 12);
        });
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<Foundation>().CreateSiteAsync(work, new Organisation.Sites.CreateSiteRequest("C", "CS", "Site of C"), cancel)).Value);
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<RateTable>().SetAsync(work,
            [new(Currency.Usd, Currency.Of("CNY"), new DateOnly(2026, 1, 1), UnitPrice.Of(6)), new(Currency.Usd, Currency.Eur, new DateOnly(2026, 1, 1), UnitPrice.Of(0.9m))], cancel)).Value);
        ApprovalRowRequest[] rows = [new("auto", Below: Amount.Of(5000.01m)), new("procurement-manager", From: Amount.Of(5000.01m))];
        await trade.TableAsync("purchase-order", rows, "C");
        await trade.TableAsync("purchase-order", rows, "E1");

        // 4,000 dollars are 24,000 yuan; 4,800 euro are below 5,000 euro; 800 dollars are 4,800 yuan.
        Assert.Equal("Waiting for approval", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "D", site = "CS", release = true, lines = new[] { Trade.Line("W", 400, 10) } })).State);
        Assert.Equal("Released", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, lines = new[] { Trade.Line("W", 480, 10) } })).State);
        Assert.Equal("Released", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "D", site = "CS", release = true, lines = new[] { Trade.Line("X", 80, 10) } })).State);
    }

    [Theory, EachDatabase]
    public async Task A_draft_that_is_edited_while_it_waits_is_asked_about_anew(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = await trade.OrderAsync(Trade.Line("W", 120));
        await trade.ChangeAsync(order.Number, 1, new { quantity = "480", unit = "piece" });
        Assert.Equal("governance.request_ended", (await trade.RefusedAsync("procurement-manager", "/approvals/decide", new { requests = new[] { order.Approval }, answer = "approve" })).Code);
        Assert.Equal("Draft", await trade.StateAsync(order.Number));
        Assert.Equal(0, await trade.OnOrderAsync("W"));

        using var again = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{order.Number}/release", new { }, (await trade.FindAsync(order.Number)).Version);
        var asked = await Trade.ReadAsync<PurchaseOrderStandResponse>(again);
        Assert.NotEqual(order.Approval, asked.Approval);
        await trade.ApproveAsync(asked.Approval!);
        Assert.Equal(480, await trade.OnOrderAsync("W"));
    }

    [Theory, EachDatabase]
    public async Task Whoever_wrote_an_order_does_not_receive_it(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = await trade.OrderAsync(Trade.Line("W", 12));

        // The buyer has become a receiver since.
        var buyer = await trade.App.Database.ReadAsync(db => db.Database.SqlQueryRaw<int>("SELECT created_by AS \"Value\" FROM procurement_orders WHERE number = {0}", order.Number).SingleAsync());
        var actor = new Actor(new PersonId(buyer), "The buyer") { Permissions = Roles.Find("receiver")!.Permissions };
        var refused = await trade.App.RunAsync(trade.App.Get<Warehouse.Receiving.ReceiveGoods>(),
            new Warehouse.Receiving.ReceiveGoodsRequest("A", [new(Quantity.Units(12), "piece", Order: order.Number, Line: 1, Place: "A1")]), actor, key: Guid.NewGuid().ToString());
        Assert.Equal("procurement.buyer_receives", refused.Refusal?.Code);
        await trade.ReceiveAsync(order.Number, 12);
    }

    [Theory, EachDatabase]
    public async Task An_emergency_goes_at_once_and_is_looked_at_afterwards(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows);
        var order = await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new
        {
            supplier = "V",
            site = "A",
            release = true,
            emergency = new { reason = "the line stands still", cause = "stockError", premium = "25.00" },
            lines = new[] { Trade.Line("W", 600, 11) },
        });
        Assert.Equal("Released", order.State);
        var page = await (await (await trade.AsAsync("procurement-manager")).GetAsync("/api/v1/approvals?mine=true&state=pending")).ReadAsync<JsonObject>();
        var review = Assert.Single(page["items"]!.AsArray())!;
        Assert.True(review["review"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("buyer", "/approvals/decide", new { requests = new[] { review["number"]!.GetValue<string>() }, answer = "approve" })).Status);
        await trade.ApproveAsync(review["number"]!.GetValue<string>(), answer: "reject", comment: "there was stock at B");
        Assert.Equal("Released", await trade.StateAsync(order.Number));
        Assert.Equal("procurement.emergency_cause", (await trade.RefusedAsync("buyer", "/purchase-orders", new { supplier = "V", site = "A", emergency = new { reason = "it is urgent", cause = "none" }, lines = new[] { Trade.Line("X", 12) } })).Code);
    }

    [Theory, EachDatabase]
    public async Task Splitting_over_orders_and_people_buys_nothing(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("purchase-order", Trade.UsualRows, windowDays: 2);
        Assert.Equal("Released", (await trade.OrderAsync(Trade.Line("W", 60))).State);
        var other = new { supplier = "V", site = "B", release = true, lines = new[] { Trade.Line("W", 60) } };
        Assert.Equal("Waiting for approval", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", other, 2)).State);
        trade.Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal("Released", (await trade.PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "B", release = true, lines = new[] { Trade.Line("X", 60, day: Trade.Today.AddDays(20)) } }, 2)).State);
    }
}
