using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Adjusting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Transferring;

/// <summary>What has not left of a transfer is no longer wanted.</summary>
/// <param name="Number">Number of the transfer.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="Note">For people; some reasons need it.</param>
public sealed record CancelTransferRequest([Required] string Number, [Required, StringLength(20, MinimumLength = 1)] string Reason, [StringLength(500)] string? Note = null) : IHasReason;

/// <summary>The transfer after the cancellation.</summary>
/// <param name="Number">Number of the transfer.</param>
/// <param name="State">Where it stands now.</param>
public sealed record CancelTransferResponse(string Number, TransferState State);

internal sealed class CancelTransfer(Reasons reasons, TransferBook book, Promises promises, Approvals approvals) : IUse<CancelTransferRequest, CancelTransferResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CancelTransfer>("POST /transfers/{number}/cancellation", Permission.TransferStock)
        .WithSummary("Cancel what has not left of a transfer; its stock goes to the demands that wait.");

    public async Task<Result<CancelTransferResponse>> ExecuteAsync(Work work, CancelTransferRequest request, CancellationToken cancel)
    {
        if ((await book.OpenAsync(work, request.Number, cancel, waiting: true)).Refused(out var refusal, out var open)) return refusal;
        if (!work.Actor.WorksAt(open.From.EntityId, open.From.Id) && !work.Actor.WorksAt(open.To.EntityId, open.To.Id)) return Refusal.NotFound("transfer", request.Number);
        if (!open.Transfer.Lines.Any(l => l.ToShip.IsPositive)) return new TransferWrongState(request.Number, open.Transfer.State, "cancel");
        if ((await reasons.FindAsync(work.Db, request.Reason, request.Note, cancel, ReasonUse.Cancellation)).Refused(out refusal, out var reason)) return refusal;
        if (open.Transfer.State == TransferState.Requested)
        {
            await approvals.WithdrawAsync(work, TransferOffice.Kind, open.Transfer.Number, request.Note ?? reason.Name, cancel);
            TransferOffice.Drop(open.Transfer, TransferState.Cancelled);
            open.Transfer.CancelReason = reason.Code;
            return new CancelTransferResponse(open.Transfer.Number, open.Transfer.State);
        }

        foreach (var line in open.Transfer.Lines.Where(l => l.ToShip.IsPositive))
        {
            if ((await promises.CancelAsync(work, line.Id, null, open.ItemOf(line), open.From, cancel)).Refused(out refusal, out var cancelled)) return refusal;
            line.Cancelled += cancelled;
        }

        open.Transfer.CancelReason = reason.Code;
        await book.SettleAsync(work, open, cancel);
        return new CancelTransferResponse(open.Transfer.Number, open.Transfer.State);
    }
}
