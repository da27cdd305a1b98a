using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Agreeing;

/// <summary>Puts a draft in force: at once when the approval table says so, else when those who decide agree.</summary>
/// <param name="Number">The agreement.</param>
/// <param name="IfMatch">Version of the agreement that was looked at.</param>
/// <param name="Reason">Why, for those who decide.</param>
public sealed record SubmitAgreementRequest([Required, StringLength(20)] string Number, long IfMatch, [StringLength(300)] string? Reason = null) : IHasReason;

internal sealed class SubmitAgreement(AgreementForce force) : IUse<SubmitAgreementRequest, AgreementStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SubmitAgreement>("POST /agreements/{number}/submit", Permission.MaintainAgreements)
        .WithSummary("Put an agreement in force, by rule or when those who decide agree.");

    public async Task<Result<AgreementStandResponse>> ExecuteAsync(Work work, SubmitAgreementRequest request, CancellationToken cancel)
    {
        var book = work.State<AgreementBook>();
        if (await book.LockAsync(work, request.Number, cancel) is not { } agreement) return Refusal.NotFound("agreement", request.Number);
        if (agreement.Version != request.IfMatch) return new AgreementStale(agreement.Number);
        if (agreement.State is not (AgreementState.Draft or AgreementState.InApproval)) return new AgreementWrongState(agreement.Number, agreement.State, "put in force");
        if (agreement.EndsAt < work.Now) return new AgreementOver(agreement.ValidTo);
        var terms = await AgreementWriter.OfAsync(work.Db, agreement, book.LinesOf(agreement), cancel);
        if ((await force.AskAsync(work, agreement, terms, request.Reason, cancel)).Refused(out var refusal, out _)) return refusal;
        work.Subject = $"agreement {agreement.Number}";
        return new AgreementStandResponse(agreement.Number, agreement.State, agreement.Version + 1, agreement.Approval);
    }
}

/// <summary>Stops an agreement for a while: nothing more is released against it; what is on order stays.</summary>
/// <param name="Number">The agreement.</param>
/// <param name="Reason">Why.</param>
public sealed record SuspendAgreementRequest([Required, StringLength(20)] string Number, [Required, StringLength(200)] string? Reason) : IHasReason;

internal sealed class SuspendAgreement : IUse<SuspendAgreementRequest, AgreementStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SuspendAgreement>("POST /agreements/{number}/suspend", Permission.MaintainAgreements)
        .WithSummary("Stop releases against an agreement for a while.");

    public async Task<Result<AgreementStandResponse>> ExecuteAsync(Work work, SuspendAgreementRequest request, CancellationToken cancel) =>
        await StateOfAgreement.MoveAsync(work, request.Number, AgreementState.Suspended, "suspended", [AgreementState.Active], cancel);
}

/// <summary>Lets a suspended agreement go on.</summary>
/// <param name="Number">The agreement.</param>
/// <param name="Reason">Why.</param>
public sealed record ResumeAgreementRequest([Required, StringLength(20)] string Number, [Required, StringLength(200)] string? Reason) : IHasReason;

internal sealed class ResumeAgreement : IUse<ResumeAgreementRequest, AgreementStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ResumeAgreement>("POST /agreements/{number}/resume", Permission.MaintainAgreements)
        .WithSummary("Let a suspended agreement go on.");

    public async Task<Result<AgreementStandResponse>> ExecuteAsync(Work work, ResumeAgreementRequest request, CancellationToken cancel) =>
        await StateOfAgreement.MoveAsync(work, request.Number, AgreementState.Active, "resumed", [AgreementState.Suspended], cancel);
}

/// <summary>Ends an agreement for good, or gives up a draft. What is on order stays.</summary>
/// <param name="Number">The agreement.</param>
/// <param name="Reason">Why.</param>
public sealed record TerminateAgreementRequest([Required, StringLength(20)] string Number, [Required, StringLength(200)] string? Reason) : IHasReason;

internal sealed class TerminateAgreement(AgreementForce force) : IUse<TerminateAgreementRequest, AgreementStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<TerminateAgreement>("POST /agreements/{number}/terminate", Permission.MaintainAgreements)
        .WithSummary("End an agreement for good.");

    public async Task<Result<AgreementStandResponse>> ExecuteAsync(Work work, TerminateAgreementRequest request, CancellationToken cancel)
    {
        if (await work.State<AgreementBook>().LockAsync(work, request.Number, cancel) is not { } agreement) return Refusal.NotFound("agreement", request.Number);
        await force.WithdrawAsync(work, agreement, "The agreement was ended.", cancel);
        return await StateOfAgreement.MoveAsync(
            work, request.Number, AgreementState.Terminated, "ended", [AgreementState.Draft, AgreementState.Active, AgreementState.Suspended], cancel);
    }
}

internal static class StateOfAgreement
{
    public static async Task<Result<AgreementStandResponse>> MoveAsync(
        Work work, string number, AgreementState to, string done, IReadOnlyList<AgreementState> from, CancellationToken cancel)
    {
        if (await work.State<AgreementBook>().LockAsync(work, number, cancel) is not { } agreement) return Refusal.NotFound("agreement", number);
        if (!from.Contains(agreement.State)) return new AgreementWrongState(agreement.Number, agreement.State, done);
        agreement.State = to;
        AgreementForce.Tell(work, agreement);
        work.Subject = $"agreement {agreement.Number}";
        return new AgreementStandResponse(agreement.Number, agreement.State, agreement.Version + 1, agreement.Approval);
    }
}
