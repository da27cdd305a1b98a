using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Transferring;

/// <summary>Asks for transfers, newest first.</summary>
/// <param name="Site">Code of the sending or receiving site.</param>
/// <param name="State">Only those in this state.</param>
/// <param name="Open">True for those that are not closed or cancelled.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
/// <param name="Size">Lines of a page, up to 200.</param>
public sealed record TransfersRequest([StringLength(20)] string? Site = null, TransferState? State = null, bool? Open = null, long? Cursor = null, [Range(1, 200)] int Size = 50);

/// <summary>A page of transfers.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">Cursor of the next page, or null at the end.</param>
public sealed record TransfersView(IReadOnlyList<TransferRow> Rows, long? Next);

/// <summary>A transfer in a list.</summary>
/// <param name="Number">Number.</param>
/// <param name="From">Site that sends.</param>
/// <param name="To">Site that receives.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ShipDay">Day it should leave.</param>
/// <param name="ArrivalDay">Day it should arrive.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="CreatedAt">When it was asked for.</param>
public sealed record TransferRow(string Number, string From, string To, TransferState State, DateOnly ShipDay, DateOnly ArrivalDay, int Lines, DateTimeOffset CreatedAt);

internal sealed class ListTransfers(Directory directory) : IQuery<TransfersRequest, TransfersView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListTransfers>("GET /transfers", Permission.SeeStock)
        .WithSummary("Transfers between sites, newest first.");

    public async Task<Result<TransfersView>> AnswerAsync(Reading reading, TransfersRequest request, CancellationToken cancel)
    {
        var sites = (await directory.SitesAsync(reading.Db, cancel)).ToDictionary(s => s.Id);
        var own = sites.Values.Where(s => reading.Actor.WorksAt(s.EntityId, s.Id)).Select(s => s.Id).ToList();
        var query = reading.Db.Set<Transfer>().AsNoTracking().Where(t => own.Contains(t.FromSiteId) || own.Contains(t.ToSiteId));
        if (request.Site is { } code)
        {
            var site = await directory.SiteAsync(reading.Db, code, cancel);
            if (site is null || !own.Contains(site.Id)) return Refusal.NotFound("site", code);
            query = query.Where(t => t.FromSiteId == site.Id || t.ToSiteId == site.Id);
        }

        if (request.State is { } state) query = query.Where(t => t.State == state);
        if (request.Open == true) query = query.Where(t => t.State != TransferState.Closed && t.State != TransferState.Cancelled);
        if (request.Cursor is { } cursor) query = query.Where(t => t.Sequence < cursor);
        var found = await query.OrderByDescending(t => t.Sequence).Take(request.Size + 1)
            .Select(t => new { t.Sequence, t.Number, t.FromSiteId, t.ToSiteId, t.State, t.ShipDay, t.ArrivalDay, Lines = t.Lines.Count, t.CreatedAt }).ToListAsync(cancel);
        var rows = found.Take(request.Size)
            .Select(t => new TransferRow(t.Number, sites[t.FromSiteId].Code, sites[t.ToSiteId].Code, t.State, t.ShipDay, t.ArrivalDay, t.Lines, t.CreatedAt)).ToList();
        return new TransfersView(rows, found.Count > request.Size ? found[request.Size - 1].Sequence : null);
    }
}

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
/// <param name="Lines">Lines.</param>
/// <param name="Documents">Shipments, receipts and losses, oldest first.</param>
/// <param name="Version">Its version.</param>
public sealed record TransferView(
    string Number, string From, string To, TransferState State, DateOnly ShipDay, DateOnly ArrivalDay, DateTimeOffset CreatedAt, string? Note, string? CancelReason,
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
            transfer.Number, from.Code, to.Code, transfer.State, transfer.ShipDay, transfer.ArrivalDay, transfer.CreatedAt, transfer.Note, transfer.CancelReason,
            transfer.Lines.ConvertAll(l => new TransferLineView(l.Line, known[l.ItemId].Code, known[l.ItemId].Name, known[l.ItemId].BaseUnit, l.Ordered, l.Cancelled, l.Shipped, l.OnTheWay, l.Received, l.Lost)),
            documents, transfer.Version);
    }
}
