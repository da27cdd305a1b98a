using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Crossdock.Governance.Approving;
using Crossdock.Governance.Delegating;
using Crossdock.Governance.Tables;
using Crossdock.Organisation.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Governance.Tests;

/// <summary>
/// A group with two entities in different currencies, people of every role that decides, and a kind of thing that needs approval. The escalation
/// clock does not run by itself here: tests say when it looks.
/// </summary>
internal sealed class House : IAsyncDisposable
{
    public const string Kind = TestThings.Name;
    private readonly Dictionary<string, Actor> actors = [];
    private readonly Dictionary<string, LegalEntity> entities = [];
    private readonly Dictionary<string, Site> sites = [];

    private House(CrossdockApp app, TestThings things, FakeTimeProvider time)
    {
        App = app;
        Things = things;
        Time = time;
    }

    public CrossdockApp App { get; }

    /// <summary>What the owner of the things heard.</summary>
    public TestThings Things { get; }

    public FakeTimeProvider Time { get; }

    public Actor this[string login] => actors[login];

    /// <summary>A house with a buyer (bea), a procurement manager (pia), controllers (carl, cleo), a warehouse manager (wim), a council (cora, curt).</summary>
    public static async Task<House> StartAsync(Engine engine, bool staffed = true)
    {
        var time = new FakeTimeProvider(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var things = new TestThings();
        var app = await CrossdockApp.StartAsync(engine, new AppOptions
        {
            Time = time,
            Services = services =>
            {
                services.AddSingleton(things).AddSingleton<ApprovalSubject>(things);
                services.Replace(ServiceDescriptor.Singleton<ICaseRates>(new TestRates()));
            },
        });
        var house = new House(app, things, time);
        await house.EntityAsync("US1", "USD", "America/Chicago", "DSM", "CID");
        if (!staffed) return house;
        await house.PeopleAsync(Person("bea", "buyer"), Person("pia", "procurement-manager"), Person("carl", "controller"), Person("cleo", "controller"),
            Person("wim", "warehouse-manager"), Person("cora", "council"), Person("curt", "council"));
        return house;
    }

    public async Task EntityAsync(string code, string currency, string zone, params string[] siteCodes)
    {
        var made = Yes(await App.RunAsync(new MakeEntity(App.Get<Foundation>()), new MakeEntityRequest(new(code, $"Entity {code}", currency, zone), siteCodes)));
        entities[code] = made.Entity;
        foreach (var site in made.Sites) sites[site.Code] = site;
    }

    public static NewPerson Person(string login, string role, string[]? entities = null, string[]? sites = null) => new(login, $"Person {login}", [role], entities, sites);

    public async Task PeopleAsync(params NewPerson[] people)
    {
        foreach (var person in Yes(await App.RunAsync(new MakePeople(App.Get<People>()), new MakePeopleRequest(people))).People) actors[person.Login] = person.ToActor();
    }

    /// <summary>A client of a person, as other systems have it.</summary>
    public async Task<HttpClient> ClientAsync(string login)
    {
        var key = Yes(await App.RunAsync(new MakeKey(App.Get<ApiKeys>()), new MakeKeyRequest(login)));
        var client = App.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Key);
        return client;
    }

    /// <summary>A case of a document, asked by the buyer.</summary>
    public Case Case(string document, decimal amount, string content = "as first written", string entity = "US1", string by = "bea") => new()
    {
        Kind = Kind,
        Document = document,
        Title = $"Thing {document}",
        Href = $"/things/{document}",
        Entity = entities[entity].Id,
        Requester = this[by].Id,
        Amount = Amount.Of(amount),
        Currency = entities[entity].Currency,
        Content = [new("Content", content), new("Price", amount.ToString(System.Globalization.CultureInfo.InvariantCulture))],
    };

    public SiteId Site(string code) => sites[code].Id;

    public EntityId Entity(string code) => entities[code].Id;

    public Task<Result<AskedThings>> TryAskAsync(params Case[] cases) =>
        App.RunAsync(new AskThings(App.Get<Approvals>()), new AskThingsRequest(cases), actors.Values.SingleOrDefault(a => a.Id == cases[0].Requester));

    public async Task<Verdict> AskAsync(Case asked) => Yes(await TryAskAsync(asked)).Verdicts.Single();

    /// <summary>The number of the request that a case leads to.</summary>
    public async Task<string> WaitAsync(Case asked)
    {
        var verdict = await AskAsync(asked);
        Assert.False(verdict.Go);
        return verdict.Request!;
    }

    /// <summary>Puts a table for the group in force, written and put in force by the product itself.</summary>
    public Task<int> TableAsync(params ApprovalRowRequest[] rows) => TableAsync(new DraftTableRequest(Kind, rows, Currency: "USD", WindowDays: 0));

    public async Task<int> TableAsync(DraftTableRequest request, string? writer = null, string? activator = null)
    {
        var draft = await DraftAsync(request, writer);
        Assert.Empty(draft.Findings);
        Yes(await App.RunAsync(App.Get<ActivateTable>(), new ActivateTableRequest(draft.Id, draft.Version), activator is null ? null : this[activator]));
        return draft.Id;
    }

    public async Task<DraftTableResponse> DraftAsync(DraftTableRequest request, string? writer = null) =>
        Yes(await App.RunAsync(App.Get<DraftTable>(), request, writer is null ? null : this[writer]));

    public Task<Result<DecideRequestsResponse>> DecideAsync(string login, ApprovalAnswer answer, string? comment, params string[] numbers) =>
        App.RunAsync(App.Get<DecideRequests>(), new DecideRequestsRequest(numbers, answer, comment), this[login]);

    public Task<Result<DecideRequestsResponse>> TryApproveAsync(string login, params string[] numbers) => DecideAsync(login, ApprovalAnswer.Approve, null, numbers);

    public async Task<RequestStand> ApproveAsync(string login, string number) => Yes(await TryApproveAsync(login, number)).Requests.Single();

    public async Task<int> DelegateAsync(string from, string to, double days = 7, double startsIn = 0, string? kind = null, decimal? most = null) =>
        Yes(await App.RunAsync(App.Get<LetStandIn>(), new DelegateRequest(to, Time.GetUtcNow().AddDays(startsIn), Time.GetUtcNow().AddDays(startsIn + days), kind,
            most is { } limit ? Amount.Of(limit) : null), this[from])).Id;

    public async Task<FindRequestResponse> FindAsync(string number, string? login = null) =>
        Yes(await App.AskAsync(App.Get<FindRequest>(), new FindRequestRequest(number), login is null ? null : this[login]));

    /// <summary>Numbers of the requests in somebody's inbox.</summary>
    public async Task<IReadOnlyList<string>> InboxAsync(string login)
    {
        using var client = await ClientAsync(login);
        var page = await (await client.GetAsync("/api/v1/approvals?mine=true&state=pending&sort=number")).ReadAsync<System.Text.Json.Nodes.JsonObject>();
        return [.. page["items"]!.AsArray().Select(r => r!["number"]!.GetValue<string>())];
    }

    public async Task EscalateAsync() => Yes(await App.RunAsync(App.Get<EscalateRequests>(), new EscalateRequestsRequest()));

    public Task<List<Decision>> DecisionsAsync() => App.Database.ReadAsync(db => db.Set<Decision>().OrderBy(d => d.Id).ToListAsync());

    public Task<List<ApprovalRequest>> RequestsAsync() => App.Database.ReadAsync(db => db.Set<ApprovalRequest>().OrderBy(r => r.Number).ToListAsync());

    /// <summary>How often the owner was told about a document, in commits that were kept.</summary>
    public Task<long> ToldAsync(string document) => App.Database.ReadAsync(async db =>
    {
        var series = "gapless:told:" + document;
        return (await db.Database.SqlQuery<long>($"SELECT next AS \"Value\" FROM storage_counters WHERE name = {series}").ToListAsync()).SingleOrDefault();
    });

    public static T Yes<T>(Result<T> result) => result.Refused(out var refusal, out var value) ? throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}") : value;

    /// <summary>The code of a refusal; fails when it was none.</summary>
    public static string No<T>(Result<T> result) => result.Refused(out var refusal, out var value) ? refusal.Code : throw new InvalidOperationException($"It was not refused: {value}");

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

/// <summary>Things that need approval; their owner keeps what it heard, in commits that were kept and in those that were not.</summary>
internal sealed class TestThings : ApprovalSubject
{
    public const string Name = "test-thing";

    public override string Kind => Name;

    public override string Title => "Test things";

    public ConcurrentQueue<ApprovalEnd> Heard { get; } = new();

    /// <summary>True to refuse whatever it is told.</summary>
    public bool Refuses { get; set; }

    /// <summary>Asked in the same commit when something was approved, as an owner that does it does.</summary>
    public Func<Work, ApprovalEnd, Task>? Does { get; set; }

    public override async Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        if (Refuses) return new Refusal(RefusalKind.Refused, "test.thing_refuses", "This thing cannot be ended now.");
        // A number of its own shows how often it was told in commits that were kept.
        await work.GaplessNumberAsync("told:" + end.Document, cancel);
        Heard.Enqueue(end);
        if (Does is { } act) await act(work, end);
        return Done.Yes;
    }
}

internal sealed record AskThingsRequest(IReadOnlyList<Case> Cases);

internal sealed record AskedThings(IReadOnlyList<Verdict> Verdicts);

/// <summary>Asks about things in one commit, as the use of a module does.</summary>
internal sealed class AskThings(Approvals approvals) : IUse<AskThingsRequest, AskedThings>
{
    public async Task<Result<AskedThings>> ExecuteAsync(Work work, AskThingsRequest request, CancellationToken cancel)
    {
        var verdicts = new List<Verdict>();
        foreach (var asked in request.Cases)
        {
            if ((await approvals.AskAsync(work, asked, cancel)).Refused(out var refusal, out var verdict)) return refusal;
            verdicts.Add(verdict);
        }

        return new AskedThings(verdicts);
    }
}

/// <summary>One dollar is six yuan, and nothing else is known.</summary>
internal sealed class TestRates : ICaseRates
{
    public ValueTask<UnitPrice?> RateAsync(CrossdockDb db, Currency from, Currency to, DateOnly day, CancellationToken cancel) => new((from.Code, to.Code) switch
    {
        _ when from == to => UnitPrice.Of(1),
        ("USD", "CNY") => UnitPrice.Of(6),
        ("CNY", "USD") => UnitPrice.Of(0.166667m),
        _ => null,
    });
}

internal sealed record MakeEntityRequest(CreateEntityRequest Entity, IReadOnlyList<string> Sites);

internal sealed record MadeEntity(LegalEntity Entity, IReadOnlyList<Site> Sites);

internal sealed class MakeEntity(Foundation foundation) : IUse<MakeEntityRequest, MadeEntity>
{
    public async Task<Result<MadeEntity>> ExecuteAsync(Work work, MakeEntityRequest request, CancellationToken cancel)
    {
        if ((await foundation.CreateEntityAsync(work, request.Entity, cancel)).Refused(out var refusal, out var entity)) return refusal;
        var sites = new List<Site>();
        foreach (var code in request.Sites)
        {
            if ((await foundation.CreateSiteAsync(work, new CreateSiteRequest(entity.Code, code, $"Site {code}"), cancel)).Refused(out refusal, out var site)) return refusal;
            sites.Add(site);
        }

        return new MadeEntity(entity, sites);
    }
}

internal sealed record MakePeopleRequest(IReadOnlyList<NewPerson> People);

internal sealed record MadePeople(IReadOnlyList<Person> People);

internal sealed class MakePeople(People people) : IUse<MakePeopleRequest, MadePeople>
{
    public async Task<Result<MadePeople>> ExecuteAsync(Work work, MakePeopleRequest request, CancellationToken cancel)
    {
        var made = new List<Person>();
        foreach (var person in request.People)
        {
            if ((await people.CreateAsync(work, person, cancel)).Refused(out var refusal, out var created)) return refusal;
            made.Add(created);
        }

        return new MadePeople(made);
    }
}

internal sealed record MakeKeyRequest(string Login);

internal sealed class MakeKey(ApiKeys keys) : IUse<MakeKeyRequest, NewApiKey>
{
    public Task<Result<NewApiKey>> ExecuteAsync(Work work, MakeKeyRequest request, CancellationToken cancel) => keys.CreateAsync(work, request.Login, "test", null, cancel);
}

internal static class Pick
{
    /// <summary>One of these.</summary>
    public static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
