using Crossdock.Model;
using Crossdock.Sales;
using Crossdock.Sales.Orders;
using Crossdock.Sales.Payments;
using Crossdock.Warehouse.CustomerReturns;
using Crossdock.Warehouse.Shipping;
using CancelSalesLine = Crossdock.Model.CancelSalesLine;
using CreateSalesOrder = Crossdock.Model.CreateSalesOrder;
using CustomerPayment = Crossdock.Model.CustomerPayment;
using CustomerReturn = Crossdock.Model.CustomerReturn;

namespace Crossdock.Conformance.Tests;

/// <content>Orders, shipments, returns and payments of customers.</content>
internal sealed partial class Driver
{
    private async Task<(Refusal?, MadeDocument?)> SellAsync(Command command) => command switch
    {
        CreateSalesOrder c => Of(await desk.SendAsync(c, Use<Crossdock.Sales.Orders.CreateSalesOrder>(), new CreateSalesOrderRequest(
            company.SiteCode(c.Site), Company.Customer, [.. c.Lines.Select(l => new SalesLineRequest(company.ItemCode(l.Item), Quantity.Of(l.Quantity), Price: UnitPrice.Of(l.Price)))],
            RequestedDay: c.ShipDate, BackordersAllowed: c.BackOrderAllowed)), r => new MadeDocument(Made.SalesOrder, r.Number)),
        Allocate c => (Of(await desk.SendAsync(c, Use<ReallocateOrder>(), new ReallocateOrderRequest(Number(c.Order, Made.SalesOrder)))), null),
        CancelSalesLine c => (Of(await desk.SendAsync(c, Use<Crossdock.Sales.Orders.CancelSalesLine>(), new CancelSalesLineRequest(
            Number(c.Order, Made.SalesOrder), c.Line + 1, "no longer wanted", AskedBy.Customer))), null),
        Ship c => Of(await desk.SendAsync(c, Use<ShipOrder>(), new ShipOrderRequest(
            Number(c.Order, Made.SalesOrder), [new(c.Line + 1, Quantity.Of(c.Quantity))])), r => new MadeDocument(Made.Shipment, r.Number, r.Invoice)),
        CustomerReturn c => Of(await desk.SendAsync(c, Use<ReceiveCustomerReturn>(), new ReceiveCustomerReturnRequest(
            Number(c.Shipment, Made.Shipment),
            [new(ShipmentLineOf(c), Quantity.Of(c.Quantity), Condition: ConditionOf(c.Condition), Place: c.Bin, Lot: c.Lot)], "not wanted")), r => new MadeDocument(Made.CustomerReturn, r.Number)),
        CustomerPayment c => Of(await desk.SendAsync(c, Use<ReceivePayment>(), new ReceivePaymentRequest(
            EntityOfShipment(c.Shipment), Company.Customer, Amount.Of(c.Amount), [new(InvoiceOf(c.Shipment), Amount.Of(c.Amount))])), r => new MadeDocument(Made.CustomerPayment, r.Number)),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    private string InvoiceOf(int shipment) => made.TryGetValue(shipment, out var document) && document.Kind == Made.Shipment ? document.Also : $"NONE-{shipment}";

    /// <summary>The product numbers the lots of a shipment as they left; a lot that did not leave has no line.</summary>
    private int ShipmentLineOf(CustomerReturn c)
    {
        if (!lotsOfShipment.TryGetValue(c.Shipment, out var lots)) return 1;
        return Array.IndexOf(lots, c.Lot) + 1 is var line and > 0 ? line : lots.Length + 1;
    }

    /// <summary>An invoice's number carries its entity.</summary>
    private string EntityOfShipment(int shipment) =>
        World.Entities.Select(company.EntityCode).FirstOrDefault(e => InvoiceOf(shipment).Contains($"-{e}-", StringComparison.Ordinal)) ?? company.EntityCode(1);
}
