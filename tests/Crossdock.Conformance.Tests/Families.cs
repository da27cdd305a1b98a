using Crossdock.Model;

namespace Crossdock.Conformance.Tests;

/// <summary>
/// Compares what both sides answered: accepted or refused, and refused for a reason of the same family. Where several reasons apply each
/// side may name another one, so the families are coarse.
/// </summary>
internal static class Families
{
    private static readonly string[] NotThere =
        ["not_found", "inventory.entry_unknown", "sales.invoice_of_other_customer", "warehouse.shipment_line_unknown", "warehouse.quantity_not_positive", "warehouse.moment_in_future", "warehouse.between_entities"];

    private static readonly string[] Shape =
    [
        "masterdata.pack_not_exact", "masterdata.unit_indivisible", "warehouse.quantity_not_positive", "warehouse.quantity", "inventory.lot_missing", "inventory.not_tracked",
        "inventory.serial_quantity", "warehouse.serial_counted", "warehouse.which_lot", "inventory.lot_expiry", "not_found",
    ];

    private static readonly string[] TooMuch =
    [
        "books.open_amount", "procurement.invoiced_beyond_received", "procurement.over_receipt", "procurement.return_too_large", "sales.invoice_of_other_customer",
        "warehouse.more_than_open", "warehouse.more_than_on_the_way", "warehouse.return_exceeds", "warehouse.returned_beyond_received", "warehouse.transfer_state",
    ];

    private static readonly string[] Stock =
        ["inventory.insufficient_stock", "inventory.backdated", "warehouse.not_enough_allocated", "inventory.serial_reserved"];

    private static readonly string[] State =
    [
        "books.period_state", "payables.cancellation_final", "payables.invoice_paid", "payables.invoice_reversed", "payables.payment_cancelled", "payables.reversal_final",
        "procurement.line_state", "procurement.line_not_open", "procurement.receipt_invoiced", "sales.line_closed", "sales.payment_cancelled", "warehouse.arrived_already",
        "warehouse.goods_came_back", "warehouse.mirror_shipment", "warehouse.not_reversed_here", "warehouse.part_returned", "warehouse.receipt_reversed",
        "warehouse.return_credited", "warehouse.reversal_final", "warehouse.reversal_of_reversal", "warehouse.reversed_before", "warehouse.shipment_reversed",
        "warehouse.transfer_state", "not_found",
    ];

    /// <summary>What differs, or nothing.</summary>
    public static string? Differ(Outcome outcome, Refusal? refusal) => (outcome, refusal) switch
    {
        (Accepted, null) => null,
        (Accepted, { } no) => $"the model accepts, the product refuses: {no.Code}: {no.Message}",
        (Refused refused, null) => $"the model refuses ({refused.Reason}: {refused.Sentence}), the product accepts",
        (Refused refused, { } no) when !CodesOf(refused.Reason).Contains(no.Code) =>
            $"the model refuses with {refused.Reason} ({refused.Sentence}), the product with {no.Code}: {no.Message}",
        _ => null,
    };

    private static string[] CodesOf(Reason reason) => reason switch
    {
        Reason.KeyReused => ["storage.key_reused"],
        Reason.UnknownReference => NotThere,
        Reason.AlreadyExists => ["organisation.code_taken"],
        Reason.NotPositive or Reason.Inexact or Reason.TrackingMismatch => Shape,
        Reason.SerialExists => ["inventory.serial_exists"],
        Reason.WrongState => State,
        Reason.OverReceipt or Reason.ExceedsOpen => TooMuch,
        Reason.InsufficientStock or Reason.Allocated or Reason.NegativeOnLaterDay => Stock,
        Reason.StaleCount => ["warehouse.count_overtaken"],
        Reason.PeriodClosed or Reason.FutureDay => ["books.period_closed", "inventory.future", "warehouse.moment_in_future"],
        Reason.PriceDiffers => ["payables.price_differs"],
        Reason.WrongDestination => ["warehouse.between_entities", "warehouse.transfer_to_itself", "inventory.same_place"],
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
