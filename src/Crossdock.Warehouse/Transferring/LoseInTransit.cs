using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Adjusting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Transferring;

/// <summary>Goods of a transfer did not arrive, and the investigation is over.</summary>
/// <param name="Number">Number of the transfer.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Quantity">How much did not arrive.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="Note">What the investigation found; some reasons need it.</param>
/// <param name="Unit">Unit of the quantity; the base unit when left out.</param>
/// <param name="Lot">Lot or serial, when several are on their way.</param>
/// <param name="Evidence">Where it can be seen: a photo, the carrier's report.</param>
public sealed record LoseInTransitRequest(
    [Required] string Number,
    int Line,
    Quantity Quantity,
    [Required, StringLength(20, MinimumLength = 1)] string Reason,
    [StringLength(500)] string? Note = null,
    [StringLength(20)] string? Unit = null,
    [StringLength(60)] string? Lot = null,
    [StringLength(500)] string? Evidence = null) : IHasReason;

internal sealed class LoseInTransit(Reasons reasons, TransferBook book, Addresses addresses, TransitLossDesk desk) : IUse<LoseInTransitRequest, TransferStepResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<LoseInTransit>("POST /transfers/{number}/losses", Permission.AdjustStock)
        .WithSummary("Write off what did not arrive of a transfer. Whoever sent it cannot decide this. What an approval table does not let go is asked for and posts nothing yet.");

    public async Task<Result<TransferStepResponse>> ExecuteAsync(Work work, LoseInTransitRequest request, CancellationToken cancel)
    {
        if ((await book.OpenAsync(work, request.Number, cancel)).Refused(out var refusal, out var open)) return refusal;
        if (!work.Actor.WorksAt(open.To.EntityId, open.To.Id)) return Refusal.NotFound("transfer", request.Number);
        if ((await desk.ApartAsync(work, work.Actor.Id, open, cancel)).Refused(out refusal, out _)) return refusal;
        if ((await reasons.FindAsync(work.Db, request.Reason, request.Note, cancel, ReasonUse.TransitLoss)).Refused(out refusal, out var reason)) return refusal;
        if (open.Transfer.Lines.SingleOrDefault(l => l.Line == request.Line) is not { } line) return new TransferLineUnknown(request.Number, request.Line);
        if (Addresses.InBase(open.ItemOf(line), request.Quantity, request.Unit).Refused(out refusal, out var quantity)) return refusal;
        LotId lot = default;
        if (request.Lot.OrNull() is { } named && (await addresses.LotAsync(work, open.ItemOf(line), named, cancel)).Refused(out refusal, out lot)) return refusal;
        return await desk.EnterAsync(work, open, new TransitLoss(line, quantity, lot, reason.Code, request.Note.OrNull(), request.Evidence.OrNull()), cancel);
    }
}
