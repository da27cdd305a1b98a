using System.ComponentModel.DataAnnotations;
using Crossdock.Payables.Invoicing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Payables.Paying;

/// <summary>One payment.</summary>
/// <param name="Number">Its number.</param>
public sealed record FindSupplierPaymentRequest([Required, StringLength(20)] string Number);

/// <summary>A payment to a supplier.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="State">Posted, cancelled or cancellation.</param>
/// <param name="Entity">Code of the entity that paid.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="SupplierName">Its name.</param>
/// <param name="Currency">Currency.</param>
/// <param name="Day">Accounting day.</param>
/// <param name="Amount">How much; negative for a cancellation.</param>
/// <param name="Unallocated">Part that settles no invoice.</param>
/// <param name="Reference">Reference on the bank statement.</param>
/// <param name="Cancels">The payment it cancels.</param>
/// <param name="CancelledBy">The cancellation.</param>
/// <param name="Reason">Why it was cancelled.</param>
/// <param name="Lines">The invoices it settles.</param>
public sealed record FindSupplierPaymentResponse(
    Guid Id, string Number, string State, string Entity, string Supplier, string SupplierName, Currency Currency, DateOnly Day, Amount Amount, Amount Unallocated,
    string? Reference, string? Cancels, string? CancelledBy, string? Reason, IReadOnlyList<PaymentLineResponse> Lines);

/// <summary>An invoice that a payment settles.</summary>
/// <param name="Invoice">Our number.</param>
/// <param name="SupplierNumber">The supplier's.</param>
/// <param name="Amount">How much of it.</param>
public sealed record PaymentLineResponse(string Invoice, string SupplierNumber, Amount Amount);

internal sealed class FindSupplierPayment(Directory directory, Partners partners) : IQuery<FindSupplierPaymentRequest, FindSupplierPaymentResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindSupplierPayment>("GET /supplier-payments/{number}", Permission.SeeBooks)
        .WithSummary("One payment to a supplier.");

    public async Task<Result<FindSupplierPaymentResponse>> AnswerAsync(Reading reading, FindSupplierPaymentRequest request, CancellationToken cancel)
    {
        var payment = await reading.Db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(p => p.Number == request.Number, cancel);
        if (payment is null || !reading.Actor.WorksFor(payment.EntityId)) return Refusal.NotFound("supplier payment", request.Number);
        var shown = payment.ReverseOf ?? payment.Id;
        var lines = await reading.Db.Set<PaymentLine>().AsNoTracking().Where(l => l.PaymentId == shown)
            .Join(reading.Db.Set<SupplierInvoice>(), l => l.InvoiceId, i => i.Id, (l, i) => new { l.Number, Invoice = i.Number, i.SupplierNumber, l.Amount })
            .OrderBy(l => l.Number).ToListAsync(cancel);
        var linked = await reading.Db.Set<Payment>().AsNoTracking().Where(p => p.Id == payment.ReverseOf || p.Id == payment.ReversedBy).ToDictionaryAsync(p => p.Id, p => p.Number, cancel);
        var supplier = (await partners.FindAsync(reading.Db, payment.SupplierId, cancel))!;
        var state = payment.ReverseOf is not null ? "Cancellation" : payment.ReversedBy is not null ? "Cancelled" : "Posted";
        return new FindSupplierPaymentResponse(
            payment.Id, payment.Number, state, (await directory.EntityAsync(reading.Db, payment.EntityId, cancel))!.Code, supplier.Code, supplier.Name, payment.Currency,
            payment.Day, payment.Amount, payment.Unallocated, payment.Reference, payment.ReverseOf is { } of ? linked[of] : null,
            payment.ReversedBy is { } by ? linked[by] : null, payment.Reason, lines.ConvertAll(l => new PaymentLineResponse(l.Invoice, l.SupplierNumber, l.Amount)));
    }
}
