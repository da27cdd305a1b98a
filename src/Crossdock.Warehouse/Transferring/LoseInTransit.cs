using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Adjusting;
using Crossdock.Warehouse.Documents;
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
public sealed record LoseInTransitRequest(
    [Required] string Number,
    int Line,
    Quantity Quantity,
    [Required, StringLength(20, MinimumLength = 1)] string Reason,
    [StringLength(500)] string? Note = null,
    [StringLength(20)] string? Unit = null,
    [StringLength(60)] string? Lot = null) : IHasReason;

internal sealed class LoseInTransit(Reasons reasons, TransferBook book, TransferLoads loads, DocumentBook documents, StockLedger ledger, Segregation segregation)
    : IUse<LoseInTransitRequest, TransferStepResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<LoseInTransit>("POST /transfers/{number}/losses", Permission.AdjustStock)
        .WithSummary("Write off what did not arrive of a transfer. Whoever sent it cannot decide this.");

    public async Task<Result<TransferStepResponse>> ExecuteAsync(Work work, LoseInTransitRequest request, CancellationToken cancel)
    {
        if ((await book.OpenAsync(work, request.Number, cancel)).Refused(out var refusal, out var open)) return refusal;
        if (!work.Actor.WorksAt(open.To.EntityId, open.To.Id)) return Refusal.NotFound("transfer", request.Number);
        if (work.Actor.Id.Value != 0 && open.Transfer.ShippedBy == work.Actor.Id) return new SenderDecides(request.Number);
        if ((await segregation.TakeAsync(work, Duty.DecideShortage, [Chain.Document("transfer", open.Transfer.Number)], open.To.Id, cancel: cancel)).Refused(out refusal, out _)) return refusal;
        if ((await reasons.FindAsync(work.Db, request.Reason, request.Note, cancel, ReasonUse.TransitLoss)).Refused(out refusal, out var reason)) return refusal;
        var onTheWay = await loads.OfAsync(work, open, cancel);
        if ((await loads.TakeAsync(work, open, onTheWay, request.Line, request.Quantity, request.Unit, request.Lot, cancel)).Refused(out refusal, out var parts)) return refusal;

        var document = await documents.OpenAsync(work, DocumentKind.TransitLoss, open.To, new Moment(null, HappenedSource.Keyed), cancel, reason.Code, request.Note, open.Transfer.Number);
        var moves = new List<StockMove>();
        foreach (var (load, line, quantity) in parts)
        {
            load.Lost += quantity;
            line.Lost += quantity;
            moves.Add(new StockMove
            {
                Kind = MovementKind.TransitLoss,
                Item = line.ItemId,
                Quantity = quantity,
                Transit = load.Id,
                TransitTo = open.To.Id,
                Line = line.Id,
                Reason = reason.Code,
            });
        }

        if ((await ledger.PostAsync(work, document, moves, cancel)).Refused(out refusal, out var posted)) return refusal;
        await book.SettleAsync(work, open, cancel);
        return new TransferStepResponse(document.Number, open.Transfer.Number, open.Transfer.State, posted.Count, posted.Aggregate(Amount.Zero, (sum, p) => sum + p.Value));
    }
}

internal sealed record SenderDecides(string Number) : Refusal(RefusalKind.Forbidden, "warehouse.sender_decides",
    $"{ConflictMatrix.Row(12).Title}: you sent {Number}: somebody else decides about what did not arrive.");
