using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Payables.WritingOff;

/// <summary>What is left of an order line to be billed.</summary>
/// <param name="Order">Number of the order.</param>
/// <param name="Line">Number of the line.</param>
public sealed record ShowUnbilledRequest([Required, StringLength(20)] string Order, int Line);

/// <summary>An order line with what is left of it on goods received, not invoiced.</summary>
/// <param name="Order">Number of the order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Supplier">Name of the supplier.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Its name.</param>
/// <param name="Unit">Its base unit.</param>
/// <param name="Received">Received.</param>
/// <param name="Returned">Sent back.</param>
/// <param name="Invoiced">Billed.</param>
/// <param name="Left">Neither invoiced nor written off; negative when the supplier owes a credit.</param>
/// <param name="Open">Still to come.</param>
/// <param name="Value">What is left, on goods received, not invoiced.</param>
/// <param name="Currency">Currency of that.</param>
/// <param name="Waits">Number of the write-off that waits for somebody, or null.</param>
public sealed record ShowUnbilledResponse(
    string Order, int Line, string Supplier, string Item, string ItemName, string Unit, Quantity Received, Quantity Returned, Quantity Invoiced, Quantity Left, Quantity Open, Amount Value, Currency Currency,
    string? Waits);

internal sealed class ShowUnbilled(Directory directory, Items items, Partners partners, PurchaseOrders orders) : IQuery<ShowUnbilledRequest, ShowUnbilledResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ShowUnbilled>("GET /purchase-orders/{order}/lines/{line}/unbilled", Permission.PostSupplierInvoice)
        .WithSummary("What is left of an order line on goods received, not invoiced.");

    public async Task<Result<ShowUnbilledResponse>> AnswerAsync(Reading reading, ShowUnbilledRequest request, CancellationToken cancel)
    {
        var order = request.Order.Trim().ToUpperInvariant();
        if ((await orders.LinesOfAsync(reading.Db, reading.Actor, order, cancel)).FirstOrDefault(l => l.Number == request.Line) is not { } line)
            return Refusal.NotFound("purchase order line", $"{order} line {request.Line}");
        var item = (await items.FindAsync(reading.Db, line.Item, cancel))!;
        var waits = await WriteOffTables.WaitingAsync(reading.Db, line.Id, cancel);
        return new ShowUnbilledResponse(
            line.Order, line.Number, (await partners.FindAsync(reading.Db, line.Supplier, cancel))!.Name, item.Code, item.Name, item.BaseUnit, line.Received, line.Returned, line.Invoiced, line.Uninvoiced, line.Open,
            line.UninvoicedValue, (await directory.EntityAsync(reading.Db, line.Entity, cancel))!.Currency, waits);
    }
}

/// <summary>One write-off.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindWriteOffRequest([Required, StringLength(20)] string Number);

/// <summary>A write-off of goods received, not invoiced.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Order">Number of the order.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Site">Code of the site that received.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="SupplierName">Its name.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Its name.</param>
/// <param name="Quantity">In base units; negative when a credit is given up, and for mirrors.</param>
/// <param name="Unit">The base unit.</param>
/// <param name="Value">What leaves goods received, not invoiced.</param>
/// <param name="Currency">Currency of that.</param>
/// <param name="Day">Accounting day; null until it is posted when that day is to be it.</param>
/// <param name="Reason">Why nothing will be billed.</param>
/// <param name="Evidence">Where that can be seen.</param>
/// <param name="Person">Who asked.</param>
/// <param name="Own">True when the reader did.</param>
/// <param name="AskedAt">When.</param>
/// <param name="Approval">The request people decide on, the last one when it is over.</param>
/// <param name="Journal">Ledger id of the journal once it is posted.</param>
/// <param name="Reverses">Number of the write-off it undoes.</param>
/// <param name="ReversedBy">Number of its mirror.</param>
/// <param name="Version">Its version.</param>
public sealed record FindWriteOffResponse(
    string Number, WriteOffState State, string Order, int Line, string Site, string Supplier, string SupplierName, string Item, string ItemName, Quantity Quantity, string Unit, Amount Value, Currency Currency,
    DateOnly? Day, string Reason, string? Evidence, string Person, bool Own, DateTimeOffset AskedAt, string? Approval, long? Journal, string? Reverses, string? ReversedBy, long Version) : IVersioned;

internal sealed class FindWriteOff(Directory directory, Items items, Partners partners, People people) : IQuery<FindWriteOffRequest, FindWriteOffResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindWriteOff>("GET /write-offs/{number}", Permission.SeeBooks)
        .WithSummary("One write-off of goods received, not invoiced.");

    public async Task<Result<FindWriteOffResponse>> AnswerAsync(Reading reading, FindWriteOffRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        if (await db.Set<WriteOff>().AsNoTracking().SingleOrDefaultAsync(w => w.Number == request.Number, cancel) is not { } found || !reading.Actor.WorksAt(found.EntityId, found.SiteId))
            return Refusal.NotFound("write-off", request.Number);
        var (item, supplier) = ((await items.FindAsync(db, found.ItemId, cancel))!, (await partners.FindAsync(db, found.SupplierId, cancel))!);
        var linked = await db.Set<WriteOff>().AsNoTracking().Where(w => w.Id == found.ReverseOf || w.Id == found.ReversedBy).ToDictionaryAsync(w => w.Id, w => w.Number, cancel);
        return new FindWriteOffResponse(
            found.Number, found.State, found.OrderNumber, found.OrderLineNumber, (await directory.SiteAsync(db, found.SiteId, cancel))!.Code, supplier.Code, supplier.Name, item.Code, item.Name, found.Quantity,
            item.BaseUnit, found.Value, (await directory.EntityAsync(db, found.EntityId, cancel))!.Currency, found.Day, found.Reason, found.Evidence, await people.NameAsync(db, found.AskedBy, cancel),
            found.AskedBy == reading.Actor.Id, found.AskedAt, found.Approval, found.JournalId, found.ReverseOf is { } of ? linked[of] : null, found.ReversedBy is { } by ? linked[by] : null, found.Version);
    }
}
