using System.Net;
using Crossdock.Organisation.Auditing;
using Crossdock.Organisation.SignIn;
using Crossdock.Organisation.Staff;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Tests;

public sealed class PeopleTests
{
    private const string Password = "four pallets by noon";

    [Theory, EachDatabase]
    public async Task An_api_key_acts_for_its_person_until_it_is_revoked(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        var key = await app.PersonAsync("bob", "buyer");
        using var buyer = app.Client(key);
        var me = await (await buyer.GetAsync("/api/v1/me")).ReadAsync<MeView>();
        Assert.Equal(("bob", "buyer"), (me.Login, me.Roles.Single()));
        Group.Yes(await app.RunAsync(app.Get<RevokeApiKey>(), new RevokeApiKeyRequest(key.Id)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await buyer.GetAsync("/api/v1/me")).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task An_api_key_is_said_once_and_kept_nowhere(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        using var administrator = await app.ClientAsync("ann", "administrator");
        Group.Yes(await app.RunAsync(app.Get<CreatePerson>(), new NewPerson("bob", "Bob", ["integrator"], Service: true)));
        var request = new { login = "bob", name = "shop" };
        var first = await (await administrator.PostUseAsync("/api/v1/api-keys", request, "same")).ReadAsync<CreateApiKeyResponse>();
        var again = await (await administrator.PostUseAsync("/api/v1/api-keys", request, "same")).ReadAsync<CreateApiKeyResponse>();
        Assert.StartsWith("xd_", first.Key.Value, StringComparison.Ordinal);
        Assert.Equal(first.Id, again.Id);
        Assert.Null(again.Key.Value);
        var answers = await app.Database.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT answer AS \"Value\" FROM storage_request_keys").ToListAsync());
        Assert.DoesNotContain(answers, a => a.Contains(first.Key.Value!, StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task An_administrator_makes_no_key_by_which_they_could_act_as_somebody_else(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        using var administrator = await app.ClientAsync("ann", "administrator");
        using var buyer = await app.ClientAsync("bob", "buyer");
        using var other = await app.ClientAsync("ben", "buyer");
        Assert.Equal((HttpStatusCode.Forbidden, "organisation.key_of_another"), await RefusedAsync(administrator, "/api/v1/api-keys", new { login = "BOB ", name = "shop" }));
        Assert.Equal((HttpStatusCode.Forbidden, "organisation.key_of_another"), await RefusedAsync(other, "/api/v1/api-keys", new { login = "bob", name = "shop" }));
        Assert.Equal((HttpStatusCode.Forbidden, "organisation.key_of_another"), await RefusedAsync(other, "/api/v1/api-keys", new { login = "nobody", name = "shop" }));
        Assert.Equal(HttpStatusCode.NotFound, (await RefusedAsync(administrator, "/api/v1/api-keys", new { login = "nobody", name = "shop" })).Item1);

        // Their own, each makes; with and without saying who they are.
        var own = await (await buyer.PostUseAsync("/api/v1/api-keys", new { login = "bob", name = "sheet" })).ReadAsync<CreateApiKeyResponse>();
        var again = await (await buyer.PostUseAsync("/api/v1/api-keys", new { login = "", name = "phone" })).ReadAsync<CreateApiKeyResponse>();
        using var by = app.Client(again);
        Assert.Equal("bob", (await (await by.GetAsync("/api/v1/me")).ReadAsync<MeView>()).Login);
        Assert.Equal(["test", "sheet", "phone"], (await (await buyer.GetAsync("/api/v1/me/api-keys")).ReadAsync<List<ApiKeyView>>()).Select(k => k.Name));
        await (await administrator.PostUseAsync("/api/v1/api-keys", new { login = "ann", name = "mine" })).ReadAsync<CreateApiKeyResponse>();

        // A key is ended by its person or an administrator.
        Assert.Equal((HttpStatusCode.Forbidden, "organisation.key_not_yours"), await RefusedAsync(other, $"/api/v1/api-keys/{again.Id}/revoke", new { }));
        Assert.True((await buyer.PostUseAsync($"/api/v1/api-keys/{own.Id}/revoke", new { })).IsSuccessStatusCode);
        Assert.True((await administrator.PostUseAsync($"/api/v1/api-keys/{again.Id}/revoke", new { })).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await by.GetAsync("/api/v1/me")).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_service_account_has_keys_and_never_a_password(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        using var administrator = await app.ClientAsync("ann", "administrator");
        using var buyer = await app.ClientAsync("bob", "buyer");
        Assert.Equal("organisation.service_password", (await RefusedAsync(administrator, "/api/v1/people", new { login = "shop", name = "Shop", roles = new[] { "integrator" }, service = true, password = Password })).Item2);
        Assert.True((await administrator.PostUseAsync("/api/v1/people", new { login = "shop", name = "Shop", roles = new[] { "integrator" }, service = true })).IsSuccessStatusCode);
        Assert.Equal((HttpStatusCode.Forbidden, "organisation.key_of_another"), await RefusedAsync(buyer, "/api/v1/api-keys", new { login = "shop", name = "shop" }));
        using var shop = app.Client(await (await administrator.PostUseAsync("/api/v1/api-keys", new { login = "shop", name = "shop" })).ReadAsync<CreateApiKeyResponse>());
        Assert.Equal("shop", (await (await shop.GetAsync("/api/v1/me")).ReadAsync<MeView>()).Login);
        using var given = await administrator.SendUseAsync(HttpMethod.Put, "/api/v1/people/shop/password", new { @new = Password });
        Assert.Equal("organisation.service_password", await given.CodeAsync());
        Assert.Equal([("ann", false), ("bob", false), ("shop", true)], (await (await administrator.GetAsync("/api/v1/people")).ReadAsync<List<PersonView>>()).Select(p => (p.Login, p.Service)));
    }

    private static async Task<(HttpStatusCode, string?)> RefusedAsync(HttpClient client, string path, object request)
    {
        using var answer = await client.PostUseAsync(path, request);
        return (answer.StatusCode, await answer.CodeAsync());
    }

    [Theory, EachDatabase]
    public async Task Without_the_right_a_use_is_forbidden_and_without_sign_in_unauthorized(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        using var picker = await app.ClientAsync("pip", "picker");
        var person = new { login = "eve", name = "Eve", roles = new[] { "controller" } };
        Assert.Equal(HttpStatusCode.Forbidden, (await picker.PostUseAsync("/api/v1/people", person)).StatusCode);
        using var nobody = app.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.PostUseAsync("/api/v1/people", person)).StatusCode);
        nobody.DefaultRequestHeaders.Authorization = new("Bearer", "xd_made-up");
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/api/v1/me")).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_changed_role_works_on_the_next_request(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        using var person = await app.ClientAsync("bob", "buyer");
        Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync("/api/v1/audit")).StatusCode);
        using var administrator = await app.ClientAsync("ann", "administrator");
        (await administrator.SendUseAsync(HttpMethod.Put, "/api/v1/people/bob/roles", new { roles = new[] { "auditor" } })).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/api/v1/audit")).StatusCode);
        (await administrator.SendUseAsync(HttpMethod.Put, "/api/v1/people/bob/active", new { active = false })).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.GetAsync("/api/v1/audit")).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Nobody_changes_their_own_rights(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        using var administrator = await app.ClientAsync("ann", "administrator");
        var answer = await administrator.SendUseAsync(HttpMethod.Put, "/api/v1/people/ann/roles", new { roles = new[] { "controller" } });
        Assert.Equal("organisation.own_rights", await answer.CodeAsync());
    }

    [Theory, EachDatabase]
    public async Task The_right_password_signs_in_and_five_wrong_ones_lock_the_account(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        await app.PersonAsync("bob", "buyer", Password);
        var attempts = app.Get<SignInAttempts>();
        Assert.NotNull(await attempts.CheckAsync("Bob ", Password, CancellationToken.None));
        Assert.Null(await attempts.CheckAsync("nobody", Password, CancellationToken.None));
        for (var i = 0; i < CountSignIn.MostFailures; i++) Assert.Null(await attempts.CheckAsync("bob", "three pallets by noon", CancellationToken.None));
        Assert.Null(await attempts.CheckAsync("bob", Password, CancellationToken.None));
    }

    [Theory, EachDatabase]
    public async Task Ten_wrong_passwords_at_once_do_not_outrun_the_lock(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        await app.PersonAsync("bob", "buyer", Password);
        var counts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.RunAsync(new CountSignIn(), new CountSignInRequest("bob"))));
        Assert.Equal(CountSignIn.MostFailures, counts.Count(c => c.IsValue && c.Value.MayTry));
    }

    [Theory, EachDatabase]
    public async Task A_password_is_changed_only_with_the_current_one(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        using var buyer = app.Client(await app.PersonAsync("bob", "buyer", Password));
        var wrong = await buyer.SendUseAsync(HttpMethod.Put, "/api/v1/me/password", new { current = "three pallets by noon", @new = "nine bins in the yard" });
        Assert.Equal("organisation.password_wrong", await wrong.CodeAsync());
        (await buyer.SendUseAsync(HttpMethod.Put, "/api/v1/me/password", new { current = Password, @new = "nine bins in the yard" })).EnsureSuccessStatusCode();
        Assert.Null(await app.Get<SignInAttempts>().CheckAsync("bob", Password, CancellationToken.None));
        Assert.NotNull(await app.Get<SignInAttempts>().CheckAsync("bob", "nine bins in the yard", CancellationToken.None));
    }

    [Theory, EachDatabase]
    public async Task The_audit_trail_says_who_changed_what_and_why_but_no_secret(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        await app.PersonAsync("bob", "buyer", Password);
        using var manager = await app.ClientAsync("mia", "warehouse-manager");
        (await manager.SendUseAsync(HttpMethod.Put, "/api/v1/sites/DSM/places/STAGE/blocked", new { blocked = true, reason = "flooded" })).EnsureSuccessStatusCode();
        Group.Yes(await app.RunAsync(app.Get<GivePassword>(), new GivePasswordRequest("bob", "nine bins in the yard")));
        using var auditor = await app.ClientAsync("aud", "auditor");
        var view = await (await auditor.GetAsync("/api/v1/audit?subject=place%20DSM")).ReadAsync<AuditView>();
        var entry = Assert.Single(view.Entries);
        Assert.Equal(("Person mia", "flooded", "BlockPlace"), (entry.Person, entry.Why, entry.Use));
        Assert.Equal(["False", "True"], Assert.Single(entry.Changes).Fields["blocked"]);
        var mine = await (await auditor.GetAsync("/api/v1/audit?person=mia")).ReadAsync<AuditView>();
        Assert.Single(mine.Entries);
        var everything = await (await auditor.GetAsync("/api/v1/audit?take=200")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("AQAAAA", everything, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Sample_accounts_exist_only_in_the_sample_company(Engine engine)
    {
        await using var app = await Group.StartAsync(engine);
        await app.PersonAsync("bob", "buyer");
        Assert.Empty(await app.Database.ReadAsync(db => app.Get<SampleAccounts>().ListAsync(db)));
        await app.Database.ReadAsync(db => db.Database.ExecuteSqlAsync($"INSERT INTO storage_settings (name, value) VALUES ('sample', 'true')"));
        var account = Assert.Single(await app.Database.ReadAsync(db => app.Get<SampleAccounts>().ListAsync(db)));
        Assert.Equal(("bob", "buyer"), (account.Login, account.Role.Code));
    }
}
