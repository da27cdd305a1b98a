using Crossdock.Model;
using Crossdock.Payables.Invoicing;
using Crossdock.Payables.Paying;
using Crossdock.Sales.Payments;
using Crossdock.Warehouse.Adjusting;
using Crossdock.Warehouse.Conditions;
using Crossdock.Warehouse.Counting;
using Crossdock.Warehouse.Moving;
using Crossdock.Warehouse.Receiving;
using Crossdock.Warehouse.Reversing;
using Crossdock.Warehouse.Shipping;
using Crossdock.Warehouse.Transferring;

namespace Crossdock.Conformance.Tests;

/// <content>Moves, conditions, corrections, counts, transfers and reversals.</content>
internal sealed partial class Driver
{
    private async Task<(Refusal?, MadeDocument?)> HandleAsync(Command command) => command switch
    {
        Move c => Of(await desk.SendAsync(c, Use<MoveStock>(), new MoveStockRequest(
            company.SiteCode(c.From.Site), company.ItemCode(c.From.Item), Quantity.Of(c.Quantity), c.From.Bin, c.ToBin, Lot: c.From.Lot, Condition: ConditionOf(c.From.Condition))), r => new MadeDocument(Made.StockDocument, r.Number)),
        Crossdock.Model.ChangeCondition c => Of(await desk.SendAsync(c, Use<Crossdock.Warehouse.Conditions.ChangeCondition>(), new ChangeConditionRequest(
            company.SiteCode(c.At.Site), c.At.Bin, company.ItemCode(c.At.Item), Quantity.Of(c.Quantity), ConditionOf(c.At.Condition), ConditionOf(c.To), "QUALITY", Lot: c.At.Lot)), r => new MadeDocument(Made.StockDocument, r.Number)),
        Adjust c => Of(await desk.SendAsync(c, Use<AdjustStock>(), new AdjustStockRequest(
            company.SiteCode(c.At.Site), c.At.Bin, company.ItemCode(c.At.Item), Quantity.Of(Math.Abs(c.Change)),
            c.Reason == AdjustReason.Scrap ? "BROKEN" : c.Change > 0m ? "FOUND" : "LOST", Lot: c.At.Lot, Condition: ConditionOf(c.At.Condition), Day: c.On)), r => new MadeDocument(Made.StockDocument, r.Number)),
        Count c => Of(await desk.SendAsync(c, Use<CountStock>(), new CountStockRequest(
            company.SiteCode(c.At.Site), [new(company.ItemCode(c.At.Item), Quantity.Of(c.Counted), c.At.Bin, c.LedgerNumber, Lot: c.At.Lot, Condition: ConditionOf(c.At.Condition))])),
            r => new MadeDocument(Made.StockDocument, r.Number, r.Differences == 0 ? "nothing" : "")),
        TransferShip c => await SendToSiteAsync(c),
        TransferReceive c => Of(await desk.SendAsync(c, Use<ReceiveTransfer>(), new ReceiveTransferRequest(
            made.TryGetValue(c.Transfer, out var transfer) && transfer.Kind == Made.Transfer ? transfer.Also : $"NONE-{c.Transfer}",
            [new(1, Quantity.Of(c.Quantity), c.Bin, Lot: c.Lot)])), r => new MadeDocument(Made.StockDocument, r.Document)),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    /// <summary>A transfer is asked for and sent; where it cannot be sent it is cancelled again.</summary>
    private async Task<(Refusal?, MadeDocument?)> SendToSiteAsync(TransferShip c)
    {
        var asked = await desk.SendAsync(c, Use<CreateTransfer>(), new CreateTransferRequest(
            company.SiteCode(c.Site), company.SiteCode(c.ToSite), desk.Today, [new(company.ItemCode(c.Item), Quantity.Of(c.Quantity), Lot: c.Lot)], BackordersAllowed: false));
        if (asked.Refused(out var refusal, out var transfer)) return (refusal, null);
        var sent = await desk.SendAsync(c, Use<ShipTransfer>(), new ShipTransferRequest(transfer.Number), " sent");
        if (!sent.Refused(out refusal, out var shipment)) return (null, new MadeDocument(Made.Transfer, shipment.Document, transfer.Number));
        var cancelled = await desk.SendAsync(c, Use<CancelTransfer>(), new CancelTransferRequest(transfer.Number, "NO-LONGER-NEEDED"), " cancelled");
        return cancelled.Refused(out var left, out _) ? throw new InvalidOperationException(left.Message) : (refusal, null);
    }

    private async Task<(Refusal?, MadeDocument?)> ReverseAsync(Reverse c)
    {
        var document = made.GetValueOrDefault(c.Document) ?? new MadeDocument(Made.None, $"NONE-{c.Document}");
        const string reason = "entered by mistake";
        return document.Kind switch
        {
            Made.Receipt => Of(await desk.SendAsync(c, Use<ReverseReceipt>(), new ReverseReceiptRequest(document.Number, reason)), r => document with { Number = r.Number }),
            Made.Shipment => Of(await desk.SendAsync(c, Use<ReverseShipment>(), new ReverseShipmentRequest(document.Number, reason,
                Reopen: !shipped.TryGetValue(c.Document, out var line) || !cancelled.Contains(line))), r => document with { Number = r.Number, Also = r.CreditNote ?? "" }),
            Made.SupplierInvoice => Of(await desk.SendAsync(c, Use<ReverseSupplierInvoice>(), new ReverseSupplierInvoiceRequest(document.Number, reason)), r => document with { Number = r.Number }),
            Made.CustomerPayment => Of(await desk.SendAsync(c, Use<CancelPayment>(), new CancelPaymentRequest(document.Number, reason)), r => document with { Number = r.Number }),
            Made.SupplierPayment => Of(await desk.SendAsync(c, Use<CancelSupplierPayment>(), new CancelSupplierPaymentRequest(document.Number, reason)), r => document with { Number = r.Number }),
            _ => Of(await desk.SendAsync(c, Use<ReverseDocument>(), new ReverseDocumentRequest(document.Number, "WRONG-PLACE", reason)), r => new MadeDocument(Made.StockDocument, r.Number)),
        };
    }
}
