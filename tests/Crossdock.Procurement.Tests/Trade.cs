using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Governance.Tables;
using Crossdock.Organisation.Sites;
using Crossdock.Procurement.Answering;
using Crossdock.Procurement.Ordering;
using Crossdock.Procurement.Requisitioning;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Procurement.Tests;

/// <summary>
/// A company that buys by rules: entity E1 in euro with sites A and B, suppliers V (euro) and D (dollar), items W at 10.00 and X at 4.00 of V, in
/// cases of 12. Everything goes through the API, by people of their own.
/// </summary>
internal sealed class Trade : IAsyncDisposable
{
    // Answers leave absent values out.
    private static readonly JsonSerializerOptions Lenient = new(Json.Web) { RespectRequiredConstructorParameters = false, UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip };
    private readonly Dictionary<string, HttpClient> people = [];

    private Trade(CrossdockApp app, FakeTimeProvider time)
    {
        App = app;
        Time = time;
    }

    public CrossdockApp App { get; }

    public FakeTimeProvider Time { get; }

    public static DateOnly Today => new(2026, 1, 15);

    /// <summary>Everything below 1,000 by rule, more by the procurement manager, more than 5,000 by the controller as well; emergencies at once and looked at.</summary>
    public static readonly ApprovalRowRequest[] UsualRows =
    [
        new("auto", Below: Amount.Of(1000), Exception: "none", Emergency: "no"),
        new("procurement-manager", Below: Amount.Of(1000), Exception: "!none", Emergency: "no"),
        new("procurement-manager", From: Amount.Of(1000), Below: Amount.Of(5000), Emergency: "no"),
        new("procurement-manager then controller", From: Amount.Of(5000), Emergency: "no"),
        new("auto, review procurement-manager in 2 days", Emergency: "yes"),
    ];

    public static async Task<Trade> OpenAsync(Engine engine, Storage.Mailing.MailSettings? mail = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 9, 0, 0, TimeSpan.Zero));
        var trade = new Trade(await CrossdockApp.StartAsync(engine, new() { Time = time, Mail = mail }), time);
        await trade.DoAsync(async (work, cancel) =>
        {
            var entity = (await trade.App.Get<Foundation>().CreateEntityAsync(work, new("E1", "Entity", "EUR", "Europe/Berlin"), cancel)).Value;
            trade.App.Get<Chart>().Found(work, entity.Id, new DateOnly(2026, 1, 1), 12);
        });
        await trade.DoAsync(async (work, cancel) =>
        {
            foreach (var code in new[] { "A", "B" })
            {
                var site = (await trade.App.Get<Foundation>().CreateSiteAsync(work, new CreateSiteRequest("E1", code, "Site " + code), cancel)).Value;
                _ = (await trade.App.Get<Foundation>().CreatePlacesAsync(work, site.Id, [new NewPlace(code + "1", PickSequence: 1)], cancel)).Value;
            }

            var partners = trade.App.Get<PartnerMaster>();
            _ = (await partners.CreateAsync(work, new NewPartner(PartnerKind.Supplier, "V", "Supplier V", "EUR"), cancel)).Value;
            _ = (await partners.CreateAsync(work, new NewPartner(PartnerKind.Supplier, "D", "Supplier D", "USD"), cancel)).Value;
            _ = (await partners.CreateAsync(work, new NewPartner(PartnerKind.Customer, "C", "Customer C", "EUR"), cancel)).Value;
        });
        await trade.DoAsync(async (work, cancel) =>
        {
            foreach (var code in new[] { "W", "X", "Y" })
                _ = (await trade.App.Get<ItemMaster>().CreateAsync(work, new NewItem(code, "Item " + code, "piece", Class: "A", Supplier: "V", ListPrice: UnitPrice.Of(20), Packs: [new NewPack("case", 12)]), cancel)).Value;
        });
        await trade.DoAsync(async (work, cancel) => _ = (await trade.App.Get<PartnerMaster>().SetTermsAsync(work,
        [
            new NewTerms("V", "W", "case", 7, UnitPrice.Of(10)), new NewTerms("V", "X", "case", 7, UnitPrice.Of(4)),
        ], cancel)).Value);
        return trade;
    }

    /// <summary>Puts a table in force, for the group unless an entity is named.</summary>
    public async Task TableAsync(string kind, IReadOnlyList<ApprovalRowRequest> rows, string? entity = null, int windowDays = 0, decimal tolerance = 0)
    {
        var draft = Value(await App.RunAsync(App.Get<DraftTable>(), new DraftTableRequest(kind, rows, entity, WindowDays: windowDays, TolerancePercent: Quantity.Of(tolerance))));
        Assert.True(draft.Findings.Count == 0 || draft.Findings.All(f => f.Fault == TableFault.Nobody), string.Join("; ", draft.Findings.Select(f => f.Message)));
        foreach (var role in new[] { "procurement-manager", "controller" }) await AsAsync(role);
        Value(await App.RunAsync(App.Get<ActivateTable>(), new ActivateTableRequest(draft.Id, draft.Version)));
    }

    /// <summary>The client of the one person of a role; with a number, of a further one.</summary>
    public async Task<HttpClient> AsAsync(string role, int number = 1)
    {
        var name = role + number;
        return people.TryGetValue(name, out var known) ? known : people[name] = await App.AsAsync(role);
    }

    /// <summary>The client of a person of their own, with these roles.</summary>
    public async Task<HttpClient> PersonAsync(string login, params string[] roles)
    {
        var key = "";
        await DoAsync(async (work, cancel) =>
        {
            var person = (await App.Get<People>().CreateAsync(work, new NewPerson(login, login, roles), cancel)).Value;
            key = App.Get<ApiKeys>().Create(work, person, "test", null).Key;
        });
        var client = App.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    public async Task<T> PostAsync<T>(string role, string path, object request, int number = 1) => await ReadAsync<T>(await (await AsAsync(role, number)).PostUseAsync("/api/v1" + path, request));

    /// <summary>Asks as the buyer.</summary>
    public async Task<T> LookAsync<T>(string path) => await ReadAsync<T>(await (await AsAsync("buyer")).GetAsync("/api/v1" + path));

    /// <summary>Sends a use that is to be refused; answers status and code.</summary>
    public async Task<(HttpStatusCode Status, string? Code)> RefusedAsync(string role, string path, object request, int number = 1, long? ifMatch = null)
    {
        using var answer = await (await AsAsync(role, number)).SendUseAsync(HttpMethod.Post, "/api/v1" + path, request, ifMatch);
        Assert.False(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, await answer.CodeAsync());
    }

    public static object Line(string item, decimal quantity, decimal? price = null, DateOnly? day = null) =>
        new { item, quantity = Text(quantity), unit = "piece", price = price is { } p ? Text(p) : null, requestedDay = (day ?? Today.AddDays(7)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) };

    public Task<CreatePurchaseOrderResponse> OrderAsync(params object[] lines) => PostAsync<CreatePurchaseOrderResponse>("buyer", "/purchase-orders", new { supplier = "V", site = "A", release = true, lines });

    public async Task<FindPurchaseOrderResponse> FindAsync(string order) => Value(await App.AskAsync(App.Get<FindPurchaseOrder>(), new(order)));

    public async Task<string> StateAsync(string order) => (await FindAsync(order)).State;

    public async Task<PurchaseLineStandResponse> ChangeAsync(string order, int line, object change)
    {
        var version = (await FindAsync(order)).Version;
        using var answer = await (await AsAsync("buyer")).SendUseAsync(HttpMethod.Post, $"/api/v1/purchase-orders/{order}/lines/{line}/change", change, version);
        return await ReadAsync<PurchaseLineStandResponse>(answer);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<T>(text, Lenient)!;
    }

    public Task<JsonObject> ApproveAsync(string approval, string role = "procurement-manager", string answer = "approve", string? comment = null) =>
        PostAsync<JsonObject>(role, "/approvals/decide", new { requests = new[] { approval }, answer, comment });

    public Task<AnswerPurchaseOrderResponse> AnswerAsync(string order, params object[] lines) => PostAsync<AnswerPurchaseOrderResponse>("buyer", $"/purchase-orders/{order}/answer", new { lines });

    public async Task<decimal> OnOrderAsync(string item) => await App.Database.ReadAsync(async db =>
        (await App.Get<StockView>().PartitionAsync(db, (await App.Get<Items>().FindAsync(db, item))!.Id, null, CancellationToken.None)).Aggregate(0m, (sum, p) => sum + p.OnOrder.ToDecimal()));

    public Task<JsonObject> ReceiveAsync(string order, decimal quantity, int line = 1) => PostAsync<JsonObject>("receiver", "/receipts", new
    {
        site = "A",
        lines = new[] { new { order, line, quantity = Text(quantity), unit = "piece", place = "A1" } },
    });

    /// <summary>A dollar is 0.50 euro.</summary>
    public Task RateAsync() => DoAsync(async (work, cancel) => _ = (await App.Get<RateTable>().SetAsync(work, [new(Currency.Usd, Currency.Eur, new DateOnly(2026, 1, 1), UnitPrice.Of(0.5m))], cancel)).Value);

    /// <summary>Runs every check of <c>crossdock verify</c>; there is nothing to find.</summary>
    public async Task VerifyAsync()
    {
        foreach (var check in App.Services.GetServices<IVerification>())
        {
            var findings = await App.Database.ReadAsync(db => check.RunAsync(db, 10, CancellationToken.None));
            Assert.True(findings.Count == 0, $"{check.Name}: {string.Join("; ", findings.Select(f => f.Row + ": " + f.Message))}");
        }
    }

    public async Task DoAsync(Func<Work, CancellationToken, Task> step)
    {
        var answer = await App.RunAsync(new Step(step), new StepRequest());
        Assert.True(answer.IsValue, answer.Refusal?.Message);
    }

    public static T Value<T>(Result<T> result) => result.Refused(out var refusal, out var value) ? throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}") : value;

    public static string Text(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private sealed record StepRequest;

    private sealed class Step(Func<Work, CancellationToken, Task> step) : IUse<StepRequest, Done>
    {
        public async Task<Result<Done>> ExecuteAsync(Work work, StepRequest request, CancellationToken cancel)
        {
            await step(work, cancel);
            return Done.Yes;
        }
    }
}
