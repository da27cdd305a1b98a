using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Organisation.Tests;

/// <summary>Soft conflicts: only at small sites, only under a control, only until a day.</summary>
public sealed class SmallSiteTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    [Theory, EachDatabase]
    public async Task A_soft_pair_is_given_only_at_a_small_site_with_an_accepted_control(Engine engine)
    {
        await using var app = await Group.StartAsync(engine, new FakeTimeProvider(Start));
        using var administrator = await app.ClientAsync("ann", "administrator");
        using var controller = await app.ClientAsync("carl", "controller");
        await app.PersonAsync("rob", "receiver", sites: ["CID"]);
        await app.PersonAsync("wim", "warehouse-manager");
        var both = new { roles = new[] { "receiver", "counter" } };

        await RefusedAsync(administrator, HttpMethod.Put, "/people/rob/roles", both, HttpStatusCode.Forbidden, "organisation.conflict_not_small", "Conflict 9 (concealment): MoveStock and CountStock");
        await RefusedAsync(controller, HttpMethod.Post, "/conflict-acceptances", Acceptance(), HttpStatusCode.UnprocessableEntity, "organisation.site_not_small");
        await DoneAsync(controller, HttpMethod.Post, "/small-sites", new { site = "CID", small = true, reason = "Four people work there" });
        await RefusedAsync(administrator, HttpMethod.Put, "/people/rob/roles", both, HttpStatusCode.Forbidden, "organisation.conflict_not_accepted", "Conflict 9 (");

        await RefusedAsync(administrator, HttpMethod.Post, "/conflict-acceptances", Acceptance(), HttpStatusCode.Forbidden, null);
        await RefusedAsync(controller, HttpMethod.Post, "/conflict-acceptances", Acceptance(conflict: 4), HttpStatusCode.UnprocessableEntity, "organisation.conflict_hard");
        await RefusedAsync(controller, HttpMethod.Post, "/conflict-acceptances", Acceptance(conflict: 22), HttpStatusCode.NotFound, "organisation.conflict_unknown");
        await RefusedAsync(controller, HttpMethod.Post, "/conflict-acceptances", Acceptance(person: "carl"), HttpStatusCode.Forbidden, "organisation.accepted_for_oneself");
        await RefusedAsync(controller, HttpMethod.Post, "/conflict-acceptances", Acceptance(reviewer: "rob"), HttpStatusCode.BadRequest, "organisation.reviews_oneself");
        await RefusedAsync(controller, HttpMethod.Post, "/conflict-acceptances", Acceptance(until: "2026-03-02"), HttpStatusCode.BadRequest, "organisation.acceptance_days");
        await RefusedAsync(controller, HttpMethod.Post, "/conflict-acceptances", Acceptance(until: "2026-08-30"), HttpStatusCode.BadRequest, "organisation.acceptance_days");
        await DoneAsync(controller, HttpMethod.Post, "/conflict-acceptances", Acceptance(until: "2026-08-29"));
        await DoneAsync(administrator, HttpMethod.Put, "/people/rob/roles", both);

        // A wider scope would carry the pair to a site where nobody answers for it.
        await RefusedAsync(administrator, HttpMethod.Put, "/people/rob/scopes", new { sites = new[] { "CID", "DSM" } }, HttpStatusCode.Forbidden, "organisation.conflict_not_small");
        await RefusedAsync(administrator, HttpMethod.Put, "/people/rob/scopes", new { }, HttpStatusCode.Forbidden, "organisation.conflict_not_small");
        await RefusedAsync(administrator, HttpMethod.Put, "/people/rob/roles", new { roles = new[] { "receiver", "counter", "ap-clerk" } }, HttpStatusCode.Forbidden, "organisation.duties_conflict", "Conflict 5 (phantom liability)");

        using var auditor = await app.ClientAsync("aud", "auditor");
        var page = JsonNode.Parse(await auditor.GetStringAsync("/api/v1/conflicts"))!;
        Assert.Equal(21, page["rows"]!.AsArray().Count);
        Assert.Equal(("rob", 9), (page["bothSides"]![0]!["login"]!.GetValue<string>(), page["bothSides"]![0]!["conflict"]!.GetValue<int>()));
        Assert.True(page["acceptances"]!.AsArray().Single()!["holds"]!.GetValue<bool>());
        Assert.Equal("Four people work there", page["smallSites"]!.AsArray().Single()!["reason"]!.GetValue<string>());
        Assert.Contains(page["refused"]!.AsArray(), r => r!["why"]!.GetValue<string>().StartsWith("organisation.duties_conflict: Conflict 5 (", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.GetAsync("/api/v1/conflicts")).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_person_is_not_created_with_a_soft_pair_nor_anybody_with_a_hard_one(Engine engine)
    {
        await using var app = await Group.StartAsync(engine, new FakeTimeProvider(Start));
        using var administrator = await app.ClientAsync("ann", "administrator");
        using var controller = await app.ClientAsync("carl", "controller");
        await DoneAsync(controller, HttpMethod.Post, "/small-sites", new { site = "CID", small = true, reason = "Four people work there" });
        await RefusedAsync(administrator, HttpMethod.Post, "/people", new { login = "new", name = "New", roles = new[] { "picker", "counter" }, sites = new[] { "CID" } }, HttpStatusCode.Forbidden, "organisation.conflict_not_accepted");
        await RefusedAsync(administrator, HttpMethod.Post, "/people", new { login = "new", name = "New", roles = new[] { "steward", "procurement-manager" } }, HttpStatusCode.Forbidden, "organisation.duties_conflict", "Conflict 1 (fictitious supplier)");
        await DoneAsync(administrator, HttpMethod.Post, "/people", new { login = "new", name = "New", roles = new[] { "picker" }, sites = new[] { "CID" } });
    }

    private static object Acceptance(int conflict = 9, string person = "rob", string reviewer = "wim", string until = "2026-08-29") => new
    {
        conflict, person, site = "CID", reviewer, everyDays = 7, control = "Counts ten of the places again", until, reason = "Nobody else is there on Mondays",
    };

    private static async Task DoneAsync(HttpClient client, HttpMethod method, string path, object request)
    {
        using var answer = await client.SendUseAsync(method, "/api/v1" + path, request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task RefusedAsync(HttpClient client, HttpMethod method, string path, object request, HttpStatusCode status, string? code, string words = "")
    {
        using var answer = await client.SendUseAsync(method, "/api/v1" + path, request);
        Assert.Equal(status, answer.StatusCode);
        if (code is null) return;
        Assert.Equal(code, await answer.CodeAsync());
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
