using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Books.Posting;
using Crossdock.Books.Writing;
using Crossdock.Governance.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Books.Tests;

/// <summary>Journals written by hand go by rule or wait for somebody else, and are in the books only then.</summary>
public sealed class JournalApprovalTests
{
    private static readonly ApprovalRowRequest[] Rows =
    [
        new("auto", Below: Amount.Of(100), Exception: "none"),
        new("controller", Below: Amount.Of(100), Exception: "!none"),
        new("controller", From: Amount.Of(100)),
    ];

    [Theory, EachDatabase]
    public async Task What_is_small_is_posted_and_what_is_large_waits_for_another(Engine engine)
    {
        await using var office = await Office.OpenAsync(engine);
        await office.TableAsync(Rows);
        var small = await office.WriteAsync(99.99m);
        Assert.Equal((ManualJournalState.Posted, "posted"), (small.State, small.Stand));
        var large = await office.WriteAsync(100m);
        Assert.Equal($"asked, {large.Approval} waits for Controller", large.Stand);
        Assert.Equal(99.99m, await office.BankAsync());

        Assert.Equal("governance.own_request", (await office.RefusedAsync("controller", "/approvals/decide", Office.Decision(large.Approval!))).Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await office.RefusedAsync("administrator", "/approvals/decide", Office.Decision(large.Approval!))).Status);
        await office.DecideAsync(large.Approval!);
        Assert.Equal(199.99m, await office.BankAsync());
        var posted = await office.FindAsync(large.Number);
        Assert.Equal(ManualJournalState.Posted, posted.State);
        Assert.NotNull(posted.Journal);
        await office.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task What_does_not_balance_or_belongs_to_a_sub_ledger_is_refused(Engine engine)
    {
        await using var office = await Office.OpenAsync(engine);
        async Task<string?> CodeAsync(params object[] lines) => (await office.RefusedAsync("controller", "/manual-journals", new { entity = "E1", text = "wrong", lines })).Code;
        Assert.Equal("books.journal_unbalanced", await CodeAsync(Office.Debit("1000", 10m), Office.Credit("3000", 9.99m)));
        Assert.Equal("books.account_not_by_hand", await CodeAsync(Office.Debit("1200", 10m), Office.Credit("3000", 10m)));
        Assert.Equal("books.one_side", await CodeAsync(new { account = "1000", debit = "10", credit = "10" }, Office.Credit("3000", 10m)));
        Assert.Equal("books.one_side", await CodeAsync(Office.Debit("1000", -10m), Office.Credit("3000", -10m)));
        Assert.Equal("books.journal_precision", await CodeAsync(Office.Debit("1000", 10.001m), Office.Credit("3000", 10.001m)));
        Assert.Equal("books.journal_is_nothing", await CodeAsync(Office.Debit("1000", 10m), Office.Credit("1000", 10m)));
        Assert.Equal("not_found", await CodeAsync(Office.Debit("9999", 10m), Office.Credit("1000", 10m)));
        Assert.Equal(HttpStatusCode.Forbidden, (await office.RefusedAsync("ap-clerk", "/manual-journals", new { entity = "E1", text = "x", lines = new[] { Office.Debit("1000", 1m), Office.Credit("3000", 1m) } })).Status);
        await office.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task It_is_posted_into_the_month_it_was_written_for_or_not_at_all(Engine engine)
    {
        await using var office = await Office.OpenAsync(engine);
        await office.TableAsync(Rows);
        var asked = await office.WriteAsync(50m, "2026-01-31");
        Assert.NotNull(asked.Approval);
        await office.PostAsync<JsonObject>("controller", "/entities/E1/periods/202601/close", new { });
        Assert.Equal("books.period_closed", (await office.RefusedAsync("controller", "/approvals/decide", Office.Decision(asked.Approval!), 2)).Code);
        Assert.Equal("books.period_closed", (await office.RefusedAsync("controller", "/manual-journals", Office.Journal(5m, "2026-01-31"))).Code);
        Assert.Equal(0m, await office.BankAsync());
        await office.PostAsync<JsonObject>("controller", "/entities/E1/periods/202601/open", new { reason = "a late accrual" });
        await office.DecideAsync(asked.Approval!);
        Assert.Equal(50m, await office.BankAsync());
        await office.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Two_who_approve_at_once_post_once(Engine engine)
    {
        await using var office = await Office.OpenAsync(engine);
        await office.TableAsync(Rows);
        await office.AsAsync("controller", 3);
        var asked = await office.WriteAsync(500m);
        var answers = await Task.WhenAll(new[] { 2, 3, 2, 3 }.Select(async i =>
        {
            using var answer = await (await office.AsAsync("controller", i)).PostUseAsync("/api/v1/approvals/decide", Office.Decision(asked.Approval!));
            return answer.StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Equal(500m, await office.BankAsync());
        await office.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task An_edit_voids_what_was_asked(Engine engine)
    {
        await using var office = await Office.OpenAsync(engine);
        await office.TableAsync(Rows);
        var asked = await office.WriteAsync(500m);
        Assert.Equal("books.journal_of_other", (await office.RefusedAsync("controller", $"/manual-journals/{asked.Number}/change", new { text = "mine" }, 2, asked.Version)).Code);
        var changed = await office.PostAsync<ManualJournalStandResponse>("controller", $"/manual-journals/{asked.Number}/change",
            new { lines = new[] { Office.Debit("1000", 700m), Office.Credit("3000", 300m), Office.Credit("2100", 400m) } }, ifMatch: asked.Version);
        Assert.NotEqual(asked.Approval, changed.Approval);
        Assert.Equal("governance.request_ended", (await office.RefusedAsync("controller", "/approvals/decide", Office.Decision(asked.Approval!), 2)).Code);
        Assert.Equal("books.journal_moved_on", (await office.RefusedAsync("controller", $"/manual-journals/{asked.Number}/change", new { text = "late" }, ifMatch: asked.Version)).Code);
        await office.DecideAsync(changed.Approval!, answer: "return", comment: "say what for");
        var back = await office.FindAsync(asked.Number);
        Assert.Equal(ManualJournalState.Returned, back.State);
        var again = await office.PostAsync<ManualJournalStandResponse>("controller", $"/manual-journals/{asked.Number}/change", new { text = "deposit of the landlord", lines = new[] { Office.Debit("1000", 700m), Office.Credit("2100", 700m) } }, ifMatch: back.Version);
        await office.DecideAsync(again.Approval!);
        Assert.Equal(700m, await office.BankAsync());
        Assert.Equal(2, (await office.FindAsync(asked.Number)).Lines.Count);
        Assert.Equal("books.journal_ended", (await office.RefusedAsync("controller", $"/manual-journals/{asked.Number}/withdrawal", new { reason = "late" })).Code);
        await office.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task A_reversal_is_weighed_too_and_happens_once(Engine engine)
    {
        await using var office = await Office.OpenAsync(engine);
        await office.TableAsync(Rows);
        var posted = await office.WriteAsync(50m);
        var path = $"/journals/{posted.Journal}/reversal";
        var reversal = await office.PostAsync<ManualJournalStandResponse>("controller", path, new { reason = "twice" });
        Assert.NotNull(reversal.Approval);
        Assert.Equal("books.reversal_waits", (await office.RefusedAsync("controller", path, new { reason = "again" }, 2)).Code);
        Assert.Equal("books.mirror_stays", (await office.RefusedAsync("controller", $"/manual-journals/{reversal.Number}/change", new { lines = new[] { Office.Debit("1000", 1m), Office.Credit("3000", 1m) } }, ifMatch: reversal.Version)).Code);
        Assert.Equal(50m, await office.BankAsync());
        await office.DecideAsync(reversal.Approval!);
        Assert.Equal(0m, await office.BankAsync());
        Assert.Equal("books.journal_reversed_before", (await office.RefusedAsync("controller", path, new { reason = "again" })).Code);
        var mirror = (await office.FindAsync(reversal.Number)).Journal;
        Assert.Equal("books.not_reversed_by_hand", (await office.RefusedAsync("controller", $"/journals/{mirror}/reversal", new { reason = "back" })).Code);
        await office.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Two_reversals_at_once_reverse_once(Engine engine)
    {
        await using var office = await Office.OpenAsync(engine);
        var posted = await office.WriteAsync(50m);
        await office.AsAsync("controller", 2);
        var answers = await Task.WhenAll(new[] { 1, 2, 1, 2 }.Select(async i =>
        {
            using var answer = await (await office.AsAsync("controller", i)).PostUseAsync($"/api/v1/journals/{posted.Journal}/reversal", new { reason = "twice" });
            return answer.StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.Created);
        Assert.Equal(0m, await office.BankAsync());
        await office.VerifyAsync();
    }

    [Theory, EachDatabase]
    public async Task Ten_small_ones_by_two_people_are_one_large_one(Engine engine)
    {
        await using var office = await Office.OpenAsync(engine);
        await office.TableAsync(Rows, windowDays: 3);
        var waiting = 0;
        for (var i = 0; i < 10; i++) waiting += (await office.WriteAsync(20m, number: (i % 2) + 1)).Approval is null ? 0 : 1;
        Assert.Equal(6, waiting);
        Assert.Equal(80m, await office.BankAsync());
    }

    [Theory, EachDatabase]
    public async Task The_same_request_writes_once_and_breaking_glass_leaves_a_review(Engine engine)
    {
        await using var office = await Office.OpenAsync(engine);
        await office.TableAsync(Rows);
        var first = await office.PostAsync<ManualJournalStandResponse>("controller", "/manual-journals", Office.Journal(500m), key: "again");
        var second = await office.PostAsync<ManualJournalStandResponse>("controller", "/manual-journals", Office.Journal(500m), key: "again");
        Assert.Equal(first.Number, second.Number);
        await office.PostAsync<JsonObject>("procurement-manager", $"/approvals/{first.Approval}/break-glass", new { reason = "the bank closes at noon" });
        Assert.Equal(500m, await office.BankAsync());
        var review = await office.App.Database.ReadAsync(db => db.Set<Governance.Approving.ApprovalRequest>().SingleAsync(r => r.IsReview));
        Assert.Equal((first.Number, Governance.ApprovalState.Pending), (review.Document, review.State));
    }

    [Theory, EachDatabase]
    public async Task Balances_are_not_opened_past_those_who_decide(Engine engine)
    {
        await using var office = await Office.OpenAsync(engine);
        var opening = new { lines = new[] { new { account = "1000", amount = "25.00" } } };
        await office.PostAsync<JsonObject>("controller", "/entities/E1/opening-balances", opening);
        await office.TableAsync(Rows);
        Assert.Equal("books.opening_is_over", (await office.RefusedAsync("controller", "/entities/E1/opening-balances", opening)).Code);
        Assert.Equal(25m, await office.BankAsync());
    }

    [Theory, EachDatabase]
    public async Task Without_a_table_the_right_decides(Engine engine)
    {
        await using var office = await Office.OpenAsync(engine);
        Assert.Equal("posted", (await office.WriteAsync(1_000_000m)).Stand);
        Assert.Equal(1, await office.App.Database.ReadAsync(db => db.Set<JournalRow>().CountAsync()));
    }
}

/// <summary>One entity with its books, and people who write and decide through the API.</summary>
internal sealed class Office : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Lenient = new(Json.Web) { RespectRequiredConstructorParameters = false, UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip };
    private readonly Dictionary<string, HttpClient> people = [];

    private Office(CrossdockApp app) => App = app;

    public CrossdockApp App { get; }

    public static async Task<Office> OpenAsync(Engine engine)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 2, 10, 9, 0, 0, TimeSpan.Zero));
        var office = new Office(await CrossdockApp.StartAsync(engine, new() { Time = time }));
        Value(await office.App.RunAsync(new Founding(office.App), new Founded()));
        return office;
    }

    public async Task TableAsync(IReadOnlyList<ApprovalRowRequest> rows, int windowDays = 0)
    {
        await AsAsync("controller", 2);
        var draft = Value(await App.RunAsync(App.Get<DraftTable>(), new DraftTableRequest("journal", rows, WindowDays: windowDays)));
        Value(await App.RunAsync(App.Get<ActivateTable>(), new ActivateTableRequest(draft.Id, draft.Version)));
    }

    public async Task<HttpClient> AsAsync(string role, int number = 1) => people.TryGetValue(role + number, out var known) ? known : people[role + number] = await App.AsAsync(role);

    public async Task<T> PostAsync<T>(string role, string path, object request, int number = 1, long? ifMatch = null, string? key = null)
    {
        using var answer = await (await AsAsync(role, number)).SendUseAsync(HttpMethod.Post, "/api/v1" + path, request, ifMatch, key);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonSerializer.Deserialize<T>(text, Lenient)! : throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
    }

    public async Task<(HttpStatusCode Status, string? Code)> RefusedAsync(string role, string path, object request, int number = 1, long? ifMatch = null)
    {
        using var answer = await (await AsAsync(role, number)).SendUseAsync(HttpMethod.Post, "/api/v1" + path, request, ifMatch);
        Assert.False(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, await answer.CodeAsync());
    }

    public static object Debit(string account, decimal amount) => new { account, debit = Text(amount) };

    public static object Credit(string account, decimal amount) => new { account, credit = Text(amount) };

    /// <summary>Bank to opening equity.</summary>
    public static object Journal(decimal amount, string? day = null) => new { entity = "E1", text = "paid in by the owner", day, lines = new[] { Debit("1000", amount), Credit("3000", amount) } };

    public Task<ManualJournalStandResponse> WriteAsync(decimal amount, string? day = null, int number = 1) => PostAsync<ManualJournalStandResponse>("controller", "/manual-journals", Journal(amount, day), number);

    public Task<JsonObject> DecideAsync(string approval, string answer = "approve", string? comment = null, int number = 2) => PostAsync<JsonObject>("controller", "/approvals/decide", Decision(approval, answer, comment), number);

    public static object Decision(string approval, string answer = "approve", string? comment = null) => new { requests = new[] { approval }, answer, comment };

    public async Task<FindManualJournalResponse> FindAsync(string number)
    {
        using var answer = await (await AsAsync("controller")).GetAsync($"/api/v1/manual-journals/{number}");
        return JsonSerializer.Deserialize<FindManualJournalResponse>(await answer.Content.ReadAsStringAsync(), Lenient)!;
    }

    public Task<decimal> BankAsync() => App.Database.ReadAsync(async db => new Amount(await db.Database.SqlQueryRaw<long>(
        "SELECT CAST(COALESCE(SUM(l.amount), 0) AS bigint) AS \"Value\" FROM books_lines l JOIN books_account_roles r ON r.account_id = l.account_id WHERE r.role = 6").SingleAsync()).ToDecimal());

    public async Task VerifyAsync()
    {
        foreach (var check in App.Services.GetServices<IVerification>())
        {
            var findings = await App.Database.ReadAsync(db => check.RunAsync(db, 10, CancellationToken.None));
            Assert.True(findings.Count == 0, $"{check.Name}: {string.Join("; ", findings.Select(f => f.Row + ": " + f.Message))}");
        }
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static string Text(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static T Value<T>(Result<T> result) => result.Refused(out var refusal, out var value) ? throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}") : value;

    private sealed record Founded;

    private sealed class Founding(CrossdockApp app) : IUse<Founded, Done>
    {
        public async Task<Result<Done>> ExecuteAsync(Work work, Founded request, CancellationToken cancel)
        {
            var entity = Value(await app.Get<Foundation>().CreateEntityAsync(work, new("E1", "Entity one", "EUR", "Europe/Berlin"), cancel));
            app.Get<Chart>().Found(work, entity.Id, new(2026, 1, 1), 12);
            return Done.Yes;
        }
    }
}
