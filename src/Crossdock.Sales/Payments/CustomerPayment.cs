namespace Crossdock.Sales.Payments;

/// <summary>Money a customer paid, or the mirror of a payment that was cancelled (negative amounts).</summary>
internal sealed class CustomerPayment
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public EntityId EntityId { get; init; }
    public PartnerId CustomerId { get; init; }
    public Currency Currency { get; init; }
    public Amount Amount { get; init; }

    /// <summary>The amount on the bank account, in the entity's currency.</summary>
    public Amount FunctionalAmount { get; init; }

    /// <summary>Part that no invoice took.</summary>
    public Amount Advance { get; init; }

    public Amount FunctionalAdvance { get; init; }

    /// <summary>What left the receivables, in the entity's currency; the rest of the difference is exchange.</summary>
    public Amount FunctionalSettled { get; init; }

    public string? Reference { get; init; }
    public DateOnly Day { get; init; }
    public Guid? MirrorOf { get; init; }
    public Guid? CancelledBy { get; set; }
    public string? Reason { get; init; }
    public long PostingId { get; init; }
    public DateTimeOffset PostedAt { get; init; }
    public PersonId PostedBy { get; init; }
    public long Version { get; set; }

    public Amount Settled => Amount - Advance;
}

/// <summary>Part of a payment that settles one invoice; a credit note that is used counts negative.</summary>
internal sealed class PaymentAllocation
{
    public Guid PaymentId { get; init; }
    public int Line { get; init; }
    public Guid InvoiceId { get; init; }
    public string InvoiceNumber { get; init; } = "";
    public Amount Amount { get; init; }
    public Amount Functional { get; init; }
}

internal static class PaymentTables
{
    public static void Model(ModelBuilder model)
    {
        model.Entity<CustomerPayment>(e =>
        {
            e.ToTable("sales_payments");
            e.HasIndex(p => p.Number).IsUnique();
            e.HasIndex(p => new { p.CustomerId, p.Id });
            e.HasIndex(p => p.MirrorOf).IsUnique();
            e.Ignore(p => p.Settled);
            e.Property(p => p.Version).IsConcurrencyToken();
        });
        model.Entity<PaymentAllocation>(e =>
        {
            e.ToTable("sales_payment_allocations");
            e.HasKey(a => new { a.PaymentId, a.Line });
            e.HasIndex(a => a.InvoiceId);
        });
    }

    /// <summary>Posts a payment or its mirror: bank, receivables, advances, and what the change of rate leaves.</summary>
    public static Journal JournalOf(CustomerPayment payment)
    {
        var journal = new Journal(payment.EntityId, payment.Day, JournalKind.CustomerPayment, payment.Currency, payment.Number, payment.Id);
        journal.Debit(AccountRole.Bank, payment.FunctionalAmount, payment.Amount, null, null);
        journal.Debit(AccountRole.Receivables, -payment.FunctionalSettled, -payment.Settled, null, payment.CustomerId);
        journal.Debit(AccountRole.CustomerAdvances, -payment.FunctionalAdvance, -payment.Advance, null, payment.CustomerId);
        journal.Debit(AccountRole.Exchange, payment.FunctionalSettled + payment.FunctionalAdvance - payment.FunctionalAmount, Amount.Zero, null, null);
        return journal;
    }
}

internal sealed record InvoiceNotOfCustomer(string Invoice, string Customer) : Refusal(RefusalKind.Refused, "sales.invoice_of_other_customer",
    $"{Invoice} is no open invoice of customer {Customer} in this entity.");

internal sealed record AllocatedTooMuch(Money Allocated, Money Amount) : Refusal(RefusalKind.Refused, "sales.allocated_too_much",
    $"{Allocated} is allocated, but the payment is {Amount}. Lower an allocation.");

internal sealed record PaymentCancelled(string Payment, string By) : Refusal(RefusalKind.Conflict, "sales.payment_cancelled",
    $"{Payment} was cancelled already by {By}.");
