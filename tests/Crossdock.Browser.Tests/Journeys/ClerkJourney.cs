using System.Globalization;

namespace Crossdock.Browser.Tests.Journeys;

/// <summary>Accounts payable posts what agrees with order and receipt, and nothing else.</summary>
public sealed class ClerkJourney(ShownCompany company)
{
    [Fact]
    public async Task A_price_above_the_order_is_refused_with_the_difference_and_posted_as_ordered()
    {
        string order;
        await using (var buyer = await company.VisitAsync("Buyer"))
        {
            await buyer.OpenAsync("/purchase-orders/new?supplier=297&site=CBF");
            await buyer.FillAsync("lines[0].item", "35918");
            await buyer.FillAsync("lines[0].quantity", "42");
            await buyer.FillAsync("lines[0].unit", "bottle");
            order = await buyer.SendAsync("Write it", "/purchase-orders/");
        }

        await using (var receiver = await company.VisitAsync("Receiver"))
        {
            await receiver.OpenAsync($"/dock?site=CBF&order={order}");
            await receiver.FillAsync("lines[0].quantity", "42");
            await receiver.DoAsync("Book it in", "RC-");
        }

        await using var visit = await company.VisitAsync("Accounts payable clerk");
        await visit.OpenAsync("/purchase-orders/" + order);
        await visit.FollowAsync("Enter the invoice", "/supplier-invoices/new");
        await visit.FillAsync("number", "L-2026-118");
        await visit.FillAsync("day", SmallCompany.Choice.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await visit.FillAsync("lines[0].price", "7.90");
        await visit.FillAsync("total", "331.80");
        await visit.BeRefusedAsync("Post it", "16.80 USD too much");
        await visit.FillAsync("lines[0].price", "7.50");
        await visit.FillAsync("total", "315.00");
        await visit.SendAsync("Post it", "/supplier-invoices/");
        await visit.SeeStateAsync("Open");
        await visit.SeeRowAsync("Total", "315.00");
        await visit.OpenAsync("/purchase-orders/" + order);
        await visit.SeeStateAsync("Invoiced");
        Assert.Empty(visit.Complaints);
    }
}
