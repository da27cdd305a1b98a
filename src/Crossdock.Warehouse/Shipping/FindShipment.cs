using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Shipping;

/// <summary>Asks for a shipment.</summary>
/// <param name="Number">Its number.</param>
public sealed record ShipmentRequest([Required, StringLength(40)] string Number);

/// <summary>What left of one order line in one lot.</summary>
/// <param name="Line">Its number.</param>
/// <param name="OrderLine">Number of the order line.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Name">Its name.</param>
/// <param name="Lot">Lot or serial, or null.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="OrderedQuantity">The same in the unit it was ordered in, rounded to a millionth.</param>
/// <param name="OrderedUnit">That unit.</param>
/// <param name="Cost">What it cost, in the entity's currency.</param>
/// <param name="Returned">What came back of it.</param>
/// <param name="Returnable">What can still come back.</param>
public sealed record ShipmentLineView(
    int Line, int OrderLine, string Item, string Name, string? Lot, Quantity Quantity, string Unit, Quantity OrderedQuantity, string OrderedUnit, Amount Cost, Quantity Returned, Quantity Returnable);

/// <summary>A return of a shipment.</summary>
/// <param name="Number">Its number.</param>
/// <param name="CreditNote">Number of its credit note, or null.</param>
/// <param name="PostedAt">When it was posted.</param>
public sealed record ShipmentReturn(string Number, string? CreditNote, DateTimeOffset PostedAt);

/// <summary>A shipment.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Site">Code of the site it left.</param>
/// <param name="SiteName">Name of the site.</param>
/// <param name="Customer">Code of the customer.</param>
/// <param name="CustomerName">Name of the customer.</param>
/// <param name="Address">Its address, or null.</param>
/// <param name="Order">Number of the order.</param>
/// <param name="Carrier">Who took it.</param>
/// <param name="Tracking">The carrier's number.</param>
/// <param name="Invoice">Number of its invoice or credit note.</param>
/// <param name="Day">Accounting day.</param>
/// <param name="HappenedAt">When it left.</param>
/// <param name="PostedAt">When it was posted.</param>
/// <param name="MirrorOf">Number of the shipment it reverses, or null.</param>
/// <param name="ReversedBy">Number of the shipment that reversed it, or null.</param>
/// <param name="Reason">Why it was reversed, on the mirror.</param>
/// <param name="Currency">Currency of the costs.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Returns">What came back.</param>
public sealed record ShipmentView(
    string Number, string Site, string SiteName, string Customer, string CustomerName, string? Address, string Order, string? Carrier, string? Tracking, string? Invoice, DateOnly Day,
    DateTimeOffset HappenedAt, DateTimeOffset PostedAt, string? MirrorOf, string? ReversedBy, string? Reason, Currency Currency, IReadOnlyList<ShipmentLineView> Lines, IReadOnlyList<ShipmentReturn> Returns);

internal sealed class FindShipment(Directory directory, Items items, Partners partners, LotRegister lots) : IQuery<ShipmentRequest, ShipmentView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindShipment>("GET /shipments/{number}", Permission.SeeStock)
        .WithSummary("A shipment with its lines and what came back of it.");

    public async Task<Result<ShipmentView>> AnswerAsync(Reading reading, ShipmentRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var number = request.Number.Trim();
        var shipment = await db.Set<Shipment>().FirstOrDefaultAsync(s => s.Number == number, cancel);
        if (shipment is null || !reading.Actor.WorksAt(shipment.EntityId, shipment.SiteId)) return Refusal.NotFound("shipment", request.Number);
        var rows = await db.Set<ShipmentLine>().Where(l => l.ShipmentId == shipment.Id).OrderBy(l => l.Line).ToListAsync(cancel);
        var codes = await lots.CodesAsync(db, rows.Select(l => l.LotId), cancel);
        var lines = new List<ShipmentLineView>();
        foreach (var line in rows)
        {
            var item = (await items.FindAsync(db, line.ItemId, cancel))!;
            var pack = item.PackOf(line.Unit) ?? item.PackOf(item.BaseUnit)!;
            lines.Add(new(line.Line, line.OrderLine, item.Code, item.Name, codes.GetValueOrDefault(line.LotId), line.Quantity, item.BaseUnit, pack.Size.FromBase(line.Quantity), pack.Unit,
                line.Cost, line.Returned, shipment.MirrorOf is null && shipment.ReversedBy is null ? line.Returnable : Quantity.Zero));
        }

        var returns = await db.Set<CustomerReturns.CustomerReturn>().Where(r => r.ShipmentId == shipment.Id).OrderBy(r => r.Id)
            .Select(r => new ShipmentReturn(r.Number, r.CreditNote, r.PostedAt)).ToListAsync(cancel);
        var mirrored = shipment.MirrorOf is null ? null : await db.Set<Shipment>().Where(s => s.Id == shipment.MirrorOf).Select(s => s.Number).SingleAsync(cancel);
        var site = (await directory.SiteAsync(db, shipment.SiteId, cancel))!;
        var customer = (await partners.FindAsync(db, shipment.CustomerId, cancel))!;
        return new ShipmentView(
            shipment.Number, site.Code, site.Name, customer.Code, customer.Name, customer.Address, shipment.OrderNumber, shipment.Carrier, shipment.Tracking, shipment.InvoiceNumber, shipment.Day,
            shipment.HappenedAt, shipment.PostedAt, mirrored, shipment.ReversedBy, shipment.Reason, (await directory.EntityAsync(db, shipment.EntityId, cancel))!.Currency, lines, returns);
    }
}
