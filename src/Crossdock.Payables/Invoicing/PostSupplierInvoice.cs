using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Payables.Invoicing;

/// <summary>A supplier's invoice for goods that were received. It must agree exactly with order and receipt.</summary>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Number">Its number, as printed.</param>
/// <param name="Day">Its day, which is the accounting day.</param>
/// <param name="Lines">What is billed.</param>
/// <param name="Total">What is to be paid, tax included.</param>
/// <param name="Tax">Tax as printed; computed and not compared when absent.</param>
/// <param name="Currency">Currency of the invoice; the orders' when absent.</param>
/// <param name="DueDay">When it is due; by the supplier's terms when absent.</param>
public sealed record PostSupplierInvoiceRequest(
    [Required, StringLength(40)] string Supplier,
    [Required, StringLength(60)] string Number,
    DateOnly Day,
    [Required, MinLength(1), MaxLength(500)] IReadOnlyList<SupplierInvoiceLineRequest> Lines,
    Amount Total,
    Amount? Tax = null,
    [StringLength(3)] string? Currency = null,
    DateOnly? DueDay = null);

/// <summary>A billed line. It names an order line by its key, or by order and number.</summary>
/// <param name="Quantity">How much.</param>
/// <param name="Price">Price of one price unit.</param>
/// <param name="OrderLine">Key of the order line.</param>
/// <param name="Order">Number of the order.</param>
/// <param name="Line">Number of the line in it.</param>
/// <param name="Unit">Unit of the quantity; the item's base unit when absent.</param>
/// <param name="PriceUnit">Unit of the price; the unit of the order's price when absent.</param>
/// <param name="TaxCode">Tax code; the supplier's when absent.</param>
public sealed record SupplierInvoiceLineRequest(
    Quantity Quantity,
    UnitPrice Price,
    Guid? OrderLine = null,
    [StringLength(20)] string? Order = null,
    int? Line = null,
    [StringLength(12)] string? Unit = null,
    [StringLength(12)] string? PriceUnit = null,
    [StringLength(20)] string? TaxCode = null);

/// <summary>The invoice that was posted.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Our number.</param>
/// <param name="Net">Net, in its currency.</param>
/// <param name="Tax">Tax.</param>
/// <param name="Total">What is payable.</param>
/// <param name="DueDay">When.</param>
public sealed record PostSupplierInvoiceResponse(Guid Id, string Number, Amount Net, Amount Tax, Amount Total, DateOnly DueDay) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/supplier-invoices/{Number}";
}

internal sealed class PostSupplierInvoice(Directory directory, Items items, Partners partners, PurchaseOrders orders, Journals journals, OpenItems openItems, SearchIndex search)
    : IUse<PostSupplierInvoiceRequest, PostSupplierInvoiceResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<PostSupplierInvoice>("POST /supplier-invoices", Permission.PostSupplierInvoice)
        .WithSummary("Post a supplier invoice that agrees with orders and receipts.");

    public async Task<Result<PostSupplierInvoiceResponse>> ExecuteAsync(Work work, PostSupplierInvoiceRequest request, CancellationToken cancel)
    {
        if (await partners.FindAsync(work.Db, PartnerKind.Supplier, request.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Supplier);
        var key = OpenItems.NumberKeyOf(request.Number);
        if (await FirstAsync(work.Db, supplier.Id, key, cancel) is { } first) return new DuplicateInvoice(supplier.Name, request.Number.Trim(), first);
        if ((await LinesAsync(work, request, supplier, cancel)).Refused(out var refusal, out var billed)) return refusal;
        var entity = (await directory.EntityAsync(work.Db, billed[0].Ordered.Entity, cancel))!;
        if ((await journals.RequireOpenAsync(work, entity.Id, request.Day, cancel)).Refused(out refusal, out _)) return refusal;

        var id = Guid.CreateVersion7();
        var currency = billed[0].Ordered.Currency;
        var lines = new List<SupplierInvoiceLine>(billed.Count);
        foreach (var line in billed)
        {
            var lineId = Guid.CreateVersion7();
            if ((await orders.InvoiceAsync(work, line.Ordered.Id, line.Quantity, lineId, request.Day, cancel)).Refused(out refusal, out var worth))
                return refusal with { Pointer = $"/lines/{lines.Count}/quantity" };
            lines.Add(line.ToRow(id, lineId, lines.Count + 1, worth));
        }

        if ((await TaxAsync(work, lines, currency, cancel)).Refused(out refusal, out var tax)) return refusal;
        if (request.Tax is { } given && given != tax) return new TaxDiffers(given, tax, currency) { Pointer = "/tax" };
        var total = Sum(lines, l => l.Amount) + tax;
        if (request.Total != total) return new TotalDiffers(request.Total, total, currency) { Pointer = "/total" };
        if (await partners.RateAsync(work.Db, currency, entity.Currency, request.Day, cancel) is not { } rate) throw new InvalidOperationException("The rate was there a moment ago.");
        var invoice = Write(work, request, supplier, entity, id, lines, tax, rate.Of(tax, currency, entity.Currency));
        work.Db.AddRange(lines);
        var journal = invoice.ToJournal(entity.Currency);
        if ((await journals.PostAsync(work, journal, cancel)).Refused(out refusal, out _)) return refusal;
        invoice.JournalId = journal.Id;
        return new PostSupplierInvoiceResponse(invoice.Id, invoice.Number, invoice.Net, invoice.Tax, invoice.Total, invoice.DueDay);
    }

    private static Task<string?> FirstAsync(CrossdockDb db, PartnerId supplier, string key, CancellationToken cancel) => db.Set<SupplierInvoice>()
        .Where(i => i.SupplierId == supplier && i.NumberKey == key && i.ReverseOf == null && i.ReversedBy == null).Select(i => i.Number).FirstOrDefaultAsync(cancel);

    /// <summary>Locks the order lines that are billed and compares each with its order: supplier, entity, currency, price.</summary>
    private async Task<Result<List<BilledLine>>> LinesAsync(Work work, PostSupplierInvoiceRequest request, Partner supplier, CancellationToken cancel)
    {
        var byId = await orders.LockLinesAsync(work, request.Lines.Select(l => l.OrderLine).OfType<Guid>().ToList(), cancel);
        var byOrder = await orders.LockOrdersAsync(work, request.Lines.Where(l => l.OrderLine is null).Select(l => l.Order).OfType<string>().Distinct().ToList(), cancel);
        var known = byId.Concat(byOrder).DistinctBy(l => l.Id).ToList();
        var billed = new List<BilledLine>(request.Lines.Count);
        for (var i = 0; i < request.Lines.Count; i++)
        {
            var asked = request.Lines[i];
            var ordered = known.Find(l => asked.OrderLine is { } id ? l.Id == id : l.Order == asked.Order && l.Number == asked.Line);
            if (ordered is null) return Refusal.NotFound("purchase order line", asked.OrderLine?.ToString() ?? $"{asked.Order} line {asked.Line}") with { Pointer = $"/lines/{i}" };
            var item = (await items.FindAsync(work.Db, ordered.Item, cancel))!;
            if (BilledLine.Decide(asked, ordered, item, supplier, request.Currency).Refused(out var refusal, out var line)) return refusal with { Pointer = $"/lines/{i}{refusal.Pointer}" };
            if (ordered.Currency != known[0].Currency) return new OtherCurrencyLine(line.Name, ordered.Currency, known[0].Currency) { Pointer = $"/lines/{i}" };
            if (ordered.Entity != known[0].Entity) return new OtherEntityLine(line.Name) { Pointer = $"/lines/{i}" };
            if (billed.Exists(b => b.Ordered.Id == ordered.Id)) return new LineTwice(line.Name) { Pointer = $"/lines/{i}" };
            billed.Add(line);
        }

        return billed;
    }

    /// <summary>Tax per code on the sum of its rounded line nets.</summary>
    private async Task<Result<Amount>> TaxAsync(Work work, List<SupplierInvoiceLine> lines, Currency currency, CancellationToken cancel)
    {
        var tax = Amount.Zero;
        foreach (var group in lines.Where(l => l.TaxCode is not null).GroupBy(l => l.TaxCode!))
        {
            if (await partners.TaxCodeAsync(work.Db, group.Key, cancel) is not { } code) return Refusal.NotFound("tax code", group.Key);
            tax += code.On(Sum(group, l => l.Amount), currency);
        }

        return tax;
    }

    private SupplierInvoice Write(
        Work work, PostSupplierInvoiceRequest request, Partner supplier, LegalEntity entity, Guid id, List<SupplierInvoiceLine> lines, Amount tax, Amount taxValue)
    {
        var currency = orders.Now(work, lines[0].OrderLineId).Currency;
        var net = Sum(lines, l => l.Amount);
        var payable = Sum(lines, l => l.Payable) + taxValue;
        var due = request.DueDay ?? request.Day.AddDays(supplier.PaymentDays);
        var number = request.Number.Trim();
        var openItem = (net + tax).IsZero ? (Guid?)null : openItems.Open(
            work, OpenItemKind.Payable, entity.Id, supplier.Id, number, id, new Money(net + tax, currency), new Money(payable, entity.Currency), request.Day, due);
        var invoice = new SupplierInvoice
        {
            Id = id,
            Number = work.Number("PI"),
            SupplierNumber = number,
            NumberKey = OpenItems.NumberKeyOf(number),
            EntityId = entity.Id,
            SupplierId = supplier.Id,
            Currency = currency,
            Day = request.Day,
            DueDay = due,
            Net = net,
            Tax = tax,
            Total = net + tax,
            Payable = payable,
            TaxValue = taxValue,
            Cleared = Sum(lines, l => l.Cleared),
            OpenItemId = openItem,
            PostingId = work.PostingId,
            PostedAt = work.Now,
            PersonId = work.Actor.Id,
            Version = 1,
        };
        work.Db.Add(invoice);
        search.Put(work, "supplier-invoice", invoice.Number, invoice.Number, $"{supplier.Name} · {number}", $"/supplier-invoices/{invoice.Number}", number);
        work.Subject = $"supplier invoice {invoice.Number}";
        work.Announce(new SupplierInvoicePosted(invoice.Number, supplier.Id, invoice.Total));
        return invoice;
    }

    private static Amount Sum(IEnumerable<SupplierInvoiceLine> lines, Func<SupplierInvoiceLine, Amount> of) => lines.Aggregate(Amount.Zero, (sum, l) => sum + of(l));
}
