using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Transferring;

/// <summary>Asks for one transfer.</summary>
/// <param name="Number">Number.</param>
public sealed record TransferRequest([Required] string Number);

/// <summary>A transfer with its lines and documents.</summary>
/// <param name="Number">Number.</param>
/// <param name="From">Site that sends.</param>
/// <param name="To">Site that receives.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ShipDay">Day it should leave.</param>
/// <param name="ArrivalDay">Day it should arrive.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="Note">For people.</param>
/// <param name="CancelReason">Why it was cancelled.</param>
/// <param name="Approval">The request people decide on, the last one when it is over.</param>
/// <param name="Lines">Lines.</param>
/// <param name="Documents">Shipments, receipts and losses, oldest first.</param>
/// <param name="Version">Its version.</param>
public sealed record TransferView(
    string Number, string From, string To, TransferState State, DateOnly ShipDay, DateOnly ArrivalDay, DateTimeOffset CreatedAt, string? Note, string? CancelReason, string? Approval,
    IReadOnlyList<TransferLineView> Lines, IReadOnlyList<TransferDocumentView> Documents, long Version) : IVersioned;

/// <summary>A line of a transfer; quantities in base units.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Item">Item code.</param>
/// <param name="Name">Item name.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="Ordered">Asked for.</param>
/// <param name="Cancelled">No longer wanted.</param>
/// <param name="Shipped">Left the sender.</param>
/// <param name="OnTheWay">On its way.</param>
/// <param name="Received">Arrived.</param>
/// <param name="Lost">Did not arrive.</param>
public sealed record TransferLineView(int Line, string Item, string Name, string Unit, Quantity Ordered, Quantity Cancelled, Quantity Shipped, Quantity OnTheWay, Quantity Received, Quantity Lost);

/// <summary>A document of a transfer.</summary>
/// <param name="Number">Number.</param>
/// <param name="Kind">What it did.</param>
/// <param name="PostedAt">When it was posted.</param>
public sealed record TransferDocumentView(string Number, Documents.DocumentKind Kind, DateTimeOffset PostedAt);

internal sealed class FindTransfer(Directory directory, Items items) : IQuery<TransferRequest, TransferView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindTransfer>("GET /transfers/{number}", Permission.SeeStock)
        .WithSummary("One transfer with its lines and documents.");

    public async Task<Result<TransferView>> AnswerAsync(Reading reading, TransferRequest request, CancellationToken cancel)
    {
        var transfer = await reading.Db.Set<Transfer>().AsNoTracking().Include(t => t.Lines.OrderBy(l => l.Line)).SingleOrDefaultAsync(t => t.Number == request.Number, cancel);
        if (transfer is null) return Refusal.NotFound("transfer", request.Number);
        var from = (await directory.SiteAsync(reading.Db, transfer.FromSiteId, cancel))!;
        var to = (await directory.SiteAsync(reading.Db, transfer.ToSiteId, cancel))!;
        if (!reading.Actor.WorksAt(from.EntityId, from.Id) && !reading.Actor.WorksAt(to.EntityId, to.Id)) return Refusal.NotFound("transfer", request.Number);
        var known = await items.FindManyAsync(reading.Db, transfer.Lines.Select(l => l.ItemId), cancel);
        var documents = await reading.Db.Set<Documents.WarehouseDocument>().AsNoTracking().Where(d => d.About == transfer.Number).OrderBy(d => d.Id)
            .Select(d => new TransferDocumentView(d.Number, d.Kind, d.PostedAt)).ToListAsync(cancel);
        return new TransferView(
            transfer.Number, from.Code, to.Code, transfer.State, transfer.ShipDay, transfer.ArrivalDay, transfer.CreatedAt, transfer.Note, transfer.CancelReason, transfer.Approval,
            transfer.Lines.ConvertAll(l => new TransferLineView(l.Line, known[l.ItemId].Code, known[l.ItemId].Name, known[l.ItemId].BaseUnit, l.Ordered, l.Cancelled, l.Shipped, l.OnTheWay, l.Received, l.Lost)),
            documents, transfer.Version);
    }
}
