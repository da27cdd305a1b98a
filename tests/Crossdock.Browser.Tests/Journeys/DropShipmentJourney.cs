namespace Crossdock.Browser.Tests.Journeys;

/// <summary>A line of a customer's order that its supplier ships: sold, ordered, keyed and invoiced by three people, without a piece of it being here.</summary>
public sealed class DropShipmentJourney(ShownCompany company)
{
    private const string Customer = "2515";
    private const string Item = "36908";
    private const string Supplier = "300";

    [Fact]
    public async Task What_the_supplier_ships_is_sold_ordered_keyed_and_invoiced_without_being_here()
    {
        string sold, order;
        await using (var sales = await company.VisitAsync("Sales desk"))
        {
            await sales.OpenAsync($"/sales-orders/new?customer={Customer}");
            await sales.UntickAsync("Only as a whole");
            await sales.FillAsync("lines[0].item", Item);
            await sales.FillAsync("lines[0].quantity", "12");
            await sales.ChooseAsync("lines[0].supplier", Supplier);
            sold = await sales.SendAsync("Promise", "/sales-orders/");
            await sales.SeeRowAsync(Item, "To be ordered");
            await sales.SeeRowAsync(Item, $"straight from {Supplier}");
            Assert.Empty(sales.Complaints);
        }

        await using (var buyer = await company.VisitAsync("Buyer"))
        {
            await buyer.OpenAsync($"/drop-shipments?q={sold}");
            await buyer.SeeRowAsync(sold, "12");
            order = await buyer.SendAsync("Order it", "/purchase-orders/");
            await buyer.SeeStateAsync("Released");
            await buyer.SeeRowAsync("Ship to", Customer);
            await buyer.SeeRowAsync("Their order", sold);
            Assert.Empty(buyer.Complaints);
        }

        await using var receiver = await company.VisitAsync("Receiver");
        await receiver.OpenAsync($"/ship-notices/new?order={order}");
        await receiver.FillAsync("deliveryNote", "LS-4711");
        await receiver.FillAsync("lines[0].quantity", "13");
        await receiver.BeRefusedAsync("Post it", "open quantity 12");
        await receiver.FillAsync("lines[0].quantity", "8");
        var notice = await receiver.SendAsync("Post it", "/ship-notices/");
        await receiver.SeeStateAsync("Shipped");
        await receiver.SeeRowAsync(Item, "8");
        await receiver.OpenAsync($"/ship-notices/new?order={order}");
        await receiver.FillAsync("deliveryNote", "LS-4711");
        await receiver.BeRefusedAsync("Post it", notice);
        await receiver.FillAsync("deliveryNote", "LS-4712");
        await receiver.SendAsync("Post it", "/ship-notices/");
        await receiver.OpenAsync($"/ship-notices/new?order={order}");
        await receiver.SeeAsync($"Nothing of {order} is still to be shipped straight to a customer.");
        await receiver.OpenAsync($"/ship-notices?q={sold}");
        await receiver.SeeRowAsync(notice, "LS-4711");
        Assert.Empty(receiver.Complaints);

        await using var desk = await company.VisitAsync("Sales desk");
        await desk.OpenAsync($"/sales-orders/{sold}");
        await desk.SeeStateAsync("Shipped");
        await desk.SeeRowAsync(notice, "invoice");
        await desk.FollowAsync(notice, "/ship-notices/");
        Assert.Empty(desk.Complaints);
    }
}
