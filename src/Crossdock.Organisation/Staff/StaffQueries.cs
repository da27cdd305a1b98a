using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Staff;

/// <summary>Asks for everybody.</summary>
/// <param name="Q">Part of the login or the name.</param>
public sealed record PeopleRequest(string? Q = null);

/// <summary>One person.</summary>
/// <param name="Login">What they sign in with.</param>
/// <param name="Name">Their name.</param>
/// <param name="Active">Whether they may sign in.</param>
/// <param name="Roles">Codes of their roles.</param>
/// <param name="Entities">Codes of the entities they work for; empty means all.</param>
/// <param name="Sites">Codes of the sites they work at; empty means all.</param>
/// <param name="Service">True for a service account.</param>
public sealed record PersonView(string Login, string Name, bool Active, IReadOnlyList<string> Roles, IReadOnlyList<string> Entities, IReadOnlyList<string> Sites, bool Service = false);

internal sealed class ListPeople(Directory directory) : IQuery<PeopleRequest, IReadOnlyList<PersonView>>
{
    private const int Most = 1000;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListPeople>("GET /people", Permission.ManagePeople)
        .WithSummary("People with their roles and scopes.");

    public async Task<Result<IReadOnlyList<PersonView>>> AnswerAsync(Reading reading, PeopleRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var people = await db.Set<StoredPerson>().OrderBy(p => p.Login).Take(Most).ToListAsync(cancel);
        var roles = (await db.Set<StoredPersonRole>().ToListAsync(cancel)).ToLookup(r => r.PersonId, r => r.Role);
        var entities = (await db.Set<StoredPersonEntity>().ToListAsync(cancel)).ToLookup(e => e.PersonId, e => e.EntityId);
        var sites = (await db.Set<StoredPersonSite>().ToListAsync(cancel)).ToLookup(s => s.PersonId, s => s.SiteId);
        var entityCodes = (await directory.EntitiesAsync(db, cancel)).ToDictionary(e => e.Id, e => e.Code);
        var siteCodes = (await directory.SitesAsync(db, cancel)).ToDictionary(s => s.Id, s => s.Code);
        return Result<IReadOnlyList<PersonView>>.Of([
            .. people.Where(p => request.Q is not { Length: > 0 } q
                    || p.Login.Contains(q, StringComparison.OrdinalIgnoreCase) || p.Name.Contains(q, StringComparison.OrdinalIgnoreCase))
                .Select(p => new PersonView(
                    p.Login, p.Name, p.Active, [.. roles[p.Id].Order(StringComparer.Ordinal)], [.. entities[p.Id].Select(e => entityCodes[e])], [.. sites[p.Id].Select(s => siteCodes[s])], p.Service))]);
    }
}

/// <summary>Asks for the roles there are.</summary>
public sealed record RolesRequest;

/// <summary>One role.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Sentence">What somebody in it does.</param>
/// <param name="Permissions">What it grants.</param>
public sealed record RoleView(string Code, string Name, string Sentence, IReadOnlyList<Permission> Permissions);

internal sealed class ListRoles : IQuery<RolesRequest, IReadOnlyList<RoleView>>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListRoles>("GET /roles", Permission.SignIn)
        .WithSummary("Roles and what they grant.");

    public Task<Result<IReadOnlyList<RoleView>>> AnswerAsync(Reading reading, RolesRequest request, CancellationToken cancel) =>
        Task.FromResult(Result<IReadOnlyList<RoleView>>.Of([.. Roles.All.Select(r => new RoleView(r.Code, r.Name, r.Sentence, [.. r.Permissions.Order()]))]));
}

/// <summary>Asks who is signed in.</summary>
public sealed record MeRequest;

/// <summary>Whoever is signed in.</summary>
/// <param name="Login">What they sign in with.</param>
/// <param name="Name">Their name.</param>
/// <param name="Roles">Codes of their roles.</param>
/// <param name="Permissions">What they may do.</param>
/// <param name="Entities">Codes of the entities they work for; empty means all.</param>
/// <param name="Sites">Codes of the sites they work at; empty means all.</param>
public sealed record MeView(
    string Login, string Name, IReadOnlyList<string> Roles, IReadOnlyList<Permission> Permissions, IReadOnlyList<string> Entities, IReadOnlyList<string> Sites);

internal sealed class ShowMe(People people, Directory directory) : IQuery<MeRequest, MeView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowMe>("GET /me", Permission.SignIn)
        .WithSummary("Who you are and what you may do.");

    public async Task<Result<MeView>> AnswerAsync(Reading reading, MeRequest request, CancellationToken cancel)
    {
        if (await people.FindAsync(reading.Db, reading.Actor.Id, cancel) is not { } person) return Refusal.NotFound("person", reading.Actor.Name);
        var entities = new List<string>();
        var sites = new List<string>();
        foreach (var id in person.Entities)
            if (await directory.EntityAsync(reading.Db, id, cancel) is { } entity) entities.Add(entity.Code);
        foreach (var id in person.Sites)
            if (await directory.SiteAsync(reading.Db, id, cancel) is { } site) sites.Add(site.Code);
        return new MeView(person.Login, person.Name, person.Roles, [.. reading.Actor.Permissions.Order()], entities, sites);
    }
}

/// <summary>Asks for the API keys that work.</summary>
public sealed record ApiKeysRequest;

/// <summary>One API key.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Login">The person it acts for.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Prefix">Its first characters.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record ApiKeyView(int Id, string Login, string Name, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt = null);

internal sealed class ListApiKeys(People people) : IQuery<ApiKeysRequest, IReadOnlyList<ApiKeyView>>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListApiKeys>("GET /api-keys", Permission.ManagePeople)
        .WithSummary("API keys that are not revoked.");

    public async Task<Result<IReadOnlyList<ApiKeyView>>> AnswerAsync(Reading reading, ApiKeysRequest request, CancellationToken cancel)
    {
        var views = new List<ApiKeyView>();
        foreach (var key in await reading.Db.Set<StoredApiKey>().Where(k => k.RevokedAt == null).OrderBy(k => k.Id).ToListAsync(cancel))
        {
            var person = await people.FindAsync(reading.Db, key.PersonId, cancel);
            views.Add(new(key.Id, person!.Login, key.Name, key.Prefix, key.CreatedAt, key.ExpiresAt));
        }

        return Result<IReadOnlyList<ApiKeyView>>.Of(views);
    }
}

/// <summary>Asks for one's own API keys that work.</summary>
public sealed record OwnApiKeysRequest;

internal sealed class ListOwnApiKeys : IQuery<OwnApiKeysRequest, IReadOnlyList<ApiKeyView>>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListOwnApiKeys>("GET /me/api-keys", Permission.SignIn)
        .WithSummary("Your API keys that are not revoked.");

    public async Task<Result<IReadOnlyList<ApiKeyView>>> AnswerAsync(Reading reading, OwnApiKeysRequest request, CancellationToken cancel) =>
        Result<IReadOnlyList<ApiKeyView>>.Of(await (from k in reading.Db.Set<StoredApiKey>().AsNoTracking()
                                                    join p in reading.Db.Set<StoredPerson>() on k.PersonId equals p.Id
                                                    where k.PersonId == reading.Actor.Id && k.RevokedAt == null
                                                    orderby k.Id
                                                    select new ApiKeyView(k.Id, p.Login, k.Name, k.Prefix, k.CreatedAt, k.ExpiresAt)).ToListAsync(cancel));
}
