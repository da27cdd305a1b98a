using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.CustomerReturns;

/// <summary>Credits goods that came back.</summary>
/// <param name="Number">Number of the return.</param>
public sealed record CreditCustomerReturnRequest([Required] string Number);

/// <summary>The credit note as posted.</summary>
/// <param name="Number">Number of the return.</param>
/// <param name="CreditNote">Number of the credit note.</param>
/// <param name="Credited">What the customer gets.</param>
public sealed record CreditCustomerReturnResponse(string Number, string CreditNote, Money Credited) : ILocated
{
    /// <inheritdoc/>
    public string Location => $"/customer-invoices/{CreditNote}";
}

/// <summary>Credits a return that was booked in without a credit note, once, after it was inspected.</summary>
internal sealed class CreditCustomerReturn(Directory directory, CustomerInvoices invoices, Segregation segregation) : IUse<CreditCustomerReturnRequest, CreditCustomerReturnResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreditCustomerReturn>("POST /customer-returns/{number}/credit", Permission.ChangeSalesOrder)
        .WithSummary("Credit goods that came back.");

    public async Task<Result<CreditCustomerReturnResponse>> ExecuteAsync(Work work, CreditCustomerReturnRequest request, CancellationToken cancel)
    {
        if ((await work.SelectAsync(ReturnTables.LockReturn, [new CustomerReturn { Number = request.Number.Trim() }], cancel)).SingleOrDefault() is not { } head
            || !work.Actor.WorksAt(head.EntityId, head.SiteId)) return Refusal.NotFound("customer return", request.Number);
        if (head.CreditNote is { } by) return new ReturnCredited(head.Number, by);
        if ((await segregation.ApartAsync(work, Duty.CreditReturn, [new(head.PostedBy, Duty.AcceptReturn)], $"customer return {head.Number}", head.SiteId, cancel: cancel)).Refused(out var apart, out _)) return apart;
        var invoice = await work.Db.Set<Shipping.Shipment>().AsNoTracking().Where(s => s.Id == head.ShipmentId).Select(s => s.InvoiceId).SingleAsync(cancel);
        if (invoice is not { } invoiceId) return new ShipmentNotInvoiced(head.ShipmentNumber);
        var lines = await work.SelectAsync(ReturnTables.LinesOfReturn, [new CustomerReturnLine { ReturnId = head.Id }], cancel);
        var entity = (await directory.EntityAsync(work.Db, head.EntityId, cancel))!;
        if ((await invoices.CreditAsync(work, invoiceId, new(head.Id, head.Number, entity.DayOf(work.Now)), CreditsOf(lines), mirror: false, cancel)).Refused(out var refusal, out var credit)) return refusal;
        head.CreditNoteId = credit.Id;
        head.CreditNote = credit.Number;
        work.Change(ReturnTables.MarkCredited, head);
        work.Subject = $"customer return {head.Number}";
        return new CreditCustomerReturnResponse(head.Number, credit.Number, credit.Total);
    }

    /// <summary>Several lots of one invoice line are credited as one line.</summary>
    public static List<CreditQuantity> CreditsOf(IEnumerable<CustomerReturnLine> lines) =>
        lines.GroupBy(l => l.InvoiceLineId!.Value).Select(g => new CreditQuantity(g.Key, g.Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity))).ToList();
}
