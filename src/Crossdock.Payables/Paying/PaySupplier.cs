using System.ComponentModel.DataAnnotations;
using Crossdock.Payables.Invoicing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Payables.Paying;

/// <summary>Money paid to a supplier. What is not allocated to invoices is an advance.</summary>
/// <param name="Entity">Code of the entity that pays.</param>
/// <param name="Supplier">Code of the supplier.</param>
/// <param name="Amount">How much left the bank.</param>
/// <param name="Day">Accounting day; today when absent.</param>
/// <param name="Allocations">The invoices it settles.</param>
/// <param name="Currency">Currency; the supplier's when absent.</param>
/// <param name="Reference">Reference on the bank statement.</param>
public sealed record PaySupplierRequest(
    [Required, StringLength(12)] string Entity,
    [Required, StringLength(40)] string Supplier,
    Amount Amount,
    DateOnly? Day = null,
    [MaxLength(500)] IReadOnlyList<PaymentAllocationRequest>? Allocations = null,
    [StringLength(3)] string? Currency = null,
    [StringLength(60)] string? Reference = null);

/// <summary>So much for one invoice.</summary>
/// <param name="Invoice">Our number of the invoice.</param>
/// <param name="Amount">How much.</param>
public sealed record PaymentAllocationRequest([Required, StringLength(20)] string Invoice, Amount Amount);

/// <summary>The payment that was posted.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Unallocated">What became an advance.</param>
public sealed record PaySupplierResponse(Guid Id, string Number, Amount Unallocated) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/supplier-payments/{Number}";
}

internal sealed class PaySupplier(Directory directory, Partners partners, Qualifications qualifications, Journals journals, OpenItems openItems, SearchIndex search, Segregation segregation)
    : IUse<PaySupplierRequest, PaySupplierResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<PaySupplier>("POST /supplier-payments", Permission.PaySupplier)
        .WithSummary("Pay a supplier: invoices, or an advance.");

    public async Task<Result<PaySupplierResponse>> ExecuteAsync(Work work, PaySupplierRequest request, CancellationToken cancel)
    {
        if (await directory.EntityAsync(work.Db, request.Entity, cancel) is not { } entity || !work.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Entity);
        if (await partners.FindAsync(work.Db, PartnerKind.Supplier, request.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Supplier);
        if (await qualifications.PaymentBlockAsync(work.Db, supplier, work.Now, cancel) is { } blocked) return blocked;
        if ((await segregation.TakeAsync(work, Duty.PaySupplier, [Chain.Supplier(supplier.Id, supplier.Code)], cancel: cancel)).Refused(out var apart, out _)) return apart;
        var currency = supplier.Currency;
        if (request.Currency is not null && !Currency.TryParse(request.Currency, out currency))
            return Refusal.Invalid("payables.currency", $"'{request.Currency}' is no currency code.", "/currency");
        if (Check(request, currency) is { } wrong) return wrong;
        var day = request.Day ?? entity.DayOf(work.Now);
        if ((await journals.RequireOpenAsync(work, entity.Id, day, cancel)).Refused(out var refusal, out _)) return refusal;
        if (await partners.RateAsync(work.Db, currency, entity.Currency, day, cancel) is not { } rate) return new NoPaymentRate(currency, entity.Currency, day);

        var id = Guid.CreateVersion7();
        if ((await SettleAsync(work, request, entity, supplier, currency, day, id, cancel)).Refused(out refusal, out var lines)) return refusal;
        var unallocated = lines.Aggregate(request.Amount, (rest, l) => rest - l.Amount);
        var payment = new Payment
        {
            Id = id,
            Number = work.Number("PY"),
            EntityId = entity.Id,
            SupplierId = supplier.Id,
            Currency = currency,
            Day = day,
            Amount = request.Amount,
            Unallocated = unallocated,
            BankValue = rate.Of(request.Amount, currency, entity.Currency),
            SettledValue = lines.Aggregate(Amount.Zero, (sum, l) => sum + l.Value),
            AdvanceValue = rate.Of(unallocated, currency, entity.Currency),
            Reference = request.Reference,
            PostingId = work.PostingId,
            PostedAt = work.Now,
            PersonId = work.Actor.Id,
            Version = 1,
        };
        var journal = payment.ToJournal();
        if ((await journals.PostAsync(work, journal, cancel)).Refused(out refusal, out _)) return refusal;
        payment.JournalId = journal.Id;
        work.Db.Add(payment);
        work.Db.AddRange(lines);
        search.Put(work, "supplier-payment", payment.Number, payment.Number, supplier.Name, $"/supplier-payments/{payment.Number}", request.Reference is null ? [] : [request.Reference]);
        work.Subject = $"supplier payment {payment.Number}";
        work.Announce(new SupplierPaid(payment.Number, supplier.Id, payment.Amount));
        return new PaySupplierResponse(payment.Id, payment.Number, unallocated);
    }

    private static Refusal? Check(PaySupplierRequest request, Currency currency)
    {
        if (!request.Amount.IsPositive) return new PaymentNotPositive { Pointer = "/amount" };
        var allocations = request.Allocations ?? [];
        if (allocations.Select(a => a.Amount).Append(request.Amount).Any(a => a != a.RoundTo(currency))) return new AmountNotInCurrency(currency);
        var allocated = allocations.Aggregate(Amount.Zero, (sum, a) => sum + a.Amount);
        if (allocated > request.Amount) return new AllocatedBeyondAmount(request.Amount, allocated, currency) { Pointer = "/allocations" };
        return allocations.GroupBy(a => a.Invoice).FirstOrDefault(g => g.Count() > 1) is { } twice ? new InvoiceTwice(twice.Key) { Pointer = "/allocations" } : null;
    }

    /// <summary>Settles each invoice, never beyond what is open on it.</summary>
    private async Task<Result<List<PaymentLine>>> SettleAsync(
        Work work, PaySupplierRequest request, LegalEntity entity, Partner supplier, Currency currency, DateOnly day, Guid payment, CancellationToken cancel)
    {
        var lines = new List<PaymentLine>();
        foreach (var allocation in request.Allocations ?? [])
        {
            var at = $"/allocations/{lines.Count}";
            var invoice = await work.Db.Set<SupplierInvoice>().AsNoTracking().FirstOrDefaultAsync(i => i.Number == allocation.Invoice, cancel);
            if (invoice is null || invoice.EntityId != entity.Id || invoice.SupplierId != supplier.Id)
                return Refusal.NotFound($"invoice of {supplier.Code}", allocation.Invoice) with { Pointer = at };
            if (invoice.ReverseOf is not null || invoice.ReversedBy is not null) return new InvoiceNotPayable(invoice.Number, "it is reversed") { Pointer = at };
            if ((await segregation.ApartAsync(work, Duty.PaySupplier, [new(invoice.PersonId, Duty.MatchInvoice)], $"supplier invoice {invoice.Number}", cancel: cancel)).Refused(out var apart, out _))
                return apart with { Pointer = at };
            if (invoice.OpenItemId is not { } openItem) return new InvoiceNotPayable(invoice.Number, "it is over nothing") { Pointer = at };
            if (invoice.Currency != currency) return new InvoiceOtherCurrency(invoice.Number, invoice.Currency, currency) { Pointer = at };
            if ((await openItems.SettleAsync(work, OpenItemKind.Payable, openItem, allocation.Amount, day, payment, cancel)).Refused(out var refusal, out var value))
                return refusal with { Pointer = at };
            lines.Add(new PaymentLine { PaymentId = payment, Number = lines.Count + 1, InvoiceId = invoice.Id, Amount = allocation.Amount, Value = value });
        }

        return lines;
    }
}
