using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Payables.Invoicing;

/// <summary>Undoes an invoice that was posted wrongly. It must be unpaid.</summary>
/// <param name="Number">Our number of the invoice.</param>
/// <param name="Reason">What was wrong.</param>
/// <param name="Day">Accounting day of the reversal; today when absent.</param>
public sealed record ReverseSupplierInvoiceRequest(
    [Required, StringLength(20)] string Number, [Required, StringLength(200)] string? Reason, DateOnly? Day = null) : IHasReason;

/// <summary>The reversal.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Invoice">The invoice it undoes.</param>
public sealed record ReverseSupplierInvoiceResponse(Guid Id, string Number, string Invoice) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/supplier-invoices/{Number}";
}

internal sealed class ReverseSupplierInvoice(Directory directory, PurchaseOrders orders, Journals journals, OpenItems openItems)
    : IUse<ReverseSupplierInvoiceRequest, ReverseSupplierInvoiceResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReverseSupplierInvoice>("POST /supplier-invoices/{number}/reverse", Permission.ReversePosting)
        .WithSummary("Undo a supplier invoice that is not paid.");

    public async Task<Result<ReverseSupplierInvoiceResponse>> ExecuteAsync(Work work, ReverseSupplierInvoiceRequest request, CancellationToken cancel)
    {
        var invoice = await work.Db.Set<SupplierInvoice>().FirstOrDefaultAsync(i => i.Number == request.Number, cancel);
        if (invoice is null || !work.Actor.WorksFor(invoice.EntityId)) return Refusal.NotFound("supplier invoice", request.Number);
        if (invoice.ReverseOf is not null) return new InvoiceReversalFinal(invoice.Number);
        if (invoice.ReversedBy is not null) return new InvoiceReversed(invoice.Number);
        var lines = await work.Db.Set<SupplierInvoiceLine>().AsNoTracking().Where(l => l.InvoiceId == invoice.Id).OrderBy(l => l.Number).ToListAsync(cancel);
        var entity = (await directory.EntityAsync(work.Db, invoice.EntityId, cancel))!;
        var reversal = Mirror(work, invoice, request.Day ?? entity.DayOf(work.Now), request.Reason!);

        await orders.LockLinesAsync(work, lines.ConvertAll(l => l.OrderLineId), cancel);
        if (invoice.OpenItemId is { } openItem)
        {
            var open = (await openItems.FindAsync(work.Db, invoice.Id, cancel))!.Open;
            if (open != invoice.Total.Abs()) return new InvoicePaid(invoice.Number, open, invoice.Currency);
            if ((await openItems.SettleAsync(work, OpenItemKind.Payable, openItem, open, reversal.Day, reversal.Id, cancel)).Refused(out var no, out _)) return no;
        }

        foreach (var line in lines)
            orders.ReverseInvoice(work, line.OrderLineId, line.Quantity, new InvoiceWorth(line.Amount, line.Payable, line.Cleared), line.Id, reversal.Id, reversal.Day);
        var journal = reversal.ToJournal(entity.Currency, invoice.JournalId);
        if ((await journals.PostAsync(work, journal, cancel)).Refused(out var refusal, out _)) return refusal;
        reversal.JournalId = journal.Id;
        work.Db.Add(reversal);
        invoice.ReversedBy = reversal.Id;
        invoice.Version++;
        work.Subject = $"supplier invoice {invoice.Number}";
        work.Announce(new PayableReversed(reversal.Number, invoice.Number));
        return new ReverseSupplierInvoiceResponse(reversal.Id, reversal.Number, invoice.Number);
    }

    private static SupplierInvoice Mirror(Work work, SupplierInvoice invoice, DateOnly day, string reason) => new()
    {
        Id = Guid.CreateVersion7(),
        Number = work.Number("PI"),
        SupplierNumber = invoice.SupplierNumber,
        NumberKey = invoice.NumberKey,
        EntityId = invoice.EntityId,
        SupplierId = invoice.SupplierId,
        Currency = invoice.Currency,
        Day = day,
        DueDay = day,
        Net = -invoice.Net,
        Tax = -invoice.Tax,
        Total = -invoice.Total,
        Payable = -invoice.Payable,
        TaxValue = -invoice.TaxValue,
        Cleared = -invoice.Cleared,
        PostingId = work.PostingId,
        PostedAt = work.Now,
        PersonId = work.Actor.Id,
        ReverseOf = invoice.Id,
        Reason = reason,
        Version = 1,
    };
}
