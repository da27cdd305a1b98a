using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Agreeing;

/// <summary>The terms of an agreement, whole, as they are to be. In force, they are its next version, at once or when those who decide agree.</summary>
/// <param name="Number">The agreement.</param>
/// <param name="IfMatch">Version of the agreement that was looked at.</param>
/// <param name="ValidFrom">First day it holds.</param>
/// <param name="ValidTo">Last day it holds.</param>
/// <param name="Title">What people call it.</param>
/// <param name="ValueCap">Most that may be released; no cap when absent, nothing when zero.</param>
/// <param name="MinimumValue">What was promised to be bought, in money.</param>
/// <param name="MinimumQuantity">What was promised to be bought, in base units.</param>
/// <param name="Lines">Items with their prices and caps; an item that is not among them is no longer part of it.</param>
/// <param name="Schedule">Deliveries that are not ordered yet.</param>
/// <param name="Reason">Why.</param>
public sealed record ChangeAgreementRequest(
    [Required, StringLength(20)] string Number,
    long IfMatch,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    [StringLength(100)] string? Title = null,
    Amount? ValueCap = null,
    Amount? MinimumValue = null,
    Quantity? MinimumQuantity = null,
    [MaxLength(500)] IReadOnlyList<AgreementLineRequest>? Lines = null,
    [MaxLength(1000)] IReadOnlyList<ScheduleEntryRequest>? Schedule = null,
    [StringLength(300)] string? Reason = null) : IHasReason;

internal sealed class ChangeAgreement(AgreementWriter writer, AgreementForce force) : IUse<ChangeAgreementRequest, AgreementStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangeAgreement>("PUT /agreements/{number}", Permission.MaintainAgreements)
        .WithSummary("Change the terms of an agreement; in force, what is riskier than what was approved waits for those who decide.");

    public async Task<Result<AgreementStandResponse>> ExecuteAsync(Work work, ChangeAgreementRequest request, CancellationToken cancel)
    {
        if (await work.State<AgreementBook>().LockAsync(work, request.Number, cancel) is not { } agreement) return Refusal.NotFound("agreement", request.Number);
        if (agreement.Version != request.IfMatch) return new AgreementStale(agreement.Number);
        if (agreement.State == AgreementState.Terminated) return new AgreementWrongState(agreement.Number, agreement.State, "changed");
        var asked = new CreateAgreementRequest(agreement.Kind, "", "", request.ValidFrom, request.ValidTo, null, null, request.Title, request.ValueCap, request.MinimumValue, request.MinimumQuantity, request.Lines, request.Schedule);
        if ((await writer.TermsAsync(work.Db, agreement.Kind, agreement.Currency, asked, cancel)).Refused(out var refusal, out var terms)) return refusal;
        if (await writer.ConflictAsync(work, agreement, terms, cancel) is { } conflict) return conflict;

        work.Subject = $"agreement {agreement.Number}";
        if (agreement.VersionNumber > 0)
        {
            if ((await force.AskAsync(work, agreement, terms, request.Reason, cancel)).Refused(out refusal, out _)) return refusal;
        }
        else
        {
            // Nobody approves unseen: a draft that waited is to be asked about again.
            await force.WithdrawAsync(work, agreement, "Its terms were changed.", cancel);
            await writer.ApplyAsync(work, agreement, terms, cancel);
            AgreementForce.Tell(work, agreement);
        }

        return new AgreementStandResponse(agreement.Number, agreement.State, agreement.Version + 1, agreement.Approval);
    }
}
