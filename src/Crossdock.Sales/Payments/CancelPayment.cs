using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Payments;

/// <summary>Cancels a customer's payment.</summary>
/// <param name="Number">Number of the payment.</param>
/// <param name="Reason">Why.</param>
public sealed record CancelPaymentRequest([Required] string Number, [Required, StringLength(400, MinimumLength = 3)] string Reason) : IHasReason;

/// <summary>The mirror that was posted.</summary>
/// <param name="Number">Number of the mirror.</param>
/// <param name="CancelOf">Number of the payment.</param>
public sealed record CancelPaymentResponse(string Number, string CancelOf) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/customer-payments/{Number}";
}

/// <summary>Mirrors a payment with today's date, once: its invoices are open again with the amounts they had.</summary>
internal sealed class CancelPayment(Directory directory, Partners partners, Journals journals, OpenItems openItems) : IUse<CancelPaymentRequest, CancelPaymentResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CancelPayment>("POST /customer-payments/{number}/cancel", Permission.ReceivePayment)
        .WithSummary("Cancel a customer's payment by a mirror entry.");

    public async Task<Result<CancelPaymentResponse>> ExecuteAsync(Work work, CancelPaymentRequest request, CancellationToken cancel)
    {
        var original = await work.Db.Set<CustomerPayment>().FirstOrDefaultAsync(p => p.Number == request.Number, cancel);
        if (original is null || !work.Actor.WorksFor(original.EntityId)) return Refusal.NotFound("customer payment", request.Number);
        if (original.MirrorOf is not null) return new PaymentCancelled(original.Number, original.Number);
        if (original.CancelledBy is { } by)
            return new PaymentCancelled(original.Number, await work.Db.Set<CustomerPayment>().Where(p => p.Id == by).Select(p => p.Number).SingleAsync(cancel));
        var entity = (await directory.EntityAsync(work.Db, original.EntityId, cancel))!;
        var day = entity.DayOf(work.Now);
        if ((await journals.RequireOpenAsync(work, entity.Id, day, cancel)).Refused(out var refusal, out _)) return refusal;
        var mirror = new CustomerPayment
        {
            Id = Guid.CreateVersion7(),
            Number = work.Number("PY"),
            EntityId = original.EntityId,
            CustomerId = original.CustomerId,
            Currency = original.Currency,
            Amount = -original.Amount,
            FunctionalAmount = -original.FunctionalAmount,
            Advance = -original.Advance,
            FunctionalAdvance = -original.FunctionalAdvance,
            FunctionalSettled = -original.FunctionalSettled,
            Reference = original.Reference,
            Day = day,
            MirrorOf = original.Id,
            Reason = request.Reason,
            PostingId = work.PostingId,
            PostedAt = work.Now,
            PostedBy = work.Actor.Id,
            Version = 1,
        };
        original.CancelledBy = mirror.Id;
        original.Version++;
        work.Db.Add(mirror);
        if ((await openItems.ReopenAsync(work, original.Id, day, mirror.Id, cancel)).Refused(out refusal, out _)) return refusal;
        if ((await journals.PostAsync(work, PaymentTables.JournalOf(mirror), cancel)).Refused(out refusal, out _)) return refusal;
        work.Subject = $"customer payment {original.Number}";
        work.Announce(new PaymentReceived(mirror.Number, (await partners.FindAsync(work.Db, original.CustomerId, cancel))!.Code));
        return new CancelPaymentResponse(mirror.Number, original.Number);
    }
}
