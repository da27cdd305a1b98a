namespace Crossdock.Warehouse.DropShipping;

internal sealed record NotDropShipped(string Order) : Refusal(RefusalKind.Conflict, "warehouse.not_drop_shipped",
    $"{Order} comes to us and is received at the dock. Only what a supplier ships straight to a customer is keyed here.");

internal sealed record DropShipped(string Order) : Refusal(RefusalKind.Conflict, "warehouse.drop_shipped",
    $"{Order} is shipped straight to the customer and never comes here. Key what the supplier shipped on the page of the order. If the goods stand at the dock all the same, take them in without an order and tell the buyer.");

internal sealed record ShippedBySupplier(string Order, int Line) : Refusal(RefusalKind.Conflict, "warehouse.shipped_by_supplier",
    $"Line {Line} of {Order} is shipped by its supplier. Have the sales desk take it from our stock first, or key what the supplier shipped.");

internal sealed record NoticeInFuture() : Refusal(RefusalKind.Invalid, "warehouse.notice_in_future", "The supplier cannot have shipped on a day to come. Key it when it has left.");

internal sealed record NoticeKnown(string Note, string Order, string Notice) : Refusal(RefusalKind.Conflict, "warehouse.notice_known",
    $"Delivery note {Note} for {Order} is keyed already as {Notice}. If that one is wrong, reverse it first.");

internal sealed record ShippedBeyondOrdered(string Line, Quantity Open, Quantity Tolerance, Quantity Asked) : Refusal(RefusalKind.Refused, "warehouse.shipped_beyond_ordered",
    $"{Line}: open quantity {Open}, the supplier says it shipped {Asked}." + (Tolerance.IsPositive ? $" The tolerance of {Tolerance} is used up by it." : "") + " Key what was ordered, and have the buyer agree with the supplier and the customer about the rest.");

internal sealed record ShippedBeyondSold(string Order, int Line, Quantity Open, Quantity Asked) : Refusal(RefusalKind.Refused, "warehouse.shipped_beyond_sold",
    $"Line {Line} of {Order}: the customer still wants {Open}, the supplier says it shipped {Asked}. Have the customer take the rest and raise their order, or key only what they ordered.");

internal sealed record NoLongerTheirs(string Order, int Line, string Purchase) : Refusal(RefusalKind.Conflict, "warehouse.no_longer_theirs",
    $"Line {Line} of {Order} is no longer shipped by the supplier of {Purchase}. Have the sales desk set that right first.");

internal sealed record NoticeReversed(string Notice, string By) : Refusal(RefusalKind.Conflict, "warehouse.notice_reversed", $"{Notice} was reversed already by {By}.");

internal sealed record MirrorNotice(string Notice) : Refusal(RefusalKind.Conflict, "warehouse.mirror_notice", $"{Notice} is itself a reversal. Key what was shipped again instead.");

internal sealed record NoticeBilled(string Notice, string Line) : Refusal(RefusalKind.Conflict, "warehouse.notice_billed",
    $"The supplier has billed what {Notice} says about {Line}, so it cannot be reversed. Reverse the supplier's invoice first.");

internal sealed record DropShippedReturn(string Notice) : Refusal(RefusalKind.Refused, "warehouse.drop_shipped_return",
    $"{Notice} went from the supplier straight to the customer, so nothing of it can come back into our stock. Agree with the supplier where it goes; when it never arrived, reverse the notice.");
