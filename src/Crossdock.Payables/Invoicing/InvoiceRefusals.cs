namespace Crossdock.Payables.Invoicing;

internal sealed record DuplicateInvoice(string Supplier, string Number, string First) : Refusal(RefusalKind.Conflict, "payables.duplicate_invoice",
    $"{Supplier} has invoiced {Number} before: it is posted as {First}.");

internal sealed record PriceDiffers(string Line, string Billed, string Ordered, Amount Difference, Currency Currency) : Refusal(RefusalKind.Refused, "payables.price_differs",
    $"{Line}: billed {Billed}, ordered {Ordered}; {Difference.ToString(Currency)} {Currency} too {(Difference.IsNegative ? "little" : "much")} for the quantity.")
{
    public static PriceDiffers Of(string line, PurchasePrice billed, PurchasePrice ordered, Amount difference, Currency currency) =>
        new(line, billed.ToString(), ordered.ToString(), difference, currency)
        {
            Explain = new Dictionary<string, string> { ["billed"] = billed.ToString(), ["ordered"] = ordered.ToString(), ["difference"] = difference.ToString(currency) },
        };
}

internal sealed record TaxDiffers(Amount Given, Amount Computed, Currency Currency) : Refusal(RefusalKind.Refused, "payables.tax_differs",
    $"The invoice says {Given.ToString(Currency)} {Currency} tax; its lines make {Computed.ToString(Currency)}. The difference is {(Given - Computed).ToString(Currency)}.");

internal sealed record TotalDiffers(Amount Given, Amount Computed, Currency Currency) : Refusal(RefusalKind.Refused, "payables.total_differs",
    $"The invoice totals {Given.ToString(Currency)} {Currency}; by the orders it is {Computed.ToString(Currency)}. The difference is {(Given - Computed).ToString(Currency)}.");

internal sealed record OtherSupplierLine(string Line) : Refusal(RefusalKind.Refused, "payables.other_supplier", $"{Line} is another supplier's order.");

internal sealed record OtherEntityLine(string Line) : Refusal(RefusalKind.Refused, "payables.other_entity", $"{Line} belongs to another legal entity. Post one invoice per entity.");

internal sealed record OtherCurrencyLine(string Line, Currency Ordered, Currency Billed) : Refusal(RefusalKind.Refused, "payables.other_currency",
    $"{Line} is ordered in {Ordered}, billed in {Billed}.");

internal sealed record LineTwice(string Line) : Refusal(RefusalKind.Invalid, "payables.line_twice", $"{Line} is billed twice on this invoice. Give it once with the whole quantity.");

internal sealed record InvoiceReversed(string Invoice) : Refusal(RefusalKind.Conflict, "payables.invoice_reversed", $"{Invoice} has been reversed already.");

internal sealed record InvoiceReversalFinal(string Invoice) : Refusal(RefusalKind.Conflict, "payables.reversal_final", $"{Invoice} is a reversal. Post the invoice again instead.");

internal sealed record InvoicePaid(string Invoice, Amount Open, Currency Currency) : Refusal(RefusalKind.Conflict, "payables.invoice_paid",
    $"{Invoice} is paid in part; only {Open.ToString(Currency)} {Currency} is open. Cancel the payment first.");
