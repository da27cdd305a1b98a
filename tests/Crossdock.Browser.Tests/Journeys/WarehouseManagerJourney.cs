using Microsoft.Playwright;

namespace Crossdock.Browser.Tests.Journeys;

/// <summary>Whoever runs a site corrects its stock, within what the tables let go.</summary>
public sealed class WarehouseManagerJourney(ShownCompany company)
{
    private const string Role = "Warehouse manager";

    [Fact]
    public async Task A_large_adjustment_waits_for_somebody_else()
    {
        var (place, onHand) = await company.LyingAsync("SUX", "11788");
        await using var visit = await company.VisitAsync(Role);
        await visit.OpenAsync("/adjustments/new?site=SUX");
        await visit.FillAsync("place", place);
        await visit.FindAsync("Item", "11788");
        await visit.FillAsync("quantity", "9000");
        await visit.ChooseAsync("reason", "LOST");
        await visit.FillAsync("note", "The cage stood open over the weekend");
        await visit.BeRefusedAsync("Post it, or ask for it", "11788");
        await visit.FillAsync("quantity", "40");
        var number = await visit.SendAsync("Post it, or ask for it", "/corrections/");
        await visit.SeeStateAsync("Waiting");
        await visit.SeeRowAsync("What happened", "The cage stood open over the weekend");
        var approval = await visit.NumberAsync("AP");
        Assert.Equal(onHand, (await company.LyingAsync("SUX", "11788")).OnHand);

        await using (var controller = await company.VisitAsync("Controller"))
        {
            await controller.OpenAsync("/approvals/" + approval);
            await controller.DoAsync("Approve", approval + " is decided");
        }

        await visit.OpenAsync("/corrections/" + number);
        await visit.SeeStateAsync("Posted");
        Assert.Equal(onHand - 40, (await company.LyingAsync("SUX", "11788")).OnHand);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_count_that_differs_much_is_posted_once_two_have_agreed()
    {
        var (place, onHand) = await company.LyingAsync("WLO", "11788");
        await using (var counter = await company.VisitAsync("Counter"))
        {
            await counter.OpenAsync($"/counts/new?site=WLO&place={place}");
            await counter.Page.GetByLabel("Counted 11788 in bottle").FillAsync("-3");
            await counter.BeRefusedAsync("Enter the count", "zero");
            foreach (var field in await counter.Page.Locator("input[aria-label^='Counted ']").AllAsync()) await field.FillAsync((onHand - 60).ToString(System.Globalization.CultureInfo.InvariantCulture));
            await counter.DoAsync("Enter the count", "waits for Warehouse manager");
        }

        await using var visit = await company.VisitAsync(Role);
        await visit.OpenAsync("/corrections?kind=count&state=waiting");
        await visit.Page.Locator("main tr").Filter(new() { HasText = "WLO" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await visit.SeeAsync("asked by Omar Haddad");
        var approval = await visit.NumberAsync("AP");
        await visit.FollowAsync(approval, "/approvals/");
        await visit.SeeRowAsync("1. Waiting", "Grace Miller");
        await visit.SeeRowAsync("2. Later", "Controller");
        await visit.DoAsync("Approve", approval + " is decided");
        Assert.Equal(onHand, (await company.LyingAsync("WLO", "11788")).OnHand);

        await using (var controller = await company.VisitAsync("Controller"))
        {
            await controller.OpenAsync("/approvals/" + approval);
            await controller.DoAsync("Approve", approval + " is decided");
        }

        Assert.Equal(onHand - 60, (await company.LyingAsync("WLO", "11788")).OnHand);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_transfer_below_the_senders_floor_needs_the_managers_of_both_sites()
    {
        const string password = "a long way to Davenport";
        await using (var administrator = await company.VisitAsync("Administrator"))
        {
            foreach (var login in new[] { "manager-cid", "manager-dvn" })
            {
                await administrator.OpenAsync("/people/" + login);
                await administrator.FillAsync("new", password);
                await administrator.DoAsync("Give password", "The password is set");
            }
        }

        await using var visit = await company.VisitAsync(Role);
        await visit.OpenAsync("/transfers/new?from=CID&to=CID");
        await visit.FillAsync("arrivalDay", "2026-05-25");
        await visit.FillAsync("lines[0].item", "43028");
        await visit.FillAsync("lines[0].quantity", "12");
        await visit.BeRefusedAsync("Create the transfer", "CID cannot send to itself.");
        await visit.ChooseAsync("to", "DVN");
        var transfer = await visit.SendAsync("Create the transfer", "/transfers/");
        await visit.SeeStateAsync("Requested");
        await visit.SeeAsync("it takes CID below its floor");
        var approval = await visit.NumberAsync("AP");
        foreach (var login in new[] { "manager-cid", "manager-dvn" })
        {
            await using var manager = await company.VisitAsync(login, password);
            await manager.OpenAsync("/approvals/" + approval);
            await manager.DoAsync("Approve", approval + " is decided");
            Assert.Empty(manager.Complaints);
        }

        await visit.OpenAsync("/transfers/" + transfer);
        await visit.SeeNotAsync("It waits for approval");
        await visit.SeeStateAsync("Open");
        Assert.Empty(visit.Complaints);
    }
}
