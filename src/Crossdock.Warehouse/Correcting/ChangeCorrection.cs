using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Adjusting;
using Crossdock.Warehouse.Transferring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Correcting;

/// <summary>Changes an adjustment, a write-off or a loss on the way that waits or was given back; what is left out stays. It is asked about anew.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Quantity">How much, always more than zero.</param>
/// <param name="Unit">Unit of the quantity; the base unit when left out.</param>
/// <param name="Reason">Code of the reason; it says found, missing or thrown away as before.</param>
/// <param name="Note">What happened.</param>
/// <param name="Evidence">Where that can be seen.</param>
/// <param name="IfMatch">Version that was looked at.</param>
public sealed record ChangeCorrectionRequest(
    [Required, StringLength(20)] string Number,
    Quantity? Quantity = null,
    [StringLength(20)] string? Unit = null,
    [StringLength(20)] string? Reason = null,
    [StringLength(500)] string? Note = null,
    [StringLength(500)] string? Evidence = null,
    long IfMatch = 0) : IHasReason;

/// <summary>How a correction stands.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Stand">The same for people, with who decides.</param>
/// <param name="Approval">The request people decide on.</param>
/// <param name="Version">Its version.</param>
public sealed record CorrectionStandResponse(string Number, CorrectionState State, string Stand, string? Approval, long Version);

internal sealed class ChangeCorrection(Reasons reasons, Items items, AdjustmentDesk desk, TransitLossDesk losses) : IUse<ChangeCorrectionRequest, CorrectionStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ChangeCorrection>("POST /corrections/{number}/change", Permission.AdjustStock)
        .WithSummary("Change an adjustment, write-off or loss on the way of yours that is not posted yet; whoever was asked is asked anew.");

    public async Task<Result<CorrectionStandResponse>> ExecuteAsync(Work work, ChangeCorrectionRequest request, CancellationToken cancel)
    {
        if ((await OwnCorrections.OpenAsync(work, request.Number, cancel)).Refused(out var refusal, out var correction)) return refusal;
        if (correction.Kind == CorrectionKind.Count) return new CountAnew(correction.Number);
        if (request.IfMatch != correction.Version) return new CorrectionMovedOn(correction.Number);
        var line = correction.Lines[0];
        if (request.Quantity is { } wanted)
        {
            var item = (await items.FindAsync(work.Db, line.ItemId, cancel))!;
            if (Addresses.InBase(item, wanted, request.Unit).Refused(out refusal, out var quantity)) return refusal;
            line.Change = line.Change.IsNegative ? -quantity : quantity;
        }

        var note = request.Note.OrNull() ?? correction.Note;
        if ((await reasons.FindAsync(work.Db, request.Reason.OrNull() ?? correction.Reason!, note, cancel, correction.Use!.Value)).Refused(out refusal, out var reason)) return refusal;
        (correction.Reason, correction.Note, correction.Evidence) = (reason.Code, note, request.Evidence.OrNull() ?? correction.Evidence);
        if (EvidenceMissing.Check(correction.Note, correction.Evidence) is { } missing) return missing;
        var asked = correction.Kind == CorrectionKind.TransitLoss ? await losses.AskAsync(work, correction, cancel) : await desk.AskAsync(work, correction, cancel);
        if (asked.Refused(out refusal, out var verdict)) return refusal;
        work.Subject = $"{(correction.Kind == CorrectionKind.TransitLoss ? "loss" : "adjustment")} {correction.Number}";
        return new CorrectionStandResponse(correction.Number, correction.State, verdict.Stand, verdict.Request, correction.Version);
    }
}

/// <summary>Takes a correction of stock back that is not posted yet.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Reason">Why.</param>
public sealed record WithdrawCorrectionRequest([Required, StringLength(20)] string Number, [Required, StringLength(200)] string Reason) : IHasReason;

internal sealed class WithdrawCorrection(Approvals approvals) : IUse<WithdrawCorrectionRequest, CorrectionStandResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<WithdrawCorrection>("POST /corrections/{number}/withdrawal", Permission.SignIn)
        .WithSummary("Take a correction of yours back that is not posted yet.");

    public async Task<Result<CorrectionStandResponse>> ExecuteAsync(Work work, WithdrawCorrectionRequest request, CancellationToken cancel)
    {
        if ((await OwnCorrections.OpenAsync(work, request.Number, cancel)).Refused(out var refusal, out var correction)) return refusal;
        await approvals.WithdrawAsync(work, CorrectionBook.KindOf(correction.Kind), correction.Number, request.Reason, cancel);
        CorrectionBook.End(work, correction, CorrectionState.Withdrawn);
        work.Subject = $"correction {correction.Number}";
        return new CorrectionStandResponse(correction.Number, correction.State, "taken back", correction.Approval, correction.Version);
    }
}

internal static class OwnCorrections
{
    /// <summary>A correction of the actor's that may still be changed, locked.</summary>
    public static async Task<Result<Correction>> OpenAsync(Work work, string number, CancellationToken cancel)
    {
        if (await CorrectionBook.OpenAsync(work, number, cancel) is not { } correction || !work.Actor.WorksAt(correction.EntityId, correction.SiteId)) return Refusal.NotFound("correction", number);
        if (correction.AskedBy != work.Actor.Id) return new CorrectionOfOther(number);
        return correction.IsOpen ? correction : new CorrectionEnded(number, correction.State);
    }
}

internal sealed record CountAnew(string Number) : Refusal(RefusalKind.Refused, "warehouse.count_anew", $"{Number} is a count. Take it back and count again.");

internal sealed record CorrectionMovedOn(string Number) : Refusal(RefusalKind.Stale, "warehouse.correction_moved_on", $"{Number} has moved since you looked at it. Look again.");
