using System.ComponentModel.DataAnnotations;
using Crossdock.MasterData.PartnerRecords;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Rates;

/// <summary>A new tax code. Its rate never changes: a new rate is a new code, so that posted documents keep theirs.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="RateMillionths">The rate: 190000 is 19 %.</param>
public sealed record CreateTaxCodeRequest(
    [Required, StringLength(20)] string Code,
    [Required, StringLength(100)] string Name,
    [Range(0, 1_000_000)] long RateMillionths);

/// <summary>The tax code that was created.</summary>
/// <param name="Code">Its code as stored.</param>
public sealed record CreateTaxCodeResponse(string Code);

internal sealed class CreateTaxCode(RateTable table) : IUse<CreateTaxCodeRequest, CreateTaxCodeResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateTaxCode>("POST /tax-codes", Permission.MaintainTaxesAndRates)
        .WithSummary("Create a tax code.");

    public async Task<Result<CreateTaxCodeResponse>> ExecuteAsync(Work work, CreateTaxCodeRequest request, CancellationToken cancel)
    {
        if ((await table.CreateTaxCodeAsync(work, request.Code, request.Name, request.RateMillionths, cancel)).Refused(out var refusal, out var created)) return refusal;
        work.Subject = $"tax code {created.Code}";
        return new CreateTaxCodeResponse(created.Code);
    }
}

/// <summary>Asks for the tax codes.</summary>
public sealed record TaxCodesRequest;

internal sealed class ListTaxCodes : IQuery<TaxCodesRequest, IReadOnlyList<TaxCode>>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListTaxCodes>("GET /tax-codes", Permission.SignIn)
        .WithSummary("Tax codes and their rates.");

    public async Task<Result<IReadOnlyList<TaxCode>>> AnswerAsync(Reading reading, TaxCodesRequest request, CancellationToken cancel) =>
        Result<IReadOnlyList<TaxCode>>.Of((await reading.Db.Set<StoredTaxCode>().OrderBy(t => t.Code).ToListAsync(cancel)).ConvertAll(t => t.ToTaxCode()));
}
