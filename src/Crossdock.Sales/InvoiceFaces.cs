namespace Crossdock.Sales;

/// <summary>The document that an invoice or credit note is for.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Day">Accounting day.</param>
public sealed record InvoiceSource(Guid Id, string Number, DateOnly Day);

/// <summary>A quantity of an order line, in base units.</summary>
/// <param name="Line">Key of the order line.</param>
/// <param name="Quantity">How much.</param>
public sealed record LineQuantity(Guid Line, Quantity Quantity);

/// <summary>An invoice as posted.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its gapless number.</param>
/// <param name="Total">What the customer owes, tax included; what we owe for a credit note.</param>
/// <param name="Lines">Invoice line of each order line.</param>
public sealed record PostedInvoice(Guid Id, string Number, Money Total, IReadOnlyDictionary<Guid, Guid> Lines);

/// <summary>Part of an invoice line to take back.</summary>
/// <param name="InvoiceLine">Key of the invoice line.</param>
/// <param name="Quantity">How much, in base units.</param>
public sealed record CreditQuantity(Guid InvoiceLine, Quantity Quantity);
