using System.Globalization;

namespace Crossdock.Browser.Tests.Journeys;

/// <summary>Who answers for buying decides on a phone, between two meetings.</summary>
public sealed class ApproverJourney(ShownCompany company)
{
    private const string Role = "Procurement manager";
    private const int Phone = 390;

    [Fact]
    public async Task The_whole_case_is_read_and_a_question_answered_before_it_is_approved()
    {
        var (order, approval) = await AskedAsync("36904", "12000");
        await using var visit = await company.VisitAsync(Role, Phone);
        await visit.OpenAsync("/approvals?mine=true&state=pending&sort=due");
        await visit.FollowAsync(approval, "/approvals/" + approval);
        await visit.SeeRowAsync("Total", "21,600.00 USD");
        await visit.SeeRowAsync("1. Waiting", "Procurement manager");
        await visit.SeeRowAsync("Asked for approval", "Ruth Hansen");
        await visit.FillAsync("question", "Do we have room for it?");
        await visit.DoAsync("Ask", "Asked");

        await using (var buyer = await company.VisitAsync("Buyer"))
        {
            await buyer.OpenAsync("/approvals/" + approval);
            await buyer.FillAsync("answer", "In Davenport, two rows are empty");
            await buyer.DoAsync("Answer", "Answered");
        }

        await visit.OpenAsync("/approvals/" + approval);
        await visit.SeeAsync("In Davenport, two rows are empty");
        await visit.DoAsync("Approve", approval + " is decided");
        await visit.OpenAsync("/purchase-orders/" + order);
        await visit.SeeStateAsync("Released");
        await visit.SeeRowAsync("1: Released", "Ines Weber");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task What_is_returned_says_why()
    {
        var (order, approval) = await AskedAsync("36908", "3000");
        await using var visit = await company.VisitAsync(Role, Phone);
        await visit.OpenAsync("/approvals/" + approval);
        await visit.BeRefusedAsync("Return to edit", "Say why, so that the requester knows what to do.");
        await visit.FillAsync("comment", "Half of it would do until autumn");
        await visit.DoAsync("Return to edit", approval + " is decided");

        await using var buyer = await company.VisitAsync("Buyer");
        await buyer.OpenAsync("/purchase-orders/" + order);
        await buyer.SeeStateAsync("Draft");
        await buyer.SeeAsync("It was given back");
        await buyer.SeeAsync("Half of it would do until autumn");
        await buyer.OpenAsync("/approvals/" + approval);
        await buyer.SeeAsync("Half of it would do until autumn");
        await buyer.SeeStateAsync("Returned");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Nobody_approves_what_they_asked_for()
    {
        await using var visit = await company.VisitAsync(Role, Phone);
        await visit.OpenAsync("/requisitions/new");
        await visit.ChooseAsync("site", "WLO");
        await visit.FillAsync("lines[0].item", "11788");
        await visit.FillAsync("lines[0].quantity", "420");
        await visit.FillAsync("lines[0].needDay", "2026-09-15");
        await visit.SendAsync("Ask for it", "/requisitions/");
        await visit.SeeAsync("It waits for approval");
        var approval = await visit.NumberAsync("AP");
        await visit.FollowAsync(approval, "/approvals/");
        await visit.SeeAsync("You asked for it, so somebody else decides.");
        await visit.SeeNotAsync("Your decision");
        await visit.SeeNotAsync("Break glass");
        await visit.SeeRowAsync("1. Waiting", "Walter Schmidt");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Somebody_stands_in_from_a_day_to_a_day()
    {
        await using var visit = await company.VisitAsync(Role, Phone);
        await visit.OpenAsync("/approvals?mine=true&state=pending&sort=due");
        await visit.FollowAsync("Who stands in for me", "/approvals/delegations");
        await visit.ChooseAsync("to", "Nora Quist");
        await visit.FillAsync("from", At(3));
        await visit.FillAsync("until", At(1));
        await visit.ChooseAsync("kind", "agreement");
        await visit.BeRefusedAsync("Let them", "A delegation ends after it begins");
        await visit.FillAsync("until", At(9));
        await visit.FillAsync("reason", "On the road to the fair");
        await visit.DoAsync("Let them", "They stand in for you");
        await visit.SeeRowAsync("Nora Quist", "On the road to the fair");
        await visit.DoAsync("End", "It is over");
        await visit.SeeAsync("Nobody stands in for you");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Breaking_glass_is_loud_and_looked_at_by_somebody_else()
    {
        var (order, approval) = await AskedAsync("36904", "48000");
        await using (var controller = await company.VisitAsync("Controller"))
        {
            await controller.OpenAsync("/approvals/" + approval);
            await controller.BeRefusedAsync("Break glass", "Needed.");
            await controller.FillAsync("reason", "The strike begins at midnight");
            await controller.DoAsync("Break glass", "Approved alone; it is reviewed");
            await controller.SeeRowAsync("Glass broken: approved alone", "Walter Schmidt");
            Assert.Empty(controller.Complaints);
        }

        await using var visit = await company.VisitAsync(Role, Phone);
        await visit.OpenAsync("/purchase-orders/" + order);
        await visit.SeeStateAsync("Released");
        await visit.OpenAsync("/approvals?review=true&state=pending");
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Row).Or(visit.Page.Locator("main tr")).Filter(new() { HasText = order }).First.GetByRole(Microsoft.Playwright.AriaRole.Link).First.ClickAsync();
        await visit.ArriveAsync(url => url.AbsolutePath.StartsWith("/approvals/AP-", StringComparison.Ordinal));
        await visit.SeeStateAsync("To look at afterwards");
        await visit.SeeAsync("The strike begins at midnight");
        await visit.FillAsync("comment", "I would have done the same");
        await visit.DoAsync("It was right", "is decided");
        Assert.Empty(visit.Complaints);
    }

    /// <summary>An order of the buyer that waits for approval.</summary>
    private async Task<(string Order, string Approval)> AskedAsync(string item, string bottles)
    {
        await using var buyer = await company.VisitAsync("Buyer");
        await buyer.OpenAsync("/purchase-orders/new?supplier=300&site=DVN");
        await buyer.FillAsync("lines[0].item", item);
        await buyer.FillAsync("lines[0].quantity", bottles);
        await buyer.FillAsync("lines[0].unit", "bottle");
        await buyer.Page.GetByText("Emergency, or the same is on its way already").ClickAsync();
        await buyer.FillAsync("duplicate", "Beside the usual");
        var order = await buyer.SendAsync("Write it", "/purchase-orders/");
        await buyer.SeeAsync("It waits for approval");
        return (order, await buyer.NumberAsync("AP"));
    }

    /// <summary>Noon of a day from today, as a field of day and time takes it.</summary>
    private static string At(int days) => SmallCompany.Choice.Today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T12:00";
}
