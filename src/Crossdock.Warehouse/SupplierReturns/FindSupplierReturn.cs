using System.ComponentModel.DataAnnotations;
using Crossdock.Warehouse.Receiving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.SupplierReturns;

/// <summary>One return.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindSupplierReturnRequest([Required, StringLength(20)] string Number);

/// <summary>A return with its lines.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Receipt">The receipt the goods came with.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="SupplierName">Its name.</param>
/// <param name="Day">Accounting day.</param>
/// <param name="HappenedAt">When it left.</param>
/// <param name="Reason">Why.</param>
/// <param name="Currency">The entity's currency.</param>
/// <param name="Lines">Its lines.</param>
public sealed record FindSupplierReturnResponse(
    Guid Id, string Number, string Receipt, string Site, string Supplier, string SupplierName, DateOnly Day, DateTimeOffset HappenedAt, string Reason, Currency Currency,
    IReadOnlyList<SupplierReturnLineResponse> Lines);

/// <summary>A line of a return.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Its name.</param>
/// <param name="Quantity">In base units.</param>
/// <param name="BaseUnit">The base unit.</param>
/// <param name="Owed">What the supplier owes for it.</param>
/// <param name="Value">What left stock.</param>
/// <param name="Note">Why the two differ.</param>
public sealed record SupplierReturnLineResponse(int Number, string Item, string ItemName, Quantity Quantity, string BaseUnit, Amount Owed, Amount Value, string? Note);

internal sealed class FindSupplierReturn(Directory directory, Items items, Partners partners) : IQuery<FindSupplierReturnRequest, FindSupplierReturnResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindSupplierReturn>("GET /supplier-returns/{number}", Permission.SeeStock)
        .WithSummary("One return to a supplier with its lines.");

    public async Task<Result<FindSupplierReturnResponse>> AnswerAsync(Reading reading, FindSupplierReturnRequest request, CancellationToken cancel)
    {
        var found = await reading.Db.Set<SupplierReturn>().AsNoTracking().FirstOrDefaultAsync(r => r.Number == request.Number, cancel);
        if (found is null || !reading.Actor.WorksAt(found.EntityId, found.SiteId)) return Refusal.NotFound("supplier return", request.Number);
        var lines = await reading.Db.Set<SupplierReturnLine>().AsNoTracking().Where(l => l.ReturnId == found.Id).OrderBy(l => l.Number).ToListAsync(cancel);
        var known = await items.FindManyAsync(reading.Db, lines.Select(l => l.ItemId), cancel);
        var supplier = (await partners.FindAsync(reading.Db, found.SupplierId, cancel))!;
        var receipt = await reading.Db.Set<Receipt>().AsNoTracking().Where(r => r.Id == found.ReceiptId).Select(r => r.Number).SingleAsync(cancel);
        return new FindSupplierReturnResponse(
            found.Id, found.Number, receipt, (await directory.SiteAsync(reading.Db, found.SiteId, cancel))!.Code, supplier.Code, supplier.Name, found.Day, found.HappenedAt,
            found.Reason, (await directory.EntityAsync(reading.Db, found.EntityId, cancel))!.Currency,
            lines.ConvertAll(l => new SupplierReturnLineResponse(
                l.Number, known[l.ItemId].Code, known[l.ItemId].Name, l.Quantity, known[l.ItemId].BaseUnit, l.Owed, l.Value, l.Note)));
    }
}
