using System.Globalization;

namespace Crossdock.Browser.Tests.Journeys;

/// <summary>Accounts payable posts what agrees with order and receipt, and nothing else.</summary>
public sealed class ClerkJourney(ShownCompany company)
{
    [Fact]
    public async Task A_price_above_the_order_is_refused_with_the_difference_and_posted_as_ordered()
    {
        var order = await ReceivedAsync(null);
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

    [Fact]
    public async Task What_no_supplier_bills_is_asked_for_and_leaves_the_books_when_the_controller_agrees()
    {
        var order = await ReceivedAsync("2026-07-20");
        await using var visit = await company.VisitAsync("Accounts payable clerk");
        await visit.OpenAsync("/received-not-invoiced?q=" + order);
        await visit.SeeRowAsync(order, "315.00");
        await visit.FollowAsync("Write off", "/write-offs/new");
        await visit.BeRefusedAsync("Write it off", "Needed.");
        await visit.FillAsync("reason", "Sent for the anniversary, a gift");
        var written = await visit.SendAsync("Write it off", "/write-offs/");
        await visit.SeeStateAsync("Waiting");
        var approval = await visit.NumberAsync("AP");

        await using (var controller = await company.VisitAsync("Controller"))
        {
            await controller.OpenAsync("/approvals/" + approval);
            await controller.SeeRowAsync("Never billed", "315.00");
            await controller.DoAsync("Approve", approval + " is decided");
        }

        await visit.OpenAsync("/write-offs/" + written);
        await visit.SeeStateAsync("Posted");
        await visit.FollowAsync("Open the journal", "/books/journals/");
        await visit.SeeRowAsync("Received and never invoiced", "315.00");
        await visit.OpenAsync("/purchase-orders/" + order);
        await visit.SeeStateAsync("Invoiced");
        Assert.Empty(visit.Complaints);
    }

    /// <summary>Ordered by a buyer and received at the dock: 42 at 7.50.</summary>
    private async Task<string> ReceivedAsync(string? wanted)
    {
        string order;
        await using (var buyer = await company.VisitAsync("Buyer"))
        {
            await buyer.OpenAsync("/purchase-orders/new?supplier=297&site=CBF");
            await buyer.FillAsync("lines[0].item", "35918");
            await buyer.FillAsync("lines[0].quantity", "42");
            await buyer.FillAsync("lines[0].unit", "bottle");
            if (wanted is not null) await buyer.FillAsync("lines[0].requestedDay", wanted);
            order = await buyer.SendAsync("Write it", "/purchase-orders/");
        }

        await using var receiver = await company.VisitAsync("Receiver");
        await receiver.OpenAsync($"/dock?site=CBF&order={order}");
        await receiver.FillAsync("lines[0].quantity", "42");
        await receiver.DoAsync("Book it in", "RC-");
        return order;
    }
}
