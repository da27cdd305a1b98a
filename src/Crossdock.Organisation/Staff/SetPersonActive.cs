using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Staff;

/// <summary>Lets a person sign in, or no longer.</summary>
/// <param name="Login">The person.</param>
/// <param name="Active">False ends all their sign-ins and keys at once.</param>
public sealed record SetPersonActiveRequest([Required, StringLength(80)] string Login, bool Active);

/// <summary>The person as it is now.</summary>
/// <param name="Login">The person.</param>
/// <param name="Active">Whether they may sign in.</param>
public sealed record SetPersonActiveResponse(string Login, bool Active);

internal sealed class SetPersonActive : IUse<SetPersonActiveRequest, SetPersonActiveResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetPersonActive>("PUT /people/{login}/active", Permission.ManagePeople)
        .WithSummary("Let a person sign in, or no longer.");

    public async Task<Result<SetPersonActiveResponse>> ExecuteAsync(Work work, SetPersonActiveRequest request, CancellationToken cancel)
    {
        if ((await StoredPeople.FindAsync(work, request.Login, cancel)).Refused(out var refusal, out var person)) return refusal;
        if (person.Id == work.Actor.Id) return new OwnRights();
        person.Active = request.Active;
        person.Version++;
        var account = await work.Db.Set<StoredAccount>().SingleAsync(a => a.PersonId == person.Id, cancel);
        if (!request.Active) account.SecurityStamp = Passwords.NewStamp();
        work.Subject = $"person {person.Login}";
        await MasterChanges.TellAsync(work, new PeopleChanged(), cancel);
        return new SetPersonActiveResponse(person.Login, person.Active);
    }
}
