using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.MasterData.PartnerRecords;

/// <summary>Terms of suppliers for items, replacing what was agreed before: all of them or none.</summary>
/// <param name="Terms">One to five hundred terms.</param>
/// <param name="Reason">Why, for the audit trail.</param>
public sealed record SetTermsRequest(
    [Required, MinLength(1), MaxLength(500)] IReadOnlyList<NewTerms> Terms,
    [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>How many terms were set.</summary>
/// <param name="Set">The number.</param>
public sealed record SetTermsResponse(int Set);

internal sealed class SetTerms(PartnerMaster master) : IUse<SetTermsRequest, SetTermsResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetTerms>("PUT /supplier-terms", Permission.MaintainSuppliers)
        .WithSummary("Set what suppliers ask for items.");

    public async Task<Result<SetTermsResponse>> ExecuteAsync(Work work, SetTermsRequest request, CancellationToken cancel)
    {
        if ((await master.SetTermsAsync(work, request.Terms, cancel)).Refused(out var refusal, out _)) return refusal;
        work.Subject = request.Terms.Count == 1
            ? $"terms of {Code.Normal(request.Terms[0].Supplier)} for {Code.Normal(request.Terms[0].Item)}"
            : $"{request.Terms.Count} supplier terms";
        return new SetTermsResponse(request.Terms.Count);
    }
}
