namespace Crossdock.Procurement.Ordering;

internal sealed record OverReceipt(string Line, Quantity Open, Quantity Asked, Quantity Tolerance) : Refusal(RefusalKind.Refused, "procurement.over_receipt",
    $"{Line}: open quantity {Open}, asked {Asked}." + (Tolerance.IsPositive ? $" The tolerance of {Tolerance} is used up by it." : " Take the rest as unordered goods, or let the buyer raise the order."));

internal sealed record BuyerReceives(string Line, Conflict Row) : Refusal(RefusalKind.Forbidden, "procurement.buyer_receives",
    $"{Row.Title}: you wrote, released, approved or changed {Line}, so somebody else must receive it.");

internal sealed record LineNotOpen(string Line, PurchaseLineState State) : Refusal(RefusalKind.Conflict, "procurement.line_not_open",
    $"{Line} is {LineWords.Of(State)}; nothing can be received on it.");

internal sealed record LineWrongState(string Line, PurchaseLineState State, string What) : Refusal(RefusalKind.Conflict, "procurement.line_state",
    $"{Line} is {LineWords.Of(State)} and cannot be {What}.");

internal sealed record OrderReleased(string Order) : Refusal(RefusalKind.Conflict, "procurement.already_released", $"{Order} has been released already.");

internal sealed record OrderStale(string Order) : Refusal(RefusalKind.Stale, "procurement.changed_meanwhile",
    $"{Order} was changed in the meantime. Reload it and look again.");

internal sealed record ReceiptInvoiced(string Line, Quantity Invoiced) : Refusal(RefusalKind.Conflict, "procurement.receipt_invoiced",
    $"{Line}: {Invoiced} are invoiced, so the receipt cannot be undone. Reverse the supplier invoice first, or return the goods.");

internal sealed record WrittenOffBefore(string Line, Quantity WrittenOff) : Refusal(RefusalKind.Conflict, "procurement.written_off_before",
    $"{Line}: {WrittenOff} were written off as never to be billed. Reverse that write-off first.");

internal sealed record ReturnTooLarge(string Line, Quantity Net, Quantity Asked) : Refusal(RefusalKind.Refused, "procurement.return_too_large",
    $"{Line}: {Net} received and not returned, asked to return {Asked}.");

internal sealed record InvoicedBeyondReceived(string Line, Quantity Invoiced, Quantity Net) : Refusal(RefusalKind.Refused, "procurement.invoiced_beyond_received",
    $"{Line}: invoiced {Invoiced}, received net {Net}.");

internal sealed record ConsignedNotBilled(string Line) : Refusal(RefusalKind.Refused, "procurement.consigned_not_billed",
    $"{Line} is stock that stays the supplier's. What is used of it is billed on the order of its month, under Used consigned stock.");

internal sealed record ConsignedTwice(int Line) : Refusal(RefusalKind.Invalid, "procurement.consigned_twice",
    $"Line {Line} names an item that stands on an earlier line. Ask for all of it on one line, so that the agreed stock can be looked at.");

internal sealed record UsageBilled(string Line, Quantity Invoiced) : Refusal(RefusalKind.Conflict, "procurement.usage_billed",
    $"{Line}: the supplier has billed {Invoiced} that were used, so the use cannot be undone. Reverse the supplier invoice first, or take the goods back as a return: then they are ours.");

internal sealed record UsedLine(string Line) : Refusal(RefusalKind.Conflict, "procurement.used_line",
    $"{Line} says what was used of consigned stock. It follows from what was shipped and taken over and is not changed by hand.");

internal sealed record BelowReceived(string Line, Quantity Received, Quantity Asked) : Refusal(RefusalKind.Refused, "procurement.below_received",
    $"{Line}: {Received} are received already; the order cannot become {Asked}.");

internal sealed record SomethingReceived(string Line, Quantity Received) : Refusal(RefusalKind.Conflict, "procurement.something_received",
    $"{Line}: {Received} are received already. Close the remainder short instead.");

internal sealed record NoPrice(string Item, string Supplier) : Refusal(RefusalKind.Invalid, "procurement.no_price",
    $"There is no agreed price for {Item} from {Supplier}. Give a price.");

internal sealed record NoDay(string Item, string Supplier) : Refusal(RefusalKind.Invalid, "procurement.no_requested_day",
    $"There is no agreed lead time for {Item} from {Supplier}. Give the requested day.");

internal sealed record NotActive(string What, string Code) : Refusal(RefusalKind.Refused, "procurement.not_active",
    $"The {What} {Code} is not active; nothing more can be ordered.");

internal sealed record NotPurchaseUnit(string Item, string Unit) : Refusal(RefusalKind.Refused, "procurement.not_purchase_unit",
    $"{Item} is not bought in {Unit}.");

internal sealed record QuantityMissing(string Item) : Refusal(RefusalKind.Invalid, "procurement.quantity", $"The quantity of {Item} must be more than zero.");

internal sealed record PriceNegative(string Item) : Refusal(RefusalKind.Invalid, "procurement.price", $"The price of {Item} must be between 0 and 1,000,000,000.");

internal sealed record ToleranceWrong() : Refusal(RefusalKind.Invalid, "procurement.tolerance",
    "The over-receipt tolerance is a percentage from 0 to 1000 with at most two decimals.");

internal sealed record MayNotRelease() : Refusal(RefusalKind.Forbidden, "procurement.may_not_release",
    "You may write purchase orders but not release them. Save it as a draft.");

internal sealed record NoRate(Currency From, Currency To, DateOnly Day) : Refusal(RefusalKind.Refused, "procurement.no_rate",
    $"There is no exchange rate from {From} to {To} on {Day:yyyy-MM-dd}. Enter it first.");

internal sealed record TitlePointUnknown() : Refusal(RefusalKind.Invalid, "procurement.title_point", "Goods become ours at their origin or at their destination.");

internal sealed record NothingToChange(string Line) : Refusal(RefusalKind.Invalid, "procurement.nothing_to_change", $"{Line}: give a quantity, a day or a price.");

internal static class LineWords
{
    public static string Of(PurchaseLineState state) => state switch
    {
        PurchaseLineState.Draft => "a draft",
        PurchaseLineState.Released => "released",
        PurchaseLineState.ShortClosed => "closed",
        _ => "cancelled",
    };
}
