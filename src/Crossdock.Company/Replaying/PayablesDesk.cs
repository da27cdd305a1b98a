using Crossdock.Payables.Invoicing;
using Crossdock.Payables.Paying;

namespace Crossdock.Company.Replaying;

/// <summary>Supplier invoices, posted on the day they agree with order and receipt, and their payment.</summary>
internal sealed class PayablesDesk(Clerk clerk, Staff staff, BuyingDesk buying, IReadOnlyDictionary<string, string> entityOf)
{
    private readonly Dictionary<string, SupplierInvoiced> waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Number, Amount Total)> posted = new(StringComparer.Ordinal);

    /// <summary>The paper lies there until it is matched.</summary>
    public Task ArriveAsync(SupplierInvoiced came)
    {
        lock (waiting) waiting[came.Invoice] = came;
        return Task.CompletedTask;
    }

    public async Task MatchAsync(SupplierInvoiceMatched matched, CancellationToken cancel)
    {
        SupplierInvoiced? invoice;
        lock (waiting) waiting.Remove(matched.Invoice, out invoice);
        if (invoice is null || buying.NumberOf(invoice.Order) is not { } order) return;
        var lines = invoice.Lines.Select(l => new SupplierInvoiceLineRequest(l.Quantity, l.Price, Order: order, Line: l.Line, Unit: "bottle", PriceUnit: "bottle")).ToList();
        var answer = await clerk.AskAsync<PostSupplierInvoiceRequest, PostSupplierInvoiceResponse>(staff.Clerk, "supplier invoices", matched.Invoice, matched.At, new(
            invoice.Supplier, invoice.Invoice, DateOnly.FromDateTime(matched.At.DateTime), lines, invoice.Total, Currency: invoice.Currency.Code, DueDay: invoice.DueOn), cancel,

            // Goods went back before their bill came: it is left to be settled with the supplier.
            "procurement.invoiced_beyond_received", "procurement.written_off_before");
        if (answer is null) return;
        lock (posted) posted[matched.Invoice] = (answer.Number, answer.Total);
    }

    public async Task PayAsync(SupplierPaid paid, CancellationToken cancel)
    {
        List<PaymentAllocationRequest> allocations;
        lock (posted)
        {
            allocations = [.. paid.Invoices.Where(i => posted.ContainsKey(i.Document)).Select(i => new PaymentAllocationRequest(posted[i.Document].Number, posted[i.Document].Total))];
        }

        if (allocations.Count == 0) return;
        await clerk.AskAsync<PaySupplierRequest, PaySupplierResponse>(staff.Controller, "supplier payments", paid.Payment, paid.At, new(
            entityOf[paid.Site], paid.Supplier, allocations.Aggregate(Amount.Zero, (sum, a) => sum + a.Amount), Allocations: allocations, Reference: paid.Payment), cancel);
    }
}
