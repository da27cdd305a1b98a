using System.ComponentModel.DataAnnotations;
using Crossdock.Procurement.Agreeing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Sourcing;

/// <summary>Makes an award a contract with each winner, at the prices of its bid; what is needed is then ordered by it.</summary>
/// <param name="Number">The request for quotation.</param>
/// <param name="ValidTo">Last day of the contracts.</param>
/// <param name="ValidFrom">First day; today when absent.</param>
/// <param name="Capped">True when no more than was awarded may be ordered at these prices.</param>
public sealed record ContractAwardRequest([Required, StringLength(20)] string Number, DateOnly ValidTo, DateOnly? ValidFrom = null, bool Capped = false);

/// <summary>The contracts that were written.</summary>
/// <param name="Number">The request for quotation.</param>
/// <param name="Agreements">Each with its state: in force by rule, or waiting for those who decide.</param>
public sealed record ContractAwardResponse(string Number, IReadOnlyList<AgreementStandResponse> Agreements);

internal sealed class ContractAward(QuotationDesk desk, Comparison comparison, Directory directory, CreateAgreement agreements) : IUse<ContractAwardRequest, ContractAwardResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ContractAward>("POST /quotation-requests/{number}/contract", Permission.MaintainAgreements)
        .WithSummary("Make an award a contract with each winner.");

    public async Task<Result<ContractAwardResponse>> ExecuteAsync(Work work, ContractAwardRequest asked, CancellationToken cancel)
    {
        if ((await desk.AwardedAsync(work, asked.Number, cancel)).Refused(out var refusal, out var found)) return refusal;
        var (request, award) = found;
        var compared = await comparison.OfAsync(work.Db, request, work.Now, cancel);
        var site = (await directory.SiteAsync(work.Db, request.SiteId, cancel))!;
        var made = new List<AgreementStandResponse>();
        foreach (var parts in award.GroupBy(a => a.SupplierId).OrderBy(g => g.Key.Value))
        {
            var lines = new List<AgreementLineRequest>();
            Offer? given = null;
            foreach (var part in parts)
            {
                if (compared.Awarded(request, part).Refused(out refusal, out var won)) return refusal;
                given = won.Offer;
                lines.Add(new(won.Line.Item.Code, given.Line.Price, given.Line.PriceUnit, asked.Capped ? part.Quantity : null, won.Line.Item.BaseUnit));
            }

            var contract = new CreateAgreementRequest(
                AgreementKind.Contract, compared.Entity.Code, given!.Supplier.Code, asked.ValidFrom ?? compared.Entity.DayOf(work.Now), asked.ValidTo, site.Code, given.Currency.Code,
                $"Awarded by {request.Number}", Lines: lines, Submit: true, Reason: $"Awarded by {request.Number}");
            if ((await agreements.ExecuteAsync(work, contract, cancel)).Refused(out refusal, out var agreement)) return refusal;
            foreach (var part in parts) part.OrderNumber = agreement.Number;
            made.Add(agreement);
        }

        request.State = QuotationState.Converted;
        QuotationDesk.Moved(work, request);
        return new ContractAwardResponse(request.Number, made);
    }
}
