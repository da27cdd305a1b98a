using Crossdock.Payables.Paying;
using Crossdock.Ui;

namespace Crossdock.Payables.Invoicing;

/// <summary>The steps of a purchase in the books: invoices of its lines, and what was paid on them.</summary>
internal sealed class PayableSteps : PurchaseTrailSource
{
    public override async Task<IReadOnlyList<TrailStep>> StepsAsync(CrossdockDb db, TracedPurchase purchase, CancellationToken cancel)
    {
        var lines = purchase.Lines.Keys.ToList();
        var ids = await db.Set<SupplierInvoiceLine>().Where(l => lines.Contains(l.OrderLineId)).Select(l => l.InvoiceId).Distinct().ToListAsync(cancel);
        var invoices = await db.Set<SupplierInvoice>().AsNoTracking().Where(i => ids.Contains(i.Id)).ToListAsync(cancel);
        var paid = await (from l in db.Set<PaymentLine>().AsNoTracking()
                          where ids.Contains(l.InvoiceId)
                          join p in db.Set<Payment>().AsNoTracking() on l.PaymentId equals p.Id
                          select new { p.PostingId, p.Number, p.Reason, p.Currency, Reversal = p.ReverseOf != null, l.InvoiceId, l.Amount }).ToListAsync(cancel);
        var written = await db.Set<WritingOff.WriteOff>().AsNoTracking().Where(w => lines.Contains(w.OrderLineId) && w.PostingId != null).ToListAsync(cancel);
        var numbers = invoices.ToDictionary(i => i.Id, i => i.Number);
        return
        [
            .. invoices.Select(i => new TrailStep(
                i.PostingId, TrailDuty.Billed, $"{i.Number}: {(i.ReverseOf is null ? $"the supplier's invoice {i.SupplierNumber} booked" : "invoice reversed")}",
                Told(FigureText.Of(i.Total, i.Currency).Text, i.Currency, i.Reason), $"/supplier-invoices/{i.Number}")),
            .. written.Select(w => new TrailStep(
                w.PostingId!.Value, TrailDuty.Billed, $"{w.Number}: {(w.ReverseOf is null ? "what is left of" : "write-off reversed of")} line {w.OrderLineNumber}{(w.ReverseOf is null ? " written off" : "")}",
                w.Reason, $"/write-offs/{w.Number}")),
            .. paid.Select(p => new TrailStep(
                p.PostingId, TrailDuty.Paid, $"{p.Number}: {(p.Reversal ? "payment taken back on" : "paid on")} {numbers[p.InvoiceId]}",
                Told(FigureText.Of(p.Amount, p.Currency).Text, p.Currency, p.Reason), $"/supplier-payments/{p.Number}")),
        ];
    }

    public override async Task<IReadOnlyList<string>> OrdersOfAsync(CrossdockDb db, string document, CancellationToken cancel)
    {
        var key = OpenItems.NumberKeyOf(document);
        if (await db.Set<WritingOff.WriteOff>().Where(w => w.Number == document).Select(w => w.OrderNumber).FirstOrDefaultAsync(cancel) is { } order) return [order];
        var invoices = await db.Set<SupplierInvoice>().Where(i => i.Number == document || i.NumberKey == key).Select(i => i.Id).ToListAsync(cancel);
        invoices.AddRange(await (from p in db.Set<Payment>() where p.Number == document join l in db.Set<PaymentLine>() on p.Id equals l.PaymentId select l.InvoiceId).ToListAsync(cancel));
        return await db.Set<SupplierInvoiceLine>().Where(l => invoices.Contains(l.InvoiceId)).Select(l => l.OrderNumber).Distinct().ToListAsync(cancel);
    }

    private static string Told(string amount, Currency currency, string? reason) => reason is null ? $"{amount} {currency.Code}" : $"{amount} {currency.Code}; {reason}";
}
