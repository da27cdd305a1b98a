using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Organisation.Sites;

/// <summary>A new legal entity.</summary>
/// <param name="Code">Its code: letters, digits, '-', '.' and '_'.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">Currency of its books; it never changes.</param>
/// <param name="TimeZone">IANA name of the zone of its accounting days; it never changes.</param>
public sealed record CreateEntityRequest(
    [Required, StringLength(12)] string Code,
    [Required, StringLength(100)] string Name,
    [Required, StringLength(3)] string Currency,
    [Required, StringLength(60)] string TimeZone);

/// <summary>The entity that was created.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Its code as stored.</param>
public sealed record CreateEntityResponse(int Id, string Code) : ILocated
{
    /// <inheritdoc/>
    public string Location => "/sites";
}

internal sealed class CreateEntity(Foundation foundation) : IUse<CreateEntityRequest, CreateEntityResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateEntity>("POST /entities", Permission.MaintainSites)
        .WithSummary("Create a legal entity.");

    public async Task<Result<CreateEntityResponse>> ExecuteAsync(Work work, CreateEntityRequest request, CancellationToken cancel)
    {
        if ((await foundation.CreateEntityAsync(work, request, cancel)).Refused(out var refusal, out var entity)) return refusal;
        work.Subject = $"entity {entity.Code}";
        return new CreateEntityResponse(entity.Id.Value, entity.Code);
    }
}
