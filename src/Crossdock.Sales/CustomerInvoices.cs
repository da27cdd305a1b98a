using Crossdock.Sales.Invoices;
using Crossdock.Sales.Orders;

namespace Crossdock.Sales;

/// <summary>
/// Invoices what was shipped and credits what came back, in the commit of the shipment or return. Numbers are gapless per entity; tax is
/// computed per code on the sum of the rounded line nets.
/// </summary>
/// <param name="directory">Entities.</param>
/// <param name="partners">Payment terms, tax codes, rates.</param>
/// <param name="journals">The books.</param>
/// <param name="openItems">Receivables.</param>
/// <param name="search">Makes them findable.</param>
public sealed class CustomerInvoices(Directory directory, Partners partners, Journals journals, OpenItems openItems, SearchIndex search)
{
    /// <summary>
    /// Invoices shipped quantities of one order: Dr receivables, Cr sales and output tax, and an open item by the payment terms. The
    /// order must be locked and the quantities marked as shipped (<see cref="SalesOrders"/>). Call it last: it takes the number.
    /// </summary>
    public async Task<Result<PostedInvoice>> PostForShipmentAsync(Work work, Guid orderId, InvoiceSource source, IReadOnlyList<LineQuantity> shipped, CancellationToken cancel)
    {
        var (order, _) = work.State<LockedOrders>().Of(orderId);
        var customer = (await partners.FindAsync(work.Db, order.CustomerId, cancel))!;
        var entity = (await directory.EntityAsync(work.Db, order.EntityId, cancel))!;
        if ((await RateAsync(work, order.Currency, entity.Currency, source.Day, cancel)).Refused(out var refusal, out var rate)) return refusal;
        var lines = shipped.Select(s =>
        {
            var line = work.State<LockedOrders>().Line(s.Line);
            return new DraftLine(line.Id, line.ItemId, s.Quantity, new(line.Price, line.PriceUnit), line.Invoice(s.Quantity, order.Currency), line.TaxCode);
        }).ToList();
        var draft = InvoiceDraft.Of(lines, await CodesAsync(work, lines.Select(l => l.TaxCode), cancel), order.Currency);
        return await PostAsync(work, new(order, customer, entity, source, rate, InvoiceKind.Invoice, null), draft, AccountRole.Sales, cancel);
    }

    /// <summary>
    /// Credits parts of one invoice. Goods that came back: Dr sales returns. A shipment that is reversed: Dr sales, the mirror of the
    /// invoice, and the order's lines may be invoiced again. Refused beyond what is not credited yet.
    /// </summary>
    public async Task<Result<PostedInvoice>> CreditAsync(
        Work work, Guid invoiceId, InvoiceSource source, IReadOnlyList<CreditQuantity> credited, bool mirror, CancellationToken cancel)
    {
        if ((await work.SelectAsync(InvoiceRows.LockInvoice, [new CustomerInvoice { Id = invoiceId }], cancel)).SingleOrDefault() is not { } invoice)
            return Refusal.NotFound("invoice", invoiceId.ToString());
        var invoiceLines = await work.SelectAsync(InvoiceRows.LockLines, [new InvoiceLine { InvoiceId = invoiceId }], cancel);
        var taxes = await work.SelectAsync(InvoiceRows.LockTaxes, [new InvoiceTax { InvoiceId = invoiceId }], cancel);
        var orders = work.State<LockedOrders>();
        if (!await orders.LockAsync(work, new SalesOrder { Id = invoice.OrderId }, byNumber: false, cancel)) return Refusal.NotFound("sales order", invoice.OrderNumber);
        var lines = new List<DraftLine>();
        foreach (var credit in credited)
        {
            var line = invoiceLines.Single(l => l.Id == credit.InvoiceLine);
            if (credit.Quantity > line.Quantity - line.Credited) return new CreditExceeds(invoice.Number, line.Line, line.Quantity - line.Credited, credit.Quantity);
            var net = line.Credit(credit.Quantity, invoice.Currency);
            if (mirror) orders.Line(line.OrderLineId).Uninvoice(credit.Quantity, net);
            lines.Add(new(line.OrderLineId, line.ItemId, credit.Quantity, new(line.Price, line.PriceUnit), net, line.TaxCode));
        }

        var codes = await CodesAsync(work, lines.Select(l => l.TaxCode), cancel);
        var draftTaxes = lines.Where(l => l.TaxCode is not null).GroupBy(l => l.TaxCode!).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var net = g.Aggregate(Amount.Zero, (sum, l) => sum + l.Net);
            return new DraftTax(g.Key, codes[g.Key].RateMillionths, net, taxes.Single(t => t.TaxCode == g.Key).Credit(net, codes[g.Key], invoice.Currency));
        }).ToList();
        foreach (var line in invoiceLines.Where(l => l.Changed)) work.Change(InvoiceRows.UpdateLine, line);
        foreach (var tax in taxes.Where(t => t.Changed)) work.Change(InvoiceRows.UpdateTax, tax);
        var draft = new InvoiceDraft(lines, draftTaxes, Sum(lines.Select(l => l.Net)), Sum(draftTaxes.Select(t => t.Tax)));
        var customer = (await partners.FindAsync(work.Db, invoice.CustomerId, cancel))!;
        var entity = (await directory.EntityAsync(work.Db, invoice.EntityId, cancel))!;
        return await PostAsync(work, new(orders.Of(invoice.OrderId).Order, customer, entity, source, invoice.Rate, InvoiceKind.CreditNote, invoiceId), draft,
            mirror ? AccountRole.Sales : AccountRole.SalesReturns, cancel);
    }

    private async Task<Result<PostedInvoice>> PostAsync(Work work, Parties parties, InvoiceDraft draft, AccountRole revenue, CancellationToken cancel)
    {
        var (order, customer, entity, source, rate, kind, creditOf) = parties;
        if ((await journals.RequireOpenAsync(work, entity.Id, source.Day, cancel)).Refused(out var refusal, out _)) return refusal;
        var id = Guid.CreateVersion7();
        var sign = kind == InvoiceKind.Invoice ? 1 : -1;
        var net = InvoiceDraft.Convert(draft.Net, rate, entity.Currency);
        var taxes = draft.Taxes.Select(t => InvoiceDraft.Convert(t.Tax, rate, entity.Currency)).ToList();
        var functional = net + Sum(taxes);
        var (series, prefix) = sign > 0 ? ("invoice", "SI") : ("credit-note", "CR");
        var next = await work.GaplessNumberAsync($"{series}:{entity.Code}", cancel);
        var number = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{prefix}-{entity.Code}-{next:000000}");
        var invoice = new CustomerInvoice
        {
            Id = id,
            Number = number,
            Kind = kind,
            EntityId = entity.Id,
            SiteId = order.SiteId,
            CustomerId = customer.Id,
            OrderId = order.Id,
            OrderNumber = order.Number,
            CustomerReference = order.CustomerReference,
            SourceId = source.Id,
            Source = source.Number,
            CreditOf = creditOf,
            Day = source.Day,
            DueDay = sign > 0 ? source.Day.AddDays(customer.PaymentDays) : source.Day,
            Currency = order.Currency,
            Rate = rate,
            Net = draft.Net,
            Tax = draft.Tax,
            Total = draft.Total,
            FunctionalTotal = functional,
            PostingId = work.PostingId,
            PostedAt = work.Now,
            PostedBy = work.Actor.Id,
        };
        var lines = Write(work, invoice, draft);
        var journal = new Journal(entity.Id, source.Day, sign > 0 ? JournalKind.CustomerInvoice : JournalKind.CustomerCredit, order.Currency, number, id);
        journal.Debit(AccountRole.Receivables, Signed(functional, sign), Signed(draft.Total, sign), null, customer.Id);
        journal.Debit(revenue, Signed(net, -sign), Signed(draft.Net, -sign), order.SiteId, null);
        for (var i = 0; i < taxes.Count; i++) journal.Debit(AccountRole.OutputTax, Signed(taxes[i], -sign), Signed(draft.Taxes[i].Tax, -sign), null, null);
        if ((await journals.PostAsync(work, journal, cancel)).Refused(out refusal, out _)) return refusal;
        if (!draft.Total.IsZero)
            openItems.Open(work, OpenItemKind.Receivable, entity.Id, customer.Id, number, id, new(Signed(draft.Total, sign), order.Currency), new(Signed(functional, sign), entity.Currency), source.Day, invoice.DueDay);
        search.Put(work, sign > 0 ? "customer-invoice" : "credit-note", number, number, $"{customer.Name}, {order.Number}", $"/customer-invoices/{number}", order.Number, source.Number);
        work.Announce(new CustomerInvoiced(number, order.Number, customer.Code, order.SiteId));
        return new PostedInvoice(id, number, new(draft.Total, order.Currency), lines);
    }

    private static Dictionary<Guid, Guid> Write(Work work, CustomerInvoice invoice, InvoiceDraft draft)
    {
        work.Insert(InvoiceRows.InsertInvoice, invoice);
        var ids = new Dictionary<Guid, Guid>();
        foreach (var (line, number) in draft.Lines.Select((l, i) => (l, i + 1)))
        {
            var row = new InvoiceLine
            {
                Id = Guid.CreateVersion7(),
                InvoiceId = invoice.Id,
                Line = number,
                OrderLineId = line.OrderLine,
                ItemId = line.Item,
                Quantity = line.Quantity,
                Price = line.Price.Price,
                PriceUnit = line.Price.Unit,
                Net = line.Net,
                TaxCode = line.TaxCode,
            };
            work.Insert(InvoiceRows.InsertLine, row);
            ids[line.OrderLine] = row.Id;
        }

        foreach (var tax in draft.Taxes)
            work.Insert(InvoiceRows.InsertTax, new InvoiceTax { InvoiceId = invoice.Id, TaxCode = tax.Code, RateMillionths = tax.RateMillionths, Net = tax.Net, Tax = tax.Tax });
        return ids;
    }

    private async Task<Result<UnitPrice>> RateAsync(Work work, Currency from, Currency to, DateOnly day, CancellationToken cancel)
    {
        if (from == to) return UnitPrice.Of(1);
        return await partners.RateAsync(work.Db, from, to, day, cancel) is { } rate ? rate : new RateMissing(from, to, day);
    }

    private async Task<Dictionary<string, TaxCode>> CodesAsync(Work work, IEnumerable<string?> codes, CancellationToken cancel)
    {
        var found = new Dictionary<string, TaxCode>(StringComparer.Ordinal);
        foreach (var code in codes.OfType<string>().Distinct())
            found[code] = await partners.TaxCodeAsync(work.Db, code, cancel) ?? throw new InvalidOperationException($"Tax code {code} is gone.");
        return found;
    }

    private static Amount Signed(Amount amount, int sign) => sign < 0 ? -amount : amount;

    private static Amount Sum(IEnumerable<Amount> amounts) => amounts.Aggregate(Amount.Zero, (sum, amount) => sum + amount);

    private sealed record Parties(SalesOrder Order, Partner Customer, LegalEntity Entity, InvoiceSource Source, UnitPrice Rate, InvoiceKind Kind, Guid? CreditOf);
}

internal sealed record CreditExceeds(string Invoice, int Line, Quantity Left, Quantity Asked) : Refusal(RefusalKind.Conflict, "sales.credit_exceeds",
    $"Line {Line} of {Invoice}: {Left} are not credited yet, asked {Asked}.");
