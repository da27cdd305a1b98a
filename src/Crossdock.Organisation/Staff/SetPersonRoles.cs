using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Staff;

/// <summary>The roles of a person, replacing those they had.</summary>
/// <param name="Login">The person.</param>
/// <param name="Roles">Codes of the roles; none takes all away.</param>
public sealed record SetPersonRolesRequest([Required, StringLength(80)] string Login, [MaxLength(20)] IReadOnlyList<string>? Roles = null);

/// <summary>The roles as stored.</summary>
/// <param name="Roles">Codes of the roles.</param>
public sealed record SetPersonRolesResponse(IReadOnlyList<string> Roles);

internal sealed class SetPersonRoles(People people) : IUse<SetPersonRolesRequest, SetPersonRolesResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetPersonRoles>("PUT /people/{login}/roles", Permission.ManagePeople)
        .WithSummary("Set the roles of a person.");

    public async Task<Result<SetPersonRolesResponse>> ExecuteAsync(Work work, SetPersonRolesRequest request, CancellationToken cancel)
    {
        if ((await StoredPeople.FindAsync(work, request.Login, cancel)).Refused(out var refusal, out var person)) return refusal;
        if (person.Id == work.Actor.Id) return new OwnRights();
        if (People.RolesOf(request.Roles ?? []).Refused(out refusal, out var roles)) return refusal;
        var sites = await work.Db.Set<StoredPersonSite>().Where(s => s.PersonId == person.Id).Select(s => s.SiteId).ToListAsync(cancel);
        if (await people.SoftAsync(work, person.Id, roles, sites, cancel) is { } soft) return soft;

        var stored = await work.Db.Set<StoredPersonRole>().Where(r => r.PersonId == person.Id).ToListAsync(cancel);
        var wanted = roles.Select(r => r.Code).ToHashSet();
        work.Db.RemoveRange(stored.Where(r => !wanted.Contains(r.Role)));
        foreach (var role in wanted.Except(stored.Select(r => r.Role))) work.Db.Add(new StoredPersonRole { PersonId = person.Id, Role = role });
        person.Version++;
        work.Subject = $"person {person.Login}";
        await MasterChanges.TellAsync(work, new PeopleChanged(), cancel);
        return new SetPersonRolesResponse([.. wanted.Order(StringComparer.Ordinal)]);
    }
}

internal static class StoredPeople
{
    public static async Task<Result<StoredPerson>> FindAsync(Work work, string login, CancellationToken cancel)
    {
        var normal = login.Trim().ToLowerInvariant();
        var person = await work.Db.Set<StoredPerson>().SingleOrDefaultAsync(p => p.Login == normal, cancel);
        return person is null ? Refusal.NotFound("person", login) : person;
    }
}
