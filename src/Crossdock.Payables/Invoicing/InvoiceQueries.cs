using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Payables.Invoicing;

/// <summary>One supplier invoice.</summary>
/// <param name="Number">Our number.</param>
public sealed record FindSupplierInvoiceRequest([Required, StringLength(20)] string Number);

/// <summary>A supplier invoice with its lines.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Our number.</param>
/// <param name="SupplierNumber">The supplier's number.</param>
/// <param name="State">Open, part paid, paid, reversed or reversal.</param>
/// <param name="Entity">Code of the entity.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="SupplierName">Its name.</param>
/// <param name="Currency">Currency.</param>
/// <param name="Day">Its day.</param>
/// <param name="DueDay">When it is due.</param>
/// <param name="Net">Net.</param>
/// <param name="Tax">Tax.</param>
/// <param name="Total">Gross.</param>
/// <param name="Open">What is still to be paid.</param>
/// <param name="Reverses">The invoice it undoes.</param>
/// <param name="ReversedBy">The reversal that undid it.</param>
/// <param name="Reason">Why it was undone.</param>
/// <param name="Lines">Its lines; those of the original for a reversal.</param>
public sealed record FindSupplierInvoiceResponse(
    Guid Id, string Number, string SupplierNumber, string State, string Entity, string Supplier, string SupplierName, Currency Currency, DateOnly Day, DateOnly DueDay,
    Amount Net, Amount Tax, Amount Total, Amount Open, string? Reverses, string? ReversedBy, string? Reason, IReadOnlyList<SupplierInvoiceLineResponse> Lines);

/// <summary>A line of a supplier invoice.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Order">Number of the order.</param>
/// <param name="OrderLine">Number of the line in it.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Its name.</param>
/// <param name="Quantity">As billed.</param>
/// <param name="Unit">In this unit.</param>
/// <param name="Price">Price of one price unit.</param>
/// <param name="PriceUnit">The price unit.</param>
/// <param name="Amount">Net.</param>
/// <param name="TaxCode">Tax code.</param>
public sealed record SupplierInvoiceLineResponse(
    int Number, string Order, int OrderLine, string Item, string ItemName, Quantity Quantity, string Unit, UnitPrice Price, string PriceUnit, Amount Amount, string? TaxCode);

/// <summary>What could be billed for an order now.</summary>
/// <param name="Order">Number of the order.</param>
public sealed record ProposeSupplierInvoiceRequest([Required, StringLength(20)] string Order);

/// <summary>What a supplier may bill: received, net of returns, and not invoiced.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Currency">Currency of the order.</param>
/// <param name="Lines">Lines with something to bill.</param>
/// <param name="Net">Their sum.</param>
public sealed record ProposeSupplierInvoiceResponse(string Supplier, Currency Currency, IReadOnlyList<ProposedInvoiceLine> Lines, Amount Net);

/// <summary>A line that can be billed.</summary>
/// <param name="OrderLine">Key of the order line.</param>
/// <param name="Line">Number of the line.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="ItemName">Its name.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="Unit">The base unit.</param>
/// <param name="Price">The order's price.</param>
/// <param name="PriceUnit">Its unit.</param>
/// <param name="Amount">What it makes.</param>
public sealed record ProposedInvoiceLine(
    Guid OrderLine, int Line, string Item, string ItemName, Quantity Quantity, string Unit, UnitPrice Price, string PriceUnit, Amount Amount);

internal sealed class FindSupplierInvoice(Directory directory, Items items, Partners partners, OpenItems openItems) : IQuery<FindSupplierInvoiceRequest, FindSupplierInvoiceResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindSupplierInvoice>("GET /supplier-invoices/{number}", Permission.SeeBooks)
        .WithSummary("One supplier invoice with its lines.");

    public async Task<Result<FindSupplierInvoiceResponse>> AnswerAsync(Reading reading, FindSupplierInvoiceRequest request, CancellationToken cancel)
    {
        var invoice = await reading.Db.Set<SupplierInvoice>().AsNoTracking().FirstOrDefaultAsync(i => i.Number == request.Number, cancel);
        if (invoice is null || !reading.Actor.WorksFor(invoice.EntityId)) return Refusal.NotFound("supplier invoice", request.Number);
        var shown = invoice.ReverseOf ?? invoice.Id;
        var lines = await reading.Db.Set<SupplierInvoiceLine>().AsNoTracking().Where(l => l.InvoiceId == shown).OrderBy(l => l.Number).ToListAsync(cancel);
        var known = await items.FindManyAsync(reading.Db, lines.Select(l => l.ItemId), cancel);
        var supplier = (await partners.FindAsync(reading.Db, invoice.SupplierId, cancel))!;
        var open = invoice.ReverseOf is null ? (await openItems.FindAsync(reading.Db, invoice.Id, cancel))?.Open ?? Amount.Zero : Amount.Zero;
        var linked = await reading.Db.Set<SupplierInvoice>().AsNoTracking().Where(i => i.Id == invoice.ReverseOf || i.Id == invoice.ReversedBy).ToDictionaryAsync(i => i.Id, i => i.Number, cancel);
        return new FindSupplierInvoiceResponse(
            invoice.Id, invoice.Number, invoice.SupplierNumber, StateOf(invoice, open), (await directory.EntityAsync(reading.Db, invoice.EntityId, cancel))!.Code, supplier.Code,
            supplier.Name, invoice.Currency, invoice.Day, invoice.DueDay, invoice.Net, invoice.Tax, invoice.Total, open,
            invoice.ReverseOf is { } of ? linked[of] : null, invoice.ReversedBy is { } by ? linked[by] : null, invoice.Reason,
            lines.ConvertAll(l => new SupplierInvoiceLineResponse(
                l.Number, l.OrderNumber, l.OrderLineNumber, known[l.ItemId].Code, known[l.ItemId].Name, l.UnitQuantity, l.Unit, l.Price, l.PriceUnit, l.Amount, l.TaxCode)));
    }

    private static string StateOf(SupplierInvoice invoice, Amount open) =>
        invoice.ReverseOf is not null ? "Reversal"
        : invoice.ReversedBy is not null ? "Reversed"
        : open.IsZero ? "Paid"
        : open == invoice.Total.Abs() ? "Open" : "Part paid";
}

internal sealed class ProposeSupplierInvoice(Items items, Partners partners, PurchaseOrders orders) : IQuery<ProposeSupplierInvoiceRequest, ProposeSupplierInvoiceResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ProposeSupplierInvoice>("GET /purchase-orders/{order}/invoice-proposal", Permission.PostSupplierInvoice)
        .WithSummary("What the supplier may bill for an order now.");

    public async Task<Result<ProposeSupplierInvoiceResponse>> AnswerAsync(Reading reading, ProposeSupplierInvoiceRequest request, CancellationToken cancel)
    {
        var lines = await orders.LinesOfAsync(reading.Db, reading.Actor, request.Order, cancel);
        if (lines.Count == 0) return Refusal.NotFound("purchase order", request.Order);
        var known = await items.FindManyAsync(reading.Db, lines.Select(l => l.Item), cancel);
        var billable = lines.Where(l => l.Uninvoiced.IsPositive).Select(l => new ProposedInvoiceLine(
            l.Id, l.Number, known[l.Item].Code, known[l.Item].Name, l.Uninvoiced, known[l.Item].BaseUnit, l.Price.Price, l.Price.Unit, l.UninvoicedAmount)).ToList();
        var supplier = (await partners.FindAsync(reading.Db, lines[0].Supplier, cancel))!;
        return new ProposeSupplierInvoiceResponse(supplier.Code, lines[0].Currency, billable, billable.Aggregate(Amount.Zero, (sum, l) => sum + l.Amount));
    }
}
