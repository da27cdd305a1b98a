namespace Crossdock.Payables.Paying;

/// <summary>Money paid to a supplier, or the mirror of such a payment. Amounts are in its currency, values in the entity's.</summary>
internal sealed class Payment
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public EntityId EntityId { get; init; }
    public PartnerId SupplierId { get; init; }
    public Currency Currency { get; init; }
    public DateOnly Day { get; init; }
    public Amount Amount { get; init; }

    /// <summary>Part of the amount that settles no invoice: an advance.</summary>
    public Amount Unallocated { get; init; }

    /// <summary>What left the bank.</summary>
    public Amount BankValue { get; init; }

    /// <summary>What left the payables.</summary>
    public Amount SettledValue { get; init; }

    /// <summary>What the advance is worth.</summary>
    public Amount AdvanceValue { get; init; }

    public string? Reference { get; init; }
    public long JournalId { get; set; }
    public long PostingId { get; init; }
    public DateTimeOffset PostedAt { get; init; }
    public PersonId PersonId { get; init; }
    public Guid? ReverseOf { get; init; }
    public Guid? ReversedBy { get; set; }
    public string? Reason { get; init; }
    public long Version { get; set; }

    /// <summary>The journal; what the rate changed between invoice and payment goes to exchange.</summary>
    public Journal ToJournal(long? reverseOf = null)
    {
        var journal = new Journal(EntityId, Day, JournalKind.SupplierPayment, Currency, Number, Id) { ReverseOf = reverseOf };
        journal.Debit(AccountRole.Payables, SettledValue, Amount - Unallocated, null, SupplierId);
        journal.Debit(AccountRole.SupplierAdvances, AdvanceValue, Unallocated, null, SupplierId);
        journal.Debit(AccountRole.Exchange, BankValue - SettledValue - AdvanceValue, Kernel.Amount.Zero, null, null);
        journal.Debit(AccountRole.Bank, -BankValue, -Amount, null, null);
        return journal;
    }
}

/// <summary>So much of a payment settles this invoice.</summary>
internal sealed class PaymentLine
{
    public Guid PaymentId { get; init; }
    public int Number { get; init; }
    public Guid InvoiceId { get; init; }
    public Amount Amount { get; init; }

    /// <summary>What left the payables for it.</summary>
    public Amount Value { get; init; }
}
