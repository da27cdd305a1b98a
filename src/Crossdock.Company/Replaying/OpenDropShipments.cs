using Crossdock.Procurement.DropShipping;
using Crossdock.Procurement.Ordering;
using Crossdock.Sales;
using Crossdock.Sales.Orders;
using Crossdock.Warehouse.DropShipping;

namespace Crossdock.Company.Replaying;

/// <summary>
/// What suppliers are to ship straight to customers this morning: one line is to be ordered, one is on its way, of one a part has left, and of one the customer
/// wants less than is ordered.
/// </summary>
internal sealed class OpenDropShipments(SamplePlan plan, Clerk clerk, Staff staff)
{
    private const int Shown = 4;

    public async Task MakeAsync(DateTimeOffset at, CancellationToken cancel)
    {
        // Items that no site keeps come first: that is what is shipped from elsewhere.
        var kept = plan.Stocked.Select(s => s.Item).ToHashSet(StringComparer.Ordinal);
        var items = plan.Items.Where(i => !i.LotTracked && i.Cost.IsPositive).OrderBy(i => kept.Contains(i.Code)).ThenBy(i => i.Code, StringComparer.Ordinal).Take(Shown).ToList();
        for (var i = 0; i < items.Count; i++) await OneAsync(i, items[i], plan.Customers[i * 7 % plan.Customers.Count], at, cancel);
    }

    private async Task OneAsync(int index, SampleItem item, SampleCustomer customer, DateTimeOffset at, CancellationToken cancel)
    {
        var bottles = Quantity.Units(3 * item.BottlesPerCase * Math.Max(1, item.MinimumCases));
        if (await clerk.AskAsync<CreateSalesOrderRequest, CreateSalesOrderResponse>(staff.Sales, "customer orders", $"open:direct:{index}", at, new(
            customer.Site, customer.Code, [new(item.Code, bottles, item.Packs[0].Unit, Supplier: item.Supplier)], ShipComplete: false, RequestedDay: plan.Today.AddDays(14 + index)),
            cancel, "sales.credit_limit", "sales.supplier_inactive") is not { } sold || index == 0) return;
        if (await clerk.AskAsync<OrderDirectRequest, OrderDirectResponse>(
            staff.Buyer, "purchase orders", $"open:direct-order:{index}", at, new(sold.Number), cancel) is not { } ordered || ordered.Orders[0].State != "Released") return;
        if (index == 2)
        {
            await clerk.AskAsync<KeyShipNoticeRequest, KeyShipNoticeResponse>(staff.Receiver, "ship notices", $"open:direct-notice:{index}", at, new(
                ordered.First, [new(1, Quantity.Units(item.BottlesPerCase), item.Packs[0].Unit)], DeliveryNote: "LS-20817", Carrier: "Prairie Freight"), cancel);
        }
        else if (index == 3)
        {
            await clerk.AskAsync<CancelSalesLineRequest, CancelSalesLineResponse>(staff.Sales, "cancelled lines", $"open:direct-cancel:{index}", at, new(
                sold.Number, 1, "Their tasting was called off", AskedBy.Customer, Quantity.Units(item.BottlesPerCase), item.Packs[0].Unit), cancel);
        }
    }
}
