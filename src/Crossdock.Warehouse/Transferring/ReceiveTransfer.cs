using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Documents;
using Crossdock.Warehouse.Moving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Transferring;

/// <summary>Goods of a transfer arrive.</summary>
/// <param name="Number">Number of the transfer.</param>
/// <param name="Lines">What arrived; everything on its way when left out.</param>
/// <param name="HappenedAt">When it arrived, when not now.</param>
/// <param name="Source">How we know when it arrived.</param>
public sealed record ReceiveTransferRequest(
    [Required] string Number, [MaxLength(200)] IReadOnlyList<ReceiveTransferLine>? Lines = null, DateTimeOffset? HappenedAt = null, HappenedSource? Source = null);

/// <summary>What arrived of a line.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Quantity">How much; all that is on its way when left out.</param>
/// <param name="Place">Code of the place it is put at; the dock when left out.</param>
/// <param name="Unit">Unit of the quantity; the base unit when left out.</param>
/// <param name="Lot">Lot or serial, when several are on their way.</param>
/// <param name="Condition">Its condition; at the dock receiving, in a bin available, at the quarantine place quarantine when left out.</param>
public sealed record ReceiveTransferLine(
    int Line, Quantity? Quantity = null, [StringLength(40)] string? Place = null, [StringLength(20)] string? Unit = null, [StringLength(60)] string? Lot = null, Condition? Condition = null);

internal sealed class ReceiveTransfer(Addresses addresses, TransferBook book, TransferLoads loads, DocumentBook documents, StockLedger ledger)
    : IUse<ReceiveTransferRequest, TransferStepResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReceiveTransfer>("POST /transfers/{number}/receipts", Permission.TransferStock)
        .WithSummary("Book in what arrived of a transfer.");

    public async Task<Result<TransferStepResponse>> ExecuteAsync(Work work, ReceiveTransferRequest request, CancellationToken cancel)
    {
        if ((await book.OpenAsync(work, request.Number, cancel)).Refused(out var refusal, out var open)) return refusal;
        if (!work.Actor.WorksAt(open.To.EntityId, open.To.Id)) return Refusal.NotFound("transfer", request.Number);
        if (!open.Transfer.Lines.Any(l => l.OnTheWay.IsPositive)) return new TransferWrongState(request.Number, open.Transfer.State, "receive");
        if (Moment.Of(open.To, request.HappenedAt, null, request.Source, work.Now).Refused(out refusal, out var moment)) return refusal;
        var onTheWay = await loads.OfAsync(work, open, cancel);
        var lines = request.Lines is { Count: > 0 } given ? given : open.Transfer.Lines.Where(l => l.OnTheWay.IsPositive).Select(l => new ReceiveTransferLine(l.Line)).ToList();
        var moves = new List<StockMove>();
        foreach (var wanted in lines)
        {
            if ((await loads.TakeAsync(work, open, onTheWay, wanted.Line, wanted.Quantity, wanted.Unit, wanted.Lot, cancel)).Refused(out refusal, out var parts)) return refusal;
            if ((await addresses.PlaceAsync(work.Db, open.To, wanted.Place ?? PutAway.Dock, cancel)).Refused(out refusal, out var place)) return refusal;
            foreach (var (load, line, quantity) in parts)
            {
                load.Received += quantity;
                line.Received += quantity;
                moves.Add(new StockMove
                {
                    Kind = MovementKind.TransferReceipt,
                    Item = line.ItemId,
                    Quantity = quantity,
                    To = new StockAt(open.To.Id, place.Id, wanted.Condition ?? Usual(place), load.LotId),
                    Transit = load.Id,
                    Line = line.Id,
                    HappenedAt = moment.HappenedAt,
                    Source = moment.Source,
                });
            }
        }

        var document = await documents.OpenAsync(work, DocumentKind.TransferReceipt, open.To, moment, cancel, about: open.Transfer.Number);
        if ((await ledger.PostAsync(work, document, moves, cancel)).Refused(out refusal, out var posted)) return refusal;
        await book.SettleAsync(work, open, cancel);
        return new TransferStepResponse(document.Number, open.Transfer.Number, open.Transfer.State, posted.Count, posted.Aggregate(Amount.Zero, (sum, p) => sum + p.Value));
    }

    private static Condition Usual(Place place) => place.Kind switch
    {
        PlaceKind.Bin => Condition.Available,
        PlaceKind.Quarantine => Condition.Quarantine,
        _ => Condition.Receiving,
    };
}
