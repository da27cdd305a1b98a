using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Invoices;

/// <summary>Asks for a customer invoice or credit note.</summary>
/// <param name="Number">Its number.</param>
public sealed record CustomerInvoiceRequest([Required, StringLength(40)] string Number);

/// <summary>A line of it.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Name">Its name.</param>
/// <param name="Quantity">How much, in the unit.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="Price">Price of one price unit.</param>
/// <param name="PriceUnit">Unit the price holds for.</param>
/// <param name="Net">Net amount.</param>
/// <param name="TaxCode">Tax code, or null.</param>
/// <param name="Credited">Quantity credit notes have taken back.</param>
public sealed record CustomerInvoiceLine(int Line, string Item, string Name, Quantity Quantity, string Unit, UnitPrice Price, string PriceUnit, Amount Net, string? TaxCode, Quantity Credited);

/// <summary>Tax under one code.</summary>
/// <param name="Code">The code.</param>
/// <param name="RateMillionths">The rate: 190000 is 19 %.</param>
/// <param name="Net">Sum of the line nets.</param>
/// <param name="Tax">The tax.</param>
public sealed record CustomerInvoiceTax(string Code, long RateMillionths, Amount Net, Amount Tax);

/// <summary>A customer invoice or credit note.</summary>
/// <param name="Number">Its number.</param>
/// <param name="IsCredit">True for a credit note.</param>
/// <param name="Entity">Code of the selling entity.</param>
/// <param name="EntityName">Its name.</param>
/// <param name="Customer">Code of the customer.</param>
/// <param name="CustomerName">Its name.</param>
/// <param name="Address">Its address, or null.</param>
/// <param name="Order">Number of the order.</param>
/// <param name="Reference">The customer's number for the order.</param>
/// <param name="Source">Number of the shipment or return.</param>
/// <param name="CreditOf">Number of the invoice it credits, or null.</param>
/// <param name="Credits">Numbers of credit notes on it.</param>
/// <param name="Day">Its day.</param>
/// <param name="DueDay">When it is due.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Taxes">Tax per code.</param>
/// <param name="Net">Net amount.</param>
/// <param name="Tax">Tax.</param>
/// <param name="Total">Total.</param>
/// <param name="Open">What is open of it.</param>
/// <param name="PostedAt">When it was posted.</param>
public sealed record CustomerInvoiceView(
    string Number, bool IsCredit, string Entity, string EntityName, string Customer, string CustomerName, string? Address, string Order, string? Reference, string Source, string? CreditOf,
    IReadOnlyList<string> Credits, DateOnly Day, DateOnly DueDay, Currency Currency, IReadOnlyList<CustomerInvoiceLine> Lines, IReadOnlyList<CustomerInvoiceTax> Taxes, Amount Net, Amount Tax,
    Amount Total, Amount Open, DateTimeOffset PostedAt);

/// <summary>A customer invoice or credit note as it is printed, and what is open of it.</summary>
public sealed class FindCustomerInvoice(Directory directory, Items items, Partners partners, OpenItems openItems) : IQuery<CustomerInvoiceRequest, CustomerInvoiceView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindCustomerInvoice>("GET /customer-invoices/{number}", Permission.SeeSales)
        .WithSummary("A customer invoice or credit note.");

    /// <inheritdoc/>
    public async Task<Result<CustomerInvoiceView>> AnswerAsync(Reading reading, CustomerInvoiceRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var number = request.Number.Trim();
        var invoice = await db.Set<CustomerInvoice>().FirstOrDefaultAsync(i => i.Number == number, cancel);
        if (invoice is null || !reading.Actor.WorksAt(invoice.EntityId, invoice.SiteId)) return Refusal.NotFound("customer invoice", request.Number);
        var lines = new List<CustomerInvoiceLine>();
        foreach (var line in await db.Set<InvoiceLine>().Where(l => l.InvoiceId == invoice.Id).OrderBy(l => l.Line).ToListAsync(cancel))
        {
            var item = (await items.FindAsync(db, line.ItemId, cancel))!;
            lines.Add(new(line.Line, item.Code, item.Name, line.Quantity, item.BaseUnit, line.Price, line.PriceUnit, line.Net, line.TaxCode, line.Credited));
        }

        var taxes = await db.Set<InvoiceTax>().Where(t => t.InvoiceId == invoice.Id).OrderBy(t => t.TaxCode)
            .Select(t => new CustomerInvoiceTax(t.TaxCode, t.RateMillionths, t.Net, t.Tax)).ToListAsync(cancel);
        var credits = await db.Set<CustomerInvoice>().Where(i => i.CreditOf == invoice.Id).OrderBy(i => i.Id).Select(i => i.Number).ToListAsync(cancel);
        var creditOf = invoice.CreditOf is null ? null : await db.Set<CustomerInvoice>().Where(i => i.Id == invoice.CreditOf).Select(i => i.Number).SingleAsync(cancel);
        var entity = (await directory.EntityAsync(db, invoice.EntityId, cancel))!;
        var customer = (await partners.FindAsync(db, invoice.CustomerId, cancel))!;
        var open = await openItems.FindAsync(db, invoice.Id, cancel);
        return new CustomerInvoiceView(
            invoice.Number, invoice.Kind == InvoiceKind.CreditNote, entity.Code, entity.Name, customer.Code, customer.Name, customer.Address, invoice.OrderNumber, invoice.CustomerReference,
            invoice.Source, creditOf, credits, invoice.Day, invoice.DueDay, invoice.Currency, lines, taxes, invoice.Net, invoice.Tax, invoice.Total, open?.Open ?? Amount.Zero, invoice.PostedAt);
    }
}
