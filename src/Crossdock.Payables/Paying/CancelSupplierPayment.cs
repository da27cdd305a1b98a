using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Payables.Paying;

/// <summary>Cancels a payment: a mirror entry with a day of its own; its invoices are open again.</summary>
/// <param name="Number">The payment.</param>
/// <param name="Reason">Why.</param>
/// <param name="Day">Accounting day of the cancellation; today when absent.</param>
public sealed record CancelSupplierPaymentRequest(
    [Required, StringLength(20)] string Number, [Required, StringLength(200)] string? Reason, DateOnly? Day = null) : IHasReason;

/// <summary>The cancellation.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Payment">The payment it cancels.</param>
public sealed record CancelSupplierPaymentResponse(Guid Id, string Number, string Payment) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/supplier-payments/{Number}";
}

internal sealed class CancelSupplierPayment(Directory directory, Journals journals, OpenItems openItems) : IUse<CancelSupplierPaymentRequest, CancelSupplierPaymentResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CancelSupplierPayment>("POST /supplier-payments/{number}/cancel", Permission.ReversePosting)
        .WithSummary("Cancel a payment to a supplier.");

    public async Task<Result<CancelSupplierPaymentResponse>> ExecuteAsync(Work work, CancelSupplierPaymentRequest request, CancellationToken cancel)
    {
        var payment = await work.Db.Set<Payment>().FirstOrDefaultAsync(p => p.Number == request.Number, cancel);
        if (payment is null || !work.Actor.WorksFor(payment.EntityId)) return Refusal.NotFound("supplier payment", request.Number);
        if (payment.ReverseOf is not null) return new CancellationFinal(payment.Number);
        if (payment.ReversedBy is not null) return new PaymentCancelled(payment.Number);
        var entity = (await directory.EntityAsync(work.Db, payment.EntityId, cancel))!;
        var mirror = Mirror(work, payment, request.Day ?? entity.DayOf(work.Now), request.Reason!);

        var journal = mirror.ToJournal(payment.JournalId);
        if ((await journals.PostAsync(work, journal, cancel)).Refused(out var refusal, out _)) return refusal;
        if ((await openItems.ReopenAsync(work, payment.Id, mirror.Day, mirror.Id, cancel)).Refused(out refusal, out _)) return refusal;
        mirror.JournalId = journal.Id;
        work.Db.Add(mirror);
        payment.ReversedBy = mirror.Id;
        payment.Version++;
        work.Subject = $"supplier payment {payment.Number}";
        work.Announce(new PayableReversed(mirror.Number, payment.Number));
        return new CancelSupplierPaymentResponse(mirror.Id, mirror.Number, payment.Number);
    }

    private static Payment Mirror(Work work, Payment payment, DateOnly day, string reason) => new()
    {
        Id = Guid.CreateVersion7(),
        Number = work.Number("PY"),
        EntityId = payment.EntityId,
        SupplierId = payment.SupplierId,
        Currency = payment.Currency,
        Day = day,
        Amount = -payment.Amount,
        Unallocated = -payment.Unallocated,
        BankValue = -payment.BankValue,
        SettledValue = -payment.SettledValue,
        AdvanceValue = -payment.AdvanceValue,
        Reference = payment.Reference,
        PostingId = work.PostingId,
        PostedAt = work.Now,
        PersonId = work.Actor.Id,
        ReverseOf = payment.Id,
        Reason = reason,
        Version = 1,
    };
}
