namespace Crossdock.Sales.Orders;

internal sealed record CustomerInactive(string Customer) : Refusal(RefusalKind.Refused, "sales.customer_inactive",
    $"Customer {Customer} is closed for new orders.");

internal sealed record ItemInactive(string Item) : Refusal(RefusalKind.Refused, "sales.item_inactive",
    $"{Item} is no longer sold. Offer a substitute.");

internal sealed record UnitNotSold(string Item, string Unit, string Sold) : Refusal(RefusalKind.Refused, "sales.unit_not_sold",
    $"{Item} is not sold by {Unit}. It is sold by: {Sold}.");

internal sealed record RateMissing(Currency From, Currency To, DateOnly Day) : Refusal(RefusalKind.Refused, "sales.rate_missing",
    $"There is no rate from {From} to {To} for {Day:yyyy-MM-dd}. Enter it first.");

internal sealed record CreditLimitExceeded(string Customer, Money Limit, Money Used, Money Asked) : Refusal(RefusalKind.Refused, "sales.credit_limit",
    $"Customer {Customer} may owe {Limit}; open invoices and orders are {Used}, this order is {Asked}. Take a payment, or enter it with a reason if you may change orders.");

internal sealed record LineChanged(string Order, int Line, long Version) : Refusal(RefusalKind.Stale, "sales.stale",
    $"{Order} was changed since you looked at it (line {Line}, now version {Version}). Reload it.");

internal sealed record LineClosed(string Order, int Line) : Refusal(RefusalKind.Conflict, "sales.line_closed",
    $"Line {Line} of {Order} has nothing open.");

internal sealed record MoreThanOpen(string Order, int Line, Quantity Open, Quantity Asked) : Refusal(RefusalKind.Conflict, "sales.more_than_open",
    $"Line {Line} of {Order}: open quantity {Open}, asked {Asked}.");

internal sealed record LessThanShipped(string Order, int Line, Quantity Settled) : Refusal(RefusalKind.Conflict, "sales.less_than_shipped",
    $"Line {Line} of {Order}: {Settled} are shipped or cancelled; the quantity cannot be less.");

internal sealed record PriceFixed(string Order, int Line) : Refusal(RefusalKind.Conflict, "sales.price_fixed",
    $"Line {Line} of {Order} is invoiced already: its price can no longer change. Credit the invoice instead.");

internal sealed record NothingToChange(string Order, int Line) : Refusal(RefusalKind.Invalid, "sales.nothing_to_change",
    $"Say what is to change on line {Line} of {Order}: quantity, requested day or price.");

internal sealed record SupplierInactive(string Supplier) : Refusal(RefusalKind.Refused, "sales.supplier_inactive",
    $"Supplier {Supplier} is closed for new orders. Take another one, or ship from our stock.");

internal sealed record NoDirectTerms(string Item, string Supplier) : Refusal(RefusalKind.Refused, "sales.no_direct_terms",
    $"Nothing is agreed with {Supplier} for {Item}, so it cannot ship it to the customer. Take a supplier with terms for it.");

internal sealed record SupplierPicksLot(string Item) : Refusal(RefusalKind.Invalid, "sales.supplier_picks_lot",
    $"The supplier ships {Item} and says which lot it took. Leave the lot empty.");

internal sealed record WholeButDirect(string Customer) : Refusal(RefusalKind.Refused, "sales.whole_but_direct",
    $"{Customer} takes the order only as a whole, and part of it would come straight from a supplier. Enter that part as an order of its own, or let the order leave in parts.");

internal sealed record SourceUnchanged(string Order, int Line) : Refusal(RefusalKind.Conflict, "sales.source_unchanged",
    $"Line {Line} of {Order} comes from there already.");
