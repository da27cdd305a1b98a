using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Organisation.Staff;

/// <summary>The person that was created.</summary>
/// <param name="Id">The key.</param>
/// <param name="Login">What they sign in with.</param>
public sealed record CreatePersonResponse(int Id, string Login) : ILocated
{
    /// <inheritdoc/>
    public string Location => "/people";
}

internal sealed class CreatePerson(People people) : IUse<NewPerson, CreatePersonResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreatePerson>("POST /people", Permission.ManagePeople)
        .WithSummary("Create a person with roles and scope.");

    public async Task<Result<CreatePersonResponse>> ExecuteAsync(Work work, NewPerson request, CancellationToken cancel)
    {
        if ((await people.CreateAsync(work, request, cancel)).Refused(out var refusal, out var person)) return refusal;
        work.Subject = $"person {person.Login}";
        return new CreatePersonResponse(person.Id.Value, person.Login);
    }
}
