using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Staff;

/// <summary>Where a person works, replacing what was set before.</summary>
/// <param name="Login">The person.</param>
/// <param name="Entities">Codes of entities; none means all.</param>
/// <param name="Sites">Codes of sites; none means all of those entities.</param>
public sealed record SetScopesRequest(
    [Required, StringLength(80)] string Login,
    [MaxLength(200)] IReadOnlyList<string>? Entities = null,
    [MaxLength(1000)] IReadOnlyList<string>? Sites = null);

/// <summary>The scope as stored.</summary>
/// <param name="Entities">How many entities; 0 means all.</param>
/// <param name="Sites">How many sites; 0 means all.</param>
public sealed record SetScopesResponse(int Entities, int Sites);

internal sealed class SetScopes(People people) : IUse<SetScopesRequest, SetScopesResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetScopes>("PUT /people/{login}/scopes", Permission.ManagePeople)
        .WithSummary("Set the entities and sites a person works for.");

    public async Task<Result<SetScopesResponse>> ExecuteAsync(Work work, SetScopesRequest request, CancellationToken cancel)
    {
        if ((await StoredPeople.FindAsync(work, request.Login, cancel)).Refused(out var refusal, out var person)) return refusal;
        if (person.Id == work.Actor.Id) return new OwnRights();
        if ((await people.ScopeAsync(work, request.Entities ?? [], request.Sites ?? [], cancel)).Refused(out refusal, out var scope)) return refusal;
        var roles = await work.Db.Set<StoredPersonRole>().Where(r => r.PersonId == person.Id).Select(r => r.Role).ToListAsync(cancel);
        if (await people.SoftAsync(work, person.Id, [.. roles.Select(Roles.Find).OfType<Role>()], scope.Sites, cancel) is { } soft) return soft;

        var entities = await work.Db.Set<StoredPersonEntity>().Where(e => e.PersonId == person.Id).ToListAsync(cancel);
        work.Db.RemoveRange(entities.Where(e => !scope.Entities.Contains(e.EntityId)));
        foreach (var entity in scope.Entities.Except(entities.Select(e => e.EntityId))) work.Db.Add(new StoredPersonEntity { PersonId = person.Id, EntityId = entity });

        var sites = await work.Db.Set<StoredPersonSite>().Where(s => s.PersonId == person.Id).ToListAsync(cancel);
        work.Db.RemoveRange(sites.Where(s => !scope.Sites.Contains(s.SiteId)));
        foreach (var site in scope.Sites.Except(sites.Select(s => s.SiteId))) work.Db.Add(new StoredPersonSite { PersonId = person.Id, SiteId = site });

        person.Version++;
        work.Subject = $"person {person.Login}";
        await MasterChanges.TellAsync(work, new PeopleChanged(), cancel);
        return new SetScopesResponse(scope.Entities.Count, scope.Sites.Count);
    }
}
