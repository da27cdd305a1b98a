namespace Crossdock.Warehouse.Shipping;

internal sealed record NothingAllocated(string Order) : Refusal(RefusalKind.Refused, "warehouse.nothing_allocated",
    $"Nothing of {Order} has stock now. It leaves when its stock is here.");

internal sealed record NotEnoughAllocated(string Order, int Line, string Item, Quantity Allocated, Quantity Asked) : Refusal(RefusalKind.Refused, "warehouse.not_enough_allocated",
    $"Insufficient stock: {Allocated} of {Item} are allocated to line {Line} of {Order}, asked {Asked}.");

internal sealed record MoreThanOpen(string Order, int Line, Quantity Open, Quantity Asked) : Refusal(RefusalKind.Conflict, "warehouse.more_than_open",
    $"Line {Line} of {Order}: open quantity {Open}, asked {Asked}.");

internal sealed record OrderLineUnknown(string Order, int Line) : Refusal(RefusalKind.NotFound, "warehouse.order_line_unknown", $"{Order} has no line {Line}.");

internal sealed record ShipsComplete(string Order) : Refusal(RefusalKind.Refused, "warehouse.ships_complete",
    $"The customer takes {Order} only as a whole, and not all of it is here.");

internal sealed record ShipmentReversed(string Shipment, string By) : Refusal(RefusalKind.Conflict, "warehouse.shipment_reversed",
    $"{Shipment} was reversed already by {By}.");

internal sealed record MirrorShipment(string Shipment) : Refusal(RefusalKind.Conflict, "warehouse.mirror_shipment",
    $"{Shipment} is itself a reversal.");

internal sealed record GoodsCameBack(string Shipment, int Line, Quantity Returned) : Refusal(RefusalKind.Conflict, "warehouse.goods_came_back",
    $"{Returned} of line {Line} of {Shipment} came back already: it can no longer be reversed. Book the rest as a return.");
