using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Organisation.Sites;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Payables.Tests;

/// <summary>
/// Three people who all have every right, as after any change of roles, walk one purchase through the real endpoints at random. What one of them may
/// not do because of what they did before is refused, and by the row of the matrix.
/// </summary>
public sealed class SeparationTests
{
    /// <summary>One act after the other in the same hand, in either order, written down apart from the code under test.</summary>
    private static readonly (int Row, string One, string Other)[] Never =
    [
        (1, "maintain", "release"), (1, "maintain", "approve"), (2, "bank", "pay"), (3, "write", "approve"), (3, "release", "approve"), (4, "write", "receive"),
        (4, "release", "receive"), (4, "approve", "receive"), (5, "receive", "match"), (10, "terms", "release"), (10, "terms", "approve"), (10, "terms", "adjust"),
        (10, "price", "release"), (10, "price", "approve"), (10, "price", "adjust"),
    ];

    /// <summary>Only in this order: what is looked back from is the second act.</summary>
    private static readonly (int Row, string First, string Then)[] NeverAfter = [(7, "receive", "adjust"), (14, "table", "approve")];

    [Theory, EachDatabase]
    public async Task At_random_nobody_gets_both_sides_of_a_hard_row_into_one_hand_and_each_refusal_names_the_row(Engine engine)
    {
        await using var walk = await Purchase.OpenAsync(engine);
        var (happened, refused, last) = (new HashSet<string>(), new HashSet<int>(), new Dictionary<string, string>());
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            await walk.NextAsync(seed);
            var did = new HashSet<(int Person, string Act)>();
            for (var step = 0; step < 60; step++)
            {
                var person = random.Next(1, 4);
                var act = Purchase.Drawn[random.Next(Purchase.Drawn.Length)];
                var before = walk.MatchedBy;
                var (status, words) = await walk.ActAsync(person, act);
                last[act] = words;
                List<int> broken =
                [
                    .. Never.Where(n => (n.One == act && did.Contains((person, n.Other))) || (n.Other == act && did.Contains((person, n.One)))).Select(n => n.Row),
                    .. NeverAfter.Where(n => n.Then == act && did.Contains((person, n.First))).Select(n => n.Row),
                    .. act == "pay" && before == person ? new[] { 6 } : [],
                ];
                if (status is HttpStatusCode.OK or HttpStatusCode.Created)
                {
                    Assert.True(broken.Count == 0, $"seed {seed}, step {step}: person {person} did {act} after {string.Join(", ", did.Where(d => d.Person == person).Select(d => d.Act))}: rows {string.Join(", ", broken)}");
                    did.Add((person, act));
                    happened.Add(act);
                }
                else if (status == HttpStatusCode.Forbidden && !words.Contains("governance.not_asked", StringComparison.Ordinal) && !words.Contains("voted_before", StringComparison.Ordinal))
                {
                    var row = int.Parse(System.Text.RegularExpressions.Regex.Match(words, @"Conflict (\d+) \(").Groups[1].Value, CultureInfo.InvariantCulture);
                    Assert.True(broken.Contains(row) || (row == 21 && act == "approve"), $"seed {seed}, step {step}: person {person}, {act}: {words}");
                    refused.Add(row);
                }
            }
        }

        var never = Purchase.Acts.Except(happened).ToList();
        Assert.True(never.Count == 0, string.Join("; ", never.Select(act => $"{act}: {last.GetValueOrDefault(act)}")));
        Assert.Superset(new HashSet<int> { 1, 2, 3, 4, 5, 6, 7, 10 }, refused);
    }

    [Theory, EachDatabase]
    public async Task Two_hands_of_one_person_at_once_do_not_get_past_each_other(Engine engine)
    {
        await using var walk = await Purchase.OpenAsync(engine);
        for (var round = 1; round <= 5; round++)
        {
            await walk.NextAsync(100 + round);
            await walk.ActAsync(1, "write");
            var answers = await Task.WhenAll(walk.ActAsync(2, "maintain"), walk.ActAsync(2, "release"));
            Assert.Equal(1, answers.Count(a => a.Status == HttpStatusCode.OK));
            Assert.Contains("Conflict 1 (", answers.Single(a => a.Status != HttpStatusCode.OK).Words, StringComparison.Ordinal);
        }
    }

    [Theory, EachDatabase]
    public async Task A_lent_right_carries_what_its_owner_did(Engine engine)
    {
        await using var walk = await Purchase.OpenAsync(engine);
        await walk.NextAsync(1);
        await walk.ActAsync(2, "write");
        await walk.NextAsync(2);
        foreach (var (person, act) in new[] { (1, "maintain"), (2, "write"), (2, "release") }) Assert.True((await walk.ActAsync(person, act)).Status is HttpStatusCode.OK or HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.OK, (await walk.LendAsync(1, 4)).Status);
        var (status, words) = await walk.ActAsync(4, "approve");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("Conflict 21 (circumvention)", words, StringComparison.Ordinal);
        Assert.Contains("Conflict 1 (fictitious supplier)", words, StringComparison.Ordinal);

        // Lent by somebody who did nothing it is good, and the owner of the right does not receive what was ordered by it.
        Assert.Equal(HttpStatusCode.OK, (await walk.LendAsync(3, 4)).Status);
        Assert.Equal(HttpStatusCode.OK, (await walk.LendAsync(1, 4, end: true)).Status);
        Assert.Equal(HttpStatusCode.OK, (await walk.ActAsync(4, "approve")).Status);
        foreach (var person in new[] { 3, 4 }) Assert.Contains("Conflict 4 (phantom receipt)", (await walk.ActAsync(person, "receive")).Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await walk.ActAsync(1, "receive")).Status);
    }

    [Theory, EachDatabase]
    public async Task Whoever_opened_a_month_again_posts_nothing_in_it(Engine engine)
    {
        await using var walk = await Purchase.OpenAsync(engine);
        await walk.NextAsync(1);
        foreach (var (person, act) in new[] { (1, "write"), (2, "release"), (3, "receive"), (1, "match") }) Assert.Equal((act, true), (act, (await walk.ActAsync(person, act)).Status is HttpStatusCode.OK or HttpStatusCode.Created));
        Assert.Equal(HttpStatusCode.OK, (await walk.PostAsync(3, "/entities/E1/periods/202601/close", new { })).Status);
        Assert.Equal(HttpStatusCode.OK, (await walk.PostAsync(2, "/entities/E1/periods/202601/open", new { reason = "an invoice came late" })).Status);
        var (status, words) = await walk.ActAsync(2, "pay");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("Conflict 20 (misstatement)", words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await walk.ActAsync(3, "pay")).Status);
    }

    [Theory, EachDatabase]
    public async Task Whoever_received_does_not_write_off_what_was_never_billed(Engine engine)
    {
        await using var walk = await Purchase.OpenAsync(engine);
        await walk.NextAsync(1);
        foreach (var (person, act) in new[] { (1, "write"), (2, "release"), (3, "receive") }) Assert.Equal((act, true), (act, (await walk.ActAsync(person, act)).Status is HttpStatusCode.OK or HttpStatusCode.Created));
        var request = new { order = walk.Order, line = 1, reason = "The supplier never bills it" };
        var (status, words) = await walk.PostAsync(3, "/write-offs", request);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("Conflict 5 (phantom liability)", words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await walk.PostAsync(1, "/write-offs", request)).Status);
    }

    [Theory, EachDatabase]
    public async Task The_matrix_stands_behind_files_as_well_and_the_attempt_is_seen(Engine engine)
    {
        await using var walk = await Purchase.OpenAsync(engine);
        await walk.NextAsync(1);
        foreach (var (person, act) in new[] { (1, "write"), (1, "release"), (2, "receive") }) await walk.ActAsync(person, act);
        using var file = new StringContent($"supplier,number,day,total,order,line,quantity,price\n{walk.Supplier},F-1,2026-01-15,600,{walk.Order},1,1,600\n", System.Text.Encoding.UTF8, "text/csv");
        using var answer = await walk.As(2).PostAsync("/api/v1/imports/PostSupplierInvoice?check=false&batch=b", file);
        Assert.Contains("Conflict 5 (phantom liability)", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var seen = JsonNode.Parse(await walk.As(3).GetStringAsync("/api/v1/conflicts"))!["refused"]!.AsArray();
        Assert.Contains(seen, r => r!["why"]!.GetValue<string>().Contains("Conflict 5 (", StringComparison.Ordinal) && r["what"]!.GetValue<string>().Contains("/imports/", StringComparison.Ordinal));
    }
}

/// <summary>A company with three people who may do everything, and one purchase at a time.</summary>
internal sealed class Purchase : IAsyncDisposable
{
    public static readonly string[] Acts = ["maintain", "bank", "terms", "price", "write", "release", "approve", "receive", "adjust", "match", "pay", "table", "delegate"];

    /// <summary>What moves the purchase on is drawn more often, or no walk would reach its end.</summary>
    public static readonly string[] Drawn = [.. Acts, .. Enumerable.Repeat<string[]>(["write", "release", "approve", "receive", "adjust", "match", "pay"], 4).SelectMany(a => a)];

    private static readonly object[] Rows = [new { route = "auto", below = "5000" }, new { route = "procurement-manager", from = "5000" }];

    private readonly CrossdockApp app;
    private readonly FakeTimeProvider time;
    private const int CoolingDays = 3;
    private const string PersonHeader = "X-Person";

    private readonly List<Actor> people;
    private readonly List<string> invoices = [];
    private readonly Dictionary<(int From, int To), int> lent = [];
    private string item = "";
    private int orders;
    private int papers;
    private int letters;

    private Purchase(CrossdockApp app, FakeTimeProvider time, List<Actor> people)
    {
        this.people = people;
        this.app = app;
        this.time = time;
    }

    public string Supplier { get; private set; } = "";

    public string? Order { get; private set; }

    /// <summary>Who posted the latest invoice, which is the next to be paid.</summary>
    public int? MatchedBy { get; private set; }

    private string? Approval { get; set; }

    public static async Task<Purchase> OpenAsync(Engine engine)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 9, 0, 0, TimeSpan.Zero));
        var people = new List<Actor> { Actor.System("test") };
        var signedIn = SignedInClient.As(() => people[0]);
        var walk = new Purchase(await CrossdockApp.StartAsync(engine, signedIn with { Time = time, Services = services => { signedIn.Services!(services); ByHeader(services, people); } }), time, people);
        await walk.DoAsync(async (work, cancel) =>
        {
            var entity = (await walk.app.Get<Foundation>().CreateEntityAsync(work, new("E1", "Entity", "EUR", "Europe/Berlin"), cancel)).Value;
            walk.app.Get<Chart>().Found(work, entity.Id, new DateOnly(2026, 1, 1), 24);
        });
        await walk.DoAsync(async (work, cancel) =>
        {
            var site = (await walk.app.Get<Foundation>().CreateSiteAsync(work, new CreateSiteRequest("E1", "A", "Site A"), cancel)).Value;
            _ = (await walk.app.Get<Foundation>().CreatePlacesAsync(work, site.Id, [new NewPlace("A1", PickSequence: 1)], cancel)).Value;
        });
        for (var person = 1; person <= 4; person++)
        {
            var login = "p" + person;
            await walk.DoAsync(async (work, cancel) =>
            {
                var made = (await walk.app.Get<People>().CreateAsync(work, new NewPerson(login, login, [login == "p4" ? "controller" : "procurement-manager"]), cancel)).Value;
                walk.people.Add(new Actor(made.Id, login) { Permissions = Enum.GetValues<Permission>().ToHashSet() });
            });
        }

        await walk.TableAsync(null);
        return walk;
    }

    /// <summary>Another supplier, item and order: nobody did anything yet. Tables of the day before bind nobody.</summary>
    public async Task NextAsync(int number)
    {
        time.Advance(TimeSpan.FromDays(1));
        (Supplier, item, Order, Approval, MatchedBy) = ($"V{number}", $"W{number}", null, null, null);
        invoices.Clear();
        await DoAsync(async (work, cancel) => _ = (await app.Get<PartnerMaster>().CreateAsync(work, new NewPartner(PartnerKind.Supplier, Supplier, "Supplier", "EUR"), cancel)).Value);
        await DoAsync(async (work, cancel) => _ = (await app.Get<ItemMaster>().CreateAsync(work, new NewItem(item, "Item", "piece"), cancel)).Value);
        await DoAsync(async (work, cancel) => _ = (await app.Get<PartnerMaster>().SetTermsAsync(work, [new NewTerms(Supplier, item, "piece", 7)], cancel)).Value);
    }

    public HttpClient As(int person)
    {
        // Person 0 is the product itself.
        var client = app.Anonymous();
        client.DefaultRequestHeaders.Add(PersonHeader, person.ToString(CultureInfo.InvariantCulture));
        return client;
    }

    public async Task<(HttpStatusCode Status, string Words)> PostAsync(int person, string path, object request, HttpMethod? method = null, long? ifMatch = null)
    {
        using var client = As(person);
        using var answer = await client.SendUseAsync(method ?? HttpMethod.Post, "/api/v1" + path, request, ifMatch);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<(HttpStatusCode Status, string Words)> ActAsync(int person, string act)
    {
        var done = act switch
        {
            "maintain" => await PostAsync(person, $"/suppliers/{Supplier}/assessment", new { risk = "low", reason = "looked at" }, HttpMethod.Put),
            "bank" => await BankAsync(person),
            "terms" => await PostAsync(person, "/supplier-terms", new { terms = new[] { new { supplier = Supplier, item, unit = "piece", pricePerBase = "600", leadTimeDays = 7 } } }, HttpMethod.Put),
            "price" => await PostAsync(person, "/price-changes", new { supplier = Supplier, text = $"{item};{600 + ++letters}", ask = true }),
            "write" => await WriteAsync(person),
            "release" => await ReleaseAsync(person),
            "approve" => await ApproveAsync(person),
            "receive" => await PostAsync(person, "/receipts", new { site = "A", lines = new[] { new { order = Order ?? "none", line = 1, quantity = "2", place = "A1" } } }),
            "adjust" => await PostAsync(person, "/adjustments", new { site = "A", place = "A1", item, quantity = "1", reason = "LOST" }),
            "match" => await MatchAsync(person),
            "pay" => await PostAsync(person, "/supplier-payments", new { entity = "E1", supplier = Supplier, amount = "1", allocations = invoices.Take(1).Select(i => new { invoice = i, amount = "1" }) }),
            "table" => await TableAsync(person),
            _ => await LendAsync(person, (person % 3) + 1),
        };
        return done;
    }

    /// <summary>Somebody lets another decide for a day, or ends it.</summary>
    public async Task<(HttpStatusCode Status, string Words)> LendAsync(int from, int to, bool end = false)
    {
        if (end) return await PostAsync(from, $"/delegations/{lent[(from, to)]}/end", new { });
        var made = await PostAsync(from, "/delegations", new { to = $"p{to}", from = time.GetUtcNow(), until = time.GetUtcNow().AddDays(1) });
        if (made.Status == HttpStatusCode.OK) lent[(from, to)] = JsonNode.Parse(made.Words)!["id"]!.GetValue<int>();
        return made;
    }

    private async Task<(HttpStatusCode, string)> BankAsync(int person)
    {
        var made = await PostAsync(person, $"/suppliers/{Supplier}/bank-accounts", new { iban = "DE89370400440532013000", holder = "V", evidence = "called back" });
        if (made.Status != HttpStatusCode.OK) return made;
        var id = JsonNode.Parse(made.Words)!["id"]!.GetValue<int>();
        await PostAsync(0, $"/bank-accounts/{id}/confirm", new { agree = true, reason = "called back" }, ifMatch: 1);
        time.Advance(TimeSpan.FromDays(CoolingDays));
        return made;
    }

    private async Task<(HttpStatusCode, string)> WriteAsync(int person)
    {
        if (Order is not null) return (HttpStatusCode.Conflict, "one order at a time");
        orders++;
        var quantity = orders % 2 == 0 ? "10" : "4";
        var made = await PostAsync(person, "/purchase-orders", new { supplier = Supplier, site = "A", release = false, duplicate = "again", lines = new[] { new { item, quantity, unit = "piece", price = "600", requestedDay = "2026-12-01" } } });
        if (made.Status == HttpStatusCode.Created) Order = JsonNode.Parse(made.Words)!["number"]!.GetValue<string>();
        return made;
    }

    private async Task<(HttpStatusCode, string)> ReleaseAsync(int person)
    {
        var version = (await app.AskAsync(app.Get<Procurement.Ordering.FindPurchaseOrder>(), new(Order ?? "none"))).Refused(out _, out var found) ? 1 : found.Version;
        var made = await PostAsync(person, $"/purchase-orders/{Order ?? "none"}/release", new { }, ifMatch: version);
        if (made.Status == HttpStatusCode.OK) Approval = JsonNode.Parse(made.Words)!["approval"]?.GetValue<string>();
        return made;
    }

    private async Task<(HttpStatusCode, string)> ApproveAsync(int person) =>
        Approval is null ? (HttpStatusCode.NotFound, "nothing asked") : await PostAsync(person, "/approvals/decide", new { requests = new[] { Approval }, answer = "approve" });

    private async Task<(HttpStatusCode, string)> MatchAsync(int person)
    {
        papers++;
        var made = await PostAsync(person, "/supplier-invoices", new { supplier = Supplier, number = $"R-{papers}", day = Day(), total = "600", lines = new[] { new { order = Order ?? "none", line = 1, quantity = "1", price = "600" } } });
        if (made.Status != HttpStatusCode.Created) return made;
        invoices.Insert(0, JsonNode.Parse(made.Words)!["number"]!.GetValue<string>());
        MatchedBy = person;
        return made;
    }

    /// <summary>Somebody drafts the table, the product puts it in force.</summary>
    private async Task<(HttpStatusCode, string)> TableAsync(int? person)
    {
        var request = new { kind = "purchase-order", rows = Rows, windowDays = 0 };
        var made = await PostAsync(person ?? 0, "/approval-tables", request);
        if (made.Item1 != HttpStatusCode.Created) return made;
        var draft = JsonNode.Parse(made.Item2)!;
        var id = draft["id"]!.GetValue<int>();
        var activated = await PostAsync(0, $"/approval-tables/{id}/activate", new { }, ifMatch: draft["version"]!.GetValue<long>());
        Assert.True(activated.Status == HttpStatusCode.OK, activated.Words);
        return made;
    }

    private string Day() => DateOnly.FromDateTime(time.GetUtcNow().DateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The header says who sends a request: several people do at once.</summary>
    private static void ByHeader(IServiceCollection services, List<Actor> people)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<Func<Actor>>(s => () =>
            people[int.Parse(s.GetRequiredService<Microsoft.AspNetCore.Http.IHttpContextAccessor>().HttpContext!.Request.Headers[PersonHeader].ToString(), CultureInfo.InvariantCulture)]);
    }

    private async Task DoAsync(Func<Work, CancellationToken, Task> step)
    {
        var answer = await app.RunAsync(new Step(step), new StepRequest());
        Assert.True(answer.IsValue, answer.Refusal?.Message);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

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
