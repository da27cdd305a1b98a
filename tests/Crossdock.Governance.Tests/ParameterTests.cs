using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Excepting;
using Crossdock.Governance.Parameters;
using Crossdock.Governance.Tables;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Governance.Tests;

/// <summary>The council lays down bounds, a site sets its values inside of them, and what lies outside is decided on and ends by itself.</summary>
public sealed class ParameterTests
{
    private const string Window = "governance.exception_returns";

    /// <summary>A house in which parameters outside their bounds go to the controllers; wes manages only DSM, and cora laid down 12 to 48 hours for all.</summary>
    private static async Task<House> OpenAsync(Engine engine, bool table = true)
    {
        var house = await House.StartAsync(engine);
        await house.PeopleAsync(House.Person("wes", "warehouse-manager", sites: ["DSM"]));
        if (table) await house.TableAsync(new DraftTableRequest(ParameterApproval.SubjectKind, [new("controller")], Currency: "USD", WindowDays: 0));
        using var bounds = await BoundAsync(house, "cora", "group", "12", "48");
        Assert.True(bounds.IsSuccessStatusCode, await bounds.Content.ReadAsStringAsync());
        return house;
    }

    private static async Task<HttpResponseMessage> SetAsync(
        House house, string login, string scope, string? value, string? until = null, string? effect = null, string? from = null, int? seen = null, string key = Window, string? reason = "The season")
    {
        using var client = await house.ClientAsync(login);
        return await client.PostUseAsync($"/api/v1/parameters/{key}/values", new { scope, value, until, effect, from, seen, reason });
    }

    private static async Task<HttpResponseMessage> BoundAsync(House house, string login, string scope, string? low, string? high, int? seen = null, string key = Window, string[]? allowed = null)
    {
        using var client = await house.ClientAsync(login);
        return await client.PostUseAsync($"/api/v1/parameters/{key}/bounds", new { scope, low, high, allowed, seen, reason = "Laid down" });
    }

    private static async Task<JsonObject> DoneAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return await answer.ReadAsync<JsonObject>();
    }

    private static async Task<(HttpStatusCode, string?)> NoAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return (answer.StatusCode, await answer.CodeAsync());
    }

    private static Task<int> NowAsync(House house, string site) => house.App.Database.ReadAsync(
        db => house.App.Get<ParameterBook>().AtSiteAsync(db, GovernanceParameters.ExceptionReturns, house.Site(site), house.Time.GetUtcNow(), default).AsTask());

    [Theory, EachDatabase]
    public async Task The_lesser_scope_goes_before_the_larger_and_the_default_comes_last(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        Assert.Equal(24, await NowAsync(house, "DSM"));
        await DoneAsync(SetAsync(house, "cora", "group", "20"));
        await DoneAsync(SetAsync(house, "cora", "entity:US1", "22"));
        Assert.Equal((22, 22), (await NowAsync(house, "DSM"), await NowAsync(house, "CID")));
        await DoneAsync(SetAsync(house, "wes", "site:DSM", "30"));
        Assert.Equal((30, 22), (await NowAsync(house, "DSM"), await NowAsync(house, "CID")));
        await DoneAsync(SetAsync(house, "wes", "site:DSM", null));
        Assert.Equal(22, await NowAsync(house, "DSM"));
        await DoneAsync(SetAsync(house, "cora", "entity:US1", null));
        Assert.Equal(20, await NowAsync(house, "DSM"));
    }

    [Theory, EachDatabase]
    public async Task A_bound_is_itself_allowed_and_the_next_value_is_not(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        foreach (var value in new[] { "12", "48" }) Assert.True((await DoneAsync(SetAsync(house, "wes", "site:DSM", value)))["set"]!.GetValue<bool>());
        foreach (var value in new[] { "11", "49" }) Assert.Equal((HttpStatusCode.UnprocessableEntity, "governance.outside_bounds"), await NoAsync(SetAsync(house, "wes", "site:DSM", value)));
        Assert.Equal((HttpStatusCode.BadRequest, "governance.parameter_limits"), await NoAsync(SetAsync(house, "wes", "site:DSM", "721")));
        foreach (var text in new[] { "a day", "2.5", "1e1", "99999999999999999999" }) Assert.Equal((HttpStatusCode.BadRequest, "governance.parameter_unreadable"), await NoAsync(SetAsync(house, "wes", "site:DSM", text)));
        Assert.Equal((HttpStatusCode.Conflict, "governance.parameter_same"), await NoAsync(SetAsync(house, "wes", "site:DSM", "48")));
        Assert.Equal(48, await NowAsync(house, "DSM"));
    }

    [Theory, EachDatabase]
    public async Task Nobody_sets_what_is_not_theirs(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), await NoAsync(SetAsync(house, "wes", "site:CID", "30")));
        Assert.Equal((HttpStatusCode.Forbidden, "governance.corporate_value"), await NoAsync(SetAsync(house, "wes", "entity:US1", "30")));
        Assert.Equal((HttpStatusCode.Forbidden, "governance.corporate_value"), await NoAsync(SetAsync(house, "wim", "group", "30")));
        Assert.Equal(HttpStatusCode.Forbidden, (await NoAsync(SetAsync(house, "bea", "site:DSM", "30"))).Item1);
        Assert.Equal(HttpStatusCode.Forbidden, (await NoAsync(BoundAsync(house, "wim", "site:DSM", "1", "700"))).Item1);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "governance.parameter_scope"), await NoAsync(SetAsync(house, "wes", "site:DSM", "5", key: "governance.longest_delegation")));
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), await NoAsync(SetAsync(house, "wes", "site:DSM", "5", key: "governance.none")));
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), await NoAsync(SetAsync(house, "wes", "everywhere", "5")));
        Assert.Equal(HttpStatusCode.BadRequest, (await NoAsync(SetAsync(house, "wes", "site:DSM", "30", reason: " "))).Item1);
        await house.PeopleAsync(House.Person("cole", "council", entities: ["US1"]));
        Assert.Equal((HttpStatusCode.Forbidden, "governance.corporate_value"), await NoAsync(SetAsync(house, "cole", "group", "30")));
        Assert.Equal((HttpStatusCode.Forbidden, "governance.corporate_value"), await NoAsync(BoundAsync(house, "cole", "group", "1", "30")));
        await DoneAsync(SetAsync(house, "cole", "entity:US1", "30"));
        Assert.Equal(24, await house.App.Database.ReadAsync(db => house.App.Get<ParameterBook>().OfGroupAsync(db, GovernanceParameters.ExceptionReturns, house.Time.GetUtcNow(), default).AsTask()));
    }

    [Theory, EachDatabase]
    public async Task Outside_of_the_bounds_it_is_decided_on_holds_to_its_last_day_and_falls_back(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        await DoneAsync(SetAsync(house, "wes", "site:DSM", "30"));
        var asked = await DoneAsync(SetAsync(house, "wes", "site:DSM", "60", "2026-03-05", "No second visit to the same pallet"));
        var number = asked["approval"]!.GetValue<string>();
        Assert.False(asked["set"]!.GetValue<bool>());
        Assert.Equal(30, await NowAsync(house, "DSM"));
        Assert.Equal("governance.own_request", House.No(await house.TryApproveAsync("wes", number)));
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("wim", number)));
        var found = await house.FindAsync(number);
        Assert.Equal("The season", found.Reason);
        var facts = found.Facts.ToDictionary(f => f.Term, f => f.Value);
        Assert.Equal(("60 hours", "30 hours", "12 to 48 hours", "No second visit to the same pallet"), (facts["Asked"], facts["Now"], facts["Bounds"], facts["Effect"]));
        await house.ApproveAsync("carl", number);
        Assert.Equal((60, 24), (await NowAsync(house, "DSM"), await NowAsync(house, "CID")));

        // The last instant of the last day in Chicago, and the first of the next.
        house.Time.SetUtcNow(new(2026, 3, 6, 5, 59, 59, TimeSpan.Zero));
        Assert.Equal(60, await NowAsync(house, "DSM"));
        house.Time.SetUtcNow(new(2026, 3, 6, 6, 0, 0, TimeSpan.Zero));
        Assert.Equal(30, await NowAsync(house, "DSM"));
        var rows = await house.App.Database.ReadAsync(db => db.Set<ParameterValue>().OrderBy(v => v.Number).ToListAsync());
        Assert.Equal([(30L, null, "wes"), (60L, number, "wes")], rows.Select(r => (r.Value!.Value, r.Request, r.PersonId == house["wes"].Id ? "wes" : "?")));
    }

    [Theory, EachDatabase]
    public async Task Without_a_last_day_an_effect_or_a_table_nobody_leaves_the_bounds(Engine engine)
    {
        await using var house = await OpenAsync(engine, table: false);
        Assert.Equal("governance.outside_bounds", (await NoAsync(SetAsync(house, "wes", "site:DSM", "60", effect: "Less noise"))).Item2);
        Assert.Equal("governance.outside_bounds", (await NoAsync(SetAsync(house, "wes", "site:DSM", "60", "2026-03-05"))).Item2);
        Assert.Equal("governance.parameter_until", (await NoAsync(SetAsync(house, "wes", "site:DSM", "60", "2026-03-01", "Less noise"))).Item2);
        Assert.Equal("governance.parameter_until", (await NoAsync(SetAsync(house, "wes", "site:DSM", "60", "2026-05-31", "Less noise"))).Item2);
        Assert.Equal("governance.parameter_backdated", (await NoAsync(SetAsync(house, "wes", "site:DSM", "30", from: "2026-03-01"))).Item2);
        Assert.Equal("governance.nobody_decides", (await NoAsync(SetAsync(house, "wes", "site:DSM", "60", "2026-05-30", "Less noise"))).Item2);
        Assert.Equal("governance.widen_first", (await NoAsync(SetAsync(house, "cora", "group", "60", "2026-03-05", "Less noise"))).Item2);
        Assert.Empty(await house.RequestsAsync());
        Assert.Empty(await house.App.Database.ReadAsync(db => db.Set<ParameterRequest>().ToListAsync()));
    }

    [Theory, EachDatabase]
    public async Task The_same_request_twice_is_one_and_another_takes_its_place(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        var first = (await DoneAsync(SetAsync(house, "wes", "site:DSM", "60", "2026-03-05", "Less noise")))["approval"]!.GetValue<string>();
        Assert.Equal(first, (await DoneAsync(SetAsync(house, "wim", "site:DSM", "60", "2026-03-05", "Less noise")))["approval"]!.GetValue<string>());
        await house.PeopleAsync(House.Person("cam", "controller"));
        var second = (await DoneAsync(SetAsync(house, "wes", "site:DSM", "70", "2026-03-05", "Less noise")))["approval"]!.GetValue<string>();
        Assert.Equal([(first, ApprovalState.Withdrawn), (second, ApprovalState.Pending)], (await house.RequestsAsync()).Select(r => (r.Number, r.State)));
        await house.ApproveAsync("carl", second);
        Assert.Equal(70, await NowAsync(house, "DSM"));

        // What was approved of once is no leave for another value, nor for the same one again after its time.
        var third = await DoneAsync(SetAsync(house, "wes", "site:DSM", "71", "2026-03-05", "Less noise"));
        Assert.False(third["set"]!.GetValue<bool>());
        house.Time.Advance(TimeSpan.FromDays(10));
        Assert.False((await DoneAsync(SetAsync(house, "wes", "site:DSM", "70", "2026-03-20", "Less noise")))["set"]!.GetValue<bool>());
    }

    [Theory, EachDatabase]
    public async Task What_moved_since_it_was_asked_for_is_looked_at_again_when_it_is_approved(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        var narrowed = (await DoneAsync(SetAsync(house, "wes", "site:DSM", "60", "2026-03-05", "Less noise")))["approval"]!.GetValue<string>();
        await DoneAsync(BoundAsync(house, "cora", "group", "12", "36"));
        Assert.Equal("governance.bounds_moved", House.No(await house.TryApproveAsync("carl", narrowed)));
        Assert.Equal(ApprovalState.Pending, (await house.FindAsync(narrowed)).State);
        Assert.Equal(24, await NowAsync(house, "DSM"));

        // Wider bounds, in which it lies, are no reason to refuse what was asked for.
        await DoneAsync(BoundAsync(house, "cora", "site:DSM", "12", "60"));
        await house.ApproveAsync("carl", narrowed);
        Assert.Equal(60, await NowAsync(house, "DSM"));

        var late = (await DoneAsync(SetAsync(house, "wes", "site:DSM", "61", "2026-03-03", "Less noise")))["approval"]!.GetValue<string>();
        house.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal("governance.parameter_over", House.No(await house.TryApproveAsync("carl", late)));
        Assert.Equal(ApprovalState.Rejected, House.Yes(await house.DecideAsync("carl", Governance.Approving.ApprovalAnswer.Reject, "It is over", late)).Requests.Single().State);
        Assert.Equal(ApprovalState.Rejected, (await house.App.Database.ReadAsync(db => db.Set<ParameterRequest>().OrderBy(r => r.Number).ToListAsync()))[^1].State);
    }

    [Theory, EachDatabase]
    public async Task Two_at_once_set_one_after_the_other_and_who_looked_at_the_older_is_told(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        using var wes = await house.ClientAsync("wes");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => wes.PostUseAsync($"/api/v1/parameters/{Window}/values", new { scope = "site:DSM", value = $"{30 + i}", seen = 0, reason = "Both" })));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.All(answers.Where(a => !a.IsSuccessStatusCode), a => Assert.Equal(HttpStatusCode.PreconditionFailed, a.StatusCode));
        answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => wes.PostUseAsync($"/api/v1/parameters/{Window}/values", new { scope = "site:DSM", value = $"{40 + i}", reason = "Both" })));
        Assert.All(answers, a => Assert.True(a.IsSuccessStatusCode));
        var rows = await house.App.Database.ReadAsync(db => db.Set<ParameterValue>().OrderBy(v => v.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 9), rows.Select(r => r.Number));
        Assert.Equal(rows[^1].Value, await NowAsync(house, "DSM"));

        using var cora = await house.ClientAsync("cora");
        answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => cora.PostUseAsync($"/api/v1/parameters/{Window}/bounds", new { scope = "group", low = $"{10 + i}", high = "60", seen = 1, reason = "Both" })));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
    }

    [Theory, EachDatabase]
    public async Task Narrower_bounds_rewrite_nothing_and_what_lies_outside_is_drift_and_an_exception(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        await DoneAsync(SetAsync(house, "wes", "site:DSM", "40"));
        await house.App.RunAsync(house.App.Get<ReconcileExceptions>(), new ReconcileExceptionsRequest());
        Assert.Empty(await house.App.Database.ReadAsync(db => db.Set<ExceptionItem>().ToListAsync()));
        var laid = await DoneAsync(BoundAsync(house, "cora", "group", "12", "36"));
        Assert.Equal(["DSM"], laid["outside"]!.AsArray().Select(o => o!.GetValue<string>()));
        Assert.Equal(40, await NowAsync(house, "DSM"));
        await house.App.RunAsync(house.App.Get<ReconcileExceptions>(), new ReconcileExceptionsRequest());
        var raised = Assert.Single(await house.App.Database.ReadAsync(db => db.Set<ExceptionItem>().ToListAsync()));
        Assert.Equal(("governance.parameter_outside", $"{Window}@site:DSM", house.Site("DSM")), (raised.Kind, raised.Object, raised.SiteId));

        using var wes = await house.ClientAsync("wes");
        var drift = await (await wes.GetAsync("/api/v1/parameters/drift?part=outside")).ReadAsync<JsonObject>();
        var row = Assert.Single(drift["rows"]!.AsArray())!;
        Assert.Equal(("DSM", "40 hours", "16 hours more", "12 to 36 hours"), (row["site"]!.GetValue<string>(), row["value"]!.GetValue<string>(), row["difference"]!.GetValue<string>(), row["bounds"]!.GetValue<string>()));
        Assert.Equal(1, drift["values"]!.GetValue<int>() - drift["inside"]!.GetValue<int>());
        Assert.Equal(["DSM"], drift["sites"]!.AsArray().Select(s => s!["site"]!.GetValue<string>()));
        Assert.Equal(drift["inside"]!.GetValue<int>(), (await (await wes.GetAsync("/api/v1/parameters/drift?part=inside")).ReadAsync<JsonObject>())["rows"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.NotFound, (await wes.GetAsync("/api/v1/parameters/drift?site=CID")).StatusCode);

        await DoneAsync(SetAsync(house, "wes", "site:DSM", "36"));
        await house.App.RunAsync(house.App.Get<ReconcileExceptions>(), new ReconcileExceptionsRequest());
        Assert.Equal(ExceptionState.Cleared, (await house.App.Database.ReadAsync(db => db.Set<ExceptionItem>().SingleAsync())).State);
    }

    [Theory, EachDatabase]
    public async Task What_falls_back_soon_is_told_fourteen_days_before(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        await DoneAsync(SetAsync(house, "wes", "site:DSM", "40", "2026-03-17"));
        Assert.Equal(0, (await house.App.RunAsync(house.App.Get<ReconcileExceptions>(), new ReconcileExceptionsRequest())).Value.Raised);
        house.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await house.App.RunAsync(house.App.Get<ReconcileExceptions>(), new ReconcileExceptionsRequest())).Value.Raised);
        var raised = await house.App.Database.ReadAsync(db => db.Set<ExceptionItem>().SingleAsync());
        Assert.Contains("40 hours holds until 17 Mar 2026; from the next day on it is 24 hours.", raised.Detail, StringComparison.Ordinal);
        using var wes = await house.ClientAsync("wes");
        Assert.Single((await (await wes.GetAsync("/api/v1/parameters/drift?part=ending")).ReadAsync<JsonObject>())["rows"]!.AsArray());

        // Whoever wants to be told later says so, and it is so at once.
        await DoneAsync(SetAsync(house, "wes", "site:DSM", "13", key: "governance.override_warning"));
        Assert.Equal(1, (await house.App.RunAsync(house.App.Get<ReconcileExceptions>(), new ReconcileExceptionsRequest())).Value.Cleared);
    }

    [Theory, EachDatabase]
    public async Task A_value_of_a_later_day_waits_for_its_day(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        await DoneAsync(SetAsync(house, "wes", "site:DSM", "40", from: "2026-03-04"));
        await DoneAsync(SetAsync(house, "wes", "site:DSM", "30"));
        Assert.Equal(30, await NowAsync(house, "DSM"));
        house.Time.SetUtcNow(new(2026, 3, 4, 5, 59, 59, TimeSpan.Zero));
        Assert.Equal(30, await NowAsync(house, "DSM"));
        house.Time.SetUtcNow(new(2026, 3, 4, 6, 0, 0, TimeSpan.Zero));
        Assert.Equal(40, await NowAsync(house, "DSM"));
    }

    [Theory, EachDatabase]
    public async Task How_far_sites_keep_to_their_bounds_adds_up_from_the_exceptions_and_says_which_ended_in_time(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        await ExceptAsync("60", "2026-03-05");
        var (view, rows) = await LookAsync(null, "live");
        Assert.Equal(("DSM", "60 hours", "2026-03-02", "2026-03-05", "Person wes", "Less noise"), Assert.Single(rows.Select(r =>
            (r["site"]!.GetValue<string>(), r["value"]!.GetValue<string>(), r["from"]!.GetValue<string>(), r["until"]!.GetValue<string>(), r["owner"]!.GetValue<string>(), r["effect"]!.GetValue<string>()))));
        var values = view["values"]!.GetValue<int>() / 2;
        Assert.Equal((1, Adherence(values - 1, values)), (Site(view, "DSM")["live"]!.GetValue<int>(), Site(view, "DSM")["adherence"]!.ToString()));
        Assert.Equal((0, "100"), (Site(view, "CID")["live"]!.GetValue<int>(), Site(view, "CID")["adherence"]!.ToString()));

        // It falls back by itself; the next one is followed by another without a day between.
        house.Time.SetUtcNow(new(2026, 3, 6, 18, 0, 0, TimeSpan.Zero));
        Assert.Equal((1, "100"), (Site((await LookAsync("DSM", "ended")).View, "DSM")["ended"]!.GetValue<int>(), Site((await LookAsync("DSM", "all")).View, "DSM")["inTime"]!.ToString()));
        house.Time.SetUtcNow(new(2026, 3, 7, 18, 0, 0, TimeSpan.Zero));
        await ExceptAsync("60", "2026-03-10");
        await ExceptAsync("70", "2026-03-12", "2026-03-11");
        Assert.Equal([("live", 1), ("planned", 1), ("ended", 1), ("prolonged", 0)], await CountsAsync("DSM"));
        house.Time.SetUtcNow(new(2026, 3, 12, 18, 0, 0, TimeSpan.Zero));
        Assert.Equal([("live", 1), ("planned", 0), ("ended", 1), ("prolonged", 1)], await CountsAsync("DSM"));
        house.Time.SetUtcNow(new(2026, 3, 13, 18, 0, 0, TimeSpan.Zero));
        Assert.Equal([("live", 0), ("planned", 0), ("ended", 2), ("prolonged", 1)], await CountsAsync("DSM"));
        Assert.Equal("66.7", Site((await LookAsync("DSM", "all")).View, "DSM")["inTime"]!.ToString());

        // What the entity was let do reaches both sites, but not the one with a value of its own.
        await DoneAsync(SetAsync(house, "wes", "site:DSM", "30"));
        await ExceptAsync("60", "2026-03-20", scope: "entity:US1", by: "cora");
        Assert.Equal(["CID"], (await LookAsync(null, "live")).Rows.Select(r => r["site"]!.GetValue<string>()));
        foreach (var site in new[] { "DSM", "CID" }) await CountsAsync(site);

        // Whoever works at one site sees that one, and nonsense is told so.
        using var wes = await house.ClientAsync("wes");
        Assert.Equal(["DSM"], (await (await wes.GetAsync("/api/v1/parameters/overrides?state=all")).ReadAsync<JsonObject>())["sites"]!.AsArray().Select(s => s!["site"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NotFound, (await wes.GetAsync("/api/v1/parameters/overrides?site=CID")).StatusCode);
        Assert.Equal("governance.override_state", await (await wes.GetAsync("/api/v1/parameters/overrides?state=7")).CodeAsync());
        Assert.Contains("66.7 %", (await wes.PageAsync("/parameters/overrides?state=all")).Body!.TextContent, StringComparison.Ordinal);

        async Task ExceptAsync(string value, string until, string? from = null, string scope = "site:DSM", string by = "wes") =>
            await house.ApproveAsync("carl", (await DoneAsync(SetAsync(house, by, scope, value, until, "Less noise", from)))["approval"]!.GetValue<string>());
        async Task<(JsonObject View, IReadOnlyList<JsonNode> Rows)> LookAsync(string? site, string state)
        {
            using var client = await house.ClientAsync("cora");
            var found = await (await client.GetAsync($"/api/v1/parameters/overrides?state={state}{(site is null ? "" : $"&site={site}")}")).ReadAsync<JsonObject>();
            return (found, [.. found["rows"]!.AsArray().Select(r => r!)]);
        }

        async Task<(string, int)[]> CountsAsync(string site)
        {
            var found = Site((await LookAsync(site, "all")).View, site);
            var counts = new[] { "live", "planned", "ended", "prolonged" }.Select(s => (s, found[s]!.GetValue<int>())).ToArray();
            foreach (var (state, count) in counts) Assert.Equal(count, (await LookAsync(site, state)).Rows.Count);
            Assert.Equal(counts.Sum(c => c.Item2), (await LookAsync(site, "all")).Rows.Count);
            return counts;
        }
    }

    private static JsonNode Site(JsonObject view, string code) => view["sites"]!.AsArray().Single(s => s!["site"]!.GetValue<string>() == code)!;

    private static string Adherence(int kept, int all) => decimal.Round(100m * kept / all, 1, MidpointRounding.AwayFromZero).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    [Theory, EachDatabase]
    public async Task The_history_cannot_be_rewritten(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        await DoneAsync(SetAsync(house, "wes", "site:DSM", "40"));
        foreach (var sql in new[] { "UPDATE governance_parameter_values SET value = 1", "DELETE FROM governance_parameter_values", "UPDATE governance_parameter_bounds SET low = 1", "DELETE FROM governance_parameter_bounds" })
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => house.App.Database.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
    }

    [Theory, EachDatabase]
    public async Task The_pages_show_what_holds_and_offer_what_one_may_do(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        await DoneAsync(SetAsync(house, "wes", "site:DSM", "40"));
        using var wes = await house.ClientAsync("wes");
        var list = await wes.PageAsync("/parameters");
        Assert.Contains("40 hours", list.QuerySelector($"a[href='/parameters/{Window}']")!.Closest("tr")!.TextContent, StringComparison.Ordinal);
        var page = await wes.PageAsync($"/parameters/{Window}");
        Assert.NotNull(page.QuerySelector("form#set"));
        Assert.Null(page.QuerySelector("form#bounds"));
        Assert.Single(page.QuerySelectorAll("form#set select[name=scope] option"));
        using var cora = await house.ClientAsync("cora");
        Assert.NotNull((await cora.PageAsync($"/parameters/{Window}")).QuerySelector("form#bounds"));
        using var bea = await house.ClientAsync("bea");
        Assert.Null((await bea.PageAsync($"/parameters/{Window}")).QuerySelector("form#set"));
        Assert.Contains("40 hours", (await wes.PageAsync("/parameters/drift")).Body!.TextContent, StringComparison.Ordinal);
    }
}
