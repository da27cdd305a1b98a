namespace Crossdock.Warehouse.Receiving;

internal sealed record ReceiptPosted(string Receipt) : Refusal(RefusalKind.Conflict, "warehouse.receipt_posted", $"{Receipt} has been posted already.");

internal sealed record ReceiptNotPosted(string Receipt) : Refusal(RefusalKind.Conflict, "warehouse.receipt_not_posted", $"{Receipt} is only prepared; there is nothing to undo.");

internal sealed record ReceiptReversedAlready(string Receipt) : Refusal(RefusalKind.Conflict, "warehouse.receipt_reversed", $"{Receipt} has been reversed already.");

internal sealed record ReversalIsFinal(string Receipt) : Refusal(RefusalKind.Conflict, "warehouse.reversal_final", $"{Receipt} is a reversal. Receive the goods again instead.");

internal sealed record PartReturned(string Receipt, int Line) : Refusal(RefusalKind.Conflict, "warehouse.part_returned",
    $"Part of line {Line} of {Receipt} went back to the supplier, so the receipt cannot be undone.");

internal sealed record ReturnedBeyondReceived(string Receipt, int Line, Quantity Left, Quantity Asked) : Refusal(RefusalKind.Refused, "warehouse.returned_beyond_received",
    $"{Receipt} line {Line}: {Left} can still go back, asked {Asked}.");

internal sealed record LineNamesNothing() : Refusal(RefusalKind.Invalid, "warehouse.receipt_line", "Name an order line, an order and an item, or an item with its price.");

internal sealed record NotOnOrder(string Order, string Item) : Refusal(RefusalKind.Refused, "warehouse.not_on_order", $"{Order} has no line for {Item}. Receive it as unordered goods with a price.");

internal sealed record OtherSupplier(string Order) : Refusal(RefusalKind.Refused, "warehouse.other_supplier", $"{Order} is another supplier's. Make one receipt per supplier.");

internal sealed record OtherSite(string Order, string Site) : Refusal(RefusalKind.Refused, "warehouse.other_site",
    $"{Order} is not to be received at {Site}. Receive it at its site and transfer it, or ask the buyer.");

internal sealed record OtherItem(string Line, string Item) : Refusal(RefusalKind.Refused, "warehouse.other_item", $"{Line} is not for {Item}. Receive it as unordered goods with a price.");

internal sealed record SupplierMissing() : Refusal(RefusalKind.Invalid, "warehouse.supplier_missing", "Name the supplier of goods that came without an order.");

internal sealed record PriceMissing(string Item) : Refusal(RefusalKind.Invalid, "warehouse.price_missing",
    $"There is no agreed price for {Item}. Take it from the delivery note, or ask the buyer.");

internal sealed record ArrivedInFuture() : Refusal(RefusalKind.Invalid, "warehouse.arrived_in_future", "The goods cannot have arrived in the future. Check the clock.") { }

internal sealed record SerialsDoNotCount(string Item, Quantity Quantity, int Serials) : Refusal(RefusalKind.Invalid, "warehouse.serials",
    $"{Quantity} of {Item} need as many serials; {Serials} are given.");
