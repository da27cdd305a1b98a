using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Addressing;
using Crossdock.Warehouse.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Transferring;

/// <summary>Goods of a transfer leave the sender.</summary>
/// <param name="Number">Number of the transfer.</param>
/// <param name="Lines">What leaves from where; all that is allocated when left out.</param>
/// <param name="HappenedAt">When it left, when not now.</param>
/// <param name="Source">How we know when it left.</param>
public sealed record ShipTransferRequest(
    [Required] string Number, [MaxLength(200)] IReadOnlyList<ShipTransferLine>? Lines = null, DateTimeOffset? HappenedAt = null, HappenedSource? Source = null);

/// <summary>What leaves of a line.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Quantity">How much; all that is open when left out.</param>
/// <param name="Place">Code of the place it leaves; where it is allocated when left out.</param>
/// <param name="Unit">Unit of the quantity; the base unit when left out.</param>
/// <param name="Lot">Lot or serial at the place, when the item is tracked.</param>
public sealed record ShipTransferLine(int Line, Quantity? Quantity = null, [StringLength(40)] string? Place = null, [StringLength(20)] string? Unit = null, [StringLength(60)] string? Lot = null);

/// <summary>A shipment or receipt of a transfer.</summary>
/// <param name="Document">Number of the document.</param>
/// <param name="Number">Number of the transfer.</param>
/// <param name="State">Where the transfer stands now.</param>
/// <param name="Movements">How many movements were posted.</param>
/// <param name="Value">What the goods are worth, in the entity's currency.</param>
/// <param name="Stand">Where it stands: posted, or asked and who decides.</param>
/// <param name="Approval">Number of the request people decide on; null when it is posted.</param>
public sealed record TransferStepResponse(string Document, string Number, TransferState State, int Movements, Amount Value, string Stand = "posted", string? Approval = null) : ILocated
{
    /// <inheritdoc/>
    public string Location => Approval is null ? $"/transfers/{Number}" : $"/corrections/{Document}";
}

internal sealed class ShipTransfer(Addresses addresses, TransferBook book, DocumentBook documents, StockLedger ledger, Segregation segregation) : IUse<ShipTransferRequest, TransferStepResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ShipTransfer>("POST /transfers/{number}/shipments", Permission.TransferStock)
        .WithSummary("Send the goods of a transfer, or part of them, on their way.");

    public async Task<Result<TransferStepResponse>> ExecuteAsync(Work work, ShipTransferRequest request, CancellationToken cancel)
    {
        if ((await book.OpenAsync(work, request.Number, cancel)).Refused(out var refusal, out var open)) return refusal;
        if (!work.Actor.WorksAt(open.From.EntityId, open.From.Id)) return Refusal.NotFound("transfer", request.Number);
        if (!open.Transfer.Lines.Any(l => l.ToShip.IsPositive)) return new TransferWrongState(request.Number, open.Transfer.State, "ship");
        if ((await segregation.TakeAsync(work, Duty.ShipTransfer, [Chain.Document("transfer", open.Transfer.Number)], open.From.Id, cancel: cancel)).Refused(out refusal, out _)) return refusal;
        if (Moment.Of(open.From, request.HappenedAt, null, request.Source, work.Now).Refused(out refusal, out var moment)) return refusal;
        var pick = new TransferPick(open, await book.AllocationsAsync(work, open, cancel));
        if ((await PickAsync(work, pick, request, cancel)).Refused(out refusal, out _)) return refusal;
        if (pick.Parts.Count == 0) return new NothingAllocated(request.Number);

        var document = await documents.OpenAsync(work, DocumentKind.TransferShipment, open.From, moment, cancel, about: open.Transfer.Number);
        var moves = new List<StockMove>();
        foreach (var (line, at, quantity) in pick.Parts)
        {
            var load = new TransferLoad { Id = Guid.CreateVersion7(work.Now), TransferId = open.Transfer.Id, Sequence = work.NewId(), LineId = line.Id, ItemId = line.ItemId, LotId = at.Lot, Shipped = quantity };
            work.Db.Add(load);
            line.Shipped += quantity;
            moves.Add(new StockMove
            {
                Kind = MovementKind.TransferShipment,
                Item = line.ItemId,
                Quantity = quantity,
                From = at,
                Transit = load.Id,
                TransitTo = open.To.Id,
                Demand = line.Id,
                Line = line.Id,
                HappenedAt = moment.HappenedAt,
                Source = moment.Source,
            });
        }

        if ((await ledger.PostAsync(work, document, moves, cancel)).Refused(out refusal, out var posted)) return refusal;
        open.Transfer.ShippedBy = work.Actor.Id;
        await book.SettleAsync(work, open, cancel);
        return new TransferStepResponse(document.Number, open.Transfer.Number, open.Transfer.State, posted.Count, posted.Aggregate(Amount.Zero, (sum, p) => sum + p.Value));
    }

    private async Task<Result<Done>> PickAsync(Work work, TransferPick pick, ShipTransferRequest request, CancellationToken cancel)
    {
        if (request.Lines is not { Count: > 0 } lines)
        {
            pick.AllAllocated();
            return Done.Yes;
        }

        foreach (var wanted in lines)
        {
            if (pick.Line(wanted.Line) is not { } line) return new TransferLineUnknown(request.Number, wanted.Line);
            var item = pick.Open.ItemOf(line);
            var quantity = line.ToShip - pick.PickedOf(line);
            Refusal? refusal;
            if (wanted.Quantity is { } given && Addresses.InBase(item, given, wanted.Unit).Refused(out refusal, out quantity)) return refusal;
            if (wanted.Place is not { } placeCode)
            {
                if (pick.FromAllocations(line, quantity).Refused(out refusal, out _)) return refusal;
                continue;
            }

            if ((await addresses.PlaceAsync(work.Db, pick.Open.From, placeCode, cancel)).Refused(out refusal, out var place)) return refusal;
            if ((await addresses.LotAsync(work, item, wanted.Lot, cancel)).Refused(out refusal, out var lot)) return refusal;
            if (pick.From(line, new StockAt(pick.Open.From.Id, place.Id, Condition.Available, lot), place.Code, quantity).Refused(out refusal, out _)) return refusal;
        }

        return Done.Yes;
    }
}

internal sealed record NothingAllocated(string Number) : Refusal(RefusalKind.Refused, "warehouse.transfer_nothing_allocated",
    $"No stock is allocated to {Number} yet. It waits for supply at the sender, or name the place the goods leave.");
