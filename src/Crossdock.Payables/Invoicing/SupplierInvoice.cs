namespace Crossdock.Payables.Invoicing;

/// <summary>A supplier's invoice, or the mirror of one. Amounts without a word are in its currency, values in the entity's.</summary>
internal sealed class SupplierInvoice
{
    public Guid Id { get; init; }

    /// <summary>Our number.</summary>
    public string Number { get; init; } = "";

    /// <summary>The supplier's number, as printed.</summary>
    public string SupplierNumber { get; init; } = "";

    /// <summary>The same trimmed and folded: unique per supplier while the invoice stands.</summary>
    public string NumberKey { get; init; } = "";

    public EntityId EntityId { get; init; }
    public PartnerId SupplierId { get; init; }
    public Currency Currency { get; init; }
    public DateOnly Day { get; init; }
    public DateOnly DueDay { get; init; }
    public Amount Net { get; init; }
    public Amount Tax { get; init; }
    public Amount Total { get; init; }

    /// <summary>What became payable.</summary>
    public Amount Payable { get; init; }

    /// <summary>Part of <see cref="Payable"/> that is tax.</summary>
    public Amount TaxValue { get; init; }

    /// <summary>What left goods received, not invoiced.</summary>
    public Amount Cleared { get; init; }

    public Guid? OpenItemId { get; init; }
    public long JournalId { get; set; }
    public long PostingId { get; init; }
    public DateTimeOffset PostedAt { get; init; }
    public PersonId PersonId { get; init; }
    public Guid? ReverseOf { get; init; }
    public Guid? ReversedBy { get; set; }
    public string? Reason { get; init; }
    public long Version { get; set; }

    /// <summary>
    /// The journal: goods received, not invoiced is cleared, tax and payable are booked, and what the rate changed between receipt and
    /// invoice goes to exchange (in the entity's own currency a cent of rounding goes to price variance).
    /// </summary>
    public Journal ToJournal(Currency functional, long? reverseOf = null)
    {
        var journal = new Journal(EntityId, Day, JournalKind.SupplierInvoice, Currency, Number, Id) { ReverseOf = reverseOf };
        journal.Debit(AccountRole.GoodsReceivedNotInvoiced, Cleared, Net, null, SupplierId);
        journal.Debit(AccountRole.InputTax, TaxValue, Tax, null, null);
        journal.Debit(Currency == functional ? AccountRole.PriceVariance : AccountRole.Exchange, Payable - TaxValue - Cleared, Amount.Zero, null, null);
        journal.Debit(AccountRole.Payables, -Payable, -Total, null, SupplierId);
        return journal;
    }
}

/// <summary>A line of a supplier's invoice.</summary>
internal sealed class SupplierInvoiceLine
{
    public Guid Id { get; init; }
    public Guid InvoiceId { get; init; }
    public int Number { get; init; }
    public Guid OrderLineId { get; init; }
    public string OrderNumber { get; init; } = "";
    public int OrderLineNumber { get; init; }
    public ItemId ItemId { get; init; }
    public Quantity Quantity { get; init; }
    public Quantity UnitQuantity { get; init; }
    public string Unit { get; init; } = "";
    public UnitPrice Price { get; init; }
    public string PriceUnit { get; init; } = "";
    public string? TaxCode { get; init; }
    public Amount Amount { get; init; }
    public Amount Payable { get; init; }
    public Amount Cleared { get; init; }
}
