using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.CustomerReturns;

/// <summary>Asks for a customer return.</summary>
/// <param name="Number">Its number.</param>
public sealed record CustomerReturnRequest([Required, StringLength(40)] string Number);

/// <summary>What came back.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Name">Its name.</param>
/// <param name="Lot">Lot or serial, or null.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="Cost">Value it came back at.</param>
/// <param name="Place">Code of the place it went to.</param>
/// <param name="Condition">Condition it went into.</param>
public sealed record CustomerReturnLineView(int Line, string Item, string Name, string? Lot, Quantity Quantity, string Unit, Amount Cost, string Place, Condition Condition);

/// <summary>A customer return.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Site">Code of the site.</param>
/// <param name="CustomerName">Name of the customer.</param>
/// <param name="Order">Number of the order.</param>
/// <param name="Shipment">Number of the shipment it left with.</param>
/// <param name="Reason">Why it came back.</param>
/// <param name="CreditNote">Number of the credit note, or null.</param>
/// <param name="Day">Accounting day.</param>
/// <param name="HappenedAt">When it arrived.</param>
/// <param name="Currency">Currency of the costs.</param>
/// <param name="Lines">Its lines.</param>
public sealed record CustomerReturnView(
    string Number, string Site, string CustomerName, string Order, string Shipment, string Reason, string? CreditNote, DateOnly Day, DateTimeOffset HappenedAt, Currency Currency,
    IReadOnlyList<CustomerReturnLineView> Lines);

internal sealed class FindCustomerReturn(Directory directory, Items items, Partners partners, LotRegister lots) : IQuery<CustomerReturnRequest, CustomerReturnView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindCustomerReturn>("GET /customer-returns/{number}", Permission.SeeStock)
        .WithSummary("A customer return with its lines.");

    public async Task<Result<CustomerReturnView>> AnswerAsync(Reading reading, CustomerReturnRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var number = request.Number.Trim();
        var head = await db.Set<CustomerReturn>().FirstOrDefaultAsync(r => r.Number == number, cancel);
        if (head is null || !reading.Actor.WorksAt(head.EntityId, head.SiteId)) return Refusal.NotFound("customer return", request.Number);
        var rows = await db.Set<CustomerReturnLine>().Where(l => l.ReturnId == head.Id).OrderBy(l => l.Line).ToListAsync(cancel);
        var codes = await lots.CodesAsync(db, rows.Select(l => l.LotId), cancel);
        var lines = new List<CustomerReturnLineView>();
        foreach (var line in rows)
        {
            var item = (await items.FindAsync(db, line.ItemId, cancel))!;
            var place = await directory.PlaceAsync(db, line.PlaceId, cancel);
            lines.Add(new(line.Line, item.Code, item.Name, codes.GetValueOrDefault(line.LotId), line.Quantity, item.BaseUnit, line.Cost, place!.Code, line.Condition));
        }

        return new CustomerReturnView(
            head.Number, (await directory.SiteAsync(db, head.SiteId, cancel))!.Code, (await partners.FindAsync(db, head.CustomerId, cancel))!.Name, head.OrderNumber, head.ShipmentNumber, head.Reason,
            head.CreditNote, head.Day, head.HappenedAt, (await directory.EntityAsync(db, head.EntityId, cancel))!.Currency, lines);
    }
}
