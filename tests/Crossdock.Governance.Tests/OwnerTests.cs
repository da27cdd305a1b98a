using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Governance.Excepting;
using Crossdock.Governance.Owning;
using Crossdock.Governance.Tables;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Governance.Tests;

/// <summary>Every class has somebody who answers for it; who left or lost the right answers for nothing.</summary>
public sealed class OwnerTests
{
    private const string Overdue = "exceptions.governance.approval_overdue";
    private const string Tables = "tables.test-thing";

    private static async Task<HttpResponseMessage> NameAsync(House house, string code, string scope, string? owner, string? deputy = null, string login = "cora", int? seen = null, string? from = null, string? until = null)
    {
        using var client = await house.ClientAsync(login);
        return await client.PostUseAsync($"/api/v1/owners/{code}", new { scope, owner, deputy, seen, from, until, reason = "Named by the council" });
    }

    private static async Task NamedAsync(Task<HttpResponseMessage> naming)
    {
        using var answer = await naming;
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string?> NoAsync(Task<HttpResponseMessage> naming)
    {
        using var answer = await naming;
        Assert.False(answer.IsSuccessStatusCode);
        return await answer.CodeAsync();
    }

    private static Task<Ownership> FindAsync(House house, string code, string? site = null) => house.App.Database.ReadAsync(
        db => house.App.Get<Owners>().FindAsync(db, code, house.Entity("US1"), site is null ? null : house.Site(site), house.Time.GetUtcNow(), default).AsTask());

    private static Task ReconcileAsync(House house) => house.App.RunAsync(house.App.Get<ReconcileExceptions>(), new ReconcileExceptionsRequest());

    private static Task<List<ExceptionItem>> OpenAsync(House house, string kind) =>
        house.App.Database.ReadAsync(db => db.Set<ExceptionItem>().Where(e => e.Kind == kind && e.State < ExceptionState.Resolved).ToListAsync());

    private static async Task CloseAsync(House house, string login)
    {
        await house.PeopleAsync(House.Person("ada", "administrator"));
        using var ada = await house.ClientAsync("ada");
        using var closed = await ada.SendUseAsync(HttpMethod.Put, $"/api/v1/people/{login}/active", new { active = false });
        Assert.True(closed.IsSuccessStatusCode, await closed.Content.ReadAsStringAsync());
    }

    [Theory, EachDatabase]
    public async Task The_owner_of_the_least_scope_answers_and_then_the_larger_one(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        Assert.Equal("nobody is named", (await FindAsync(house, Overdue, "DSM")).Fault);
        await NamedAsync(NameAsync(house, Overdue, "group", "pia", "carl"));
        await NamedAsync(NameAsync(house, Overdue, "site:DSM", "cleo"));
        Assert.Equal(("cleo", "pia"), ((await FindAsync(house, Overdue, "DSM")).Owner!.Login, (await FindAsync(house, Overdue, "CID")).Owner!.Login));
        await NamedAsync(NameAsync(house, Overdue, "site:DSM", null));
        Assert.Equal(("pia", "carl"), ((await FindAsync(house, Overdue, "DSM")).Owner!.Login, (await FindAsync(house, Overdue, "DSM")).Deputy!.Login));
        await NamedAsync(NameAsync(house, Overdue, "site:DSM", "cleo", until: "2026-03-03"));
        house.Time.SetUtcNow(new(2026, 3, 4, 5, 59, 59, TimeSpan.Zero));
        Assert.Equal("cleo", (await FindAsync(house, Overdue, "DSM")).Owner!.Login);
        house.Time.SetUtcNow(new(2026, 3, 4, 6, 0, 0, TimeSpan.Zero));
        Assert.Equal("pia", (await FindAsync(house, Overdue, "DSM")).Owner!.Login);
    }

    [Theory, EachDatabase]
    public async Task Only_who_can_answer_is_named_and_only_by_who_may(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.PeopleAsync(House.Person("cole", "council", entities: ["US1"]), House.Person("cid", "controller", sites: ["CID"]));
        Assert.Equal("governance.owner_unfit", await NoAsync(NameAsync(house, Overdue, "group", "bea")));
        Assert.Equal("governance.owner_unfit", await NoAsync(NameAsync(house, Overdue, "group", "cid")));
        Assert.Equal("governance.owner_unfit", await NoAsync(NameAsync(house, Overdue, "site:DSM", "cid")));
        Assert.Equal("governance.deputy_alone", await NoAsync(NameAsync(house, Overdue, "group", "pia", "pia")));
        Assert.Equal("governance.deputy_alone", await NoAsync(NameAsync(house, Overdue, "group", null, "pia")));
        Assert.Equal("governance.owner_beyond", await NoAsync(NameAsync(house, Overdue, "group", "pia", login: "cole")));
        Assert.Equal("governance.owner_scope", await NoAsync(NameAsync(house, Tables, "site:DSM", "pia")));
        Assert.Equal("governance.owner_days", await NoAsync(NameAsync(house, Overdue, "group", "pia", from: "2026-03-01")));
        Assert.Equal("governance.owner_days", await NoAsync(NameAsync(house, Overdue, "group", "pia", until: "2026-03-01")));
        Assert.Equal("not_found", await NoAsync(NameAsync(house, "ghosts", "group", "pia")));
        Assert.Equal("not_found", await NoAsync(NameAsync(house, Overdue, "group", "nobody")));
        using (var refused = await NameAsync(house, Overdue, "group", "pia", login: "wim")) Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await NamedAsync(NameAsync(house, Overdue, "site:CID", "cid"));
        await NamedAsync(NameAsync(house, Overdue, "entity:US1", "pia", login: "cole"));
        Assert.Equal("governance.owner_same", await NoAsync(NameAsync(house, Overdue, "entity:US1", "pia")));
        foreach (var sql in new[] { "UPDATE governance_owners SET owner_id = 1", "DELETE FROM governance_owners" })
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => house.App.Database.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
    }

    [Theory, EachDatabase]
    public async Task Two_who_name_at_once_name_one_after_the_other(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        var answers = await Task.WhenAll(new[] { "pia", "carl", "cleo", "cora" }.Select(owner => NameAsync(house, Overdue, "group", owner, seen: 0)));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.All(answers.Where(a => !a.IsSuccessStatusCode), a => Assert.Equal(HttpStatusCode.PreconditionFailed, a.StatusCode));
        Assert.Single(await house.App.Database.ReadAsync(db => db.Set<OwnerNaming>().ToListAsync()));
    }

    [Theory, EachDatabase]
    public async Task Whoever_left_answers_no_more_and_that_is_an_exception_until_another_is_named(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await ReconcileAsync(house);
        Assert.Empty(await OpenAsync(house, "governance.ownerless"));
        await NamedAsync(NameAsync(house, Overdue, "group", "pia", "carl"));
        await ReconcileAsync(house);
        Assert.DoesNotContain(await OpenAsync(house, "governance.ownerless"), e => e.Object == Overdue + "@group");
        Assert.Contains(await OpenAsync(house, "governance.ownerless"), e => e.Object == Tables + "@group");
        await CloseAsync(house, "pia");
        await ReconcileAsync(house);
        var orphan = Assert.Single(await OpenAsync(house, "governance.ownerless"), e => e.Object == Overdue + "@group");
        Assert.Contains("no longer signs in. Person carl is asked meanwhile.", orphan.Detail, StringComparison.Ordinal);
        Assert.Equal((null, "carl"), ((await FindAsync(house, Overdue)).Owner?.Login, (await FindAsync(house, Overdue)).First!.Login));
        using (var cora = await house.ClientAsync("cora"))
        {
            var list = await (await cora.GetAsync("/api/v1/owners?orphans=true")).ReadAsync<JsonObject>();
            Assert.Contains(list["rows"]!.AsArray(), r => r!["code"]!.GetValue<string>() == Overdue);
            Assert.Equal(list["orphans"]!.GetValue<int>(), list["rows"]!.AsArray().Count);
            Assert.NotNull((await cora.PageAsync($"/owners/{Overdue}")).QuerySelector("form#name"));
            Assert.Contains("no longer signs in", (await cora.PageAsync("/owners")).QuerySelector("tbody tr.row-warning")!.ParentElement!.TextContent, StringComparison.Ordinal);
        }

        await NamedAsync(NameAsync(house, Overdue, "group", "cleo"));
        await ReconcileAsync(house);
        Assert.DoesNotContain(await OpenAsync(house, "governance.ownerless"), e => e.Object == Overdue + "@group");
    }

    [Theory, EachDatabase]
    public async Task An_exception_comes_to_its_owner_first_and_follows_whoever_is_named_next(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await house.TableAsync(new ApprovalRowRequest("controller", Hours: 1));
        await house.WaitAsync(house.Case("A", 1));
        house.Time.Advance(TimeSpan.FromHours(2));
        await ReconcileAsync(house);
        Assert.Null(Assert.Single(await OpenAsync(house, "governance.approval_overdue")).AskedFirst);
        foreach (var owner in new[] { "pia", "cleo" })
        {
            await NamedAsync(NameAsync(house, Overdue, "entity:US1", owner));
            await ReconcileAsync(house);
            Assert.Equal(house[owner].Id, Assert.Single(await OpenAsync(house, "governance.approval_overdue")).AskedFirst);
        }

        using var cleo = await house.ClientAsync("cleo");
        using var carl = await house.ClientAsync("carl");
        foreach (var (client, count) in new[] { (cleo, 1), (carl, 0) })
            Assert.Equal(count, (await (await client.GetAsync("/api/v1/exceptions?open=true&first=true")).ReadAsync<JsonObject>())["items"]!.AsArray().Count);
    }

    [Theory, EachDatabase]
    public async Task A_route_asks_the_owner_of_a_class_or_the_deputy_as_they_are_then(Engine engine)
    {
        await using var house = await House.StartAsync(engine);
        await NamedAsync(NameAsync(house, Tables, "group", "pia", "carl"));
        await house.TableAsync(new ApprovalRowRequest($"owner of {Tables}"));
        var number = await house.WaitAsync(house.Case("A", 1));
        Assert.Equal([number], await house.InboxAsync("pia"));
        Assert.Equal([number], await house.InboxAsync("carl"));
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("cleo", number)));
        await house.ApproveAsync("pia", number);

        var asked = await house.WaitAsync(house.Case("B", 1));
        await NamedAsync(NameAsync(house, Tables, "entity:US1", "cleo"));
        Assert.Equal("governance.not_asked", House.No(await house.TryApproveAsync("pia", asked)));
        await house.ApproveAsync("cleo", asked);

        var unknown = await house.DraftAsync(new DraftTableRequest(House.Kind, [new("owner of ghosts")], Currency: "USD", WindowDays: 0));
        Assert.Contains(unknown.Findings, f => f is { Fault: TableFault.Unknown } && f.Message.Contains("ghosts", StringComparison.Ordinal));
        var orphan = await house.DraftAsync(new DraftTableRequest(House.Kind, [new("owner of tables.parameter")], Currency: "USD", WindowDays: 0));
        Assert.Contains(orphan.Findings, f => f.Fault == TableFault.Nobody);
    }

    [Theory]
    [InlineData("owner of suppliers")]
    [InlineData("2 of controller, owner of suppliers")]
    [InlineData("all of owner of items, owner of suppliers")]
    [InlineData("owner of suppliers then controller")]
    [InlineData("auto, review owner of suppliers in 2 days")]
    public void A_route_that_names_owners_reads_as_it_is_written(string route) => Assert.Equal(route, ApprovalRoute.Parse(route).Value.ToString());

    [Theory]
    [InlineData("owner of")]
    [InlineData("owner of two words")]
    [InlineData("owner suppliers")]
    public void A_route_that_names_no_class_is_refused(string route) => Assert.Equal("governance.route", ApprovalRoute.Parse(route).Refusal?.Code);
}
