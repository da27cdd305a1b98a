using System.Net;
using Crossdock.Governance;
using Crossdock.Governance.Tables;
using Crossdock.Procurement.Agreeing;
using Crossdock.Procurement.Ordering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement.Tests;

/// <summary>Agreements come into force, change and end by decision; what they say is kept.</summary>
public sealed class AgreementTermsTests
{
    /// <summary>Below 1,000 by rule when nothing is odd; the rest by the procurement manager.</summary>
    private static readonly ApprovalRowRequest[] Rows =
    [
        new("auto", Below: Amount.Of(1000), Exception: "none"), new("procurement-manager", From: Amount.Of(1000), Exception: "none"), new("procurement-manager", Exception: "!none"),
    ];

    [Theory, EachDatabase]
    public async Task A_large_one_waits_for_people_and_nothing_is_released_against_it_until_then(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("agreement", Rows);
        var agreement = await trade.ContractAsync(cap: 200);
        Assert.Equal(AgreementState.InApproval, agreement.State);
        Assert.Null((await trade.LineAsync((await trade.OrderedAsync(Agreed.Line("W", 5))).Number)).Agreement);

        // Not by who wrote it, not by somebody without the right, and once only.
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("buyer", "/approvals/decide", new { requests = new[] { agreement.Approval }, answer = "approve" })).Status);
        await trade.ApproveAsync(agreement.Approval!);
        Assert.Equal("governance.request_ended", (await trade.RefusedAsync("procurement-manager", "/approvals/decide", new { requests = new[] { agreement.Approval }, answer = "approve" })).Code);
        var found = await trade.AgreementAsync(agreement.Number);
        Assert.Equal((AgreementState.Active, 1, (string?)null), (found.State, found.Versions.Count, found.Approval));
        Assert.Equal(agreement.Number, (await trade.LineAsync((await trade.OrderedAsync(Agreed.Line("W", 5))).Number)).Agreement!.Number);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Two_approvals_at_once_put_it_in_force_once(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("agreement", Rows);
        var agreement = await trade.ContractAsync(cap: 200);
        await trade.AsAsync("procurement-manager");
        await trade.AsAsync("procurement-manager", 2);
        var answers = await Task.WhenAll(new[] { 1, 2 }.Select(async who =>
            await (await trade.AsAsync("procurement-manager", who)).SendUseAsync(HttpMethod.Post, "/api/v1/approvals/decide", new { requests = new[] { agreement.Approval }, answer = "approve" })));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.Single((await trade.AgreementAsync(agreement.Number)).Versions);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Only_who_may_maintain_agreements_does(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.BlanketAsync(1000);
        foreach (var (path, body) in new (string, object)[]
        {
            ("/agreements", new { kind = "blanket", entity = "E1", supplier = "V", validFrom = "2026-01-01", validTo = "2026-02-01", valueCap = "5" }),
            ($"/agreements/{agreement.Number}/suspend", new { reason = "No" }),
            ($"/agreements/{agreement.Number}/terminate", new { reason = "No" }),
        })
            Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("receiver", path, body)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("receiver", $"/agreements/{agreement.Number}/release-schedule", new { upTo = "2026-02-01" })).Status);
        Assert.Equal(AgreementState.Active, (await trade.AgreementAsync(agreement.Number)).State);
    }

    [Theory, EachDatabase]
    public async Task A_change_that_is_riskier_waits_while_open_orders_keep_their_price(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("agreement", Rows);
        var agreement = await trade.ContractAsync(cap: 100, breaks: []);
        var open = await trade.OrderedAsync(Agreed.Line("W", 40));
        var draft = await trade.OrderedAsync(Agreed.Line("W", 10), release: false);

        // Cheaper, by rule: a version at once, with what differs.
        await ChangeAsync(trade, agreement.Number, 8.50m, 100);
        var found = await trade.AgreementAsync(agreement.Number);
        Assert.Equal((2, 1), (found.Versions.Count, found.Versions[0].Differences.Count));
        Assert.Equal("9.00", (await trade.LineAsync(open.Number)).Price.ToString());

        // The draft stands at the old price: it does not go unseen at either.
        Assert.Equal("procurement.agreement_price", await (await trade.TryReleaseAsync(draft.Number)).CodeAsync());
        await trade.ChangeAsync(draft.Number, 1, new { quantity = "10", unit = "piece" });
        Assert.Equal("8.50", (await trade.LineAsync(draft.Number)).Price.ToString());
        Assert.True((await trade.TryReleaseAsync(draft.Number)).IsSuccessStatusCode);

        // Dearer: waits, holds as it stands meanwhile, and then holds.
        var dearer = await ChangeAsync(trade, agreement.Number, 9.50m, 100);
        Assert.NotNull(dearer.Approval);
        Assert.Equal("8.50", (await trade.LineAsync((await trade.OrderedAsync(Agreed.Line("W", 1))).Number)).Price.ToString());
        Assert.Single((await trade.AgreementAsync(agreement.Number)).Pending);
        await trade.ApproveAsync(dearer.Approval!);
        Assert.Equal("9.50", (await trade.LineAsync((await trade.OrderedAsync(Agreed.Line("W", 1))).Number)).Price.ToString());
        Assert.Equal(3, (await trade.AgreementAsync(agreement.Number)).Versions.Count);

        // A cap below what is out is none.
        Assert.Equal("procurement.agreement_cap_taken", (await RefusedChangeAsync(trade, agreement.Number, 9.50m, 51)).Code);
        await ChangeAsync(trade, agreement.Number, 9.50m, 52);
        Assert.Equal(AgreementState.Exhausted, (await trade.AgreementAsync(agreement.Number)).State);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_was_approved_does_not_cut_what_was_released_meanwhile(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("agreement", Rows);
        var agreement = await trade.ContractAsync(cap: 100);
        var change = await ChangeAsync(trade, agreement.Number, 9.50m, 20);
        await trade.OrderedAsync(Agreed.Line("W", 30));
        await trade.ApproveAsync(change.Approval!);
        var found = await trade.AgreementAsync(agreement.Number);
        Assert.Equal((1, 100m, (string?)null), (found.Versions.Count, found.Lines[0].Cap!.Value.ToDecimal(), found.Approval));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Suspended_and_ended_ones_take_no_more_but_give_back(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.ContractAsync(cap: 100);
        var order = await trade.OrderedAsync(Agreed.Line("W", 40));
        var draft = await trade.OrderedAsync(Agreed.Line("W", 10), release: false);
        await trade.PostAsync<AgreementStandResponse>("buyer", $"/agreements/{agreement.Number}/suspend", new { reason = "They deliver rubbish" });
        Assert.Equal("procurement.agreement_not_in_force", await (await trade.TryReleaseAsync(draft.Number)).CodeAsync());
        Assert.Equal("procurement.agreement_not_in_force", (await trade.RefusedAsync("buyer", $"/purchase-orders/{order.Number}/lines/1/change", new { quantity = "41", unit = "piece" }, ifMatch: (await trade.FindAsync(order.Number)).Version)).Code);
        await trade.ChangeAsync(order.Number, 1, new { quantity = "30", unit = "piece" });
        Assert.Equal(30m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        await trade.PostAsync<AgreementStandResponse>("buyer", $"/agreements/{agreement.Number}/resume", new { reason = "Better now" });
        Assert.True((await trade.TryReleaseAsync(draft.Number)).IsSuccessStatusCode);
        await trade.PostAsync<AgreementStandResponse>("buyer", $"/agreements/{agreement.Number}/terminate", new { reason = "Over" });
        Assert.Equal("procurement.agreement_state", (await trade.RefusedAsync("buyer", $"/agreements/{agreement.Number}/resume", new { reason = "No, go on" })).Code);
        await trade.PostAsync<PurchaseLineStandResponse>("buyer", $"/purchase-orders/{order.Number}/lines/1/cancel", new { reason = "Not needed" });
        Assert.Equal(10m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_schedule_is_ordered_up_to_a_day_once(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await ScheduleAsync(trade);
        var first = await trade.PostAsync<ReleaseScheduleResponse>("buyer", $"/agreements/{agreement.Number}/release-schedule", new { upTo = "2026-01-29", site = "A" });
        Assert.Equal((2, "Released"), (first.Lines, first.State));
        var lines = (await trade.FindAsync(first.Order!)).Lines;
        Assert.Equal(["2026-01-22", "2026-01-29"], lines.Select(l => Agreed.Iso(l.RequestedDay)));
        Assert.Equal((24m, 216m), await trade.LedgerAsync(agreement.Number));

        var again = await trade.PostAsync<ReleaseScheduleResponse>("buyer", $"/agreements/{agreement.Number}/release-schedule", new { upTo = "2026-01-29", site = "A" });
        Assert.Equal((0, (string?)null), (again.Lines, again.Order));
        await trade.AsAsync("buyer");
        var both = await Task.WhenAll(new[] { 1, 2 }.Select(_ => trade.PostAsync<ReleaseScheduleResponse>("buyer", $"/agreements/{agreement.Number}/release-schedule", new { upTo = "2026-02-28", site = "A" })));
        Assert.Equal([0, 1], both.Select(b => b.Lines).Order());
        Assert.Equal(36m, (await trade.LedgerAsync(agreement.Number)).Quantity);
        Assert.All((await trade.AgreementAsync(agreement.Number)).Schedule, s => Assert.NotNull(s.Order));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_delivery_whose_line_is_cancelled_is_due_again_and_ordered_once_more(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await ScheduleAsync(trade);
        var release = new { upTo = "2026-01-29", site = "A" };
        var first = await trade.PostAsync<ReleaseScheduleResponse>("buyer", $"/agreements/{agreement.Number}/release-schedule", release);
        Assert.Equal(HttpStatusCode.Forbidden, (await trade.RefusedAsync("warehouse-manager", $"/purchase-orders/{first.Order}/lines/2/cancel", new { reason = "Not needed" })).Status);
        await CancelAsync(2);
        Assert.Equal([first.Order, null, null], (await trade.AgreementAsync(agreement.Number)).Schedule.Select(s => s.Order));
        Assert.Equal((12m, 108m), await trade.LedgerAsync(agreement.Number));
        Assert.Equal("procurement.line_state", (await trade.RefusedAsync("buyer", $"/purchase-orders/{first.Order}/lines/2/cancel", new { reason = "Twice" })).Code);

        await trade.AsAsync("buyer");
        var both = await Task.WhenAll(new[] { 1, 2 }.Select(_ => trade.PostAsync<ReleaseScheduleResponse>("buyer", $"/agreements/{agreement.Number}/release-schedule", release)));
        Assert.Equal([0, 1], both.Select(b => b.Lines).Order());
        var again = both.Single(b => b.Lines == 1).Order!;
        Assert.Equal("2026-01-29", Agreed.Iso(Assert.Single((await trade.FindAsync(again)).Lines).RequestedDay));
        Assert.Equal((24m, 216m), await trade.LedgerAsync(agreement.Number));
        Assert.Equal([first.Order, again, null], (await trade.AgreementAsync(agreement.Number)).Schedule.Select(s => s.Order));

        // What was received is no longer cancelled, and a line that was cut is not the delivery any more.
        await trade.ReceiveAsync(first.Order!, 12);
        Assert.False((await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{first.Order}/lines/1/cancel", new { reason = "Too late" })).IsSuccessStatusCode);
        Assert.Equal(0, (await trade.PostAsync<ReleaseScheduleResponse>("buyer", $"/agreements/{agreement.Number}/release-schedule", release)).Lines);
        await trade.VerifyAsync();

        Task<PurchaseLineStandResponse> CancelAsync(int line) => trade.PostAsync<PurchaseLineStandResponse>("buyer", $"/purchase-orders/{first.Order}/lines/{line}/cancel", new { reason = "Not needed" });
    }

    [Theory, EachDatabase]
    public async Task Terms_that_wait_do_not_lose_a_delivery_that_became_due_again(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await ScheduleAsync(trade);
        var first = await trade.PostAsync<ReleaseScheduleResponse>("buyer", $"/agreements/{agreement.Number}/release-schedule", new { upTo = "2026-01-29", site = "A" });
        await trade.TableAsync("agreement", [new("procurement-manager")]);
        var found = await trade.AgreementAsync(agreement.Number);
        using var answer = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Put, $"/api/v1/agreements/{agreement.Number}", TermsOf(found, 8, 100), found.Version);
        var waits = await Trade.ReadAsync<AgreementStandResponse>(answer);
        Assert.NotNull(waits.Approval);
        await trade.PostAsync<PurchaseLineStandResponse>("buyer", $"/purchase-orders/{first.Order}/lines/1/cancel", new { reason = "Not needed" });
        Assert.Equal("governance.request_ended", (await trade.RefusedAsync("procurement-manager", "/approvals/decide", new { requests = new[] { waits.Approval }, answer = "approve" })).Code);
        Assert.Equal(["2026-01-22", "2026-02-05"], (await trade.AgreementAsync(agreement.Number)).Schedule.Where(s => s.Order is null).Select(s => Agreed.Iso(s.Day)));
        await trade.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Damaged_balances_are_found_and_rebuilt_from_the_ledger(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.ContractAsync(cap: 50, valueCap: 1000);
        await trade.OrderedAsync(Agreed.Line("W", 20));
        await trade.VerifyAsync();
        Assert.Empty(await RebuildAsync());

        await trade.App.Database.ReadAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("UPDATE procurement_agreements SET taken_amount = taken_amount + 10000, taken_quantity = taken_quantity + 1000000");
            return await db.Database.ExecuteSqlRawAsync("UPDATE procurement_agreement_lines SET taken_quantity = taken_quantity + 1000000");
        });
        var check = trade.App.Services.GetServices<IVerification>().Single(c => c.Number == 14 && c.GetType() == typeof(AgreementCheck));
        Assert.Equal(2, (await trade.App.Database.ReadAsync(db => check.RunAsync(db, 10, CancellationToken.None))).Count);
        var put = await RebuildAsync();
        Assert.Equal([agreement.Number, $"{agreement.Number} line 1"], put.Select(p => p.Row).Order());
        Assert.Contains("said 21 for", put.Single(p => p.Row == agreement.Number).Message, StringComparison.Ordinal);
        Assert.Empty(await RebuildAsync());
        Assert.Equal((20m, 180m), await trade.LedgerAsync(agreement.Number));
        await trade.VerifyAsync();
        Assert.Equal("web.nothing_to_rebuild", (await trade.App.RebuildAsync("stock")).Refusal?.Code);

        async Task<IReadOnlyList<Finding>> RebuildAsync() => Trade.Value(await trade.App.RebuildAsync("agreements"));
    }

    [Theory, EachDatabase]
    public async Task A_requisition_is_weighed_at_the_price_of_an_agreement_as_far_as_it_bears_it(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        await trade.TableAsync("requisition", [new("auto", Below: Amount.Of(100), Contract: "inside"), new("procurement-manager", From: Amount.Of(100), Contract: "inside"), new("procurement-manager", Contract: "!inside")]);

        await trade.TableAsync("purchase-order", [new("auto")]);

        // 12 at the supplier's terms of 10.00 are 120: people are asked. At 8.00 they are 96 and go.
        Assert.NotNull((await NeedAsync(12, "2026-01-22")).Approval);
        await trade.ContractAsync(cap: 20, price: 8);
        var agreed = await NeedAsync(12, "2026-01-22");
        Assert.Null(agreed.Approval);

        // Beyond what is left, or after its last day, it is weighed at the terms again.
        Assert.NotNull((await NeedAsync(12, "2026-01-22")).Approval);
        Assert.NotNull((await NeedAsync(10, "2026-04-22")).Approval);
        await trade.VerifyAsync();

        Task<Requisitioning.CreateRequisitionResponse> NeedAsync(decimal quantity, string day) => trade.PostAsync<Requisitioning.CreateRequisitionResponse>(
            "planner", "/requisitions", new { site = "A", duplicate = "All are needed", lines = new[] { new { item = "W", quantity = Trade.Text(quantity), needDay = day } } });
    }

    [Theory, EachDatabase]
    public async Task What_was_written_wrong_is_refused_and_says_where(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var line = new { item = "W", price = "9" };
        foreach (var (code, body) in new (string, object)[]
        {
            ("procurement.agreement_cap", new { kind = "blanket", entity = "E1", supplier = "V", validFrom = "2026-01-01", validTo = "2026-02-01" }),
            ("procurement.agreement_amount", new { kind = "blanket", entity = "E1", supplier = "V", validFrom = "2026-01-01", validTo = "2026-02-01", valueCap = "-1" }),
            ("procurement.agreement_amount", new { kind = "blanket", entity = "E1", supplier = "V", validFrom = "2026-01-01", validTo = "2026-02-01", valueCap = "1.001" }),
            ("procurement.agreement_lines", new { kind = "blanket", entity = "E1", supplier = "V", validFrom = "2026-01-01", validTo = "2026-02-01", valueCap = "1", lines = new[] { line } }),
            ("procurement.agreement_lines", new { kind = "contract", entity = "E1", supplier = "V", validFrom = "2026-01-01", validTo = "2026-02-01" }),
            ("procurement.agreement_validity", new { kind = "contract", entity = "E1", supplier = "V", validFrom = "2026-02-02", validTo = "2026-02-01", lines = new[] { line } }),
            ("procurement.agreement_over", new { kind = "contract", entity = "E1", supplier = "V", validFrom = "2026-01-01", validTo = "2026-01-14", lines = new[] { line } }),
            ("procurement.agreement_item_twice", new { kind = "contract", entity = "E1", supplier = "V", validFrom = "2026-01-01", validTo = "2026-02-01", lines = new[] { line, line } }),
            ("procurement.agreement_schedule", new { kind = "contract", entity = "E1", supplier = "V", validFrom = "2026-01-01", validTo = "2026-02-01", lines = new[] { line }, schedule = new[] { new { item = "W", day = "2026-01-20", quantity = "1" } } }),
            ("procurement.agreement_schedule", new { kind = "scheduling", entity = "E1", supplier = "V", validFrom = "2026-01-01", validTo = "2026-02-01", lines = new[] { line }, schedule = new[] { new { item = "W", day = "2026-02-20", quantity = "1" } } }),
            ("procurement.agreement_breaks", new { kind = "contract", entity = "E1", supplier = "V", validFrom = "2026-01-01", validTo = "2026-02-01", lines = new[] { new { item = "W", price = "9", breaks = new[] { new { from = "10", price = "8" }, new { from = "10", price = "7" } } } } }),
            ("procurement.agreement_minimum", new { kind = "blanket", entity = "E1", supplier = "V", validFrom = "2026-01-01", validTo = "2026-02-01", valueCap = "5", minimumValue = "6" }),
        })
            Assert.Equal(code, (await trade.RefusedAsync("buyer", "/agreements", body)).Code);
    }

    [Theory, EachDatabase]
    public async Task What_runs_out_ends_or_lags_is_raised(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var nearly = await trade.ContractAsync(cap: 100, to: Trade.Today.AddDays(200));
        await trade.OrderedAsync(Agreed.Line("W", 90));
        var ending = await trade.ContractAsync(item: "X", price: 4, to: Trade.Today.AddDays(30));
        var calm = await trade.ContractAsync(item: "Y", price: 4, to: Trade.Today.AddDays(31));
        var behind = await trade.PostAsync<AgreementStandResponse>("buyer", "/agreements", new
        {
            kind = "contract",
            entity = "E1",
            supplier = "V",
            validFrom = "2026-01-01",
            validTo = "2026-03-31",
            minimumQuantity = "1000",
            lines = new[] { new { item = "Y", price = "4" } },
            submit = true,
        });
        Assert.Equal([nearly.Number], await RaisedAsync(trade, "procurement.agreement_nearly_used"));
        Assert.Equal([ending.Number], await RaisedAsync(trade, "procurement.agreement_ending"));
        Assert.Equal([behind.Number], await RaisedAsync(trade, "procurement.agreement_behind"));
        Assert.DoesNotContain(calm.Number, (await RaisedAsync(trade, "procurement.agreement_ending")).Concat(await RaisedAsync(trade, "procurement.agreement_behind")));
    }

    /// <summary>Whatever is released, changed, cancelled, closed and received, two hands at a time: the cap holds, and the ledger is what the lines commit to.</summary>
    [Theory, EachDatabase]
    public async Task No_order_of_doing_things_passes_the_cap(Engine engine)
    {
        await using var trade = await Trade.OpenAsync(engine);
        var agreement = await trade.ContractAsync(cap: 60, valueCap: 500, price: 9);
        await trade.AsAsync("buyer");
        await trade.AsAsync("receiver");
        var random = new Random(20260115);
        var orders = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            var steps = new[] { 1, 2 }.Select(_ => (What: random.Next(7), Order: orders.Count == 0 ? null : orders[random.Next(orders.Count)], Quantity: random.Next(1, 30))).ToList();
            foreach (var made in await Task.WhenAll(steps.Select(s => StepAsync(trade, agreement.Number, s.What, s.Order, s.Quantity)))) orders.AddRange(made);
            var (taken, worth) = await trade.LedgerAsync(agreement.Number);
            Assert.InRange(taken, 0, 60);
            Assert.InRange(worth, 0, 500);
            Assert.Equal(await CommittedAsync(trade), taken);
        }

        Assert.True(orders.Count > 5);
        Assert.True((await trade.AgreementAsync(agreement.Number)).Releases.Count > 5);
        await trade.VerifyAsync();
    }

    private static async Task<IEnumerable<string>> StepAsync(Trade trade, string agreement, int what, string? order, int quantity)
    {
        var buyer = await trade.AsAsync("buyer");
        if (what < 3 || order is null)
        {
            using var written = await buyer.SendUseAsync(HttpMethod.Post, "/api/v1/purchase-orders", Agreed.Order(Agreed.Line("W", quantity, agreement: agreement), release: what != 2));
            return written.IsSuccessStatusCode ? [(await Trade.ReadAsync<CreatePurchaseOrderResponse>(written)).Number] : [];
        }

        var path = $"/api/v1/purchase-orders/{order}";
        using var answer = what switch
        {
            3 => await trade.TryReleaseAsync(order),
            4 => await buyer.SendUseAsync(HttpMethod.Post, $"{path}/lines/1/change", new { quantity = Trade.Text(quantity), unit = "piece" }, (await trade.FindAsync(order)).Version),
            5 => await buyer.SendUseAsync(HttpMethod.Post, $"{path}/lines/1/{(quantity % 2 == 0 ? "cancel" : "short-close")}", new { reason = "A test" }),
            _ => await (await trade.AsAsync("receiver")).SendUseAsync(HttpMethod.Post, "/api/v1/receipts", new { site = "A", lines = new[] { new { order, line = 1, quantity = Trade.Text(Math.Max(1, quantity / 4)), unit = "piece", place = "A1" } } }),
        };
        Assert.True((int)answer.StatusCode < 500, await answer.Content.ReadAsStringAsync());
        return [];
    }

    private static async Task<decimal> CommittedAsync(Trade trade) => (await trade.App.Database.ReadAsync(db => db.Set<PurchaseLine>().AsNoTracking().Where(l => l.AgreementUse == AgreementUse.Inside).ToListAsync()))
        .Sum(l => l.State == PurchaseLineState.Released ? l.Ordered.ToDecimal() : l.State == PurchaseLineState.ShortClosed ? l.Received.ToDecimal() : 0);

    private static Task<AgreementStandResponse> ScheduleAsync(Trade trade) => trade.PostAsync<AgreementStandResponse>("buyer", "/agreements", new
    {
        kind = "scheduling",
        entity = "E1",
        supplier = "V",
        validFrom = "2026-01-01",
        validTo = "2026-03-31",
        lines = new[] { new { item = "W", price = "9", quantityCap = "100" } },
        schedule = new[] { "2026-01-22", "2026-01-29", "2026-02-05" }.Select(day => new { item = "W", day, quantity = "1", unit = "case" }),
        submit = true,
    });

    private static object TermsOf(FindAgreementResponse found, decimal price, decimal cap) => new
    {
        validFrom = Agreed.Iso(found.ValidFrom),
        validTo = Agreed.Iso(found.ValidTo),
        lines = new[] { new { item = "W", price = Trade.Text(price), quantityCap = Trade.Text(cap) } },
        reason = "They wrote",
    };

    private static async Task<AgreementStandResponse> ChangeAsync(Trade trade, string number, decimal price, decimal cap)
    {
        var found = await trade.AgreementAsync(number);
        using var answer = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Put, $"/api/v1/agreements/{number}", TermsOf(found, price, cap), found.Version);
        return await Trade.ReadAsync<AgreementStandResponse>(answer);
    }

    private static async Task<(HttpStatusCode Status, string? Code)> RefusedChangeAsync(Trade trade, string number, decimal price, decimal cap)
    {
        var found = await trade.AgreementAsync(number);
        using var answer = await (await trade.AsAsync("buyer")).SendUseAsync(HttpMethod.Put, $"/api/v1/agreements/{number}", TermsOf(found, price, cap), found.Version);
        return (answer.StatusCode, await answer.CodeAsync());
    }

    private static async Task<IReadOnlyList<string>> RaisedAsync(Trade trade, string kind)
    {
        var source = trade.App.Services.GetServices<ExceptionSource>().Single(s => s.Kind == kind);
        return [.. (await trade.App.Database.ReadAsync(db => source.FindAsync(db, trade.Time.GetUtcNow(), CancellationToken.None))).Select(f => f.Object).Order()];
    }
}
