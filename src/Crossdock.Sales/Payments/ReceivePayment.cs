using System.ComponentModel.DataAnnotations;
using Crossdock.Sales.Invoices;
using Crossdock.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Payments;

/// <summary>Part of a payment for one invoice, or a credit note that is used.</summary>
/// <param name="Invoice">Number of the invoice or credit note.</param>
/// <param name="Amount">How much of it; all that is open when absent.</param>
public sealed record PaymentAllocationRequest([Required, StringLength(40)] string Invoice, Amount? Amount = null);

/// <summary>Money a customer paid.</summary>
/// <param name="Entity">Code of the entity that got it.</param>
/// <param name="Customer">Code of the customer.</param>
/// <param name="Amount">How much, in the customer's currency; may be 0 to set credit notes off against invoices.</param>
/// <param name="Allocations">What it is for; what no invoice takes becomes an advance.</param>
/// <param name="Reference">Text of the bank statement.</param>
public sealed record ReceivePaymentRequest(
    [Required, StringLength(12)] string Entity,
    [Required, StringLength(40)] string Customer,
    Amount Amount,
    [MaxLength(500)] IReadOnlyList<PaymentAllocationRequest>? Allocations = null,
    [StringLength(140)] string? Reference = null);

/// <summary>The payment as posted.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Settled">What invoices took.</param>
/// <param name="Advance">What became an advance.</param>
public sealed record ReceivePaymentResponse(string Number, Money Settled, Money Advance) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/customer-payments/{Number}";
}

/// <summary>Books a customer's payment against open invoices: never more than is open; the rest is an advance, never a negative open amount.</summary>
internal sealed class ReceivePayment(Directory directory, Partners partners, Journals journals, OpenItems openItems, SearchIndex search)
    : IUse<ReceivePaymentRequest, ReceivePaymentResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<ReceivePayment>("POST /customer-payments", Permission.ReceivePayment)
        .WithSummary("Book money a customer paid.");

    public async Task<Result<ReceivePaymentResponse>> ExecuteAsync(Work work, ReceivePaymentRequest request, CancellationToken cancel)
    {
        if (await directory.EntityAsync(work.Db, request.Entity, cancel) is not { } entity || !work.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Entity) with { Pointer = "/entity" };
        if (await partners.FindAsync(work.Db, PartnerKind.Customer, request.Customer, cancel) is not { } customer) return Refusal.NotFound("customer", request.Customer) with { Pointer = "/customer" };
        var currency = customer.Currency;
        if (request.Amount.IsNegative || request.Amount.RoundTo(currency) != request.Amount)
            return Refusal.Invalid("sales.payment_amount", $"The amount must be zero or more, in whole minor units of {currency}.", "/amount");
        var day = entity.DayOf(work.Now);
        if ((await journals.RequireOpenAsync(work, entity.Id, day, cancel)).Refused(out var refusal, out _)) return refusal;
        var rate = entity.Currency == currency ? UnitPrice.Of(1) : await partners.RateAsync(work.Db, currency, entity.Currency, day, cancel);
        if (rate is null) return new RateMissing(currency, entity.Currency, day);

        var id = Guid.CreateVersion7();
        if ((await AllocateAsync(work, request, entity, customer, id, day, cancel)).Refused(out refusal, out var allocations)) return refusal;
        var settled = allocations.Aggregate(Amount.Zero, (sum, a) => sum + a.Amount);
        if (settled > request.Amount) return new AllocatedTooMuch(new(settled, currency), new(request.Amount, currency));
        var advance = request.Amount - settled;
        var payment = new CustomerPayment
        {
            Id = id,
            Number = work.Number("PY"),
            EntityId = entity.Id,
            CustomerId = customer.Id,
            Currency = currency,
            Amount = request.Amount,
            FunctionalAmount = InvoiceDraft.Convert(request.Amount, rate.Value, entity.Currency),
            Advance = advance,
            FunctionalAdvance = InvoiceDraft.Convert(advance, rate.Value, entity.Currency),
            FunctionalSettled = allocations.Aggregate(Amount.Zero, (sum, a) => sum + a.Functional),
            Reference = request.Reference,
            Day = day,
            PostingId = work.PostingId,
            PostedAt = work.Now,
            PostedBy = work.Actor.Id,
            Version = 1,
        };
        work.Db.Add(payment);
        work.Db.AddRange(allocations);
        if ((await journals.PostAsync(work, PaymentTables.JournalOf(payment), cancel)).Refused(out refusal, out _)) return refusal;
        work.Subject = $"customer payment {payment.Number}";
        search.Put(work, "customer-payment", payment.Number, payment.Number, $"{customer.Name}, {new Money(request.Amount, currency)}", $"/customer-payments/{payment.Number}", request.Reference ?? "");
        work.Announce(new PaymentReceived(payment.Number, customer.Code));
        return new ReceivePaymentResponse(payment.Number, new(settled, currency), new(advance, currency));
    }

    private async Task<Result<List<PaymentAllocation>>> AllocateAsync(
        Work work, ReceivePaymentRequest request, LegalEntity entity, Partner customer, Guid payment, DateOnly day, CancellationToken cancel)
    {
        var allocations = new List<PaymentAllocation>();
        foreach (var asked in request.Allocations ?? [])
        {
            var number = asked.Invoice.Trim();
            var invoice = await work.Db.Set<CustomerInvoice>().AsNoTracking().FirstOrDefaultAsync(i => i.Number == number, cancel);
            if (invoice is null || invoice.CustomerId != customer.Id || invoice.EntityId != entity.Id || await openItems.FindAsync(work.Db, invoice.Id, cancel) is not { } open)
                return new InvoiceNotOfCustomer(number, customer.Code);
            var amount = asked.Amount ?? open.Open;
            if ((await openItems.SettleAsync(work, OpenItemKind.Receivable, open.Id, amount, day, payment, cancel)).Refused(out var refusal, out var functional)) return refusal;
            var sign = invoice.Kind == InvoiceKind.Invoice ? 1 : -1;
            allocations.Add(new()
            {
                PaymentId = payment,
                Line = allocations.Count + 1,
                InvoiceId = invoice.Id,
                InvoiceNumber = invoice.Number,
                Amount = sign < 0 ? -amount : amount,
                Functional = sign < 0 ? -functional : functional,
            });
        }

        return allocations;
    }
}
