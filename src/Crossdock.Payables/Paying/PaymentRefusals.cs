namespace Crossdock.Payables.Paying;

internal sealed record AllocatedBeyondAmount(Amount Amount, Amount Allocated, Currency Currency) : Refusal(RefusalKind.Invalid, "payables.allocated_beyond_amount",
    $"The payment is {Amount.ToString(Currency)} {Currency}; {Allocated.ToString(Currency)} are allocated.");

internal sealed record PaymentNotPositive() : Refusal(RefusalKind.Invalid, "payables.amount", "The payment must be more than zero.");

internal sealed record AmountNotInCurrency(Currency Currency) : Refusal(RefusalKind.Invalid, "payables.amount_decimals", $"{Currency} has {Currency.MinorDigits} decimals.");

internal sealed record InvoiceNotPayable(string Invoice, string Why) : Refusal(RefusalKind.Conflict, "payables.not_payable", $"{Invoice} cannot be paid: {Why}.");

internal sealed record InvoiceOtherCurrency(string Invoice, Currency Billed, Currency Paid) : Refusal(RefusalKind.Refused, "payables.payment_currency",
    $"{Invoice} is in {Billed}, the payment in {Paid}. Pay it in its own currency.");

internal sealed record InvoiceTwice(string Invoice) : Refusal(RefusalKind.Invalid, "payables.invoice_twice", $"{Invoice} is named twice. Give it once with the whole amount.");

internal sealed record NoPaymentRate(Currency From, Currency To, DateOnly Day) : Refusal(RefusalKind.Refused, "payables.no_rate",
    $"There is no exchange rate from {From} to {To} on {Day:yyyy-MM-dd}. Enter it first.");

internal sealed record PaymentCancelled(string Payment) : Refusal(RefusalKind.Conflict, "payables.payment_cancelled", $"{Payment} has been cancelled already.");

internal sealed record CancellationFinal(string Payment) : Refusal(RefusalKind.Conflict, "payables.cancellation_final", $"{Payment} is a cancellation. Pay again instead.");
