using Microsoft.Playwright;

namespace Crossdock.Browser.Tests.Journeys;

/// <summary>The planner asks for what a site will need, and follows it until it is on order.</summary>
public sealed class PlannerJourney(ShownCompany company)
{
    [Fact]
    public async Task A_need_is_followed_until_the_buyer_has_ordered_it()
    {
        await using var visit = await company.VisitAsync("Planner");
        await visit.OpenAsync("/requisitions/new");
        await visit.ChooseAsync("site", "SUX");
        await visit.FillAsync("reason", "Fair in July");
        await visit.UntickAsync("Order at once what the rules let go");
        await visit.PasteAsync("lines[0].item", "43028\t12\tbottle\t2026-07-01\n11774\t24\tbottle\t2026-07-01");
        await visit.FillAsync("lines[1].quantity", "-24");
        await visit.BeRefusedAsync("Ask for it", "11774");
        await visit.FillAsync("lines[1].quantity", "24");
        var requisition = await visit.SendAsync("Ask for it", "/requisitions/");
        await visit.SeeStateAsync("Approved");
        await visit.SeeNotAsync("Order it");

        await using (var buyer = await company.VisitAsync("Buyer"))
        {
            await buyer.OpenAsync("/requisitions/" + requisition);
            await buyer.OpenDialogAsync("Order it");
            await buyer.DoAsync("Order", "Ordered");
            await buyer.SeeStateAsync("Ordered");
            Assert.Empty(buyer.Complaints);
        }

        await visit.OpenAsync("/requisitions/" + requisition);
        await visit.SeeRowAsync("ADMIRAL NELSON SPICED", "Ordered");
        await visit.FollowAsync(await visit.NumberAsync("PO"), "/purchase-orders/");
        await visit.SeeRowAsync("BLACK VELVET", "24");
        await visit.SeeStateAsync("Released");
        await visit.SeeNotAsync("Key the answer");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_large_need_that_is_rejected_says_why()
    {
        await using var visit = await company.VisitAsync("Planner");
        await visit.OpenAsync("/requisitions/new");
        await visit.ChooseAsync("site", "CBF");
        await visit.FillAsync("lines[0].item", "43336");
        await visit.FillAsync("lines[0].quantity", "600");
        await visit.FillAsync("lines[0].needDay", "2026-10-01");
        await visit.FillAsync("lines[0].unit", "barrel");
        await visit.BeRefusedAsync("Ask for it", "barrel");
        await visit.FillAsync("lines[0].unit", "bottle");
        var requisition = await visit.SendAsync("Ask for it", "/requisitions/");
        await visit.SeeAsync("It waits for approval");
        var approval = await visit.NumberAsync("AP");

        await using (var manager = await company.VisitAsync("Procurement manager"))
        {
            await manager.OpenAsync("/approvals/" + approval);
            await manager.SeeRowAsync("1. Waiting", "Ines Weber");
            await manager.FillAsync("comment", "The season is over by then");
            await manager.DoAsync("Reject", approval + " is decided");
        }

        await visit.OpenAsync("/requisitions/" + requisition);
        await visit.SeeStateAsync("Rejected");
        await visit.SeeAsync("The season is over by then");
        Assert.Empty(visit.Complaints);
    }
}
