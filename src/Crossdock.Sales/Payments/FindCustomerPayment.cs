using System.ComponentModel.DataAnnotations;
using Crossdock.Storage.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Sales.Payments;

/// <summary>Asks for a customer's payment.</summary>
/// <param name="Number">Its number.</param>
public sealed record CustomerPaymentRequest([Required, StringLength(40)] string Number);

/// <summary>What a payment settled.</summary>
/// <param name="Invoice">Number of the invoice or credit note.</param>
/// <param name="Amount">How much of it; negative for a credit note that was used.</param>
public sealed record SettledInvoice(string Invoice, Amount Amount);

/// <summary>A customer's payment.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Entity">Code of the entity that got it.</param>
/// <param name="Customer">Code of the customer.</param>
/// <param name="CustomerName">Its name.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Amount">How much; negative for a mirror.</param>
/// <param name="Advance">Part that no invoice took.</param>
/// <param name="Reference">Text of the bank statement.</param>
/// <param name="Day">Its day.</param>
/// <param name="MirrorOf">Number of the payment it mirrors, or null.</param>
/// <param name="CancelledBy">Number of the mirror that cancelled it, or null.</param>
/// <param name="Reason">Why it was cancelled, on the mirror.</param>
/// <param name="Settled">What it settled.</param>
/// <param name="PostedAt">When it was posted.</param>
public sealed record CustomerPaymentView(
    string Number, string Entity, string Customer, string CustomerName, Currency Currency, Amount Amount, Amount Advance, string? Reference, DateOnly Day, string? MirrorOf, string? CancelledBy,
    string? Reason, IReadOnlyList<SettledInvoice> Settled, DateTimeOffset PostedAt);

/// <summary>A customer's payment with what it settled.</summary>
public sealed class FindCustomerPayment(Directory directory, Partners partners) : IQuery<CustomerPaymentRequest, CustomerPaymentView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<FindCustomerPayment>("GET /customer-payments/{number}", Permission.SeeBooks)
        .WithSummary("A customer's payment with what it settled.");

    /// <inheritdoc/>
    public async Task<Result<CustomerPaymentView>> AnswerAsync(Reading reading, CustomerPaymentRequest request, CancellationToken cancel)
    {
        var db = reading.Db;
        var number = request.Number.Trim();
        var payment = await db.Set<CustomerPayment>().FirstOrDefaultAsync(p => p.Number == number, cancel);
        if (payment is null || !reading.Actor.WorksFor(payment.EntityId)) return Refusal.NotFound("customer payment", request.Number);
        var settled = await db.Set<PaymentAllocation>().Where(a => a.PaymentId == payment.Id).OrderBy(a => a.Line).Select(a => new SettledInvoice(a.InvoiceNumber, a.Amount)).ToListAsync(cancel);
        var others = await db.Set<CustomerPayment>().Where(p => p.Id == payment.MirrorOf || p.Id == payment.CancelledBy).ToDictionaryAsync(p => p.Id, p => p.Number, cancel);
        var customer = (await partners.FindAsync(db, payment.CustomerId, cancel))!;
        return new CustomerPaymentView(
            payment.Number, (await directory.EntityAsync(db, payment.EntityId, cancel))!.Code, customer.Code, customer.Name, payment.Currency, payment.Amount, payment.Advance, payment.Reference,
            payment.Day, payment.MirrorOf is { } original ? others[original] : null, payment.CancelledBy is { } mirror ? others[mirror] : null, payment.Reason, settled, payment.PostedAt);
    }
}

/// <summary>A customer's payment in the list.</summary>
public sealed record CustomerPaymentRow
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Code of the entity.</summary>
    public string Entity { get; init; } = "";

    /// <summary>Code of the customer.</summary>
    public string Customer { get; init; } = "";

    /// <summary>Name of the customer.</summary>
    public string CustomerName { get; init; } = "";

    /// <summary>Its day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>How much; negative for a mirror.</summary>
    public Amount Amount { get; init; }

    /// <summary>Part that no invoice took.</summary>
    public Amount Advance { get; init; }

    /// <summary>Its currency.</summary>
    public Currency Currency { get; init; }

    /// <summary>Text of the bank statement.</summary>
    public string? Reference { get; init; }

    /// <summary>True when it was cancelled, and for the mirror that did it.</summary>
    public bool Cancelled { get; init; }
}

/// <summary>Customers' payments, newest first.</summary>
public sealed class CustomerPaymentList : Listing<CustomerPaymentRow>
{
    /// <summary>Names the columns.</summary>
    public CustomerPaymentList()
    {
        Column("number", "Payment", r => r.Number).Search();
        Column("entity", "Entity", r => r.Entity);
        Column("customer", "Customer", r => r.Customer).Search();
        Column("name", "Name", r => r.CustomerName).Search();
        Column("day", "Day", r => r.Day);
        Column("amount", "Amount", r => r.Amount);
        Column("advance", "Advance", r => r.Advance);
        Column("currency", "Currency", r => r.Currency);
        Column("reference", "Reference", r => r.Reference).Search();
        Column("cancelled", "Cancelled", r => r.Cancelled);
        Order(r => r.Id, "-day");
    }

    /// <inheritdoc/>
    public override string Name => "customer-payments";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapList<CustomerPaymentList>("GET /customer-payments", Permission.SeeBooks)
        .WithSummary("Customers' payments, newest first.");

    /// <inheritdoc/>
    protected override IQueryable<CustomerPaymentRow> Rows(Reading reading) =>
        from p in reading.Db.Set<CustomerPayment>()
        join e in GroupRows.Entities(reading) on p.EntityId equals e.Id
        join c in MasterRows.Partners(reading.Db) on p.CustomerId equals c.Id
        select new CustomerPaymentRow
        {
            Id = p.Id,
            Number = p.Number,
            Entity = e.Code,
            Customer = c.Code,
            CustomerName = c.Name,
            Day = p.Day,
            Amount = p.Amount,
            Advance = p.Advance,
            Currency = p.Currency,
            Reference = p.Reference,
            Cancelled = p.CancelledBy != null || p.MirrorOf != null,
        };
}
