using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.DropShipping;

/// <summary>Asks for a ship notice.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindShipNoticeRequest([Required, StringLength(20)] string Number);

/// <summary>What left of a line in one lot.</summary>
/// <param name="Line">Its number.</param>
/// <param name="PurchaseLine">Line of the purchase order.</param>
/// <param name="SalesLine">Line of the customer's order.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Name">Its name.</param>
/// <param name="Lot">Lot or serial, or null.</param>
/// <param name="UnitQuantity">How much, as the supplier told it.</param>
/// <param name="Unit">In this unit.</param>
/// <param name="Quantity">In base units.</param>
/// <param name="BaseUnit">The base unit.</param>
/// <param name="Value">What we owe for it, in the entity's currency.</param>
public sealed record ShipNoticeLineView(
    int Line, int PurchaseLine, int SalesLine, string Item, string Name, string? Lot, Quantity UnitQuantity, string Unit, Quantity Quantity, string BaseUnit, Amount Value);

/// <summary>A ship notice.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Site">Code of the site that sold it.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="SupplierName">Name of the supplier.</param>
/// <param name="Customer">Code of the customer.</param>
/// <param name="CustomerName">Name of the customer.</param>
/// <param name="Address">Its address, or null.</param>
/// <param name="PurchaseOrder">Number of the purchase order.</param>
/// <param name="SalesOrder">Number of the customer's order.</param>
/// <param name="DeliveryNote">Number of the supplier's delivery note.</param>
/// <param name="Carrier">Who took it.</param>
/// <param name="Tracking">The carrier's number.</param>
/// <param name="Invoice">Number of the customer's invoice, or of the credit note.</param>
/// <param name="Day">Day it left.</param>
/// <param name="PostedAt">When it was keyed.</param>
/// <param name="PostedBy">Who keyed it.</param>
/// <param name="MirrorOf">Number of the notice it reverses, or null.</param>
/// <param name="ReversedBy">Number of the notice that reversed it, or null.</param>
/// <param name="Reason">Why it was reversed, on the mirror.</param>
/// <param name="Currency">Currency of the values.</param>
/// <param name="Value">What we owe the supplier for it.</param>
/// <param name="Lines">Its lines.</param>
public sealed record ShipNoticeView(
    string Number, string Site, string Supplier, string SupplierName, string Customer, string CustomerName, string? Address, string PurchaseOrder, string SalesOrder, string? DeliveryNote,
    string? Carrier, string? Tracking, string? Invoice, DateOnly Day, DateTimeOffset PostedAt, string PostedBy, string? MirrorOf, string? ReversedBy, string? Reason, Currency Currency, Amount Value,
    IReadOnlyList<ShipNoticeLineView> Lines);

internal sealed class FindShipNotice(Directory directory, Items items, Partners partners, LotRegister lots, People people) : IQuery<FindShipNoticeRequest, ShipNoticeView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindShipNotice>("GET /ship-notices/{number}", Permission.SeeStock)
        .WithSummary("What a supplier shipped straight to our customer.");

    public async Task<Result<ShipNoticeView>> AnswerAsync(Reading reading, FindShipNoticeRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var number = request.Number.Trim();
        var notice = await db.Set<ShipNotice>().AsNoTracking().FirstOrDefaultAsync(n => n.Number == number, cancel);
        if (notice is null || !reading.Actor.WorksAt(notice.EntityId, notice.SiteId)) return Refusal.NotFound("ship notice", request.Number);
        var rows = await db.Set<ShipNoticeLine>().AsNoTracking().Where(l => l.NoticeId == notice.Id).OrderBy(l => l.Line).ToListAsync(cancel);
        var codes = await lots.CodesAsync(db, rows.Select(l => l.LotId), cancel);
        var known = await items.FindManyAsync(db, rows.Select(l => l.ItemId), cancel);
        var supplier = (await partners.FindAsync(db, notice.SupplierId, cancel))!;
        var customer = (await partners.FindAsync(db, notice.CustomerId, cancel))!;
        var mirrored = notice.MirrorOf is null ? null : await db.Set<ShipNotice>().Where(n => n.Id == notice.MirrorOf).Select(n => n.Number).SingleAsync(cancel);
        return new ShipNoticeView(
            notice.Number, (await directory.SiteAsync(db, notice.SiteId, cancel))!.Code, supplier.Code, supplier.Name, customer.Code, customer.Name, customer.Address, notice.PurchaseOrder,
            notice.SalesOrder, notice.DeliveryNote, notice.Carrier, notice.Tracking, notice.InvoiceNumber, notice.Day, notice.PostedAt, await people.NameAsync(db, notice.PostedBy, cancel),
            mirrored, notice.ReversedBy, notice.Reason, notice.Currency, notice.Value,
            rows.ConvertAll(l => new ShipNoticeLineView(l.Line, l.PurchaseLine, l.SalesLine, known[l.ItemId].Code, known[l.ItemId].Name, codes.GetValueOrDefault(l.LotId),
                l.UnitQuantity, l.Unit, l.Quantity, known[l.ItemId].BaseUnit, l.Value)));
    }
}
