using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Receiving;

/// <summary>One receipt.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindReceiptRequest([Required, StringLength(20)] string Number);

/// <summary>A receipt with its lines.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="State">Prepared, posted, reversed or reversal.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Supplier">Code of the supplier; null while prepared.</param>
/// <param name="SupplierName">Its name.</param>
/// <param name="DeliveryNote">Number on the supplier's paper.</param>
/// <param name="ArrivedAt">When the goods reached the dock.</param>
/// <param name="HappenedAt">When they were booked in.</param>
/// <param name="Source">How we know.</param>
/// <param name="PostedAt">When it was posted.</param>
/// <param name="Day">Accounting day.</param>
/// <param name="Value">Value in the entity's currency.</param>
/// <param name="Currency">That currency.</param>
/// <param name="Reverses">The receipt it undoes.</param>
/// <param name="ReversedBy">The reversal that undid it.</param>
/// <param name="Reason">Why it was undone.</param>
/// <param name="Lines">Its lines.</param>
public sealed record FindReceiptResponse(
    Guid Id, string Number, string State, string Site, string? Supplier, string? SupplierName, string? DeliveryNote, DateTimeOffset? ArrivedAt, DateTimeOffset HappenedAt,
    HappenedSource Source, DateTimeOffset? PostedAt, DateOnly Day, Amount Value, Currency Currency, string? Reverses, string? ReversedBy, string? Reason,
    IReadOnlyList<ReceiptLineResponse> Lines);

/// <summary>A line of a receipt.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Order">Number of the order.</param>
/// <param name="OrderLine">Key of the order line.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Name of the item.</param>
/// <param name="UnitQuantity">As counted.</param>
/// <param name="Unit">In this unit.</param>
/// <param name="Quantity">In base units.</param>
/// <param name="BaseUnit">The base unit.</param>
/// <param name="Place">Where it went.</param>
/// <param name="Condition">In which condition.</param>
/// <param name="CrossDocked">Part that went at once to orders that waited.</param>
/// <param name="Returned">Gone back to the supplier.</param>
/// <param name="Value">Value in the entity's currency.</param>
public sealed record ReceiptLineResponse(
    Guid Id, int Number, string Order, Guid OrderLine, string Item, string ItemName, Quantity UnitQuantity, string Unit, Quantity Quantity, string BaseUnit,
    string Place, Condition Condition, Quantity CrossDocked, Quantity Returned, Amount Value);

internal sealed class FindReceipt(Directory directory, Items items, Partners partners) : IQuery<FindReceiptRequest, FindReceiptResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindReceipt>("GET /receipts/{number}", Permission.SeeStock)
        .WithSummary("One receipt with its lines.");

    public async Task<Result<FindReceiptResponse>> AnswerAsync(Reading reading, FindReceiptRequest request, CancellationToken cancel)
    {
        var receipt = await reading.Db.Set<Receipt>().AsNoTracking().FirstOrDefaultAsync(r => r.Number == request.Number, cancel);
        if (receipt is null || !reading.Actor.WorksAt(receipt.EntityId, receipt.SiteId)) return Refusal.NotFound("receipt", request.Number);
        var shown = receipt.ReverseOf ?? receipt.Id;
        var lines = await reading.Db.Set<ReceiptLine>().AsNoTracking().Where(l => l.ReceiptId == shown).OrderBy(l => l.Number).ToListAsync(cancel);
        var known = await items.FindManyAsync(reading.Db, lines.Select(l => l.ItemId), cancel);
        var supplier = receipt.SupplierId == default ? null : await partners.FindAsync(reading.Db, receipt.SupplierId, cancel);
        var places = (await directory.PlacesAsync(reading.Db, receipt.SiteId, cancel)).ToDictionary(p => p.Id, p => p.Code);
        var linked = await reading.Db.Set<Receipt>().AsNoTracking().Where(r => r.Id == receipt.ReverseOf || r.Id == receipt.ReversedBy).ToDictionaryAsync(r => r.Id, r => r.Number, cancel);
        var rows = lines.ConvertAll(l => new ReceiptLineResponse(
            l.Id, l.Number, l.OrderNumber, l.OrderLineId, known[l.ItemId].Code, known[l.ItemId].Name, l.UnitQuantity, l.Unit, l.Quantity, known[l.ItemId].BaseUnit,
            places[l.PlaceId], l.Condition, l.CrossDocked, l.Returned, l.Value));
        return new FindReceiptResponse(
            receipt.Id, receipt.Number, StateOf(receipt), (await directory.SiteAsync(reading.Db, receipt.SiteId, cancel))!.Code, supplier?.Code, supplier?.Name,
            receipt.DeliveryNote, receipt.ArrivedAt, receipt.HappenedAt, receipt.Source, receipt.PostedAt, receipt.Day, receipt.Value, receipt.Currency,
            receipt.ReverseOf is { } of ? linked[of] : null, receipt.ReversedBy is { } by ? linked[by] : null, receipt.Reason, rows);
    }

    private static string StateOf(Receipt receipt) =>
        receipt.Kind == ReceiptKind.Reversal ? "Reversal"
        : receipt.State == ReceiptState.Prepared ? "Prepared"
        : receipt.ReversedBy is null ? "Posted" : "Reversed";
}
