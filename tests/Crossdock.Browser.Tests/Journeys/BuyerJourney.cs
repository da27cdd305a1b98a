using Microsoft.Playwright;

namespace Crossdock.Browser.Tests.Journeys;

/// <summary>What a buyer does on a day: needs, orders, answers, and the few buys that are not routine.</summary>
public sealed class BuyerJourney(ShownCompany company)
{
    [Fact]
    public async Task A_routine_need_is_on_order_as_soon_as_it_is_asked_for()
    {
        await using var visit = await company.VisitAsync("Buyer");
        await visit.FollowAsync("New requisition", "/requisitions/new");
        await visit.ChooseAsync("site", "SUX");
        await visit.FillAsync("reason", "Shelf is empty by the end of June");
        await visit.FillAsync("lines[0].item", "35919");
        await visit.FillAsync("lines[0].quantity", "42");
        await visit.FillAsync("lines[0].needDay", "2026-06-30");
        await visit.BeRefusedAsync("Ask for it", "35919");
        await visit.FillAsync("lines[0].item", "35918");
        await visit.SendAsync("Ask for it", "/requisitions/");

        await visit.SeeStateAsync("Ordered");
        await visit.SeeRowAsync("FIVE O'CLOCK VODKA", "42");
        await visit.FollowAsync(await visit.NumberAsync("PO"), "/purchase-orders/");
        await visit.SeeStateAsync("Released");
        await visit.SeeRowAsync("Total", "315.00");
        await visit.SeeRowAsync("1: Released", "Ruth Hansen");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_large_order_waits_for_those_who_decide_and_can_be_taken_back()
    {
        await using var visit = await company.VisitAsync("Buyer");
        await visit.OpenAsync("/purchase-orders/new?supplier=434&site=CBF");
        await visit.FillAsync("lines[0].item", "36308");
        await visit.FillAsync("lines[0].quantity", "12,5");
        await visit.BeRefusedAsync("Write it", "may be meant in two ways");
        await visit.FillAsync("lines[0].quantity", "500");
        await visit.FillAsync("lines[0].unit", "pallet");
        await visit.BeRefusedAsync("Write it", "pallet");
        await visit.FillAsync("lines[0].unit", "case");
        var order = await visit.SendAsync("Write it", "/purchase-orders/");

        await visit.SeeStateAsync("Waiting for approval");
        await visit.SeeAsync("Nothing of it is on order until then.");
        var approval = await visit.NumberAsync("AP");
        await visit.FollowAsync(approval, "/approvals/");
        await visit.SeeAsync("Row 4 of table 1");
        await visit.SeeRowAsync("Total", "21,510.00 USD");
        await visit.SeeRowAsync("1. Waiting", "Ines Weber");
        await visit.FillAsync("reason", "They have a smaller lot");
        await visit.DoAsync("Take it back", "Taken back");
        await visit.SeeStateAsync("Withdrawn");

        await visit.FollowAsync("Open the document", "/purchase-orders/" + order);
        await visit.SeeStateAsync("Draft");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task What_the_supplier_answers_becomes_the_next_version()
    {
        await using var visit = await company.VisitAsync("Buyer");
        await visit.OpenAsync("/purchase-orders/new?supplier=260&site=CBF");
        foreach (var (item, at) in new[] { "10807", "25608", "43336" }.Select((item, at) => (item, at)))
        {
            await visit.FillAsync($"lines[{at}].item", item);
            await visit.FillAsync($"lines[{at}].quantity", "5");
        }

        var order = await visit.SendAsync("Write it", "/purchase-orders/");
        await visit.SeeStateAsync("Released");

        // One line by hand: a key, two fields, a button.
        await visit.Page.Keyboard.PressAsync("k");
        await visit.ArriveAsync(url => url.AbsolutePath.EndsWith("/answer", StringComparison.Ordinal));
        await visit.FillAsync("lines[0].price", "-1");
        await visit.BeRefusedAsync("Key it", "price");
        await visit.FillAsync("lines[0].price", "18.90");
        await visit.SendAsync("Key it", "/purchase-orders/" + order);
        await visit.SeeAsync("The supplier would change line 1");
        await visit.SeeAsync("18.90 per bottle instead of 17.49 per bottle");
        await visit.OpenDialogAsync("Ask for something else");
        await visit.FillAsync("words", "18.00 until the end of June");
        await visit.DoAsync("Tell them", "Countered");
        await visit.SeeNotAsync("The supplier would change line 1");

        // Their next mail has all lines; it is copied as it stands.
        await visit.OpenAsync($"/purchase-orders/{order}/answer");
        await visit.PasteAsync("lines[0].line", "1\t4\t2026-06-15\t18.00\n2\t5\t2026-06-15\n3\t5\t2026-06-16");
        Assert.Equal("18.00", await visit.ValueAsync("lines[0].price"));
        await visit.SendAsync("Key it", "/purchase-orders/" + order);
        await visit.DoAsync("Accept", "Accepted");
        await visit.SeeRowAsync("CROWN ROYAL REGAL APPLE", "4");

        await visit.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^[0-9]+: ") }).First.ClickAsync();
        await visit.ArriveAsync(url => url.Query.Contains("version=", StringComparison.Ordinal));
        await visit.SeeRowAsync("price", "18");
        await visit.SeeRowAsync("quantity", "4");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task What_will_not_come_is_closed_short_with_a_reason()
    {
        await using var visit = await company.VisitAsync("Buyer");
        var order = await OrderAsync(visit, "300", "SUX", "36908", "24");
        await visit.ChooseActionAsync("Close a line short");
        await visit.TickAsync("The supplier will not deliver it");
        await visit.BeRefusedAsync("Close it", "Needed.");
        await visit.FillAsync("reason", "The bottling line stands still");
        await visit.DoAsync("Close it", "Line 1 closed");
        await visit.SeeRowAsync("MCCORMICK", "Closed short");
        await visit.SeeRowAsync("2: ", "asked by the supplier");
        Assert.Equal(order, new Uri(visit.Page.Url).Segments[^1]);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task An_emergency_is_released_at_once_and_says_why_and_what_it_costs()
    {
        await using var visit = await company.VisitAsync("Buyer");
        await visit.OpenAsync("/purchase-orders/new?supplier=420&site=WLO");
        await visit.FillAsync("lines[0].item", "48105");
        await visit.FillAsync("lines[0].quantity", "12");
        await visit.FillAsync("lines[0].unit", "bottle");
        await visit.Page.GetByText("Emergency, or the same is on its way already").ClickAsync();
        await visit.ChooseAsync("emergency.cause", "Quality");
        await visit.FillAsync("emergency.premium", "40");
        await visit.BeRefusedAsync("Write it", "reason");
        await visit.FillAsync("emergency.reason", "The rack collapsed and the fair opens on Saturday");
        await visit.SendAsync("Write it", "/purchase-orders/");
        await visit.SeeStateAsync("Released");
        await visit.SeeAsync("Quality: The rack collapsed and the fair opens on Saturday.");
        await visit.SeeAsync("over the routine");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task The_same_again_is_added_to_what_is_on_its_way()
    {
        await using var visit = await company.VisitAsync("Buyer");
        var first = await OrderAsync(visit, "301", "DVN", "38176", "36");
        await visit.OpenAsync("/purchase-orders/new?supplier=301&site=DVN");
        await visit.FillAsync("lines[0].item", "38176");
        await visit.FillAsync("lines[0].quantity", "24");
        await visit.FillAsync("lines[0].unit", "bottle");
        await visit.BeRefusedAsync("Write it", "The same is on its way already.");
        await visit.FollowBesideAsync("Change the quantity of " + first);
        Assert.EndsWith(first, visit.Page.Url, StringComparison.Ordinal);
        await visit.ChooseActionAsync("Change a line");
        await visit.FillAsync("quantity", "60");
        await visit.FillAsync("reason", "The same again");
        await visit.DoAsync("Change it", "Line 1 changed");
        await visit.SeeRowAsync("TITOS HANDMADE VODKA", "60");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task What_another_site_has_too_much_of_is_transferred_before_it_is_bought()
    {
        await using (var steward = await company.VisitAsync("Master data steward"))
        {
            await steward.OpenAsync("/stock-levels");
            await steward.OpenDialogAsync("Set a level");
            await steward.FindAsync("Item", "64870");
            await steward.ChooseAsync("levels[0].site", "WLO");
            await steward.FillAsync("levels[0].reorderPoint", "40");
            await steward.FillAsync("levels[0].orderUpTo", "90");
            await steward.DoAsync("Set it", "The level is set");
        }

        await using var visit = await company.VisitAsync("Buyer");
        await visit.OpenAsync("/purchase-orders/new?supplier=421&site=SUX");
        await visit.FillAsync("lines[0].item", "64870");
        await visit.FillAsync("lines[0].quantity", "192");
        await visit.FillAsync("lines[0].unit", "bottle");
        await visit.SendAsync("Write it", "/purchase-orders/");
        await visit.SeeStateAsync("Draft");
        await visit.SeeAsync("Waterloo branch has it");
        await visit.OpenDialogAsync("Transfer it");
        await visit.FillAsync("quantity", "1.5");
        await visit.BeRefusedAsync("Transfer it", "whole");
        await visit.FillAsync("quantity", "5");
        await visit.BeRefusedAsync("Transfer it", "WLO can send 192 bottles (4 cases)");
        await visit.FillAsync("quantity", "4");
        await visit.DoAsync("Transfer it", "is asked for");
        await visit.SeeStateAsync("Cancelled");
        await visit.OpenAsync("/transfer-offers");
        await visit.SeeRowAsync("64870", "Transferred");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task What_is_below_the_minimum_is_filled_up_and_ordered_before_the_cut_off()
    {
        await using (var steward = await company.VisitAsync("Master data steward"))
        {
            await steward.OpenAsync("/suppliers/259");
            await steward.OpenDialogAsync("Lay it down");
            await steward.ChooseAsync("site", "DVN");
            await steward.FillAsync("minimumValue", "600");
            await steward.FillAsync("cutOff", "24:00");
            await steward.BeRefusedAsync("Save", "14:00");
            await steward.FillAsync("cutOff", "23:59");
            await steward.FillAsync("deliveryCharge", "15");
            await steward.ChooseAsync("titlePoint", "destination");
            await steward.DoAsync("Save", "Laid down");
            await steward.SeeRowAsync("Minimum", "600.00 USD");
            await steward.SeeRowAsync("Ours from", "where they arrive");
        }

        // A need by itself does not come to it: it waits as a draft, and says why.
        await using var visit = await company.VisitAsync("Buyer");
        await visit.OpenAsync("/requisitions/new");
        await visit.ChooseAsync("site", "DVN");
        await visit.FillAsync("lines[0].item", "11774");
        await visit.FillAsync("lines[0].quantity", "12");
        await visit.FillAsync("lines[0].needDay", "2026-07-20");
        await visit.SendAsync("Ask for it", "/requisitions/");
        var draft = await visit.NumberAsync("PO");
        await visit.OpenAsync("/");
        await visit.FollowAsync("Suppliers to order from today", "/order-builder");
        await visit.SeeRowAsync("HEAVEN HILL", "lacking");
        await visit.OpenAsync("/purchase-orders/" + draft);
        await visit.SeeStateAsync("Draft");
        await visit.SeeAsync("It is below what the supplier takes");
        await visit.FollowAsync("See what else could be ordered", "/order-builder");
        await visit.SeeAsync("lacking to the minimum of 600.00 USD");
        await visit.BeRefusedAsync("Order it", "takes orders from 600.00 USD on");
        await visit.FillAsync("lines[0].quantity", "20");
        var order = await visit.SendAsync("Order it", "/purchase-orders/");

        await visit.SeeStateAsync("Released");
        await visit.SeeRowAsync("BLACK VELVET", "20");
        await visit.SeeRowAsync("Freight", "15.00");
        Assert.NotEqual(draft, order);
        await visit.OpenAsync("/purchase-orders/" + draft);
        await visit.SeeStateAsync("Cancelled");
        Assert.Empty(visit.Complaints);
    }

    /// <summary>Writes an order of one line that the rules release.</summary>
    private static async Task<string> OrderAsync(Visit visit, string supplier, string site, string item, string bottles)
    {
        await visit.OpenAsync($"/purchase-orders/new?supplier={supplier}&site={site}");
        await visit.FillAsync("lines[0].item", item);
        await visit.FillAsync("lines[0].quantity", bottles);
        await visit.FillAsync("lines[0].unit", "bottle");
        var order = await visit.SendAsync("Write it", "/purchase-orders/");
        await visit.SeeStateAsync("Released");
        return order;
    }
}
