using Crossdock.Model;
using Crossdock.Payables.Invoicing;
using Crossdock.Payables.Paying;
using Crossdock.Procurement.Ordering;
using Crossdock.Warehouse.Receiving;
using Crossdock.Warehouse.SupplierReturns;
using PurchaseOrder = Crossdock.Model.PurchaseOrder;
using SupplierInvoice = Crossdock.Model.SupplierInvoice;
using SupplierReturn = Crossdock.Model.SupplierReturn;

namespace Crossdock.Conformance.Tests;

/// <content>Orders, receipts, invoices and payments of suppliers.</content>
internal sealed partial class Driver
{
    private async Task<(Refusal?, MadeDocument?)> BuyAsync(Command command, LedgerModel model) => command switch
    {
        OpenPurchaseOrder c => Of(await desk.SendAsync(c, Use<CreatePurchaseOrder>(), OrderOf(c)), r => new MadeDocument(Made.PurchaseOrder, r.Number)),
        ClosePurchaseLine c => (Of(await desk.SendAsync(c, Use<ShortClosePurchaseLine>(),
            new ShortClosePurchaseLineRequest(Number(c.Order, Made.PurchaseOrder), c.Line + 1, "will not come"))), null),
        Receive c => Of(await desk.SendAsync(c, Use<ReceiveGoods>(), ReceiptOf(c, model)), r => new MadeDocument(Made.Receipt, r.Number)),
        ReceiveUnordered c => Of(await desk.SendAsync(c, Use<ReceiveGoods>(), new ReceiveGoodsRequest(
            company.SiteCode(c.Site),
            [new(Quantity.Of(c.Quantity), Item: company.ItemCode(c.Item), Lot: c.Lot, ExpiresOn: c.Expiry, Place: c.Bin, Condition: ConditionOf(c.Condition), Price: UnitPrice.Of(c.Price))],
            Company.Supplier, HappenedAt: desk.EndOf(c.On))), r => new MadeDocument(Made.Receipt, r.Number)),
        SupplierReturn c => Of(await desk.SendAsync(c, Use<Crossdock.Warehouse.SupplierReturns.ReturnToSupplier>(), new ReturnToSupplierRequest(
            Number(c.Receipt, Made.Receipt), [new(1, Quantity.Of(c.Quantity), Place: c.Bin, Condition: ConditionOf(c.Condition))], "not wanted")), r => new MadeDocument(Made.SupplierReturn, r.Number)),
        SupplierInvoice c => Of(await desk.SendAsync(c, Use<PostSupplierInvoice>(), InvoiceOf(c, model)), r => new MadeDocument(Made.SupplierInvoice, r.Number)),
        SupplierPayment c => Of(await desk.SendAsync(c, Use<PaySupplier>(), new PaySupplierRequest(
            company.EntityCode(c.Entity), Company.Supplier, Amount.Of(c.Amount),
            Allocations: c.Invoice is { } invoice ? [new(Number(invoice, Made.SupplierInvoice), Amount.Of(c.Amount))] : null)), r => new MadeDocument(Made.SupplierPayment, r.Number)),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    private CreatePurchaseOrderRequest OrderOf(OpenPurchaseOrder c) => new(Company.Supplier, company.SiteCode(c.Site), [.. c.Lines.Select(l => new PurchaseLineRequest(
        company.ItemCode(l.Item), Quantity.Of(l.Quantity), Price: UnitPrice.Of(l.Price), PriceUnit: UnitOf(l.Per), RequestedDay: desk.Today.AddDays(7), OverReceiptPercent: Quantity.Of(l.TolerancePercent)))], Release: true, Duplicate: "the model orders it again");

    /// <summary>A receipt names its site; the order's own, which the model's command leaves out.</summary>
    private ReceiveGoodsRequest ReceiptOf(Receive c, LedgerModel model)
    {
        var site = model.Documents.GetValueOrDefault(c.Order) is PurchaseOrder order ? order.Site : 1;
        return new ReceiveGoodsRequest(company.SiteCode(site), [new(
            Quantity.Of(c.Quantity), Order: Number(c.Order, Made.PurchaseOrder), Line: c.Line + 1, Lot: c.Lot, ExpiresOn: c.Expiry, Place: c.Bin, Condition: ConditionOf(c.Condition))],
            HappenedAt: desk.EndOf(c.On));
    }

    /// <summary>A bill as it is printed: at the order's price unless the command says another, with the total the supplier asks.</summary>
    private PostSupplierInvoiceRequest InvoiceOf(SupplierInvoice c, LedgerModel model)
    {
        var line = model.Documents.GetValueOrDefault(c.Order) is PurchaseOrder order && c.Line >= 0 && c.Line < order.Lines.Count ? order.Lines[c.Line] : null;
        var price = c.Price ?? line?.Terms.Price ?? 0m;
        var total = model.Documents.GetValueOrDefault(c.Id) is InvoiceFromSupplier invoice ? invoice.Cents : Exactly.Worth(c.Quantity, price, line?.Terms.Per ?? 1m);
        return new PostSupplierInvoiceRequest(Company.Supplier, $"{company.Name}-{c.Id}", desk.Today,
            [new(Quantity.Of(c.Quantity), UnitPrice.Of(price), Order: Number(c.Order, Made.PurchaseOrder), Line: c.Line + 1)], Amount.Of(total / 100m));
    }

    private static string UnitOf(decimal per) => per switch
    {
        1m => "base",
        12m => "per12",
        7m => "per7",
        _ => throw new ArgumentOutOfRangeException(nameof(per), per, "The items have no such unit."),
    };
}
