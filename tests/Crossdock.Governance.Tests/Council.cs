using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Governance.Approving;
using Crossdock.Governance.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Governance.Tests;

/// <summary>Things of a test that may need approval; hears how their requests ended.</summary>
internal sealed class Things : ApprovalSubject
{
    public override string Kind => "thing";

    public override string Title => "Things";

    public System.Collections.Concurrent.ConcurrentQueue<ApprovalEnd> Heard { get; } = new();

    public Refusal? Refuses { get; set; }

    public override Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        if (Refuses is { } no) return Task.FromResult<Result<Done>>(no);
        Heard.Enqueue(end);
        return Task.FromResult(Done.Yes);
    }
}

/// <summary>A group with entity E1 (euro), sites A and B, and people of each role; asks governance about things.</summary>
internal sealed class Council : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Lenient = new(Json.Web) { RespectRequiredConstructorParameters = false, UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip };
    private readonly Dictionary<string, (HttpClient Client, Person Person)> people = [];

    private Council(CrossdockApp app, FakeTimeProvider time, Things things)
    {
        App = app;
        Time = time;
        Things = things;
    }

    public CrossdockApp App { get; }

    public FakeTimeProvider Time { get; }

    public Things Things { get; }

    public EntityId Entity { get; private set; }

    public SiteId Site { get; private set; }

    public static async Task<Council> OpenAsync(Engine engine)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 9, 0, 0, TimeSpan.Zero));
        var things = new Things();
        var council = new Council(await CrossdockApp.StartAsync(engine, new() { Time = time, Services = s => s.AddSingleton<ApprovalSubject>(things) }), time, things);
        await council.DoAsync(async (work, cancel) => council.Entity = (await council.App.Get<Foundation>().CreateEntityAsync(work, new("E1", "Entity", "EUR", "Europe/Berlin"), cancel)).Value.Id);
        await council.DoAsync(async (work, cancel) =>
        {
            council.Site = (await council.App.Get<Foundation>().CreateSiteAsync(work, new("E1", "A", "Site A"), cancel)).Value.Id;
            _ = (await council.App.Get<Foundation>().CreateSiteAsync(work, new("E1", "B", "Site B"), cancel)).Value;
        });
        foreach (var name in new[] { "m1", "m2", "m3" }) await council.HireAsync(name, "procurement-manager");
        foreach (var name in new[] { "c1", "c2" }) await council.HireAsync(name, "controller");
        await council.HireAsync("buyer", "buyer");
        return council;
    }

    /// <summary>A person with a login, a role and perhaps only some sites, and a client with a key of theirs.</summary>
    public async Task<Person> HireAsync(string login, string role, params string[] sites)
    {
        Person? person = null;
        string? key = null;
        await DoAsync(async (work, cancel) => person = (await App.Get<People>().CreateAsync(work, new NewPerson(login, login, [role], Sites: sites), cancel)).Value);
        await DoAsync(async (work, cancel) => key = (await App.Get<ApiKeys>().CreateAsync(work, login, "test", null, cancel)).Value.Key);
        var client = App.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        people[login] = (client, person!);
        return person!;
    }

    public HttpClient As(string login) => people[login].Client;

    public Person Person(string login) => people[login].Person;

    public async Task<DraftTableResponse> DraftAsync(IReadOnlyList<ApprovalRowRequest> rows, int windowDays = 0, decimal tolerance = 0, string? entity = null, string kind = "thing") =>
        Value(await App.RunAsync(App.Get<DraftTable>(), new DraftTableRequest(kind, rows, entity, "EUR", windowDays, Quantity.Of(tolerance))));

    public async Task TableAsync(IReadOnlyList<ApprovalRowRequest> rows, int windowDays = 0, decimal tolerance = 0)
    {
        var draft = await DraftAsync(rows, windowDays, tolerance);
        Value(await App.RunAsync(App.Get<ActivateTable>(), new ActivateTableRequest(draft.Id, draft.Version)));
    }

    /// <summary>Asks about a thing.</summary>
    public async Task<Result<Verdict>> TryAskAsync(string document, decimal amount, string by = "buyer", string? group = null, string content = "as it is", IReadOnlyDictionary<string, string>? attributes = null, params string[] writers)
    {
        var asked = new Case
        {
            Kind = "thing",
            Document = document,
            Title = "Thing " + document,
            Href = "/items",
            Entity = Entity,
            Site = Site,
            Requester = Person(by).Id,
            Writers = [.. writers.Select(w => Person(w).Id)],
            Amount = Amount.Of(amount),
            Currency = Currency.Eur,
            Group = group,
            Attributes = attributes ?? new Dictionary<string, string>(),
            Content = [new("Content", content), new("Amount", Trade(amount))],
        };
        return await App.RunAsync(new Asks(App.Get<Approvals>()), new AsksRequest(asked), Person(by).ToActor());
    }

    public async Task<Verdict> AskAsync(string document, decimal amount, string by = "buyer", string? group = null, string content = "as it is", IReadOnlyDictionary<string, string>? attributes = null, params string[] writers) =>
        Value(await TryAskAsync(document, amount, by, group, content, attributes, writers));

    public Task<HttpResponseMessage> DecideAsync(string by, string request, string answer = "approve", string? comment = null, long? seen = null) =>
        As(by).PostUseAsync("/api/v1/approvals/decide", new { requests = new[] { request }, answer, comment, seen });

    /// <summary>Decides, and is not refused; answers the state.</summary>
    public async Task<ApprovalState> DecidedAsync(string by, string request, string answer = "approve", string? comment = null) =>
        Enum.Parse<ApprovalState>((await ReadAsync<JsonObject>(await DecideAsync(by, request, answer, comment)))["requests"]![0]!["state"]!.GetValue<string>(), ignoreCase: true);

    public async Task<(HttpStatusCode Status, string? Code)> RefusedAsync(string by, string request, string answer = "approve", string? comment = null, long? seen = null)
    {
        using var response = await DecideAsync(by, request, answer, comment, seen);
        Assert.False(response.IsSuccessStatusCode);
        return (response.StatusCode, await response.CodeAsync());
    }

    public async Task<FindRequestResponse> RequestAsync(string number) => Value(await App.AskAsync(App.Get<FindRequest>(), new FindRequestRequest(number)));

    public async Task<List<string>> InboxAsync(string login)
    {
        var page = await ReadAsync<JsonObject>(await As(login).GetAsync("/api/v1/approvals?mine=true&state=pending"));
        return [.. page["items"]!.AsArray().Select(r => r!["number"]!.GetValue<string>()).Order(StringComparer.Ordinal)];
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<T>(text, Lenient)!;
    }

    public static T Value<T>(Result<T> result) => result.Refused(out var refusal, out var value) ? throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}") : value;

    public async Task DoAsync(Func<Work, CancellationToken, Task> step)
    {
        var answer = await App.RunAsync(new Step(step), new StepRequest());
        Assert.True(answer.IsValue, answer.Refusal?.Message);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static string Trade(decimal amount) => amount.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed record StepRequest;

    private sealed class Step(Func<Work, CancellationToken, Task> step) : IUse<StepRequest, Done>
    {
        public async Task<Result<Done>> ExecuteAsync(Work work, StepRequest request, CancellationToken cancel)
        {
            await step(work, cancel);
            return Done.Yes;
        }
    }

    private sealed record AsksRequest(Case Case);

    private sealed class Asks(Approvals approvals) : IUse<AsksRequest, Verdict>
    {
        public Task<Result<Verdict>> ExecuteAsync(Work work, AsksRequest request, CancellationToken cancel) => approvals.AskAsync(work, request.Case, cancel);
    }
}
