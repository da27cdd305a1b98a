using System.ComponentModel.DataAnnotations.Schema;

namespace Crossdock.Sales.Invoices;

/// <summary>What a customer document asks for. Stored by number.</summary>
internal enum InvoiceKind
{
    Invoice = 1,
    CreditNote = 2,
}

/// <summary>A customer invoice or credit note. Credit notes carry positive amounts; their kind says the direction.</summary>
internal sealed class CustomerInvoice
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public InvoiceKind Kind { get; init; }
    public EntityId EntityId { get; init; }
    public SiteId SiteId { get; init; }
    public PartnerId CustomerId { get; init; }
    public Guid OrderId { get; init; }
    public string OrderNumber { get; init; } = "";
    public string? CustomerReference { get; init; }

    /// <summary>The shipment or return it is for.</summary>
    public Guid SourceId { get; init; }

    public string Source { get; init; } = "";

    /// <summary>The invoice a credit note takes back, or null.</summary>
    public Guid? CreditOf { get; init; }

    public DateOnly Day { get; init; }
    public DateOnly DueDay { get; init; }
    public Currency Currency { get; init; }

    /// <summary>One of the currency in the entity's currency, on the invoice's day; a credit note takes its invoice's.</summary>
    public UnitPrice Rate { get; init; }

    public Amount Net { get; init; }
    public Amount Tax { get; init; }
    public Amount Total { get; init; }
    public Amount FunctionalTotal { get; init; }
    public long PostingId { get; init; }
    public DateTimeOffset PostedAt { get; init; }
    public PersonId PostedBy { get; init; }
}

internal sealed class InvoiceLine
{
    public Guid Id { get; init; }
    public Guid InvoiceId { get; init; }
    public int Line { get; init; }
    public Guid OrderLineId { get; init; }
    public ItemId ItemId { get; init; }
    public Quantity Quantity { get; init; }
    public UnitPrice Price { get; init; }
    public string PriceUnit { get; init; } = "";
    public Amount Net { get; init; }
    public string? TaxCode { get; init; }

    /// <summary>Quantity that credit notes have taken back.</summary>
    public Quantity Credited { get; set; }

    public Amount CreditedNet { get; set; }
    public long Version { get; set; }

    [NotMapped]
    public bool Changed { get; set; }

    /// <summary>Takes part of the line back; the last part takes what is left of the amount.</summary>
    public Amount Credit(Quantity quantity, Currency currency)
    {
        var left = Quantity - Credited;
        if (!quantity.IsPositive || quantity > left) throw new InvalidOperationException($"Invoice line {Id} credits {quantity} of {left}.");
        var net = quantity == left ? Net - CreditedNet : (Net - CreditedNet).Share(quantity, left, currency);
        Credited += quantity;
        CreditedNet += net;
        Changed = true;
        return net;
    }
}

/// <summary>Tax of an invoice under one code, on the sum of its rounded line nets.</summary>
internal sealed class InvoiceTax
{
    public Guid InvoiceId { get; init; }
    public string TaxCode { get; init; } = "";
    public long RateMillionths { get; init; }
    public Amount Net { get; init; }
    public Amount Tax { get; init; }
    public Amount CreditedNet { get; set; }
    public Amount CreditedTax { get; set; }
    public long Version { get; set; }

    [NotMapped]
    public bool Changed { get; set; }

    /// <summary>Tax that goes back with a credited net: what is missing to the tax on all that is credited, so a full credit takes all of it.</summary>
    public Amount Credit(Amount net, TaxCode code, Currency currency)
    {
        CreditedNet += net;
        var tax = (CreditedNet == Net ? Tax : code.On(CreditedNet, currency)) - CreditedTax;
        CreditedTax += tax;
        Changed = true;
        return tax;
    }
}

internal static class InvoiceRows
{
    public static readonly RowMap<CustomerInvoice> Invoices = new("sales_invoices");
    public static readonly RowMap<InvoiceLine> Lines = new("sales_invoice_lines");
    public static readonly RowMap<InvoiceTax> Taxes = new("sales_invoice_taxes");
    public static readonly RowInsert<CustomerInvoice> InsertInvoice = new(Invoices, sealedRow: true);
    public static readonly RowInsert<InvoiceLine> InsertLine = new(Lines);
    public static readonly RowInsert<InvoiceTax> InsertTax = new(Taxes);
    public static readonly RowSelect<CustomerInvoice> LockInvoice = new(Invoices, lockRows: true, "id", nameof(CustomerInvoice.Id));
    public static readonly RowSelect<InvoiceLine> LockLines = new(Lines, lockRows: true, "line", nameof(InvoiceLine.InvoiceId));
    public static readonly RowSelect<InvoiceTax> LockTaxes = new(Taxes, lockRows: true, "tax_code", nameof(InvoiceTax.InvoiceId));
    public static readonly RowUpdate<InvoiceLine> UpdateLine = new("sales_invoice_lines",
        "credited = @Credited, credited_net = @CreditedNet, version = version + 1", "id = @Id AND version = @Version");
    public static readonly RowUpdate<InvoiceTax> UpdateTax = new("sales_invoice_taxes",
        "credited_net = @CreditedNet, credited_tax = @CreditedTax, version = version + 1", "invoice_id = @InvoiceId AND tax_code = @TaxCode AND version = @Version");
}
